"""What was chosen for a panel, as labels and values, for its codebook."""

from __future__ import annotations

from collections.abc import Sequence

from extract.catalogue import Indicator, catalogue
from extract.views.exports.panel.words import word
from extract.views.words.language import Language
from extract.views.words.wording import label

_MOST = 12  # names that the line of what was chosen holds


def chosen(
    say: Language, indicators: Sequence[Indicator], regions: Sequence[str], *, only_sure: bool = False
) -> list[tuple[str, str]]:
    """What was chosen, without what is everything."""
    told = []
    if len(indicators) < len(catalogue().indicators):
        told.append(
            (word("variable.indicator_name", say), _some([say.indicator(each) for each in indicators], say))
        )
    if regions:
        told.append((label("filter.regions", say), _some([say.region(name) for name in regions], say)))
    if only_sure:
        told.append((label("filter.unsure", say), label("filter.left_out", say)))
    return told


def _some(names: Sequence[str], say: Language) -> str:
    more = word("note.and_more", say, count=len(names) - _MOST) if len(names) > _MOST else ""
    return say.list(list(names[:_MOST])) + more
