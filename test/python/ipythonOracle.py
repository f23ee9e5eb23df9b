"""Reads {"pythonBodies": [...], "cells": [[source, masked], ...]}; writes for each cell what IPython makes of it.

An answer is [does IPython's text parse, does the masked text parse, escapes]; an escape is [kind, name, line, args] as
IPython's own transformers find them, in order. Bodies of the magics in pythonBodies are transformed as IPython does
when it runs them. Cells of one line go through the prefilter too, where automagic lives.
"""
import ast
import json
import re
import sys
import warnings

from IPython.core import inputtransformer2 as transformer
from IPython.core.interactiveshell import InteractiveShell

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)
shell = InteractiveShell.instance()
try:
    from ipykernel.zmqshell import KernelMagics

    shell.register_magics(KernelMagics)
except ImportError:
    pass


def parses(text):
    try:
        compile(text, "<cell>", "exec", ast.PyCF_ONLY_AST | ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        return True
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


CALL = re.compile(r"get_ipython\(\)\.(\w+)\((.*)\)\n?$", re.S)


def describe(found, before, call):
    """Kind, name and arguments of the escape that `call` stands for; `before` is the text that was replaced."""
    match = CALL.match(call)
    if not match:
        name, _, args = before[1:].partition(" ")
        return "auto-call", name, args
    method, arguments = match[1], ast.literal_eval(f"[{match[2]}]")
    if method == "show_usage":
        return "help", "", ""
    if method in ("system", "getoutput"):
        return ("shell" if method == "system" else "shell-capture"), "", arguments[0]
    if isinstance(found, transformer.HelpEnd) or before.startswith("?"):
        return "help", arguments[1], arguments[1]
    return "line-magic", arguments[0], arguments[1]


def transform(cell, python_bodies):
    """The text that IPython runs, and its escapes; lines count in `cell`."""
    if not cell.endswith("\n"):
        cell += "\n"
    lines = cell.splitlines(keepends=True)
    manager = transformer.TransformerManager()
    removed = 0
    for clean in manager.cleanup_transforms:
        count = len(lines)
        lines = clean(lines)
        removed += count - len(lines)
    escapes = []

    if lines and lines[0].startswith("%%") and not re.match(r"%%\w+\?", lines[0]):
        name, args, body = ast.literal_eval(f"({CALL.match(transformer.cell_magic(lines)[0])[2]},)")
        escapes.append(["cell-magic", name, removed, args])
        if name not in python_bodies:
            return "0\n", escapes
        text, inner = transform(body, python_bodies)
        return "0\n" + text, escapes + [[kind, called, line + removed + 1, rest] for kind, called, line, rest in inner]

    class Recorded:
        def __init__(self, kind):
            self.kind = kind

        def find(self, tokens_by_line):
            found = self.kind.find(tokens_by_line)
            if not found:
                return None
            original = found.transform

            def recorded(lines):
                nonlocal removed
                changed = original(lines)
                end = transformer.find_end_of_continued_line(lines, found.start_line)
                before = transformer.assemble_continued_line(lines, (found.start_line, found.start_col), end)
                call = changed[found.start_line][found.start_col :]
                kind, name, args = describe(found, before, call)
                escapes.append([kind, name, found.start_line + removed, args])
                removed += len(lines) - len(changed)
                return changed

            found.transform = recorded
            return found

    manager.token_transformers = [Recorded(kind) for kind in manager.token_transformers]
    text = "".join(manager.do_token_transforms(lines))
    if len(text.splitlines()) == 1:
        filtered = shell.prefilter_manager.prefilter_lines(text) + "\n"
        if filtered.strip() != text.strip():
            kind, name, args = describe(None, text, filtered.lstrip())
            escapes.append([kind, name, removed, args])
            text = filtered
    return text, escapes


def answer(source, masked, python_bodies):
    try:
        text, escapes = transform(source, python_bodies)
    except Exception:
        # IPython refuses the cell before it comes to Python.
        return [False, parses(masked), None]
    return [parses(text), parses(masked), escapes]


request = json.load(sys.stdin)
json.dump([answer(source, masked, set(request["pythonBodies"])) for source, masked in request["cells"]], sys.stdout)
