"""Numbers that count nothing because a phrase holds them: idioms, lists, phases of a project, things said in sets."""

from __future__ import annotations

from extract.numerals import CHINESE
from extract.patterns import lazy
from extract.quantities.candidates import CLAUSE_MARK, DATA, ENDS_CLAUSE, Candidate, any_of
from extract.units import Lexicon, units

FIXED = Lexicon(DATA["fixed"]["words"])
"""Words that begin with a numeral and count nothing: 千方百计, 一家人, 五台县."""
WITHIN = Lexicon(DATA["within"]["words"])
"""Idioms with a numeral after their first character: 货比三家, 怨声四起."""


_PARTED = lazy(rf"[{CHINESE}]{{1,6}}分之\s?[{CHINESE}0-9]")


_LONGEST_BEFORE = 4  # characters of an idiom before its numeral: 孤身一人, 开门七件事


def fixed(text: str, start: int) -> int:
    """Where the word ends that holds the numeral and counts nothing, ``start`` when there is none.

    >>> fixed("万分感谢", 0), fixed("万分之五", 0), fixed("货比三家", 2)
    (2, 0, 4)
    """
    if word := FIXED.at(text, start):
        return start if _PARTED.match(text, start) else start + len(word)
    if WITHIN.firsts.isdisjoint(text[max(0, start - _LONGEST_BEFORE) : start]):
        return start
    for first in range(max(0, start - _LONGEST_BEFORE), start):
        if text[first] in WITHIN.firsts and (word := WITHIN.at(text, first)) and first + len(word) > start:
            return first + len(word)
    return start


_NP = r"[^，。；：！？、,;:!?\d“”《》()"  # within one noun phrase
_POINTS = lazy(rf"(?![获从在经被由已向]){_NP}的个项条名]{{0,6}}?{any_of('points')}|{_NP}]{{0,14}}?之一")
_POINTS_UP_TO = 99
_ENDED = lazy(
    rf"{_NP}的个项条名]{{0,6}}?{any_of('heads')}(?=[，。；：、,;:”()]|$|[的等和与及中上为是])|\s?\d+(?:\.\d+)?%"
)
# 制定25条为基层减负的具体措施, 民营经济20条等政策措施
_ARTICLES = lazy(
    r"(?:[^，。；、：\d“”]{0,14}?|、(?:[^，。；\d]{2,12}\d{1,3}条、?){0,3}|等)(?:具体|政策|刚性|硬|若干)?(?:措施|举措|禁令|规定(?!动作))"
)
_ENDED_UP_TO = 12
_HEAD = lazy(rf"{_NP}的]{{0,8}}?(?P<word>{any_of('ideas', 'things')})")
_THINGS = frozenset(DATA["things"]["words"])
_MAKING = lazy(rf"{any_of('making')}了?$")
_QUOTE_AFTER = lazy(r"\s?[“‘「\"《]")
_NOUN_BEFORE = lazy(r"(?<![这那各上下前后的其以及和与])[\u4e00-\u9fff]{2}$")
_PHRASE_COUNTERS = frozenset({"种", "类", "道", "张", "条"})
_SETS = lazy(rf"{_NP}]{{0,4}}?{any_of('sets')}")


_NOW = frozenset("将就")


_BESIDE = lazy(  # 成立12支服务队和一支宣讲队
    r"\d[余多]?(?P<counter>[支个名家处所座间套台])[^，。；\d]{2,16}(?:和|及|以及|与)$"
)


def beside(c: Candidate) -> bool:
    """成立12支服务队和一支宣讲队: what is joined to a count of its kind is a count."""
    found = _BESIDE.search(c.before)
    return found is not None and found["counter"] == c.found.counter


