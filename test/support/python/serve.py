"""Answers questions as scripts do, each in a child process of this one, so that the libraries of data science are loaded once for many of them.

The arguments are two named pipes: from the first come lines of {"script", "args", "question"}, to the second goes for each a line of {"answer"},
what the script wrote to its standard output, or {"error"}, the end of what it complains about.
"""
import io
import json
import os
import runpy
import sys
import traceback


def answer(script, args, question):
    sys.argv, sys.path[0] = [script, *args], os.path.dirname(script)
    sys.stdin, sys.stdout = io.StringIO(question), io.StringIO()
    try:
        runpy.run_path(script, run_name="__main__")
        return {"answer": sys.stdout.getvalue()}
    except BaseException:  # noqa: BLE001 whatever ends a script is told
        return {"error": traceback.format_exc()[-2000:]}


def answer_in_child(asked):
    """The answer as a line, of a child process."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        try:
            with os.fdopen(write, "w") as out:
                json.dump(answer(**asked), out)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        text = told.read()
    os.waitpid(child, 0)
    return text or json.dumps({"error": "the script's process died"})


with open(sys.argv[1]) as asked, open(sys.argv[2], "w") as given:
    import shells  # noqa: F401 loads the libraries

    for line in asked:
        given.write(answer_in_child(json.loads(line)) + "\n")
        given.flush()
