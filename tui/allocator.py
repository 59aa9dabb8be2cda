"""What the program asks of the memory allocator, where it is glibc's: to hold nothing that was given back to it."""

from __future__ import annotations

import sys

ARENA_MAX, MMAP_THRESHOLD = -8, -3  # options of mallopt(3)
LARGE = 1 << 17  # bytes; glibc's own first threshold, which it would raise with each large block that is freed
WISHES = ((ARENA_MAX, 1), (MMAP_THRESHOLD, LARGE))


def hold_little() -> None:
    """Has threads share one store of free memory, and large blocks returned to the system when they are freed: glibc
    would keep the most that each thread that asks the database ever needed. Call it before there are threads."""
    if not sys.platform.startswith("linux"):
        return
    try:
        import ctypes

        mallopt = ctypes.CDLL(None).mallopt
    except (ImportError, OSError, AttributeError):  # a Python without ctypes, or another C library, as musl
        return
    for option, value in WISHES:
        mallopt(option, value)
