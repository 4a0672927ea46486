"""Parts carried out: in whatever order, what an earlier run did left out, and what kills a process found and named."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeAlias

from extract.batch.documents import Part, name
from extract.reading.document import Failure, Note, ReadError

_PIECES = 16  # that a part is cut into when its process died: three rounds from 2,000 reports to the one
_PASSING = ("closed", "killed")  # failures that another run may not meet: of the network, of memory


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a part: how many of its reports were read, how many rows they gave, the files that these stand in,
    and the reports that were not read."""

    read: int = 0
    rows: int = 0
    files: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()

    @property
    def lasts(self) -> bool:
        """Whether another run would come to the same."""
        return not any(failure.note.code in _PASSING for failure in self.failed)


Work: TypeAlias = Callable[[Part], Outcome]
# Carries out parts; None for one whose process died. Which comes first is the engine's to say.
Engine: TypeAlias = Callable[[Work, Sequence[Part]], Iterator[tuple[Part, Outcome | None]]]
Hear: TypeAlias = Callable[[int, bool], None]  # so many reports are done; whether an earlier run did them


@dataclass(frozen=True, slots=True)
class Done:
    """A part that was carried out. ``place`` orders it among all, pieces of a part that was cut up too."""

    place: tuple[int, ...]
    part: Part
    outcome: Outcome


def carried_out(
    parts: Sequence[Part], work: Work, engine: Engine, kept: Mapping[str, Outcome], hear: Hear
) -> list[Done]:
    """All parts, in their order; those that an earlier run ``kept``, by name, are not carried out again.

    A part whose process dies is cut into pieces, until the report that kills it stands alone: it is named, and the
    others are read.
    """
    done: list[Done] = []

    def finish(place: tuple[int, ...], part: Part, outcome: Outcome, before: bool) -> None:
        done.append(Done(place, part, outcome))
        hear(part.count, before)

    waiting: dict[Part, tuple[int, ...]] = {}
    for number, part in enumerate(parts):
        earlier = kept.get(name(part))
        if earlier:
            finish((number,), part, earlier, before=True)
        else:
            waiting[part] = (number,)
    while waiting:
        dead: list[Part] = []
        for part, outcome in engine(work, list(waiting)):
            if outcome:
                finish(waiting[part], part, outcome, before=False)
            else:
                dead.append(part)
        again: dict[Part, tuple[int, ...]] = {}
        for part in dead:
            if part.count == 1:
                failure = ReadError("killed", part.where).failure
                finish(waiting[part], part, Outcome(failed=(failure,)), before=False)
                continue
            size = -(-part.count // _PIECES)
            again |= {piece: (*waiting[part], n) for n, piece in enumerate(part.pieces(size))}
        waiting = again
    return sorted(done, key=lambda each: each.place)


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
