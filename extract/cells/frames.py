"""Frames: each figure of a table with all that speaks of it, from its row, its column and the captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.cells.besides import Over, aimed, beside
from extract.cells.entry import Entry
from extract.cells.headless import form_of, headless
from extract.cells.heads import Column, columns_of, head_rows
from extract.cells.labels import Label, is_place, label, mostly
from extract.cells.lists import bare, lists
from extract.cells.row_names import named_by
from extract.cells.sheets import Block, Sheet, is_section
from extract.cells.values import Value, accounted, base, figure, is_blank, paired, part_in, parted, unit_words
from extract.grid import Cell
from extract.patterns import lazy


def entries(sheet: Sheet, block: Block) -> Iterator[Entry]:
    """All figures of one table, in no particular order."""
    rows = list(block.rows)
    if own := form_of(sheet, rows, block.columns):
        yield from (
            replace(each, places=(own,))
            for each in headless(sheet, rows, block.columns)
            if each.value and not any(lists().code.search(word.noun) for word in each.labels)
        )
        return
    while rows:
        count = head_rows(sheet, rows, block.columns)
        if not count:
            yield from headless(sheet, rows, block.columns)
            return
        heads, body = rows[:count], rows[count:]
        columns = columns_of(sheet, heads, body, block.columns)
        end = _next_heads(sheet, body, columns)
        if end < len(body):
            columns = columns_of(sheet, heads, body[:end], block.columns)
        yield from _Headed(sheet, heads, body[:end], columns).entries()
        rows = body[end:]


def _next_heads(sheet: Sheet, body: Sequence[int], columns: Sequence[Column]) -> int:
    """Where a second table begins below the first, with heads of its own."""
    counted = [column.index for column in columns if column.role == "figure"]
    for index, row in enumerate(body[:-1]):
        texts = {sheet.cell(row, column): sheet.text(row, column) for column in counted}
        said = [text for text in texts.values() if text]
        below = [sheet.text(body[index + 1], column) for column in counted]
        if (
            index
            and len(said) > 1
            and 2 * len(said) >= len(counted)
            and not any(figure(t) or is_blank(t) for t in said)
            and any(map(figure, below))
        ):
            return index
    return len(body)


class _Headed:
    """A table with heads."""

    def __init__(
        self, sheet: Sheet, heads: Sequence[int], body: Sequence[int], columns: Sequence[Column]
    ) -> None:
        self._sheet = sheet
        self._heads = tuple(heads)
        self._body = body
        self._columns = columns
        self._indices = [column.index for column in columns]
        self._place_heads = self._rows_of_places()
        self._named_heads = {c.index: self._labels_of(c) for c in columns if c.role == "figure"}
        self._besides = beside({c.index: self._named_heads[c.index] for c in columns if c.role == "figure"})
        self._unit_of = self._unit_columns()
        self._above: dict[int, str] = {}  # the last text of each label column
        self._over = Over()
        self._latest = self._latest_period()
        self._latest_row = max(
            (label(sheet.text(row, c.index)).period for c in columns if c.role == "period" for row in body),
            key=lambda period: period[:4],
            default="",
        )
        self._totals = any(
            label(sheet.text(row, column.index)).total and bare(sheet.text(row, column.index)) not in lists().subtotal
            for row in body for column in columns if column.role in ("place", "label")
        )  # fmt: skip

    def _rows_of_places(self) -> frozenset[str]:
        """The heads that are places: those of a row of heads that mostly are."""
        found: set[str] = set()
        depth = max((len(column.heads) for column in self._columns), default=0)
        for level in range(depth):
            texts = list(
                dict.fromkeys(
                    c.heads[level] for c in self._columns if c.role == "figure" and level < len(c.heads)
                )
            )
            names = [text for text in texts if not label(text).units]
            if mostly(names, is_place):
                found.update(name for name in names if is_place(name))
        return frozenset(found)

    def entries(self) -> Iterator[Entry]:
        section: str = ""
        for row in self._body:
            if is_section(self._sheet, row, self._indices):
                said = self._sheet.said(row, self._indices)[0]
                section = self._sheet.of(said)
                self._over.forget()
                if any(c.isdigit() for c in section) and said.width > 1 and "。" in section:
                    yield Entry(said, None)
                continue
            yield from self._row(row, section)

    def _row(self, row: int, section: str) -> Iterator[Entry]:
        labels: list[tuple[Column, str]] = []
        first: Column | None = None
        counted = False
        later = max(
            (
                c.index
                for c in self._columns
                if c.role in ("place", "label", "period") and self._sheet.text(row, c.index)
            ),
            default=-1,
        )
        for column in self._columns:
            cell, text = self._sheet.cell(row, column.index), self._sheet.text(row, column.index)
            if column.role in ("place", "label", "period"):
                if counted and (
                    first is None
                    or bare(column.heads[-1] if column.heads else "")
                    != bare(first.heads[-1] if first.heads else "")
                ):
                    if cell is not None and cell.row == row:
                        yield from self._remark(cell, text, labels, section)
                    continue
                if counted:
                    labels, counted = [], False
                first = first or column
                labels.append((column, self._filled(column, text, later > column.index)))
            elif column.role == "figure":
                counted = True
                if (
                    cell is not None
                    and (cell.row == row or cell.height == 1)
                    and cell.column == column.index
                    and not is_blank(text)
                ):
                    yield from self._figures(row, column, cell, text, labels, section)
            elif column.role == "remark" and cell is not None and cell.row == row:
                yield from self._remark(cell, text, labels, section)

    def _figures(self, row: int, column: Column, cell: Cell, text: str, labels: Sequence[tuple[Column, str]], section: str) -> Iterator[Entry]:  # fmt: skip
        """The figure of a cell, and the part of it that stands behind it in brackets."""
        named = next((own.units for own in reversed(self._named_heads[column.index]) if own.units), ())
        if pair := paired(text, named):
            for value, unit in zip(pair, named, strict=True):
                yield replace(self._entry(row, column, cell, value, labels, section), units=(unit,))
            return
        below = accounted(text) if self._compares(column) else None
        if below is not None:
            yield self._entry(row, column, cell, below, labels, section)
            return
        both = parted(text, part_in(column.heads))
        if both is None:
            yield self._entry(row, column, cell, figure(text), labels, section)
            return
        whole, kind, part = both
        own = self._entry(row, column, cell, whole, labels, section)
        yield own
        units = (part.unit,) if part.unit else own.units
        yield replace(own, value=part, heads=(*own.heads, replace(label(kind), part=True)), units=units)

    def _compares(self, column: Column) -> bool:
        """Whether a column holds changes, which fall where brackets stand around them."""
        heads = self._named_heads[column.index]
        return bool(heads) and lists().relative.match(heads[-1].noun) is not None

    def _filled(self, column: Column, text: str, said: bool) -> str:
        """A label, or the one above where a blank cell goes on with it: a later column of labels says more (``said``)."""
        if not text and said:
            return self._above.get(column.index, "")
        self._above[column.index] = text
        return text

    def _remark(
        self, cell: Cell, text: str, labels: Sequence[tuple[Column, str]], section: str
    ) -> Iterator[Entry]:
        if any(c.isdigit() for c in text):
            own = named_by(labels, section, self._totals, self._latest_row)
            yield replace(own, cell=cell, labels=(), units=(), head_rows=self._heads)

    def _entry(self, row: int, column: Column, cell: Cell, value: Value | None, labels: Sequence[tuple[Column, str]], section: str) -> Entry:  # fmt: skip
        own = named_by(labels, section, self._totals, self._latest_row)
        heads = self._named_heads[column.index]
        places = (*own.places, *(text for text in column.heads if text in self._place_heads))
        period = next((head.period for head in reversed(heads) if head.period), "") or own.period
        if not period and heads and lists().relative.match(heads[-1].noun) and self._latest:
            period = self._latest  # 增减 behind 2021年 and 2022年 is that of the later state
        units = [unit for head in reversed(heads) for unit in head.units]
        measured = any(lists().rate.match(head.noun) for head in heads)  # 同比增长 beside 12000 名 is in %
        units += self._unit_column(row, column) if not measured else ()
        units += [unit for each in reversed(own.labels) for unit in each.units if not measured]
        units = units or list(self._besides.units.get(column.index, ()))
        named = tuple(head for head in heads if head.noun or head.units)
        return replace(
            own,
            cell=cell,
            value=value,
            places=places,
            total=own.total or any(head.total and head.generic for head in heads),
            whole=own.whole
            or next((bare(t) for t in column.heads if label(t).total and label(t).generic), ""),
            period=period,
            heads=named,
            units=tuple(dict.fromkeys(units)),
            beside=self._besides.noun(column.index, base(value.unit) if value else "")
            or ("" if _says_itself(heads) or _names_each(labels) else self._over.noun(own.labels)),
            head_rows=self._heads,
        )

    def _latest_period(self) -> str:
        """The latest of several years that head columns, "" where fewer than two do."""
        dated = [
            head.period for heads in self._named_heads.values() for head in heads if head.period[:4].isdigit()
        ]
        return max(dated, key=lambda period: period[:4]) if len({period[:4] for period in dated}) > 1 else ""

    def _labels_of(self, column: Column) -> list[Label]:
        """The heads of a column that are no places."""
        heads = [label(text) for text in column.heads if text not in self._place_heads]
        return [part for head in heads for part in aimed(head)]

    def _unit_columns(self) -> dict[int, int]:
        """The column of units for each column of figures: the last one to its left, else the first of all."""
        chosen: dict[int, int] = {}
        given = [column.index for column in self._columns if column.role == "unit"]
        last = given[0] if given else None
        for column in self._columns:
            if column.role == "unit":
                last = column.index
            elif column.role == "figure" and last is not None:
                chosen[column.index] = last
        return chosen

    def _unit_column(self, row: int, column: Column) -> tuple[str, ...]:
        own = self._unit_of.get(column.index)
        return unit_words(self._sheet.text(row, own)) if own is not None else ()


_COUNTS_PEOPLE = lazy(r".+(?:人数|人次|次数|户数|面积)$")


def _says_itself(heads: Sequence[Label]) -> bool:
    """Whether the heads of a column say what its rows count, such as 参加人数: no row goes on with the one above."""
    return any(not head.generic and _COUNTS_PEOPLE.match(head.noun) for head in heads)


_EACH = lazy(r"(?:名称|活动|课程|任务|事项|案例)$")


def _names_each(labels: Sequence[tuple[Column, str]]) -> bool:
    """Whether the labels of a row name one thing each, as under 项目名称: none of them divides what stands above."""
    return any(column.role == "label" and _EACH.search(column.head) for column, _ in labels)
