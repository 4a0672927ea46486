"""Jobs carried out: in whatever order, what an earlier run did left out, and what kills a process found and named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.batch.jobs import Engine, Hear, J, Outcome, Work, name
from extract.reading.document import ReadError

_PIECES = 16  # that a job is cut into when its process died: three rounds from 2,000 reports to the one


@dataclass(frozen=True, slots=True)
class Done:
    """A job that was carried out, under its name. ``place`` orders it among all, pieces of one that was cut up too."""

    place: tuple[int, ...]
    name: str
    outcome: Outcome


def carried_out(
    jobs: Sequence[J], work: Work[J], engine: Engine, kept: Mapping[str, Outcome], hear: Hear
) -> list[Done]:
    """All jobs, in their order; those that an earlier run ``kept``, by name, are not carried out again.

    A job whose process dies is cut into pieces, until the report that kills it stands alone: it is named, and the
    others are read.
    """
    done: list[Done] = []

    def finish(place: tuple[int, ...], job: J, outcome: Outcome, before: bool) -> None:
        done.append(Done(place, name(job), outcome))
        hear(job.count, before)

    waiting: dict[J, tuple[int, ...]] = {}
    for number, job in enumerate(jobs):
        earlier = kept.get(name(job))
        if earlier:
            finish((number,), job, earlier, before=True)
        else:
            waiting[job] = (number,)
    while waiting:
        dead: list[J] = []
        for job, outcome in engine(work, list(waiting)):
            if outcome:
                finish(waiting[job], job, outcome, before=False)
            else:
                dead.append(job)
        again: dict[J, tuple[int, ...]] = {}
        for job in dead:
            if job.count == 1:
                failure = ReadError("killed", job.where).failure
                finish(waiting[job], job, Outcome(failed=(failure,)), before=False)
                continue
            size = -(-job.count // _PIECES)
            again |= {piece: (*waiting[job], n) for n, piece in enumerate(job.pieces(size))}
        waiting = again
    return sorted(done, key=lambda each: each.place)
