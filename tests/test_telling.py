"""The year that a report tells about: from what is said of it, from its text, or as a guess, and never the day of its publication."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract.manifest import Entry, understood
from extract.pipeline import extract
from extract.reading.document import ReadError
from extract.report import Report, read_text
from extract.sentences import split
from extract.timeline import Timeline
from extract.timeline.dating import known_event


def told(text: str, published: str = "", title: str = "", about: int | None = None) -> tuple[int, str] | None:
    found = Timeline(split(text), published, title, about).told()
    return (found.year, found.how) if found else None


@pytest.mark.parametrize(
    ("text", "published", "title", "expected"),
    [
        # a summary of January to March is of the year before
        ("全年发展党员300名。9月，举办培训班3期。", "2024-01-12", "全县党建工作综述", (2023, "published")),
        ("2023年，全县发展党员300名，2023年底党员3万名。", "2024-02-01", "", (2023, "published")),
        ("全县发展党员300名，举办培训班20期。", "2024-01-12", "全县基层党建工作总结", (2023, "published")),
        # unless its text says otherwise
        ("年初以来，全县发展党员30名。今年以来举办培训班3期。", "2024-03-28", "全县党建工作综述", (2024, "published")),
        ("一季度，全县发展党员30名。", "2024-03-30", "", (2024, "published")),
        ("1月8日，县委举办培训班，培训党员120名。", "2024-01-09", "", (2024, "published")),
        # later in the year it is of its own, unless dated totals open it
        ("全县发展党员300名。去年发展280名。", "2024-06-28", "", (2024, "published")),
        ("截至2023年底，全县党员总数30000名，基层党组织1200个。2023年发展党员300名。", "2024-06-28", "", (2023, "published")),
        # titles and headings go before the publication
        ("全县发展党员300名。", "2024-01-12", "某县2023年度基层党建工作总结", (2023, "text")),
        ("某县2023年党建工作总结\n全县发展党员300名。", "", "", (2023, "text")),
        ("政府工作报告\n各位代表：\n一、2025年工作回顾\n过去一年，发展党员300名。\n二、2026年工作安排\n明年将发展300名。", "2026", "某省2026年政府工作报告", (2025, "text")),
        ("各位代表：\n回顾过去一年，我们完成投资300万元。", "", "某省2026年政府工作报告", (2025, "text")),
        ("刚刚过去的2025年，全省发展党员300名。", "2026-01-27", "", (2025, "text")),
        ("全县发展党员300名。", "", "某县2023年党建工作计划", None),
        ("年内，发展党员300名。", "", "某县2021年组织工作", (2021, "text")),
        ("当年发展党员300名。", "", "某县党建综述（2019年）", (2019, "text")),
        ("全县发展党员300名。", "", "某县2022年重点工作", None),
        ("全县发展党员300名。", "", "县委部署2022年组织工作", None),
        # a dateline is a publication
        ("全县党建工作综述\n（县委组织部 2024年1月5日）\n全年发展党员300名，12月举办培训班3期。", "", "", (2023, "text")),
        ("时间：2019-05-12 16:19 上传\n某县加强支部书记队伍建设\n时间：2010年08月10日 来源：某刊\n培训书记300名。", "", "", (2010, "text")),
        ("2010-05-21 09:35:00 来源：\n去年该县发展党员104名。", "", "", (2010, "text")),
        ("来源：某刊 发布日期：2019年08月26日\n截至2017年底，全省党员总数为300万名，基层党组织12万个。2017年，发展党员2万名。", "", "", (2017, "text")),
        # the year that a meeting is on
        ("1月31日，开发区召开2023年度党组织书记述职评议会议，听取了23名书记述职。", "", "", (2023, "text")),
        ("9月25日，举办培训班，以优异成绩迎接中共二十大胜利召开。", "", "", (2022, "text")),
        # a year that opens a report and stays its subject; one that opens a story does not
        ("2020年，全县受理信访878件，立案298件，同比增1.7%。\n2020年，处理654人次。", "", "", (2020, "text")),
        ("2023年第一季度，全市立案369件。\n2023年第一季度，处理1005人次。", "", "", (2023, "text")),
        ("2015年，老王回村当书记。村里有党员30名。", "", "", None),
        ("2015年，老王回村。2016年，村里建厂2座。2015年底，党员30名。", "", "", None),
        # what the text fixes, and what it only lets one guess
        ("喜迎党的二十大。全县发展党员300名。", "", "", (2022, "text")),
        ("全县推动“党史学习教育”常态化。培训党员300名。", "", "", (2022, "guess")),
        ("年初以来，举办学习贯彻党的二十大精神轮训班3期。", "", "", (2023, "guess")),
        ("举办学习贯彻党的二十大精神轮训班3期。", "", "", (2022, "guess")),
        ("2016年12月30日印发办法。发展党员300名。", "", "", None),
        ("发展党员300名。", "", "", None),
    ],
)  # fmt: skip
def test_the_year_told_about(text: str, published: str, title: str, expected: tuple[int, str] | None) -> None:
    assert told(text, published, title) == expected


def test_what_somebody_says_goes_before_all_else() -> None:
    assert told("某县2023年党建工作总结\n发展党员300名。", "2024-01-12", about=2022) == (2022, "said")


def test_the_year_that_is_said_dates_what_the_text_leaves_open() -> None:
    report = Report("a", "今年以来，全县发展党员300名。5年来，培训党员5000人次。", year=2021)
    assert [fact.period for fact in extract(report).facts] == ["2021/", "2016/"]


def test_publication_and_year_told_about_are_two_things() -> None:
    report = Report("a", "去年，全县发展党员300名。2023年底，全县共有党员3万名。", published="2024-01-12")
    table = extract(report)
    assert (table.sources[0].year, table.sources[0].published) == (2023, "2024-01-12")
    assert table.facts[0].period == "2023"  # 去年 counts from the day of publication


@pytest.mark.parametrize(
    ("how", "assumed"), [("said", False), ("published", False), ("text", True), ("guess", True)]
)
def test_only_a_year_that_nobody_said_is_assumed(how: str, assumed: bool) -> None:
    source = extract(Report("a", "发展党员300名。")).sources[0]
    assert replace(source, year=2022, year_from=how).year_assumed is assumed


def test_an_event_dated_before_what_the_report_knows_is_not_its_own_year() -> None:
    text = "2018年9月3日，县委印发办法。深入开展“不忘初心、牢记使命”主题教育。今年培训党员300名。"
    assert known_event(split(text)) == (2019, "不忘初心、牢记使命主题教育")
    assert Timeline(split(text)).year is None
    assert told(text) == (2019, "guess")


def test_the_manifest_says_the_year(tmp_path: Path) -> None:
    said = understood({"region": "", "year": "2023年"}, "a.txt", "reports.csv")
    assert said == Entry(year="2023")
    assert read_text("发展党员300名。", "a", "a", said).year == 2023
    with pytest.raises(ReadError, match="the year as “去年”"):
        understood({"year": "去年"}, "a.txt", "reports.csv")
