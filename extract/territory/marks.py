"""Marks: what in a paragraph may move its figures to a place, as `extract.territory.anchors` finds them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field

from extract import zones
from extract.records import record
from extract.regions import Region
from extract.span import Span
from extract.territory.extents import sentence_end
from extract.territory.names import Site
from extract.territory.site_words import is_zone


@record
class Mark:
    """Something at ``position`` of a paragraph. ``head`` says that it opens its clause and so is its topic;
    ``until`` ends its reach where it is not."""

    position: int
    end: int
    head: bool = True


@record
class NamedRegion(Mark):
    """A region, with the narrower name behind it when there is one."""

    region: Region | None = None
    site: Site | None = None


@record
class Row(Mark):
    """Several regions in a row: 深圳、韶关、惠州, or ``towns``. ``end`` is the end of the last one."""

    members: tuple[Region, ...] = ()
    towns: tuple[str, ...] = ()


@record
class NamedSite(Mark):
    """A narrower name without its region before it; ``of_place``: 盛泽镇的网约配送员朱海涛;
    ``union``: a body that the sentence founds."""

    site: Site = field(kw_only=True)
    of_place: bool = False
    union: bool = False


@record
class Return(Mark):
    """A word that brings the text back, as `extract.territory.returns` finds it."""

    sort: str = ""
    kind: str = ""


def names(found: Iterable[Mark], text: str) -> tuple[Span, ...]:
    """Where marks name regions, zones, towns and villages, in order and apart from one another; not companies, offices
    and people, who have members of their own."""
    spans: list[Span] = []
    for mark in found:
        site = mark.site if isinstance(mark, NamedRegion | NamedSite) else None
        moved = not isinstance(mark, NamedSite) and text.startswith("“", mark.position)
        if (
            moved
            or isinstance(mark, Return)
            or (  # “我们要增产。”阿克苏地区…说: it holds from where the speech begins
                site is not None
                and site.kind not in ("town", "village")
                and zones.named(site.name) is None
                and not is_zone(site.name)
            )
        ):
            continue
        start = max(
            site.span.start if isinstance(mark, NamedSite) and site else mark.position,
            spans[-1].end if spans else 0,
        )
        if start < mark.end:
            spans.append(Span(start, mark.end))
    return tuple(spans)


_BEFORE_SUBJECT = ("", "，", ",", "；", ";", "　", " ")


def opens_with(region: Region | None, text: str, returns: Iterable[Return]) -> bool:
    """Whether the first sentence of a paragraph has a region for a subject by a word that brings it back, wherever in it:
    随着最后73个村脱壳，我市…"""
    if region is None:
        return False
    end = sentence_end(text, 0)
    return any(
        word.sort == "whole"
        and word.kind == region.name[-1]
        and word.position < end
        and text[max(0, word.position - 1) : word.position] in _BEFORE_SUBJECT
        for word in returns
    )
