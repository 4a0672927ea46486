"""Moments, and the periods that they bound: what time expressions say, as far as their own words can tell.

2022年, 去年, 当年, 2022年6月底, 10月1日, 上半年, 年底: each reads into a `Moment` that keeps what the words leave open,
because only the report as a whole can tell which year 去年 is. A `Period` keeps the moments that one expression names;
`Period.notation` writes them as `extract.intervals` defines, with the report's own year where that is needed and known,
and copies the expression where it is not.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Literal

from extract import numerals
from extract.patterns import lazy
from extract.periods.short_years import SHORT_YEAR, in_full
from extract.records import record
from extract.span import Span

_REPUBLIC = r"民国(?:元|\d{1,2}|[一二三四五六七八九十]{1,3})"
_FIRST_OF_THE_REPUBLIC = 1912  # 民国元年
YEAR = (
    r"(?:(?<![\d.])(?:19|20)\d\d|(?<![一二三四五六七八九十])(?:一九|二[零〇○0])[零〇○0一二三四五六七八九]{2})"
)
"""A year as four digits: 2022, 二〇二二, 二00七."""

RELATIVE = (  # the guards: 如今年轻, 失去年迈, 十年前年均, 45岁以上年轻, 说明年度, 相当年, 同年龄, 基本年, 但是年轻人
    r"(?:(?<!如)今年(?![轻龄迈])|(?<!失)去年(?![轻龄迈])|(?<![\d一二三四五六七八九十几多数])前年(?![均轻])"
    r"|(?<!以)上一?年(?![轻龄纪级])|(?<![说证阐透注])明年|(?<!相)当年|同年(?![龄级])|翌年|(?<![每首一二三本这该两四五人频批场户件])次年(?!度|会|均)"
    r"|(?<![根基资成])本年|(?<![一-龥])是年(?![轻龄均度产纪级货])|这一年(?=[，,里中]|$))"
)
"""A year that counts from the report's own, or from the one that the text last named."""

_MONTH = (  # 十月村, 五月花, 二月天: names and seasons, where digits would be a month
    r"(?:(?<![\d.])(?:1[0-2]|0?[1-9])[ ]?月|(?<![一二三四五六七八九十])(?:十[一二]?|[元一二三四五六七八九])月(?!革命|花|天|[嫂子村镇乡路街巷山湖])|(?<=年)元(?=[至到—–~-](?:十[一二]?|[二三四五六七八九]|1[0-2]|[2-9])[ ]?月))"
)
DAY = r"(?:[12]\d|3[01]|0?[1-9])[ ]?[日号](?![线楼院店门文])(?:[ ]?(?:零|\d{1,2})[时点])?"
_BARE_DAY = r"(?<=月)(?:[12]\d|3[01]|0?[1-9])(?=[，,](?!\d))"  # 截至2021年12月31，: the 日 is lost
_FEAST = r"(?:元旦|春节|清明|端午|中秋|国庆|“?七一”?|“?五一”?|“十一”)(?:[、和及]?(?:元旦|春节|端午|中秋|国庆|“?七一”?))*"
_EVE = r"大年(?:三十|夜|初[一二三四五六七八九十])|除夕(?:夜|当[天晚日])?|正月(?:初[一二三四五六七八九十]|十五)|腊月(?:二十[一二三四五六七八九]|三十)|元宵节"
_QUARTERS = r"[上下前后]半年|前(?:[2-9]|1[01]|[两二三四五六七八九十]|十一)个月|第?[一二三1-3](?:至|到|[-—–~～])第?[二三四2-4]季度|前?[一二三四]个?季度|第?[一二三四1-4]季度"
_SEASON = (
    r"[春夏秋冬](?:[季天]|(?=[，,、—]|[至到][\d去今次翌]|以来|起|$))"  # 2022年冬至2023年春, but not 今年春耕
)
_PART = rf"{_QUARTERS}|{_SEASON}|年[底末初终]|[底末初]|全年|年[内中]|中旬|{_EVE}|(?:{_FEAST})(?:前夕|期间|假期|前后)?"
_BARE = rf"{_QUARTERS}|(?<![\d一二三四五六七八九十百每历多几近同青大])年[底末初](?![一二三四五六七八九十\d])|全年(?!龄)|(?<![\d一二两三四五六七八九十百每几多数半近])年内|{_EVE}|(?:{_FEAST})(?:前夕|期间|假期|前后)"
_MONTHLY = rf"{_MONTH}份?(?:[ ]?{DAY}|{_BARE_DAY}|[上中下]旬|[底末初])?"
NUMBER_OF_MONTH = r"(?:1[0-2]|[1-9])"
MONTH_AND_DAY = rf"{_MONTH}份?[ ]?(?:[12]\d|3[01]|0?[1-9])"
"""A month and the bare number of a day, where a later day follows: the 3月9 of 3月9—12日."""

