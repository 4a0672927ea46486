"""Figures that the words around them set aside: conditions, spans of time, ages, lists, articles.

A number with its unit has been read; the rules here say why it is no figure that the report gives. Each is a small
function over a `Candidate` with the phrase that forced it; `reason` asks those that concern the unit. They look at a
bounded window on both sides, so reading stays linear. The words are rows of ``data/asides.toml``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from decimal import Decimal
from importlib.resources import files
from typing import NamedTuple

from extract.numerals import Numeral
from extract.patterns import lazy
from extract.units import Found, Lexicon, units

_WINDOW = 24  # characters on each side
_DATA = tomllib.loads((files("extract") / "data" / "asides.toml").read_text("utf-8"))
_TIMES = ("天", "年", "月", "周", "小时", "分钟")


FIXED = Lexicon(_DATA["fixed"]["words"])
"""Words that begin with a numeral and count nothing: 千方百计, 一家人, 五台县."""


def _any(*names: str) -> str:
    """The words of the lists as one atomic alternation, the longest first."""
    return f"(?>{_words(*names)})"


def _words(*names: str) -> str:
    """The words of the lists as an alternation by itself, which a search goes through by their first characters."""
    words = {word for name in names for word in _DATA[name]["words"]}
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


class Candidate(NamedTuple):
    """A number with its unit in folded text; ``modified`` says that something beside it loosens it."""

    text: str
    numeral: Numeral
    found: Found
    modified: bool

    @property
    def value(self) -> Decimal:
        """The number as written, scales included, before the unit's factor."""
        return self.numeral.low

    @property
    def before(self) -> str:
        """What stands before the number, at most a window."""
        return self.text[max(0, self.numeral.start - _WINDOW) : self.numeral.start]

    @property
    def next(self) -> str:
        """The character after the unit."""
        return self.text[self.found.end : self.found.end + 1]

    @property
    def after(self) -> str:
        """What stands after the unit, at most a window."""
        return self.text[self.found.end : self.found.end + _WINDOW]


_LIMIT = r"\s?(?:\(含[^()]{0,6}\))?(?:及其?)?(?:以上|以下|以内|之间|之内)"
_LIMIT_FIRST = frozenset(" (及以之")
_LIMIT_AFTER = lazy(_LIMIT)


_BASE = ("每", "每隔", "每满", "每增加", "每新增", "每 ", "每隔 ", "每满 ", "每增加 ", "每新增 ")


def per_base(c: Candidate) -> bool:
    """每10户设1名: the base of a ratio; 每3个月: a frequency."""
    return c.text.endswith(_BASE, 0, c.numeral.start)


def round_number(c: Candidate) -> bool:
    """百名书记, 万户农家, 亿元村: an order of magnitude that stands for many, with no word that makes it a count."""
    return c.numeral.magnitude and not c.modified


# 均达到2万元以上, 全部超过3万元; but 人均, 村均 and 年均 are means.
_OF_ALL = lazy(
    r"(?<![人平户村年月日])(?:均|都|全部)(?:已|在|为|达到?|超过?|突破|实现|不低于|不少于|稳定在|(?:年?收入|经营性收入)){0,3}$"
)
_OF_BODY = lazy(
    rf"(?:/[年月人户亩天])?(?:{_LIMIT})?的(?!标准|定额|额度|经费|资金|补助|补贴)[^，。；、\d]{{0,8}}?{_any('bodies', 'people')}|(?:{_LIMIT})?的\s?(?:有|共|占|达)?\s?\d|{_LIMIT}(?=[^，。；、,;:）)的])(?!{_any('money_used')})"
)
_INVESTED = lazy(rf"{_any('investing')}[^，。；]{{0,6}}$")


def money_condition(c: Candidate) -> bool:
    """收入5万元以上的村743个, 超过100万元的村: the villages are the figure; 均达到2万元以上: a threshold that all meet."""
    if _OF_ALL.search(c.before):
        return True
    return _OF_BODY.match(c.after) is not None and not _INVESTED.search(c.before)


