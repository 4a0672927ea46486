"""The report's own year, as far as the manifest or the text itself fixes it.

A report calls it 今年 and seldom writes it down. What fixes it: the day of publication in the manifest; a dateline; a
year that it says 今年 is (今年是中国共产党成立100周年) or sets 今年 against (比2018年同期); a congress that it looks forward to (迎接党的二十大); its title;
its newest event, where that is dated in full (2022年国庆节前夕; 2022年 alone, or 2022年3月, may be a look back) and the report
names nothing that is younger. Which year a report tells about is another question: see `extract.timeline.telling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.patterns import lazy
from extract.periods import Moment, Period, events
from extract.records import once
from extract.sentences import Sentence
from extract.timeline.reach import dates_a_boundary

_PUBLISHED = lazy(r"(\d{4})(?:-\d\d)?(?:-\d\d)?")
_DAY = r"((?:19|20)\d\d)[ ]?(?:年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日|[-/.]\d{1,2}[-/.]\d{1,2})"
_DATELINE = lazy(  # （田铺乡党委　2022年12月30日）, 2022-06-01 10:20 来源：…
    rf"[（(\[【—\s]*+[^，,。；;“”\d]{{0,30}}{_DAY}(?:[^，,。；;“”]{{0,24}}|在[^，,。；;]{{4,40}}(?:会议|大会)上)[)）\]】\s]*+"
)
_MONTHLINE = lazy(  # （2020年6月）, 中共某县委组织部　2020年6月
    r"[（(\[【—\s]*+[^，,。；;“”\d]{0,20}?((?:19|20)\d\d)[ ]?年[ ]?\d{1,2}[ ]?月[)）\]】\s]*+"
    r"|\s*+\d\d[./]\d\d[./](20\d\d)\s[\s\d:]*+"  # 08.02.2015  21:24
)
_POSTED = lazy(
    r"(?:发布|发表|更新|上传|录入|时间|日期)(?:时间|日期|于)?[^\d\n，。]{0,4}(20\d\d)[-/.年]\d{1,2}[-/.月]\d{1,2}"
    r"|(?:时间|日期)[:：]\s?\d{1,2}/\d{1,2}/(20\d\d)|^[ \u3000]*(20\d\d)[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s++\d{1,2}[:：]\d\d"  # 2010-05-21 09:35:00 来源:
)
_YEAR_MONTH = lazy(r"(20\d\d)[ ]?[年\-/.][ ]?(1[0-2]|0?[1-9])")
_SPEECH = lazy(r"讲话|指出|强调|同志|总书记")
_WIRE = lazy(r"(?:本报|新华社|人民网|中新网|中新社|央视网|光明网)[^，,。\d]{0,14}" + _DAY + r"(?:电|讯|消息)")
_TITLE = lazy(
    r"(?<!\d)(20\d\d)年度?(?!以来|前|底)[^，,。]{0,24}(?:总结|报告|公报|汇报|综述|通报|情况|简报|纪实|盘点|第[\d一二三四五六七八九十]{1,3}期)"
)
_YEARBOOK = lazy(  # 天台年鉴2021, 《天台年鉴（2021）》, 2021年鉴, 年鉴 2021卷: it tells about the year before; but not 2012年年鉴
    r"年鉴[》 　]{0,2}[（(·—\- ]{0,2}(?P<behind>(?:19|20)\d\d)(?![\d年.\-/])|年鉴[^，,。；;\n]{0,40}?(?P<volume>(?:19|20)\d\d)年?[ ]*(?:卷|版)|(?<!\d)(?P<before>(?:19|20)\d\d)年鉴"
)
_TITLE_LINES = 8  # a title stands within the first lines that hold something, below those of a page's frame
_FORWARD = lazy(
    r"(?:迎接|喜迎|迎|献礼)(?:党的|中共)?(?P<congress>十[四五六七八九]|二十一?)大(?!精神)|(?:党的)?(?P<due>十[四五六七八九]|二十一?)大(?:即将|将(?:于|在)|召开(?:前夕|在即))"
)
_THIS_YEAR = lazy(r"今年(?:是|系|恰逢|正值|适逢|迎来)(?P<what>[^，,。；;\n]{2,40})")
_SAME_YEAR = lazy(r"今年[（(]((?:19|20)\d\d)年?[)）]|((?:19|20)\d\d)年(?:是|即)今年")
_PART = (
    r"(?:度?同期|上半年|前?[一二三四]个?季度|[\d一二三四五六七八九十]{1,2}(?:[—\-－–～至到]\d{1,2})?月份?)"
)
_YEAR_BEFORE = lazy(  # 与2018年一季度共接收68件相比，今年一季度增加47件: what 今年 is set against is the year before
    rf"[与同比较和](?P<first>20\d\d)年{_PART}[^。；;]{{0,30}}?今年|今年[^。；;]{{0,40}}?[与同比较和](?P<last>20\d\d)年{_PART}"
)
_NAMED = lazy(
    r"党的(?P<congress>十[四五六七八九]|二十一?)大|(?P<plenum>(?:十[一二三四五六七八九]|二十)届[一二三四五六七]中)全会"
)
_QUOTES = "“”\"「」『』《》‘’'"
_OCCASION = lazy(  # 根据《…》（党发〔2014〕25号）要求，现将工作总结如下：
    r"[〔\[(（]((?:20)\d\d)[〕\])）][ ]?第?\d{1,4}号[^。；;]{0,120}?(?:总结|汇报|报告|说明|情况)如下"
)
_STARTED = lazy(r"年初以来|今年以来|今年上半年|上半年")
_UP_TO_NOW = lazy(r"截[至止]到?目前")
_SHORT = lazy(r"换届|选举|正式启动|专题教育|主题教育|学习教育|活动|整治")
_STOOD = lazy(r"[，,]?[^，,。；;\d]{0,16}?(?:[共现]?有|总数|达到?|为)[^，,。；;\d]{0,10}\d")
_SUMMER = 8  # the month after which a report that begins with 年初以来 is of the next year
_LOOKS_BACK = 3  # the last month in which 全年 is the year before
_OLDEST = 2000  # a feature that tells of 1947年10月 was not written then
_ANNIVERSARY = lazy(r"(?P<event>[^，,“”\d]{2,12}?)(?P<count>\d{1,3}|[一二三四五六七八九十百]{1,3})周?年")
_PLAN_YEAR = lazy(
    r"[“\"]?(?P<plan>十?[一二三四五]|[九十])五[”\"]?(?:规划)?(?:的)?(?P<end>开局|起步|收官)之?年"
)


@dataclass(eq=False)
class Fixed:
    """What the words of a report fix by themselves; ``title`` is the manifest's. Both its own year and the year that it tells
    about ask for it."""

    sentences: Sequence[Sentence]
    title: str

    @once
    def year(self) -> int | None:
        """The year that the title, or one of the sentences, fixes."""
        return self.yearbook[0] if self.yearbook else fixed_year(self.sentences, self.title)

    @once
    def yearbook(self) -> tuple[int, str] | None:
        """The year that an entry of a yearbook tells about, and the words that name the book."""
        return yearbook(self.sentences, self.title)

    @once
    def event(self) -> tuple[int, str] | None:
        """The newest thing of the whole country that they name, with its year."""
        return known_event(self.sentences)


def own_year(
    fixed: Fixed, periods: Sequence[Sequence[Period]], published: str, about: int | None = None
) -> int | None:
    """The year that the report calls 今年, or None; ``periods`` are the expressions of each sentence, ``about`` the year that
    somebody said it tells about.

    Raises ValueError when ``published`` is not "", YYYY, YYYY-MM or YYYY-MM-DD.
    """
    if published:
        match = _PUBLISHED.fullmatch(published)
        if match is None:
            raise ValueError(f"published {published!r}: write YYYY, YYYY-MM or YYYY-MM-DD in the manifest")
        return fixed.yearbook[0] if fixed.yearbook else int(match[1])
    if fixed.year is not None or about is not None:
        return about if fixed.year is None else fixed.year
    newest = _newest(fixed.sentences, periods)
    if newest is not None and fixed.event is not None and fixed.event[0] > newest:
        return None  # 2018年9月 beside a campaign of 2019: not the report's own year
    return newest or _after_last_year(fixed.sentences, periods)


def _after_last_year(sentences: Sequence[Sentence], periods: Sequence[Sequence[Period]]) -> int | None:
    """The year after the one that a report opens with as its account, where it calls that 去年 too and names nothing younger:
    会议透露，2015年…。去年，全市…; one that says 今年 as well may mean another, and 2015年以来 or 2015年秋 opens a story."""
    prose = (own for sentence, own in zip(sentences, periods, strict=True) if not sentence.is_heading)
    opens = next((each for own in prose for each in own if each.governs and _names(each)), None)
    if opens is None or opens.kind not in ("within", "state") or opens.start is None:
        return None
    moments = [moment for own in periods for each in own if each.governs for moment in _ends(each)]
    year, offsets = opens.start.year, {each.offset for each in moments if each.offset is not None}
    if year is None or year < _OLDEST or opens.start.month or opens.start.part or offsets != {-1}:
        return None
    return year + 1 if year == max(each.year or 0 for each in moments) else None


def _names(period: Period) -> bool:
    """Whether an expression says which year it is of, by its number or as 去年."""
    return any(moment.year is not None or moment.offset is not None for moment in _ends(period))


def _ends(period: Period) -> list[Moment]:
    return [moment for moment in (period.start, period.end) if moment is not None]


def yearbook(sentences: Sequence[Sentence], title: str) -> tuple[int, str] | None:
    """The year that an entry of a yearbook tells about, the one before that which the book bears, and the words that name it."""
    heads = (s.text for s in sentences if s.is_heading and s.paragraph < _TITLE_LINES)
    for line in (title, *heads):
        if "年鉴" in line and (match := _YEARBOOK.search(line)):
            return int(match["behind"] or match["volume"] or match["before"]) - 1, match.group()
    return None


def fixed_year(sentences: Sequence[Sentence], title: str) -> int | None:
    """The year that the words of a report's title, or of one of its sentences, fix by themselves."""
    if match := _TITLE.search(title):
        return int(match[1])
    for sentence in sentences:
        if sentence.paragraph >= _TITLE_LINES:
            break
        if sentence.is_heading and (match := _TITLE.search(sentence.text)):
            return int(match[1])
    for sentence in sentences:
        year = _said(sentence)
        if year is not None:
            return year
    return None


