"""Runs notebooks from top to bottom, each in an IPython shell of its own, and says where each stopped.

Reads a JSON list of notebooks (lists of cell sources) from stdin. Writes a list of results: null where the notebook ran
through, else [cell, name of the error, name that a NameError misses or null].
"""
import contextlib
import io
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support/python"))
from forks import run_each  # noqa: E402
from shells import make_shell  # noqa: E402


def run(cells):
    for index, source in enumerate(cells):
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            result = shell.run_cell(source)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            return [index, type(error).__name__, getattr(error, "name", None) if isinstance(error, NameError) else None]
    return None


shell = make_shell()
json.dump(run_each(run, json.load(sys.stdin)), sys.stdout)
