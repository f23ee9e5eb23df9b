"""Finds what of real notebooks runs here: without network, files and libraries that are not there.

Reads a JSON list of notebooks (lists of code cells' sources) from stdin. Writes a list of lists with the source of each cell, or null for
one that is left out because it fails; imports of libraries that are not there are left out alone. The first argument is the limit for each
notebook, in seconds of the processor; null stands for a notebook that takes longer.
"""
import ast
import contextlib
import io
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support/python"))
from confine import confine  # noqa: E402
from figures import show_described  # noqa: E402
from forks import run_each  # noqa: E402
from shells import make_shell  # noqa: E402


def run(cells):
    folder = tempfile.mkdtemp()
    os.chdir(folder)
    try:
        confine(folder)
        return [running_part(source) for source in cells]
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def running_part(source):
    """The cell without imports that fail; null where it fails otherwise, or has nothing left."""
    while source.strip():
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            result = shell.run_cell(source, store_history=True)
        if result.success:
            return source
        source = without_import(source, result.error_in_exec) if isinstance(result.error_in_exec, ImportError) else ""
    return None


def without_import(source, error):
    """The cell without the import at its top level that raised the error; empty where that is elsewhere."""
    trace = error.__traceback__
    while trace is not None and trace.tb_frame.f_globals is not shell.user_ns:
        trace = trace.tb_next
    if trace is None or trace.tb_frame.f_code.co_name != "<module>":
        return ""
    for statement in ast.parse(shell.transform_cell(source)).body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)) and statement.lineno <= trace.tb_lineno <= statement.end_lineno:
            lines = source.split("\n")
            return "\n".join(lines[: statement.lineno - 1] + lines[statement.end_lineno :])
    return ""


shell = make_shell()
show_described(shell)
json.dump(run_each(run, json.load(sys.stdin), int(sys.argv[1])), sys.stdout)
