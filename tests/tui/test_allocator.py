"""What the program asks of glibc holds for the program as it is started."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

LAUNCH = Path(__file__).parents[2] / "tui" / "launch.py"
LARGE = """
import re, threading
from pathlib import Path
from tui.allocator import hold_little

def resident() -> int:
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])

hold_little()
before = resident()
for size in (20 << 20, 19 << 20):  # glibc would take the first as a sign that the second is to be kept
    thread = threading.Thread(target=lambda: bytearray(size).count(1))
    thread.start()
    thread.join()
print(resident() - before)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_what_was_large_is_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", LARGE], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 4 << 10  # KiB


def test_it_is_asked_before_there_are_threads() -> None:
    run = next(
        node for node in ast.parse(LAUNCH.read_text()).body if isinstance(node, ast.FunctionDef) and node.name == "_run"
    )
    called = [node.func.id for node in ast.walk(run) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    assert called.index("hold_little") < called.index("guard_terminal")
    assert called.index("hold_little") < called.index("Loader")
