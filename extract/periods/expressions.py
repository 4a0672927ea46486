"""The words of time expressions: a grammar of one row a rule, and one small reader for each row.

A row says with which characters its expressions begin, so that a place in a text is asked only by the rows that may fit
it; of those that do the first counts. The named groups of a row are read by the function under the row's name in
`extract.periods.readers`. What a date does beside its own words (2019年以来, 2019年同期, 由2019年的) is told by `extract.periods.roles`.
"""

from __future__ import annotations

import re

from extract.numerals import NumeralError
from extract.patterns import HAN, lazy
from extract.periods import phases
from extract.periods.moments import (
    AFTER_LOST_YEAR,
    DAY,
    MOMENT,
    MONTH_AND_DAY,
    NUMBER_OF_MONTH,
    RELATIVE,
    YEAR,
    Period,
)
from extract.periods.readers import READERS, VAGUE_FIRST, Reader
from extract.periods.roles import STOP

_NUMBER = r"(?:\d++|[一二两三四五六七八九十百]++)"
_VAGUE = r"(?:几|多|数|好几)"
_TOOK = r"(?<!经过)(?<!通过)(?<!历经)(?<!历时)(?<!用了)"  # not behind the verb of a length
_BEGINS = rf"(?:^|(?<=[{STOP}“ \u3000\t]))"  # a clause or a paragraph, which may be indented
_LATER_DAY = r"(?:[12]\d|3[01]|0?[1-9])[ ]?[日号](?![线楼院店门文])"
_TO = r"[ ]?(?:起?至|起?到|[-—–－~～─]++)[ ]?"
_CONGRESS = r"(?:党的?|中国共产党|中共)?(?P<congress>十[四五六七八九]|二十一?)大"
_PLENUM = r"(?:党的?)?(?P<plenum>(?:十[一二三四五六七八九]|二十)届[一二三四五六七]中)全会"
_ERA = r"(?P<era>改革开放|新中国成立|中华人民共和国成立|建国|西部大开发)"

_DIGITS = "0123456789０１２３４５６７８９"
_NUMBERS = _DIGITS + "一二两三四五六七八九十百"

