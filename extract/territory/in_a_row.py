"""Towns and villages that a clause names in a row: each has its own of the figures behind, or all have one together."""

from __future__ import annotations

from extract.patterns import HAN, lazy
from extract.span import Span
from extract.territory.names import Ends, Site, read_name
from extract.territory.site_words import is_zone
from extract.territory.sites import BOUNDARY, LEAD, one_of_many

_IN_TURN, _JOINT = lazy("分别|依次"), lazy("、|以及|[和与及]")
_KIND_OF_ALL = lazy(
    rf"(?P<row>(?:[{HAN}]{{2,4}}、){{1,9}}[{HAN}]{{2,4}}?)(?P<many>[两三四五六七八九十])个?(?P<end>镇|乡|街道|村|社区)"
)
_HOW_MANY, _TOWNS = " 两三四五六七八九十", ("镇", "乡", "街道")
_NEAR_A_ROW = lazy("[、和与及]|[两三四五六七八九十]个?(?=[镇乡街村社])")  # beside the word of a kind
_NOT_TOGETHER = lazy(r"分别|依次|各|[\d，,。；;：:（()）的]|等\d|之间|党委书记|村民\S{2,3}[，说]")


def in_turn(ends: Ends) -> list[list[Site]]:
    """Towns and villages in a row at the head of a clause, of which each takes its own of the figures behind.

    >>> [[site.name for site in row] for row in in_turn(Ends("茂林镇、双山镇分别发展党员40名、35名"))]
    [['茂林镇', '双山镇']]
    """
    rows: list[list[Site]] = []
    text, done = ends.text, 0
    for turn in _IN_TURN.finditer(text) if ends and ("分别" in text or "依次" in text) else ():
        position = _head(text, done, turn.start())
        row = _row(ends, position) or _of_one_kind(text, position)
        if row:
            rows.append(row)
        done = turn.end()
    return rows


def together(ends: Ends) -> list[Site]:
    """Rows of towns and villages at the head of a clause that do something together, whose figure is neither one's nor the region's.

    >>> [site.name for site in together(Ends("2021年，茂林镇和双山镇联合发展党员40名；茂林镇、双山镇分别培训30名、20名"))]
    ['茂林镇和双山镇']
    """
    text, done, found = ends.text, 0, list[Site]()
    for end, kind in ends.led if ends else ():
        if kind not in ("town", "village") or end < done or not _NEAR_A_ROW.search(text, end - 2, end + 5):
            continue
        position = _head(text, done, end)
        row = _row(ends, position)
        last = row[-1].span.end if row else _end_of_one_kind(text, position)
        if last and not _NOT_TOGETHER.match(text, last) and not one_of_many(text, position):
            found.append(Site(Span(position, last), text[position:last], "part"))
            done = last
    return found


def _head(text: str, done: int, position: int) -> int:
    """Where the clause of a position begins, behind what may stand before a name."""
    mark = BOUNDARY.search(text, done, position)
    opening = LEAD.match(text, mark.end() if mark else done)
    return opening.end() if opening else done


def _row(ends: Ends, position: int) -> list[Site]:
    """The names in a row from a position, at least two."""
    row: list[Site] = []
    while (site := read_name(ends, position, shortest=1, buildings=False)) is not None and (
        site.kind != "body" or is_zone(site.name)
    ):
        row.append(site)
        joint = _JOINT.match(ends.text, site.span.end)
        if joint is None:
            break
        position = joint.end()
    return row if len(row) > 1 else []


def _of_one_kind(text: str, start: int) -> list[Site]:
    """The names that a row says with the kind of all of them: 茂林、卧虎、双山三镇|分别."""
    found = _KIND_OF_ALL.match(text, start)
    if found is None or not _end_of_one_kind(text, start):
        return []
    row, position = [], start
    for name in _JOINT.split(found["row"]):
        position = text.index(name, position)
        kind = "town" if found["end"] in _TOWNS else "village"
        row.append(Site(Span(position, position + len(name)), name + found["end"], kind))
        position += len(name)
    return row


def _end_of_one_kind(text: str, start: int) -> int:
    """The end of a row that says the kind and the number of all that it names, 0 where there is none."""
    found = _KIND_OF_ALL.match(text, start)
    as_many = found is not None and found["row"].count("、") == _HOW_MANY.find(found["many"])
    return found.end() if found is not None and as_many else 0
