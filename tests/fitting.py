"""Fits the weights of evidence: ``python -m tests.fitting [--labelled TEXTS GOLD …] [--none TEXTS …] [--write]``.

Fitted from the reports of ``tests/gold``, the catalogue's examples and ``tests/cases/binding.txt``, and from whatever labelled
real reports are named: texts with a ``reports.csv``, and gold files as in ``tests/gold``. Real reports are third parties'
texts and are kept elsewhere; what they teach are the weights, each with the number of figures that had it and an example
of our own. ``--none`` names reports of another kind, none of whose figures is of this catalogue.

Texts of another source than real reports on Party work have figures of no indicator more seldom or more often than these; how much, is
fitted with the weights (`_source`) and left out of them, so that what is written expects what real reports have.

Printed: how well each set of real reports is read by weights that were fitted without its half (by name), so that no text
is read by weights that know it. With ``--write`` the weights of all go to ``extract/data/weights.toml``. With ``--accuracy`` the whole
line is measured on these reports in the same way, and `tests.accuracy` keeps what the page and the README show:

    python -m tests.fitting --labelled a/text a/gold --labelled b/text b/gold --accuracy pages=a news=b --looked-at a

With ``--unseen`` a group more is kept: the half (by name) of the newest sets that nobody looked at, read by weights that were
fitted on none of these sets. It is what a report of one's own can expect.

With ``--latest`` nothing is fitted: the same half of the named sets, and all of those that are named ``--whole``, are read by the weights
as they are written, which must not know these sets, and kept as a group of its own beside that of the find before; under another
name with ``--group``, which leaves the calibration as it is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from extract.binding import Weights, built_in
from extract.catalogue import catalogue
from extract.given import plan
from extract.learning import Example, examples, fit
from extract.pipeline import extract
from extract.report import Report, read
from tests import accuracy
from tests.scoring import GOLD, labelled
from tests.test_binding import CASES

WRITTEN = Path(__file__).parent.parent / "extract" / "data" / "weights.toml"
REAL = 3.0  # how much a figure of a real report counts
# … and one whose label one reader gave and nobody judged again. On 92 reports and 51 news of which none were fitted on, each by
# the weights of the other half: with none of the half F1 .794 and .677, at .9 .798 and .681; at 3 .798 and .711, and the seeds fall
READ_ONCE = 0.9
OWN = 8.0  # … an example of the catalogue or a case
MADE = 2.0  # … one of a text that we made
SEEDS = 6.0  # … one of the five seeds
OTHER = 0.3  # … and one of a report of another kind
# What weights are divided by: fitted ones are too sure of text that is not among their examples. Measured on real reports, each
# by the weights of the other half: mean logarithm of the loss .444 → .409, of news .611 → .541, calibration error .044 → .023
TEMPER = 1.3
UNSEEN = 1  # the half of a set that is kept from the eyes of those who write rules
_SOURCE = "source: "
_MARK = re.compile(r"\[([^\]]+)\]")
_LONGEST = 34  # characters of an example

Sets = dict[str, list[Example]]


def of_gold(folder: Path) -> Sets:
    """The examples of a folder of ``tests/gold``, by report."""
    pairs = [(read(path), labels) for path, labels in labelled(folder)]
    if folder.name == "seeds":  # real reports as well
        return _of(pairs, SEEDS)
    return _source("made", _of(pairs, MADE))


def of_real(texts: Path, gold: Path, weight: float = REAL) -> Sets:
    """The examples of labelled real reports, by report."""
    return _of(real_reports(texts, gold), weight)


def real_reports(texts: Path, gold: Path) -> list[tuple[Report, list[dict[str, object]]]]:
    """Real reports with their labels; raises `SystemExit` for labels without a text."""
    reports = {task.name: read(task.path, task.name, task.said) for task in plan([texts])[0]}
    labels = {
        path.stem: [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        for path in sorted(gold.glob("*.jsonl"))
    }
    missing = sorted(set(labels) - set(reports))
    if missing:
        raise SystemExit(f"{gold}: no text in {texts} for {', '.join(missing)}")
    return [(reports[name], rows) for name, rows in labels.items()]


def _of(pairs: Iterable[tuple[Report, Sequence[Mapping[str, object]]]], weight: float) -> Sets:
    """Labels know the ids that some label of their set names; of another they would say none."""
    known = list(pairs)
    ids = frozenset(str(row["indicator"]) for _, rows in known for row in rows if row["indicator"])
    return {
        report.name: examples(report, _answers(rows), catalogue(), known=ids, weight=weight)
        for report, rows in known
    }


def _answers(rows: Sequence[Mapping[str, object]]) -> dict[tuple[int, int], str | None]:
    return {(int(str(row["start"])), int(str(row["end"]))): row["indicator"] or None for row in rows}  # type: ignore[misc]


def of_none(texts: Path) -> Sets:
    """Reports none of whose figures is of the catalogue's Party work."""
    found: Sets = {}
    for task in plan([texts])[0]:
        report = read(task.path, task.name, task.said)
        facts = extract(report, weights=Weights({})).facts
        answers = {(fact.start, fact.end): None for fact in facts}
        ids = frozenset(
            one.id for one in catalogue().indicators.values() if one.theme not in ("context", "service")
        )
        found[report.name] = examples(report, answers, catalogue(), known=ids, weight=OTHER)
    return found


