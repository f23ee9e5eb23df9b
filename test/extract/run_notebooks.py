"""Runs notebooks from top to bottom in IPython and says what each printed, displayed, raised and left behind.

Reads a JSON list of {"cells": [source, ...], "files": {name: text}} from stdin, runs each in a folder and a process of its own,
and writes a list of {"stdout", "displayed", "error", "names"} in which two runs of the same code are equal.
"""
import contextlib
import io
import json
import math
import os
import re
import shutil
import signal
import sys
import tempfile

import matplotlib

matplotlib.use("agg")
# Imported here once: the shells are forked, so that each gets these modules without the time of loading them.
import matplotlib.pyplot  # noqa: E402,F401
import numpy  # noqa: E402
import pandas  # noqa: E402
import sklearn.datasets  # noqa: E402,F401
import sklearn.linear_model  # noqa: E402,F401
import sklearn.metrics  # noqa: E402,F401
import sklearn.model_selection  # noqa: E402,F401
import IPython.core.display_functions  # noqa: E402
from IPython.core.interactiveshell import InteractiveShell  # noqa: E402

KERNEL = set("In Out exit quit get_ipython open".split())


def plain(text):
    """Without addresses, times and the names of the modules that code may live in."""
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    text = re.sub(r"\b(?:__main__|nbready_module)\.", "", text)
    text = re.sub(r"<function \S+( at 0x)?>", "<function>", text)
    return re.sub(r"(?m)^.*(?:Wall time|CPU times|per loop|µs|took).*$", "<time>", text)


def describe(value, depth=0):
    """A text that is the same for equal values; null for what cannot be compared: modules, functions, classes, open files."""
    if value is None or isinstance(value, (bool, int, str, bytes)):
        return f"{type(value).__name__} {value!r}"
    if isinstance(value, float):
        return "float nan" if math.isnan(value) else f"float {value!r}"
    if depth > 6:
        return "..."
    if isinstance(value, (list, tuple)):
        return f"{type(value).__name__} [" + ", ".join(str(describe(one, depth + 1)) for one in value) + "]"
    if isinstance(value, dict):
        return f"{type(value).__name__} {{" + ", ".join(f"{describe(key, depth + 1)}: {describe(one, depth + 1)}" for key, one in value.items()) + "}"
    if isinstance(value, (set, frozenset)):
        return f"{type(value).__name__} {{" + ", ".join(sorted(str(describe(one, depth + 1)) for one in value)) + "}"
    if isinstance(value, numpy.ndarray):
        return f"array {value.dtype} {value.shape} " + str(describe(value.tolist(), depth + 1))
    if isinstance(value, (pandas.DataFrame, pandas.Series, pandas.Index)):
        return f"{type(value).__name__} {value.to_string() if hasattr(value, 'to_string') else list(value)} {getattr(value, 'dtypes', '')}"
    if isinstance(value, type) or callable(value) and hasattr(value, "__code__") or type(value).__name__ in ("module", "builtin_function_or_method", "method"):
        return None
    state = getattr(value, "__dict__", None)
    if isinstance(state, dict) and type(value).__module__.split(".")[0] not in ("matplotlib",):
        return f"{type(value).__name__} " + str(describe(state, depth + 1))
    return plain(f"{type(value).__name__}")


def run(notebook):
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    for name, text in notebook["files"].items():
        os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
        with open(os.path.join(folder, name), "w", encoding="utf-8") as out:
            out.write(text)
    # As an interactive Python has it: the current folder, whatever it is.
    sys.path.insert(0, "")
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    shell.enable_gui = lambda gui=None: None
    displayed = []
    shell.displayhook.write_output_prompt = lambda: None
    shell.displayhook.write_format_data = lambda data, metadata=None: displayed.append(plain(data.get("text/plain", "")))
    shell.display_pub.publish = lambda data, metadata=None, **rest: displayed.append(plain(data.get("text/plain", "")))
    names_before = set(shell.user_ns)
    stdout = io.StringIO()
    failure = None
    for source in notebook["cells"]:
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(io.StringIO()):
            result = shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            failure = f"{type(error).__name__}: {plain(str(error))}"
            break
    text = stdout.getvalue()
    if failure is not None:
        # The traceback is printed, and names lines that differ.
        text = re.split(r"-{20,}|Traceback", text)[0]
    names = {}
    for name, value in shell.user_ns.items():
        if name.startswith("_") or name in KERNEL or name in names_before:
            continue
        described = describe(value)
        if described is not None:
            names[name] = described
    shutil.rmtree(folder, ignore_errors=True)
    return {"stdout": plain(text), "displayed": displayed, "error": failure, "names": names}


def run_apart(notebook):
    """In a child process, so that nothing of one notebook is left for the next."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        signal.alarm(20)
        result = {"stdout": "", "displayed": [], "error": "the harness failed", "names": {}}
        try:
            result = run(notebook)
        except BaseException as error:  # noqa: BLE001
            result["error"] = f"the harness failed: {error!r}"
        finally:
            sys.stdout.flush()
            with os.fdopen(write, "w") as out:
                json.dump(result, out)
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as reader:
        text = reader.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else {"stdout": "", "displayed": [], "error": "ran out of time", "names": {}}


json.dump([run_apart(notebook) for notebook in json.load(sys.stdin)], sys.stdout)
