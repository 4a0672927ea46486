"""Years of two digits: 截至21年底, 2019—21年, ’21年.

21年 is a length of time in most sentences (任职21年, 20年党龄). A year it is where its words leave nothing else: a part of it follows
(21年底, 21年6月), what says as of, since or compared with stands before, another year stands beside, or it opens a clause
of what a body did (21年，全市…). At 10年 and 20年 the last of these is not enough, for spans are told in round numbers.
"""

from __future__ import annotations

from typing import Final

_YEAR = r"[012]\d"
_UNEVEN = r"(?:0\d|[12][1-9])"
_TO = r"(?:[ ]?(?:至|到|[-—–－~～]{1,2})[ ]?)"
_DID = r"[，,]?(?:全[省市县区州旗镇乡村街]|我[省市县区州旗镇乡]|新[建增发]|举办|发展(?!了?\d*[年载])|培训|选派|建成|整顿|表彰|[上下]半年|前?[一二三四]季度)"
_OPENS = r"(?:^|(?<=[，,。；;：:、（(\n\u3000]))"

SHORT_YEAR: Final = (
    r"(?<![\d.第])(?:"
    rf"{_YEAR}(?=[ ]?年(?:底(?![蕴气色\d])|末(?!\d)|初(?![心衷一二三\d])|度(?!假)|[ ]?(?:1[0-2]|0?[1-9])[ ]?月(?![个内])))"  # 21年底, 21年度, 21年6月
    rf"|(?:(?<=截至)|(?<=截止)|(?<=截[至止]到)|(?<=[’‘']))(?:{_YEAR})(?=[ ]?年)"  # 截至21年, ’21年
    rf"|(?:(?<=自)|(?<=自从)|(?<=从)){_YEAR}(?=[ ]?年(?:以来|起|开始|至今|{_TO}|的\d))"  # 自19年起, 从19年的300名
    rf"|(?:(?<=比)|(?<=较)){_YEAR}(?=[ ]?年(?:同期|净?增|减|提|上升|下降|多|少))"  # 比20年增加
    rf"|(?<=[与同]){_YEAR}(?=[ ]?年(?:同期|相比))"
    rf"|(?:(?<=到)|(?<=至)|(?<=由)){_YEAR}(?=[ ]?年的\d)"  # 增至21年的320名
    rf"|{_YEAR}(?=[ ]?年{_TO}{_YEAR}[ ]?年)|(?<=年[至到—–-]){_YEAR}(?=[ ]?年)"  # 19年至21年
    rf"|(?:(?<=(?:19|20)\d\d[至到—–~～-])){_YEAR}(?=[ ]?年)"  # 2019—21年
    rf"|(?:(?<=(?:19|20)\d\d年[、和])|(?<=(?:19|20)\d\d年、\d\d年[、和])){_YEAR}(?=[ ]?年)"  # 2019年、20年、21年分别
    rf"|(?<=其中){_YEAR}(?=[ ]?年(?![党工教军]龄|以[上下内]|及以)[^的\d，,。；;]{{2,6}}\d)"  # 其中20年投入620万元
    rf"|{_UNEVEN}(?=[ ]?年(?:以来|至今))"  # 18年以来
    rf"|{_OPENS}(?:{_UNEVEN}(?=[ ]?年{_DID})|{_YEAR}(?=[ ]?年{_DID}[^。\n]{{0,60}}?[，,。；;、]{_UNEVEN}[ ]?年{_DID})))"  # 21年，全市
)
"""A year as two digits, by the words around it; without 年."""


def in_full(year: int) -> int:
    """The year that two digits mean; any other stays as it is.

    >>> in_full(21), in_full(98), in_full(2021)
    (2021, 1998, 2021)
    """
    return year + 2000 if year < 50 else year + 1900 if year < 100 else year
