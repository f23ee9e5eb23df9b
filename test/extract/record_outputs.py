"""Runs notebooks from top to bottom in IPython and says for each cell what Jupyter would save below it.

Reads a JSON list of lists of code cells' sources from stdin. Writes a list of lists of {"stdout", "shown", "error"}: the text of the displayed
value or null, and whether the cell raised; cells behind one that raised did not run, and are null.
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
    results = []
    for source in cells:
        if results and (results[-1] is None or results[-1]["error"]):
            results.append(None)
            continue
        shown, stdout = [], io.StringIO()
        shell.displayhook.write_format_data = lambda data, metadata=None: shown.append(data.get("text/plain"))
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(io.StringIO()):
            done = shell.run_cell(source, store_history=True)
        results.append({"stdout": stdout.getvalue(), "shown": shown[-1] if shown else None, "error": not done.success})
    return results


shell = make_shell()
json.dump(run_each(run, json.load(sys.stdin)), sys.stdout)
