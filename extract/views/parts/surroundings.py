"""What stands around a figure's sentence in its report: the heading above, the sentences before and behind it, or the title of its
table; without them nobody can say what 其中 or 同期 means."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from extract.cells import in_table, read, restore
from extract.facts import Fact
from extract.grid import Grid
from extract.repair import Text
from extract.sentences import Sentence, split
from extract.table import Source
from extract.views.words.language import Language

_LONGEST = 160  # characters of a neighbour; of more, the end that is nearer


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The heading over a figure (of one in a table, the table's title), and the sentences before and behind its own, "" where there
    are none or the report's text is not at hand."""

    heading: str = ""
    before: str = ""
    after: str = ""


def surroundings(fact: Fact, source: Source | None) -> Surroundings:
    """What stands around a figure."""
    if source is None or not source.raw:
        return Surroundings()
    table = in_table(fact.start, source.grids) if fact.made else None
    if table is not None:
        title = read(source.raw, table[0]).title
        return Surroundings(title if title and title != source.title else "")
    text, sentences = _split(source.raw, source.grids)
    at = text.clean_span(fact.span).start
    own = bisect_right(sentences, at, key=lambda each: each.span.start) - 1
    if own < 0:
        return Surroundings()
    before, after = _near(sentences, own, -1), _near(sentences, own, 1)
    heading = sentences[own].heading
    return Surroundings(
        heading if heading != before else "",
        before if len(before) <= _LONGEST else "…" + before[-_LONGEST:],
        after if len(after) <= _LONGEST else after[:_LONGEST] + "…",
    )


def _near(sentences: Sequence[Sentence], own: int, step: int) -> str:
    """The next sentence with words in a direction, "" where the text ends."""
    at = own + step
    while 0 <= at < len(sentences):
        if sentences[at].text.strip():
            return sentences[at].text.strip()
        at += step
    return ""


@lru_cache(maxsize=16)
def _split(raw: str, grids: tuple[Grid, ...]) -> tuple[Text, Sequence[Sentence]]:
    text = restore(raw, grids)
    return text, split(text.clean)


def framed(quoted: str, found: Surroundings) -> str:
    """The HTML of a figure's own sentence with what stands around it."""
    heading = f'<p class="over" lang="zh">{escape(found.heading)}</p>' if found.heading else ""
    before, after = (
        f'<p class="near" lang="zh">{escape(text)}</p>' if text else ""
        for text in (found.before, found.after)
    )
    return f"{heading}{before}{quoted}{after}"


def dated(source: Source | None, say: Language) -> str:
    """Whose report it is, who published it and when, or which year it tells about and how that is known."""
    if source is None:
        return ""
    told = [say.region(source.region) if source.region else "", source.source, source.published]
    if not source.published and source.year:
        told.append(say("audit.year_assumed" if source.year_assumed else "audit.year", year=source.year))
    return " · ".join(filter(None, told))
