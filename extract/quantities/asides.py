"""Figures that the words around them set aside: conditions, spans of time, ages, lists, articles.

A number with its unit has been read; the rules here say why it is no figure that the report gives. Each is a small
function, most over a `Candidate`, with the phrase that forced it; `reason` asks those that concern the unit. They look at a
bounded window on both sides, so reading stays linear. The words are rows of ``data/asides.toml``.
"""

from __future__ import annotations

from collections.abc import Callable

from extract.patterns import lazy
from extract.quantities import set_phrases
from extract.quantities.candidates import CLAUSE_MARK, Candidate, any_of, words_of

_TIMES = ("天", "年", "月", "周", "小时", "分钟")


_LIMIT = r"\s?(?:\(含[^()]{0,6}\))?(?:及其?)?(?:以上|以下|以内|之间|之内)"
_LIMIT_FIRST = frozenset(" (及以之")
_LIMIT_AFTER = lazy(_LIMIT)


_BASE = ("每", "每隔", "每满", "每增加", "每新增", "每 ", "每隔 ", "每满 ", "每增加 ", "每新增 ")


_BASE_ENDS = frozenset(word[-1] for word in _BASE)


_PER_DOING = lazy(
    r"每(?:新?发展|培[育养训]|引进|举办|完成|推荐|招引|建成|缺|少|多|迟[到交]?|漏|超过?|逾期|发现|出现|提[前高升]|减少|下降|降低)$"
)
_DOING_ENDS = frozenset("展育养训进办成荐引缺少多迟到交漏超过期现前高升降低")


def per_base(c: Candidate) -> bool:
    """每10户设1名: the base of a ratio; 每3个月: a frequency; 每缺1次扣2分, 每发展1名奖200元: what a rule counts by."""
    start = c.numeral.start
    before = c.text[start - 1 : start]
    if before in _BASE_ENDS and c.text.endswith(_BASE, 0, start):
        return True
    return before in _DOING_ENDS and c.numeral.low == 1 and _PER_DOING.search(c.before) is not None


def round_number(c: Candidate) -> bool:
    """百名书记, 万户农家, 亿元村: an order of magnitude that stands for many, with no word that makes it a count."""
    return c.numeral.magnitude and not c.modified and _HAS.search(c.before) is None


_HAS = lazy(  # 全省已有万家单位下沉; 近千支服务队、万名党员
    r"(?:(?:已有|共有|现有|已达|达到|累计)|[近上约超数][十百千万][支名个家][^，。；\d]{2,14}[、和])$"
)


# 均达到2万元以上, 全部超过3万元; but 人均, 村均 and 年均 are means.
_OF_ALL = lazy(
    r"(?<![人平户村年月日])(?:均|都|全部)(?:已|在|为|达到?|超过?|突破|实现|不低于|不少于|稳定在|(?:年?收入|经营性收入)){0,3}$"
)
_FUND = "(?:(?:村级|社区|服务|群众|为民|居民|村民|百姓|惠民|专项|工作|办公|运转|公用|党建|活动|组织|党组织)*)(?:经费|资金)"  # 不少于5万元的服务群众经费
_OF_BODY = lazy(
    rf"(?:/[年月人户亩天])?(?:{_LIMIT})?的(?!标准|定额|额度|补助|补贴|{_FUND})[^，。；、\d]{{0,8}}?{any_of('bodies', 'people')}(?!欠|债|(?:集体)?(?:经营性)?(?:经济|收入|资产|积累))|(?:{_LIMIT})?的\s?(?:有|共|占|达)?\s?\d|{_LIMIT}的[，,]\s?(?:有|共|计|占)\s?\d|{_LIMIT}(?=[^，。；、,;:）)的])(?!{any_of('money_used')})"
)
_INVESTED = lazy(rf"{any_of('investing')}[^，。；]{{0,6}}$")


