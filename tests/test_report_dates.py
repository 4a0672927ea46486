"""A report dated as a whole by hand: what it leaves undated takes the date, what it dates stays, and all of it can be undone."""

from __future__ import annotations

import pytest

from extract.catalogue import built_in
from extract.corrections import REPORT, SET, CorrectionError, Log, Value, correction, line, read, undo
from extract.corrections.overlay import Overlay, lay
from extract.corrections.passages import Passage, passage
from extract.pipeline import extract
from extract.report import Report
from extract.span import Span
from extract.table import Table

TEXT = (
    "安川县基层党建工作综述\n全县选派驻村干部230名。全县共有党员12000名。5年来，培训党员1.2万人次。"
    "截至2月底，全县共有基层党组织650个。2019年，全县发展党员300名。\n"
)


def table(text: str = TEXT) -> Table:
    return extract(Report("安川", text, region="吉林省四平市双辽市"), built_in())


def on(**values: Value) -> object:
    return correction(REPORT, Passage("安川", "", "", ""), values, who="王", why="据县委办")


def laid(*log: object) -> Overlay:
    return lay(table(), Log(log), built_in())  # type: ignore[arg-type] # corrections, made by `on`


def periods(found: Overlay) -> dict[str, tuple[str, str]]:
    return {fact.quote: (fact.period, fact.corrected) for fact in found.table.facts}


def test_a_figure_without_a_period_is_as_sure_as_its_reading_and_says_that_it_has_none() -> None:
    told = "居民说，社区里大家都来帮忙。我们小区的居民也来了，社区书记说，大家的事大家办。居民都说好。"
    for day in ("2022-08-20", ""):
        of_region, of_place = (
            next(
                fact
                for fact in extract(Report("一", text, region="青海省西宁市", published=day)).facts
                if fact.quote == "300名"
            )
            for text in ("全市选派驻村干部300名。", f"{told}\n全市选派驻村干部300名。")
        )
        assert of_region.period == of_place.period == ""
        assert "undated" in of_region.reasons and "undated" in of_place.reasons
        assert of_place.confidence <= of_region.confidence
        assert of_region.sure


def test_the_year_of_a_report_dates_what_is_undated_and_settles_what_is_half_known() -> None:
    before = periods(laid())
    assert before["230名"] == ("", "")
    found = laid(on(year="2022"))
    assert periods(found) == {
        "230名": ("2022", "period"),
        "12000名": ("/2022", "period"),
        "1.2万人次": ("2017/", "period"),
        "650个": ("/2022-02", "period"),
        "300名": ("2019", ""),
    }
    (source,) = found.table.sources
    assert (source.year, source.year_from, source.year_assumed) == (2022, "corrected", False)
    assert found.dated["安川"][0].who == "王"
    assert not found.lost


def test_a_figure_that_is_dated_by_hand_is_not_held_back_for_that_any_more() -> None:
    undated = next(f for f in table().facts if f.quote == "230名")
    dated = next(f for f in laid(on(year="2022")).table.facts if f.quote == "230名")
    assert "undated" in undated.reasons
    assert "undated" not in dated.reasons
    assert dated.confidence >= undated.confidence
    assert dated.sure


def test_a_period_dates_flows_by_its_span_and_stocks_by_its_end() -> None:
    found = laid(on(period="2019/2021"))
    assert periods(found)["230名"] == ("2019/2021", "period")
    assert periods(found)["12000名"] == ("/2021", "period")
    assert found.table.sources[0].year == 2021


def test_year_and_period_may_be_said_apart_and_the_last_word_on_each_holds() -> None:
    found = laid(on(year="2020"), on(period="2018/2022"), on(year="2023"))
    assert found.table.sources[0].year == 2023
    assert periods(found)["230名"] == ("2018/2022", "period")
    assert periods(found)["1.2万人次"] == ("2018/", "period")


def test_what_is_said_of_one_figure_goes_before_whenever_it_was_said() -> None:
    start = TEXT.index("230名")
    own = correction(SET, passage("安川", TEXT, Span(start, start + 4)), {"period": "2020"}, who="李")
    for log in ((own, on(year="2022")), (on(year="2022"), own)):
        assert periods(laid(*log))["230名"] == ("2020", "period")


def test_it_is_undone_like_any_other() -> None:
    made = correction(REPORT, Passage("安川", "", "", ""), {"year": "2022"}, who="王")
    assert periods(laid(made, undo(made, who="李"))) == periods(laid())
    assert laid(made, undo(made, who="李")).table.sources == laid().table.sources


def test_it_looks_at_no_figure_for_the_reader() -> None:
    assert not laid(on(year="2022")).touched


def test_a_report_that_is_gone_is_said() -> None:
    gone = correction(REPORT, Passage("别处", "", "", ""), {"year": "2022"}, who="王")
    assert [each.why for each in laid(gone).lost] == ["no_report"]


def test_it_is_kept_as_a_line_and_read_again() -> None:
    made = correction(REPORT, Passage("安川", "", "", ""), {"year": "2022", "period": "2022"}, who="王")
    log = read(line(made).encode())
    assert log.corrections == (made,)
    assert not log.broken


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({}, "needs a year or a period"),
        ({"year": ""}, "needs a year or a period"),
        ({"year": "去年"}, "the year '去年' is none"),
        ({"year": "3023"}, "the year '3023' is none"),
        ({"period": "5年来"}, "the period '5年来' is none"),
        ({"period": "/2022"}, "the period '/2022' is none"),
        ({"period": "2022-13-01/2022-13-02"}, "is none"),
        ({"period": "2022/2019"}, "is none"),
        ({"year": "2022", "value": 3}, "nothing else"),
    ],
)
def test_what_dates_nothing_is_refused(values: dict[str, Value], why: str) -> None:
    with pytest.raises(CorrectionError, match=why):
        correction(REPORT, Passage("安川", "", "", ""), values, who="王")