_COMPACT = r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_CLOSED = (
    r"[，,、；;）)\s以起至到止日底末—–~～-]|$"  # what stands behind a date in digits that no count follows
)
_GLUED_DAY = (
    r"(?<=截[至止])(?:[2-9]|1[0-2](?=\d\d日))(?:0[1-9]|[12]\d|3[01])日"  # 截止821日: no day has three digits
)
_GLUED = (  # 20211231日, 截至202106, 20216月底: dates that lost 年 and 月
    rf"(?<![\d.号])(?:{_COMPACT}日?(?={_CLOSED}|(?<=日))|(?<=截[至止])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?={_CLOSED})"
    r"|(?:19|20)\d\d[ ]?(?:1[0-2]|0?[1-9])[ ]?月(?:[ ]?(?:[12]\d|3[01]|0?[1-9])[ ]?日)?)"
)
NUMERIC = (
    rf"{_GLUED}|"
    r"(?:(?<=截至)|(?<=截止)|(?<=截[至止]到)|(?<=[自从于由])|(?<=\d[-—–~至到]))(?:19|20)\d\d\.(?:1[0-2]|0?[1-9])(?![\d.]|[ ]?[万亿%个元])"
    r"|(?<![\d./])(?:19|20)\d\d(?:"
    r"\.(?:1[0-2]|0?[1-9])\.(?:[12]\d|3[01]|0?[1-9])|-(?:1[0-2]|0?[1-9])-(?:[12]\d|3[01]|0?[1-9])|/(?:1[0-2]|0?[1-9])/(?:[12]\d|3[01]|0?[1-9])"
    r"|\.(?:1[0-2]|0?[1-9])(?=[ ]?(?:[-—–~～─]{1,2}|至|到)[ ]?(?:(?:19|20)\d\d\.(?:1[0-2]|0?[1-9])(?![\d.]*[ ]?[万亿%元])|今|现在|目前|(?:1[0-2]|0?[1-9])(?!\d|\.\d))|[ ]?(?:以来|起|至今|[底末初]|月|前(?!\d)))"
    r"|[./-](?:1[0-2]|0[1-9])(?=[ ]?[底末初]?(?:[，,、；;）)]|$)))(?![\d.]\d)日?"
)
"""A date in digits: 2021.7.1, 2021-06-30, 2021/6/30, and 2021.9 or 2021-09 where what follows shows that it is a month."""

AFTER_LOST_YEAR = r"(?:[底末](?=[，,全我共已有现])|(?=以来|起[，,]|全[省市县区州旗镇乡村年](?!会)|我[省市县区州旗镇乡]|[上下]半年|农村经济|农民人均|工农业|财政收入|发展党员|共(?![同产青和识])|[，,](?:全[省市县区州旗镇乡村]|我[省市县区州旗镇乡])))"
"""What stands behind a year in digits that lost its 年: 2010全县发展党员, 截至2010末, 2010农村经济总收入."""
_LOST_YEAR = (
    r"(?:^|(?<=[，,。；;：:（(\n\u3000])|(?<=截[至止])|(?<=截[至止]到)|(?<=[至到自]))(?:19|20)\d\d"
    + AFTER_LOST_YEAR
)

MOMENT = rf"(?:{_GLUED_DAY}|{NUMERIC}(?:[ ]?[底末])?|{_LOST_YEAR}|(?:(?:{YEAR}|{SHORT_YEAR}|{_REPUBLIC})[ ]?学?年(?![级龄版产代])|{RELATIVE})度?(?:[ ]?(?:{_MONTHLY}|{_PART}))?|{_MONTHLY}|{_BARE})"
"""Any moment; holds no named group and reads alike with and without ``regex.VERBOSE``."""

_WORDS = lazy(
    rf"(?:(?P<year>{YEAR}|{_REPUBLIC}|\d\d(?=[ ]?年))[ ]?学?年?|(?P<relative>{RELATIVE}))?度?[ ]?"
    r"(?:(?P<month>\d++|[一二三四五六七八九十]++|元)(?:[ ]?月份?|$))?(?:[ ]?(?P<day>\d++)(?:$|[ ]?[日号](?:[ ]?(?:零|\d++)[时点])?))?"
    rf"(?P<part>{_PART}|[上中下]旬)?"
)
_DIGITS = lazy(r"(?P<year>\d{4})[./-](?P<month>\d{1,2})(?:[./-](?P<day>\d{1,2}))?日?[ ]?(?P<part>[底末])?")
_GLUED_DIGITS = lazy(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)?日?[ ]?(?P<part>[底末])?")
_DAY_OF_MONTH = lazy(r"(?P<month>\d{1,2})(?:\.(?P<day>\d{1,2})|(?P<last>\d\d)日)")
_OFFSETS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "上年": -1, "上一年": -1, "明年": 1}
_ENDS = ("底", "末", "年底", "年末", "年终")
_STARTS = ("初", "年初")
_SEASONS = tuple(season + word for season in "春夏秋冬" for word in ("", "季", "天"))
OF_THE_NEXT = ("次年", "翌年")  # the year after the one that a story has come to
OF_THE_STORY = (
    "当年",
    "同年",
    "是年",
    "这一年",
    *OF_THE_NEXT,
)  # the year that a story has come to, hardly ever the report's own
_YEARLONG = ("全年", "年内", "年中")
_FIGURE = lazy(r"\d++|[零○〇一二两三四五六七八九十百]++")


