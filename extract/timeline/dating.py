"""The report's own year, as far as the manifest or the text itself fixes it.

A report calls it 今年 and seldom writes it down. What fixes it: the day of publication in the manifest; a dateline; a
year that it says 今年 is (今年是中国共产党成立100周年) or sets 今年 against (比2018年同期); a congress that it looks forward to (迎接党的二十大); its title;
its newest event, where that is dated in full (2022年国庆节前夕; 2022年 alone, or 2022年3月, may be a look back) and the report
names nothing that is younger. Which year a report tells about is another question: see `extract.timeline.telling`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from extract.patterns import lazy
from extract.periods import Period, events
from extract.records import once
from extract.sentences import Sentence
from extract.timeline.newest import after_last_year, newest_event

_PUBLISHED = lazy(r"(\d{4})(?:-\d\d)?(?:-\d\d)?")
_DAY = r"((?:19|20)\d\d)[ ]?(?:年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日|[-/.]\d{1,2}[-/.]\d{1,2})"
_DATELINE = lazy(  # （田铺乡党委　2022年12月30日）, 2022-06-01 10:20 来源：…
    rf"[（(\[【—\s]*+[^，,。；;“”\d]{{0,30}}{_DAY}(?![^，,。；;]{{0,12}}(?:下载|复制|收藏))(?:[^，,。；;“”]{{0,24}}|在[^，,。；;]{{4,40}}(?:会议|大会)上)[)）\]】\s]*+"
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
REPORTED = "总结|报告|公报|汇报|综述|通报|情况|概况|大事记|简报|纪实|盘点"
"""What a title calls a report on what was done."""
_TITLE = lazy(  # 2021年工作总结, 党建综述（2019年）, 奈曼旗2021年组织工作; but 部署2022年组织工作, 2022年重点工作
    rf"(?<!\d)(?P<year>20\d\d)年度?(?!以来|前|底)[^，,。]{{0,24}}(?:{REPORTED}|第[\d一二三四五六七八九十]{{1,3}}期)"
    rf"|(?:{REPORTED}|工作)[（(](?P<behind>20\d\d)年度?[)）]$"
    r"|(?:^|(?<=[省市县区旗州盟镇乡部委街道]))(?P<work>20\d\d)年度?[^，,。；;、\d\s]{0,12}(?<!重点)(?<!主要)工作$"
)
_SUMMED_UP = lazy(r"(?<!\d)(?P<year>20\d\d)年度?[^，,。；;\d]{0,24}?(?:总结|述职)")
_YEARBOOK = lazy(  # 天台年鉴2021, 《天台年鉴（2021）》, 2021年鉴, 年鉴 2021卷: it tells about the year before; but not 2012年年鉴
    r"年鉴[》 　]{0,2}[（(·—\- ]{0,2}(?P<behind>(?:19|20)\d\d)(?![\d年.\-/])|年鉴[^，,。；;\n]{0,40}?(?P<volume>(?:19|20)\d\d)年?[ ]*(?:卷|版)|(?<!\d)(?P<before>(?:19|20)\d\d)年鉴"
)
_TITLE_LINES = 8  # a title stands within the first lines that hold something, below those of a page's frame
_FORWARD = lazy(
    r"(?:迎接|喜迎|迎|献礼)(?:党的|中共)?(?P<congress>十[四五六七八九]|二十一?)大(?!精神)|(?:党的)?(?P<due>十[四五六七八九]|二十一?)大(?:即将|将(?:于|在)|召开(?:前夕|在即))"
)
_HELD = lazy(  # 去年11月召开的中共十八大: the year after the congress
    r"(?P<then>今年|去年|前年)[^，,。；;]{0,8}?(?:召开|举行|闭幕)的(?:中国共产党|中共|党的)?第?(?P<congress>十[四五六七八九]|二十)(?:大|次全国代表大会)"
)
_THEN = {"今年": 0, "去年": 1, "前年": 2}
_THIS_YEAR = lazy(r"今年(?:是|系|恰逢|正值|适逢|迎来)(?P<what>[^，,。；;\n]{2,40})")
_SAME_YEAR = lazy(r"今年[（(]((?:19|20)\d\d)年?[)）]|((?:19|20)\d\d)年(?:是|即)今年")
_PART = (
    r"(?:度?同期|上半年|前?[一二三四]个?季度|[\d一二三四五六七八九十]{1,2}(?:[—\-－–～至到]\d{1,2})?月份?)"
)
_YEAR_BEFORE = lazy(  # 与2018年一季度共接收68件相比，今年一季度增加47件: what 今年 is set against is the year before
    rf"[与同比较和](?P<first>20\d\d)年{_PART}[^。；;]{{0,30}}?今年|今年[^。；;]{{0,40}}?[与同比较和](?P<last>20\d\d)年{_PART}"
)
_QUOTES = "“”\"「」『』《》‘’'"
_STARTED = lazy(r"年初以来|今年以来|今年上半年|上半年")
_SUMMER = 8  # the month after which a report that begins with 年初以来 is of the next year
_LOOKS_BACK = 3  # the last month in which 全年 is the year before
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
    def summed_up(self) -> int | None:
        """The year that the title says the report sums up (2022年工作总结), which was written as 今年 whenever it was posted."""
        return next(
            (
                int(found["year"])
                for line in _titles(self.sentences, self.title)
                if (found := _SUMMED_UP.search(line)) is not None
            ),
            None,
        )

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
        if fixed.yearbook:
            return fixed.yearbook[0]
        return min(int(match[1]), fixed.summed_up or int(match[1]))
    if fixed.year is not None or about is not None:
        return about if fixed.year is None else fixed.year
    newest = newest_event(fixed.sentences, periods)
    if newest is not None and fixed.event is not None and fixed.event[0] > newest:
        return None  # 2018年9月 beside a campaign of 2019: not the report's own year
    return newest or after_last_year(fixed.sentences, periods)


def yearbook(sentences: Sequence[Sentence], title: str) -> tuple[int, str] | None:
    """The year that an entry of a yearbook tells about, the one before that which the book bears, and the words that name it."""
    heads = (s.text for s in sentences if s.is_heading and s.paragraph < _TITLE_LINES)
    for line in (title, *heads):
        if "年鉴" in line and (match := _YEARBOOK.search(line)):
            return int(match["behind"] or match["volume"] or match["before"]) - 1, match.group()
    return None


def _titles(sentences: Sequence[Sentence], title: str) -> list[str]:
    """The title that the manifest gives, and the headings over the text."""
    top = takewhile(lambda each: each.paragraph < _TITLE_LINES, sentences)
    return [title, *(each.text for each in top if each.is_heading)]


def fixed_year(sentences: Sequence[Sentence], title: str) -> int | None:
    """The year that the words of a report's title, or of one of its sentences, fix by themselves."""
    for line in _titles(sentences, title):
        if match := _TITLE.search(line):
            return int(match["year"] or match["behind"] or match["work"])
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
    told = (
        p for found in periods for p in found if p.kind != "anchor"
    )  # 由2015年的18%降至1%: the base of a change
    for moment in (m for p in told for m in (p.start, p.end) if m is not None):
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
    if "的" in text and "年" in text and (match := _HELD.search(text)):
        return int(events()["congress"][match["congress"]]) + _THEN[match["then"]]
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
