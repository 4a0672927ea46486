"""What stands in a row in a reader's words, Chinese or English: units, levels, measures, periods, reports, normalisations.

The words are data (``data/comparability.toml``, ``data/chart.toml``); this puts names, periods and numbers into them.
"""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import regex

from extract.catalogue import Indicator, catalogue
from extract.comparability import Point
from extract.corrections.draws import NONE, RIGHT, wrong
from extract.facts import Fact
from extract.normalisation import Term, known
from extract.plurals import filled
from extract.reading.page_frame import is_furniture
from extract.table import Source
from extract.views.words.headings import heading
from extract.views.words.language import Language

# A file's name that says something: a word of Chinese, or of three letters that are more than a number in hexadecimal.
_SAYS = regex.compile(r"\p{Han}|(?=[\p{L}]*[g-zG-Z])\p{L}{3}")
_TEN_THOUSAND = 10_000  # residents in the measure that a rate per head is of
_MARKDOWN = regex.compile(r"[!-/:-@\[-`{-~]")


def normalisation(id: str, say: Language, *, opens: bool = True) -> str:
    """A normalisation's name; where it does not open what is said (``opens``), an English one has no capital.

    >>> [normalisation(id, Language("zh")) for id in ("raw", "year_residents", "share_party_members")]
    ['原始数字', '每年、每万人口', '占党员总数的比重']
    >>> normalisation("year_villages", Language("en"))
    'Per year, per village'
    >>> [normalisation(id, Language("en"), opens=False) for id in ("year_villages", "share_party_members")]
    ['per year, per village', 'share of Party members']
    """
    way = known()[id]
    if way.ratio is not None and way.ratio.is_share:
        whole = _inside(say.indicator(catalogue().indicators[way.ratio.by]))
        named = word("normalisations", "share", say).format(whole=whole)
        return named if opens else _inside(named)
    named = measure("·".join(way.pers), say)
    if not named:
        return word("normalisations", id, say)
    return named[:1].upper() + named[1:] if opens else named


def _inside(name: str) -> str:
    """A name that does not open what is said: its first letter small, but that of a proper name.

    >>> _inside("Primary Party organisations"), _inside("Party members"), _inside("党员总数")
    ('primary Party organisations', 'Party members', '党员总数')
    """
    return name if name.startswith("Party ") else name[:1].lower() + name[1:]


def terms(fact: Fact, terms: Sequence[Term], say: Language) -> str:
    """What was divided by what, with the words of either: 4.5万人（社区工作者） ÷ 4.9万个（划分网格）."""
    if not terms:
        return ""
    names = catalogue().indicators
    under = []
    for term in terms:
        if term.count is not None:
            under.append(_counted(term.count.fact, names[term.count.fact.indicator or ""], say))
        elif term.per == "年":
            under.append(label("terms.years", say, number=say.exact(term.number)))
        else:
            people = say.short(term.number * _TEN_THOUSAND)
            under.append(label("terms.town" if "城镇" in term.per else "terms.people", say, number=people))
    return " ÷ ".join([_counted(fact, names[fact.indicator or ""], say), *under])


def _counted(fact: Fact, indicator: Indicator, say: Language) -> str:
    """A term of a division, in full where the short form leaves digits out: a reader divides 23,810, not 2.38万."""
    exact = any(map(say.shortens, filter(None, (fact.value, fact.value_high))))
    number = say.figure(fact.value, fact.value_high, fact.bound, fact.unit, exact=exact)
    own = say.of_unit(number, unit(fact.unit, say))
    return label("terms.counted", say, number=own, name=say.indicator(indicator))


def question(id: str, say: Language) -> str:
    """What a normalisation answers: 谁做得更密."""
    return word("questions", known()[id].question, say)


def unit(unit: str, say: Language) -> str:
    """A base unit inside a sentence or after a number; one that has no words stands as the table has it.

    >>> unit("小时", Language("en")), unit("光年", Language("en")), unit("", Language("zh"))
    ('hours', '光年', '')
    """
    return _term("units", unit, say)


def level(id: str, say: Language) -> str:
    """A level of region, "" where it is not known."""
    return word("levels", id, say) if id else ""


def kind(id: str, say: Language) -> str:
    """A kind of figure inside a sentence: 数量, 比例."""
    return _term("kinds", id, say)


def label(key: str, say: Language, **fields: object) -> str:
    """The label ``key`` of ``data/chart.toml`` with its fields filled in.

    >>> label("chart.others", Language("en"), count=2)
    '2 more'
    """
    table, _, name = key.partition(".")
    return filled(str(_labels()[table][name][say.code]), **fields)


def measure(per: str, say: Language) -> str:
    """What a figure is counted per, in words; a measure that nobody listed stays as the report has it.

    >>> measure("年·万人口", Language("zh")), measure("村·年", Language("en")), measure("", Language("zh"))
    ('每年、每万人口', 'per village, per year', '')
    """
    named: Mapping[str, Mapping[str, str]] = words()["per"]
    known = [
        named[part][say.code] if part in named else _unlisted(part, say) for part in per.split("·") if part
    ]
    return say.list(known)


