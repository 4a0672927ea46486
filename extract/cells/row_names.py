"""What the labels of a table's row say of its figures: places, times, kinds, and whether it is a total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.cells.entry import Entry
from extract.cells.heads import Column
from extract.cells.labels import Label, is_place, label
from extract.cells.lists import bare, counts_a_thing, lists
from extract.cells.values import is_blank
from extract.grid import Cell
from extract.patterns import lazy
from extract.span import Span

_SIDE = lazy(
    r"[东西南北中]{1,2}[部片线](?:片区|地区|区域|区)?|第?[一二三四五六七八九十\d]+(?:片区|组团|大组|批次)|[山城牧农矿林]区|[平丘沿][原陵海]地?区"
)
_NO_CELL = Cell(0, 0, 1, 1, Span(0, 0))
_MEAN_OF = lazy(r"(?:乡镇|街道|社区|支部|[村镇乡县户人])(?=$|名称?|[（(])")


def _mean(column: Column) -> str:
    """What a mean is one of: 平均每乡镇 under 乡镇."""
    of = _MEAN_OF.search(column.head)
    return f"平均每{of.group()}" if of else "平均"


def named_by(labels: Sequence[tuple[Column, str]], section: str, totals: bool, latest: str) -> Entry:
    """What the labels of a row say: places, times, kinds. ``totals`` says that the table has rows of totals, ``latest`` is the last
    period that its rows give."""
    places: list[str] = []
    kinds: list[Label] = []
    period, total, part = "", False, False
    thing = whole = ""
    if section:
        own = label(section)
        period = own.period
        if is_place(section):
            places.append(_name(section))
        elif own.noun in lists().qualifier:
            kinds.append(own)
        else:
            thing = about(own.noun)
    for column, text in labels:
        own = label(text)
        if is_blank(text):
            continue
        if (word := bare(text)) in lists().mean or word in lists().extreme:
            kinds.append(replace(own, noun=_mean(column) if word in lists().mean else word, generic=False))
            continue
        if own.total and own.generic:
            total, whole = True, bare(text)
            part = part or (bare(text) in lists().subtotal and totals and not places)
            period = own.period or period
        elif column.role == "period" and not own.period and lists().relative.match(own.noun):
            kinds.append(own)  # 增减 below 2020年 and 2021年 is that of the later one
            period = latest
        elif column.role == "period":
            period = own.period or (text if is_period_like(text) else period)
        elif (
            column.role == "place"
            and bare(text) not in lists().qualifier
            and bare(text) not in lists().no_place
        ):
            if places and _SIDE.fullmatch(places[-1]):  # 东部 | 茂林镇: the town has its own name
                places.pop()
            places += [own.noun or text] if own.total else [_name(text)]
            total = total or own.total
        else:
            period = own.period or period
            if (not own.generic and all(own.noun != each.noun for each in kinds)) or (
                own.generic and own.units
            ):
                kinds.append(own)
    return Entry(
        _NO_CELL,
        None,
        tuple(dict.fromkeys(places)),
        total,
        part,
        period,
        tuple(kinds),
        section=thing,
        whole=whole,
    )


def is_period_like(text: str) -> bool:
    """Whether a label of a column of times may stand before a sentence as it is: 一季度."""
    return any(c.isdigit() for c in text) or text.endswith(("度", "月", "年", "末", "底"))


def about(noun: str) -> str:
    """The thing that a title names, "" for none: 党员情况 is 党员, 组织建设 nothing that is counted."""
    noun = noun.removesuffix("基本情况").removesuffix("情况")
    return noun if counts_a_thing(noun) else ""


def _name(text: str) -> str:
    """The name in a label: without numbering, marks and remarks in brackets."""
    own = label(text)
    return "".join((own.noun if not own.generic and not own.period else text).split())
