"""Reads a JSON list of sources; writes for each what CPython's `symtable` says of it, or null where it refuses the source.

A scope is [kind, name, [[symbol, place, flags], ...], [child, ...]], symbols in order of name. Flags are letters:
a(ssigned), r(eferenced), p(arameter), i(mported). Comprehensions of all kinds, generator expressions among them, have one name.
"""
import ast
import json
import sys
import symtable
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)

PLACES = {1: "local", 2: "global-explicit", 3: "global-implicit", 4: "free", 5: "cell"}
COMPREHENSIONS = ("listcomp", "setcomp", "dictcomp", "genexpr")


class ToGenerators(ast.NodeTransformer):
    """From Python 3.12 on `symtable` hides the scopes of other comprehensions, which are compiled in place (PEP 709)."""

    def visit_ListComp(self, node):
        return ast.GeneratorExp(self.visit(node.elt), [self.visit(part) for part in node.generators])

    visit_SetComp = visit_ListComp

    def visit_DictComp(self, node):
        # CPython goes through the value first.
        element = ast.Tuple([self.visit(node.value), self.visit(node.key)], ast.Load())
        return ast.GeneratorExp(element, [self.visit(part) for part in node.generators])


def dump(table):
    symbols = []
    for symbol in sorted(table.get_symbols(), key=lambda symbol: symbol.get_name()):
        # The iterator that a comprehension is handed has a name that no source can have.
        if symbol.get_name().startswith("."):
            continue
        flags = "".join(
            letter
            for letter, holds in (
                ("a", symbol.is_assigned()),
                ("r", symbol.is_referenced()),
                ("p", symbol.is_parameter()),
                ("i", symbol.is_imported()),
            )
            if holds
        )
        symbols.append([symbol.get_name(), PLACES[symbol._Symbol__scope], flags])
    name = "comprehension" if table.get_name() in COMPREHENSIONS else table.get_name()
    return [table.get_type(), name, symbols, [dump(child) for child in table.get_children()]]


def read(source):
    try:
        # What the compiler refuses stays refused: of a changed tree nothing is compiled.
        table = symtable.symtable(source, "<cell>", "exec")
        if sys.version_info >= (3, 12):
            table = symtable.symtable(ast.unparse(ToGenerators().visit(ast.parse(source))), "<cell>", "exec")
        return dump(table)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


json.dump([read(source) for source in json.load(sys.stdin)], sys.stdout)