_SIZED = lazy(
    rf"{_LIMIT}(?:{_any('bodies')}|[^，。；、\d]{{0,8}}?的[^，。；、\d]{{0,8}}?{_any('bodies')}|的(?:要|应|可|均|都|必须|建|设|单独|有|共|占|达|\d))"
)
_SIZED_OF = lazy(rf"的[^，。；、\d]{{0,6}}?{_any('bodies')}(?=[，。、；都均要应必需可单])")
_LEAST = lazy(r"(?:满|足|有|过|少于|低于|具有|拥有)$")


def size_condition(c: Candidate) -> bool:
    """党员3名以上的企业, 50人以上企业, 100户以上的村, 有3名党员的单位要…."""
    if c.next in _LIMIT_FIRST:
        return _SIZED.match(c.after) is not None
    return c.next == "的" and _SIZED_OF.match(c.after) is not None and _LEAST.search(c.before) is not None


_SHARE_OF_BODY = lazy(rf"{_LIMIT}的(?:行政|贫困|脱贫)?(?:村|社区|乡镇|县|企业|地区)(?:有|共|达|数|\d|占)")


def share_condition(c: Candidate) -> bool:
    """党员占比30%以上的村有12个; but 80%以上的行政村 is a share."""
    return c.next in _LIMIT_FIRST and _SHARE_OF_BODY.match(c.after) is not None


_SELECTING = lazy(rf"{_LIMIT}的[^，。；、\d]{{0,10}}\d")


def selecting(c: Candidate) -> bool:
    """其中2000平方米以上的8个: a threshold of whatever measure, with the count of what passes it after it; 均达到300平方米
    以上: one that all meet."""
    if c.next not in _LIMIT_FIRST:
        return False
    return _SELECTING.match(c.after) is not None or (
        _LIMIT_AFTER.match(c.after) is not None and _OF_ALL.search(c.before) is not None
    )


_SENTENCE_END, _CLAUSE_END = lazy("[。；]"), lazy("[，,、]")
_MEAN_AGE = lazy(_words("mean_age"))


def age(c: Candidate) -> bool:
    """35岁以下干部: a condition; 现年45岁, 52岁的李某: one person's age. Only mean ages and their changes are figures."""
    sentence = _SENTENCE_END.split(c.before)[-1]
    if not _MEAN_AGE.search(sentence):
        return True
    clause = _CLAUSE_END.split(sentence)[-1]
    return _LIMIT_AFTER.match(c.after) is not None and not _MEAN_AGE.search(clause)


_REPORTED_DAYS = lazy(rf"(?:{_any('reported_days')}[^，。；\d]{{0,8}}|[由从](?:原来|法定|过去)?的?)$")
_SHORTENED = lazy(rf"{_any('shortened')}[^，。；]{{0,12}}$")
_SERVED = lazy(rf"{_any('served')}[^，。；\d]{{0,8}}$")
_DATING = lazy(rf"\s?多?{_any('dating')}")
_PLAIN_DAYS = frozenset({"天", "工作日", "个工作日"})


def span_of_time(c: Candidate) -> bool:
    """连续3年, 10年来, 24小时值班, 三年行动: time that dates or names; 累计抗疫三百多天 is reported."""
    if _DATING.match(c.after):
        return True
    if c.found.unit.base in ("月", "周"):
        return True
    if c.found.unit.base == "天":  # 连续奋战700多个日夜 reports by its counter alone
        return c.found.counter in _PLAIN_DAYS and not _REPORTED_DAYS.search(c.before)
    if _SHORTENED.search(c.before):
        return False
    return not (c.found.unit.base in ("小时", "分钟") and (c.value >= 1000 or _SERVED.search(c.before)))


_CLOSES_ITEM = lazy(r"[、，；,;。]|$")
_PLAIN_NOUN_BEFORE = lazy(
    r"(?<![每这那某同另任唯第之新旧头其单统为是了成到出起过有的再又下上各哪])[\u4e00-\u9fff]$"
)
_COUNTED_ONE = frozenset({"名", "人", "个", "台", "辆", "套", "处", "所", "座", "间", "家", "部"})


def article(c: Candidate) -> bool:
    """一个, 一批, 一支队伍: the article, unless it closes an item of a list (主任一名、副主任两名)."""
    if c.found.unit.base in ("倍", "百分点"):
        return False
    if c.found.counter not in _COUNTED_ONE or not _CLOSES_ITEM.match(c.after):
        return True
    return not _PLAIN_NOUN_BEFORE.search(c.before)


