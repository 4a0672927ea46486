"""A brief as a document: its parts with the author's words, and an annex of what changed, the sources and the method."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from types import MappingProxyType
from unicodedata import category

from extract.brief import Brief
from extract.facts import Fact
from extract.views.briefing import telling
from extract.views.briefing.making import Made, Maker
from extract.views.briefing.parts import Document, Part
from extract.views.words.citing import gb
from extract.views.words.language import Language
from extract.views.words.wording import label

_METHOD = ("read", "sure", "scale", "caution", "comparable", "ratio", "choice", "missing", "brief")


def document(brief: Brief, made: Sequence[Made], maker: Maker) -> Document:
    """The document of a brief whose pieces were made."""
    say = maker.say
    cited: dict[str, int] = {}
    parts = tuple(
        Part(
            _one_line(each.heading),
            plain(each.piece.line),
            each.content,
            each.notes,
            _cited(each.facts, cited, maker),
        )
        for each in made
    )
    sources = [gb(maker.shelf.sources[name], say, maker.made) for name in cited]
    return Document(
        language=say,
        title=title(brief, say),
        byline=_one_line(brief.byline),
        dated=label("brief.dated", say, day=day(maker.made, say)),
        lead=plain(brief.lead),
        parts=parts,
        changes=tuple(changed(made, say)),
        sources=tuple(sources),
        reports=MappingProxyType(cited),
        method=tuple(label(f"brief.method_{name}", say) for name in _METHOD),
    )


def title(brief: Brief, say: Language) -> str:
    """The brief's title, or what one without is called."""
    return _one_line(brief.title) or label("brief.untitled", say)


def plain(text: str) -> str:
    """What a person typed or pasted, as every format can hold it: line breaks stay, other control characters (Word's own break
    within a paragraph) are spaces, and half a character is an empty square.

    >>> plain("a" + chr(11) + "b" + chr(13) + chr(10) + "c") == "a b" + chr(10) + "c"
    True
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (each if each == "\n" or category(each) != "Cc" else " " for each in lines)
    return "".join("□" if category(each) in ("Cs", "Cn") else each for each in kept)


def _one_line(text: str) -> str:
    return " ".join(plain(text).split())


def changed(made: Sequence[Made], say: Language) -> list[str]:
    """What is not as the author last saw it, a line a figure, each under its piece's heading."""
    return [
        label("brief.in_piece", say, heading=each.heading, text=telling.change(change, say))
        for each in made
        for change in each.changes
    ]


def day(value: date, say: Language) -> str:
    """A day in words: 2026年11月28日, 28 November 2026.

    >>> day(date(2026, 1, 5), Language("zh")), day(date(2026, 1, 5), Language("en"))
    ('2026年1月5日', '5 January 2026')
    """
    if say.code == "zh":
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {value.strftime('%B')} {value.year}"


def day_of(when: str, say: Language) -> str:
    """The day of a moment (ISO 8601) in words, where the reader sits; as it stands where it is none."""
    try:
        return day(datetime.fromisoformat(when).astimezone().date(), say)
    except ValueError:
        return when


def _cited(facts: Sequence[Fact], cited: dict[str, int], maker: Maker) -> tuple[int, ...]:
    """The numbers of the reports of these facts, new ones in the order in which they come."""
    own = dict.fromkeys(fact.report for fact in facts if fact.report in maker.shelf.sources)
    return tuple(sorted(cited.setdefault(name, len(cited) + 1) for name in own))
