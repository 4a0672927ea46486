"""The unit that the nouns beside a number give it: what 个 counts, and what a number counts behind which no unit stands.

20个党员 and 15个村党支部书记 are people, 300个贫困家庭 households, 120户企业 firms; 总人口56.7万，正式党员407，党总支：2 and 160万百姓 have their unit in a
noun alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from extract.numerals import Numeral
from extract.patterns import lazy, lazy_regex
from extract.units import units

_TABLE = units()
_MYRIAD = 10_000
_SCALES = "万亿"

CLAUSE_END = lazy(r"\s?(?:[，。；、,;)”]|左右|以上|$)|\s(?=[\u4e00-\u9fff])")
_HEAD_END = lazy(r"[，。；、,;:：）)”\d]|$|[在到被把为参都已均全与和及或的并深入走]|先(?![锋进])")
_OFFICES = lazy(  # 15个村党支部书记, 14个新进班子成员: one person each
    r"(?:居民区|社区|行政村|村|乡镇|街道|镇|乡|新进|新任|新当选|届中|党支部|党总支|党委|党组织|支部|村委会|居委会|两委|班子|领导|的){1,4}(?:第一书记|书记|主任|班子成员|成员|委员|干部)"
    r"(?=[，。；、,;:）)”]|$|全票|连任|留任|离任|当选|落选|参加|到岗|均|都|获|一次|进行|走)"
)


_SOMEBODY = lazy(  # 3万多个生态护林员, 25个姐妹; not 2个动员会, 4个记者站, behind which the noun goes on
    r"[\u4e00-\u9fff]{0,3}?(?:[\u4e00-\u9fff](?<![全动复])[员者]|姐妹|兄弟|子女|儿子|女儿|儿女|战士|同胞)"
    r"(?=[，。；、,;）)”]|$|参加|一起|共同|在|到|被|都|均)"
)
_FIRM = "企业|公司|经济组织|工厂|民企|国企|规企"
_FIRMS_BEHIND = lazy(  # 120户规模以上工业企业; but 120户企业职工, 12户有企业的人家
    rf"的?(?P<between>[^，。；、：:,;\d\s户家人]{{0,10}}?)(?:{_FIRM})(?=[，。；、,;:：）)”\d和与及中里均都已实全建组设成有在开纳]|$|党)"
)
_FIRMS_BEFORE = lazy_regex(
    rf"(?r)(?:{_FIRM})(?:总?数|户数)?(?:也|已经?|仅|共|现|有|为|达到?|约|近|超过?|突破|增至|总计|共计|累计){{0,4}}\s?"
)


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


_PEOPLE_BEFORE = lazy_regex(
    rf"(?r)(?:{_any(_TABLE.people)})(?:总?数)?(?:仅|只|才|共|现|已|就)*(?:有|剩|为|是|达到?|共计?)?\s?"
)
_COUNTED_BEFORE = lazy_regex(  # 总人口56.7万，党员人数已突破8000万。
    rf"(?r)(?P<noun>{_any(_TABLE.before)})(?:也|已经?|人?数|达到?|共|有|为|约|至|到|增至|共有|现有|累计|突破|超过?|了){{0,4}}\s?"
)
_NAMED_BEFORE = lazy_regex(  # 正式党员407，预备党员587; 党总支：1，
    rf"(?r)(?P<noun>{_any(_TABLE.bare)})(?:数|总数)?\s?:?\s?"
)
_NAMED_END = lazy(r"\s?(?:[，。；、,;]|$|\)(?![\u4e00-\u9fff]))")  # but 党员1200（含预备党员20）名
_PEOPLE_BEHIND = lazy_regex(
    r"(?:左右|以上)?(?P<between>[^，。；、：:,;\d\s()元块]{0,12}?)"
    rf"(?:{_any(_TABLE.people | _TABLE.crowds)})"
    r"(?=[，。；、,;:）)”]|$|[的在到被都参均与和及或并已正将有用就]|[一-龥]{0,2}(?:下沉|参加|参与|投身|奋战|开展|报名|受益|脱贫))"
)
_SPENT_ON = lazy("慰问|救助|奖励|补助|用于|资助|支付|发给|[给予付]")
_MONEY_AHEAD = lazy("[捐筹资款拨花费钱金赔]|收入|投入|补贴|补助|产值|利润")


def of_count(text: str, begin: int, end: int) -> str:
    """What 个 counts of the number from ``begin`` to ``end``: people before 党员 or after it, households before 家庭, else things.

    >>> of_count("20个党员。", 0, 3), of_count("300个贫困家庭。", 0, 4), of_count("9个支部。", 0, 2)
    ('人', '户', '个')
    >>> of_count("3个护林员，", 0, 2), of_count("3个动员会，", 0, 2), of_count("3个会员单位", 0, 2)
    ('人', '个', '个')
    """
    if CLAUSE_END.match(text, end) and _PEOPLE_BEFORE.match(text, max(0, begin - 12), begin):
        return "人"
    if _OFFICES.match(text, end):
        return "人"
    if _SOMEBODY.match(text, end):
        return "人"
    for _ in range(3):
        for lexicon, base in ((_TABLE.persons, "人"), (_TABLE.households, "户")):
            if (word := lexicon.at(text, end)) and _HEAD_END.match(text, end + len(word)):
                return base
        qualifier = _TABLE.qualifiers.at(text, end)
        if not qualifier:
            return "个"
        end += len(qualifier)
    return "个"


def of_households(text: str, begin: int, end: int) -> str:
    """What 户 counts of the number from ``begin`` to ``end``: firms before 企业 or after it are things, all else is households.

    >>> of_households("120户企业。", 0, 4), of_households("有企业120户。", 3, 7), of_households("120户企业职工。", 0, 4)
    ('个', '个', '户')
    """
    if _FIRMS_BEHIND.match(text, end):
        return "个"
    if CLAUSE_END.match(text, end) and _FIRMS_BEFORE.match(text, max(0, begin - 14), begin):
        return "个"
    return "户"


def of_bare(text: str, first: Numeral, begin: int, end: int, low: Decimal, *, ranged: bool) -> str:
    """The base unit of a number behind which no unit stands, by the noun right before it, or, of myriads of people, behind it; ""
    where neither says. The figure runs from ``begin`` to ``end`` in folded text."""
    base = _named(text, first, begin, end, low, ranged)
    if not base and low >= _MYRIAD and first.written[-1] in _SCALES and _of_people(text, begin, end):
        return "人"
    return base


def _named(text: str, first: Numeral, begin: int, end: int, low: Decimal, ranged: bool) -> str:
    """The unit of the noun before a number that ends its clause: any for myriads, people and bodies for a number of any size."""
    if low >= _MYRIAD and (found := _COUNTED_BEFORE.match(text, max(0, begin - 16), begin)):
        return _TABLE.before[found["noun"]] if CLAUSE_END.match(text, end) else ""
    if ranged or not first.written[0].isascii() or _NAMED_END.match(text, end) is None:
        return ""
    found = _NAMED_BEFORE.match(text, max(0, begin - 12), begin)
    return _TABLE.bare[found["noun"]] if found else ""


def _of_people(text: str, begin: int, end: int) -> bool:
    """解决180万百姓的饮水问题, 20多万军运会志愿者: myriads of people, whatever stands between; 捐款2万慰问老党员 is money."""
    found = _PEOPLE_BEHIND.match(text, end)
    if found is None or _SPENT_ON.search(found["between"]):
        return False
    return _MONEY_AHEAD.search(text, max(0, begin - 8), begin) is None
