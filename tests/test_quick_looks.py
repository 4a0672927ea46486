"""What is asked first to spare a search misses nothing that the search would find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import regex

from extract import numerals
from extract.quantities import shapes
from extract.span import Span
from extract.territory import offices, parts
from tests.scoring import GOLD

LINES = [line for path in sorted(GOLD.glob("*/*.txt")) for line in path.read_text("utf-8").split("\n")]
OFFICES = [
    "省直各单位派出205个工作队",
    "国家统计局查处3项",
    "国税总局清退3人",
    "中央党校培训500人",
    "中共安徽省委党校培训500人",
    "第一批活动单位12个",
    "中央第三巡视组受理3件",
    "市属工委发展党员5名",
    "福建省市场监管局查处3件",
]


@pytest.mark.parametrize("text", OFFICES)
def test_every_sort_of_office_is_looked_for(text: str) -> None:
    assert [site.kind for site in offices.offices(text)] == ["office"]


def test_no_office_is_missed() -> None:
    openers = (offices._OFFICE, offices._NATIONAL, offices._SCHOOL)
    for line in (*LINES, *OFFICES):
        opened = [match for pattern in openers for match in _at_all_openings(pattern, line)]
        found = [Span(*match.span("name")) for match in (*opened, *offices._BATCH.finditer(line))]
        kept = [span for span in found if not offices._NO_SUBJECT.match(line, span.end)]
        assert [site.span for site in offices.offices(line)] == kept


def _at_all_openings(pattern: regex.Pattern[str], text: str) -> Iterator[regex.Match[str]]:
    done = 0
    for opens in (0, *[mark.end() for mark in offices._OPENS.finditer(text)]):
        if opens >= done and (match := pattern.match(text, opens)):
            done = match.end()
            yield match


def test_no_sort_of_village_is_missed() -> None:
    for line in LINES:
        sorts = {Span(*match.span("name")) for match in parts._SORT.finditer(line)}
        assert sorts <= {site.span for site in parts.parts(line)}


@pytest.mark.parametrize(
    "behind", ["", "，", "底", "度", "代", "7月1日", "至2022年", " 5月", "底至今", "多", "前"]
)
def test_a_year_at_sight_is_the_date_that_the_shapes_find(behind: str) -> None:
    text = f"截至2021年{behind}建成"
    match = shapes._BY_DIGITS.match(text, 2)
    assert match is not None
    assert shapes.match(text, 2) == ("date", match.end())


@pytest.mark.parametrize(
    "behind",
    ["月", "月份", "月底", "月1日", "月至6月", "月亮", "月5日至8日", "日", "年", "年代", "天", "位", "块3级"],
)
@pytest.mark.parametrize("before", ["", "第", "第 ", "前", "（", "共", "表", "电话：", "G"])
@pytest.mark.parametrize("number", ["3", "12"])
def test_a_short_number_at_sight_is_what_the_shapes_find(before: str, number: str, behind: str) -> None:
    text = numerals.fold(f"全县{before}{number}{behind}建成")
    position = text.index(number)
    match = shapes._BY_DIGITS.match(text, position)
    found = shapes.match(text, position)
    assert found == (match and match.lastgroup and (shapes._REASONS[match.lastgroup], match.end()))
