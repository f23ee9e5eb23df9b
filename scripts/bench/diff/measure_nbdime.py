"""Measures nbdime on a folder of pairs or triples of notebooks: for each, processor time in seconds, and what a person is shown. Further arguments are options of nbdiff. Writes a list in JSON."""
import io
import json
import os
import re
import sys
import time
from collections import Counter

import nbformat
from nbdime.args import prettyprint_config_from_args, process_diff_flags
from nbdime.diffing.notebooks import diff_notebooks
from nbdime.merging import merge_notebooks
from nbdime.nbdiffapp import _build_arg_parser as diff_parser
from nbdime.nbmergeapp import _build_arg_parser as merge_parser
from nbdime.prettyprint import pretty_print_notebook_diff
from nbdime.utils import read_notebook, setup_std_streams

# From here on two cells are one: this share of their words is the same (Dice's coefficient). Cells of fewer words turn up anywhere.
ALIKE = 0.7
FEWEST_WORDS = 5


def measure_diff(folder):
    before, after = (os.path.join(folder, name) for name in ("a.ipynb", "b.ipynb"))
    args = diff_parser().parse_args([before, after, *options])
    process_diff_flags(args)
    begun = time.process_time()
    a, b = read_notebook(before, on_null="empty"), read_notebook(after, on_null="empty")
    diff = diff_notebooks(a, b)
    taken = time.process_time() - begun
    shown = io.StringIO()
    config = prettyprint_config_from_args(args, out=shown)
    config.use_color = False
    pretty_print_notebook_diff(before, after, a, diff, config)
    return {"seconds": taken, "lines": len(shown.getvalue().splitlines()), "moves": hidden_moves(a, diff)}


def hidden_moves(a, diff):
    """How many cells are shown as removed and as added although they are one."""
    removed, added = [], []
    for change in next((one.diff for one in diff if one.key == "cells"), []):
        if change.op == "removerange":
            removed += a.cells[change.key : change.key + change.length]
        elif change.op == "addrange":
            added += change.valuelist
    left = [words(cell) for cell in added]
    moves = 0
    for bag in map(words, removed):
        found = next((other for other in left if is_alike(bag, other)), None)
        if found is not None:
            left.remove(found)
            moves += 1
    return moves


def words(cell):
    return Counter(re.findall(r"\w+", cell.source))


def is_alike(one, other):
    total = one.total() + other.total()
    return min(one.total(), other.total()) >= FEWEST_WORDS and 2 * (one & other).total() >= ALIKE * total


def measure_merge(folder):
    base, ours, theirs = (os.path.join(folder, f"{name}.ipynb") for name in ("base", "ours", "theirs"))
    args = merge_parser().parse_args([base, ours, theirs])
    process_diff_flags(args)
    begun = time.process_time()
    sides = [read_notebook(path, on_null="minimal") for path in (base, ours, theirs)]
    merged, decisions = merge_notebooks(*sides, args)
    nbformat.writes(merged)
    return {"seconds": time.process_time() - begun, "conflicts": sum(decision.conflict for decision in decisions)}


setup_std_streams()
what, root, *options = sys.argv[1:]
measured = {"diff": measure_diff, "merge": measure_merge}[what]
folders = sorted(entry.path for entry in os.scandir(root) if entry.is_dir())
results = [{"name": os.path.basename(folder), **measured(folder)} for folder in folders]
sys.stdout.write(json.dumps(results))