@record
class Moment:
    """A year, a month or a day.

    ``year`` is absolute; else ``offset`` counts years from the report's own (去年 = -1); where both are None the year
    is the one that the text last named, or the report's own (5月, 上半年, 当年, 全年). ``part`` is a part of a year without a month (上半年, 春节)
    and ``end`` marks 年底 and 月末; the ``part`` of 年初 is "初", whose state is that of the year before.
    """

    year: int | None = None
    offset: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    end: bool = False

    def resolved(self, own: int | None, named: int | None) -> int | None:
        """The calendar year, from the report's ``own`` and from the one that its text last ``named``."""
        if self.year is not None:
            return self.year
        if self.offset is not None:
            return None if own is None else own + self.offset
        return named if named is not None else own

    @property
    def is_full(self) -> bool:
        """Whether it fixes more than a year or a season: an event so dated is news, 2022年 alone may be a plan or a
        look back."""
        return self.month is not None or (self.part not in ("", "初") and self.part[0:2] not in _SEASONS)


@lru_cache(maxsize=4096)  # the same few dates recur through a report
def read(text: str) -> Moment:
    """Read the words that `MOMENT` matched; a bare number is a month (the 1 of 1—8月).

    >>> read("2022年6月底").month, read("2022年6月底").end, read("去年").offset, read("二〇二二年春节").part
    (6, True, -1, '春节')
    """
    if digits := _DIGITS.fullmatch(text.strip()) or _GLUED_DIGITS.fullmatch(text.strip()):  # 2021.7.1
        day = int(digits["day"]) if digits["day"] else None
        return Moment(int(digits["year"]), None, int(digits["month"]), day, "", bool(digits["part"]))
    if digits := _DAY_OF_MONTH.fullmatch(text.strip()):  # 2021.4.8-4.10
        return Moment(month=int(digits["month"]), day=int(digits["day"] or digits["last"]))
    match = _WORDS.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no moment; the patterns that read moments disagree")
    part, month = match["part"] or "", match["month"]
    offset = _OFFSETS.get(match["relative"] or "")
    return Moment(
        year=_calendar(match["year"]) if match["year"] else None,
        offset=offset,
        month=(1 if month == "元" else number(month)) if month else None,
        day=number(match["day"]) if match["day"] else None,
        part=_named_part(part),
        end=part in _ENDS,
    )


def _calendar(year: str) -> int:
    """The calendar year of the words for one: 2022, 二〇二二, 21, 民国23."""
    if year.startswith("民国"):
        return _FIRST_OF_THE_REPUBLIC - 1 + (1 if year.endswith("元") else number(year))
    return in_full(number(year))


def _named_part(part: str) -> str:
    """What is kept of the words for a part of a year: nothing of 年底 and 全年, and nothing of 中旬."""
    if part in _STARTS:
        return "初"
    return "" if part in _ENDS or part in _YEARLONG or part.endswith("旬") else part


def number(text: str) -> int:
    """The first number in a few words: 连续三年 is 3, 二〇二二年 is 2022.

    >>> number("连续三年"), number("二〇二二年"), number("二00七年")
    (3, 2022, 2007)
    """
    if "0" in text and text[0] in "一二":
        text = text.replace("0", "〇")
    match = _FIGURE.search(text)
    if match is None:
        raise ValueError(f"no number in {text!r}; the pattern that read it must have one")
    return int(numerals.parse(numerals.fold(match.group())))


Kind = Literal[
    "within", "since", "state", "span", "now", "present", "years", "copied", "lately", "echo", "streak", "every",
    "base", "anchor",
]  # fmt: skip
"""What an expression does. ``now`` is 目前, ``present`` the 现 of a verb (现有党员30名), which gives way to a date;
``years`` N年来; ``lately`` 近日, which gives a year only by the day of publication; ``copied`` has no date (近年来, 疫情期间); ``echo`` points back
(本次换届后); ``streak`` is 连续N年; ``every`` counts per period (每年); ``base`` is what a change is measured against
(比上年); ``anchor`` dates only the figure it is joined to (由2021年的4%)."""

