"""What a table knows of the figures that were read from its sentences: their place, their region, what is only a label."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from extract.catalogue import catalogue
from extract.cells.entry import Entry
from extract.cells.restoring import read, readable
from extract.cells.wording import divided
from extract.facts import CELLS, Fact, Unread
from extract.grid import Cell, Grid
from extract.patterns import lazy
from extract.regions import Region, registry

_START = attrgetter("start")
_DIGITS = lazy(r"\d[\d.,，]*|[①-⒇]")
_YEAR = lazy(r"(\d{4})年度?")
_SAYS_ALL = ("全", "本")  # 全市, 本县 beside some counties is the whole of it all the same
_SOME_REGIONS = "部分地区"
_NEARLY_ALL = 0.75  # a table may leave out a district that is new, or take two together


def in_table(start: int, grids: Sequence[Grid]) -> tuple[Grid, Cell] | None:
    """The grid and the cell in which a character of the raw text stands, None outside tables."""
    index = bisect_right(grids, start, key=lambda grid: grid.span.start) - 1
    if index < 0 or start > grids[index].span.end:
        return None
    cell = next((cell for cell in grids[index].cells if start in cell.span), None)
    return (grids[index], cell) if cell else None


def settled(facts: list[Fact], unread: list[Unread], raw: str, grids: Sequence[Grid], home: str, site: str) -> tuple[list[Fact], list[Unread]]:  # fmt: skip
    """Facts and numbers set aside of a report with tables, where each cell has what its table says of it.

    What was read of repeated heads stands nowhere and goes; a row that names a place which the sentence reader does not
    know (茂林 under 乡镇) gives it as the site, a row that sums up belongs to the report's own region; ``home`` is that
    region's full name, ``site`` the body whose report it is. Every other number of a table is set aside as a label's.
    """
    kept = sorted((fact for fact in facts if fact.quote), key=_START)
    grids = readable(grids)
    for grid in grids:
        first, last = (bisect_left(kept, place, key=_START) for place in (grid.span.start, grid.span.end))
        kept[first:last] = _in_grid(kept[first:last], raw, grid, home, site)
    aside = [number for number in unread if number.quote]
    taken = sorted(
        [(fact.start, fact.end) for fact in kept] + [(number.start, number.end) for number in aside]
    )
    report = facts[0].report if facts else unread[0].report if unread else ""
    aside += _labels(raw, grids, taken, report)
    return kept, sorted(aside, key=lambda number: number.start)


def _in_grid(facts: list[Fact], raw: str, grid: Grid, home: str, site: str) -> list[Fact]:
    """The facts of one grid."""
    figures = read(raw, grid).figures
    wholes = {fact.indicator for fact in facts if fact.start in figures and not divided(figures[fact.start])}
    namesake = _namesake(home, figures.values())
    counties = _counties(home, figures.values())
    some = _are_some(home, figures.values())
    done = []
    for fact in facts:
        entry = figures.get(fact.start)
        place = entry.places[-1] if entry and entry.places else ""
        named = namesake if namesake and place == namesake.stem else counties.get(place)
        if named and (named is namesake or fact.scope == home):
            row = replace(fact, scope=named.full_name, site="", made=CELLS)
            done.append(_settled(row, None, raw, home, site))
            continue
        if entry and fact.indicator and fact.indicator in wholes and divided(entry):
            fact = replace(fact, indicator=None, rule="a part of a total")
        if entry and some and entry.total and not entry.places and not entry.whole.startswith(_SAYS_ALL):
            entry = replace(entry, places=(_SOME_REGIONS,))
        done.append(_settled(fact, entry, raw, home, site))
    return done


def _namesake(home: str, entries: Iterable[Entry]) -> Region | None:
    """The region within one's own that a row means by the name of both: 吉林 beside 长春 and 延边 in 吉林省 is the city."""
    own = registry().by_full_name.get(home)
    rows = {entry.places[-1] for entry in entries if entry.places}
    if own is None or own.stem not in rows:
        return None
    below = {
        name: region
        for name in rows
        for region in registry().by_form.get(name, ())
        if region.parent == own.adcode and region.until is None
    }
    return below.get(own.stem) if 2 * len(below) > len(rows) > 1 else None