_RULES: tuple[tuple[str, str, str], ...] = (
    (
        "every",
        "每年月历逐按",
        rf"每(?:个|一|两|半)?(?:年|月|季度?|周|天|日)(?!末|底)(?:{MOMENT}(?:{_TO}{MOMENT})?)?|年均|月均|历年|逐年|按[月年]",
    ),  # 每年9月, 每年5月至6月
    ("streak", "连", rf"连续[ ]?(?:{_NUMBER}|{_VAGUE})[ ]?(?:个?(?:年|季度)|个月)(?:多|余)?"),  # 连续三年
    (
        "congresses",  # 党的十八大至十九大期间: five years, the congress at each end in them
        "党中十",
        rf"{_CONGRESS}(?:召开)?(?:以来)?{_TO}(?:党的?|中国共产党|中共)?(?P<next>十[五六七八九]|二十一?)大(?:召开)?(?:期间|之间|[的这]*(?:五|5)年(?:来|间)?)?(?!代表|精神|报告)",
    ),
    (
        "event",  # 自党的十九大召开以来, 党的十九大以来至今年8月, 十九届六中全会以来, 改革开放以来
        "自从党中十二改新建西",
        rf"(?:自从?|从)?(?:(?:{_CONGRESS}|{_PLENUM})(?:胜利)?(?:召开|闭幕|开幕)?(?:以来|之后|以后|后(?!备))|{_ERA}(?:以来|的?这?{_NUMBER}(?:多|余)?年(?:多|余)?来))"
        rf"(?:{_TO}(?P<until>{MOMENT}))?",
    ),
    (
        "plan",  # “十三五”期间, 十四五以来, “十三五”末
        '“"十一二三四五九',
        r"[“\"]?(?P<plan>十?[一二三四五]|[九十])五[”\"]?(?:规划)?(?P<course>期间|时期|以来|末|初)期?",
    ),
    (
        "now",
        "截到目迄现当如眼时至",
        r"(?:截[至止]到?|[到至])?目前(?:为止)?|截[至止]到?(?:现在|今(?!年)|当前|(?:记者)?发稿)时?|迄今(?:为止)?|现阶段"
        rf"|(?<![托据对合照绕焦住于准鉴表体呈展])(?:当前|如今|现在|眼下)(?![^{STOP}\d]{{0,8}}(?:形势|态势|实际|局面))(?=[，,]|全|共|已|拥有|有(?!些|的|人))|(?<=到|至|(?<!作)为)(?:当前|如今|现在)|(?<![从自到至跟与比表体呈展])(?:如今|现在)(?!年轻|[的正])"
        rf"|{_BEGINS}至此(?=[，,])|{_BEGINS}时?至今日?(?=[，,]|已|共|累计|每|仍|还)",
    ),
    (
        "present",  # 现有党员30名, 现辖12个村; but 发现有, 现有的, 体现有; what it counts follows at once
        "现",
        rf"(?<![发出体实表展呈涌再浮显兑])现(?:(?=共)|已?有|(?=实有)|辖|下辖|设有?|拥有|建有|已(?!经)|(?=全[省市县区州旗乡镇村][^{STOP}\d]{{0,4}}?有))(?=[^，,。；;：:\n]{{0,40}}?(?:\d|[一二两三四五六七八九十百千]{{1,9}}[{HAN}]))(?!的)",
    ),
    (
        "months",  # 2021-03至2021-08, 2021/3—2021/8, 2021-03—08, 2021.3-8: from month to month in digits
        "自从由" + _DIGITS,
        rf"(?P<lead>自从?|从|由)?[ ]?(?<![\d./-])(?!\d{{4}}-\d{{1,2}}-\d{{1,2}}(?!\d))(?P<first>(?:19|20)\d\d[./-](?:1[0-2]|0?[1-9])){_TO}"
        r"(?P<last>(?:(?:19|20)\d\d[./-])?(?:1[0-2]|0?[1-9]))(?:月份?)?(?![\d.:/-]|[ ]?[年月日号%％十百千万亿余多元个名人户次吨亩米公平岁倍项条])",
    ),
    (
        "dated",  # 截至2021年底, 自2019年3月起, 4月8日至10日, 2016—2020年, 今年1—8月, 由2021年的, 比上年
        "截自从由到至比较与同相对高今去前上下明这是当翌次本全年第元春清端中国大除正腊五七民“十一二三四六八九"
        + _DIGITS,
        r"(?P<lead>截[至止](?:到|于)?|自从?|从|由|到|(?<![甚乃以])至|比|较|与|同|相比于?|相较于?|对比|高于)?[ ]?"
        rf"(?P<first>(?:(?:{RELATIVE}|{YEAR}[ ]?年)[ ]?)?{MONTH_AND_DAY}(?=(?:{_TO}|、)(?:{NUMBER_OF_MONTH}[ ]?月[ ]?)?{_LATER_DAY})|(?:{RELATIVE}|{YEAR}[ ]?年){NUMBER_OF_MONTH}(?={_TO}\d)|{YEAR}[ ]?年?(?=(?:{_TO}|[、和])(?:{YEAR}[、和]){{0,5}}{YEAR}[ ]?[两三四五]?学?年)|{YEAR}(?=[至到—–~～-][012]\d[ ]?年)"
        rf"|(?<![\d.]){NUMBER_OF_MONTH}(?={_TO}{NUMBER_OF_MONTH}[ ]?月)|{MOMENT})(?:(?:、{YEAR}年?(?=[、和])){{0,5}}(?:{_TO}|(?:(?<=\d)|(?<=\d[年月]))[、和](?={YEAR})|(?:(?<=月\d)|(?<=月\d\d))、(?={_LATER_DAY})|(?<=\d[日号])[、和](?={_LATER_DAY}))(?P<last>{MOMENT}|{DAY}|{YEAR}(?=[两三四五]年)|(?<=\d.)(?<=[.]\d\d.|.[.]\d.)(?:1[0-2]|0?[1-9])\.(?:[12]\d|3[01]|0?[1-9])(?![\d.%万]))(?:(?<=\d)[两三四五]年)?)?",
    ),
    (
        "years",  # 5年来, 近三年, 过去五年间, 三年多来, 5年累计; but 通过近三年努力 says how long it took
        "近最过这前短" + _NUMBERS + VAGUE_FIRST,
        rf"(?:(?P<ending>近|最近|过去|这|前|短短)的?[ ]?)?(?P<count>{_NUMBER}|{_VAGUE}[十百千]?)[ ]?个?[多余几]?[ ]?年(?:多|余)?(?:以)?(?:来|间)(?![访信电人隔])"
        rf"|{_TOOK}(?:近|最近|过去|这|短短)的?[ ]?(?!{YEAR})(?P<past>{_NUMBER})[ ]?年(?:时间)?(?![级期制度龄以来间半])|(?<![第续每])(?P<sum>{_NUMBER})[ ]?年(?=累计|共计|总共)",
    ),
    (
        "founding",  # 由新中国成立时的5.2万名增至300万名, 比建国时增长80倍
        "由从比较新中建",
        r"(?P<lead>由|从|比|较)?(?P<era>新中国成立|中华人民共和国成立|建国)之?(?:时(?![期代任])|前夕)(?P<of>的?(?=[约近超]?\d))?",
    ),
    (
        "anniversary",  # 在中国共产党成立94周年之际; 建党99周年到来之前
        "中建党",
        r"(?:中国共产党(?:成立|建党)|建党|党成立)(?P<years>\d{2,3}|[一二三四五六七八九十百]{1,4})[ ]?周年(?:之际|前夕|之时|到来|来临|华诞)(?:之际|前夕|之时|之前)?",
    ),
    (
        "ago",
        _NUMBERS,
        rf"(?<=由|从)(?P<ago>{_NUMBER})年前(?:的|(?=[约近]?\d))",
    ),  # 由10年前的27个, 由两年前21%
    (
        "before",
        _NUMBERS,
        rf"(?:{_BEGINS}|(?<=早在)){_NUMBER}年前(?=[，,全他她这]|村里)",
    ),  # 三年前，村里只有2户
    (
        "month",
        "上本昨前",
        r"(?:(?<![身马早晚较比])上个?|(?<![基资根])本)月(?![台饼球季])份?[底末初]?|昨[日天](?!的)|(?<![之以年])前天|上周(?![一二三四五六日末])",
    ),
    ("season", "去今", r"去冬今春|今冬明春|(?:(?<!如)今[春夏秋冬]|去[秋冬])(?:以来|(?=[，,]))"),
    (
        "recent",
        "近这半最日上次翌第不" + _NUMBERS + VAGUE_FIRST,
        rf"近年来?(?![底末初关])|[近这](?:几|些)年来?|半年多?来|(?:{_NUMBER}|{_VAGUE})个(?:多)?月(?:多)?来"
        # 5年时间，全州脱贫89万人; 在半年时间里，; 1个月内，
        rf"|(?:{_BEGINS}|(?<=在))(?:(?!{YEAR}){_NUMBER}|半)年多?的?时间(?=[里内]?[，,])|{_BEGINS}{_NUMBER}个多?月(?:的?时间)?[内里](?=[，,])"
        rf"|不到(?:(?!{YEAR}){_NUMBER}|半)年的?时间(?:[内里]|(?=[，,]))"
        rf"|(?<=短短)的?(?:(?:{_NUMBER}|半)年|{_NUMBER}个多?月)多?(?:的?时间)?[内里]?(?=[，,]|共|累计|先后|就|全)"  # 短短3个月内，
        r"|(?<![\d第近这每])(?:\d{1,2}|[一二两三四五六七八九十]{1,3})年(?=共(?:投|举|培|组|开|发|建|筹|查|选|派|整|解|实|完|争|累))"  # 3年共投入
        r"|(?:上|20|二十)[ ]?世纪[ ]?(?:[1-9]0|[一二三四五六七八九]十)[ ]?年代(?:[初末]期?|中[期叶])?(?:以来)?|第[二三]年(?=[，,又就便即再])",
    ),
    (
        "masked",
        "截2XxＸ×*",
        r"(?:截[至止]到?[ ]?)?(?:(?:20)?(?:[Xx]{2}|[Ｘ×*]{2})|20[\dXxＸ×*][XxＸ×*])[ ]?年(?:[ ]?[底末初])?(?!度)",
    ),  # XX年，发展党员21人: a year that is withheld
    ("lately", "近日最", r"近期|近日|日前|近来|最近(?![的几一两三])"),
    ("echo", "本此这该", rf"(?:本次|此次|这次|该次)[{HAN}“”]{{1,8}}?后(?=[，,])"),  # 本次换届后
    (
        "election",
        "本此这该",
        rf"(?:[本此这该][次轮届]|这一[次轮])[{HAN}“”（）()]{{0,14}}?(?:换届|选举)(?:选举)?(?:工作)?中(?=[，,])",
    ),  # 此次换届中
)

