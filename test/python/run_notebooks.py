"""Runs notebooks cell by cell and tells what CPython did with every global name.

Reads one JSON document from stdin: a list of notebooks, each a list of cell sources. Writes a list of results: reads
that found the name and reads that raised NameError, as [cell of the source, line, column, cell that ran] with counts, the place of
the NameError that stopped the notebook (or null), and how it ended ("done", "NameError", or another error's name).
"""
import dis
import json
import signal
import sys

READS = {dis.opmap[name] for name in ("LOAD_NAME", "LOAD_GLOBAL", "DELETE_NAME", "DELETE_GLOBAL")}
DELETES = {dis.opmap[name] for name in ("DELETE_NAME", "DELETE_GLOBAL")}


class TimeUp(BaseException):
    """The notebook took the processor for too long."""


def stop(*_):
    raise TimeUp


class Tracer:
    """Counts reads of global names by place, through opcode events."""

    def __init__(self, cells):
        self.lines = [source.split("\n") for source in cells]
        self.running = 0
        self.tried = {}
        self.raised = {}
        self.positions = {}

    def place(self, frame):
        code = frame.f_code
        positions = self.positions.get(code)
        if positions is None:
            positions = self.positions[code] = list(code.co_positions())
        line, _, column, _ = positions[frame.f_lasti // 2]
        return int(code.co_filename[4:]), line, column, self.running

    def trace(self, frame, event, arg):
        if not frame.f_code.co_filename.startswith("cell"):
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            code = frame.f_code.co_code
            if code[frame.f_lasti] in READS and not self.is_apart(frame):
                place = self.place(frame)
                self.tried[place] = self.tried.get(place, 0) + 1
        elif event == "exception":
            kind, _, traceback = arg
            if kind is NameError and traceback.tb_next is None:
                place = self.place(frame)
                self.raised[place] = self.raised.get(place, 0) + 1
        return self.trace

    def is_apart(self, frame):
        """True of what the text does not read as a global: a class's own names, and steps that CPython adds by itself."""
        at, code = frame.f_lasti, frame.f_code
        name = code.co_names[code.co_code[at + 1] >> (code.co_code[at] == dis.opmap["LOAD_GLOBAL"])]
        cell, line, column, _ = self.place(frame)
        text = self.lines[cell][line - 1]
        if text[column:column + len(name)] != name:
            return True
        if code.co_code[at] in DELETES and not text.lstrip().startswith("del "):
            return True
        if frame.f_locals is frame.f_globals:
            return False
        if code.co_code[at] not in (dis.opmap["LOAD_NAME"], dis.opmap["DELETE_NAME"]):
            return False
        return name in frame.f_locals


def run(cells):
    namespace = {"__name__": "__main__"}
    tracer = Tracer(cells)
    ended, stopped = "done", None
    signal.setitimer(signal.ITIMER_PROF, 0.4)
    sys.settrace(tracer.trace)
    try:
        for index, source in enumerate(cells):
            tracer.running = index
            exec(compile(source, f"cell{index}", "exec"), namespace)
    except BaseException as error:  # whatever stops a notebook is its result
        sys.settrace(None)
        ended = type(error).__name__
        if ended == "NameError":
            traceback = error.__traceback__
            while traceback.tb_next is not None:
                traceback = traceback.tb_next
            line, _, column, _ = list(traceback.tb_frame.f_code.co_positions())[traceback.tb_lasti // 2]
            stopped = [int(traceback.tb_frame.f_code.co_filename[4:]), line, column, tracer.running]
    finally:
        sys.settrace(None)
        signal.setitimer(signal.ITIMER_PROF, 0)
    found = [[*place, count - tracer.raised.get(place, 0)] for place, count in tracer.tried.items() if count > tracer.raised.get(place, 0)]
    raised = [[*place, count] for place, count in tracer.raised.items()]
    return {"ended": ended, "stopped": stopped, "found": found, "raised": raised}


if __name__ == "__main__":
    sys.setrecursionlimit(150)
    signal.signal(signal.SIGPROF, stop)
    json.dump([run(cells) for cells in json.load(sys.stdin)], sys.stdout)