_PART_PASSES = lazy(
    rf"(?:%|[一二三四五六七八九\d]成|分之[一二三四五六七八九十\d.]{{1,4}}|半数?)(?:以上)?的?[^，。；、\d]{{0,6}}?{any_of('bodies')}[^，。；、\d]{{0,10}}?(?:超过?|突破|达到?|不低于|在)了?\s?$"
)

_VILLAGES_PASS = lazy(  # 86个村集体经济收入超过|2万元, 31个村超过|3万元; but 86个村总收入超过…
    r"\d[\d.]*[万千百]?[余多]?个[^，,。；、\d均总共计]{0,5}?(?:村(?!民)|社区|嘎查)(?:[（(][^（()）]{1,8}[）)])?[^，,。；、\d均总共计]{0,14}?(?:(?:超过?|突破|迈过|跨过|高于)了?|(?P<reach>达到?了?))\s?$"
)
_THOSE_PASS = lazy(  # 60个村有42个集体经济收入超过|50万元，16个超过|100万元; 551个村收入从不足|5万元达到|5万元以上
    r"\d[\d.]*[余多]?个(?:村集体|集体)?(?:经济|经营性)?(?:年?收入)?(?:均|都|已)?(?:超过?|突破|高于)了?\s?$"
    r"|\d[\d.]*[万千百]?[余多]?个[^，,。；、\d均总共计]{0,5}?(?:村(?!民)|社区|嘎查)[^，,。；、\d均总共计]{0,14}?[从由](?:不足|不到|低于)(?:\d[\d.]*万?元?(?:达到|提[高升]到|增[加长]?[到至]|突破|超过))?\s?$"
)
_NAMED_BY = lazy(r"(?:行政|集体|富裕|经济)?(?:强?村|社区|镇|企业)(?=\d|[达占有共已的，,、。；;和比]|$)")
_MOST_OF_A_VILLAGE = 1_000_000  # yuan: what is more is what they have together


def money_condition(c: Candidate) -> bool:
    """收入5万元以上的村743个, 超过100万元的村: the villages are the figure; 均达到2万元以上: a threshold that all meet, 七成的村收入
    超过10万元, 86个村收入超过2万元: one that a part of them meets."""
    if any(each.search(c.before) for each in (_OF_ALL, _PART_PASSES, _THOSE_PASS)):
        return True
    if c.numeral.low <= _MOST_OF_A_VILLAGE and (passing := _VILLAGES_PASS.search(c.before)):
        return not passing["reach"] or c.next in _LIMIT_FIRST
    if _NAMED_BY.match(c.after) and c.before.endswith(("超", "超过", "过", "破", "突破")):
        return True  # 超百万元|村7个
    return _OF_BODY.match(c.after) is not None and not _INVESTED.search(c.before)


_SIZED = lazy(
    rf"{_LIMIT}(?:{any_of('bodies')}|[^，。；、\d]{{0,8}}?的[^，。；、\d]{{0,8}}?{any_of('bodies')}|的(?:要|应|可|均|都|必须|建|设|单独|有|共|占|达|\d))"
)
_SIZED_OF = lazy(rf"的[^，。；、\d]{{0,6}}?{any_of('bodies')}(?=[，。、；都均要应必需可单有共占达从由比\d])")
_LEAST = lazy(r"(?:满|足|有|过|少于|低于|具有|拥有|设置|设有|职数)$")


_PASSING = lazy(r"(?:超过?|突破|逾|达到?|不足|不到|多于|少于|低于)\s?$")
_NAMES_THOSE = lazy(
    r"的(?:只|仅|就)?(?:有|是|为)(?=[\u4e00-\u9fff]{2})(?![一二两三四五六七八九十百千几])|的(?:共?有|占)\s?\d"
)


def size_condition(c: Candidate) -> bool:
    """党员3名以上的企业, 50人以上企业, 100户以上的村, 有3名党员的单位要…, 党员超过50万名的只有长春市."""
    if c.next in _LIMIT_FIRST:
        return _SIZED.match(c.after) is not None
    if c.next == "的" and _NAMES_THOSE.match(c.after) and _PASSING.search(c.before):
        return True
    return c.next == "的" and _SIZED_OF.match(c.after) is not None and _LEAST.search(c.before) is not None


