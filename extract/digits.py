"""Numbers that a page broke: letter-spaced text, points and commas gone astray, line breaks and footnote marks within.

Each function looks at a text for one defect and returns ``(start, end, after)`` for what it can justify to change; `fixes`
says in which order. A number is joined only where what stands on both its sides shows that it is one: a noun before it and
a count word after it. Columns of a table, lists and slogans (``“1 1 9”工作部署``, ``沈阳 12 3.5``) keep their spaces.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from itertools import pairwise

from extract.numerals import CHINESE, NumeralError, parse_range
from extract.patterns import lazy, lazy_regex

_GAP = " \u00a0\u2002-\u200a\u202f\u205f\u3000"
_HAN = "一-龥"
_COUNTED = (  # what may follow the last digit of a number that was broken
    "万亿余多名个人户元场次期批件所家处支座项条份起宗例篇册栋岁亩吨斤倍%％‰㎡公平千百位村社岗户辆台套种类例届轮天间"
)
_MEASURED = r"(?:[%％‰㎡]|[十百千]?[万亿]|个?百分点|元|倍|岁|亩|吨|公[里斤顷]|平方|千[米克]|[米斤])"

Found = list[tuple[int, int, str]]

# What a broken number has somewhere: most lines of most reports have none of it, and one look says so.
_SIGNS = (
    lazy(rf"[{_GAP}lI|OoОоＯｏ〇](?<=[^\s].)(?=[^\s])"),
    lazy(r"[0-9万亿](?:\s*[。·．﹒‧∙•，,'’]\s*[0-9]|\.[\s.]|[¹²³⁰⁴-⁹①-⑳※†‡*#⁽\[［〔【（(OoОоＯｏ])"),
    lazy(r"[*`_](?=[0-9])"),
)
_LINE_TAIL = 16  # characters at the end of a line in which a number may run on
_BREAK = lazy(r"\n(?<=[0-9万亿百千十分之个人余多年一二三四五六七八九零 \r]\n)(?=[^\n])")


@lru_cache(maxsize=4)  # every fix of a round asks for the lines of the same text
def _suspects(text: str) -> tuple[tuple[int, int], ...]:
    """The lines in which a number may be broken; a line break after a number joins its line to the next one."""
    found: list[tuple[int, int]] = []
    for sign in _SIGNS:
        position = 0
        while match := sign.search(text, position):
            start, end = text.rfind("\n", 0, match.start()) + 1, text.find("\n", match.end())
            found.append((start, len(text) if end < 0 else end))
            # one more sign at the line's end may join the next one: 6 8名，支部2,⏎350个
            position = max(match.end(), found[-1][1] - _LINE_TAIL)
    for match in _BREAK.finditer(text):
        end = text.find("\n", match.end())
        found.append((text.rfind("\n", 0, match.start()) + 1, len(text) if end < 0 else end))
    return _merged(sorted(found))


def _merged(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    merged: list[tuple[int, int]] = []
    for start, end in ranges:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _in_suspects(find: Callable[[str], Found]) -> Callable[[str], Found]:
    """A finder that is asked only for the lines in which a number may be broken."""

    @wraps(find)
    def within(text: str) -> Found:
        return [
            (start + begin, end + begin, after)
            for begin, stop in _suspects(text)
            for start, end, after in find(text[begin:stop])
        ]

    return within


_LETTERS = lazy(rf"[^\s](?:[{_GAP}][^\s](?=[\s，。；：、！？,;:）)]|\Z)){{5,}}")
_LETTER_SPACED = lazy(rf"[{_GAP}][^\s][{_GAP}][^\s][{_GAP}]")
_FEWEST_HAN = 4  # characters: 男 女 1 2 3 4 is a row of a table
_OF_HAN = lazy(rf"[{_HAN}]")
_SPACES = lazy(rf"[{_GAP}]")


@_in_suspects
def letter_spaced(text: str) -> Found:
    """A space after every character, as of a justified page: ``共 有 党 员 1 2 0 0 0 名``. A column of digits stays."""
    found: Found = []
    if _LETTER_SPACED.search(text) is None:
        return found
    for run in _LETTERS.finditer(text):
        characters = run.group()[::2]
        han = len(_OF_HAN.findall(characters))
        if han >= _FEWEST_HAN and han * 3 >= len(characters):
            found += [
                (run.start() + at, run.start() + at + 1, "") for at in range(1, run.end() - run.start(), 2)
            ]
    return found


_MARK = lazy(
    rf"(?<=[0-9万亿])(?:[¹²³⁰⁴-⁹]+|[\[［〔【]注?\d{{1,2}}[\]］〕】]|[(（](?:注\d{{1,2}}|[1-9])[)）]|[①-⑳]|[※†‡#]|\*{{1,3}}(?![0-9])|[⁽][¹²³⁰⁴-⁹]+[⁾])(?=\s?[{_COUNTED}])"
)


@_in_suspects
def footnote_marks(text: str) -> Found:
    """The mark of a note between a number and its word: ``12000¹名``, ``45[2]个``, ``3.6③万元``; m² is no note."""
    return [(*match.span(), "") for match in _MARK.finditer(text)]


_NUMBER_STRESSED = lazy(
    rf"(?P<mark>\*{{1,3}}|__|`)(?P<number>[0-9][0-9,.]*\s?[{_HAN}%％]{{0,4}})(?P=mark)(?![0-9*_`])"
)
_WORDS_STRESSED = lazy(
    rf"(?<![*_`])(?P<mark>\*\*|__|`)(?P<words>(?![和与及])(?=[^*_`\n]{{0,30}}[{_HAN}]{{2}})[“（《0-9{_HAN}][^*_`\n]{{0,58}}[”）》：:%％0-9{_HAN}])(?P=mark)(?![*_`])"
)
_EMPHATIC = ("**", "__", "`")


def emphasis(text: str) -> Found:
    """The marks that a plain text sets a number or words off with: ``党员**12,000**名``, ``*45个*支部``, ``**党员总数：**45名``; 3*4 is
    a product, 张**、李** are names that are kept back."""
    words = _of_words(text) if any(mark in text for mark in _EMPHATIC) else []
    return sorted({*_of_numbers(text), *words})


@_in_suspects
def _of_numbers(text: str) -> Found:
    return _marks(_NUMBER_STRESSED.finditer(text), "number")


def _of_words(text: str) -> Found:
    return _marks(_WORDS_STRESSED.finditer(text), "words")


def _marks(stressed: Iterable[re.Match[str]], what: str) -> Found:
    return [
        (start, end, "")
        for match in stressed
        for start, end in ((match.start(), match.start(what)), (match.end(what), match.end()))
    ]


_OF_LETTERS = lazy(
    rf"(?<![A-Za-z0-9.])[0-9][0-9OoОоＯｏ]*[OoОоＯｏ][0-9OoОоＯｏ]*(?=\s?(?:[{_COUNTED}]|年(?!代)))|(?<![A-Za-z0-9.])[0-9]+〇[0-9〇]*(?=\s?[{_COUNTED}])|(?<=[{_HAN}])[lI|][0-9]+(?=\s?[{_COUNTED}])|(?<=[{_HAN}])[0-9]{{1,6}}[lI|][0-9]{{1,6}}(?=\s?[{_COUNTED}])"
)
_OF_YEARS = lazy(r"(?<=[一二三四五六七八九〇零])[OoОоＯｏ](?=[一二三四五六七八九〇零十年OoОоＯｏ])")
_DIGITS = str.maketrans("OoОоＯｏ〇lI|", "0000000111")


def _is_barred(text: str, at: int) -> bool:
    """Whether the line of a place has several bars, which part its cells: 党员|12000名|党支部|813个."""
    end = text.find("\n", at)
    return text.count("|", text.rfind("\n", 0, at) + 1, end if end >= 0 else len(text)) > 1


@_in_suspects
def letters_for_digits(text: str) -> Found:
    """O for 0 and l for 1, as a scanner reads them: ``12O名``, ``2O21年``, ``共l2个``; ``O2O`` and ``5G`` are names."""
    if not any(letter in text for letter in "OolIОоＯｏ〇|"):
        return []
    found = [
        (*match.span(), match.group().translate(_DIGITS))
        for match in _OF_LETTERS.finditer(text)
        if "|" not in match.group() or not _is_barred(text, match.start())
    ]
    return sorted(found + [(*match.span(), "〇") for match in _OF_YEARS.finditer(text)])


_DOTS = "．·﹒‧∙•"
_MONTH, _DAY_OF = r"(?:1[0-2]|0?[1-9])", r"(?:[12][0-9]|3[01]|0?[1-9])(?![0-9])"
_BROKEN_POINT = lazy_regex(
    rf"(?<=(?:[{_HAN}，、,(（至到—~～”》）)]|[{_HAN}] |(?<!^)(?<=[{_HAN}][%％，、])\s)[0-9]{{1,7}})(?:\s*\.\s+|\s+\.\s*|\s*[。·．﹒‧∙•]\s*)(?=[0-9]{{1,4}}\s?{_MEASURED})"
    rf"|(?<=[{_HAN}][0-9]{{1,7}})(?:\.\s+|\s+\.\s*)(?=[0-9]{{1,4}}(?:、|和|至|到|[-—~～])\s?[0-9])"
    r"|(?<=[0-9])[ \u00a0]+\.(?=[0-9])"
    rf"|(?<=[{_HAN}][0-9]{{1,4}})\.\.(?=[0-9]{{1,2}}\s?{_MEASURED})"
    rf"|(?<=[{_HAN}][0-9]{{1,3}})[，,](?=[0-9]{{1,2}}[%％])(?<!分别[^，。；]{{0,6}})"
    rf"|(?<=(?<![0-9])(?:19|20)[0-9]{{2}})[{_DOTS}](?={_MONTH}[{_DOTS}.]{_DAY_OF})|(?<=(?<![0-9])(?:19|20)[0-9]{{2}}[{_DOTS}]{_MONTH})[{_DOTS}](?={_DAY_OF})"
    rf"|(?<=截[至止]到?(?:19|20)[0-9]{{2}})[{_DOTS}](?={_MONTH}(?![0-9{_DOTS}]))"
    r"|(?<=(?:19|20)[0-9]{2})\s?\.[ ]+(?=(?:1[0-2]|0?[1-9])\s?\.\s?[0-9]{1,2})|(?<=(?:19|20)[0-9]{2}\s?\.\s?(?:1[0-2]|0?[1-9]))\s?\.[ ]+(?=(?:[12][0-9]|3[01]|0?[1-9])(?![0-9]))"
)

_ENDS_PARAGRAPH = lazy(r"\n\n|。\s*\n")  # 女100。⏎35岁以下200名


@_in_suspects
def broken_points(text: str) -> Found:
    """A decimal point with a space or a line break beside it, or a full stop or a dot in its place: ``15. 6万元``, ``8。1%``.

    Only before a unit that takes decimals: 共45个支部，党员98。3个支部 is two sentences.
    """
    return [
        (*match.span(), ".")
        for match in _BROKEN_POINT.finditer(text)
        if match.group() != "." and not _ENDS_PARAGRAPH.search(match.group())
    ]


_BROKEN_GROUP = lazy_regex(
    rf"(?<=[{_HAN}，、(（:：][0-9]{{1,3}}(?:,\s?[0-9]{{3}})*)(?:,\s+|\s+,\s*)(?=[0-9]{{3}}(?:[,.][0-9]+)*\s?[{_COUNTED}])"
    rf"|(?<=[{_HAN}][0-9]{{1,3}}(?:[,，][0-9]{{3}})*)，(?=[0-9]{{3}}(?:[,，][0-9]{{3}})*(?:\.[0-9]+)?\s?[{_COUNTED}])(?<!(?:分别|依次)[^，。；]{{0,6}})"
    rf"|(?<=[{_HAN}，、(（:：][0-9]{{1,3}}(?:['’][0-9]{{3}})*)['’](?=[0-9]{{3}}(?:['’][0-9]{{3}})*(?:\.[0-9]+)?\s?[{_COUNTED}])"
)


@_in_suspects
def broken_groups(text: str) -> Found:
    """A comma that groups by thousands with a space or a line break behind it, a full-width one, or an apostrophe in its place:
    ``1,\\n234万元``, ``12’000名``."""
    return [(*match.span(), ",") for match in _BROKEN_GROUP.finditer(text) if "\n\n" not in match.group()]


_SINGLE = lazy(
    rf"(?<=[{_HAN}（(，、：:])[{_GAP}]?[0-9](?:[{_GAP}](?:[,，][{_GAP}])?[0-9]){{1,}}(?:[{_GAP}]?\.[{_GAP}]?[0-9](?:[{_GAP}][0-9])*)?(?=[{_GAP}]?[{_COUNTED}])"
)
_SPACED_YEAR = lazy(
    rf"(?<![0-9][{_GAP}])(?<![0-9])(?:1[{_GAP}]?9|2[{_GAP}]?0)[{_GAP}]?[0-9][{_GAP}]?[0-9](?=[{_GAP}]?年)"
)
_DIGIT_GAP = lazy(rf"[0-9][{_GAP}][0-9]")
_ZEROS = lazy(rf"(?<=[0-9])[{_GAP}](?=0(?:[0-9]+[{_GAP}]?|[{_GAP}]?)[{_COUNTED}])")
_NOUN_NUMBER = lazy_regex(rf"(?r)[{_HAN}][0-9]+")


@_in_suspects
def spaced_digits(text: str) -> Found:
    """Spaces between the digits of one number: ``党员1 2 0 0 0名``, ``120 00名`` (no number begins with 0)."""
    found: Found = []
    if _DIGIT_GAP.search(text) is None:
        return found
    for year in _SPACED_YEAR.finditer(text):
        found += [(gap.start(), gap.end(), "") for gap in _SPACES.finditer(text, *year.span())]
    for run in _SINGLE.finditer(text):
        inner = run.start() + (1 if text[run.start()].isspace() else 0)
        found += [(gap.start(), gap.end(), "") for gap in _SPACES.finditer(text, inner, run.end())]
    joined = {start for start, _, _ in found}
    found += [
        (*gap.span(), "")
        for gap in _ZEROS.finditer(text)
        if gap.start() not in joined and _NOUN_NUMBER.match(text, max(0, gap.start() - 9), gap.start())
    ]
    return sorted(found)


_LINE_END = rf"[{_GAP}]*\r?\n[{_GAP}]*"
_BROKEN_LINE = lazy_regex(
    rf"(?<=[{_HAN}，、（(][0-9]{{1,7}}(?:\.[0-9]{{1,4}})?){_LINE_END}(?=[0-9]{{0,5}}(?:\.[0-9]+)?(?:[%％‰]|[余多]?[万亿]|[余多]?(?:名|人次|人(?![大才]|民)|个(?![体人性别])|户|元|场次|件|处(?![理置罚分])|座(?!谈)|台|套|辆|栋|吨|起(?!来)|宗|份|册|期|所|家(?!庭)|次|支(?!部|持)|项(?!目)|亩|公里|平方米|个?百分点|岁)))"
    rf"|(?<=[0-9]平方){_LINE_END}(?=米|公里)|(?<=[{_HAN}，（(](?:19|20)[0-9]{{2}}){_LINE_END}(?=年(?![度轻级会]))|(?<=年[0-9]{{1,2}}){_LINE_END}(?=月)|(?<=月[0-9]{{1,2}}){_LINE_END}(?=日)"
    rf"|(?<=[0-9][余多]?[百千万亿]){_LINE_END}(?=[余多]?(?:名|人次|人(?![大才民])|个(?![体人性别])|户|元|件|亩|平方米|公里|吨))"
    rf"|(?<=百分之[{CHINESE}0-9.点]*|分){_LINE_END}(?=(?:之)?[{CHINESE}0-9])"
    rf"|(?<=[0-9]人|[0-9]万人){_LINE_END}(?=次[，。、；（(])|(?<=[0-9]个百?|[0-9]个百分){_LINE_END}(?=百?分?点)"
    rf"|(?<=[二三四五六七八九]?[十百千万]){_LINE_END}(?=[一二三四五六七八九][十百千万]?[{CHINESE}]*[余多]?(?:名|人次|个(?![体人性别])|户|元|期|场|件))"
)
_NO_NUMBER = lazy(r"0[0-9]")  # begins a line: 12⏎000名
_WITH_POINT = lazy_regex(r"(?r)[0-9]\.[0-9]+")  # 226.8⏎万元
_LONG_ENOUGH = 12  # characters: a shorter line is a cell, a heading or an item, not one that its page broke
_YEAR = lazy_regex(r"(?r)(?<![0-9])(?:19|20)[0-9]{2}")


@_in_suspects
def broken_lines(text: str) -> Found:
    """A line break within a number or between it and its word: ``党员120⏎00名``, ``12000⏎名``, ``3.6万⏎人次``.

    The line must be as long as a line of prose, unless what follows begins with 0, as no number does; and no year may end it (a
    title with its year, a count in the next line).
    """
    if "\n" not in text:
        return []
    found: Found = []
    for match in _BROKEN_LINE.finditer(text):
        begin = text.rfind("\n", 0, match.start()) + 1
        ends_year = _YEAR.match(text, max(0, match.start() - 5), match.start()) is not None
        long_enough = (
            match.start() - begin >= _LONG_ENOUGH
            or _NO_NUMBER.match(text, match.end())
            or (text[match.end()] in "万亿" and _WITH_POINT.match(text, begin, match.start()))
        )
        if long_enough and (not ends_year or text.startswith("年", match.end())):
            found.append((*match.span(), ""))
    return found


_PARTED = lazy(
    rf"百\s*分\s*[之点](?:\s+(?=[0-9{CHINESE}]))?|[{CHINESE}0-9]\s*分\s*之\s*(?=[0-9{CHINESE}])|个\s+(?=百\s*分\s*点)|(?<=[{CHINESE}])\s+(?=个\s*百\s*分\s*点)"
)
_WRITTEN = lazy(rf"[{CHINESE}点]++(?:[{_GAP}][{CHINESE}余多几点]++)+")
_NUMERAL_GAP = lazy(
    rf"[{_GAP}\n](?<=[{CHINESE}点分之个0-9][{_GAP}\n])(?=[{_GAP}]*[{CHINESE}分之点个余多几0-9])"
)
_SCALES = "十百千万亿点"


@_in_suspects
def spaced_numerals(text: str) -> Found:
    """Spaces within a number in Chinese numerals: ``一百 五十二``, ``百 分之 三``; ``一 二 三`` and ``一 百年`` are none."""
    found: Found = []
    if _NUMERAL_GAP.search(text) is None:
        return found
    for match in _PARTED.finditer(text):
        found += [
            (match.start() + gap.start(), match.start() + gap.end(), "")
            for gap in _WHITE.finditer(match.group())
        ]
    taken = {start for start, _, _ in found}
    for match in _WRITTEN.finditer(text):
        parts = _SPACES.split(match.group())
        alone = match.start() == 0 or text[match.start() - 1] in "\n。"
        if alone and len(parts) == 2 and len(parts[0]) == 1:
            continue
        if not all(left[-1] in _SCALES or right[0] in _SCALES + "余多几" for left, right in pairwise(parts)):
            continue
        try:
            parse_range("".join(parts).replace("余", "").replace("多", "").replace("几", ""))
        except NumeralError:
            continue
        gaps = (gap.span() for gap in _SPACES.finditer(text, *match.span()))
        found += [(start, end, "") for start, end in gaps if start not in taken]
    return sorted(found)


_WHITE = lazy(r"\s+")
