"""What can be carried out by one process or another, what becomes of it, and who carries it out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Protocol, Self, TypeAlias, TypeVar

from extract.reading.document import Failure, Note
from extract.readings import program

_PASSING = ("closed", "killed")  # failures that another run may not meet: of the network, of memory


class Job(Protocol):
    """Something to be done at once, of things that can be done one by one."""

    @property
    def count(self) -> int:
        """How many things there are."""
        ...

    @property
    def basis(self) -> str:
        """Which they are, and when they were last written."""
        ...

    @property
    def where(self) -> str:
        """What messages call the first of them."""
        ...

    def pieces(self, size: int) -> Iterator[Self]:
        """The same things, so many at a time."""
        ...


def name(job: Job) -> str:
    """A word for everything that comes of a job: its things, and the program and its data."""
    made = f"{program()} {job.basis}"
    return hashlib.sha256(made.encode("utf-8", "surrogateescape")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: how many reports were read, how many rows they gave, the files that these stand in, and the
    reports that were not read."""

    read: int = 0
    rows: int = 0
    files: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()

    @property
    def lasts(self) -> bool:
        """Whether another run would come to the same."""
        return not any(failure.note.code in _PASSING for failure in self.failed)


J = TypeVar("J", bound=Job)
Work: TypeAlias = Callable[[J], Outcome]
Hear: TypeAlias = Callable[[int, bool], None]  # so many things are done; whether an earlier run did them


class Engine(Protocol):
    """Who carries out jobs."""

    def __call__(self, work: Work[J], jobs: Sequence[J]) -> Iterator[tuple[J, Outcome | None]]:
        """Each job with its outcome, None where its process died, in whatever order."""
        ...


def dump(outcome: Outcome) -> bytes:
    """An outcome as JSON."""
    return json.dumps(asdict(outcome)).encode("ascii")


def load(content: bytes) -> Outcome:
    """An outcome from its JSON."""
    kept = json.loads(content)
    failed = tuple(
        Failure(each["where"], Note(each["note"]["code"], tuple(map(tuple, each["note"]["values"]))))
        for each in kept["failed"]
    )
    return Outcome(kept["read"], kept["rows"], tuple(kept["files"]), failed)
