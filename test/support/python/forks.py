"""Runs jobs in child processes of this one, so that nothing of one is left for the next and what is loaded here is loaded once."""
import gc
import json
import os
import signal
import sys


def run_apart(run, job, seconds):
    """What `run(job)` gives, as JSON keeps it; None where the child used more than `seconds` of the processor (or three times that by the clock), or died."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        signal.alarm(3 * seconds)
        status = 1
        try:
            text = json.dumps(run(job))
            with os.fdopen(write, "w") as out:
                out.write(text)
            status = 0
        except BaseException as error:  # noqa: BLE001 whatever a notebook throws, the child ends here
            print(f"{type(error).__name__}: {error}", file=sys.__stderr__)
        finally:
            os._exit(status)
    os.close(write)
    with os.fdopen(read) as reader:
        text = reader.read()
    os.waitpid(child, 0)
    return json.loads(text) if text else None


def run_each(run, jobs, seconds=20):
    """The results of all jobs, in order."""
    # Without this, counting references in the children copies most of the memory that they share.
    gc.freeze()
    return [run_apart(run, job, seconds) for job in jobs]