ROWS = [(name, first, lazy(pattern)) for name, first, pattern in _RULES]
_BY_FIRST = {
    character: [(name, pattern) for name, first, pattern in ROWS if character in first]
    for character in {character for _, first, _ in ROWS for character in first}
}
_TO_A_DAY = "|".join(rf"(?<=[至到—–~～-]{gap}.)" for gap in (r"\d", r"\d\d", r" \d", r" \d\d"))
_CORES = (  # what every expression has in it: around these few places the grammar is tried, and nowhere else
    r"年(?<=[\d一二三四五六七八九十百零〇○两几多余数个 去今前上明当同翌次本全每近历连逐半学是XxＸ×*].)|年(?=[底初末终均内来])",
    "周(?=年(?:之际|前夕|之时|到来|来临|华诞))",
    r"月(?<=[\d元一二三四五六七八九十个每按多 上本].)",
    rf"日(?:{_TO_A_DAY})|日来(?=[，,])",
    rf"号(?:{_TO_A_DAY})",
    r"2(?<!\d.)(?=0\d\d(?:(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)|" + AFTER_LOST_YEAR + "))",
    r"1(?<!\d.)(?=9\d\d" + AFTER_LOST_YEAR + ")",
    r"\.(?<=\d\d\d\d.)(?=(?:1[0-2]|0?[1-9])(?!\d))",
    r"-(?<=\d\d\d\d.)(?=(?:1[0-2]|0?[1-9])(?!\d))",
    r"/(?<=\d\d\d\d.)(?=(?:1[0-2]|0?[1-9])(?!\d))",
    "大年(?=[三夜初])|除夕|正月(?=[初十])|腊月|元宵|昨[日天]|前天|上周|今[春夏秋冬]|明[春夏秋冬]|去[秋冬]|目前|当前|如今|眼下|截[至止]|迄今|至今(?!年)|至此(?=[，,])|以来|期间|前夕|假期",
    "现在|现阶段|现(?=[有共辖下设拥建全]|已(?!经)|实有)",
    '届(?<=[上本]届)(?=[村社“"两班党书成全0-9])|届(?<=上一届)(?=[村社“"两班党书成全0-9])|届(?=(?:选举)?(?:工作)?中[，,])|'
    "举(?=(?:工作)?中[，,])",
    '五[”"]?[期时以末初规]|季度|阶段(?=[，,])|伊始(?=[，,])|际(?<=之际)(?=[，,])|天来(?=[，,])|近日|日前|最近|近期|近来|这些年|本次|此次|这次|该次|初期',
    "时期(?<=[争命战社]时期)|时(?<=设市时)|时(?<=建市时)|时(?<=[设改]区时)|时(?<=[成建][立国]时)|时(?<=[立国]之时)",
    "后(?<=[届生大会举开幕束]后)|后(?<=完成后)(?=[，,])|后(?<=[之以台施动用业地行]后)(?=[，,])|前(?<=[届举之]前)|中(?<=[情疫产考险洪灾控动战]中)(?=[，,])",
)
CORE = lazy(
    "|".join(_CORES)
)  # each begins with a character of its own, by which `re` skips the places between
_BEFORE_YEAR, _BEFORE, _AFTER = 12, 20, 40
"""Characters before a core word (年, 月 or 日; another) in which its expression begins, and after it in
which the grammar may look."""
PAUSE = lazy(rf"[{STOP}]")
AGAIN = lazy(r"[，,。；;：:]|.{9}")
UNTIL = lazy(rf"[，,]?[^{STOP}\d]{{0,16}}")
_AND = frozenset("、和")
_LISTED = lazy(
    r"(?<![\d.])(?:(?:19|20)\d\d[、和]){1,5}(?:19|20)\d\d[两三四五]?$"
)  # 2018、2019、2020年; 2019、2020、2021三|年