def of_our_own() -> Sets:
    """The examples that the catalogue gives, and the cases of binding."""
    found: Sets = {}
    for indicator in catalogue().indicators.values():
        for text in indicator.examples:
            found[text] = _marked(text, indicator.id, None)
        for text in indicator.counterexamples:  # what it is not: nothing is said of other indicators
            found[text] = _marked(text, None, frozenset({indicator.id}))
    for case in CASES:
        told = [(mark, dict(mark.answers)) for mark in case.marks]
        answers = {
            (mark.start, mark.end): None if said["indicator"] == "-" else said["indicator"]
            for mark, said in told
            if "indicator" in said
        }
        report = Report(case.text, case.text, region=case.region, published=case.published)
        found[case.text] = examples(report, answers, catalogue(), weight=OWN)
    return _source("cases", found)


def _source(name: str, found: Sets) -> Sets:
    """Examples that say where they come from, as evidence for no indicator."""
    return {
        text: [replace(one, none=(*one.none, f"{_SOURCE}{name}")) for one in own]
        for text, own in found.items()
    }


def fitted(all_: Sequence[Example]) -> Weights:
    """The weights of examples of all sources, as real reports have them, tempered so that they are as sure of a text that they
    do not know as they are right."""
    levels = fit(all_).levels
    return Weights(
        {name: round(weight / TEMPER, 3) for name, weight in levels.items() if not name.startswith(_SOURCE)}
    )


def _marked(text: str, answer: str | None, known: frozenset[str] | None) -> list[Example]:
    """The example that a text with a bracketed figure is."""
    mark = _MARK.search(text)
    assert mark, f"{text!r} marks no figure"
    report = Report(text, _MARK.sub(r"\1", text, count=1), region="吉林省四平市双辽市")
    return examples(report, {(mark.start(), mark.end() - 2): answer}, catalogue(), known=known, weight=OWN)


def half(name: str) -> int:
    """Which half of its set a report belongs to."""
    return hashlib.md5(name.encode()).digest()[0] % 2


def judged(own: Sequence[Example], weights: Weights) -> tuple[int, int, int, list[tuple[float, bool]]]:
    """Of examples: indicators rightly given, given, wanted, and for each given its probability and whether it is right."""
    right = given = wanted = 0
    sure: list[tuple[float, bool]] = []
    for one in own:
        shares = weights.shares([features for _, features in one.options], one.none)
        wanted += one.answer is not None
        by_id: Counter[str] = Counter()
        for (id, _), share in zip(one.options, shares, strict=False):
            by_id[id] += share  # type: ignore[assignment]
        id, share = by_id.most_common(1)[0]
        if share > shares[-1]:
            given, right = given + 1, right + (id == one.answer)
            sure.append((share, id == one.answer))
    return right, given, wanted, sure


def fitted_without(made: Sequence[Example], real: Mapping[str, Sets]) -> dict[int, Weights]:
    """For each half of the real reports the weights that were fitted without it."""
    return {
        n: fitted(
            [*made, *(e for own in real.values() for name, es in own.items() if half(name) != n for e in es)]
        )
        for n in (0, 1)
    }


