"""What is asked first to spare a search misses nothing that the search would find."""

from __future__ import annotations

import pytest

from extract.quantities import shapes
from extract.span import Span
from extract.territory import offices, sites
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
        opened = [match for pattern in openers for match in offices._at_openings(pattern, line)]
        found = [Span(*match.span("name")) for match in (*opened, *offices._BATCH.finditer(line))]
        kept = [span for span in found if not offices._NO_SUBJECT.match(line, span.end)]
        assert [site.span for site in offices.offices(line)] == kept


def test_no_sort_of_village_is_missed() -> None:
    for line in LINES:
        sorts = {Span(*match.span("name")) for match in sites._SORT.finditer(line)}
        assert sorts <= {site.span for site in sites.parts(line)}


@pytest.mark.parametrize(
    "behind", ["", "，", "底", "度", "代", "7月1日", "至2022年", " 5月", "底至今", "多", "前"]
)
def test_a_year_at_sight_is_the_date_that_the_shapes_find(behind: str) -> None:
    text = f"截至2021年{behind}建成"
    match = shapes._ARABIC_SHAPES.match(text, 2)
    assert match is not None
    assert shapes.match(text, 2) == ("date", match.end())