_SPACES = lazy(r"[ \t\u00a0\u3000]+")
_TRANSPARENT = ("every", "base", "anchor")


@record
class Period:
    """One time expression: where it stands, its words, what it does and the moments that it names.

    ``years`` is the length of N年来 and 近N年, which counts the report's own year in (``end`` is then set); ``inside``
    the quotation marks or brackets that it stands in.
    """

    span: Span
    text: str
    kind: Kind
    start: Moment | None = None
    end: Moment | None = None
    years: int | None = None
    inside: Span | None = None

    @property
    def value(self) -> str:
        """The notation without knowledge of the report's own year."""
        return self.notation()

    @property
    def words(self) -> str:
        """The words as a table holds them, without the spaces that a text sets around digits: 截至 7 月底."""
        return _SPACES.sub("", self.text)

    @property
    def is_state(self) -> bool:
        """Whether it names a day at which something stood, not a span in which something happened."""
        return self.kind in ("state", "now", "present")

    @property
    def governs(self) -> bool:
        """Whether it dates the figures after it at all, and not only what it is joined to."""
        return self.kind not in _TRANSPARENT

    def as_event(self) -> Period:
        """What 3月底 says of something done then, where a state would be one that was reached by then."""
        assert self.start is not None
        return replace(self, kind="within", start=replace(self.start, day=None, end=False))

    def as_year(self) -> Period:
        """What 截至2022年12月31日 says of all that a bulletin counts as done: it was within that year."""
        event = self.as_event()
        assert event.start is not None
        return replace(event, start=replace(event.start, month=None))

    def as_state(self) -> Period:
        """What 1952年 says of a stock: how it stood at the end of the year."""
        return replace(self, kind="state")

    def notation(self, own: int | None = None, named: int | None = None, state: bool = False) -> str:
        """The period in the notation of `extract.intervals`.

        ``own`` is the report's own year, ``named`` the one that its text last named; ``state`` says that the figure is
        a stock or a completion, which a month dates to its end (/2022-06) where a flow keeps the year.
        """
        if self.kind == "every":
            return ""
        if self.kind in ("copied", "echo", "streak"):
            return self.words
        if self.kind == "lately":
            return "" if own is None else f"{own}"
        if self.kind in ("now", "present"):
            return self.words if own is None else f"/{own}"
        if self.kind == "years":
            return self.words if own is None or self.years is None else self._years(own, self.years)
        assert self.start is not None
        start = self.start.resolved(own, named)
        if start is None or (named is None and self.text in OF_THE_STORY):
            return self.words
        if self.kind == "since":
            return f"{start}/"
        if self.kind == "span":
            assert self.end is not None
            return _between(self.start, start, self.end, self.end.resolved(own, start))
        return _at(self.start, start, state, closes=self.kind == "state" or self._closes_a_part)

    @property
    def _closes_a_part(self) -> bool:
        """由2019年3月的30个, 由年初的30个 are states at the end of something; 由2019年的30个 says no more than the year."""
        start = self.start
        return self.kind == "anchor" and start is not None and bool(start.month or start.part == "初")

    def _years(self, own: int, years: int) -> str:
        """近三年 are three calendar years, the report's own the last of them; 三年来 is since the year three before."""
        if self.end is None:
            return f"{own - years}/"
        return f"{own - years + 1}/{own}" if years > 1 else f"{own}"


def _between(first: Moment, start: int, last: Moment, end: int | None) -> str:
    """A span of days keeps its days, any other its years."""
    runs_backwards = start == end and first.month and last.month and last.month < first.month
    if end is None or runs_backwards:  # 2007年10月至今年6月: of a year that nobody gives
        return f"{start}/"
    whole = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if first.month and first.day and last.month and last.day and not whole:
        return f"{start}-{first.month:02}-{first.day:02}/{end}-{last.month:02}-{last.day:02}"
    return f"{start}" if start == end else f"{start}/{end}"


def _at(moment: Moment, year: int, state: bool, closes: bool) -> str:
    """One moment. 截至 and 年底 close it (``closes``): a day then counts for its month, 12月31日 for its year."""
    closes = closes or moment.end
    if closes and moment.part == "初" and not moment.month:
        return f"/{year - 1}"  # 由年初的86%提升到91%: the state in which the year before ended
    if moment.month and moment.day and not closes:
        day = f"{year}-{moment.month:02}-{moment.day:02}"
        return f"{day}/{day}"
    if moment.month and (closes or state):
        return f"/{year}" if (moment.month, moment.day) == (12, 31) else f"/{year}-{moment.month:02}"
    return f"/{year}" if closes else f"{year}"
