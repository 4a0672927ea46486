"""A sentence as the rules read it: without the marks that only decorate it."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from extract.patterns import HAN, lazy
from extract.span import Span

_QUOTES = lazy(r"[“”‘’\"「」『』]")
# 党总支31个【社区党总支18个、企业党总支3个】; but 【党员教育】 heads a line
_REMARKED = lazy(rf"(?<=[{HAN}])【([^【】]*)】")


class Plain(NamedTuple):
    """A sentence as the rules read it: quotation marks gone, brackets half-width, its own coordinates."""

    text: str
    dropped: tuple[int, ...]

    def place(self, span: Span) -> Span:
        """Where a stretch of the sentence stands in the plain text."""
        if not self.dropped:
            return span
        return Span(
            span.start - bisect_left(self.dropped, span.start), span.end - bisect_left(self.dropped, span.end)
        )


def undecorated(text: str) -> str:
    """A text without what only decorates it.

    >>> undecorated("设立“党员先锋岗”5个")
    '设立党员先锋岗5个'
    """
    return _QUOTES.sub("", _with_narrow_brackets(text))


def _with_narrow_brackets(text: str) -> str:
    narrow = text.replace("（", "(").replace("）", ")").replace("［", "[").replace("］", "]")
    return _REMARKED.sub(r"(\1)", narrow) if "【" in narrow else narrow


@lru_cache(maxsize=4096)
def plain(sentence: str) -> Plain:
    """A sentence without what only decorates it; remembered, since each stage asks for it, and so do the sentences behind it.

    >>> plain("设立“党员先锋岗”5个").dropped
    (2, 8)
    """
    dropped = tuple([match.start() for match in _QUOTES.finditer(sentence)])
    return Plain(undecorated(sentence) if dropped else _with_narrow_brackets(sentence), dropped)
