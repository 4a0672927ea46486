"""Stretches whose numbers belong to what holds them: a name in quotation marks, a title, an address of the net."""

from __future__ import annotations

from collections.abc import Iterator

from extract.patterns import lazy

# Names in quotation marks are short and hold no clause: “4 14 17”专项整治, “一轴两圈三核百站”. Titles may be long.
_NAME = "[^{0}，。！？；,;!?]{{1,20}}+"
_QUOTED = lazy(
    "《[^《》]{1,80}+》|"
    + "|".join(f"{a}{_NAME.format(a if a == b else a + b)}{b}" for a, b in ("“”", "‘’", "「」", "『』", '""'))
)
_MARKS = lazy('[“‘《「『"”]')
_ADDRESS = lazy(r"(?:https?://|www\.)[!-~]{1,500}+|[A-Za-z0-9_.+-]{1,64}@[A-Za-z0-9.-]{1,64}")
_ADDRESS_SIGNS = ("://", "www.", "@")


def marked(text: str) -> bool:
    """Whether a text has a quotation mark: most have none."""
    return _MARKS.search(text) is not None


def held(text: str) -> Iterator[tuple[int, int, str]]:
    """The stretches in order: where each begins and ends, and the reason under which its numbers are set aside.

    >>> list(held("《条例20条》见www.a.cn/12")), list(held("党员12名"))
    ([(1, 6, 'title'), (8, 19, 'code')], [])
    """
    quotes = _QUOTED.finditer(text) if marked(text) else iter(())
    found = [(q.start() + 1, q.end() - 1, "title" if text[q.start()] == "《" else "name") for q in quotes]
    if any(sign in text for sign in _ADDRESS_SIGNS):
        found = sorted([*found, *((*address.span(), "code") for address in _ADDRESS.finditer(text))])
    return iter(found)
