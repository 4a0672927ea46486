"""Bylines: issuer and day that stand under a title or at a report's foot are read, and nothing of the report itself is."""

from __future__ import annotations

from datetime import date

import pytest

from extract.manifest import Entry
from extract.pipeline import extract
from extract.reading.bylines import Byline, byline, is_byline
from extract.reading.webpage import read as read_page
from extract.report import read_text
from extract.views.words.citing import gb
from extract.views.words.language import Language

BODY = "2022年，全县发展党员320名，举办培训班12期。"


@pytest.mark.parametrize(
    ("text", "published", "source"),
    [
        (f"茂林县党建综述\n来源：茂林党建网  2023-05-01\n{BODY}", "2023-05-01", "茂林党建网"),
        (f"茂林县党建综述\n來源：茂林日報　發布時間：2023-05-01 08:30　【字體：大 中 小】\n{BODY}", "2023-05-01", "茂林日報"),
        (f"茂林县党建综述\n作者：张三 李四　来源：茂林日报\n{BODY}", "", "茂林日报"),
        (f"茂林县党建综述\n作者：茂林县委组织部  发布时间：2023年5月1日  浏览次数：1234\n{BODY}", "2023-05-01", "茂林县委组织部"),
        (f"茂林县党建综述\n（2023年5月1日）\n{BODY}", "2023-05-01", ""),
        (f"茂林县党建综述\n2023年5月1日 08时30分\n来源:\n茂林日报\n【字体：\n大\n中\n小\n】\n{BODY}", "2023-05-01", "茂林日报"),
        (f"茂林县党建综述\n{BODY}\n（稿源：茂林新闻网　编辑：张三）", "", "茂林新闻网"),
        (f"茂林县党建综述\n{BODY}\n中共茂林县委组织部\n2023年5月1日", "2023-05-01", "中共茂林县委组织部"),
        (f"茂林县党建综述\n发布机构：茂林县人民政府办公室 | 成文日期：2023-05-01\n{BODY}", "2023-05-01", "茂林县人民政府办公室"),
    ],
)  # fmt: skip
def test_a_report_says_who_published_it_and_when(text: str, published: str, source: str) -> None:
    assert byline(text) == Byline(published, source)
    made = extract(read_text(text, "综述", "", Entry("吉林省"))).sources[0]
    assert (made.published, made.source) == (published, source)


@pytest.mark.parametrize(
    "text",
    [
        f"茂林县党建综述\n资金来源：财政拨款\n{BODY}",
        f"茂林县党建综述\n{BODY}\n数据来源：茂林县统计局",
        f"茂林县党建综述\n会议时间：2023年5月1日\n{BODY}",
        f"茂林县党建综述\n{BODY}来源：企业自筹、财政补助。\n时间：2023年5月1日，地点在茂林。",
        f"茂林县党建综述\n{BODY}\n来源：茂林日报\n{BODY}\n{BODY}\n{BODY}\n{BODY}\n{BODY}",
        f"茂林县党建大事记\n2023年5月1日\n{BODY}\n2023年6月1日\n{BODY}",
        f"茂林县党建综述\n——2023年1月28日在茂林县党代会上\n{BODY}",
        f"茂林县党建综述\n来源：网络\n{BODY}",
        f"茂林县党建综述\n作者：张三\n{BODY}",
        "",
    ],
)
def test_what_the_report_tells_of_is_no_byline(text: str) -> None:
    assert byline(text) == Byline()


def test_what_is_said_of_a_report_goes_first_and_the_byline_fills_the_rest() -> None:
    text = f"茂林县党建综述\n来源：茂林党建网  2023-05-01\n{BODY}"
    made = extract(read_text(text, "综述", "", Entry("吉林省", published="2023-04"))).sources[0]
    assert (made.published, made.source) == ("2023-04", "茂林党建网")
    assert "茂林党建网, 2023" in gb(made, Language("zh"), date(2026, 11, 28))


def test_a_report_says_the_day_of_a_year_that_is_said() -> None:
    text = f"茂林县党建综述\n来源：茂林党建网  2023-05-01\n{BODY}"
    made = extract(read_text(text, "综述", "", Entry("吉林省", published="2023"))).sources[0]
    assert made.published == "2023-05-01"


def test_a_page_does_not_take_the_source_of_money_for_its_own() -> None:
    lines = "".join(f"<p>{BODY}第{number}项工作稳步推进，群众满意。</p>" for number in range(9))
    page = f"<html><body><article><h1>茂林县党建综述</h1><p>资金来源：财政拨款</p><p>报名截止时间：2023年5月1日</p>{lines}</article></body></html>"
    found = read_page(page.encode(), "综述.html")
    assert (found.published, found.source) == ("", "")
    page = page.replace("<p>资金来源：财政拨款</p>", "<p>稿源：茂林日报</p>")
    assert read_page(page.encode(), "综述.html").source == "茂林日报"


def test_an_item_of_a_site_s_own_belongs_to_the_line_of_the_others() -> None:
    assert is_byline("发布时间：2022-01-06　来源：义乌商报　发布开发区：浙江义乌工业园区")
    assert not is_byline("资金来源：财政　投入资金：320万元")
