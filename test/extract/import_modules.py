"""Executes modules, each in a namespace of its own, and says what each raised.

Reads a JSON list of the modules' texts from stdin; writes a list of errors, null where there is none.
"""
import json
import sys
import types

sys.path.insert(0, "")


def error_of(text):
    try:
        exec(compile(text, "nbready_module.py", "exec"), types.ModuleType("nbready_module").__dict__)
    except Exception as error:  # noqa: BLE001 whatever an import raises is the answer
        return f"{type(error).__name__}: {error}"
    return None


json.dump([error_of(text) for text in json.load(sys.stdin)], sys.stdout)
