"""Programs that are put together at random of statements, and what they do in IPython.

grow: reads {"seeds", "statements"}; writes for each seed a list of cell sources, of statements that ran through one after the other.
run: reads programs; writes for each what its cells print and show and the files that it leaves, or null where one of its cells fails.
"""
import contextlib
import io
import json
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support/python"))
from forks import run_each  # noqa: E402
from plain_shell import plain_shell  # noqa: E402


def fails(source):
    result = shell.run_cell(source)
    return result.error_before_exec is not None or result.error_in_exec is not None


def grow(job):
    seed, statements = job
    choose = random.Random(seed)
    cells = []
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        for _ in range(choose.randint(3, 7)):
            chosen = [choose.choice(statements) for _ in range(choose.randint(1, 5))]
            cells.append("\n".join(one for one in chosen if not fails(one)))
    return [cell for cell in cells if cell]


def run(cells):
    random.seed(0)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(io.StringIO()):
        if any(fails(cell) for cell in cells):
            return None
    return [printed.getvalue(), {path.name: path.read_text() for path in sorted(Path().iterdir())}]


shell = plain_shell()
asked = json.load(sys.stdin)
if sys.argv[1] == "grow":
    answer = run_each(grow, [[seed, asked["statements"]] for seed in asked["seeds"]])
else:
    answer = run_each(run, asked)
json.dump(answer, sys.stdout)
