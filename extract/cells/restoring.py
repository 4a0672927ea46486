"""A report restored with its tables in words."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extract.cells import fractions
from extract.cells.bodies import of_kinds
from extract.cells.captions import Caption, caption, noted
from extract.cells.entry import Entry
from extract.cells.frames import entries
from extract.cells.sheets import MAX_AREA, Sheet, blocks
from extract.cells.values import figure
from extract.cells.wording import Spoken, spoken
from extract.grid import Grid
from extract.patterns import lazy
from extract.reading.document import Note
from extract.repair import Draft, Text, repair
from extract.span import Span

_ABOVE = 3  # lines over a table that may be its caption
_UNDER = 2  # … and under it that may be its notes
_FEW = 40  # characters between a title and its table: its unit, its day
_LONG_LINE = 60  # characters of a caption at most
_SPEAKS_OF_TABLE = lazy(
    r"单位\s*[:：]|^\s*附?[表图]\s?[\d一二三四五六七八九十]|表\s*(?:[（(][^（）()]*[）)])?\s*$|(?:情况|一览|明细|汇总|统计|数据|分布|台账|结果)\s*(?:[（(][^（）()]*[）)])\s*$|(?:统计|截[止至]|填报)(?:时间|日期|时点)\s*[:：]|[:：]\s*$|^[（(]"
    r"|^\s*(?:数据)?截[止至]到?\s*(?:19|20)\d\d[^，,。；;：:]{0,12}\s*$"
)
# over a table; at the head of the report it is the report's own
_TITLE = lazy(r"(?:情况|一览|明细|汇总|统计|数据|分布|台账|结果)\s*$")
_PAUSE = frozenset("。！？；：!?;:")


@dataclass(frozen=True, slots=True)
class Said:
    """A cell in words: what is said before and behind what it shows; ``instead`` is read in its place, "" where it is read
    as it stands."""

    before: str
    span: Span
    after: str
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What was made of one grid: its cells in words, in the order of the text, and its figures by where they start."""

    said: tuple[Said, ...]
    figures: dict[int, Entry]
    unitless: int
    title: str

    @property
    def heads(self) -> frozenset[int]:
        """The rows in which heads stand."""
        return frozenset(row for entry in self.figures.values() for row in entry.head_rows)

    @property
    def rows(self) -> list[int]:
        """Where in the raw text the cells begin that became sentences of their row: figures, and remarks behind them."""
        return sorted(
            {*self.figures, *(said.span.start for said in self.said if said.before and len(said.span))}
        )


def restore(raw: str, grids: Sequence[Grid] = ()) -> Text:
    """The restored text of a report, its tables put into words.

    >>> from extract.grid import Slot, laid
    >>> raw, grid = laid([Slot(0, 0, "乡镇"), Slot(0, 1, "党员（名）"), Slot(1, 0, "茂林镇"), Slot(1, 1, "1 200")])
    >>> text = restore(raw, [grid])
    >>> text.clean, text.raw_span(Span(6, 10)).of(raw)
    ('茂林镇：党员1200名。\\n', '1 200')
    """
    return repair(raw, _draft(raw, readable(grids)) if grids else None)


def readable(grids: Sequence[Grid]) -> list[Grid]:
    """The tables that are not too large to be read as one."""
    return [grid for grid in grids if grid.rows * grid.columns <= MAX_AREA]


def prose(text: Text, grids: Sequence[Grid]) -> str:
    """The restored text without the sentences that cells became: whose report it is, its own words say, not a row."""
    kept: list[str] = []
    position = 0
    for grid in readable(grids):
        for start in read(text.raw, grid).rows:
            at = text.clean_span(Span(start, start + 1)).start
            opened = text.clean.rfind("\n", position, at) + 1
            if opened >= position:
                kept.append(text.clean[position:opened])
            position = max(position, text.clean.find("\n", at) + 1)
    return "".join((*kept, text.clean[position:]))


def stretches(text: Text, grids: Sequence[Grid]) -> list[Span]:
    """Where in the restored text the sentences stand that the cells of each table became, in order: a row says itself whose
    it is, and nothing of it goes on in the next one or behind the table."""
    found: list[Span] = []
    for grid in readable(grids):
        rows = read(text.raw, grid).rows
        if rows:
            first, last = (text.clean_span(Span(at, at + 1)) for at in (rows[0], rows[-1]))
            end = text.clean.find("\n", last.end)
            start = text.clean.rfind("\n", 0, first.start) + 1
            found.append(Span(start, end if end >= 0 else len(text.clean)))
    return found


def _draft(raw: str, grids: Sequence[Grid]) -> Draft:
    pieces: list[str] = []
    starts, ends = array("I"), array("I")
    position = 0

    def copy(start: int, end: int) -> None:
        pieces.append(raw[start:end])
        starts.extend(range(start, end))
        ends.extend(range(start + 1, end + 1))

    def insert(text: str, at: int) -> None:
        pieces.append(text)
        starts.extend([at] * len(text))
        ends.extend([at] * len(text))

    for grid in grids:
        copy(position, grid.span.start)
        for said in read(raw, grid).said:
            insert(said.before, said.span.start)
            at = said.span.start
            if said.instead:
                pieces.append(said.instead)
                starts.extend([at] * len(said.instead))
                ends.extend([said.span.end] * len(said.instead))
            elif not said.before or figure(said.span.of(raw)) is None:
                copy(said.span.start, said.span.end)
            else:
                for index in range(
                    said.span.start, said.span.end
                ):  # 1 200 is one number, since it is one cell
                    if raw[index].isspace():
                        copy(at, index)
                        at = index + 1
                copy(at, said.span.end)
            insert(said.after, said.span.end)
        position = min(grid.span.end + 1, len(raw))
    copy(position, len(raw))
    return Draft("".join(pieces), starts, ends)


