"""How a page was set, read as what it stands for: tags and blanks of the web, line ends, paragraphs that ran together, a typewriter's
quotation marks, characters that a scanner took for another.

Each function looks at a text and gives what is to be read otherwise: (start, end, what is read there). None of it says anything: a
report that is set in another way is the same report.
"""

from __future__ import annotations

import re
from operator import itemgetter

Found = list[tuple[int, int, str]]

_WEB_BLANK = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]+")
_LINE_END = re.compile("\r(?!\n)|[\x0b\x0c\x85\u2028\u2029]")
_ODD_BLANKS = "\u00a0\u202f\u205f\r\x0b\x0c\x85\u2028\u2029" + "".join(map(chr, range(0x2000, 0x200B)))
_RUN_ON = re.compile(r"(?<=[。！？；：”）])(?:\u3000{2,}| {4,})(?=\S)")
_RUN_ONS = tuple(mark + indent for mark in "。！？；：”）" for indent in ("\u3000\u3000", "    "))
_INDENT = re.compile(r"(?<=\S)(?:\u3000{2}|(?<=[。！？；：”）]) {4})(?=\S)")
_RUNS_ON = 2  # indents behind a sentence by which a text is known whose paragraphs ran together
_TAG = re.compile(
    r"<(?:(?P<block>br|/p|/div|/h[1-6]|/li|/tr|/section)|/?(?:p|div|span|strong|b|i|u|em|font|section|a|img|h[1-6]|ul|ol|li|table|tbody|tr|td|th|center|o:p))(?:\s[^<>]{0,400})?/?>",
    re.IGNORECASE,
)


def tags(text: str) -> Found:
    """Tags of a web page's source that a copy left in a text: ``<p style="…">``; ``<br>`` and what ends a block end a line."""
    if "<" not in text:
        return []
    return [
        (
            *match.span(),
            "\n" if match["block"] and text[match.end() : match.end() + 1] not in ("\n", "\r") else "",
        )
        for match in _TAG.finditer(text)
    ]


def blanks(text: str) -> Found:
    """The blanks of a web page, with which copies indent and part, read as the common one, and whatever else ends a line as its end."""
    if not any(map(text.__contains__, _ODD_BLANKS)):
        return []
    found = [(*match.span(), " " * len(match.group())) for match in _WEB_BLANK.finditer(text)]
    ends = [(*match.span(), "\n") for match in _LINE_END.finditer(text)]
    return sorted(found + ends, key=itemgetter(0)) if ends else found


def paragraphs(text: str) -> Found:
    """Paragraphs that a copy ran together: the indent stands behind the end of a sentence, ``…工作。　　二是…``, and so behind a heading
    of the same text, ``一、抓好培训　　全县…``."""
    if not any(map(text.__contains__, _RUN_ONS)):
        return []
    found = [(match.start(), match.start() + 1, "\n") for match in _RUN_ON.finditer(text)]
    if len(found) < _RUNS_ON:
        return found
    return [(match.start(), match.start() + 1, "\n") for match in _INDENT.finditer(text)]


_AT_ITS_END = "(?=[，,。；;、）)]|全[省市县区州镇乡]|共)"
_MISREAD = tuple(  # two characters of which a scanner takes one for another, where the words around them leave no other
    (read, meant, re.compile(f"{before}{read}{behind}"))
    for read, meant, before, behind in (
        ("年未", "年末", "", _AT_ITS_END),
        ("月未", "月末", "", _AT_ITS_END),
        ("人党", "入党", "(?<![工个军商女男老人名万千百0-9])", "(?=积极分子|申请|志愿|誓词|宣誓|介绍人)"),
        ("投人", "投入", "", "(?=资金|经费|帮扶|扶贫|财政|使用|运行|[约近超]?[0-9])"),
        ("深人", "深入", "", "(?=开展|推进|实施|贯彻|基层|农村|学习)"),
        ("纳人", "纳入", "", "(?=考核|管理|整顿|培训)"),
        ("收人", "收入", "(?<![招吸接])", "(?=[达约近超为]|[0-9])"),
        ("人户", "入户", "(?<=[进驻]村)", ""),
        ("己完", "已完", "(?<![自知利律克一各舍为体悦爱])", "(?=成)"),
        ("己整", "已整", "(?<![自知利律克一各舍为体悦爱])", "(?=改)"),
        ("己建", "已建", "(?<![自知利律克一各舍为体悦爱])", "(?=[成立])"),
        ("己累", "已累", "", "(?=计)"),
        ("1曰", "1日", "", "(?=[，,。；、至—-])"),
        ("0曰", "0日", "", "(?=[，,。；、至—-])"),
    )
)


