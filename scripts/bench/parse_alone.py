"""Reads every notebook of a folder with json.load and parses each code cell with ast.parse: what no checker written in Python can do without."""
import ast
import json
import pathlib
import sys
import warnings

warnings.simplefilter("ignore")
for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.ipynb")):
    try:
        with path.open(encoding="utf-8") as file:
            notebook = json.load(file)
    except ValueError:
        continue
    for cell in notebook.get("cells", []):
        if cell.get("cell_type") != "code":
            continue
        source = cell.get("source") or ""
        try:
            ast.parse("".join(source))
        except (SyntaxError, ValueError):
            pass  # Magics, shell lines, Python 2.
