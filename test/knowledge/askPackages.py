"""Prints as JSON what the installed packages have: parameters by public dotted name, and the functions that draw."""
import importlib
import inspect
import json
import pkgutil
import random

import matplotlib.pyplot
import numpy
import sklearn
from sklearn.experimental import enable_iterative_imputer  # noqa: F401
from sklearn.utils import all_estimators

parameters = {}
for module_info in pkgutil.iter_modules(sklearn.__path__):
    name = module_info.name
    if name.startswith("_") or name in ("tests", "conftest", "externals", "experimental"):
        continue
    for path in (name, *(f"{name}.{sub}" for sub in ("text", "image") if name == "feature_extraction")):
        module = importlib.import_module(f"sklearn.{path}")
        for attribute, value in vars(module).items():
            if attribute.startswith("_") or not callable(value) or not getattr(value, "__module__", "").startswith("sklearn"):
                continue
            methods = [method for method in dir(value) if not method.startswith("_")] if inspect.isclass(value) else []
            try:
                names = list(inspect.signature(value).parameters)
            except (TypeError, ValueError):
                names = []
            parameters[f"sklearn.{path}.{attribute}"] = names + [f"{method}()" for method in methods]

estimators = [name for name, cls in all_estimators() if "random_state" in inspect.signature(cls.__init__).parameters]
print(json.dumps({"estimators": estimators, "parameters": parameters, "random": dir(random), "numpy": dir(numpy.random),
                  "pylab": {module.__name__: dir(module) for module in (numpy, numpy.random, numpy.linalg, numpy.fft, matplotlib.pyplot)}}))
