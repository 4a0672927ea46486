"""What a process costs: start-up and memory, each measured on a fresh interpreter."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
_MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes of ru_maxrss


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock and of the processor, and the most memory held at once, in bytes."""

    wall: float
    processor: float
    memory: int


def cost(arguments: Sequence[str]) -> Cost:
    """What ``python ARGUMENTS`` costs; raises `ChildProcessError` with the words of a process that fails."""
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as child:
        assert child.stderr is not None
        said = child.stderr.read().decode(errors="replace")
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise ChildProcessError(f"python {' '.join(arguments)}: {said.strip()}")
    wall = time.perf_counter() - begun
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * _MEMORY_UNIT)


def cheapest(arguments: Sequence[str], rounds: int) -> Cost:
    """The cheapest of several rounds: the first fills the disk's cache."""
    return min((cost(arguments) for _ in range(rounds)), key=lambda each: each.processor)
