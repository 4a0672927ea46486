"""Why a figure was read as it was, in a reader's words: an `Explanation` as lines for the terminal and as HTML for the page.

The words are data (``data/evidence.toml``); a level that nobody has put into words yet is shown as the program calls it.
"""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from html import escape
from importlib.resources import files
from typing import Any

import regex

from extract.catalogue import Catalogue, catalogue
from extract.explaining import (
    CHOSEN,
    STRONGEST,
    UNSURE,
    Considered,
    Explained,
    Explanation,
    Speaking,
    explain,
)
from extract.facts import SURE, Fact, Unread
from extract.learnt import Lesson, weights_of
from extract.plurals import filled
from extract.report import Report
from extract.views.words import wording
from extract.views.words.language import Language
from extract.whereabouts import Dated, Placed

_COUNTED = regex.compile(r"(?P<n>\d+) (?P<what>characters|pairs)")
_KINDS = regex.compile(r"(?P<a>[a-z]+) behind (?P<b>[a-z]+)")
_AS = regex.compile(r"(?P<word>.+) as (?P<id>[a-z0-9_]+)")
_CHINESE = regex.compile(r"\p{Han}(?:[\p{Han}、，。；：（）《》…0-9.%]*\p{Han})?")
_UNLIKELY = 0.01  # a candidate below it is only counted on the page; the command line has all
_TAKEN_UP = "taken up by"


def said(key: str, say: Language, **fields: object) -> str:
    """A phrase of the card, with its fields filled in."""
    table, _, name = key.partition(".")
    return filled(str(_words()[table][name][say.code]), **fields)


def evidence(speaking: Speaking, say: Language) -> str:
    """One evidence in words: its name and what it says.

    >>> evidence(Speaking("act", "beside", 0.8, "培训"), Language("zh"))
    '动作：紧挨数字'
    >>> evidence(Speaking("noun", "counted, flow", 0.2, "党员"), Language("en"))
    'Where the counted noun stands: the figure counts it, of a flow'
    """
    comma = "，" if say.code == "zh" else ", "
    parts = comma.join(part(speaking.name, each, say) or each for each in speaking.level.split(", "))
    return say.labelled(name(speaking.name, say), parts)


def name(evidence: str, say: Language) -> str:
    """What an evidence looks at."""
    known = _words()["names"].get(evidence)
    return str(known[say.code]) if known else evidence


def part(evidence: str, level: str, say: Language) -> str:
    """A part of a level in words, "" where there are none.

    >>> part("kin", "2 pairs", Language("zh")), part("kin", "share behind count", Language("zh"))
    ('名称有2处相同', '数量之后的比例')
    >>> part("word", "党员 as party_members", Language("zh")), part("none", "人", Language("en"))
    ('“党员”指党员总数', 'the unit is people')
    >>> part("act", "by magic", Language("zh"))
    ''
    """
    levels, patterns = _words()["levels"], _words()["patterns"]
    known = levels.get(evidence, {}).get(level) or levels["any"].get(level)
    if known:
        return str(known[say.code])
    counted, kinds, meant = _COUNTED.fullmatch(level), _KINDS.fullmatch(level), _AS.fullmatch(level)
    if counted:
        return filled(str(patterns[counted["what"]][say.code]), n=counted["n"])
    if kinds:
        words = {letter: wording.kind(kinds[letter], say) for letter in "ab"}
        return str(patterns["kinds"][say.code]).format(**words)
    if meant:
        return str(patterns["as"][say.code]).format(word=meant["word"], name=indicator(meant["id"], say))
    if evidence == "none":
        return str(patterns["unit"][say.code]).format(unit=wording.unit(level, say))
    return indicator(level, say) if evidence == "indicator" else ""


def indicator(id: str | None, say: Language) -> str:
    """The name of an indicator, of none of the candidates, or of one that this catalogue does not have."""
    if id is None:
        return said("card.none_of_these", say)
    known = catalogue().indicators.get(id)
    return say.indicator(known) if known else id


def why(made: Explanation, say: Language) -> str:
    """How the figure came to its indicator or to none, in a sentence without a full stop."""
    surest = made.surest
    if surest and made.why in (CHOSEN, UNSURE):
        name = indicator(surest.indicator, say)
        return said(f"why.{made.why}", say, name=name, share=share(surest.certainty))
    return said(f"why.{made.why}", say, share=share(made.none))


