"""Clauses that belong to the one before the comma: they tell what was done to those that it counts, or where they were sent."""

from __future__ import annotations

from extract.patterns import lazy
from extract.span import Span

# 197名党员、299个党组织,|分别被授予…: what was done to those of the clause before
_UNDERGONE = lazy(r"(?:分别|均|都|全部|光荣|先后|同时)*(?:(?<!未)被|受到|荣?获|荣膺)")
# 选派45名党员干部，|统一安排到贫困村任职: where those of the clause before are sent
_SENT = lazy(
    r"(?:选派|抽调|下派|派出|选拔|抽派|选聘|增派|抽出|遴选)[^，,。；;]{0,30}?\d[\d.]*[万千百]?[余多]?[名人位]"
)
_SENT_TO = lazy(
    "(?:统一|全部|分别|均|直接|陆续|集中|组成[^，,。；;\\d]{1,8}?)*(?:到|分?赴|奔赴|前往|(?:安排|派遣?|选派|充实|分派)[到往至]|派驻|进驻|深入|下沉|担任|任)"
)


def with_predicates(text: str, spans: list[Span]) -> list[Span]:
    """The clauses, those that tell what was done to what stands before the comma joined to the one that counts it."""
    joined: list[Span] = []
    for span in spans:
        if joined and text[span.start - 1] in "，," and _goes_on(text, joined[-1], span):
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined


def _goes_on(text: str, before: Span, span: Span) -> bool:
    if _UNDERGONE.match(text, span.start):
        return True
    return (
        _SENT_TO.match(text, span.start) is not None
        and _SENT.search(text, before.start, before.end) is not None
    )
