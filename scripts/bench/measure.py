"""Runs a program and writes how long it took, what of the processors and at most of memory it used, as one line of JSON on standard error. The first argument is the limit in seconds, after which it is ended."""
import json
import os
import signal
import sys
import time

begun = time.perf_counter()
# No input either: a program that asks something must not wait for an answer.
quiet = os.open(os.devnull, os.O_RDWR)
actions = [(os.POSIX_SPAWN_DUP2, quiet, stream) for stream in (0, 1, 2)]
# A group of its own, so that what it starts ends with it.
child = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ, file_actions=actions, setpgroup=0)
signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
signal.alarm(int(sys.argv[1]))
_, status, used = os.wait4(child, 0)
taken = time.perf_counter() - begun
# Linux counts ru_maxrss in KiB, macOS in bytes (getrusage(2) of each).
unit = 1 if sys.platform == "darwin" else 1024
result = {
    "seconds": taken,
    "processor": used.ru_utime + used.ru_stime,
    "bytes": used.ru_maxrss * unit,
    "exit": os.waitstatus_to_exitcode(status),
}
print(json.dumps(result), file=sys.stderr)