def listed(c: Candidate) -> bool:
    """五项重点工作, 4项权责, 两个层面, 20个极贫乡镇之一: the number of a list or a set phrase, not of things counted."""
    generic = c.found.counter in units().generic
    if c.found.counter == "大" or (
        c.text[c.numeral.start - 1 : c.numeral.start] in _NOW and c.before.endswith(("现将", "现就"))
    ):
        return True
    if c.found.counter == "条" and c.value <= _POINTS_UP_TO and _ARTICLES.match(c.after):
        return True
    if generic and c.value <= _POINTS_UP_TO and _POINTS.match(c.after):
        return True
    if generic and not c.numeral.loose and c.value <= _ENDED_UP_TO and _ENDED.match(c.after):
        return True
    if not c.numeral.chinese or c.value > 20 or c.modified or beside(c):
        return False
    if not generic:  # 三支队伍, 四套班子: count words of things, with a noun of ideas
        return _SETS.match(c.after) is not None
    if _QUOTE_AFTER.match(c.after):
        return True
    if ENDS_CLAUSE.match(c.after):
        return not _NOUN_BEFORE.search(c.before)
    if head := _HEAD.match(c.after):
        return c.found.counter == "类" or head["word"] not in _THINGS  # 三类人员
    return c.found.counter in _PHRASE_COUNTERS or not _MAKING.search(c.before)


_PHASE_BEFORE = lazy(
    r"(?:机场|核电|电[厂站池]|[港厂核热硅线]|大学|医院|工程|项目|高铁|地铁|码头|水厂|园区|产业园|中心|存储|“?三北”?|华能|基地|小区|新区|水库|大桥|电网)$"
)
_PHASE_AFTER = lazy(r"(?:等?(?:工程|项目|机组)|改?扩建|污水|配套|工程)")
_UP_TO_TEN = 10


def phase(c: Candidate) -> bool:
    """机场三期, 三北工程六期: the phase of a project; 举办培训班三期 is a count."""
    if c.found.counter != "期" or not c.numeral.chinese or c.value > _UP_TO_TEN:
        return False
    return _PHASE_BEFORE.search(c.before) is not None or _PHASE_AFTER.match(c.after) is not None


def fought(c: Candidate) -> bool:
    """两场硬仗, 两场战役: a set phrase of events."""
    return c.numeral.chinese and not c.modified and _SETS.match(c.after) is not None


def nothing(c: Candidate) -> bool:
    """零件, 零起步, 零首付: 零 counts only where it ends its clause (事故零起，)."""
    return c.numeral.written == "零" and not ENDS_CLAUSE.match(c.after)


_ABOUT = lazy(
    r"(?!宣传[栏点牌阵站室]|讲习|学习[点站阵]|联系点|活动[室场中阵])"
    r"[奔看观宣走寻打找求张游流逃散乱筹碰学取考联协搜收讲传飘征借查漂拜请推蔓弥飞串转跑闲闯呼托问劝跋觅调推销化碍活为响通透漏巡丢扔挨搜翻]"
)


def all_about(c: Candidate) -> bool:
    """四处奔走, 四处宣讲: everywhere; 新建四处宣传栏 is a count."""
    return (
        c.found.counter == "处"
        and c.numeral.written == "四"
        and _ABOUT.match(c.after) is not None
        and not _MAKING.search(c.before)
    )


_FIRST_OF = lazy(r"(?:^|[，。；：、,;:()\s的省市县区]|[排名位居列][在为]?)(?P<end>前|后)(?:面的?)?$")
_LAST_ONES = lazy(r"[^，。；：、,;:\d]{0,10}?(?:分别|依次|是|为|的|中[，,])")
_NAMES_THEM = lazy(
    r"[^，。；：、,;:\d]{0,12}?(?:(?:分别|依次)(?:是|为|系|指|有)|依次[:：]|分别[:：]|如下[:：])\s?(?!\S{0,3}\d|[约近达超])"
)
_ALL_OF = lazy(r"(?:乡镇|街道|社区|[村镇乡县]|单位|支部)?(?:[，。；、,;:）)均都予]|$)")
_AT_HEAD = lazy(r"(?:^|[，。；：,;:\s的]|另外?|还有|这|那|下列|以下|上述)$")
_RANKED_UP_TO = 50