_SHARE_OF_BODY = lazy(rf"{_LIMIT}的(?:行政|贫困|脱贫)?(?:村|社区|乡镇|县|企业|地区)(?:有|共|达|数|\d|占)")


_SHARE_SELECTS = lazy(rf"(?:{_LIMIT})?的(?:共?有|共|占)?\s?\d[\d.]*+\s?[个名家户支所]")


def share_condition(c: Candidate) -> bool:
    """党员占比30%以上的村有12个, 整改率达到100%的63个; but 80%以上的行政村 is a share."""
    if _SHARE_SELECTS.match(c.after) and (c.next in _LIMIT_FIRST or _PASSING.search(c.before)):
        return True
    return c.next in _LIMIT_FIRST and _SHARE_OF_BODY.match(c.after) is not None


_HALF_OF = lazy(
    r"\s?(?:以上|以下)?(?:的?(?:比例|占比|党组织|支部|村)?(?:达到?|为|有|占)\s?\d|(?:的?[^，。；\d]{0,8})?(?:同意|通过|赞成|当选|表决)(?=[，。；)的方后才]|$))|[，。]当选"
)
_BALLOT = lazy(r"(?:得票|票数?|赞成|同意|表决|出席|到会|须|需|应当?|必须)[^，。；]{0,6}$")


def half_condition(before: str, after: str) -> bool:
    """党员占半数以上比例达100%, 得票过半数，当选, 须经半数以上成员同意: what is asked for, not what is reported."""
    return _HALF_OF.match(after) is not None or _BALLOT.search(before) is not None


_SELECTING = lazy(rf"{_LIMIT}的[^，。；、\d]{{0,10}}\d")
_SELECTED = lazy(r"的\s?\d[\d.]*+\s?[个名家户支所处座栋]")


def selecting(c: Candidate) -> bool:
    """其中2000平方米以上的8个, 面积不足300平方米的21个: a threshold of whatever measure, with the count of what passes it after
    it; 均达到300平方米以上: one that all meet."""
    if c.next == "的" and _PASSING.search(c.before):
        return _SELECTED.match(c.after) is not None
    if c.next not in _LIMIT_FIRST:
        return False
    return _SELECTING.match(c.after) is not None or (
        _LIMIT_AFTER.match(c.after) is not None and _OF_ALL.search(c.before) is not None
    )


_SENTENCE_END, _CLAUSE_END = lazy("[。；]"), lazy("[，,、]")
_AGED = lazy("的(?:各|共|分别|仅|只)?(?:占|有|为)")  # 41至45岁的各占30%
_MEAN_AGE = lazy(words_of("mean_age"))
_MEAN_AGE_BEHIND = lazy(  # 以41.2岁的平均年龄, 42.8岁，这是两委成员的平均年龄
    r"的平均年龄|[，,](?:这|即)?[是为][^，。；\d]{0,20}平均年龄"
)


def age(c: Candidate) -> bool:
    """35岁以下干部: a condition; 现年45岁, 52岁的李某: one person's age. Only mean ages and their changes are figures."""
    sentence = _SENTENCE_END.split(c.before)[-1]
    if not _MEAN_AGE.search(sentence):
        return _MEAN_AGE_BEHIND.match(c.after) is None
    clause = _CLAUSE_END.split(sentence)[-1]
    return (_LIMIT_AFTER.match(c.after) or _AGED.match(c.after)) is not None and not _MEAN_AGE.search(clause)


