"""The words by which names narrower than a county are known, from ``data/site_names.toml``, ready to be asked for."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import ahocorasick_rs
from ahocorasick_rs import Implementation, MatchKind

from extract.ordinary import everyday_verbs, ordinary
from extract.patterns import HAN, lazy

IN_A_ROW = ("、", "和", "与", "及")


# Verbs of the kind 做优, 调强, 建好, which dictionaries lack.
_ADVERBS = frozenset("共已再又刚曾正还均即请拟使令来")
_NUMBERED = lazy(  # a number, and behind it neither what is counted nor a kind of it: not 五个镇, 三星级村, 十佳文明村
    rf"[二三四五六七八九十百千万]{{1,2}}(?![个类大级项批种位名支家处所余多好化型两优佳强村镇乡社])[{HAN}](?![级类型化个])[{HAN}](?:镇|街道|[{HAN}]镇|[{HAN}]街道)"
)
_MADE_SO = lazy(r"[做调建配选抓管补提增育引促推拓扩搭织理落压][优强实细准活好齐全大高精深密顺牢]")


@dataclass(frozen=True, slots=True)
class SiteWords:
    """The lists of ``site_names.toml`` in the forms in which they are asked for."""

    ends: ahocorasick_rs.AhoCorasick
    kinds: tuple[str, ...]  # of each end, by its number in the automaton: town, village, zone, body, building
    zones: frozenset[str]  # 开发区, 新区: ends that need no word of their own
    verbs: Mapping[str, tuple[str, ...]]  # by their first character
    inner_verbs: re.Pattern[str]  # inside the name of a body
    any_verb: re.Pattern[str]  # inside the name of a town or a village
    generic: Mapping[str, tuple[str, ...]]  # by their last character
    trades: tuple[str, ...]  # at the end of a firm's name
    goes_on: tuple[str, ...]
    person: re.Pattern[str]  # what may be a name behind a title
    surname: re.Pattern[str]  # what may begin a name behind a title
    full_name: re.Pattern[str]  # a person's, alone
    portrayed: re.Pattern[str]  # what may be one at the end of a title line
    titles: tuple[str, ...]
    no_person: tuple[str, ...]
    areas: re.Pattern[str]  # 南疆四地州, 苏北地区
    common: tuple[str, ...]  # names that are everyday words: 新兴|镇, 五星|村
    common_acts: frozenset[str]  # of these, what is done to a village as well: 建设村级阵地
    acts: frozenset[str]  # everyday verbs with which no body calls itself: 推动|学校, but not 开发|公司
    no_names: frozenset[str]  # words of a sentence that name no village, no school: 按|村
    half_named: re.Pattern[str]  # 刘某某虚报…: a person whom a notice does not name in full


@cache
def site_words() -> SiteWords:
    data = tomllib.loads((files("extract") / "data" / "site_names.toml").read_text("utf-8"))
    kinds = {end: kind for kind in ("building", "body", "zone", "village", "town") for end in data[kind]}
    return SiteWords(
        ends=ahocorasick_rs.AhoCorasick(
            list(kinds), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        ),
        kinds=tuple(kinds.values()),
        zones=frozenset(data["zone"]),
        verbs=_by_character(data["verbs"], 0),
        inner_verbs=lazy(_any(data["inner_verbs"])),
        any_verb=lazy(_any([*data["verbs"], *data["inner_verbs"]])),
        generic=_by_character(data["generic"], -1),
        trades=tuple(data["trades"]),
        goes_on=(*data["level_goes_on"], "（", "(", "“", *IN_A_ROW),
        person=lazy(
            rf"[{data['surnames']}](?<=[{''.join({title[-1] for title in data['titles']})}].)"
            rf"(?!家|镇|村|庄|河|区|员|部|书记)[{HAN}]{{1,2}}?(?=[，,（(]|同志|说|介绍|表示|告诉|坦言|回忆|感慨|退休|今年|负责|多次|违规|违纪|利用|套取|骗取|截留|挪用|侵占|私分|虚报|冒领|冒用|贪污|收受|索要|[带连走把从自曾先累主率与用靠骑在将]|(?<!认)为)"
        ),
        surname=lazy(
            rf"(?<=[{''.join(dict.fromkeys(title[-1] for title in data['titles']))}])(?:{'|'.join(data['compound_surnames'])}|[{data['surnames']}])(?=[{HAN}])"
        ),
        full_name=lazy(rf"[{data['surnames']}][{HAN}]{{1,2}}"),
        portrayed=lazy(
            rf"(?<!、)(?P<name>[{data['surnames']}][{HAN}]{{1,2}})(?:代表|委员)?(?:——|：|:|(?=[ 　]*\n))"
        ),
        titles=tuple(data["titles"]),
        no_person=tuple(data["no_person"]),
        areas=lazy(
            rf"{_any(data['areas'])}(?:[一二三四五六七八九十两\d]*(?:地州市?|地区)|[一二三四五六七八九十两\d]+个?[省市县])?(?![州市县区大路菜话人街镇乡村]|[{HAN}]{{0,6}}(?:集团|公司|银行|大学|医院|战区)|物流|产业|工业|科技|创业|新区|新城|农业|现代|集团|有限|学院|医院|大学|文化|生态)"
        ),
        common=tuple(data["common"]),
        common_acts=frozenset(data["common_acts"]),
        acts=everyday_verbs().difference(data["named_acts"]),
        no_names=frozenset((*data["no_names_of_one"], *data["no_names"])),
        half_named=lazy(rf"[{data['surnames']}](?<![{HAN}].)某{{1,2}}(?!村|镇|县|市|公司|企业)"),
    )


ZONES = (
    "高新区",
    "经开区",
    "开发区",
    "高新技术产业开发区",
    "经济开发区",
    "经济技术开发区",
    "工业园区",
    "工业园",
    "工业集中区",
    "旅游区",
    "度假区",
    "保税区",
    "片区",
    "垦区",
)


def is_zone(name: str) -> bool:
    """Whether a name is a zone's, which has figures as a town has them: 经开区860名、高新区520名.

    >>> is_zone("双辽经开区"), is_zone("西城片区"), is_zone("茂林镇")
    (True, True, False)
    """
    return name.endswith(ZONES)


def opens_phrase(own: str) -> bool:
    """Whether a name's own part begins as a phrase does, not a name: 吸纳|社区, 做优|学校, 共梳理出|学校.

    >>> [opens_phrase(own) for own in ("吸纳", "做优", "团结", "碧峰")]
    [True, True, False, False]
    """
    if _NUMBERED.match(own):
        return False  # 五角场街道, 十四道沟镇: a name whose number is a word elsewhere
    if own[:1] in _ADVERBS and own[1:3] in ordinary():
        return True
    return own[:2] in ordinary() or bool(_MADE_SO.match(own))


def _by_character(words: Iterable[str], index: int) -> dict[str, tuple[str, ...]]:
    by: dict[str, tuple[str, ...]] = {}
    for word in words:
        by[word[index]] = (*by.get(word[index], ()), word)
    return by


def is_generic(own: str, least: int = 1) -> bool:
    """Whether a name's own part only describes, by words of at least so many characters: 深度贫困|村."""
    found = site_words().generic.get(own[-1:], ())
    return own.endswith(tuple(word for word in found if len(word) >= least) if least > 1 else found)


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"
