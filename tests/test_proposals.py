"""Proposals: what several reports give and the catalogue does not know, tried before it is proposed."""

from __future__ import annotations

import pytest

from extract.catalogue import CatalogueError, built_in, extend
from extract.pipeline import extract
from extract.proposals import problems, proposals
from extract.report import Report
from extract.table import Table, join

TEXTS = {
    "青海省": "2021年，全省建成村级书屋46个，发展党员412名。",
    "云南省": "2021年，全省新建村级书屋120个，选派驻村干部500名。",
    "广东省": "全省建成农家书屋20个。投入资金3000万元。",
}


def table(texts: dict[str, str] = TEXTS) -> Table:
    return join(
        extract(Report(f"r{n}", text, region=region), built_in())
        for n, (region, text) in enumerate(texts.items())
    )


def test_kindred_figures_of_several_reports_become_one_proposal() -> None:
    (found,) = proposals(table().facts, built_in())
    assert found.words.endswith("书屋")
    assert (found.kind, found.unit) == ("count", "个")
    assert {fact.quote for fact in found.facts} == {"46个", "120个", "20个"}
    assert len(found.reports) == 3


def test_an_accepted_proposal_binds_what_it_promised_and_new_reports_too() -> None:
    (found,) = proposals(table().facts, built_in())
    assert problems(found.toml, built_in()) == []
    own = extend(built_in(), found.toml)
    for text, value in (*((text, None) for text in TEXTS.values()), ("全县现有乡村书屋7个。", 7.0)):
        facts = [f for f in extract(Report("r", text, region="青海省"), own).facts if f.indicator == found.id]
        assert len(facts) == 1
        assert value is None or facts[0].value == value
    assert (
        proposals(
            join(extract(Report(f"r{n}", t, region=r), own) for n, (r, t) in enumerate(TEXTS.items())).facts,
            own,
        )
        == ()
    )


@pytest.mark.parametrize("lead", ["", "新建", "全面改造提升"])
def test_a_proposal_is_named_by_whole_words(lead: str) -> None:
    texts = {
        "青海省": f"全省{lead}养老服务驿站46个。",
        "云南省": f"去年{lead}养老服务驿站120个。",
        "广东省": "共有服务驿站9个。",
    }
    assert {each.words for each in proposals(table(texts).facts, built_in())} <= {
        "驿站",
        "服务驿站",
        "养老服务驿站",
    }


def test_what_one_report_alone_gives_is_not_proposed() -> None:
    assert proposals(table({"青海省": "全省建成村级书屋46个，新增村级书屋12个。"}).facts, built_in()) == ()


def test_figures_of_another_unit_or_with_an_indicator_are_not_mixed_in() -> None:
    texts = {
        "青海省": "全省建成书屋46个。",
        "云南省": "全省书屋投入3000万元。",
        "广东省": "发展党员412名。",
        "湖南省": "发展党员900名。",
    }
    assert proposals(table(texts).facts, built_in()) == ()


def test_an_entry_that_does_not_read_its_own_examples_is_named() -> None:
    (found,) = proposals(table().facts, built_in())
    said = problems(found.toml.replace('counted = ["', 'counted = ["不存在的'), built_in())
    assert len(said) == 3 and all(found.id in each for each in said)


@pytest.mark.parametrize("text", ["[indicators.x]\nzh = 'x'", "[themes.x]\nzh = 'x'", "nonsense"])
def test_an_entry_that_contradicts_itself_is_refused(text: str) -> None:
    with pytest.raises(CatalogueError):
        problems(text, built_in())


def test_quotes_and_brackets_of_a_report_do_no_harm_to_the_entry() -> None:
    texts = {
        "青海省": '全省建成"村级\\书屋"46个［试点］[注]。',
        "云南省": "全省新建“村级书屋”120个。发展党员9名。",
    }
    for each in proposals(table(texts).facts, built_in()):
        assert problems(each.toml, built_in()) == []
