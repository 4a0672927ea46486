"""What a process costs: start-up and memory, each measured on a fresh interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
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


# A process begins with the memory of the one that starts it, so a small one starts it, and hears what it used.
_WATCH = """
import json, os, sys, time
begun = time.perf_counter()
quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
child = os.posix_spawn(sys.executable, [sys.executable, *sys.argv[1:]], os.environ, file_actions=quiet)
_, status, used = os.wait4(child, 0)
wall = time.perf_counter() - begun
print(json.dumps([os.waitstatus_to_exitcode(status), wall, used.ru_utime + used.ru_stime, used.ru_maxrss]))
"""


def cost(arguments: Sequence[str]) -> Cost:
    """What ``python ARGUMENTS`` costs; raises `ChildProcessError` with the words of a process that fails."""
    watch = [sys.executable, "-S", "-c", _WATCH, *arguments]
    done = subprocess.run(watch, cwd=ROOT, capture_output=True, text=True, check=True)
    code, wall, processor, memory = json.loads(done.stdout)
    if code:
        raise ChildProcessError(f"python {' '.join(arguments)}: {done.stderr.strip()}")
    return Cost(wall, processor, memory * _MEMORY_UNIT)


def cheapest(arguments: Sequence[str], rounds: int) -> Cost:
    """The cheapest of several rounds: the first fills the disk's cache."""
    return min((cost(arguments) for _ in range(rounds)), key=lambda each: each.processor)