def next_best(made: Explanation, say: Language) -> str:
    """What it would be next, "" where nothing else was thought of."""
    other = made.runner_up
    if other is None:
        return ""
    return said("card.runner_up", say, name=indicator(other.indicator, say), share=share(other.probability))


def weighed(each: Considered, say: Language) -> str:
    """What the rules and the wording say of a candidate, and how sure it is by both, "" where that was not asked."""
    if not each.certainty:
        return ""
    if each.told is None:
        return said("card.untold", say, share=share(each.certainty))
    return said("card.told", say, told=share(each.told), share=share(each.certainty))


def share(probability: float) -> str:
    """A probability as a percentage that is never rounded to certainty.

    >>> share(0.914), share(0.9999), share(0.0004)
    ('91%', '> 99%', '< 1%')
    """
    if 0.995 <= probability < 1:
        return "> 99%"
    return "< 1%" if 0 < probability < 0.005 else f"{probability:.0%}"


def value(made: Explanation, say: Language) -> str:
    """The figure: number, unit, kind, bound and what it is counted per."""
    fact = made.fact
    number = say.figure(fact.value, fact.value_high, fact.bound, fact.unit, exact=True)
    unit = wording.unit(fact.unit, say)
    parts = [say.of_unit(number, unit), wording.kind(fact.kind, say), say(f"bound.{fact.bound}")]
    return " · ".join([*parts, *filter(None, [wording.measure(fact.per, say)])])


def around(made: Explanation, say: Language) -> list[tuple[str, str]]:
    """The words found around the figure, each with what it is; what there is none of is left out."""
    found = (
        ("clause", made.clause),
        ("nouns", say.list(list(made.nouns))),
        ("acts", say.list(list(made.acts))),
        ("topics", say.list(list(made.topics))),
        ("heading", made.heading),
    )
    return [(said(f"card.{key}", say), words) for key, words in found if words]


def place(placed: Placed, say: Language) -> str:
    """The region, what is narrower, and what gave them."""
    where = say.region(placed.scope) if placed.scope else said("card.no_region", say)
    if placed.site:
        where += _bracketed(said("card.site", say, site=placed.site), say)
    rule = _rule("place", placed.rule, say)
    if placed.home:
        rule += _bracketed(_rule("home", placed.home, say), say)
    # without a region the words are a remark of the program on what to do
    text = _because(where, rule, placed.words if placed.scope else "", say) + _likely(placed.likely, say)
    if placed.told is not None:
        text += f" · {said('card.place_told', say, told=share(placed.told))}"
    report, paragraph, whole = (level.removesuffix(", much") for level in placed.spoken)
    if report and placed.likely is not None and placed.likely < SURE:
        spoken = said(
            "card.spoken",
            say,
            report=said(f"spoken.{report}", say),
            paragraph=said(f"spoken.{paragraph}", say),
            whole=said(f"whole.{whole}", say),
        )
        text += f" · {spoken}"
    return text


def period(dated: Dated, say: Language) -> str:
    """The period and the expression that gave it."""
    when = say.period(dated.period) if dated.period else said("card.no_period", say)
    if dated.rule.startswith(_TAKEN_UP):
        rule = said(f"period.{_TAKEN_UP}", say, word=dated.rule.removeprefix(_TAKEN_UP).strip())
    else:
        rule = _rule("period", dated.rule, say)
    text = _because(when, rule, dated.words, say)
    if dated.sentence:
        sentence = dated.sentence if len(dated.sentence) <= 40 else dated.sentence[:40] + "…"
        text += f" · {said('card.in_sentence', say, sentence=sentence)}"
    text += _likely(dated.likely, say)
    if dated.told is not None:
        text += f" · {said('card.period_told', say, told=share(dated.told))}"
    return text


def _likely(likely: float | None, say: Language) -> str:
    """How likely a place or a period is right, behind what gave it."""
    return "" if likely is None else f" · {said('card.likely', say, share=share(likely))}"


def aside(number: Unread, say: Language) -> str:
    """Why a number is no figure."""
    reason = say.set_aside(number.reason)
    return said("card.aside", say, quote=number.quote, at=f"{number.start:,}", reason=reason)


