"""What the peers find on the labelled reports, by the measure of `tests.scoring`: figures, with and without their unit.

They are given the restored text, so that the damage of the seeds is not held against them, and their spans are led
back to the raw one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from extract.facts import Fact
from extract.pipeline import extract
from extract.repair import Text, repair
from extract.report import read
from extract.span import Span
from tests.bench.peers import Found, Reader
from tests.scoring import Label, f1, labelled, pairs


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Figures over some labelled reports: how many are labelled, how many outputs there are, how many labels were found
    by value, and by value and unit."""

    labels: int
    outputs: int
    values: int
    units: int

    @property
    def value_f1(self) -> float:
        """F1 of the figures, whatever their unit."""
        return f1(self.values, self.outputs, self.labels)

    @property
    def figure_f1(self) -> float:
        """F1 of the figures with their unit, as `tests.scoring` has it."""
        return f1(self.units, self.outputs, self.labels)


def accuracy(folder: Path, peer: Reader | None) -> Accuracy:
    """The accuracy of a peer, or of the whole line without one, on a gold folder."""
    totals = [0, 0, 0, 0]
    for path, labels in labelled(folder):
        report = read(path)
        facts: Sequence[Fact]
        if peer is None:
            facts = extract(report).facts
        else:
            text = repair(report.raw)
            facts = [as_fact(found, text) for found in peer(text.clean)]
        bare: list[Label] = [{**label, "unit": ""} for label in labels]
        values = pairs(bare, [replace(fact, unit="") for fact in facts])
        for n, count in enumerate((len(labels), len(facts), len(values), len(pairs(labels, facts)))):
            totals[n] += count
    return Accuracy(*totals)


def as_fact(found: Found, text: Text) -> Fact:
    """A peer's figure as a row that has nothing but its place, value and unit; a fall is unsigned to a peer."""
    raw = text.raw_span(Span(found.start, found.end))
    blank = {field.name: "" for field in fields(Fact)}
    own = {
        "quote": raw.of(text.raw), "start": raw.start, "end": raw.end, "value": found.value, "unit": found.unit,
        "value_high": None, "indicator": None, "position": 0, "raw_position": 0, "confidence": 0.0, "reasons": (),
    }  # fmt: skip
    return Fact(**{**blank, **own})  # type: ignore[arg-type]
