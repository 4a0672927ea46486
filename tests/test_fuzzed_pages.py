"""Whatever a damaged report gives, every page has its data: nothing that is read is too odd to be shown."""

from __future__ import annotations

import os
import random
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pytest

from extract.audit.drawing import draw, drawn_again
from extract.catalogue import catalogue
from extract.given import Given
from extract.manifest import Entry
from extract.matter import matter, tables
from extract.pipeline import examine
from extract.reading.document import ReadError
from extract.span import Span
from extract.standing import stand
from extract.table import Table, join
from extract.views.charts import line_drawing, over_time
from extract.views.charts.comparing import compared
from extract.views.charts.levelling import levelled, share
from extract.views.charts.making import Request, charts
from extract.views.charts.tiling import tiled
from extract.views.context import Context
from extract.views.frames import Filters, entries, shelve
from extract.views.pages import methods
from extract.views.pages import region as region_page
from extract.views.palette import palette
from extract.views.parts import deciding, evidence
from extract.views.words import wording
from extract.views.words.language import Code, Language
from tests.conftest import LONG

GOLD = Path(__file__).parent / "gold" / "development"
SEEDS = Path(__file__).parent.parent / "seeds"
COUNT = 5000 if LONG else 120
FIRST = int(os.environ.get("JICENG_SEED", "0"))  # other mutations than those of every day
BATCH = 20
PAGES: Any = {name: SimpleNamespace(url_path=name) for name in ("compare", "region", "source", "review")}
ODD = ("1234", "十十年来", "\u3000", "\ufffd", "12.5.7", "２３", "小时", "美元", "%", "（", "“", "\n", "上半年", "-", "/", "第", "约", "余", "之", "\0")  # fmt: skip


def mutated(text: str, chance: random.Random) -> str:
    """A passage of a report with some of it lost, moved, doubled or strange."""
    start = chance.randrange(max(1, len(text) - 400))
    kept = list(text[start : start + 400])
    for _ in range(chance.randint(1, 25)):
        at = chance.randrange(len(kept) + 1)
        match chance.randrange(4):
            case 0:
                del kept[at : at + chance.randint(1, 6)]
            case 1:
                kept[at:at] = chance.choice(ODD)
            case 2:
                kept[at:at] = kept[at : at + 12]
            case _:
                other = chance.randrange(len(kept) + 1)
                kept[at:at] = kept[other : other + 12]
    return "".join(kept)


@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT // BATCH))
def test_a_mutated_report_has_a_place_on_every_page(seed: int) -> None:
    chance = random.Random(seed)
    texts = [path.read_text("utf-8") for path in sorted([*GOLD.glob("*.txt"), *SEEDS.glob("*.txt")])]
    read: list[Table] = []
    for number in range(BATCH):
        said = Entry(chance.choice(["", "青海省", "吉林省四平市双辽市"]), "", chance.choice(["", "2022"]), "")
        text = mutated(chance.choice(texts), chance)
        try:
            found = examine(Given(text.encode("utf-8", "replace"), "x.txt", f"x{number}", "x", said))
        except ReadError as error:
            assert error.failure.note.code != "defect", error
            continue
        read.append(found.table)
    shelf = shelve(join(read))
    chosen(shelf)
    for code in get_args(Code):
        shown(shelf, Language(code))


def chosen(shelf: Any) -> None:
    """Which figure stands, what each counts, and a sample for an audit."""
    facts = shelf.table.facts
    for fact in facts:
        found = matter(fact.subject, fact.indicator or "", fact.scope)
        assert len(tables(found.narrowed)) <= len(found.narrowed)
    for indicator in catalogue().indicators.values():
        for region in shelf.regions:
            own = [fact for fact in facts if fact.indicator == indicator.id and fact.scope == region]
            first = stand(own, indicator, lambda report: shelf.sources[report].year)
            assert (first is None) == (not own)
            if first:
                assert sorted(fact.id for fact in (first.fact, *first.others)) == sorted(
                    fact.id for fact in own
                )
                assert set(first.rivals) <= set(first.others)
    if facts:
        drawn = draw(shelf.table, {}, "all", "", 10, "5eed")
        assert drawn_again(drawn, shelf.table, {})


def shown(shelf: Any, say: Language) -> None:
    """What all pages make of a table."""
    context = Context(shelf, say, palette("light"), PAGES, {})
    facts, sources = shelf.table.facts, shelf.sources
    request = Request(say, date(2022, 1, 1))
    for fact in facts:
        evidence.card(fact, say, sources.get(fact.report), [])
        wording.measure(fact.per, say)
        assert deciding._told(fact, say)
    for source in sources.values():
        own = [fact for fact in facts if fact.report == source.name]
        aside = [number for number in shelf.table.unread if number.report == source.name]
        pieces = evidence.pieces(source.raw, evidence.marks(own, aside, say))
        assert "".join(piece.text for piece in pieces) == source.raw
        wording.report_label(source, say)
        assert all(Span(fact.start, fact.end).of(source.raw) == fact.quote for fact in own)
    for made in (methods.reports, methods.reasons, methods.indicators, methods.ledger):
        made(context)
    for region in shelf.regions:
        own = [fact for fact in facts if fact.scope == region]
        region_page.lead(region, own, context)
        region_page.by_theme(own, context)
        region_page.table(own, say)
        for each in over_time.of_region(own, request, shelf):
            line_drawing.draw(each, context.palette, "", small=True)
            assert each.alt
    for indicator in catalogue().indicators.values():
        found = compared(shelf, indicator, entries(shelf, indicator, Filters()))
        for spec in charts(found, Request(say, date(2022, 6, 30), False, False, ()), sources):
            assert len(tiled(spec).tiles) == 34
            dots = levelled(spec)
            assert sum(len(lane.rows) for lane in dots.lanes) == len(spec.drawn)
            assert all(0 <= share(dots, row.value or 0) <= 1 for row in dots.drawn)