@lru_cache(maxsize=256)
def _kept(raw: str, grid: Grid) -> Read:
    return _read(raw, grid)


def read(raw: str, grid: Grid) -> Read:
    """What the cells of a grid say."""
    return _kept(raw, grid)


def _read(raw: str, grid: Grid) -> Read:
    sheet = Sheet(grid, raw)
    found, alone = blocks(sheet)
    above = _above(raw, grid)
    said = [Said("", cell.span, _close(sheet.of(cell))) for cell in alone]
    figures: dict[int, Entry] = {}
    unitless = 0
    for block in found:
        over = caption([*above, *(sheet.of(cell) for cell in block.captions), *filter(None, [grid.name])])
        title = _titled(raw, grid)
        over = replace(over, noun=over.noun or title.noun, period=over.period or title.period)
        over = noted(over, [*_below(raw, grid), *(sheet.of(cell) for cell in alone)])
        own = of_kinds([_of_place(entry, over.place) for entry in entries(sheet, block)])
        if not any(entry.value for entry in own):
            said += _rows(sheet, block.rows, block.columns)
            continue
        words_of = [(entry, spoken(entry, over, sheet.of(entry.cell))) for entry in own]
        shares = [(entry, sheet.of(entry.cell), words.after[:1]) for entry, words in words_of]
        percents = fractions.shown(shares, "%" in over.units)
        for entry, words in words_of:
            plain = _of(entry, words, sheet)
            shows = plain.span.of(raw)
            whole = f"0{shows}" if entry.value and shows.startswith(".") else ""  # .985
            said.append(replace(plain, instead=percents.get(entry.cell.span.start, whole)))
            if entry.value:
                figures[said[-1].span.start] = replace(
                    entry, period=entry.period or over.period, sector=over.sector.strip('“”"')
                )
                unitless += words.unitless
    once = {each.span.start: each for each in said if len(each.span)}
    name = next(iter([*above[-1:], *(sheet.of(cell) for cell in alone), grid.name]), "")
    return Read(tuple(once[start] for start in sorted(once)), figures, unitless, name)


def _of_place(entry: Entry, place: str) -> Entry:
    """An entry with the place that the caption names for all of a table, before those of its row."""
    if not place or (entry.places and entry.places[0].startswith(place)):
        return entry
    return replace(entry, places=(place, *entry.places))


def notes(raw: str, grids: Sequence[Grid]) -> tuple[Note, ...]:
    """What is to be said of the tables: how many of a table's numbers have no unit anywhere."""
    said: list[Note] = []
    for number, grid in enumerate(grids, 1):
        if grid.rows * grid.columns > MAX_AREA:
            said.append(
                Note(
                    "table_large",
                    (
                        ("table", grid.name or str(number)),
                        ("rows", f"{grid.rows:,}"),
                        ("columns", f"{grid.columns:,}"),
                    ),
                )
            )
        elif unitless := read(raw, grid).unitless:
            title = read(raw, grid).title[:30] or str(number)
            said.append(Note("table_unitless", (("count", str(unitless)), ("table", title))))
    return tuple(said)


def _of(entry: Entry, words: Spoken, sheet: Sheet) -> Said:
    start = entry.cell.span.start
    if entry.value is None:
        place = "".join(entry.places)
        before = words.before if entry.heads else f"{place}：" if place else ""
        return Said(before, entry.cell.span, _close(sheet.of(entry.cell)))
    return Said(
        words.before, Span(start + entry.value.start + words.sign, start + entry.value.end), words.after
    )


def _rows(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Said]:
    """A table without figures of its own, such as one of prose: its rows as sentences."""
    for row in rows:
        cells = [cell for cell in sheet.said(row, columns) if cell.row == row]
        for index, cell in enumerate(cells):
            text = sheet.of(cell)
            last = index == len(cells) - 1 or text[-1:] in _PAUSE
            yield Said("", cell.span, _close(text) if last else "，")


def _close(text: str) -> str:
    return "\n" if text[-1:] in _PAUSE else "。\n"


def _titled(raw: str, grid: Grid) -> Caption:
    """What the title of a report says that has hardly a word before its table: 2021 and 发展党员 of 2021年发展党员情况."""
    title, _, rest = raw[: grid.span.start].strip().partition("\n")
    alone = _TITLE.search(title) and len(title) <= _LONG_LINE and len(rest) <= _FEW
    return caption([title]) if alone else Caption()


def _below(raw: str, grid: Grid) -> list[str]:
    """The lines under a table, as many as may speak of it."""
    return [line for line in raw[grid.span.end : grid.span.end + 200].split("\n") if line.strip()][:_UNDER]


def _above(raw: str, grid: Grid) -> list[str]:
    """The lines over a table that speak of it, the farthest first."""
    lines: list[str] = []
    end, passed = grid.span.start, 0
    for _ in range(2 * _ABOVE):
        start = raw.rfind("\n", max(0, end - 200), max(0, end - 1)) + 1
        line = raw[start : max(start, end - 1)].strip()
        if not start and len(line) > _LONG_LINE:
            break
        if line and (len(line) > _LONG_LINE or "\t" in line or "。" in line):
            break
        if line and (_SPEAKS_OF_TABLE.search(line) or (start and _TITLE.search(line))):
            lines.insert(0, line)
        elif line:
            passed += 1  # 注：… between 单位：万元 and the table
            if passed > 1:
                break
        end = start
        if not start or len(lines) >= _ABOVE:
            break
    return lines
