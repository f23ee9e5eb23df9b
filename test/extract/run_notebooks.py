"""Runs notebooks from top to bottom in IPython and says what each printed, displayed, raised and left behind.

Reads a JSON list of {"cells": [source, ...], "files": {name: text}, "beside": folder or null, "confined": bool} from stdin, runs each in a
folder and a process of its own, where the files of `beside` are, too, and writes a list of {"stdout", "displayed", "error", "names", "shared"} in which two runs of the same code are equal, or null where a
notebook took too long. The first argument is the limit for each, in seconds of the processor.
"""
import contextlib
import gc
import io
import json
import os
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support/python"))
import numpy  # noqa: E402
from beside import enter  # noqa: E402
from confine import confine  # noqa: E402
from describe import describe_names, digest, plain, shared_objects  # noqa: E402
from figures import show_described  # noqa: E402
from forks import run_each  # noqa: E402
from shells import make_shell  # noqa: E402
from standins import stand_in  # noqa: E402

#: What the shell itself puts into the namespace.
KERNEL = set("In Out exit quit get_ipython open".split())


def run(job):
    folder = os.getcwd()
    enter(folder, job["beside"])
    for name, text in job["files"].items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, encoding="utf-8", newline="")
    if job["confined"]:
        confine(folder)
        stand_in()
    return run_cells(job["cells"])


def run_cells(cells):
    # As an interactive Python has it: the current folder, whatever it is.
    sys.path.insert(0, "")
    random.seed(0)
    numpy.random.seed(0)
    # What the memory of an array held before is nobody's result.
    numpy.empty, numpy.empty_like = numpy.zeros, numpy.zeros_like
    # How many objects it finds depends on how many cells define functions.
    gc.collect = lambda *generation: 0 * collect_garbage(*generation)
    displayed = []
    shell.displayhook.write_format_data = lambda data, metadata=None: displayed.append(plain(data.get("text/plain", "")))
    shell.display_pub.publish = lambda data, metadata=None, **rest: displayed.append(plain(data.get("text/plain", "")))
    stdout, failure = io.StringIO(), None
    for source in cells:
        with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(io.StringIO()):
            result = shell.run_cell(source, store_history=True)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            failure = f"{type(error).__name__}: {plain(str(error))}"
            break
    names = {name: value for name, value in shell.user_ns.items() if not name.startswith("_") and name not in KERNEL and name not in names_before}
    described = describe_names(names)
    # Code that draws random numbers draws as many as before.
    described["random numbers"] = digest(repr((random.getstate(), numpy.random.get_state()[1:3])).encode())
    return {"stdout": plain(stdout.getvalue()), "displayed": displayed, "error": failure, "names": described, "shared": shared_objects(names)}


collect_garbage = gc.collect
shell = make_shell()
shell.enable_matplotlib("inline")
show_described(shell)
names_before = set(shell.user_ns)
json.dump(run_each(run, json.load(sys.stdin), int(sys.argv[1])), sys.stdout)
