"""Fits how sure places and periods are: ``python -m tests.certainty --labelled TEXTS GOLD … [--half N] [--write]``.

Named are labelled real reports as for `tests.fitting`, best such that nobody looked at while the rules were made: of the others
the rules know too much to be doubted. ``--half`` reads one half of each set by name. Each figure whose label gives its place or its period
is a case: what the program read is right or not, and the evidence of `extract.territory.certainty` and
`extract.timeline.certainty` is weighed so that right readings are likely ones.

With ``--guessed`` the reports are read as if nobody had given their region, and only what it weighs by which rule that was found
(``told_by``) is fitted, all other weights as they are written.

Printed: the share that is right by what was said of it, each report by weights that were fitted without it (by tenths of the
reports). With ``--write`` the weights of all go to ``extract/data/place_certainty.toml`` and ``period_certainty.toml``.
"""

from __future__ import annotations

import argparse
import json
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from pathlib import Path
from typing import Any

from extract.binding import built_in, decide
from extract.catalogue import catalogue
from extract.facts import Fact
from extract.learning import Example, fit
from extract.likelihood import Likelihood, likelihood
from extract.pipeline import Ground, bound
from extract.report import Report
from extract.span import Span
from extract.territory import size
from tests.fitting import half, real_reports

DATA = Path(__file__).parent.parent / "extract" / "data"
PENALTY = 1.5  # chosen on reports by weights of others: of .5 to 5 the mean logarithm of the loss is least
FOLDS = 10
_TOLD_BY = "told_by: "
_MOST, _CLOSE = 6.0, 0.005  # of what a rule may weigh, and how closely it is fitted
_ALIKE = 4  # figures of a report that count in full
_RIGHT, _WRONG = "right", None
_HEADS = {
    "place": "# How much likelier each evidence makes it that a figure's place (scope and site) is right",
    "period": "# How much likelier each evidence makes it that a figure's period is right",
}


@dataclass(frozen=True, slots=True)
class Case:
    """A reading with its evidence, and whether it was right."""

    report: str
    evidence: tuple[str, ...]
    right: bool


def cases(report: Report, labels: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, Case]]:
    """The places and periods of a report's figures that labels know, each with "place" or "period"."""
    for fact, label, index, ground in read_as_labelled(report, labels):
        where, when = _evidence(fact, index, ground)
        if label.get("scope") is not None:
            yield "place", Case(report.name, where, _placed_right(label, fact))
        if label.get("period") is not None:
            yield "period", Case(report.name, when, label["period"] == fact.period)


def read_as_labelled(
    report: Report, labels: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Fact, Mapping[str, Any], int, Ground]]:
    """The figures of a report whose number is read as a label has it: the fact, the label, and the sentence that it stands in."""
    facts, _, ground = bound(report, catalogue(), lambda scene, options: decide(scene, options, built_in()))
    by_start = {int(row["start"]): row for row in labels}
    starts = [sentence.span.start for sentence in ground.sentences]
    for fact in facts:
        label = next((by_start[n] for n in range(fact.start, fact.end) if n in by_start), None)
        if label is not None and (label["value"], label["unit"]) == (fact.value, fact.unit):
            index = max(0, bisect_right(starts, ground.text.clean_span(fact.span).start) - 1)
            yield fact, label, index, ground


def _placed_right(label: Mapping[str, object], fact: Fact) -> bool:
    """广州市天河区 and 广东省广州市天河区 are one, and of sites only that there is one."""
    said, read = str(label["scope"] or ""), fact.scope
    one = bool(said and read) and (said.endswith(read) or read.endswith(said))
    return one and bool(label.get("site")) == bool(fact.site)