def dateline(sentences: Sequence[Sentence]) -> tuple[int, int] | None:
    """Year and month of the day that a report's own text gives for its publication: a dateline, 发布时间, 新华社…电. Of several
    the first in time: a page bears the day of its posting above that of what it posts."""
    found: list[tuple[int, int]] = []
    for sentence in sentences:
        text = sentence.text
        if "20" not in text:
            continue
        dated = sentence.is_heading and not _SPEECH.search(text)
        match = dated and (_DATELINE.fullmatch(text) or _MONTHLINE.fullmatch(text))
        matches = [match] if match else [*_WIRE.finditer(text), *_POSTED.finditer(text)]
        days = (_YEAR_MONTH.search(each.group()) for each in matches)
        found += [(int(day[1]), int(day[2])) for day in days if day]
    return min(found, default=None)


def known_event(sentences: Sequence[Sentence]) -> tuple[int, str] | None:
    """The newest thing that the whole country did or met with and that a report names, as the first year of which it can
    be: no report of 2018 names 党史学习教育. What began late in a year (党的二十大精神) and stands beside 年初以来 is of the next."""
    best: tuple[int, str] | None = None
    table = events()["campaign"]
    plain = "".join([sentence.text for sentence in sentences])
    for mark in _QUOTES:
        plain = plain.replace(mark, "")
    for name, first in table.items():
        year, _, month = str(first).partition("-")
        if best is not None and int(year) < best[0]:
            continue
        if name in plain:
            late = month != "" and int(month) > _SUMMER and _STARTED.search(plain) is not None
            own = int(year) + late
            if best is None or own > best[0]:
                best = (own, name)
    return best


