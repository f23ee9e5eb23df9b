# Reads a list of pairs of notebook texts on standard input and says for each whether nbformat's writer makes the same
# bytes of both, and whether it finds the first one as valid as the second.
import json
import sys
import warnings

import nbformat

warnings.simplefilter("ignore")


def problem(notebook):
    try:
        nbformat.validate(notebook)
        return None
    except Exception as error:
        return type(error).__name__


def compare(made, wanted):
    # Format 4's own reader and writer: the general ones give missing ids at random.
    one, other = (nbformat.v4.reads_json(text) for text in (made, wanted))
    if nbformat.v4.writes_json(one) != nbformat.v4.writes_json(other):
        return "other bytes"
    # What is equal is as valid; to validate takes most of the time.
    if one == other:
        return "same"
    return "same" if problem(one) == problem(other) else "other validity"


print(json.dumps([compare(*pair) for pair in json.load(sys.stdin)]))