def ranked(c: Candidate) -> bool:
    """前三个乡镇, 全市前5个村, 后两位分别是: the first and the last of a row; 后3个村合并 tells what came after."""
    if c.modified or c.value > _RANKED_UP_TO:
        return False
    found = _FIRST_OF.search(c.before)
    if found is None or found["end"] == "前":
        return found is not None
    both = "前" in c.before and _ALL_OF.match(c.after) is not None  # 前两名、后三名均予通报
    return both or _LAST_ONES.match(c.after) is not None


def names_them(c: Candidate) -> bool:
    """获评先进的两个支部分别是机关支部、退休支部: the number of the list that follows; 全市6个镇分别是 and 两个镇分别为40名、35名
    count."""
    if c.modified or c.value > _ENDED_UP_TO or _AT_HEAD.search(c.before) is None:
        return False
    return _NAMES_THEM.match(c.after) is not None


_THEY = lazy("[我你他她咱]们$")
_STARTS = lazy(r"(?:^|[，。；！？,;!?”\s])$")
_OF_PEOPLE = lazy(  # 两人受处分，两人当选: what happened to people is counted; 两人、两人份 are no pronouns
    r"[被受获遭均都当入落因占为是系等份的死伤亡有在]|[^\u4e00-\u9fff]|$|(?:荣|立案|处分|免职|撤职|辞职|退出|提拔|晋升|通过|分别|年龄|党龄|左右|以[上下])"
)


def the_two(c: Candidate) -> bool:
    """会合后，两人开车赶往丁庄, 我们三人: the people that were just named; 两人受到处分 counts."""
    if c.modified or c.found.counter not in ("人", "位"):
        return False
    told = _OF_PEOPLE.match(c.after) is not None
    if _THEY.search(c.before):
        return c.value <= _UP_TO_TEN and not told
    if c.numeral.written != "两" or c.found.counter != "人":
        return False
    return _STARTS.search(c.before) is not None and not told


_HOLDS_NUMBER = lazy(
    r"\d|[一两二三四五六七八九十百千][个名支家项所]"
)  # 党总支4个、党支部12个、党小组30个 are counts
_MAKES = lazy(any_of("making"))  # 在甲地、乙地、丙地设立3所学院 and 打造甲、乙、丙三个园区 count
_FEWEST_NAMED = 3
_ENDS_LIST = frozenset("等 ")
_LIST_WINDOW = 64  # characters in which what is listed stands
_LIST_BEFORE = lazy(
    r"\d[个名家支所][^，、\d]{1,10}(?:和|及|以及)"
)  # 甲局、乙局等2个党委和丙局、丁局等2个支部
_BETWEEN_ITEMS = lazy(r"、|(?:以及|及|和|与)(?=[^、]{2,12}$)")


def whole_list(c: Candidate) -> bool:
    """A、B及C等3项, A、B、C三个县: the number only says how many have just been named; 等12项 counts more than are named."""
    if c.modified or c.value > _ENDED_UP_TO:
        return False
    before = c.text[max(0, c.numeral.start - _LIST_WINDOW) : c.numeral.start].rstrip()
    named = before.endswith("等")
    stretch = CLAUSE_MARK.split(before.removesuffix("等"))[-1]
    stretch = stretch[max((found.end() for found in _LIST_BEFORE.finditer(stretch)), default=0) :]
    joined, parted = len(_BETWEEN_ITEMS.findall(stretch)) + 1, stretch.count("、") + 1
    if parted == 1 or c.value not in (joined, parted if named else joined):  # 海洋与渔业局 is one name
        return False
    if named:
        return c.text[c.numeral.start - 1 : c.numeral.start] in _ENDS_LIST
    fewest = 2 if c.numeral.written == "两" else _FEWEST_NAMED  # 丰北、新屯两个区
    if c.value < fewest or c.found.counter not in units().generic or ENDS_CLAUSE.match(c.after):
        return False
    return _HOLDS_NUMBER.search(stretch) is None and _MAKES.search(stretch) is None
