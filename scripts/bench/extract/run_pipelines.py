"""Runs the pipelines that soorgeon wrote, task by task, as Ploomber does: each in a kernel of its own, with its paths in `upstream` and `product`.

Reads a JSON list of [folder, [task, ...]] from stdin, a task being {"name", "source", "upstream": [name, ...], "product": {name: path}}.
Writes a list of {"stdout", "error"}: all that a pipeline's tasks print, and the error that stops it or null.
"""
import contextlib
import io
import json
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "test/support/python"))
from confine import confine  # noqa: E402
from describe import plain  # noqa: E402
from figures import show_described  # noqa: E402
from forks import run_each  # noqa: E402
from shells import make_shell  # noqa: E402
from standins import stand_in  # noqa: E402


def run_task(job):
    folder, task, tasks = job
    os.chdir(folder)
    confine(folder)
    stand_in()
    products = {one["name"]: one["product"] for one in tasks}
    shell.push({"upstream": {name: products[name] for name in task["upstream"]} or None, "product": task["product"]})
    stdout = io.StringIO()
    for cell in re.split(r"(?m)^# %%.*\n", Path(task["source"]).read_text(encoding="utf-8"))[1:]:
        # The cell of parameters is what Ploomber replaces.
        if re.match(r"upstream = .*\nproduct = None", cell):
            continue
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(io.StringIO()):
            result = shell.run_cell(cell, store_history=True)
        if not result.success:
            return {"stdout": plain(stdout.getvalue()), "error": repr(result.error_before_exec or result.error_in_exec)}
    return {"stdout": plain(stdout.getvalue()), "error": None}


def run_pipeline(folder, tasks):
    printed = ""
    for task in tasks:
        result = run_each(run_task, [[folder, task, tasks]])[0] or {"stdout": "", "error": "took too long"}
        printed += result["stdout"]
        if result["error"] is not None:
            return {"stdout": printed, "error": f"{task['name']}: {result['error']}"}
    return {"stdout": printed, "error": None}


shell = make_shell()
shell.enable_matplotlib("inline")
show_described(shell)
json.dump([run_pipeline(*pipeline) for pipeline in json.load(sys.stdin)], sys.stdout)