def measured(
    sets: Sequence[tuple[Path, Path]],
    weights: Mapping[int, Weights],
    looked_at: bool,
    known: Path | None,
    only: int | None = None,
) -> accuracy.Group:
    """Labelled real reports as one group of `tests.accuracy`, each read by weights that do not know it. ``known`` names
    the ids that some labels know: sets that name no other know only these. ``only`` is the half that is read, None for both."""
    ids = accuracy.ids_in(known) if known else None
    found: list[accuracy.Judged] = []
    for texts, gold in sets:
        reports = real_reports(texts, gold)
        named = {str(row["indicator"]) for _, rows in reports for row in rows if row["indicator"]}
        knows = ids if ids is not None and named <= ids else None
        for report, rows in reports:
            if only not in (None, half(report.name)):
                continue
            facts = extract(report, weights=weights[half(report.name)]).facts
            found.append(accuracy.judge(rows, accuracy.known_only(facts, knows)))
    return accuracy.Group(tuple(found), len(found) if looked_at else 0)


def report_halves(fitted: Mapping[int, Weights], real: Mapping[str, Sets]) -> None:
    """Print how each real set is read by weights fitted without the half that is read."""
    totals: Counter[str] = Counter()
    sure: list[tuple[float, bool]] = []
    for title, own in real.items():
        counts = [
            judged([e for name, es in own.items() if half(name) == n for e in es], fitted[n]) for n in (0, 1)
        ]
        right, given, wanted = (sum(column) for column in list(zip(*counts, strict=True))[:3])
        totals.update(right=right, given=given, wanted=wanted)
        sure += [pair for *_, pairs in counts for pair in pairs]
        print(
            f"{title}: {wanted} with an indicator among their candidates, F1 {2 * right / max(given + wanted, 1):.3f}"
        )
    print(f"all: F1 {2 * totals['right'] / max(totals['given'] + totals['wanted'], 1):.3f}")
    for low in (0.5, 0.6, 0.7, 0.8, 0.9):
        bin_ = [hit for share, hit in sure if low <= share < low + 0.1 or (low == 0.9 and share == 1)]
        print(f"  said {low:.1f} and more: {len(bin_)}, right {sum(bin_) / max(len(bin_), 1):.2f}")


def written(weights: Weights, all_: Sequence[Example], own: Sets, real: int) -> str:
    """The weights as a file: each level with how many figures had it, and an example of ours."""
    seen: Counter[str] = Counter()
    for one in all_:
        seen.update({feature for _, features in one.options for feature in features} | set(one.none))
    shown: dict[str, str] = {}
    for text, found in own.items():
        for one in found:
            for id, features in one.options:
                if id == one.answer:
                    for feature in features:
                        shown.setdefault(feature, _shortened(text, one.start))
    rows: dict[str, list[str]] = defaultdict(list)
    for feature, weight in sorted(weights.levels.items()):
        name, _, level = feature.partition(": ")
        example = f", example = {json.dumps(shown[feature], ensure_ascii=False)}" if feature in shown else ""
        rows[name].append(
            f"{json.dumps(level, ensure_ascii=False)} = {{ weight = {weight}, seen = {seen[feature]}{example} }}"
        )
    head = [
        "# What each evidence weighs: the logarithm of how much likelier it makes a candidate. Written by `python -m tests.fitting`,",
        f"# from {len(all_)} labelled figures that could be some indicator, {real} of them from real reports; `seen` says how many",
        "# figures had such a candidate, and the example is one of ours.",
    ]
    return (
        "\n".join([*head, *(line for name in sorted(rows) for line in ("", f"[{name}]", *rows[name]))]) + "\n"
    )


