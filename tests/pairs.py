"""Holds the guard against pairs of figures that were judged before it was run on them: ``python -m tests.pairs [--half open|kept]``.

``cases/pairs.jsonl``, one pair a line: the two facts; ``raw`` whether they may stand on one scale as they are (comparable, caution,
never); ``normalised`` by normalisation whether they may after it, where that is a question; ``why`` and ``why_normalised`` the
topics of which a refusal has to name one; ``members`` the Party members of both regions, where it takes them; ``order`` false where
the two stand on one scale and their bounds leave open which is higher, which nothing of the program answers yet; ``argument``.
``half``, by a hash of the id: the rules may be mended on the open half, of the kept one only the measures are looked at.

A verdict is one pair under one normalisation, the raw figures among them. Measured is what a reader is told: of what the guard calls
comparable the share that is (``precision``), of what is comparable the share that it calls so (``recall``), and of the refusals that
are right the share that names a judged topic (``reason``). Caution and a figure that cannot be normalised are refusals.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from extract.catalogue import built_in
from extract.comparability import COMPARABLE, between, compare
from extract.facts import Fact
from extract.normalisation import RAW, Normalised, Reason, apply, count, denominators, fitting

MEMBERS = "party_members"
NORMALISATIONS = (RAW, "year", "residents", "members", "year_residents", "year_members")
"""What was judged, by the ids of the program: per year, per 10,000 residents (of towns, where only they are served), per 100
members (of a part of the members, their share)."""

FILE = Path(__file__).parent / "cases" / "pairs.jsonl"
HALVES = ("open", "kept")
TOPICS = (
    "unit", "kind", "basis", "per", "period", "level", "scope", "subject", "nesting", "assumed-date", "bounds",
    "small-period", "rate-impossible",
)  # fmt: skip
REFUSED = "refused"
"""The grade of a pair of which a figure cannot be normalised."""
_NORMALISATION_TOPICS = {
    "length_unknown": "period",
    "no_size": "kind",
    "per_already": "per",
    "site_has_no_denominator": "scope",
    "under_a_year": "small-period",
    "part_over_whole": "subject",
    "more_than_residents": "rate-impossible",
    "more_than_whole": "rate-impossible",
    "not_a_part": "unit",
    "denominator_of_another_time": "period",
}
_NO_NUMBER = {"population_unknown", "no_denominator"}
NO_SUCH = "no_size"
"""What is said where the program offers an indicator no such normalisation: none that a reader would ask of it."""

Pair = dict[str, Any]


@dataclass(frozen=True)
class Verdict:
    """One pair under one normalisation: whether it is comparable, what the guard says, and the topics of either."""

    pair: Pair
    normalisation: str
    judged: bool
    grade: str
    codes: tuple[str, ...]

    @property
    def said(self) -> bool:
        """Whether the guard calls the two comparable."""
        return self.grade == COMPARABLE

    @property
    def wanted(self) -> frozenset[str]:
        """The topics of which a refusal has to name one."""
        return frozenset(self.pair["why" if self.normalisation == RAW else "why_normalised"])

    @property
    def topics(self) -> frozenset[str]:
        """The topics that the guard's reasons name."""
        return frozenset(topic(code) for code in self.codes)

    @property
    def no_number(self) -> bool:
        """Whether it was refused only because no number is known to divide by."""
        return self.grade == REFUSED and set(self.codes) <= _NO_NUMBER


@dataclass(frozen=True)
class Measures:
    """What several verdicts come to, each as (hits, of how many)."""

    precision: tuple[int, int]
    recall: tuple[int, int]
    reason: tuple[int, int]


def half(id: str) -> str:
    """The half that a pair is in: of no choice of whoever judged it."""
    return "open" if sha256(id.encode()).digest()[-1] % 2 else "kept"


def load() -> list[Pair]:
    """All pairs, in the order of the file."""
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


@cache
def _topics() -> Mapping[str, str]:
    words = tomllib.loads((files("extract") / "data" / "comparability.toml").read_text("utf-8"))
    refused = {
        code: _NORMALISATION_TOPICS.get(code, entry["topic"])
        for code, entry in words["normalisation"].items()
    }
    own = {"matter": "subject", "matter_unsaid": "subject"}
    told = {code: entry["topic"] for code, entry in words["comparability"].items()}
    return {code: own.get(named, named) for code, named in told.items()} | refused


def topic(code: str) -> str:
    """The topic of a reason, as the pairs name it."""
    return _topics()[code]


def _fact(of: Mapping[str, Any], indicator: str) -> Fact:
    """A fact with the fields of a pair's side; what the guard does not read is empty."""
    given = {key: value for key, value in of.items() if key != "report_year"}
    return Fact(
        quote="", start=0, end=0, counter="", indicator=indicator, theme=built_in().indicators[indicator].theme,
        text="", sentence="", position=0, raw_sentence="", raw_position=0, rule="", reasons=(), **given,
    )  # fmt: skip


def _members(side: Mapping[str, Any], number: float) -> Fact:
    """The Party members of a side's whole region, as its own report would give them."""
    counted = _fact(side, MEMBERS)
    counted.start, counted.value, counted.value_high, counted.unit = 1, number, None, "人"
    counted.kind, counted.per, counted.site, counted.bound, counted.subject = (
        "count",
        "",
        "",
        "exact",
        "党员总数",
    )
    counted.period = f"/{side['report_year']}"
    return counted


