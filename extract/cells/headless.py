"""Tables without heads, and forms: a figure's label is what stands to its left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.cells.besides import Over
from extract.cells.entry import Entry
from extract.cells.labels import is_place, label, mostly
from extract.cells.lists import bare, lists
from extract.cells.sheets import Sheet
from extract.cells.values import figure, unit_words
from extract.patterns import lazy

_OF_ONE = lazy(r"(?:名称|村名|社区名|单位|党组织|支部)$")
_BODY = lazy(r"(?:支部|总支|党委|党组|党工委|村|社区|[镇乡县市区]|街道|公司|学校|医院|机关|局|办)$")


def form_of(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> str:
    """Whose form a table is, each value right of its label, "" for any other table:
    党支部名称 前进村党支部 成立时间 1998年 / 党员人数 32名 书记 王某."""
    if len(rows) < 2 or len(columns) < 4 or len(columns) % 2:
        return ""
    name, own = sheet.text(rows[0], columns[0]), sheet.text(rows[0], columns[1])
    labels = [sheet.text(row, column) for row in rows for column in columns[::2]]
    if not _OF_ONE.search(bare(name)) or not _BODY.search(own) or own in lists().no_place:
        return ""
    return "" if any(figure(text) or is_place(text) for text in labels) else own


def headless(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Entry]:
    """A table without heads: a figure's label is what stands to its left, 党员总数 12000名 女党员 3200名."""
    first_places = mostly([sheet.text(row, columns[0]) for row in rows], is_place)
    over = Over()
    for row in rows:
        said = sheet.said(row, columns)
        texts = [sheet.of(cell) for cell in said]
        run: list[str] = []
        named: list[str] = []  # labels that came before the figures of the row
        places: tuple[str, ...] = ()
        for at, (cell, text) in enumerate(zip(said, texts, strict=True)):
            own = figure(text)
            if own is None:
                if named:
                    named, run = [], []
                run.append(text)
                if any(c.isdigit() for c in text) and not any(map(figure, texts)):
                    yield Entry(cell, None)
                continue
            named = named or run
            places = (
                tuple(
                    t for t in named if is_place(t) or (first_places and t == texts[0] and not label(t).total)
                )
                or places
            )
            labels = [label(t) for t in named if t not in places and not unit_words(t)]
            units = tuple(unit for t in named for unit in (unit_words(t) or label(t).units))
            after = texts[at + 1 : at + 2]
            if not units and after and unit_words(after[0]):
                units = unit_words(after[0])
            yield Entry(cell, own, tuple(label(t).noun or t for t in places), any(each.total for each in labels), labels=tuple(e for e in labels if not e.generic), units=units, period=next((e.period for e in labels if e.period), ""), beside=over.noun(labels))  # fmt: skip
