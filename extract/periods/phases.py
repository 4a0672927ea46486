"""Phases without a date (疫情期间, 主题教育开展以来, 换届后): spans that only their own words name.

They are copied as they stand: nobody but the report knows when they began.
"""

from __future__ import annotations

import re

from extract.patterns import lazy
from extract.periods.moments import Period, number
from extract.periods.roles import STOP, is_rank
from extract.span import Span

_BODY = rf"(?:“[^“”\n]{{1,24}}”|[（(](?:村|社区|居|街道|市|区|、)+[）)]|(?!自(?![治然主身愿我]))[^{STOP}\d年“”《》()（）]){{1,20}}?"
_KNOWN_PHASES = "疫情防控|疫情|战疫|抗疫|复工复产|脱贫攻坚|换届|主题教育|集中攻坚|大战大考|抗洪抢险|防汛抗洪|防汛抢险|抗震救灾|抢险救灾"
_BEGAN = "进驻|入驻|驻村|到任|到岗|上任|履职|启动|开展|实施|推行|打响|运行|成立|组建"
_ERAS = (  # of which a report of today tells as of long ago: 解放前夕, 抗日战争时期, 撤县设市时
    "(?:新中国|中华人民共和国)?成立(?:前夕|初期)|(?:建国|建党|建县|建市|解放)(?:前夕|初期)"
    "|(?:土地革命|抗日|解放)战争(?:时期|期间|初期)|抗战(?:时期|期间|初期)|大革命(?:时期|期间)|土地革命时期|人民公社(?:时期|期间)|改革开放(?:初期|前夕)"
    "|撤县(?:设市|建市|设区|改区)(?:时|前夕|初期)"
)
_PHASE = lazy(  # 主题教育开展以来, 疫情期间, 新冠肺炎疫情发生后, 换届后, 自集中整治开展以来: a phase without a date,
    # also behind a dateline: 本报讯（记者 李明）主题教育开展以来
    rf"(?:^|(?<=[{STOP})）]))[ \u3000\t]*+(?:{_BODY}(?:以来|期间|疫情发生后|换届(?:选举)?(?:工作)?(?:(?:结束|完成)之?)?后)|疫情发生后|换届后)"
    rf"|(?:^|(?<=[{STOP})）]))[ \u3000\t]*+(?=[^{STOP}自]{{0,16}}\d)[^{STOP}年月日“”()（）]{{2,20}}?(?:{_BEGAN})以来"  # 第十三批2万余名干部进驻以来
    rf"|自从?{_BODY}以来|(?:(?:^|(?<=[{STOP} \u3000\t]))(?:换届|选举)(?:之)?前|换届(?:选举)?后)(?=[，,])|换届后|(?:{_KNOWN_PHASES})(?:期间|初期)|疫情(?:爆发|暴发|发生)初期|(?:^|(?<=[{STOP} \u3000\t]))(?:{_KNOWN_PHASES})中(?=[，,])"
    rf"|(?:^|(?<=[。；;！？\n]))[ \u3000\t]*+(?:(?:新年)?{_BODY}(?:阶段|伊始|之际|(?:(?<!教育)活动|攻坚战|阻击战)中)|[一二两三四五六七八九十几数]+[天日]来)(?=[，,])"  # 学习动员阶段, 驻村伊始, 新年来临之际
    rf"|(?:^|(?<=[{STOP} \u3000\t在]))(?:{_ERAS})"
    rf"|(?:^|(?<=[{STOP} \u3000\t]))(?:(?:上一?|本)届|换届前)(?=村|社区|[“\"]?两委|班子|党组织|党委|书记|成员|全|\d)"
    rf"|(?:^|(?<=[{STOP}“]))[^{STOP}\d“”]{{2,12}}?(?:出台|实施|启动|启用|开业|落地|推行)(?:之后|以后|后)(?=[，,])"
)
_CORES = (
    "以来",
    "期间",
    "初期",
    "前夕",
    "时期",
    "时",
    "届",
    "后",
    "前",
    "中",
    "阶段",
    "伊始",
    "际",
    "天来",
    "日来",
)
_BEFORE = 40  # characters before its last word in which a phase begins
_BEFORE_NAME = lazy(  # 党员李某在封控期间, 市“12345”热线疫情期间: who did something then is no part of the phase
    r"^(?:比如|例如|譬如|特别是|尤其是)|^.*(?<![现存正所实潜内外自])在(?=[^在“”]{2,}(?:期间|以来|[届生]后)$)"
    r"|^.*[省市县区旗州镇乡村](?=自从?[^自]{2,}以来$)"  # 乌苏市自主题教育启动以来
    r"|^[全我该本][省市县区旗州盟](?=.{3,}(?:以来|期间|后|前|阶段)$)"  # 全县疫情期间
    rf"|^[^{STOP}自在“”]{{1,6}}[省市县旗州盟](?=(?:{_KNOWN_PHASES}|开展|推进|实施|启动|专项|集中整治).*(?:以来|期间)$)"
    rf"|^.*(?:是|热线|中心|队|组|公司|医院|学校|社区|村|乡|镇|街道)(?=(?:{_KNOWN_PHASES})期间$)"
)
_SINCE = lazy(
    r"^在(?!.*在)(?=.{2,}(?:阶段|之际|中)$)|^自从?(?!治|然|主(?!题)|身|愿|我)(?=.{4,}以来$)"
)  # 自|主题教育开展以来; but 自成立以来
_COMPARED = lazy(r"[比较](?![如方])")  # 比上次换届后下降2.7岁: what a change is measured against
_OF_PEOPLE = lazy(
    r"(?:入党|参加工作|参军|入伍|加入中国共产党)的"
)  # “文革”期间入党的: who they are, not when they were counted
_LATE = lazy(_KNOWN_PHASES)  # 疫情期间入党的30名 were taken in then
_YEARS_SINCE = lazy(
    r"的(?P<count>[一二三四五六七八九]|\d)年(?:来|间|时间)?(?=[，,])"
)  # 第十次党代会以来的五年，
_RECURRENT = lazy(r"节日|节假日|每|平时|周末|日常|关键期间")


def around(core: re.Match[str], text: str, done: int) -> tuple[re.Match[str] | None, Period | None]:
    """The phase that ends with a core word, its match and its period; (match, None) recurs and dates nothing."""
    if core.group() not in _CORES:
        return None, None
    phase = _PHASE.search(text, max(done, core.start() - _BEFORE), core.end() + 1)
    if phase is None or phase.end() != core.end():
        return None, None
    return phase, _phase(phase)


def _phase(match: re.Match[str]) -> Period | None:
    """A phase without a date; 重大节日期间 recurs, 新世纪以来首次 is a rank, 比上次换届后 a base: none of them dates anything."""
    text = _SINCE.sub("", _BEFORE_NAME.sub("", match.group().strip()))
    if _RECURRENT.search(text) or is_rank(match.string, match.end()):
        return None
    if _COMPARED.match(text):
        return None
    if _OF_PEOPLE.match(match.string, match.end()) and not _LATE.search(text):
        return None
    begin = match.end() - len(text)
    if years := _YEARS_SINCE.match(match.string, match.end()):
        return Period(
            Span(begin, years.end()), match.string[begin : years.end()], "years", years=number(years["count"])
        )
    return Period(Span(begin, match.end()), text, "copied")