def _evidence(fact: Fact, index: int, ground: Ground) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What the place and the period of a figure were weighed by."""
    span = Span(fact.position, fact.position + len(fact.text))
    where = ground.territory.at(index, span, size(fact.value, fact.unit))
    indicator = catalogue().indicators.get(fact.indicator or "")
    known = [indicator.basis] if indicator else []
    asked = [ground.timeline.at(index, span.start, known=each) for each in (*known, "flow", "stock", "")]  # type: ignore[arg-type]
    when = next((each for each in asked if each.period == fact.period), asked[0])
    return where.evidence, when.evidence


def fitted(own: Sequence[Case]) -> Likelihood:
    """The weights of cases; of a report with many figures each counts the less, since they are right or wrong together."""
    figures = Counter(case.report for case in own)
    weights = fit(
        [
            Example(
                case.report,
                0,
                ((_RIGHT, (*case.evidence, "always")),),
                (),
                _RIGHT if case.right else _WRONG,
                weight=min(1.0, (_ALIKE / figures[case.report]) ** 0.5),
            )
            for case in own
        ],
        PENALTY,
    ).levels
    return Likelihood(
        {level: weight for level, weight in weights.items() if level != "always"}, weights["always"]
    )


def of_guesses(own: Sequence[Case], known: Likelihood) -> dict[str, float]:
    """What each rule weighs by which a region was found that nobody gave, beside all that is ``known``: where the mean of what is
    said is the share that is right, drawn towards nothing where few figures had it."""
    by_rule: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for case in own:
        for level in case.evidence:
            if level.startswith(_TOLD_BY):
                rest = tuple(each for each in case.evidence if each != level)
                by_rule[level].append((log(known.of(rest) / (1 - known.of(rest))), case.right))
    return {rule: _shift(pairs) for rule, pairs in sorted(by_rule.items())}


def _shift(pairs: Sequence[tuple[float, bool]]) -> float:
    """What is to be added to scores for them to expect as many right ones as there are, by bisection."""
    low, high = -_MOST, _MOST
    right = sum(right for _, right in pairs)
    while high - low > _CLOSE:
        middle = (low + high) / 2
        expected = sum(1 / (1 + exp(-score - middle)) for score, _ in pairs) + PENALTY * middle
        low, high = (middle, high) if expected < right else (low, middle)
    return low


def said_and_right(own: Sequence[Case]) -> list[tuple[float, bool]]:
    """Of each case how likely it was said to be by weights of other reports, and whether it was right."""
    reports = sorted({case.report for case in own})
    found: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        left_out = set(reports[fold::FOLDS])
        weights = fitted([case for case in own if case.report not in left_out])
        found += [(weights.of(case.evidence), case.right) for case in own if case.report in left_out]
    return found


def written(title: str, weights: Likelihood, own: Sequence[Case]) -> str:
    """The weights as a file, each level with how many figures had it and the share of them that was right."""
    seen, right = Counter[str](), Counter[str]()
    for case in own:
        seen.update(case.evidence)
        right.update(case.evidence if case.right else ())
    rows: dict[str, list[str]] = defaultdict(list)
    for feature in sorted(seen):
        name, _, level = feature.partition(": ")
        weight = round(weights.weights.get(feature, 0.0), 2)
        share = round(right[feature] / seen[feature], 2)
        rows[name].append(
            f"{json.dumps(level, ensure_ascii=False)} = {{ weight = {weight}, seen = {seen[feature]}, right = {share} }}"
        )
    reports = len({case.report for case in own})
    head = [
        f"{_HEADS[title]}, as a logarithm: fitted",
        f"# by `python -m tests.certainty` on {len(own)} figures of {reports} real reports, read by rules that knew none of them; `right`",
        "# is the share of the `seen` that was.",
        "",
        "[always]",
        f"weight = {round(weights.always, 2)}",
    ]
    return "\n".join([*head, *(line for name in rows for line in ("", f"[{name}]", *rows[name]))]) + "\n"


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--labelled", nargs=2, action="append", type=Path, required=True, metavar=("TEXTS", "GOLD")
    )
    parser.add_argument("--half", type=int, choices=(0, 1), help="read only this half of each set, by name")
    parser.add_argument(
        "--guessed", action="store_true", help="fit only what a region weighs that nobody gave"
    )
    parser.add_argument("--write", action="store_true", help="write the weights")
    arguments = parser.parse_args()
    if arguments.guessed:
        _of_guesses(arguments.labelled, arguments.write)
    else:
        _of_all(arguments.labelled, arguments.half, arguments.write)


def _of_all(labelled: Sequence[tuple[Path, Path]], only: int | None, write: bool) -> None:
    """Fit what all evidence weighs, print it, and write it if asked; ``only`` is the half of each set that is read."""
    own: dict[str, list[Case]] = {"place": [], "period": []}
    for texts, gold in labelled:
        for report, labels in real_reports(texts, gold):
            if only in (None, half(report.name)):
                for title, case in cases(report, labels):
                    own[title].append(case)
    for title, found in own.items():
        report_cases(title, found)
        if write:
            (DATA / f"{title}_certainty.toml").write_text(written(title, fitted(found), found), "utf-8")


def _of_guesses(labelled: Sequence[tuple[Path, Path]], write: bool) -> None:
    """Fit what the rules weigh that find a region, print it, and write it in its place if asked."""
    own = [
        case
        for texts, gold in labelled
        for report, labels in real_reports(texts, gold)
        for title, case in cases(replace(report, region=""), labels)
        if title == "place"
    ]
    weights = of_guesses(own, likelihood("place_certainty"))
    seen = {rule: [case.right for case in own if rule in case.evidence] for rule in weights}
    rows = [
        f"{json.dumps(rule.removeprefix(_TOLD_BY))} = {{ weight = {round(weight, 2)}, seen = {len(seen[rule])}, "
        f"right = {round(sum(seen[rule]) / len(seen[rule]), 2)} }}"
        for rule, weight in weights.items()
    ]
    print("\n".join(rows))
    if write:
        file = DATA / "place_certainty.toml"
        rest = re.sub(r"(?ms)^\[told_by\]\n.*?(?=^\[|\Z)", "", file.read_text("utf-8")).rstrip("\n")
        file.write_text("\n".join([rest, "", "[told_by]", *rows]) + "\n", "utf-8")


def report_cases(title: str, own: Sequence[Case]) -> None:
    """Print how often what was said to be so likely was right."""
    said = said_and_right(own)
    print(
        f"{title}: {len(own)} figures of {len({case.report for case in own})} reports, right {sum(right for _, right in said) / len(said):.3f}"
    )
    for low in (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95):
        high = min([each for each in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01) if each > low])
        rights = [right for share, right in said if low <= share < high]
        print(f"  said {low:.2f} and more: {len(rights)}, right {sum(rights) / max(len(rights), 1):.2f}")


if __name__ == "__main__":
    main()
