"""Tables into sentences, so that a figure in a cell reads like one in prose: its head names it, its row says whose.

地区      选派干部（名）   投入资金
东乡县    230             1.2亿元        ->  东乡县：选派干部230名，投入资金1.2亿元。
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

_FIGURE = regex.compile(r"[约近超逾]?[\d０-９][\d０-９.,，．]*+[\p{Han}%％‰+个/\s]{0,8}(?:以上|左右)?")
_BARE = regex.compile(r"[\d０-９][\d０-９.,，．]*+")
_UNIT = regex.compile(r"\s*(?:[（(](?:单位[:：])?(?P<unit>[^（）()\d]{1,5})[）)]|/(?P<unit>[^/\d]{1,3}))\s*$")
_NUMBERING = regex.compile(r"序号|编号|№|No\.?", regex.IGNORECASE)
_SPACE = regex.compile(r"\s+")
_HEAD_ROWS = 3
_LONG = 60  # characters from which on a cell is prose, and the table only lays out a page


def sentences(rows: Iterable[Sequence[str]]) -> list[str]:
    """One line a row; a table without heads gives its cells in order.

    A cell that spans several columns or rows stands in each of them.

    >>> sentences([["序号", "地区", "选派干部（名）", "投入资金"], ["1", "东乡县", "230", "1.2亿元"]])
    ['东乡县：选派干部230名，投入资金1.2亿元。']
    >>> sentences([["组织领导", "县委每年研究党建工作4次。"], ["保障", "村级经费10万元。"]])
    ['组织领导，县委每年研究党建工作4次。', '保障，村级经费10万元。']
    """
    table = [[_SPACE.sub(" ", cell).strip() for cell in row] for row in rows]
    table = [row for row in table if any(row)]
    heads = _heads(table)
    if not heads:
        return [line for row in table if (line := _closed("，".join(_distinct(row))))]
    names = [" ".join(_distinct(column)) for column in zip(*heads, strict=True)]
    return [line for row in table[len(heads) :] if (line := _row(names, row))]


def _heads(table: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """The rows above the first with a figure, when every row has the same columns and what follows has figures."""
    if len({len(row) for row in table}) != 1 or len(table[0]) < 2:
        return []
    if any(len(cell) > _LONG for row in table for cell in row):
        return []
    count = next((n for n, row in enumerate(table) if any(_FIGURE.fullmatch(cell) for cell in row)), 0)
    return table[:count] if 0 < count <= _HEAD_ROWS else []


def _row(names: Sequence[str], cells: Sequence[str]) -> str:
    whose: list[str] = []
    parts: list[str] = []
    for name, cell in zip(names, cells, strict=True):
        if not cell or _NUMBERING.fullmatch(name):
            continue
        if _FIGURE.fullmatch(cell):
            parts.append(_named(name, cell))
        elif parts:
            parts.append(f"{name}：{cell}" if name else cell)
        else:
            whose.append(cell)
    subject = "，".join(_distinct(whose))
    return _closed(f"{subject}：{'，'.join(parts)}" if subject and parts else subject or "，".join(parts))


def _named(name: str, cell: str) -> str:
    """A figure behind its head; the unit of the head stands behind a figure that has none."""
    unit = _UNIT.search(name)
    if unit is None:
        return f"{name}{cell}"
    bare = name[: unit.start()]
    return f"{bare}{cell}{unit['unit']}" if _BARE.fullmatch(cell) else f"{bare}{cell}"


def _distinct(cells: Iterable[str]) -> list[str]:
    """Cells in order without the empty ones and without repeating the one before."""
    kept: list[str] = []
    for cell in cells:
        if cell and (not kept or kept[-1] != cell):
            kept.append(cell)
    return kept


def _closed(line: str) -> str:
    return line if not line or line[-1] in "。！？；：" else line + "。"