def report_title(source: Source, say: Language) -> str:
    """What a report is called: by its title, or by the heading of its text, in quotation marks on an English page; the file's name
    where it has neither.

    >>> told = Source("000_1b2ff2cb8f029b80", "", None, "", "", "", "", "双辽市基层党建工作综述\\n近年来，双辽市委狠抓落实。")
    >>> report_title(told, Language("zh")), report_title(told, Language("en"))
    ('双辽市基层党建工作综述', '“双辽市基层党建工作综述”')
    """
    found = ("" if is_furniture(source.title) else source.title) or heading(source.clean)
    if not found:
        return source.name
    return found if say.code == "zh" or found.isascii() else f"“{found}”"


def report_label(source: Source, say: Language) -> str:
    """What a report is called, with its file's name behind where that is another."""
    title = report_title(source, say)
    if _SAYS.search(source.name):
        return source.name
    return title if title == source.name else f"{title} · {source.name}"


def reports_told_apart(sources: Sequence[Source], say: Language) -> dict[str, str]:
    """Titles under which reports may stand side by side, by their names: with the year, and where two of a year have the same,
    as versions of one have, with the file's name."""
    own = {
        each.name: " · ".join(filter(None, (report_title(each, say), str(each.year or ""))))
        for each in sources
    }
    counts = Counter(own.values())
    return {name: said if counts[said] == 1 else f"{said} · {name}" for name, said in own.items()}


def report_of_region(source: Source, say: Language) -> str:
    """What a report is called, behind its region; one that is called by its region once.

    >>> report_of_region(Source("综述", "青海省", None, "", "", "", "", ""), Language("zh"))
    '青海省 · 综述'
    """
    region = say.region(source.region) if source.region else say("source.no_region")
    called = report_label(source, say)
    return region if called == region else f"{region} · {called}"


def period(point: Point, say: Language) -> str:
    """When a figure holds as it is drawn: its own period, or that the year of its report was taken for it.

    >>> from extract.comparability import Timing
    >>> drawn = Point("1", "青海省", "province", "", "人", "count", "flow", "", "", Timing(2022, 365, assumed=True), 1.0)
    >>> period(drawn, Language("zh")), period(drawn, Language("en"))
    ('按报告年度2022年计', 'as of its report, 2022')
    >>> drawn = Point("1", "青海省", "province", "", "人", "count", "flow", "", "5年来", Timing(2022, 365), 1.0)
    >>> period(drawn, Language("zh")), period(drawn, Language("en"))
    ('5年来', 'over 5 years')
    """
    if point.timing.assumed:
        return label("chart.as_of", say, year=point.timing.end)
    return say.when(point.period)


def literal(text: str) -> str:
    """Words of a report or a file's name for a label that Streamlit reads as Markdown: nothing in them is a link, a
    picture or an icon.

    >>> print(literal("3名![x](//a/b) :material/add:"))
    3名\\!\\[x\\]\\(\\/\\/a\\/b\\) \\:material\\/add\\:
    """
    return _MARKDOWN.sub(r"\\\g<0>", text)


def verdict(said: str, say: Language) -> str:
    """A verdict of a sampling audit.

    >>> verdict("value period", Language("zh")), verdict("none", Language("en"))
    ('数值、期间有误', 'not a figure')
    """
    if said in (RIGHT, NONE):
        return say(f"audit.said_{said}")
    return say("audit.said_wrong", fields=say.list([say(f"audit.of_{group}") for group in wrong(said)]))


def corrected(names: str, say: Language) -> str:
    """Which fields of a fact a person set, in words; "" where the program's reading stands.

    >>> corrected("value unit", Language("zh")), corrected("added", Language("en")), corrected("", Language("zh"))
    ('数值、单位', 'the whole figure', '')
    """
    return say.list([say.term("field", name) for name in names.split()])


def percent(confidence: float) -> str:
    """A confidence as a percentage, cut and never rounded up: what is just not sure must not read as if it were.

    >>> percent(0.8999), percent(0.9), percent(0.29)
    ('89%', '90%', '29%')
    """
    return f"{math.floor(confidence * 100 + 1e-9)}%"


def length(days: int, say: Language) -> str:
    """The length of a period, in years where it is a number of them.

    >>> length(1825, Language("zh")), length(365, Language("en")), length(3, Language("en"))
    ('5年', '1 year', '3 days')
    """
    number, is_year = (days // 365, True) if days and days % 365 == 0 else (days, False)
    if say.code == "zh":
        return f"{number}年" if is_year else f"{number}天"
    return f"{number} {'year' if is_year else 'day'}{'' if number == 1 else 's'}"


def _unlisted(part: str, say: Language) -> str:
    return f"每{part}" if say.code == "zh" else f"per “{part}”"


def units() -> tuple[str, ...]:
    """The base units that have words, the commonest first."""
    return tuple(words()["units"])


def _term(table: str, id: str, say: Language) -> str:
    """The words for what a row carries; where there are none it stands as it is."""
    both: Mapping[str, str] | None = words()[table].get(id)
    return both[say.code] if both else id


def word(table: str, id: str, say: Language) -> str:
    """The words of ``data/comparability.toml`` for an id."""
    return str(words()[table][id][say.code])


@cache
def words() -> dict[str, Any]:
    """``data/comparability.toml``: the guard's sentences and the names of what it speaks of."""
    return tomllib.loads((files("extract") / "data" / "comparability.toml").read_text("utf-8"))


@cache
def _labels() -> dict[str, Any]:
    return tomllib.loads((files("extract") / "data" / "chart.toml").read_text("utf-8"))
