"""Which rows of a table are its heads, and what each of its columns holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.cells.labels import is_period, is_place, label, mostly
from extract.cells.lists import bare, counts_a_thing, lists
from extract.cells.sheets import Sheet, is_section
from extract.cells.values import LONGEST, base, divides, figure, is_blank, paired, part_in, parted, unit_words
from extract.patterns import lazy

_MOST_HEADS = 6
_SAMPLE = 500  # rows that show what a column holds
_CHARGED = lazy(r"\s*(?:责任|牵头|配合|承办|主管|主办|督办|协办)")
# 姓名 and 党员姓名 say that a row is one person's; 书记姓名 that a body has a secretary
_OF_A_PERSON = lazy(r"(?<![记人任长表事理员])姓名$|(?:党|学|会|队|人|职)员姓名$")
_NAMES_ONE = lazy(
    r"姓名$|(?:书记|支书|主任|负责人|责任人|联系人|带头人|领导|干部|队长|组长|网格员|网格长|指导员|联络员|人员)$"
)
_NUMBERING = frozenset(("甲", "栏次", "栏目", "行次", "序号", "项次", "", "（甲）"))


def head_rows(sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> int:
    """How many of the rows, from the first on, are heads; 0 for a table without."""
    if not rows or len(rows) < 2:
        return 0
    count = 0
    while count < len(rows) - 1 and count < _MOST_HEADS and _may_head(sheet, rows[count], columns, count):
        count += 1
    if count == 0:
        return 0
    # The first row alone, unless a cell of it reaches down, or leaves blank what the next one fills.
    sure = max((cell.row + cell.height - rows[0] for cell in sheet.said(rows[0], columns)), default=1)
    sure = max(1, min(sure, count), min(sum(1 for row in rows if row < sheet.grid.heads), count))
    while sure < count and _goes_on(sheet, rows[sure - 1], rows[sure], columns):
        sure += 1
    if sure < len(rows) and _is_numbering(sheet, rows[sure], columns):
        sure += 1
    return sure


def _may_head(sheet: Sheet, row: int, columns: Sequence[int], before: int) -> bool:
    texts = [sheet.of(cell) for cell in sheet.said(row, columns)]
    if (
        not texts
        or any(len(text) > LONGEST for text in texts)
        or (before and is_section(sheet, row, columns))
    ):
        return False
    if before and any(is_blank(text) for text in texts):  # 茂林镇 — —
        return False
    return all(figure(text) is None or _is_year(text) or is_period(text) for text in texts) or (
        not before and figure(texts[0]) is None and _is_classes(sheet, row, columns)
    )


def _is_classes(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """Whether all figures of a row are classes of sizes over bare numbers: 5万元以下 5—10万元 10万元以上."""
    counted = [column for column in columns if figure(sheet.text(row, column))]
    if len(counted) < 2 or row + 1 >= sheet.grid.rows:
        return False
    below = [figure(sheet.text(row + 1, column)) for column in counted]
    return all(divides(sheet.text(row, column)) for column in counted) and all(
        own is not None and not own.unit for own in below
    )


def _is_year(text: str) -> bool:
    own = figure(text)
    return own is not None and own.year


def _goes_on(sheet: Sheet, above: int, row: int, columns: Sequence[int]) -> bool:
    """Whether a row goes on with the heads of the one above: below a cell that spans columns, or one left blank; or it
    holds units or years alone."""
    texts = [sheet.of(cell) for cell in sheet.said(row, columns)]
    if all(unit_words(text.strip("（）()")) or is_period(text) for text in texts):
        return True
    own = {
        column
        for column in columns
        if (cell := sheet.cell(row, column)) and cell.row == row and sheet.of(cell)
    }
    over = [column for column in own if _is_open(sheet, above, column, columns)]
    first = sheet.text(row, columns[0])
    return bool(over) and (
        len(over) == len(own) or not first or sheet.cell(row, columns[0]) is sheet.cell(above, columns[0])
    )


def _is_open(sheet: Sheet, above: int, column: int, columns: Sequence[int]) -> bool:
    """Whether a head leaves room below it: it is blank, spans columns, or, where nothing is merged, has blanks behind it."""
    cell = sheet.cell(above, column)
    if cell is None or cell.width > 1 or not sheet.of(cell):
        return True
    return not sheet.merges and column + 1 in columns and not sheet.text(above, column + 1)


def _is_numbering(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """甲 1 2 3: the numbers of the columns."""
    texts = [sheet.of(cell) for cell in sheet.said(row, columns)]
    numbers = [text.strip("()（）") for text in texts]
    if numbers and not numbers[0].isdigit():
        if bare(texts[0]) not in _NUMBERING:
            return False
        numbers = [text for text in numbers[1:] if text not in ("乙", "丙", "丁")]
    elif numbers and numbers[0] != "1":
        return False
    return (
        len(numbers) > 1
        and numbers
        == [str(n) for n in range(int(numbers[0]) if numbers[0].isdigit() else 1, 99)][: len(numbers)]
    )


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: ``role`` is figure, label, place, period, unit, serial, code or remark; ``heads`` are its
    heads from the top down."""

    index: int
    role: str
    heads: tuple[str, ...]

    @property
    def head(self) -> str:
        """All heads as one, without marks."""
        return bare("".join(self.heads))


