"""Finds the cells of real notebooks that run here: without network and files that are not there, and with stand-ins for missing libraries.

Reads a JSON list of {"cells": [source, ...], "beside": folder or null} from stdin. Writes a list of lists with the source of each cell, or null for
one that fails. The first argument is the limit for each notebook, in seconds of the processor; null stands for a notebook that takes longer.
"""
import contextlib
import io
import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support/python"))
from beside import enter  # noqa: E402
from confine import confine  # noqa: E402
from figures import show_described  # noqa: E402
from forks import run_each  # noqa: E402
from shells import make_shell  # noqa: E402
from standins import stand_in  # noqa: E402


def run(job):
    folder = os.getcwd()
    enter(folder, job["beside"])
    confine(folder)
    stand_in()
    sys.path.insert(0, "")
    return [running_part(source) for source in job["cells"]]


def running_part(source):
    """The cell; null where it fails."""
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        result = shell.run_cell(source, store_history=True)
    return source if result.success else None


shell = make_shell()
show_described(shell)
json.dump(run_each(run, json.load(sys.stdin), int(sys.argv[1])), sys.stdout)