def misread(text: str) -> Found:
    """Characters that a scanner took for another: ``2021年未，``, ``递交人党申请书``, ``投人资金``, ``己完成``."""
    found = [
        (*each.span(), meant)
        for read, meant, pattern in _MISREAD
        if read in text
        for each in pattern.finditer(text)
    ]
    return sorted(found, key=itemgetter(0))


_MARKS_OF_SPEECH = str.maketrans("「」『』〝〞〟", "“”“”“””")
_OTHER_QUOTES = re.compile("[「」『』〝〞〟]")
_QUOTES = '"＂「」『』〝〞〟'
_STRAIGHT = re.compile('["＂]')
_CHINESE = re.compile(r"[\u2e80-\u9fff\u3000-\u303f\uff00-\uffef]")


def quotes(text: str) -> Found:
    """Quotation marks of a typewriter or of traditional print, read as those that reports use: ``"党建"引领``, ``「兩新」組織``.

    Straight ones open and close in turn within their line, where they are even in number and stand by Chinese text.
    """
    if not any(map(text.__contains__, _QUOTES)):
        return []
    found = [
        (*each.span(), each.group().translate(_MARKS_OF_SPEECH)) for each in _OTHER_QUOTES.finditer(text)
    ]
    start = 0
    while (first := _STRAIGHT.search(text, start)) is not None:
        begin = text.rfind("\n", 0, first.start()) + 1
        end = text.find("\n", first.start())
        end = len(text) if end < 0 else end
        marks = [each.start() for each in _STRAIGHT.finditer(text, begin, end)]
        if not len(marks) % 2:
            for opens, closes in zip(marks[::2], marks[1::2], strict=True):
                if _by_chinese(text, opens, closes):
                    found += [(opens, opens + 1, "“"), (closes, closes + 1, "”")]
        start = end
    return sorted(found, key=itemgetter(0))


_ALIKE = str.maketrans(dict.fromkeys("“”＂「」『』〝〞〟", '"') | dict.fromkeys("\u00a0\u202f\u205f", " "))


def typeset_alike(one: str, other: str) -> bool:
    """Whether two texts differ by no more than their quotation marks and the kinds of their blanks.

    >>> typeset_alike('"党建"引领', "“党建”引领"), typeset_alike("党员12000 名", "党员12000名")
    (True, False)
    """
    return one.translate(_ALIKE).strip() == other.translate(_ALIKE).strip()


def _by_chinese(text: str, opens: int, closes: int) -> bool:
    """Whether what two marks enclose, or what stands outside of them, is Chinese."""
    beside = (
        text[max(0, opens - 1) : opens]
        + text[opens + 1 : opens + 2]
        + text[closes - 1 : closes]
        + text[closes + 1 : closes + 2]
    )
    return _CHINESE.search(beside) is not None


_NO_GROUP = r" (?=[^\s\d]|\d(?!\d{2}(?!\d)))"  # 1, 200 is one number
_MARKS = tuple(  # of commas and of what ends more: the blank behind a mark, and a mark without one
    (re.compile(f"(?:{mark}){_NO_GROUP}"), re.compile(rf"(?:{mark})(?=[^\s”’」』）》】])"))
    for mark in (r"(?<=[，、])|(?<=[\u4e00-\u9fff”）%],)", r"(?<=[；：。！？])|(?<=[\u4e00-\u9fff”）%][;:])")
)
_OFTEN = 4  # blanks after marks, more than marks without one, with which a text is typeset so


def blanks_after_marks(text: str) -> Found:
    """The blank that a text puts behind every mark, as Western print does: ``近年来， 全县…。 发展党员``. One here and there may part what
    the writer parted."""
    if sum(text.count(f"{mark} ") for mark in "，、；：。！？,;:") < _OFTEN:
        return []
    found: Found = []
    for blank, mark in _MARKS:
        own = [(*each.span(), "") for each in blank.finditer(text)]
        if len(own) >= _OFTEN and len(own) > sum(1 for _ in mark.finditer(text)):
            found += own
    return sorted(found, key=itemgetter(0))
