"""The words of time expressions: a grammar of one row a rule, and the words after an expression that change what it does.

Only patterns stand here; `extract.periods` reads what they match. The named groups of a row are read by the function
that `extract.periods` keeps under the row's name.
"""

from __future__ import annotations

import regex

from extract.moments import DAY, MOMENT, NUMBER_OF_MONTH, RELATIVE, YEAR

_NUMBER = r"(?:\d++|[一二两三四五六七八九十百]++)"
_VAGUE = r"(?:几|多|数|好几)"
_STOP = r"，,。；;：:、！!？?\n"
_TO = r"[ ]?(?:至|到|[-—–－~～─]++)[ ]?"
_CONGRESS = r"(?:党的?|中国共产党|中共)?(?P<congress>十[四五六七八九]|二十一?)大"
_PLENUM = r"(?:党的?)?(?P<plenum>(?:十[一二三四五六七八九]|二十)届[一二三四五六七]中)全会"
_ERA = r"(?P<era>改革开放|新中国成立|中华人民共和国成立|建国|西部大开发)"
_BODY = rf"(?:“[^“”\n]{{1,24}}”|(?!自(?![治然主身愿我]))[^{_STOP}\d年“”]){{1,20}}?"

RULES: tuple[tuple[str, str], ...] = (
    (
        "every",
        rf"每(?:个|一|两|半)?(?:年|月|季度?|周|天|日)(?!末|底)(?:{MOMENT})?|年均|月均|历年|逐年|按[月年]",
    ),  # 每年9月
    ("streak", rf"连续(?:{_NUMBER}|{_VAGUE})(?:个?(?:年|季度)|个月)(?:多|余)?"),  # 连续三年
    (
        "event",  # 自党的十九大召开以来, 党的十九大以来至今年8月, 十九届六中全会以来, 改革开放以来
        rf"(?:自从?|从)?(?:(?:{_CONGRESS}|{_PLENUM})(?:胜利)?(?:召开|闭幕|开幕)?(?:以来|之后|以后|后(?!备))|{_ERA}以来)"
        rf"(?:{_TO}(?P<until>{MOMENT}))?",
    ),
    (
        "plan",  # “十三五”期间, 十四五以来, “十三五”末
        r"[“\"]?(?P<plan>十?[一二三四五]|[九十])五[”\"]?(?:规划)?(?P<course>期间|时期|以来|末|初)期?",
    ),
    (
        "now",
        r"(?:截[至止]到?|到)?目前(?:为止)?|截[至止]到?(?:现在|今(?!年)|当前|(?:记者)?发稿)时?|迄今(?:为止)?|现阶段"
        r"|(?:当前|如今|现在|眼下)(?=[，,]|全|共|已|拥有|有(?!些|的|人))|(?<=到|至|为)(?:当前|如今|现在)|(?:^|(?<=[，,；;。]))(?:如今|现在)(?!年轻|[的正])",
    ),
    (
        "dated",  # 截至2021年底, 自2019年3月起, 4月8日至10日, 2016—2020年, 今年1—8月, 由2021年的, 比上年
        r"(?=[截自从由到至比较与同相对高今去前上下明当翌次本全年第元春清端中国五七“十一二三四六八九\d])"
        r"(?P<lead>截[至止](?:到|于)?|自从?|从|由|到|(?<![甚乃以])至|比|较|与|同|相比于?|相较于?|对比|高于)?[ ]?"
        rf"(?P<first>(?:{RELATIVE}|{YEAR}[ ]?年){NUMBER_OF_MONTH}(?={_TO}\d)|{YEAR}[ ]?年?(?=(?:{_TO}|[、和]){YEAR}[ ]?年)"
        rf"|(?<![\d.]){NUMBER_OF_MONTH}(?={_TO}{NUMBER_OF_MONTH}[ ]?月)|{MOMENT})(?:(?:{_TO}|(?<=\d年?)[、和](?={YEAR}))(?P<last>{MOMENT}|{DAY}))?",
    ),
    (
        "years",  # 5年来, 近三年, 过去五年间, 三年多来, 5年累计
        rf"(?:(?:近|最近|过去|这|前|短短)的?)?(?P<count>{_NUMBER}|{_VAGUE})个?[多余几]?年(?:多|余)?(?:以)?(?:来|间)(?![访信电人隔])"
        rf"|(?:近|最近|过去|这|短短)的?(?P<past>{_NUMBER})年(?:时间)?(?![级期制度龄以来间])|(?<![第续每])(?P<sum>{_NUMBER})年(?=累计|共计|总共)",
    ),
    ("ago", rf"(?<=由|从)(?P<ago>{_NUMBER})年前的"),  # 由10年前的27个
    (
        "recent",
        rf"近年来?(?![底末初])|[近这](?:几|些)年来?|半年多?来|(?:{_NUMBER}|{_VAGUE})个(?:多)?月(?:多)?来|近期|近日|日前|近来|最近"
        r"|(?:上|20|二十)世纪(?:[1-9]0|[一二三四五六七八九]十)年代(?:[初末]期?|中[期叶])?(?:以来)?|翌年|(?<![每首一二三本这该两四五])次年(?!度|会)",
    ),
    ("echo", r"(?:本次|此次|这次|该次)[\p{Han}“”]{1,8}?后(?=[，,])"),  # 本次换届后
)