def verdict(pair: Pair, normalisation: str) -> Verdict:
    """What the guard says of a pair under one normalisation."""
    indicator = built_in().indicators[pair["indicator"]]
    sides = [pair["a"], pair["b"]]
    facts = [_fact(side, pair["indicator"]) for side in sides]
    given = [_members(*both) for both in zip(sides, pair.get("members", ()), strict=False)]
    years = {side["report"]: side["report_year"] for side in sides}
    judged = pair["raw"] == COMPARABLE if normalisation == RAW else pair["normalised"][normalisation]
    way = fitting(normalisation, indicator)
    if normalisation != RAW and way.id == RAW:
        return Verdict(pair, normalisation, judged, REFUSED, (NO_SUCH,))
    counted = [count(each, built_in().indicators[MEMBERS], years[each.report]) for each in given]
    done = []
    for fact in facts:
        own = count(fact, indicator, years[fact.report])
        there = [each for each in counted if (each.fact.report, each.fact.scope) == (fact.report, fact.scope)]
        done.append(apply(own.point, way, denominators(own, there)))
    refused = tuple(each.code for each in done if isinstance(each, Reason))
    if refused:
        return Verdict(pair, normalisation, judged, REFUSED, refused)
    a, b = (each.point for each in done if isinstance(each, Normalised))
    comparison = compare([a, b])
    codes = tuple(reason.code for each in (a, b) for reason in comparison.of(each.id).reasons)
    return Verdict(pair, normalisation, judged, between(a, b), codes)


def verdicts(pairs: Iterable[Pair]) -> list[Verdict]:
    """The verdicts on all that was judged of these pairs, the raw figures first."""
    return [verdict(pair, each) for pair in pairs for each in (RAW, *pair["normalised"])]


def measures(of: Sequence[Verdict]) -> Measures:
    """Precision and recall of “comparable”, and the right refusals that name a judged topic."""
    said = [each for each in of if each.said]
    judged = [each for each in of if each.judged]
    refused = [each for each in of if not each.judged and not each.said]
    both = sum(each.judged for each in said)
    named = sum(bool(each.topics & each.wanted) for each in refused)
    return Measures((both, len(said)), (both, len(judged)), (named, len(refused)))


def share(of: tuple[int, int]) -> float:
    """A measure as a number from 0 to 1; 1 where there is nothing to measure."""
    return of[0] / of[1] if of[1] else 1.0


def table(of: Sequence[Verdict]) -> Iterator[str]:
    """The measures of the raw figures, of each normalisation and of all together, by half."""
    yield f"{'':16}{'half':6}{'precision':>18}{'recall':>18}{'reason named':>18}  no number"
    for name in (*NORMALISATIONS, "normalised", "all"):
        for part in (*HALVES, "both"):
            chosen = [each for each in of if _in(each, name) and part in ("both", each.pair["half"])]
            if not chosen:
                continue
            got = measures(chosen)
            cells = "".join(
                f"{share(each):9.3f} {f'{each[0]}/{each[1]}':>8}"
                for each in (got.precision, got.recall, got.reason)
            )
            yield f"{name:16}{part:6}{cells}{sum(each.no_number for each in chosen):11}"


def _in(verdict: Verdict, name: str) -> bool:
    return name in ("all", verdict.normalisation) or (name == "normalised" and verdict.normalisation != RAW)


def refusals(of: Sequence[Verdict]) -> Iterator[str]:
    """Of the verdicts that have to be refused, by topic: how many are, and how many of these name that topic."""
    wanted = [each for each in of if not each.judged]
    for name in TOPICS:
        about = [each for each in wanted if name in each.wanted]
        alone = [each for each in about if len(each.wanted) == 1]
        if about:
            kept = [each for each in about if not each.said]
            named = sum(name in each.topics for each in kept)
            let = sum(each.said for each in alone)
            yield f"{name:16}{len(about):5} to refuse {len(kept):5} refused {named:5} naming it {let:5} of {len(alone)} for it alone let through"


def disagreements(of: Iterable[Verdict]) -> Iterator[str]:
    """One line each: the pair, what was judged and said, the topics of either, and the argument."""
    for each in of:
        named = not each.said and not each.judged and each.topics & each.wanted
        if (each.judged and each.said) or named:
            continue
        judged = COMPARABLE if each.judged else each.pair["raw"] if each.normalisation == RAW else "no"
        mark = "reason" if not each.judged and not each.said else "missed" if each.judged else "let in"
        yield (
            f"{mark:7}{each.pair['id']} {each.pair['indicator']} {each.normalisation}: {judged} ({' '.join(sorted(each.wanted))}), "
            f"said {each.grade} ({' '.join(dict.fromkeys(each.codes))}): {each.pair['argument']}"
        )


def main() -> None:
    """Print the measures, the refusals by topic, and the disagreements of the halves asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--half", choices=(*HALVES, "both"), default="open", help="whose disagreements to list"
    )
    wanted = parser.parse_args().half
    pairs = load()
    of = verdicts(pairs)
    indicators = len({pair["indicator"] for pair in pairs})
    grades = Counter((each.pair["raw"], each.grade) for each in of if each.normalisation == RAW)
    print(f"{len(pairs)} pairs of {indicators} indicators, {len(of)} verdicts\n")
    print("\n".join(table(of)))
    print(
        "\nraw, judged and said: "
        + "  ".join(f"{a}/{b} {count}" for (a, b), count in sorted(grades.items()))
        + "\n"
    )
    print("\n".join(refusals(of)) + "\n")
    print("\n".join(disagreements(each for each in of if wanted in ("both", each.pair["half"]))))


if __name__ == "__main__":
    main()
