"""A layer beneath SQLite that fails, or ends the process, at the n-th thing that is asked of the disk.

It stands between SQLite and its own file layer, in the library that Python uses, by ctypes: nothing has to be
compiled, and every call that SQLite makes passes it. SQLite's documents: "The SQLite OS Interface or VFS".
"""

from __future__ import annotations

import _sqlite3
import ctypes
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Kind = Literal["open", "write", "sync", "truncate", "delete", "read"]
How = Literal["EIO", "ENOSPC", "EDQUOT", "torn", "late", "kill"]

WRITING: tuple[Kind, ...] = ("open", "write", "sync", "truncate", "delete")

OK = 0
# What SQLite's own layer says of an error of the system: sqlite3.h, "Extended Result Codes". Only a full disk has a
# code of its own; a quota is an error like others.
CODES: dict[Kind, int] = {
    "open": 14,
    "write": 778,
    "sync": 1034,
    "truncate": 1546,
    "delete": 2570,
    "read": 266,
}
FULL = 13
OPEN_CREATE = 0x4
TEMPORARY = 0x8 | 0x200 | 0x400 | 0x1000  # files of SQLite's own that are gone when they are closed

POINTER, INT, LONG = ctypes.c_void_p, ctypes.c_int, ctypes.c_longlong
OPEN = ctypes.CFUNCTYPE(INT, POINTER, POINTER, POINTER, INT, POINTER)
DELETE = ctypes.CFUNCTYPE(INT, POINTER, ctypes.c_char_p, INT)
MOVE = ctypes.CFUNCTYPE(INT, POINTER, POINTER, INT, LONG)
TRUNCATE = ctypes.CFUNCTYPE(INT, POINTER, LONG)
SYNC = ctypes.CFUNCTYPE(INT, POINTER, INT)


def _fields(names: str) -> list[tuple[str, Any]]:
    return [(name, POINTER) for name in names.split()]


class _Layer(ctypes.Structure):
    """sqlite3_vfs, as it is since 3.7.6."""

    _fields_ = [
        *[("iVersion", INT), ("szOsFile", INT), ("mxPathname", INT)],
        *_fields("pNext zName pAppData xOpen xDelete xAccess xFullPathname xDlOpen xDlError xDlSym xDlClose"),
        *_fields("xRandomness xSleep xCurrentTime xGetLastError xCurrentTimeInt64"),
        *_fields("xSetSystemCall xGetSystemCall xNextSystemCall"),
    ]


class _Methods(ctypes.Structure):
    """sqlite3_io_methods, as it is since 3.7.17."""

    _fields_ = [
        ("iVersion", INT),
        *_fields("xClose xRead xWrite xTruncate xSync xFileSize xLock xUnlock xCheckReservedLock xFileControl"),
        *_fields("xSectorSize xDeviceCharacteristics xShmMap xShmLock xShmBarrier xShmUnmap xFetch xUnfetch"),
    ]


class _File(ctypes.Structure):
    """sqlite3_file: what stands after its methods is the layer's own."""

    _fields_ = [("pMethods", ctypes.POINTER(_Methods))]


@dataclass(frozen=True, slots=True)
class Fault:
    """At the `at`-th call of one of `kinds` (the first is 1; 0 is none) it fails so, and from then on when it `lasts`.

    "torn" writes half of what is to be written and then fails, "late" does all of it and says that it failed; "kill"
    does half and ends the process as kill -9 does.
    """

    at: int = 0
    how: How = "EIO"
    lasts: bool = False
    kinds: tuple[Kind, ...] = WRITING


class UnreachableError(Exception):
    """The library that Python uses can't be reached: it is linked into Python itself, without its names."""


