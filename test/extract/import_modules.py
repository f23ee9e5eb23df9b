"""Executes modules, each in a namespace of its own, and says what each raised.

Reads a JSON list of the modules' texts from stdin; writes a list of errors, null where there is none. With the argument "stand-ins", libraries
that are not installed are stood in for.
"""
import json
import sys
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support/python"))
from standins import Empty, stand_in  # noqa: E402


def error_of(text):
    try:
        exec(compile(text, "nbready_module.py", "exec"), types.ModuleType("nbready_module").__dict__)
    except Exception as error:  # noqa: BLE001 whatever an import raises is the answer
        return f"{type(error).__name__}: {error}"
    finally:
        # Libraries ask whether others are loaded, and would take a stand-in for one.
        for name in [name for name, module in sys.modules.items() if isinstance(module, Empty)]:
            del sys.modules[name]
    return None


if "stand-ins" in sys.argv:
    stand_in()
json.dump([error_of(text) for text in json.load(sys.stdin)], sys.stdout)