def _counties(home: str, entries: Iterable[Entry]) -> dict[str, Region]:
    """The regions directly below one's own that rows name where several of them do, by their names: 城区 beside 平定县 is a county."""
    own = registry().by_full_name.get(home)
    if own is None:
        return {}
    below = {
        name: region
        for name in {entry.places[-1] for entry in entries if entry.places}
        for region in registry().by_form.get(name, ())
        if region.parent == own.adcode and region.until is None and region.name == name
    }
    return below if len(below) > 1 else {}


def _are_some(home: str, entries: Iterable[Entry]) -> bool:
    """Whether the rows of a table are so few of the regions in one's own that what they sum up to is none of it: 3 of 14 counties."""
    own = registry().by_full_name.get(home)
    rows = {entry.places[-1] for entry in entries if entry.places}
    if own is None:
        return False
    named = [each for name in rows for each in registry().by_form.get(name, ()) if _lies_in(each, own)]
    levels = Counter(region.level for region in named)
    if len(named) < 2 or 2 * len(named) < len(rows):
        return False
    level = "county" if levels.most_common(1)[0][0] == "county" else ""
    return len(rows) < _NEARLY_ALL * len(registry().below(own, level))


def _lies_in(region: Region, own: Region) -> bool:
    return region.until is None and region is not own and registry().within(region, own)


def _settled(fact: Fact, entry: Entry | None, raw: str, home: str, site: str) -> Fact:
    start = raw.rfind("\n", 0, fact.start) + 1
    end = raw.find("\n", fact.start)
    row = raw[start : end if end >= 0 else len(raw)]
    fact = replace(fact, raw_sentence=row, raw_position=fact.start - start)
    if entry is None:
        return fact  # the words of a cell are the report's own
    fact = replace(fact, made=CELLS)
    named = _YEAR.fullmatch(entry.period)
    if named and fact.period == f"/{named[1]}":  # a column's head 2021年 says the year, not its end
        fact = replace(fact, period=named[1])
    if entry.sector and _is_flow(fact.indicator) and not fact.site:
        # 两新组织党员情况: what was done in them alone
        fact = replace(fact, site=entry.sector)
    if entry.part_of:
        return replace(fact, site=_SOME_REGIONS, indicator=None, rule="a subtotal")
    if entry.total and not entry.places:
        whole = _whole(entry.whole, home)
        return replace(fact, scope=whole, site=fact.site or site if whole == home else "")
    if entry.places and (fact.scope, fact.site) == (home, site) and not _is_own(entry.places[-1], home):
        return replace(fact, site="".join(entry.places))
    return fact


def _is_flow(id: str | None) -> bool:
    own = catalogue().indicators.get(id or "")
    return own is not None and own.basis == "flow"


def _whole(word: str, home: str) -> str:
    """The region that a total speaks of: 合计 and 全县 of a county's report are the county's, 全省 beside them its province's."""
    region = registry().by_full_name.get(home)
    if word == "全国":
        return "全国"
    if region is None or word not in _WIDER or (word == "全市" and region.name.endswith("市")):
        return home
    above = next((own for own in registry().ancestors(region) if own.level == _WIDER[word]), None)
    return above.full_name if above and region.level != _WIDER[word] else home


_WIDER = {"全省": "province", "全自治区": "province", "全市": "prefecture", "全州": "prefecture", "全自治州": "prefecture", "全地区": "prefecture", "全盟": "prefecture"}  # fmt: skip


def _is_own(name: str, home: str) -> bool:
    region = registry().by_full_name.get(home)
    return home.endswith(name) or (region is not None and name in (region.name, region.short, region.stem))


def _labels(raw: str, grids: Sequence[Grid], taken: list[tuple[int, int]], report: str) -> Iterator[Unread]:
    """The numbers of a table that are neither figures nor set aside: those of heads, labels and running numbers."""
    for grid in grids:
        for cell in grid.cells:
            for found in _DIGITS.finditer(raw, cell.span.start, cell.span.end):
                index = bisect_right(taken, (found.start(), len(raw))) - 1
                before = index >= 0 and taken[index][1] > found.start()
                after = index + 1 < len(taken) and taken[index + 1][0] < found.end()
                if not before and not after:
                    yield Unread(
                        report, found.group(), found.start(), found.end(), "label", cell.span.of(raw)
                    )
