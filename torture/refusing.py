"""`python -m torture.refusing COMMAND ...`: runs a command for which files can't be locked, as on a network home whose
server has no locks: the kernel answers each request for a lock with ENOLCK (seccomp(2)). Needs no rights; Linux alone.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys

# Of the machine: how it is called in a filter (linux/audit.h), and the numbers of fcntl and flock.
MACHINES = {"x86_64": (0xC000003E, 72, 73), "aarch64": (0xC00000B7, 25, 32)}
SET_LOCK = (6, 7)  # F_SETLK and F_SETLKW
LOAD, EQUAL, RETURN = 0x20, 0x15, 0x06  # BPF: a word of what was called, a comparison, the verdict
NUMBER, MACHINE, SECOND = 0, 4, 24  # places in struct seccomp_data
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.ENOLCK
NO_NEW_PRIVILEGES, SECCOMP, FILTER = 38, 22, 2  # prctl(2)


def refuse_locks() -> None:
    """From here on no file can be locked by this process and those that it starts. Raises OSError where a kernel has no
    filters, KeyError for a machine that is not known."""
    machine, control, lock = MACHINES[platform.machine()]
    steps = [
        (LOAD, 0, 0, MACHINE),
        (EQUAL, 0, 6, machine),
        (LOAD, 0, 0, NUMBER),
        (EQUAL, 5, 0, lock),
        (EQUAL, 0, 3, control),
        (LOAD, 0, 0, SECOND),
        (EQUAL, 2, 0, SET_LOCK[0]),
        (EQUAL, 1, 0, SET_LOCK[1]),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]
    code = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    program = ctypes.create_string_buffer(struct.pack("@HP", len(steps), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    for words in ((NO_NEW_PRIVILEGES, 1, 0, 0, 0), (SECCOMP, FILTER, ctypes.byref(program), 0, 0)):
        if libc.prctl(*words):
            raise OSError(ctypes.get_errno(), "no filter of system calls")


if __name__ == "__main__":
    refuse_locks()
    os.execvp(sys.argv[1], sys.argv[1:])
