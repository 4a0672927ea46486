"""Scores rows against labelled reports: ``python -m tests.scoring [FOLDER …] [--errors]``.

A row and a label are the same figure when their spans in the raw text overlap and value, upper end and unit agree. The
measures: precision and recall of the figures as F1, of the indicators as F1, the share of right values of each other
field over the figures found, and ``row``, the F1 of rows right in figure, bound, kind, indicator, scope and site.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from extract.facts import Fact
from extract.pipeline import extract
from extract.report import read

GOLD = Path(__file__).parent / "gold"
SHOWN = Path(__file__).parent.parent / "extract" / "data" / "accuracy.toml"
SEEDS = Path(__file__).parent.parent / "seeds"
FIELDS = ("bound", "kind", "per", "theme", "scope", "site", "period")
ROW = ("bound", "kind", "indicator", "scope", "site")
Label = dict[str, Any]


@dataclass(frozen=True)
class Scores:
    """Each measure by name, from 0 to 1, and the differences in words."""

    measures: dict[str, float]
    errors: list[str]
    labels: int


def labelled(folder: Path) -> list[tuple[Path, list[Label]]]:
    """The reports of a gold folder with their labels; those of ``seeds`` lie in the project's own folder."""
    texts = SEEDS if folder.name == "seeds" else folder
    return [
        (texts / f"{path.stem}.txt", [json.loads(line) for line in path.read_text("utf-8").splitlines()])
        for path in sorted(folder.glob("*.jsonl"))
    ]


def agree(name: str, label: Label, fact: Fact) -> bool:
    """Whether a fact has a label's value in one field; of a site it matters only that there is one, and a scope may be
    written without its province."""
    wanted, got = label[name] or "", getattr(fact, name) or ""
    if name == "site":
        return bool(wanted) == bool(got)
    if name == "scope":
        return bool(wanted and got) and (wanted.endswith(got) or got.endswith(wanted))
    return bool(wanted == got)


def _same_number(wanted: float | None, got: float | None) -> bool:
    if wanted is None or got is None:
        return wanted is got
    return math.isclose(wanted, got, rel_tol=1e-9, abs_tol=1e-9)


def _same_figure(label: Label, fact: Fact) -> bool:
    return (
        label["start"] < fact.end
        and fact.start < label["end"]
        and label["unit"] == fact.unit
        and _same_number(label["value"], fact.value)
        and _same_number(label["value_high"], fact.value_high)
    )


def pairs(labels: Sequence[Label], facts: Sequence[Fact]) -> list[tuple[Label, Fact]]:
    """Labels and facts that are the same figure, one to one, the nearest spans first."""
    near = sorted(
        (abs(label["start"] - fact.start) + abs(label["end"] - fact.end), i, j)
        for i, label in enumerate(labels)
        for j, fact in enumerate(facts)
        if _same_figure(label, fact)
    )
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for _, i, j in near:
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((labels[i], facts[j]))
    return found


def f1(hits: int, found: int, wanted: int) -> float:
    """The harmonic mean of precision and recall; 1 when nothing was wanted and nothing found."""
    return 2 * hits / (found + wanted) if found + wanted else 1.0


def score(reports: Iterable[tuple[Sequence[Label], Sequence[Fact]]]) -> Scores:
    """The measures over several reports, each its labels and the facts that were read."""
    matched: list[tuple[Label, Fact]] = []
    errors: list[str] = []
    wanted = found = named = wanted_named = 0
    for labels, facts in reports:
        same = pairs(labels, facts)
        matched += same
        wanted, found = wanted + len(labels), found + len(facts)
        named += sum(bool(fact.indicator) for fact in facts)
        wanted_named += sum(bool(label["indicator"]) for label in labels)
        errors += _differences(labels, facts, same)
    measures = {
        "figure": f1(len(matched), found, wanted),
        "indicator": f1(
            sum(bool(label["indicator"]) and agree("indicator", label, fact) for label, fact in matched),
            named,
            wanted_named,
        ),
        "row": f1(sum(all(agree(name, *pair) for name in ROW) for pair in matched), found, wanted),
    }
    for name in FIELDS:
        measures[name] = sum(agree(name, *pair) for pair in matched) / max(len(matched), 1)
    return Scores(measures, errors, wanted)


def _differences(
    labels: Sequence[Label], facts: Sequence[Fact], same: Sequence[tuple[Label, Fact]]
) -> Iterable[str]:
    seen = {id(label) for label, _ in same}, {id(fact) for _, fact in same}
    for label in labels:
        if id(label) not in seen[0]:
            yield f"missed   {label['report']}:{label['start']} {label['quote']!r} {label['value']:g} {label['unit']}"
    for fact in facts:
        if id(fact) not in seen[1]:
            yield f"spurious {fact.id} {fact.quote!r} {fact.value:g} {fact.unit}"
    for label, fact in same:
        for name in (*FIELDS, "indicator"):
            if not agree(name, label, fact):
                shown = f"{fact.sentence[max(0, fact.position - 24) : fact.position]}【{fact.text}】"
                yield f"{name:9s}{fact.id} {shown}: {label[name]!r}, not {getattr(fact, name)!r}"


def score_folder(folder: Path) -> Scores:
    """Read and score all reports of a gold folder; an indicator that no label of it names is one that they could not name."""
    reports = labelled(folder)
    known = {label["indicator"] for _, labels in reports for label in labels}
    return score(
        (labels, [_nameable(fact, known) for fact in extract(read(path)).facts]) for path, labels in reports
    )


def _nameable(fact: Fact, known: set[str | None]) -> Fact:
    return fact if fact.indicator in known else replace(fact, indicator=None)


def written(scores: Mapping[str, Scores]) -> str:
    """The scores by folder as the file that the page 数据与方法 shows."""
    lines = [
        "# Of texts that we made: written by `python -m tests.scoring --write`; tests/test_gold.py holds it to what is measured.",
        "# Of real texts: written by `python -m tests.fitting … --accuracy …`.",
    ]
    for name, of_folder in scores.items():
        lines += [
            "",
            f"[made.{name}]",
            f"labels = {of_folder.labels}",
            f"reports = {len(labelled(GOLD / name))}",
        ]
        lines += [f"{measure} = {value:.3f}" for measure, value in of_folder.measures.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Print the scores of each folder."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "folders", nargs="*", type=Path, default=sorted(p for p in GOLD.iterdir() if p.is_dir())
    )
    parser.add_argument("--errors", action="store_true", help="list each difference")
    parser.add_argument("--write", action="store_true", help=f"write the scores to {SHOWN.name}")
    arguments = parser.parse_args()
    known: dict[str, Scores] = {}
    for folder in arguments.folders:
        scores = known[folder.name] = score_folder(folder)
        print(f"{folder.name}: {scores.labels} labels")
        print("  " + "  ".join(f"{name} {value:.3f}" for name, value in scores.measures.items()))
        for line in scores.errors if arguments.errors else ():
            print("  " + line)
    if arguments.write:
        _, found, real = SHOWN.read_text("utf-8").partition("\n[real.")
        SHOWN.write_text(written(known) + found + real, "utf-8")
        from tests import accuracy  # it judges by this module

        accuracy.into_readme()


if __name__ == "__main__":
    main()