def around(core: re.Match[str], text: str, done: int) -> tuple[re.Match[str] | None, Period | None]:
    """What the grammar matches around a core word, and what it reads there; (match, None) is a name, not a period."""
    begin = max(done, core.start() - (_BEFORE_YEAR if core.group() in "年月日号" else _BEFORE))
    if not _AND.isdisjoint(text[max(0, core.start() - 6) : core.start() - 4]) and (
        years := _LISTED.search(text, max(done, core.start() - _AFTER), core.start())
    ):
        begin = years.start()
    found = _leftmost(text, begin, core)
    if found is not None:
        name, match = found
        return match, _understood(READERS[name], match)
    return phases.around(core, text, done)


def _understood(read: Reader, match: re.Match[str]) -> Period | None:
    """The period of an expression, None where its number is none: 十十年来 says nothing of when."""
    try:
        return read(match)
    except NumeralError:
        return None


def _leftmost(text: str, begin: int, core: re.Match[str]) -> tuple[str, re.Match[str]] | None:
    """The leftmost expression from a place on that holds a core word, with the first row that it fits."""
    for position in range(begin, core.end()):
        for name, pattern in _BY_FIRST.get(text[position], ()):
            match = pattern.match(text, position, core.end() + _AFTER)
            if match is not None and match.end() > core.start():
                return name, match
    return None