_REPORTED_DAYS = lazy(rf"(?:{any_of('reported_days')}[^，。；\d]{{0,8}}|[由从](?:原来|法定|过去)?的?)$")
_SHORTENED = lazy(rf"{any_of('shortened')}[^，。；]{{0,12}}$")
_TERM = lazy(  # 为期2年, 每批任期3年: a length that is reported
    r"(?:为期|任期|聘期|期限|服务期|挂职期)(?:为|是|一般为|不少于|至少)?(?:近|约)?$"
)
_RHYTHM = lazy(  # 每月驻村不少于25天: a norm of days
    r"每(?:人|个)?[月年季周][^，。；]{0,16}$"
)
_SPENT = lazy(r"(?:用了|花了|花费了?|历时|耗时|历经)(?:近|约|整整|大约|足足|短短)?$")  # 用了10年时间
_KEPT_ON = lazy(  # 连续26天没有回家, 连续9天奋战在抗洪一线, 开展7天集中学习研讨
    r"[^|]*(?:连续(?:工作|奋战)?\|(?:[\u4e00-\u9fff]{0,3}(?:奋战|坚守|吃住|值守|驻守|没有?回家|没有?休息|工作|战斗|守在|住在|泡在))"
    r"|(?:开展|举办|组织|进行|参加)了?(?:为期)?\|的?(?:集中|封闭|脱产|全脱产|专题)?(?:学习|培训|研讨|轮训|教育|集训))"
)
_DATING = lazy(rf"\s?多?{any_of('dating')}")
_LESSONS = frozenset({"学时", "课时"})
_PLAIN_DAYS = frozenset({"天", "工作日", "个工作日"})


def span_of_time(c: Candidate) -> bool:
    """连续3年, 10年来, 24小时值班, 三年行动: time that dates or names; 累计抗疫三百多天 is reported. Hours and minutes never are, lessons
    (40学时) always."""
    if c.found.counter.removeprefix("个") in _LESSONS:
        return False
    if c.found.unit.base in ("月", "周", "小时", "分钟") or _DATING.match(c.after):
        return True
    if _TERM.search(c.before) or (c.found.unit.base == "天" and c.modified and _RHYTHM.search(c.before)):
        return False
    if _SPENT.search(c.before) or (
        c.found.unit.base == "天" and _KEPT_ON.match(c.before[-8:] + "|" + c.after)
    ):
        return False
    if c.found.unit.base == "天":  # 连续奋战700多个日夜 reports by its counter alone
        return c.found.counter in _PLAIN_DAYS and not _REPORTED_DAYS.search(c.before)
    return _SHORTENED.search(c.before) is None


_CLOSES_ITEM = lazy(r"[、，；,;。]|$")
_PLAIN_NOUN_BEFORE = lazy(
    r"(?<![每这那某同另任唯第之新旧头其单统为是了成到出起过有的再又下上各哪])[\u4e00-\u9fff]$"
)
_COUNTED_ONE = frozenset({"名", "人", "个", "台", "辆", "套", "处", "所", "座", "间", "家", "部"})


_EACH = lazy(  # 每片由一名区级领导、一个区直部门联系; every one has one
    r"每(?:一)?[个名支]?[^，。；每]{1,14}?(?:由|配备?|选派?|派驻?|有|设|明确|确定|安排|落实|联系|结对|包联)了?(?:一[名个支位][^，。；]{2,14}、)*$"
)
_NOBODY = lazy("(?:不[落漏少掉丢缺留]|没有|没|无|空无)$")  # 不落一人
_OFTEN = lazy(
    r"每(?:隔|半)?(?:[一两二三四五六0-9]{0,2}个?)?(?:天|日|周|星期|旬|月|季度?|年|半年|半月)"
)  # 每周参加一次, 每季度听取一次


def article(c: Candidate) -> bool:
    """一个, 一批, 一支队伍: the article, unless it closes an item of a list (主任一名、副主任两名) or says how often (每周一次)."""
    if c.numeral.written != "一" or c.found.unit.base in _TIMES or c.found.unit.base in ("倍", "百分点"):
        return False
    if c.next == "半" and c.found.unit.base in ("公斤", "平方米", "米"):  # 一吨半
        return False
    if _NOBODY.search(c.before):
        return True
    if set_phrases.beside(c):
        return False
    if c.found.counter in _COUNTED_ONE | {"支", "位"} and _EACH.search(c.before):
        return False
    if c.found.counter == "次" and _OFTEN.search(CLAUSE_MARK.split(c.before)[-1]):
        return False
    if c.found.counter not in _COUNTED_ONE or not _CLOSES_ITEM.match(c.after):
        return True
    return not _PLAIN_NOUN_BEFORE.search(c.before)