def _shortened(text: str, start: int) -> str:
    """The words around a figure, without the marks of an example."""
    plain = text.replace("[", "").replace("]", "").replace("¶", " ")
    first = max(0, start - _LONGEST * 2 // 3)
    return plain[first : first + _LONGEST].strip("，。；、 ")


def keep_accuracy(arguments: argparse.Namespace, fitted: Mapping[int, Weights], before: Weights) -> None:
    """Measure the groups that were asked for, and keep what came out. Of the sets that are named unseen only the half that
    nobody looked at is read, by the weights ``before`` any of them was fitted on."""
    sets = {gold.parent.name: (texts, gold) for texts, gold in arguments.labelled}
    looked_at = set(_names(arguments.looked_at))
    groups: dict[str, accuracy.Group] = {}
    for asked in arguments.accuracy:
        name, _, members = asked.partition("=")
        unknown = sorted({*members.split(","), *looked_at} - set(sets))
        if unknown:
            raise SystemExit(
                f"{asked}: no --labelled folder is named {unknown[0]}; known are {', '.join(sets)}"
            )
        parts = [
            measured([sets[each]], fitted, each in looked_at, arguments.known) for each in members.split(",")
        ]
        groups[name] = accuracy.Group(
            tuple(report for part in parts for report in part.reports), sum(part.looked_at for part in parts)
        )
    if unseen := [sets[each] for each in _names(arguments.unseen)]:
        groups["unseen"] = measured(unseen, {UNSEEN: before}, False, arguments.known, UNSEEN)
    text = accuracy.written(groups, datetime.now(UTC).date())
    print(text)
    accuracy.keep(text)


def _latest(arguments: argparse.Namespace) -> accuracy.Group:
    """The newest sets as the written weights read them: of each what nobody has looked at."""
    whole, by = set(_names(arguments.whole)), {0: built_in(), 1: built_in()}
    parts = [
        measured([own], by, False, arguments.known, None if own[1].parent.name in whole else UNSEEN)
        for own in arguments.labelled
    ]
    return accuracy.Group(tuple(report for part in parts for report in part.reports), 0)


def _names(said: str) -> list[str]:
    return [name for name in said.split(",") if name]


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--labelled", nargs=2, action="append", type=Path, default=[], metavar=("TEXTS", "GOLD")
    )
    parser.add_argument("--none", action="append", type=Path, default=[], metavar="TEXTS")
    parser.add_argument("--write", action="store_true", help=f"write {WRITTEN.name}")
    parser.add_argument(
        "--accuracy", nargs="+", default=[], metavar="GROUP=SET,…", help="measure sets, by the name of their folder, and keep it"
    )  # fmt: skip
    parser.add_argument(
        "--looked-at", default="", metavar="SET,…", help="sets seen while the rules were made"
    )
    parser.add_argument(
        "--unseen", default="", metavar="SET,…", help=f"sets of which half {UNSEEN} was never looked at"
    )
    parser.add_argument("--read-once", default="", metavar="SET,…", help="sets whose labels one reader gave")
    parser.add_argument(
        "--latest", action="store_true", help=f"measure half {UNSEEN} of the sets by the written weights"
    )
    parser.add_argument(
        "--group", default="latest", help="the name under which --latest keeps what it measures"
    )
    parser.add_argument("--whole", default="", metavar="SET,…", help="of these neither half was looked at")
    parser.add_argument("--known", type=Path, metavar="FILE", help="ids that labels know; default: all")
    arguments = parser.parse_args()
    if arguments.latest:
        accuracy.keep_one(arguments.group, _latest(arguments), datetime.now(UTC).date())
        return
    own = of_our_own()
    made = [e for found in own.values() for e in found]
    for folder in sorted(path for path in GOLD.iterdir() if path.is_dir()):
        made += [e for found in of_gold(folder).values() for e in found]
    for texts in arguments.none:
        made += [e for found in of_none(texts).values() for e in found]
    once = _names(arguments.read_once)
    real = {
        gold.parent.name: of_real(texts, gold, READ_ONCE if gold.parent.name in once else REAL)
        for texts, gold in arguments.labelled
    }
    if real:
        halves = fitted_without(made, real)
        report_halves(halves, real)
        if arguments.accuracy:
            unseen = _names(arguments.unseen)
            known = [
                e for name, sets in real.items() if name not in unseen for es in sets.values() for e in es
            ]
            keep_accuracy(arguments, halves, fitted([*made, *known]))
    labelled_ = [e for sets in real.values() for es in sets.values() for e in es]
    weights = fitted([*made, *labelled_])
    if arguments.write:
        WRITTEN.write_text(written(weights, [*made, *labelled_], own, len(labelled_)), "utf-8")
    print(f"{len(weights.levels)} levels of {len(made) + len(labelled_)} figures")


if __name__ == "__main__":
    main()
