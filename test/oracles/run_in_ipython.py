"""Runs notebooks from top to bottom, each in an IPython shell of its own, and says where each stopped.

Reads a JSON list of notebooks (lists of cell sources) from stdin. Writes a list of results: null where the notebook ran
through, else [cell, name of the error, name that a NameError misses or null].
"""
import contextlib
import io
import json
import os
import sys

import matplotlib

matplotlib.use("agg")
# Imported here once: the shells are forked, so that each gets these modules without the time of loading them.
import matplotlib.pyplot  # noqa: E402,F401
import numpy  # noqa: E402,F401
import pandas  # noqa: E402,F401
import sklearn.datasets  # noqa: E402,F401
import sklearn.linear_model  # noqa: E402,F401
import sklearn.metrics  # noqa: E402,F401
import sklearn.model_selection  # noqa: E402,F401
from IPython.core.interactiveshell import InteractiveShell  # noqa: E402


def run(cells):
    shell = InteractiveShell.instance()
    shell.history_manager.enabled = False
    for index, source in enumerate(cells):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            result = shell.run_cell(source)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            return [index, type(error).__name__, getattr(error, "name", None) if isinstance(error, NameError) else None]
    return None


def run_apart(cells):
    """In a child process, so that nothing of one notebook is left for the next."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with os.fdopen(write, "w") as out:
            json.dump(run(cells), out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as reader:
        text = reader.read()
    os.waitpid(child, 0)
    return json.loads(text)


json.dump([run_apart(cells) for cells in json.load(sys.stdin)], sys.stdout)
