"""Holds the whole line against pairs of sentences that were judged before it read them: ``python -m tests.read_pairs``.

``cases/read_pairs.jsonl``, one pair a line: two reports of one sentence each (``region``, ``year``, the day it was
``published`` where that is known, ``text``, the figure in brackets), the indicator, and whether the two may be printed on one scale: ``raw`` as they stand, ``normalised`` per year or
per head, ``ratio`` over another count of the report, by its indicator; ``why`` and ``why_normalised`` the topics of a refusal.
`tests.pairs` asks the guard alone; here what was read wrongly, or not surely, counts as missed.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.catalogue import built_in
from extract.comparability import COMPARABLE
from extract.normalisation import RAW, fitting
from extract.pipeline import read_folder
from extract.views.charts.comparing import MISSING, Compared, compared
from extract.views.frames import Entry, Filters, Shelf, entries, shelve
from tests.pairs import NO_SUCH, Measures, share, topic

FILE = Path(__file__).parent / "cases" / "read_pairs.jsonl"
SIDES = ("a", "b")
_TOWN = {"residents": "urban", "year_residents": "year_urban"}
Pair = dict[str, Any]


@dataclass(frozen=True)
class Said:
    """One judged question of a pair and the answer: ``said`` whether both figures are drawn as comparable, ``named``
    whether a refusal says a judged topic, or that a figure is of another indicator."""

    pair: Pair
    question: str
    judged: bool
    said: bool
    named: bool
    codes: tuple[str, ...]


def load() -> list[Pair]:
    """All pairs, in the order of the file."""
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]


def questions(pair: Pair) -> Iterator[tuple[str, bool]]:
    """What was judged of a pair: the raw figures, the normalisations, and the ratios by their denominator."""
    yield RAW, pair["raw"]
    yield from pair["normalised"].items()
    yield from ((f"ratio:{by}", judged) for by, judged in pair["ratio"].items())


def ask(pair: Pair) -> list[Said]:
    """Read both reports and ask all that was judged of them."""
    shelf = _shelf(pair)
    regions = tuple(pair[side]["region"] for side in SIDES)
    own = built_in().indicators[pair["indicator"]]
    found = entries(shelf, own, Filters(regions=regions))
    offered = [option.normalisation for option in compared(shelf, own, found).options]
    drawn = all(_is_drawn(shelf, pair, side, found) for side in SIDES)
    return [
        _answer(pair, question, judged, _compared(shelf, pair, found, question, offered), drawn)
        for question, judged in questions(pair)
    ]


def _shelf(pair: Pair) -> Shelf:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = ["file,region,title,published,source,year"]
        for side in SIDES:
            of = pair[side]
            (folder / f"{side}.txt").write_text(of["text"].replace("[", "").replace("]", ""), "utf-8")
            lines.append(f"{side}.txt,{of['region']},,{of.get('published', '')},,{of['year']}")
        (folder / "reports.csv").write_text("\n".join(lines) + "\n", "utf-8")
        return shelve(read_folder(folder))


def _is_drawn(shelf: Shelf, pair: Pair, side: str, found: Sequence[Entry]) -> bool:
    """Whether the figure that was judged is the one that stands for its region."""
    first = pair[side]["text"].index("[")
    last = pair[side]["text"].index("]") - 1
    return any(
        entry.fact is not None
        and entry.fact.report == side
        and entry.fact.start < last
        and first < entry.fact.end
        for entry in found
    )


def _compared(
    shelf: Shelf, pair: Pair, found: Sequence[Entry], question: str, offered: Sequence[str]
) -> Compared | None:
    own = built_in().indicators[pair["indicator"]]
    if question.startswith("ratio:"):
        by = question.removeprefix("ratio:")
        ways = [id for id in offered if (way := fitting(id, own).ratio) is not None and way.by == by]
    else:
        ways = [id for id in offered if id in (question, _TOWN.get(question))]
    return compared(shelf, own, found, ways[0], weigh=False) if ways else None


def _answer(pair: Pair, question: str, judged: bool, got: Compared | None, drawn: bool) -> Said:
    if got is None:
        return Said(pair, question, judged, False, True, (NO_SUCH,))
    codes = tuple(reason.code for row in got.rows for reason in row.reasons)
    wanted = pair["why" if question == RAW else "why_normalised"]
    said = drawn and all(row.grade == COMPARABLE for row in got.rows)
    of_another = not drawn or any(row.grade == MISSING for row in got.rows)
    return Said(
        pair, question, judged, said, of_another or bool({topic(each) for each in codes} & {*wanted}), codes
    )


def measures(of: Sequence[Said]) -> Measures:
    """Precision and recall of “comparable”, and the right refusals that say why."""
    said = [each for each in of if each.said]
    right = sum(each.judged for each in said)
    refused = [each for each in of if not each.judged and not each.said]
    return Measures(
        (right, len(said)),
        (right, sum(each.judged for each in of)),
        (sum(each.named for each in refused), len(refused)),
    )


def main() -> None:
    """Print the measures and every disagreement."""
    of = [each for pair in load() for each in ask(pair)]
    got = measures(of)
    for name in ("precision", "recall", "reason"):
        hits, total = getattr(got, name)
        print(f"{name:10}{share((hits, total)):6.3f} {hits}/{total}")
    for each in of:
        if each.judged != each.said or not (each.judged or each.named):
            print(
                f"{each.pair['id']} {each.pair['indicator']} {each.question}: judged {each.judged}, said {each.said} {' '.join(dict.fromkeys(each.codes))}: {each.pair['argument']}"
            )


if __name__ == "__main__":
    main()