_YEAR = lazy(r"(?:19|20)\d\d")


def volume(c: Candidate) -> bool:
    """2021卷: the year of a yearbook."""
    return c.found.counter == "卷" and _YEAR.fullmatch(c.numeral.written) is not None


_PERSONAL = lazy(words_of("personal"))
_SPEECH = lazy(r"“[^“”]*+(?:”|$)|^[^“”]*+”")


def spoken(text: str) -> list[tuple[int, int]]:
    """The stretches of a sentence in which somebody speaks of himself: “我家去年卖枣就挣了8万元”."""
    if not _PERSONAL.search(text):
        return []
    return [found.span() for found in _SPEECH.finditer(text) if _PERSONAL.search(text, *found.span())]


_UP_TO_TWENTY = 20
_IN_A_NAME = "台家里道间棵座甲"
_OF_A_PLACE = lazy(
    r"[子\u4e00-\u9fff]{0,2}?(?:镇(?!企|村|区|级|街|机|办|属|里)|街道(?!社)|乡(?![镇贤村土里亲])|村(?![民级干企集务里]))"
)


def named_place(c: Candidate) -> bool:
    """金五台子镇, 五家疃村, 三台街道: the number in the name of a place; 三家镇办企业 and 两家村级合作社 count."""
    if (
        c.modified
        or c.numeral.loose
        or c.found.counter not in _IN_A_NAME
        or c.text[c.numeral.start - 1 : c.numeral.start].isdigit()
    ):
        return False
    return c.value <= _UP_TO_TWENTY and _OF_A_PLACE.match(c.after) is not None


Rule = Callable[[Candidate], bool]
_BY_UNIT: dict[str, tuple[tuple[str, Rule], ...]] = {
    "元": (("condition", money_condition),),
    "岁": (("age", age),),
    "%": (("condition", share_condition),),
    "人": (
        ("ordinal", set_phrases.ranked),
        ("phrase", set_phrases.the_two),
        ("list", set_phrases.names_them),
        ("condition", size_condition),
    ),
    "户": (("ordinal", set_phrases.ranked), ("condition", size_condition)),
    "个": (
        ("ordinal", set_phrases.ranked),
        ("list", set_phrases.names_them),
        ("phrase", set_phrases.all_about),
        ("list", set_phrases.listed),
        ("list", set_phrases.whole_list),
        ("date", volume),
        ("condition", size_condition),
    ),
    "次": (
        ("ordinal", set_phrases.ranked),
        ("ordinal", set_phrases.phase),
        ("list", set_phrases.fought),
        ("condition", selecting),
    ),
    **dict.fromkeys(_TIMES, (("span", span_of_time),)),
}

_ELSEWHERE: tuple[tuple[str, Rule], ...] = (("condition", selecting),)

_ANY: tuple[tuple[str, Rule], ...] = (("base", per_base),)
_CHINESE: tuple[tuple[str, Rule], ...] = (  # of numerals that are written as words
    ("word", set_phrases.nothing),
    ("name", named_place),
    ("round", round_number),
    ("article", article),
)
RULES = (*_ANY, *_CHINESE, *(row for rows in (*_BY_UNIT.values(), _ELSEWHERE) for row in rows))
"""Every rule with its reason: those that `reason` asks."""


def reason(candidate: Candidate) -> str | None:
    """Why the figure is set aside, a code of ``data/reasons.toml``; None when it stands."""
    rules = _ANY + _CHINESE if candidate.numeral.chinese else _ANY
    for code, rule in rules + _BY_UNIT.get(candidate.found.unit.base, _ELSEWHERE):
        if rule(candidate):
            return code
    return None
