"""Lists that a total leaves its parts to: 2012年度支出4405万元，主要支出项目是：⏎1、…⏎2、… Their items have the time of the total, and are parts
of it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.patterns import COUNT, lazy
from extract.sentences import Sentence

_ANNOUNCES = lazy(r"[：:]\s*$")
_COUNTS = lazy(f"{COUNT}[名个人户家所件起例次份期场元]")
_ITEMS = tuple(  # how the items of a list begin, a way each
    lazy(rf"[ \u3000\t]*{way}")
    for way in (
        r"\d{1,2}[、.．](?!\d)",
        r"[（(]\d{1,2}[)）]",
        r"[（(][一二三四五六七八九十]{1,3}[)）]",
        "[一二三四五六七八九十]{1,3}、",
        "[一二三四五六七八九十]{1,3}是",
        "[①-⑳]",
        "[●■◆▲·•]",
    )
)
_MOST = 40  # sentences of a list


def total_of(sentences: Sequence[Sentence], index: int) -> int | None:
    """The sentence that counts the total of whose list this one stands in an item; None where it stands in none."""
    own = sentences[index].paragraph
    style = None
    for at in range(index, max(-1, index - _MOST), -1):
        each = sentences[at]
        if each.paragraph != own:
            if style is not None and _ANNOUNCES.search(each.text) and not each.is_heading:
                return at if _COUNTS.search(each.text) else None
            own = each.paragraph
        if each.opens_paragraph:
            style = style or next((way for way in _ITEMS if way.match(each.text)), None)
            if style is None or not style.match(each.text):
                return None
    return None