def fold(fact: Fact, report: Report | None, lessons: tuple[Lesson, ...], say: Language) -> str:
    """What stands in the fold of a figure's evidence card, as HTML: the reasons, or why they cannot be given. ``report`` is as it
    was given when it was read, ``lessons`` are those that it was read by."""
    if report is None or not report.raw:
        return _line(said("card.no_text", say))
    found = _explained(report, catalogue(), lessons).at(fact.start)
    if not isinstance(found, Explanation):
        return _line(said("card.by_hand", say))
    return card(found, say, corrected=bool(fact.by_hand))


def title(fact: Fact, say: Language) -> str:
    """What the fold is called."""
    return said("card.title" if fact.indicator else "card.title_none", say)


@lru_cache(maxsize=8)
def _explained(report: Report, known: Catalogue, lessons: tuple[Lesson, ...]) -> Explained:
    """A whole report, read once more for whoever asks about one of its figures and then about the next."""
    return explain(report, known, weights_of(lessons))


def _line(text: str) -> str:
    return f'<div class="reasoning"><p>{escape(text)}</p></div>'


def card(made: Explanation, say: Language, *, corrected: bool = False) -> str:
    """The reasons as HTML for the page: the verdict, the candidates with what weighs most, place and period."""
    lines = [said("card.corrected", say)] if corrected else []
    if made.as_at is not None:
        lines.append(said("card.as_below", say, at=f"{made.as_at:,}"))
    head = "".join(f"<p>{escape(line)}</p>" for line in lines)
    verdict = f'<p class="verdict">{escape(why(made, say))}</p>'
    rows = [*((name, _marked(words, say)) for name, words in around(made, say))]
    rows += [
        (said("card.place", say), _marked(place(made.place, say), say)),
        (said("card.period", say), _marked(period(made.date, say), say)),
    ]
    found = "".join(f"<dt>{escape(name)}</dt><dd>{words}</dd>" for name, words in rows)
    likely = [each for each in made.considered if each.probability >= _UNLIKELY or each.indicator is None]
    ranked = "".join(_candidate(each, say) for each in likely)
    notes = [said("card.of_each", say)] if likely else []
    if len(likely) < len(made.considered):
        notes.append(said("card.unlikely", say, count=len(made.considered) - len(likely)))
    note = f'<p class="quiet">{escape(" ".join(notes))}</p>' if notes else ""
    return f'<div class="reasoning">{head}{verdict}{ranked}{note}<dl class="facts-list">{found}</dl></div>'


def _candidate(each: Considered, say: Language) -> str:
    by = (
        f' <span class="quiet">{_marked(said("card.by_word", say, word=each.word), say)}</span>'
        if each.word
        else ""
    )
    rest = len(each.evidence) - STRONGEST
    lines = [_speaks(one, say) for one in each.strongest]
    both = weighed(each, say)
    told = f'<p class="quiet">{escape(both)}</p>' if both else ""
    more = f'<li class="quiet">{escape(said("card.others", say, count=rest))}</li>' if rest > 0 else ""
    return (
        f'<section><h4><span>{escape(indicator(each.indicator, say))}{by}</span><span class="share">'
        f"{escape(share(each.probability))}</span></h4>"
        f'<div class="bar" style="--share:{each.probability:.3f}"></div>{told}<ul>{"".join(lines)}{more}</ul></section>'
    )


def _speaks(one: Speaking, say: Language) -> str:
    side = "for" if one.weight > 0 else "against"
    words = f" {_marked(_quoted(one.words), say)}" if one.words else ""
    return (
        f'<li class="{side}"><span class="side">{escape(said(f"card.{side}", say))} {abs(one.weight):.1f}</span>'
        f"<span>{_marked(evidence(one, say), say)}{words}</span></li>"
    )


def _quoted(words: str) -> str:
    return f"“{words if len(words) <= 24 else words[:24] + '…'}”"


def _marked(words: str, say: Language) -> str:
    """Words among which some of the report's may stand, those marked as Chinese on an English page."""
    if say.code == "zh":
        return escape(words)
    return _CHINESE.sub(r'<span lang="zh">\g<0></span>', escape(words))


def _because(what: str, rule: str, words: str, say: Language) -> str:
    quoted = _quoted(words) if words else ""
    return f"{what} · {say.labelled(rule, quoted) if quoted else rule}"


def _rule(table: str, rule: str, say: Language) -> str:
    known = _words()[table].get(rule)
    return str(known[say.code]) if known else rule


def _bracketed(text: str, say: Language) -> str:
    return f"（{text}）" if say.code == "zh" else f" ({text})"


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads((files("extract") / "data" / "evidence.toml").read_text("utf-8"))
