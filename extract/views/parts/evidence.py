"""Evidence as HTML: a figure in its sentence, restored and raw, and a whole report with every figure marked.

All text from reports is escaped here; nothing else on the page writes a report's words as HTML.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from extract.catalogue import Indicator, catalogue
from extract.facts import Fact, Unread
from extract.pictures import picture_at
from extract.script import to_simplified
from extract.span import Span
from extract.table import Source
from extract.typesetting import typeset_alike
from extract.views.parts import surroundings
from extract.views.words import wording
from extract.views.words.language import Language


def highlighted(sentence: str, position: int, length: int, mark: str = "mark") -> str:
    """A sentence as HTML with the figure marked, or in bold where ``mark`` is b; white space around it is left out.

    >>> highlighted("共选派<3万名>干部。", 3, 5)
    '共选派<mark class="figure">&lt;3万名&gt;</mark>干部。'
    """
    if length and not sentence[position : position + length]:
        raise ValueError(f"no figure at {position}..{position + length} of {sentence!r}")
    before, figure, after = (
        sentence[:position],
        sentence[position : position + length],
        sentence[position + length :],
    )
    opened = f'{mark} class="figure"' if mark == "mark" else mark
    return f"{escape(before.lstrip())}<{opened}>{escape(figure)}</{mark}>{escape(after.rstrip())}"


def card(
    fact: Fact,
    say: Language,
    source: Source | None,
    why: Sequence[str],
    cells: str = "",
    *,
    framed: bool = False,
) -> str:
    """The evidence card of a fact: where it stands, how it was read, and why it needs caution, if it does; ``cells`` is
    the table around it as HTML, "" for a figure in prose. ``framed``: with what stands around its sentence."""
    title = f"{say('evidence.title')} · {say.region(fact.scope)}"
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in details(fact, say, source))
    reasons = (
        f'<div class="why">{"".join(f"<p>{escape(say.sentence(line))}</p>" for line in why)}</div>'
        if why
        else ""
    )
    quoted = quotes(fact, say, source, cells, framed=framed)
    return f'<div class="evidence"><h2>{escape(title)}</h2>{quoted}{reasons}<dl class="facts-list">{rows}</dl></div>'


def quotes(
    fact: Fact,
    say: Language,
    source: Source | None,
    cells: str = "",
    *,
    folded: bool = False,
    framed: bool = False,
) -> str:
    """The words that a fact was read from: restored, raw, and as a picture where the page was recognised. ``folded`` keeps
    raw prose in a fold; ``framed`` is with what stands around the sentence. Raw prose that is the restored one stands once, and the label says so."""
    label = escape(say("evidence.cells" if cells else "evidence.raw"))
    same = not cells and typeset_alike(fact.raw_sentence, fact.sentence)
    first = escape(say("evidence.made" if fact.made else "evidence.same" if same else _restored(fact)))
    raw = cells or (
        f'<blockquote class="raw" lang="zh">'
        f"{highlighted(fact.raw_sentence, fact.raw_position, len(fact.quote))}</blockquote>"
    )
    said = f'<blockquote lang="zh">{highlighted(fact.sentence, fact.position, len(fact.text))}</blockquote>'
    around = surroundings.surroundings(fact, source) if framed else surroundings.Surroundings()
    said = surroundings.framed(f'<p class="source-label">{first}</p>{said}', around)
    if not same and (not folded or cells):
        said += f'<p class="source-label">{label}</p>{raw}'
    elif not same:
        said += f"<details><summary>{label}</summary>{raw}</details>"
    picture = picture_at(fact.start, source.pictures) if source else None
    if picture:
        drawn = b64encode(picture.jpeg).decode("ascii")
        words = escape(say("evidence.picture", page=picture.page))
        said += f'<p class="source-label">{words}</p><div class="cells"><img class="line" alt="{words}" src="data:image/jpeg;base64,{drawn}"></div>'
    return said


def _restored(fact: Fact) -> str:
    """What the restored sentence is called: in simplified script only where the raw one is in the other."""
    raw = fact.raw_sentence
    converted = any(raw[start:end] != said for start, end, said in to_simplified(raw))
    return "evidence.restored_script" if converted else "evidence.restored"


def of_cells(fact: Fact, say: Language) -> str:
    """What stands over a sentence that was made of the cells of a table, as HTML; "" of one of the report."""
    return f'<p class="source-label">{escape(say("evidence.made"))}</p>' if fact.made else ""


def details(fact: Fact, say: Language, source: Source | None) -> list[tuple[str, str]]:
    """What is known of a fact, as pairs of a label and a value in HTML; what is empty is left out."""
    indicator = catalogue().indicators.get(fact.indicator or "")
    own = say.figure(fact.value, fact.value_high, fact.bound, fact.unit, exact=True)
    unit = wording.unit(fact.unit, say)
    per = wording.measure(fact.per, say)
    title = wording.report_title(source, say) if source else fact.report
    rows = [
        (say("evidence.indicator"), escape(say.indicator(indicator)) if indicator else ""),
        (say("evidence.value"), escape(say.of_unit(own, unit, per))),
        (say("evidence.bound"), "" if fact.bound == "exact" else escape(say.term("bound", fact.bound))),
        (say("evidence.kind"), "" if fact.kind == "count" else escape(say.term("kind", fact.kind))),
        (say("evidence.period"), _chinese(say.period(fact.period), say)),
        (say("evidence.subject"), _quoted(fact.subject, say)),
        (say("evidence.site"), _chinese(fact.site, say)),
        (say("evidence.report"), _chinese(title, say)),
        (say("evidence.file"), "" if title == fact.report else escape(fact.report)),
        (say("evidence.offsets"), f"{fact.start:,}–{fact.end:,}"),
        (say("evidence.rule"), _rule(fact, say)),
        (say("evidence.confidence"), escape(_confidence(fact, say))),
        (say("evidence.corrected"), escape(_by_hand(fact, say))),
    ]
    return [(label, value) for label, value in rows if value]


def _by_hand(fact: Fact, say: Language) -> str:
    """What a person set or said of a figure; of a matter its name, and who decided when."""
    told = wording.corrected(fact.corrected, say)
    said = " · ".join(filter(None, [f"“{fact.matter}”" if fact.matter else "", fact.decided]))
    return say.bracketed(told, said) if told and said else told


def _quoted(text: str, say: Language) -> str:
    """The report's own words, marked as such where the page is in another language."""
    return _chinese(text if say.code == "zh" or text.isascii() else f"“{text}”", say)


