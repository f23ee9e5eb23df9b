"""Reads a JSON list of sources; writes for each what CPython's `symtable` says of it, or null where it refuses the source.

A scope is [kind, name, [[symbol, place, flags], ...], [child, ...]], symbols in order of name. Flags are letters:
a(ssigned), r(eferenced), p(arameter), i(mported).
"""
import json
import sys
import symtable
import warnings

warnings.simplefilter("ignore")
sys.setrecursionlimit(20000)

PLACES = {1: "local", 2: "global-explicit", 3: "global-implicit", 4: "free", 5: "cell"}


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
    return [table.get_type(), table.get_name(), symbols, [dump(child) for child in table.get_children()]]


def read(source):
    try:
        return dump(symtable.symtable(source, "<cell>", "exec"))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


json.dump([read(source) for source in json.load(sys.stdin)], sys.stdout)
