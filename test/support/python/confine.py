"""Takes the network, other programs, writing elsewhere and sleep from notebooks of strangers, for the rest of this process."""
import os
import sys
import time


def confine(folder):
    """Any of it raises PermissionError from now on; files below `folder` may be written. There is no way back."""
    inside = os.path.realpath(folder)

    def guard(event, arguments):
        if event.startswith("socket.") or event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn", "webbrowser.open"):
            raise PermissionError(f"{event} is not allowed here")
        if event == "open":
            path, mode, flags = arguments
            writes = isinstance(mode, str) and set(mode) & set("wax+") or isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
            if writes and isinstance(path, (str, bytes)):
                check(path)
        if event in ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "shutil.rmtree", "os.symlink", "os.chmod"):
            check(arguments[0])

    def check(path):
        path = os.path.realpath(os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else "/")
        if path != inside and not path.startswith(inside + os.sep) and path != os.devnull:
            raise PermissionError(f"{path} may not be written here")

    time.sleep = lambda seconds: None
    sys.addaudithook(guard)