PHASE = regex.compile(  # 主题教育开展以来, 疫情期间, 新冠肺炎疫情发生后, 换届后, 自集中整治开展以来: a phase without a date
    rf"(?:^|(?<=[{_STOP}]))[ ]?(?:{_BODY}(?:以来|期间|疫情发生后|换届后)|疫情发生后|换届后)"
    rf"|自从?{_BODY}以来|换届后|(?:疫情|战疫|抗疫|脱贫攻坚|换届|主题教育|集中攻坚)期间"
)
_FIRST = (  # the characters that any row can begin with: one test rejects most positions
    r"(?=[截自从由到至比较与同相对高近最过去这前短今本上下明当翌次全每年月按连多几数好党中该此日半历逐迄现如眼目改新建西元春清端国“\"十一二两三四五六七八九百零\d第])"
)
GRAMMAR = regex.compile(_FIRST + "(?:" + "|".join(f"(?P<{name}_>{pattern})" for name, pattern in RULES) + ")")
PHASE_CORES = ("以来", "期间", "届后", "生后")
CORE = regex.compile(  # what every expression has in it: around these few places the grammar is tried, and nowhere else
    r"(?<=[\d一二三四五六七八九十百零〇○两几多余数个 去今前上明当同翌次本全每近历连逐半])年|年(?=[底初末终均内来])"
    r"|(?<=[\d一二三四五六七八九十个每按多 ])月|(?<=[至到—–~～-][ ]?\d{1,2})[日号]|目前|当前|如今|现在|眼下|现阶段|截[至止]|迄今|以来|期间|前夕|假期"
    r"|五[”\"]?[期时以末初规]|季度|近日|日前|最近|近期|近来|这些年|[届生大会]后|[本此这该]次"
)
BEFORE_YEAR, BEFORE, BEFORE_PHASE, AFTER = 12, 20, 40, 40
"""Characters before a core word (年, 月 or 日; another; that of a phase) in which its expression begins, and after it in
which the grammar may look."""
SINCE_TAIL = regex.compile(
    rf"(?:度?(?:以来|至今|迄今)|(?:起|开始|来)(?=[{_STOP}])|[^{_STOP}\d是]{{0,20}}?(?:以来|至今(?!年)))"
)
AFTER_TAIL = regex.compile(rf"[^{_STOP}\d]{{1,24}}?后(?=[{_STOP}])")
PERSON_TAIL = regex.compile(r"(?:出生|生(?=[，,于人]|$)|入党|参加工作|毕业|入伍|参军|退伍|去世|病逝|牺牲)")
JOINED_PARTY = regex.compile(rf"[^{_STOP}\d]{{0,14}}?入党的")
NAME_TAIL = regex.compile(  # 新华社北京8月27日电; 6月30日，记者从市委组织部获悉: when the news was heard, not when it happened
    r"远景目标|贺词|[电讯](?:[ （(]|$)|消息|[，,]?(?:本报)?记者[^，,。]{0,16}(?:获悉|了解到|获知)"
)
HEARD = regex.compile(r"记者[ ]?$")
BASE_TAIL = regex.compile(rf"[底末]?的?[^{_STOP}\d]{{0,6}}?[\d.]++倍")
COMPARED = regex.compile(rf"[^{_STOP}\d]{{0,6}}?相比")
JOINED = regex.compile(
    rf"[底末]?的[^{_STOP}\d到至]{{0,8}}?(?=[\d一二三四五六七八九十百千两]|不足|不到|近|约)"
)
AGAIN = regex.compile(r"[，,。；;：:]|.{9}")
UNTIL = regex.compile(rf"[，,]?[^{_STOP}\d]{{0,16}}")
RECURRENT = regex.compile(r"节日|节假日|每|平时|周末|日常|关键期间")
