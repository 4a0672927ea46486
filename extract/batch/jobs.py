"""What can be carried out by one process or another, what becomes of it, and who carries it out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol, Self, TypeAlias, TypeVar

from extract.reading.document import Failure, Note
from extract.readings import program
from extract.table import Table

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
    """What became of a job: how many reports were read, how many rows they gave, the files that these stand in, the
    reports that were not read, and what is ``told`` of those that were, such as pages that have no text."""

    read: int = 0
    rows: int = 0
    files: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    told: tuple[Failure, ...] = ()

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
    failed, told = (tuple(map(_failure, kept[name])) for name in ("failed", "told"))
    return Outcome(kept["read"], kept["rows"], tuple(kept["files"]), failed, told)


def told(tables: Iterable[Table]) -> tuple[Failure, ...]:
    """What could not be read of reports that were, each under its report's name."""
    return tuple(
        Failure(source.name, note) for table in tables for source in table.sources for note in source.notes
    )


def _failure(kept: dict[str, Any]) -> Failure:
    return Failure(kept["where"], Note(kept["note"]["code"], tuple(map(tuple, kept["note"]["values"]))))
