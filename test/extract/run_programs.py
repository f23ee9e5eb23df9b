"""Runs many small programs, cut into cells, as notebooks: like run_notebooks.py, but thousands in one process, without IPython.

Reads and writes what run_notebooks.py does. The programs must need nothing but Python's own syntax and `math`: they leave nothing for one another.
"""
import ast
import contextlib
import io
import json
import re
import signal
import sys
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support/python"))
from describe import describe_names, plain, shared_objects  # noqa: E402

MODULE = "nbready_module"


class TimeUp(BaseException):
    """The program runs for too long."""


def stop(*_):
    raise TimeUp


def run(job, seconds):
    sys.modules.pop(MODULE, None)
    texts = {name.removesuffix(".py"): text for name, text in job["files"].items()}
    displayed, stdout, failure, names = [], io.StringIO(), None, {}
    sys.displayhook = lambda value: None if value is None else displayed.append(plain(repr(value)))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        namespace = {"__name__": "__main__"}
        with contextlib.redirect_stdout(stdout):
            try:
                for name, text in texts.items():
                    module = types.ModuleType(name)
                    exec(compile(text, f"{name}.py", "exec"), module.__dict__)
                    sys.modules[name] = module
                for source in job["cells"]:
                    run_cell(source, namespace)
            except Exception as error:  # noqa: BLE001 what stops a program is its result
                failure = f"{type(error).__name__}: {plain(str(error))}"
        names = {name: value for name, value in namespace.items() if not name.startswith("__")}
        return {"stdout": plain(stdout.getvalue()), "displayed": displayed, "error": failure, "names": describe_names(names), "shared": shared_objects(names)}
    except TimeUp:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def run_cell(source, namespace):
    """As IPython does: the last statement, where it is an expression, is displayed, unless a semicolon ends it."""
    tree = ast.parse(source)
    is_quiet = re.sub(r"(?m)^#.*", "", source).rstrip().endswith(";")
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) and not is_quiet else None
    exec(compile(tree, "<cell>", "exec"), namespace)
    if last is not None:
        exec(compile(ast.Interactive([last]), "<cell>", "single"), namespace)


signal.signal(signal.SIGPROF, stop)
sys.setrecursionlimit(200)
json.dump([run(job, float(sys.argv[1])) for job in json.load(sys.stdin)], sys.stdout)
