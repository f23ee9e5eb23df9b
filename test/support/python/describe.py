"""Describes what code left behind as texts, so that two runs of the same code are equal and others are not."""
import copyreg
import hashlib
import math
import re
import types

import numpy
import pandas

from standins import Anything

#: Values that say nothing that could be compared: what they do is seen where they are called.
SILENT = (type, types.ModuleType, types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.GeneratorType, types.CoroutineType, Anything)
#: Names of the module that code may live in after it was moved: a notebook's own classes say __main__ before.
HOMES = r"\b(?:__main__|nbready_module)\."
DEPTH = 7


def plain(text):
    """Without addresses, times and the names of the modules that code may live in."""
    text = re.sub(r"0x[0-9a-f]{4,}", "0x", text)
    text = re.sub(HOMES, "", text)
    text = re.sub(r"<(function|generator object) \S+( at 0x)?>", r"<\1>", text)
    # %timeit adds a line where one of its runs took longer than the others.
    text = re.sub(r"(?m)^The slowest run took .*\n", "", text)
    return re.sub(r"(?m)^.*(?:Wall time|CPU times|per loop|µs|took).*$", "<time>", text)


def digest(data):
    return hashlib.blake2b(data, digest_size=8).hexdigest()


def describe(value, depth=0):
    """A text that is the same for equal values; None for what is silent, alone."""
    if value is None or isinstance(value, (bool, int, str, bytes)):
        return f"{type(value).__name__} {value!r}" if not isinstance(value, str) else plain(f"{type(value).__name__} {value!r}")
    if isinstance(value, float):
        return "float nan" if math.isnan(value) else f"{type(value).__name__} {float(value)!r}"
    # What annotations are made of is imported, and leaves with the import that nothing reads any more.
    if isinstance(value, SILENT) or type(value).__module__ == "typing":
        return None
    if depth > DEPTH:
        return "..."
    if isinstance(value, numpy.ndarray):
        return describe_array(value, depth)
    if isinstance(value, pandas.DataFrame):
        columns = ", ".join(f"{describe(label, depth + 1)}: {describe(value.iloc[:, at], depth + 1)}" for at, label in enumerate(value.columns))
        return f"DataFrame {value.shape} {{{columns}}} by {describe(value.index, depth + 1)}"
    if isinstance(value, pandas.Series):
        return f"Series {value.name!r} {value.dtype} {describe(numpy.asarray(value), depth + 1)} by {describe(value.index, depth + 1)}"
    if isinstance(value, pandas.Index):
        return f"{type(value).__name__} {value.names!r} {value.dtype} {describe(numpy.asarray(value), depth + 1)}"
    return describe_object(value, depth)


def describe_array(value, depth):
    if value.dtype.hasobject:
        return f"array {value.dtype} {value.shape} {describe(value.tolist(), depth + 1)}"
    # The first values are for people who read the difference.
    return f"array {value.dtype} {value.shape} {digest(value.tobytes())} {value.ravel()[:3].tolist()}"


def describe_object(value, depth):
    """Collections by their items, other objects by what a copy of them would be made from (copyreg's protocol)."""
    kind = type(value).__name__
    inside = lambda one: str(describe(one, depth + 1))  # noqa: E731
    if type(value) in (list, tuple):
        return f"{kind} [{', '.join(map(inside, value))}]"
    if type(value) in (set, frozenset):
        return f"{kind} {{{', '.join(sorted(map(inside, value)))}}}"
    if type(value) is dict:
        return f"{kind} {{{', '.join(f'{inside(key)}: {inside(one)}' for key, one in value.items())}}}"
    if type(value).__module__.split(".")[0] in ("matplotlib", "mpl_toolkits", "IPython"):
        return kind
    try:
        made = value.__reduce_ex__(4)
    except Exception:  # noqa: BLE001 not to be copied: open files, locks, frames…
        return kind
    if isinstance(made, str):
        return f"{kind} {made}"
    function, arguments, state, items, pairs = (*made, None, None, None)[:5]
    parts = [inside(arguments) if function is not copyreg.__newobj__ else "", "" if state is None else inside(state)]
    parts += ["" if more is None else inside(list(more)) for more in (items, pairs)]
    return f"{kind} {' '.join(part for part in parts if part)}"


def describe_names(names):
    """Texts by name, for the names of a notebook (or a program) that have one."""
    described = {name: describe(value) for name, value in names.items()}
    return {name: text for name, text in described.items() if text is not None}


def shared_objects(names):
    """Which names, and items of lists and dicts that they stand for, are one and the same changeable object: [[path, …], …]."""
    places = {}
    for name, value in names.items():
        places.setdefault(id(value), (value, []))[1].append(name)
        items = enumerate(value) if type(value) is list else value.items() if type(value) is dict else ()
        for key, item in items:
            if type(key) in (int, str):
                places.setdefault(id(item), (item, []))[1].append(f"{name}[{key!r}]")
    changeable = (list, dict, set, numpy.ndarray, pandas.DataFrame, pandas.Series)
    return [paths for value, paths in places.values() if len(paths) > 1 and (isinstance(value, changeable) or hasattr(value, "__dict__") and not isinstance(value, SILENT))]