class Storage:
    """The layer, put before SQLite's own for all that this process opens from now on. One for a process.

    `calls` counts, by kind, what was asked; `told` has what was asked when it failed first.
    Raises UnreachableError where SQLite's library can't be called.
    """

    def __init__(self, fault: Fault) -> None:
        self.fault = fault
        self.calls = 0
        self.told = ""
        self._library = library()
        self._library.sqlite3_vfs_find.restype = ctypes.POINTER(_Layer)
        self._own = self._library.sqlite3_vfs_find(None)
        self._kept: list[Any] = []
        self._methods: dict[int, Any] = {}
        self._names: dict[int, str] = {}
        layer = _Layer()
        ctypes.memmove(ctypes.byref(layer), self._own, ctypes.sizeof(_Layer))
        name = ctypes.c_char_p(b"failing")
        layer.zName = ctypes.cast(name, POINTER)
        layer.xOpen = self._pointer(OPEN, self._open)
        layer.xDelete = self._pointer(DELETE, self._delete)
        self._kept += [layer, name]
        self._real_open = OPEN(self._own.contents.xOpen)
        self._real_delete = DELETE(self._own.contents.xDelete)
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self))  # SQLite points to it for as long as the process lives
        self._library.sqlite3_vfs_register(ctypes.byref(layer), 1)

    def _pointer(self, kind: Any, function: Any) -> Any:
        callback = kind(function)
        self._kept.append(callback)
        return ctypes.cast(callback, POINTER)

    def _fails(self, kind: Kind, what: str) -> bool:
        """Counts a call, and tells whether it is to fail."""
        fault = self.fault
        if kind not in fault.kinds:
            return False
        self.calls += 1
        if not fault.at or self.calls < fault.at or (self.calls > fault.at and not fault.lasts):
            return False
        self.told = self.told or f"{kind} {what}"
        return True

    def _code(self, kind: Kind) -> int:
        if self.fault.how == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        return FULL if self.fault.how == "ENOSPC" and kind == "write" else CODES[kind]

    def _open(self, _: int, name: int, file: int, flags: int, out: int) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else ""
        shown = Path(path).name or "a temporary file"
        is_made = flags & OPEN_CREATE and not (path and Path(path).exists()) and not flags & TEMPORARY
        if is_made and self._fails("open", shown):
            _File.from_address(file).pMethods = None  # so SQLite knows that there is nothing to close
            return self._code("open")
        code = int(self._real_open(ctypes.addressof(self._own.contents), name, file, flags, out))
        opened = _File.from_address(file)
        if code == OK and opened.pMethods:
            self._names[file] = shown
            opened.pMethods = self._between(opened.pMethods)
        return code

    def _delete(self, _: int, name: bytes, synced: int) -> int:
        if self._fails("delete", Path(os.fsdecode(name)).name):
            if self.fault.how == "late":
                self._real_delete(ctypes.addressof(self._own.contents), name, synced)
            return self._code("delete")
        return int(self._real_delete(ctypes.addressof(self._own.contents), name, synced))

    def _between(self, real: Any) -> Any:
        """The methods of a kind of file, with those that may fail in front."""
        address = ctypes.addressof(real.contents)
        if address not in self._methods:
            ours = _Methods()
            ctypes.memmove(ctypes.byref(ours), real, ctypes.sizeof(_Methods))
            ours.xRead = self._pointer(MOVE, self._moving("read", MOVE(real.contents.xRead)))
            ours.xWrite = self._pointer(MOVE, self._moving("write", MOVE(real.contents.xWrite)))
            ours.xTruncate = self._pointer(TRUNCATE, self._truncating(TRUNCATE(real.contents.xTruncate)))
            ours.xSync = self._pointer(SYNC, self._syncing(SYNC(real.contents.xSync)))
            self._methods[address] = ours
        return ctypes.pointer(self._methods[address])

    def _moving(self, kind: Kind, real: Any) -> Any:
        def move(file: int, data: int, count: int, offset: int) -> int:
            if not self._fails(kind, f"{self._names.get(file, '')} at {offset}"):
                return int(real(file, data, count, offset))
            if kind == "write" and self.fault.how in ("torn", "late", "kill"):
                real(file, data, count if self.fault.how == "late" else count // 2, offset)
            return self._code(kind)

        return move

    def _truncating(self, real: Any) -> Any:
        def truncate(file: int, size: int) -> int:
            is_failing = self._fails("truncate", f"{self._names.get(file, '')} to {size}")
            if not is_failing or self.fault.how == "late":
                code = int(real(file, size))
            return self._code("truncate") if is_failing else code

        return truncate

    def _syncing(self, real: Any) -> Any:
        def sync(file: int, flags: int) -> int:
            return self._code("sync") if self._fails("sync", self._names.get(file, "")) else int(real(file, flags))

        return sync


def library() -> ctypes.CDLL:
    """SQLite as Python uses it. Raises UnreachableError."""
    for name in (getattr(_sqlite3, "__file__", None), None):
        try:
            library = ctypes.CDLL(name)
            if library.sqlite3_vfs_register and library.sqlite3_vfs_find:
                return library
        except (OSError, AttributeError):
            continue
    raise UnreachableError(
        "SQLite stands within this Python without its names; a Python that shares its library has them"
    )