def columns_of(
    sheet: Sheet, heads: Sequence[int], body: Sequence[int], columns: Sequence[int]
) -> list[Column]:
    """The columns of a table with heads, from left to right."""
    found: list[Column] = []
    counted = False
    for index in columns:
        own = _heads(sheet, heads, index, columns)
        texts = [
            sheet.text(row, index)
            for row in body
            if (cell := sheet.cell(row, index)) and cell.width < len(columns)
        ]
        role = _role(own, texts, counted)
        if role == "place" and any(c.role == "label" for c in found) and _CHARGED.match(own[-1]):
            role = "code"  # who sees to it is not where it is
        if (
            role == "label"
            and own
            and _NAMES_ONE.search(bare(own[-1]))
            and any(c.role in ("label", "place") for c in found)
        ):
            role = "code"  # nor are the names of people what is counted
        counted = counted or role == "figure"
        found.append(Column(index, role, own))
    over = [column.heads[-1] for column in found if column.role == "figure" and column.heads]
    if mostly(over, is_place):
        # 县区 beside 钟祥, 京山 says what stands over the columns, not what stands below it
        found = [
            replace(c, role="label") if c.role == "place" and not _holds_places(sheet, body, c) else c
            for c in found
        ]
    if any(
        _OF_A_PERSON.search(bare(column.heads[-1]))
        for column in found
        if column.heads and column.role != "figure"
    ):
        # what a row says of one person is no count: 年龄 45
        return [replace(c, role="code") if c.role == "figure" and not _is_sum(c) else c for c in found]
    return found


def _holds_places(sheet: Sheet, body: Sequence[int], column: Column) -> bool:
    return mostly([sheet.text(row, column.index) for row in body], is_place)


def _is_sum(column: Column) -> bool:
    """Whether a column states a unit that is none of a person's own years or points."""
    units = [unit for head in column.heads for unit in label(head).units]
    return any(base(unit) not in ("", "岁", "年", "月", "天") for unit in units)


def _heads(sheet: Sheet, heads: Sequence[int], column: int, columns: Sequence[int]) -> tuple[str, ...]:
    found: list[str] = []
    last = None
    for depth, row in enumerate(heads):
        cell = sheet.cell(row, column)
        text = sheet.text(row, column)
        below = any(sheet.text(other, column) for other in heads[depth + 1 :])
        if not text and below and not sheet.merges:  # a text file says 党员数,,, over 合计,女,男
            text = next(
                (
                    sheet.text(row, left)
                    for left in range(column - 1, columns[0], -1)
                    if sheet.text(row, left)
                ),
                "",
            )
        if text and (cell is None or cell is not last) and (not found or found[-1] != text):
            found.append(text)
        last = cell if cell is not None else last
    if len(heads) > 1 and found and _numbers_alone(found[-1]):
        found.pop()
    return tuple(found)


def _numbers_alone(text: str) -> bool:
    return (text.strip("()（）").isdigit() and len(text) < 4) or bare(text) in ("甲", "乙", "丙", "栏次")


def _role(heads: Sequence[str], texts: Sequence[str], counted: bool) -> str:
    words = lists()
    head = bare("".join(heads))
    last = bare(heads[-1]) if heads else ""
    said = [text for text in texts if not is_blank(text)]
    if last in words.period and any(map(is_period, said)):  # 增减 below 2020年 and 2021年
        said = [text for text in said if not words.relative.match(label(text).noun)]
    named = label(heads[-1]).units if heads else ()
    figures = sum(1 for text in said if figure(text) or parted(text, part_in(heads)) or paired(text, named))
    if last.lower() in words.serial or (not head and not counted and _counts_up(said)):
        return "serial"
    if words.code.search(head):
        return "code"
    if last in words.remark:
        return "remark"
    if said and all(text in words.ticks for text in said):
        return "code"  # √ under 是否换届
    if last in words.unit and said and all(map(unit_words, said)):
        return "unit"
    counts = last not in words.period and any(_counts(each) for each in heads)
    if (
        not counted
        and not counts
        and (  # 2036 under 党员（名） is no year
            (last in words.period and figures == len(said))
            or (
                said
                and mostly(said, is_period)
                and (last in words.period or not head or figures < len(said) or all(map(_is_year, said)))
            )
        )
    ):
        return "period"
    if last in words.period and said and mostly(said, is_period):
        return "period"
    if said and not counted and not counts and all(map(divides, said)):
        return "label"  # 5万元以下, 5—10万元 beside the numbers of villages
    if 2 * figures >= len(said) and figures:
        return "code" if heads and label(heads[-1]).noun in words.own_years else "figure"
    if not said:
        return "figure" if counted else "remark"
    places = words.place_head.match(bare(label(heads[-1]).noun)) if heads else None
    if (places and last not in words.generic) or mostly(said, is_place):
        return "place"
    return "label"


def _counts(head: str) -> bool:
    """Whether a head says that its column counts: by a unit that is none of time, or by a thing."""
    own = label(head)
    return any(base(unit) not in ("年", "月", "天") for unit in own.units) or counts_a_thing(own.noun)


def _counts_up(said: Sequence[str]) -> bool:
    return len(said) > 1 and [text.strip(".、") for text in said] == [str(n) for n in range(1, len(said) + 1)]
