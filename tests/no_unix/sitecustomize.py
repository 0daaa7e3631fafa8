"""Remove what Windows lacks: Python imports this at its start when its folder is on PYTHONPATH."""

import os
import sys

_MODULES = ("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource")
for _name in (
    "O_CLOEXEC", "O_NOFOLLOW", "O_DIRECTORY", "O_NONBLOCK", "geteuid", "getuid", "getegid", "getgid", "fchmod", "fchown",
    "chown", "lchown", "setsid", "killpg", "getpgid", "mkfifo", "uname",
):  # fmt: skip
    if hasattr(os, _name):
        delattr(os, _name)


class _Missing:
    def find_spec(self, name, _path=None, _target=None):
        if name in _MODULES:
            raise ImportError(name)


sys.meta_path.insert(0, _Missing())