def _rule(fact: Fact, say: Language) -> str:
    """The words that told the indicator: of ``training_courses_held: 培训班`` only those of the report."""
    id, _, words = fact.rule.partition(": ")
    if id in catalogue().indicators:
        return _chinese(f"“{words}”", say) if words else ""
    told = say.term("rule", fact.rule)
    if told != fact.rule:
        return escape(told)
    return f'<code lang="zh">{escape(fact.rule)}</code>' if fact.rule else ""


def _confidence(fact: Fact, say: Language) -> str:
    """How sure the reading is, and why not quite."""
    doubts = say.list([say.term("doubt", code) for code in fact.reasons])
    unsure = say("grade.unsure") if fact.indicator and not fact.sure else ""
    return " · ".join(filter(None, [wording.percent(fact.confidence), unsure, doubts]))


def _chinese(text: str, say: Language) -> str:
    """Words of the report: as they are, and marked as Chinese on an English page."""
    return escape(text) if say.code == "zh" or text.isascii() else f'<span lang="zh">{escape(text)}</span>'


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure of a report and what was made of it: ``state`` is bound, unbound (a fact without an indicator) or aside."""

    span: Span
    state: str
    hint: str
    fact: str = ""


def marks(facts: Iterable[Fact], unread: Iterable[Unread], say: Language) -> list[Mark]:
    """Every figure of one report, in the order of its text, with a hint in the reader's language."""
    names = catalogue().indicators
    found = [
        Mark(fact.span, "bound", _hint(names[fact.indicator], fact, say), fact.id)
        if fact.indicator and fact.indicator in names
        else Mark(fact.span, "unbound", say("source.unbound"), fact.id)
        for fact in facts
    ]
    found += [Mark(number.span, "aside", say.set_aside(number.reason)) for number in unread]
    return sorted(found, key=lambda mark: mark.span)


def _hint(indicator: Indicator, fact: Fact, say: Language) -> str:
    name = say.indicator(indicator)
    return name if fact.sure else f"{name} · {say('grade.unsure')}"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report's text; ``mark`` is None between the figures."""

    text: str
    mark: Mark | None


def pieces(text: str, found: Iterable[Mark]) -> list[Piece]:
    """A report cut at its figures; together the pieces are the text. Of figures that overlap the first is kept.

    >>> [piece.text for piece in pieces("新增党员3人。", [Mark(Span(4, 6), "bound", "")])]
    ['新增党员', '3人', '。']
    """
    cut: list[Piece] = []
    position = 0
    for mark in found:
        if mark.span.start < position or not len(mark.span):
            continue
        if mark.span.start > position:
            cut.append(Piece(text[position : mark.span.start], None))
        cut.append(Piece(mark.span.of(text), mark))
        position = mark.span.end
    if position < len(text):
        cut.append(Piece(text[position:], None))
    return cut