_NP = r"[^，。；：！？、,;:!?\d“”《》()"  # within one noun phrase
_POINTS = lazy(rf"{_NP}的个项条名]{{0,6}}?{_any('points')}|{_NP}]{{0,14}}?之一")
_POINTS_UP_TO = 99
_ENDED = lazy(
    rf"{_NP}的个项条名]{{0,6}}?{_any('heads')}(?=[，。；：、,;:”()]|$|[的等和与及中上为是])|\s?\d+(?:\.\d+)?%"
)
_ENDED_UP_TO = 12
_HEAD = lazy(rf"{_NP}的]{{0,8}}?(?P<word>{_any('ideas', 'things')})")
_THINGS = frozenset(_DATA["things"]["words"])
_MAKING = lazy(rf"{_any('making')}了?$")
_QUOTE_AFTER = lazy(r"\s?[“‘「\"《]")
_ENDS_CLAUSE = lazy(r"[，。；、,;:）)]|$")
_NOUN_BEFORE = lazy(r"(?<![这那各上下前后的其以及和与])[\u4e00-\u9fff]{2}$")
_PHRASE_COUNTERS = frozenset({"种", "类", "道", "张", "条"})
_SETS = lazy(rf"{_NP}]{{0,4}}?{_any('sets')}")


def listed(c: Candidate) -> bool:
    """五项重点工作, 4项权责, 两个层面, 20个极贫乡镇之一: the number of a list or a set phrase, not of things counted."""
    generic = c.found.counter in units().generic
    if c.found.counter == "大":
        return True
    if generic and c.value <= _POINTS_UP_TO and _POINTS.match(c.after):
        return True
    if generic and c.value <= _ENDED_UP_TO and _ENDED.match(c.after):
        return True
    if not c.numeral.chinese or c.value > 20 or c.modified:
        return False
    if not generic:  # 三支队伍, 四套班子: count words of things, with a noun of ideas
        return _SETS.match(c.after) is not None
    if _QUOTE_AFTER.match(c.after):
        return True
    if _ENDS_CLAUSE.match(c.after):
        return not _NOUN_BEFORE.search(c.before)
    if head := _HEAD.match(c.after):
        return head["word"] not in _THINGS
    return c.found.counter in _PHRASE_COUNTERS or not _MAKING.search(c.before)


_PERSONAL = lazy(_words("personal"))
_SPEECH = lazy(r"“[^“”]*+(?:”|$)|^[^“”]*+”")


def spoken(text: str) -> list[tuple[int, int]]:
    """The stretches of a sentence in which somebody speaks of himself: “我家去年卖枣就挣了8万元”."""
    if not _PERSONAL.search(text):
        return []
    return [found.span() for found in _SPEECH.finditer(text) if _PERSONAL.search(text, *found.span())]


Rule = Callable[[Candidate], bool]
_BY_UNIT: dict[str, tuple[tuple[str, Rule], ...]] = {
    "元": (("condition", money_condition),),
    "岁": (("age", age),),
    "%": (("condition", share_condition),),
    "人": (("condition", size_condition),),
    "户": (("condition", size_condition),),
    "个": (("list", listed), ("condition", size_condition)),
    **dict.fromkeys(_TIMES, (("span", span_of_time),)),
}

_ELSEWHERE: tuple[tuple[str, Rule], ...] = (("condition", selecting),)

RULES = (
    ("base", per_base),
    ("round", round_number),
    ("article", article),
    *((code, rule) for rules in (*_BY_UNIT.values(), _ELSEWHERE) for code, rule in rules),
)
"""Every rule with its reason."""


def reason(candidate: Candidate) -> str | None:
    """Why the figure is set aside, a code of ``data/reasons.toml``; None when it stands."""
    numeral, base = candidate.numeral, candidate.found.unit.base
    if per_base(candidate):
        return "base"
    if numeral.chinese:
        if round_number(candidate):
            return "round"
        if numeral.written == "一" and base not in _TIMES and article(candidate):
            return "article"
    for code, rule in _BY_UNIT.get(base, _ELSEWHERE):
        if rule(candidate):
            return code
    return None
