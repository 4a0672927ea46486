"""Draws and verdicts: which figures an audit drew, as they were read then, and what may be said of one.

A draw stands in the log beside the corrections, so that it is kept, checked, merged and undone as they are. It freezes the
reading of each figure: a second reviewer judges what the first one judged, whatever was corrected meanwhile.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from extract.corrections.fields import CorrectionError, Value
from extract.corrections.passages import Passage

RIGHT, NONE = "right", "none"  # all of it is right; it is no figure at all
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "value": ("value", "value_high", "bound"),
        "unit": ("unit", "per"),
        "indicator": ("indicator",),
        "period": ("period",),
        "place": ("scope", "site"),
        "subject": ("subject", "kind"),
    }
)
"""What is judged as one, with its fields: 约2万 without its 约 is a wrong value, a figure per village one of a wrong unit."""
READ = tuple(name for names in GROUPS.values() for name in names)
POPULATIONS = ("all", "indicator", "theme", "unsure")
_TEXTS = ("population", "of", "seed", "digest")


@dataclass(frozen=True, slots=True)
class Drawn:
    """One figure of a draw: where it stands, in which report (its identity, "" where it has none), and how it was read."""

    passage: Passage
    identity: str
    reading: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Draw:
    """A random sample of figures, in the order in which they are judged.

    ``population`` is all, indicator, theme or unsure, ``of`` the id of the indicator or theme, ``size`` how many figures it
    had. ``seed`` and ``digest``, a check of all their addresses, let the draw be repeated; ``reports`` are those that
    the figures could come from, as (name, identity).
    """

    population: str
    of: str
    size: int
    seed: str
    digest: str
    reports: tuple[tuple[str, str], ...]
    figures: tuple[Drawn, ...]


def wrong(verdict: str) -> tuple[str, ...]:
    """The groups that a verdict finds wrong, in their order; all where it is no figure.

    >>> wrong("period value"), wrong(RIGHT)
    (('value', 'period'), ())
    """
    said = verdict.split()
    return tuple(group for group in GROUPS if group in said or verdict == NONE)


def check_verdict(verdict: str) -> None:
    """Whether this is a verdict; raises `CorrectionError`."""
    said = verdict.split()
    if verdict not in (RIGHT, NONE) and (not said or len(set(said)) < len(said) or set(said) - set(GROUPS)):
        raise CorrectionError(
            f"verdict {verdict!r} is neither {RIGHT}, {NONE} nor some of {', '.join(GROUPS)}"
        )


def row(drawn: Draw) -> dict[str, Any]:
    """A draw as JSON has it."""
    return {
        "population": drawn.population,
        "of": drawn.of,
        "size": drawn.size,
        "seed": drawn.seed,
        "digest": drawn.digest,
        "reports": [list(each) for each in drawn.reports],
        "figures": [
            {**place_row(each.passage), "identity": each.identity, "reading": dict(each.reading)}
            for each in drawn.figures
        ],
    }


def parsed(found: object) -> Draw:
    """A draw from JSON; raises `CorrectionError`."""
    if not isinstance(found, dict):
        raise CorrectionError("draw must be a JSON object")
    texts = [found.get(name) for name in _TEXTS]
    size, reports, figures = found.get("size"), found.get("reports"), found.get("figures")
    if (
        not all(isinstance(text, str) for text in texts)
        or type(size) is not int
        or not isinstance(reports, list)
        or not all(isinstance(each, list) and len(each) == 2 for each in reports)
        or not all(isinstance(name, str) for each in reports for name in each)
        or not isinstance(figures, list)
    ):
        raise CorrectionError("draw lacks its population, size, seed, reports or figures")
    population, of, seed, digest = map(str, texts)
    own = tuple(map(_figure, figures))
    if population not in POPULATIONS or not 0 < len(own) <= size:
        raise CorrectionError(f"draw of {len(own)} from {population!r} of {size} is none")
    return Draw(population, of, size, seed, digest, tuple((name, id) for name, id in reports), own)


def _figure(found: object) -> Drawn:
    if not isinstance(found, dict) or not isinstance(found.get("reading"), dict):
        raise CorrectionError("a figure of the draw has no reading")
    place, identity, reading = parsed_place(found), found.get("identity", ""), found["reading"]
    if place is None or not isinstance(identity, str):
        raise CorrectionError("a figure of the draw has no quote")
    if set(reading) != set(READ) or not all(map(_value, reading.values())):
        raise CorrectionError("a figure of the draw has a reading that no figure can have")
    return Drawn(place, identity, MappingProxyType(reading))


def _value(value: object) -> bool:
    if isinstance(value, bool):
        return False
    return (
        value is None or isinstance(value, str) or (isinstance(value, int | float) and math.isfinite(value))
    )


def place_row(place: Passage) -> dict[str, Any]:
    """A passage as JSON has it."""
    return {
        "report": place.report,
        "quote": place.quote,
        "before": place.before,
        "after": place.after,
        "occurrence": place.occurrence,
        "among": place.among,
        "alike": place.alike,
    }


def parsed_place(found: Mapping[str, Any]) -> Passage | None:
    """A passage from JSON, None where there is none; raises `CorrectionError`."""
    if "quote" not in found:
        return None
    texts = [found.get(name, "") for name in ("report", "quote", "before", "after")]
    counts = [found.get(name, 0) for name in ("occurrence", "among", "alike")]
    if not all(isinstance(text, str) for text in texts) or any(type(n) is not int or n < 0 for n in counts):
        raise CorrectionError(
            "report, quote, before and after must be text, occurrence, among and alike numbers from 0"
        )
    return Passage(*texts, *counts)