def looks_back(
    sentences: Sequence[Sentence],
    periods: Sequence[Sequence[Period]],
    published: int | None,
    month: int | None,
) -> int | None:
    """The year before the publication, where a report of January to March tells of it: 全年受理725件 on 3 January.

    None where its text names the year of publication, as one that looks ahead does, or the one two years before.
    """
    if published is None or month is None or month > _LOOKS_BACK:
        return None
    others = (
        published - 2,
        published,
    )  # a year long past is a look further back; a day may be the one of posting
    for moment in (m for found in periods for p in found for m in (p.start, p.end) if m is not None):
        if moment.day is None and moment.year in others:
            return None
    return published - 1


def _said(sentence: Sentence) -> int | None:
    """The year that one sentence fixes by itself."""
    text = sentence.text
    if "20" in text or "19" in text:
        if sentence.is_heading and not _SPEECH.search(text) and (match := _DATELINE.fullmatch(text)):
            return int(match[1])
        if sentence.is_heading and (match := _MONTHLINE.fullmatch(text)):
            return int(match[1] or match[2])
        if match := _WIRE.search(text) or _POSTED.search(text) or _SAME_YEAR.search(text):
            return int(next(filter(None, match.groups())))
    if "大" in text and (match := _FORWARD.search(text)):
        year = events()["congress"].get(match["congress"] or match["due"])
        return int(year) if year else None
    if "今年" in text and (match := _THIS_YEAR.search(text)):
        return _named(match["what"])
    if "今年" in text and (match := _YEAR_BEFORE.search(text)):
        return int(match["first"] or match["last"]) + 1
    return None


