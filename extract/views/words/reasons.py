"""The guard's reasons in words, Chinese or English: why a figure is not on one scale with the others.

The sentences are data (``data/comparability.toml``); each code has a notation of its own for what it tells, see
`extract.comparability`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract import intervals
from extract.catalogue import catalogue
from extract.comparability import NATION, Reason
from extract.plurals import filled
from extract.views.words import wording
from extract.views.words.language import Language

# reasons that speak of an indicator: the count of the report that is, or is not, the denominator
_OF_INDICATOR = frozenset(
    {"no_denominator", "denominator_of_another_time", "denominator_elsewhere", "denominator_contested", "denominator_undated", "is_denominator", "not_a_part", "more_than_whole"}
)  # fmt: skip


def reason(reason: Reason, say: Language) -> str:
    """One reason as a sentence without a full stop.

    >>> reason(Reason("level", "甘肃省临夏回族自治州", "prefecture", "province"), Language("zh"))
    '层级：临夏州为地级，可比各地为省级'
    >>> reason(Reason("period_end", "青海省", "2018", "2021/2022"), Language("en"))
    'Period: Qinghai: up to 2018; the comparable ones: up to 2021–2022'
    """
    return summary([reason], say)


def summary(reasons: Sequence[Reason], say: Language) -> str:
    """The reasons of a whole chart in one line, gathered by topic: 期间：…，…，可比各地为…；层级：…。 Regions of which the
    same is true share a clause; the topics stand in the order of the data.

    >>> towns = ("吉林省四平市双辽市", "辽宁省大连市庄河市")
    >>> summary([Reason("level", town, "county", "province") for town in towns], Language("zh"))
    '层级：双辽市、庄河市为县级，可比各地为省级'
    """
    alike: dict[Reason, list[str]] = defaultdict(list)
    for each in reasons:
        alike[replace(each, region="")].append(each.region)
    by_topic: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for what, regions in alike.items():
        entry = _entry(what.code)
        other = entry.get(f"group_{say.code}", "") if what.group else entry.get(f"settle_{say.code}", "")
        half = _filled(other, what, [], say)
        by_topic[entry["topic"]][what.code, half].append(_filled(entry[say.code], what, regions, say))
    colon, comma, end = ("：", "，", "；") if say.code == "zh" else (": ", "; ", ". ")
    lines = []
    for topic in (topic for topic in wording.words()["topics"] if topic in by_topic):
        said = [comma.join(filter(None, [*clauses, half])) for (_, half), clauses in by_topic[topic].items()]
        lines.append(wording.words()["topics"][topic][say.code] + colon + say.clauses(said))
    return end.join(lines)


def brief(reasons: Sequence[Reason], say: Language) -> str:
    """By topic, for how many regions something stands in the way: 期间 2 地 · 层级 1 地.

    >>> towns = ("吉林省四平市双辽市", "辽宁省大连市庄河市")
    >>> brief([Reason("level", town, "county", "province") for town in towns], Language("zh"))
    '层级 2 地'
    """
    regions: dict[str, set[str]] = defaultdict(set)
    for each in reasons:
        regions[_entry(each.code)["topic"]].add(each.region)
    told = [
        wording.label("part.topic", say, topic=names[say.code], count=len(regions[topic]))
        for topic, names in wording.words()["topics"].items()
        if topic in regions
    ]
    return " · ".join(told)


def _filled(template: str, reason: Reason, regions: Sequence[str], say: Language) -> str:
    """A template with what it asks for; a reason need not have the rest."""
    values = {"own": reason.own, "group": reason.group}
    words = {
        name: _value(reason.code, value, say) for name, value in values.items() if f"{{{name}}}" in template
    }
    peers = say.region(reason.peer) if reason.peer else wording.word("peers", "peers", say)
    return filled(template, region=say.list([say.region(name) for name in regions]), peers=peers, **words)


def _value(code: str, value: str, say: Language) -> str:
    """A reason's argument in words; each code has a notation of its own, see `extract.comparability`."""
    match code:
        case "unit":
            return wording.unit(value, say)
        case "unsure":
            return wording.percent(float(value))
        case "contested":
            return say.list([say.figure(float(number), None, "exact", "") for number in value.split("|")])
        case "kind" | "no_size":
            return wording.kind(value, say)
        case "basis":
            return wording.word("bases", value, say)
        case "per" | "per_already":
            return wording.measure(value, say) or wording.word("whole", "whole", say)
        case "level":
            return wording.level(value, say)
        case "inside" | "around":
            return say.list(
                [name if name == NATION else say.region(name) for name in value.split("、") if name]
            )
        case "period_length" | "under_a_year":
            return _period_and_length(value, say)
        case _ if code in _OF_INDICATOR:
            return say.indicator(catalogue().indicators[value])
        case "gap" | "overlap" | "no_difference" | "so_far":
            return intervals.words(value, say.code)
        case "period_end" | "state_year" | "census_far":
            first, _, last = value.partition("/")
            dash = "—" if say.code == "zh" else "–"
            return first if last in ("", first) else first + dash + last
        case (
            "period_unclear"
            | "period_no_year"
            | "period_no_start"
            | "period_no_place"
            | "period_no_end"
            | "state_no_year"
        ):
            return value if _is_copied(value) else intervals.words(value, say.code)
        case _:
            return value


def _period_and_length(value: str, say: Language) -> str:
    """``2014/2018|1825`` is the period with its length, ``1825`` a length alone."""
    period, _, days = value.rpartition("|")
    if not period:
        return wording.length(int(days), say)
    long = wording.length(int(days), say)
    return (
        f"{intervals.words(period, say.code)}（{long}）"
        if say.code == "zh"
        else f"{intervals.words(period, 'en')} ({long})"
    )


def _is_copied(period: str) -> bool:
    return intervals.parse(period).kind == "copied"


def _entry(code: str) -> Mapping[str, str]:
    words = wording.words()
    entry: Mapping[str, str] | None = words["comparability"].get(code) or words["normalisation"].get(code)
    if entry is None:
        raise KeyError(f"comparability.toml has no words for the reason {code!r}")
    return entry
