"""Reads a JSON list of sources; writes for each whether CPython's compiler takes it."""
import json
import sys
import warnings

warnings.simplefilter("ignore")


def compiles(source):
    try:
        compile(source, "cell", "exec")
    except (SyntaxError, RecursionError, MemoryError):
        return False
    return True


json.dump([compiles(source) for source in json.load(sys.stdin)], sys.stdout)
