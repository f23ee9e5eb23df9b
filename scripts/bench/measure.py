"""Runs a program and writes how long it took, what of the processors and at most of memory it used, as one line of JSON on standard error."""
import json
import os
import sys
import time

begun = time.perf_counter()
# No input either: a program that asks something must not wait for an answer.
quiet = os.open(os.devnull, os.O_RDWR)
actions = [(os.POSIX_SPAWN_DUP2, quiet, stream) for stream in (0, 1, 2)]
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=actions)
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