def _named(what: str) -> int | None:
    """The year that 今年是 … names: a plan's first or last year, an anniversary, 决胜之年."""
    table = events()
    if (match := _PLAN_YEAR.search(what)) and match["plan"] in table["plan"]:
        first, last = table["plan"][match["plan"]]
        return int(last if match["end"] == "收官" else first)
    for name, year in table["mark"].items():
        if name in what.replace("“", "").replace("”", ""):
            return int(year)
    if match := _ANNIVERSARY.search(what):
        for name, year in table["founding"].items():
            if match["event"].endswith(name) and match["count"].isdecimal():
                return int(year) + int(match["count"])
    return None


def _newest(sentences: Sequence[Sentence], periods: Sequence[Sequence[Period]]) -> int | None:
    """The year of the newest event, where it is dated in full: to a day, a feast, a span of months, or as how things stood.

    Aims do not count, nor does a date from before `_OLDEST`; a congress that the report looks back on (学习贯彻党的
    二十大精神) is an event of its year, so that an older date is not the newest.
    """
    bare = max((_congress(sentence.text) for sentence in sentences), default=0)
    full = max((_occasion(sentence.text) for sentence in sentences), default=_OLDEST - 1)
    speaks = any("今年" in sentence.text for sentence in sentences)
    runs = any(_UP_TO_NOW.search(sentence.text) for sentence in sentences)
    dated = ((sentence.text, p) for sentence, found in zip(sentences, periods, strict=True) for p in found)
    for text, period in dated:
        if not period.governs or period.text.startswith("“") or _is_aim(period):
            continue
        if dates_a_boundary(period, text):
            continue  # a profile that opens with a merger of 2003 is not of 2003
        for moment in (period.start, period.end):
            if (
                period.kind == "since"
                and moment is period.start
                and not (speaks or (runs and _is_short(period)))
            ):
                continue  # 从2015年7月开始, …。一年多来: a look back, however exact; but 自2014年4月开通以来 beside 今年
            if moment is None or moment.year is None:
                continue
            if moment.is_full and not _closes_a_year(period, moment) and not _is_a_month_past(period, text):
                full = max(full, moment.year)
            else:
                bare = max(bare, moment.year)
    return full if full >= max(bare, _OLDEST) else None


def _is_short(since: Period) -> bool:
    """2018年3月换届选举启动以来 beside 截至目前: what takes months has begun in the report's own year."""
    return _SHORT.search(since.text) is not None


def _is_a_month_past(period: Period, text: str) -> bool:
    """2014年6月，巡察组进驻: what is told of a month may be a look back, however near; 2021年4月有党员30名 is how things stand."""
    start = period.start
    if period.kind != "within" or start is None or start.month is None or start.day is not None:
        return False
    return _STOOD.match(text, period.span.end) is None


def _congress(text: str) -> int:
    """The year of the last congress or plenum that a sentence names, 0 when it names none."""
    if "大" not in text and "全会" not in text:
        return 0
    years = [0]
    for match in _NAMED.finditer(text):
        group = "congress" if match["congress"] else "plenum"
        years.append(events()[group].get(match[group], 0))
    return max(years)


def _occasion(text: str) -> int:
    """The year of the document by which a report is asked for; where a sentence names none, one that is before all reports."""
    match = _OCCASION.search(text) if "如下" in text and "号" in text else None
    return int(match[1]) if match else _OLDEST - 1


def _closes_a_year(period: Period, moment: Moment) -> bool:
    """截至2016年12月31日, 2016年1至12月: a whole year is told of when it is over."""
    return moment.month == 12 and (period.kind == "state" or moment.end or moment is period.end)


def _is_aim(period: Period) -> bool:
    """到2025年8月, 2025年6月底前: what may lie ahead, unlike 截至 and 2022年6月底."""
    if period.kind != "state" or period.start is None:
        return False
    return period.text.endswith("前") or (not period.start.end and period.text[0] != "截")
