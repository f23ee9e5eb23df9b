"""Runs jobs in child processes of this one, each in an empty folder, so that nothing of one is left for the next and what is loaded here is loaded once."""
import gc
import json
import os
import selectors
import shutil
import signal
import sys
import tempfile


def run_each(run, jobs, seconds=20):
    """What `run(job)` gives for each job, in order, as JSON keeps it; None where it used more than `seconds` of the processor (or ten times that by the clock), or died."""
    # Without this, counting references in the children copies most of the memory that they share.
    gc.freeze()
    texts = [b""] * len(jobs)
    waiting, running = list(range(len(jobs)))[::-1], selectors.DefaultSelector()
    while waiting or running.get_map():
        while waiting and len(running.get_map()) < (os.cpu_count() or 1):
            at = waiting.pop()
            folder = tempfile.mkdtemp()
            child, pipe = start(run, jobs[at], folder, seconds)
            running.register(pipe, selectors.EVENT_READ, (at, child, folder))
        for key, _ in running.select():
            at, child, folder = key.data
            if more := os.read(key.fd, 1 << 16):
                texts[at] += more
                continue
            running.unregister(key.fd)
            os.close(key.fd)
            os.waitpid(child, 0)
            # Not the child: it may have been stopped, or no longer be allowed to.
            shutil.rmtree(folder, ignore_errors=True)
    return [json.loads(text) if text else None for text in texts]


def start(run, job, folder, seconds):
    """A child that runs one job in `folder`: its number, and the end of the pipe that gives its result."""
    read, write = os.pipe()
    child = os.fork()
    if child != 0:
        os.close(write)
        return child, read
    os.close(read)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(10 * seconds)
    try:
        os.chdir(folder)
        text = json.dumps(run(job))
        with os.fdopen(write, "w") as out:
            out.write(text)
    except BaseException as error:  # noqa: BLE001 whatever a notebook throws, the child ends here
        print(f"{type(error).__name__}: {error}", file=sys.__stderr__)
    finally:
        os._exit(0)
