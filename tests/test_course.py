"""The course over time: which figure stands when, what a line may join, and what the chart says of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import permutations
from typing import Any
from zipfile import ZipFile

import plotly.graph_objects as go
import pytest
from openpyxl import load_workbook
from pptx import Presentation

from extract.catalogue import catalogue
from extract.comparability import CAUTION, COMPARABLE, UNSURE
from extract.course import Change, Course, Courses, change, courses, of_regions, within
from extract.facts import Fact
from extract.normalisation import residents
from extract.views.charts import line_drawing
from extract.views.charts.kinds import Lines
from extract.views.charts.line_labels import written
from extract.views.charts.making import Request
from extract.views.charts.over_time import Span, lines
from extract.views.charts.per_head import per_head
from extract.views.charts.scaling import prominent
from extract.views.charts.widths import set_width
from extract.views.exports import FORMATS, file_name, render
from extract.views.exports.yearly import grid
from extract.views.pages.lines_table import slopes
from extract.views.pages.region import course as course_drawn_small
from extract.views.pages.region import unit_and_cut
from extract.views.pages.trend import absent
from extract.views.palette import LIGHT
from extract.views.words import reasons
from extract.views.words.language import Language

DAY = date(2024, 1, 1)
PROVINCES = ("北京市", "天津市", "河北省", "山西省", "辽宁省", "吉林省", "上海市", "江苏省", "浙江省")


def of(invention: Any, *figures: Fact) -> Courses:
    indicator = catalogue().indicators[figures[0].indicator or ""]
    return courses(figures, indicator, (), lambda report: invention.sources[report].year)


def drawn(invention: Any, *figures: Fact, code: Any = "zh", **how: Any) -> tuple[Lines, ...]:
    return lines(of(invention, *figures), Request(Language(code), DAY), invention.sources, **how)


def changes(course: Course, since: int = 0, until: int = 9999) -> tuple[Change, ...]:
    """Of each line from its first to its last moment within these years, both in."""
    lines = own.lines if (own := within(course, since, until)) else ()
    return tuple(change(line, line.moments[0], line.moments[-1]) for line in lines if len(line.moments) > 1)


def figure(spec: Lines, chosen: str = "", *, small: bool = False) -> go.Figure:
    """The figure held against plotly's own schema."""
    return go.Figure(line_drawing.draw(spec, LIGHT, chosen, small=small).to_dict())


def members(invention: Any, region: str, *years: tuple[int, float]) -> list[Fact]:
    """Members at the end of these years, each in a report of its own."""
    return [
        invention.figure(invention.report(region, year), f"{value:.0f}名", value, f"/{year}", "party_members")
        for year, value in years
    ]


def test_states_are_points_in_the_order_of_time(invention: Any) -> None:
    (course,) = of(invention, *members(invention, "青海省", (2022, 220_000.0), (2021, 200_000.0))).courses
    ((earlier, later),) = (line.moments for line in course.lines)
    assert [(each.start, each.end) for each in (earlier, later)] == [
        (None, date(2021, 12, 31)),
        (None, date(2022, 12, 31)),
    ]
    assert (later.apart, later.grade) == ((), COMPARABLE)


def test_a_year_that_no_report_gives_is_left_open(invention: Any) -> None:
    (course,) = of(invention, *members(invention, "青海省", (2018, 1.0), (2021, 2.0), (2022, 3.0))).courses
    line = course.lines[0]
    assert [[each.end.year for each in run] for run in line.runs] == [[2018], [2021, 2022]]
    assert [(reason.code, reason.own) for reason in line.moments[1].apart] == [("gap", "2019/2020")]


def test_a_line_breaks_where_the_region_became_another(invention: Any) -> None:
    made = members(invention, "吉林省四平市", (2018, 1.0), (2019, 2.0), (2020, 3.0))
    (course,) = of(invention, *made).courses
    line = course.lines[0]
    assert [[reason.code for reason in each.apart] for each in line.moments] == [[], [], ["boundary"]]
    assert "公主岭市" in line.moments[2].apart[0].own
    told = change(line, line.moments[0], line.moments[2])
    assert (told.difference, [reason.code for reason in told.reasons]) == (None, ["boundary"])
    assert change(line, line.moments[0], line.moments[1]).difference == 1.0


def test_periods_are_spans_that_join_where_they_adjoin(invention: Any) -> None:
    report = invention.report("青海省", 2022)
    first = invention.figure(report, "9000名", 9_000.0, "2016/2018")
    second = invention.figure(report, "900名", 900.0, "2019/2021")
    third = invention.figure(report, "800名", 800.0, "2020/")
    (course,) = of(invention, first, second, third).courses
    assert [(m.start, m.end, [r.code for r in m.apart]) for m in course.moments] == [
        (date(2016, 1, 1), date(2018, 12, 31), []),
        (date(2019, 1, 1), date(2021, 12, 31), []),
        (date(2020, 1, 1), date(2022, 12, 31), ["overlap"]),
    ]


def test_a_sum_over_years_and_the_figure_of_one_year_are_two_courses(invention: Any) -> None:
    report = invention.report("江西省", 2023)
    figures = [
        invention.figure(report, "38.7万名", 387_000.0, "2018/2022"),
        invention.figure(report, "5.32万名", 53_200.0, "2023"),
    ]
    assert sorted(course.days for course in of(invention, *figures).courses) == [365, 5 * 365]


def test_what_was_done_this_year_so_far_is_no_whole_year(invention: Any) -> None:
    """今年以来 of a report of June was drawn over the whole year, and the line said that three quarters had been lost."""
    report = invention.report("江西省", 2023)
    indicator = catalogue().indicators["cadres_dispatched"]
    made = [
        invention.figure(report, "4.3万名", 43_000.0, "2022"),
        invention.figure(report, "1.2万名", 12_000.0, "2023/"),
    ]
    for said in ("2023/", "今年以来"):
        own = [made[0], replace(made[1], period=said)]
        known = courses(own, indicator, (), lambda _: 2023, published_of=lambda _: "2023-07-01")
        spans = {(each.start, each.end) for course in known.courses for each in course.moments}
        assert len(known.courses) == 2 and (date(2023, 1, 1), date(2023, 6, 30)) in spans
        for published in ("", "2023", "2023-07"):
            (course,) = courses(
                own, indicator, (), lambda _: 2023, published_of=lambda _, p=published: p
            ).courses  # type: ignore[misc]
            earlier, later = course.moments
            assert (earlier.grade, later.grade) == (COMPARABLE, CAUTION)
            assert [reason.code for reason in later.reasons] == ["so_far"] and later.apart
            (told,) = changes(course)
            assert told.difference is None and told.reasons == later.reasons
    whole = courses(made, indicator, (), lambda _: 2023, published_of=lambda _: "2024-01-20").courses
    assert [len(course.moments) for course in whole] == [2] and whole[0].moments[1].grade == COMPARABLE
    (spec,) = lines(
        courses(made, indicator, (), lambda _: 2023), Request(Language("zh"), DAY), invention.sources
    )
    assert "不满一年" in spec.agreement


def test_what_began_within_a_year_is_drawn_from_its_month_and_no_further_than_its_report(
    invention: Any,
) -> None:
    report = invention.report("江西省", 2024)
    indicator = catalogue().indicators["cadres_dispatched"]
    made = invention.figure(report, "1.2万名", 12_000.0, "2024/")
    sentence = f"2024年6月以来，全省选派干部{made.quote}。"
    since = replace(made, sentence=sentence, position=sentence.index(made.quote))
    this = replace(
        made, period="2024", sentence=f"今年，全省选派干部{made.quote}。", position=len("今年，全省选派干部")
    )
    cases = [
        (since, "2025-01-20", date(2024, 6, 1), date(2024, 12, 31)),
        (since, "2024-10-02", date(2024, 6, 1), date(2024, 9, 30)),
        (this, "2024-10-02", date(2024, 1, 1), date(2024, 9, 30)),
        (replace(made, period="2024"), "", date(2024, 1, 1), date(2024, 12, 31)),
    ]
    for fact, published, start, end in cases:
        (course,) = courses(
            [fact], indicator, (), lambda _: 2024, published_of=lambda _, p=published: p
        ).courses  # type: ignore[misc]
        (moment,) = course.moments
        assert moment.start == start and abs((moment.end - end).days) <= 1


def test_a_state_without_a_date_is_of_its_reports_year_and_says_so(invention: Any) -> None:
    first, second = invention.report("青海省", 2021), invention.report("青海省", 2022)
    made = [
        invention.figure(first, "20万名", 200_000.0, "", "party_members"),
        invention.figure(second, "22万名", 220_000.0, "/2022", "party_members"),
    ]
    (course,) = of(invention, *made).courses
    assert [(m.end.year, m.grade, [r.code for r in m.reasons]) for m in course.moments] == [
        (2021, CAUTION, ["state_assumed"]),
        (2022, COMPARABLE, []),
    ]
    (told,) = changes(course)
    assert told.difference is None and [reason.code for reason in told.reasons] == ["state_assumed"]


def test_what_has_no_place_on_the_calendar_or_is_narrower_is_counted(invention: Any) -> None:
    report = invention.report("青海省", None)
    found = of(
        invention,
        invention.figure(report, "900名", 900.0, ""),
        invention.figure(report, "800名", 800.0, "近年来"),
        invention.figure(report, "700名", 700.0, "2021"),
        invention.figure(report, "50名", 50.0, "2020", site="某开发区"),
    )
    assert [len(course.moments) for course in found.courses] == [1]
    assert (len(found.undated), len(found.narrower)) == (2, 1)
    (spec,) = lines(found, Request(Language("zh"), DAY), invention.sources)
    assert "另有 2 个数字的报告未注明时间，未画。" in spec.notes


def test_two_figures_of_one_time_are_rivals(invention: Any) -> None:
    report = invention.report("青海省", 2022)
    (course,) = of(
        invention,
        invention.figure(report, "900名", 900.0, "2021"),
        invention.figure(report, "800名", 800.0, "2021"),
    ).courses
    (moment,) = course.moments
    assert (moment.grade, [reason.code for reason in moment.reasons]) == (CAUTION, ["contested"])
    assert len(moment.others) == 1


def test_the_fullest_course_comes_first(invention: Any) -> None:
    per_village = [
        invention.figure(invention.report("青海省", year), "2名", 2.0, str(year), per="村")
        for year in (2020, 2021)
    ]
    whole = [
        invention.figure(invention.report(region, year), "900名", 900.0, str(year))
        for region in ("云南省", "青海省")
        for year in (2020, 2021)
    ]
    assert [course.per for course in of(invention, *per_village, *whole).courses] == ["", "村"]


def test_changes_are_reckoned_within_the_years_asked_for(invention: Any) -> None:
    (course,) = of(
        invention, *members(invention, "青海省", (2020, 100.0), (2021, 110.0), (2022, 121.0))
    ).courses
    (whole,) = changes(course)
    assert (whole.difference, round(whole.percent or 0, 6)) == (21.0, 21.0)
    (later,) = changes(course, 2021, 2022)
    assert (later.difference, round(later.percent or 0, 6)) == (11.0, 10.0)
    assert changes(course, 2021, 2021) == ()
    assert within(course, 2030, 2031) is None


def test_a_bound_has_no_difference_and_a_share_no_percent(invention: Any) -> None:
    first, second = members(invention, "青海省", (2021, 100.0), (2022, 120.0))
    (course,) = of(invention, replace(first, bound="at_least"), second).courses
    assert [reason.code for reason in changes(course)[0].reasons] == ["no_difference"]
    told = [reasons.reason(reason, Language("en")) for reason in changes(course)[0].reasons]
    assert told[0].startswith("Precision: ")  # and not “More than one figure”
    (course,) = of(invention, replace(first, bound="approx"), second).courses
    assert (changes(course)[0].difference, changes(course)[0].bound) == (20.0, "approx")
    shares = [
        replace(each, unit="%", kind="share", value=value)
        for each, value in zip((first, second), (40.0, 42.5), strict=True)
    ]
    (course,) = of(invention, *shares).courses
    assert (changes(course)[0].difference, changes(course)[0].percent) == (2.5, None)


def test_a_small_course_that_does_not_change_lies_in_the_middle(invention: Any) -> None:
    for values, up in (((200.0, 200.0), {0.5}), ((0.0, 200.0), {0.0, 1.0})):
        (spec,) = drawn(invention, *members(invention, "青海省", *zip((2021, 2022), values, strict=True)))
        assert {each[1] for run in course_drawn_small(spec) for each in run} == up


def test_the_chart_has_words_in_both_languages(invention: Any) -> None:
    made = members(invention, "青海省", (2021, 200_000.0), (2022, 220_000.0))
    (spec,) = drawn(invention, *made)
    assert (spec.title, spec.headline, spec.years) == ("党员总数", "青海省，2 个数字", (2021, 2022))
    assert spec.alt == "折线图：党员总数。青海省 截至2021年底 20万、截至2022年底 22万"
    (slope,) = spec.slopes
    assert (slope.difference, slope.percent) == ("+20,000", "+10.0%")
    (english,) = drawn(invention, *made, code="en")
    assert english.headline == "2 figures of Qinghai" and english.slopes[0].difference == "+20,000"


def test_years_that_were_asked_for_are_told_as_a_filter(invention: Any) -> None:
    made = members(invention, "青海省", (2020, 1.0), (2021, 2.0), (2022, 3.0))
    (whole,) = drawn(invention, *made, span=Span(2020, 2022))
    (part,) = drawn(invention, *made, span=Span(2021))
    assert ("年份", "2021—2022年") in part.filters and "年份" not in dict(whole.filters)


def test_the_difference_of_shares_is_told_in_points(invention: Any) -> None:
    first, second = members(invention, "青海省", (2021, 28.4), (2022, 29.4))
    shares = [
        replace(each, unit="%", kind="share", value=value) for each, value in ((first, 28.4), (second, 29.4))
    ]
    (spec,) = drawn(invention, *shares)
    assert (spec.slopes[0].difference, spec.slopes[0].percent) == ("+1百分点", "")
    (spec,) = drawn(invention, *shares, code="en")
    assert spec.slopes[0].difference == "+1 percentage points"


def test_an_index_begins_at_a_hundred_and_lets_levels_meet(invention: Any) -> None:
    made = [
        *members(invention, "青海省", (2021, 200.0), (2022, 220.0)),
        *members(invention, "吉林省四平市双辽市", (2021, 20.0), (2022, 21.0)),
    ]
    (plain,) = drawn(invention, *made)
    assert plain.agreement == "各地层级不同，看走势，不比高低。"
    (index,) = drawn(invention, *made, index=True)
    assert [[round(step.row.value or 0, 6) for step in line.steps] for line in index.lines] == [
        [100.0, 105.0],
        [100.0, 110.0],
    ]
    assert index.agreement == "" and index.rows[-1].exact == "110.0 (220)"


def test_what_is_to_be_checked_is_hollow_dotted_and_named(invention: Any) -> None:
    earlier, later = members(invention, "青海省", (2021, 200_000.0), (2022, 220_000.0))
    (spec,) = drawn(invention, replace(earlier, confidence=0.6), later)
    assert [row.grade for row in spec.rows] == [UNSURE, COMPARABLE]
    dotted, marks = figure(spec, later.id).data
    assert (dotted.line.dash, list(marks.marker.symbol)) == ("dot", ["circle-open", "circle"])
    assert list(marks.customdata) == [earlier.id, later.id]
    assert marks.marker.size[1] > marks.marker.size[0]
    assert "待核" in spec.notes[0] and spec.slopes[0].reasons


def test_years_that_were_not_asked_for_are_off_the_chart(invention: Any) -> None:
    made = members(invention, "青海省", (2019, 1.0), (2020, 2.0), (2021, 3.0))
    (spec,) = drawn(invention, *made, span=Span(2020, 2021))
    assert [step.end.year for step in spec.steps] == [2020, 2021]
    assert not spec.steps[0].apart
    assert drawn(invention, *made, span=Span(2030, 2031)) == ()


def test_of_many_lines_the_open_one_is_always_named(invention: Any) -> None:
    regions = ("北京市", "天津市", "河北省", "山西省", "辽宁省", "吉林省", "黑龙江省", "上海市")
    made = {
        region: members(invention, region, (2021, 100.0 + number), (2022, 200.0 + number))
        for number, region in enumerate(regions)
    }
    (spec,) = drawn(invention, *(fact for own in made.values() for fact in own))
    named = [line.name for line in prominent(spec)]
    assert len(named) == 6 and "北京市" not in named
    assert "北京市" in [line.name for line in prominent(spec, made["北京市"][0].id)]


def test_lines_that_are_not_named_are_drawn_together_beneath_the_others(invention: Any) -> None:
    regions = ["北京市", "天津市", "河北省", "山西省", "辽宁省", "吉林省", "上海市", "江苏省"]
    facts = [
        fact
        for number, name in enumerate(regions)
        for fact in members(invention, name, (2020, number + 1.0), (2022, number + 2.0), (2023, number + 3.0))
    ]
    (spec,) = drawn(invention, *facts)
    paths, marks, *named = figure(spec).data
    assert [trace.mode for trace in (paths, marks)] == ["lines", "markers"]
    assert len(named) == 2 * 6 and len(marks.x) == 2 * 3
    grey = [number for number, trace in enumerate(figure(spec).data) if trace.line.color == LIGHT.hatch]
    assert grey == [0]
    passed = list(zip(paths.x, paths.x[1:], strict=False))  # nothing leads from one region to the next
    assert all(before < after for before, after in passed if before is not None and after is not None)
    assert sum(at is None for at in paths.x) >= 2
    assert {fact.id for fact in facts} == {
        each for trace in figure(spec).data for each in trace.customdata or ()
    }


def test_each_place_of_a_line_is_sent_once_and_what_all_marks_have_too(invention: Any) -> None:
    """Of 31 regions over 13 years every figure was sent four times as a place of its line, and drawn twice."""
    facts = [
        fact
        for number in range(9)
        for fact in members(
            invention, PROVINCES[number], *((year, 10.0 * year + number) for year in range(2011, 2024))
        )
    ]
    (spec,) = drawn(invention, *facts)
    paths, marks, *_ = figure(spec).data
    assert len(paths.x) == 3 * 13 + 2 and sum(at is None for at in paths.x) == 2
    assert (marks.marker.size, marks.marker.symbol, marks.marker.line.width) == (5, "circle", 0)
    told = {name: text for trace in figure(spec).data for name, text in zip(trace.customdata or (), trace.hovertext or (), strict=True)}  # fmt: skip
    assert len(told) == len(facts) and not any("点击" in text for text in told.values())
    assert all("点击" in trace.hovertemplate for trace in figure(spec).data if trace.customdata)


def test_a_period_is_drawn_over_its_length_and_a_gap_stays_open(invention: Any) -> None:
    report = invention.report("青海省", 2023)
    made = [
        invention.figure(report, f"{value}名", float(value), str(year))
        for year, value in ((2018, 500), (2019, 600), (2021, 700))
    ]
    (spec,) = drawn(invention, *made)
    path, marks = figure(spec).data
    assert [round(at, 1) if at else None for at in path.x] == [2017.5, 2018.5, 2018.5, 2019.5, None, 2020.5, 2021.5]  # fmt: skip
    assert list(path.y) == [500, 500, 600, 600, None, 700, 700]
    assert [round(at) for at in marks.x] == [2018, 2019, 2021]


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("most", [9.0, 2_976_123.0, 123_456_789.0])
def test_a_chart_of_lines_is_laid_out_once(invention: Any, code: str, most: float) -> None:
    """Plotly draws all of it again where an axis asks for margins of its own: the numbers have theirs from the beginning."""
    (spec,) = drawn(invention, *members(invention, "青海省", (2021, most * 0.99), (2022, most)), code=code)
    layout = figure(spec).layout
    assert not layout.xaxis.automargin and not layout.yaxis.automargin
    assert layout.margin.l >= max(set_width(text, 13.5) for text in layout.yaxis.ticktext)


def test_a_native_chart_reads_a_grid_of_years_and_regions(invention: Any) -> None:
    made = [
        *members(invention, "青海省", (2018, 10.0), (2020, 30.0)),
        *members(invention, "吉林省四平市", (2019, 2.0), (2020, 3.0)),
    ]
    (spec,) = drawn(invention, *made)
    own = grid(spec)
    assert own.heads == ("2018", "2019", "2020") and not own.spanned
    columns = {column.name: [cell.value if cell else None for cell in column.cells] for column in own.columns}
    assert columns == {
        "四平市": [None, 2.0, None],
        "四平市（截至2020年底）": [None, None, 3.0],
        "青海省": [10.0, None, 30.0],
    }


def test_dates_within_years_have_a_row_each(invention: Any) -> None:
    first, second = invention.report("青海省", 2021), invention.report("青海省", 2022)
    made = [
        invention.figure(first, "20名", 20.0, "/2021-06", "party_members"),
        invention.figure(second, "22名", 22.0, "/2021", "party_members"),
        invention.figure(second, "24名", 24.0, "/2022", "party_members"),
    ]
    (spec,) = drawn(invention, *made)
    own = grid(spec)
    assert own.heads == ("截至2021年6月底", "截至2021年底", "截至2022年底") and own.spanned
    assert [cell.value for cell in own.columns[0].cells if cell] == [20.0, 22.0, 24.0]


def test_slides_and_sheets_have_native_lines_with_the_known_values(invention: Any) -> None:
    made = [
        *members(invention, "青海省", (2020, 100.0), (2021, 110.0)),
        *members(invention, "云南省", (2020, 300.0), (2021, 330.0)),
    ]
    specs = drawn(invention, *made)
    deck = Presentation(BytesIO(render(specs, "pptx")))
    (chart,) = [shape.chart for shape in deck.slides[0].shapes if shape.has_chart]
    assert chart.value_axis.axis_title.text_frame._txBody.bodyPr.get("rot") == "0"  # 人 stands upright
    assert list(chart.plots[0].categories) == ["2020", "2021"]
    assert {series.name: list(series.values) for series in chart.plots[0].series} == {
        "云南省": [300.0, 330.0],
        "青海省": [100.0, 110.0],
    }
    sheet = load_workbook(BytesIO(render(specs, "xlsx"))).worksheets[0]
    assert len(sheet._charts) == 1
    rows = [tuple(cell.value for cell in row[:3]) for row in sheet.iter_rows()]
    assert ("2020", 300, 100) in rows and ("2021", 330, 110) in rows


def end_labels(specs: Sequence[Lines]) -> dict[str, str]:
    """What stands at the last point of each line on the first slide, by the series' names."""
    deck = Presentation(BytesIO(render(specs, "pptx")))
    (chart,) = [shape.chart for shape in deck.slides[0].shapes if shape.has_chart]
    return {
        series.name: series.points[len(list(series.values)) - 1].data_label.text_frame.text
        for series in chart.plots[0].series
    }


def test_few_native_lines_end_in_their_name_and_figure(invention: Any) -> None:
    """The slide had no figure at all, and the chart beside it on the page had."""
    own = members(invention, "青海省", (2020, 200_000.0), (2021, 223_000.0))
    own[-1] = replace(own[-1], bound="at_least")
    other = members(invention, "云南省", (2020, 100_000.0), (2021, 101_000.0))
    both = drawn(invention, *own, *other)
    assert end_labels(both) == {"青海省": "青海省 ≥ 22.3万", "云南省": "云南省 10.1万"}
    assert end_labels(drawn(invention, *own)) == {"青海省": "≥ 22.3万"}
    sheet = ZipFile(BytesIO(render(both, "xlsx"))).read("xl/charts/chart1.xml").decode()
    assert "青海省 ≥ 22.3万" in sheet and "云南省 10.1万" in sheet


def test_many_native_lines_end_in_their_names(invention: Any) -> None:
    made = [
        fact
        for number, name in enumerate(PROVINCES[:4])
        for fact in members(invention, name, (2020, 10.0 + number), (2021, 20.0 + number))
    ]
    assert end_labels(drawn(invention, *made)) == {name: name for name in PROVINCES[:4]}


def test_every_format_takes_lines_and_an_index(invention: Any) -> None:
    made = [
        *members(invention, "青海省", (2020, 100.0), (2021, 110.0)),
        *members(invention, "云南省", (2021, 3.0)),
    ]
    specs = drawn(invention, *made, index=True, code="en")
    assert all(render(specs, form) for form in FORMATS)
    assert file_name(specs, "png") == "party_members_over_years.png"


def test_the_sources_of_very_many_reports_are_counted(invention: Any) -> None:
    made = members(invention, "青海省", *((year, float(year)) for year in range(2008, 2022)))
    (spec,) = drawn(invention, *made)
    assert spec.sources == ("青海省：14 份报告（2008—2021年）",)


def test_of_a_long_line_only_the_ends_are_written_and_near_numbers_in_full(invention: Any) -> None:
    (spec,) = drawn(
        invention,
        *members(invention, "青海省", *((year, 124_000.0 + year - 2000) for year in range(2011, 2024))),
    )
    chart = figure(spec, small=True)
    assert [text for text in chart.data[-1].text if text] == ["<b>124,011</b>", "<b>124,023</b>"]
    assert len(set(chart.layout.yaxis.ticktext)) == len(chart.layout.yaxis.ticktext)
    (short,) = drawn(invention, *members(invention, "青海省", (2021, 100.0), (2022, 120.0), (2023, 130.0)))
    assert [each.text for each in written(short)] == ["100", "120", "130"]
    first, middle, last = figure(short).data[-1].text
    assert first == "<b>100</b>" and last == "<b>130</b>" and "bold" not in middle and "120" in middle


def test_figures_stand_where_their_lines_do_not_run_and_on_the_axis(invention: Any) -> None:
    rising = members(
        invention, "青海省", (2019, 100.0), (2020, 200.0), (2021, 300.0), (2022, 250.0), (2023, 200.0)
    )
    (spec,) = drawn(invention, *rising)
    assert [each.side for each in written(spec)] == ["left", "left", "center", "right", "right"]
    (long,) = drawn(invention, *members(invention, "云南省", (2019, 1_434_200.0), (2023, 1_434_300.0)))
    low, _ = figure(long).layout.xaxis.range
    assert low < 2019 - 0.6, "the first figure has room before its mark"
    assert [each.side for each in written(long)] == ["left", "left"], "and the last needs none behind its own"
    (falls,) = drawn(invention, *members(invention, "云南省", (2019, 1_434_300.0), (2023, 1_434_200.0)))
    assert figure(falls).layout.margin.r > 60


def test_figures_of_lines_that_meet_are_not_written_over_one_another(invention: Any) -> None:
    there = members(invention, "青海省", (2019, 100.0), (2020, 200.0))
    near = members(invention, "云南省", (2019, 101.0), (2020, 150.0))
    (spec,) = drawn(invention, *there, *near)
    assert {(each.line.region, each.text) for each in written(spec)} == {("青海省", "200"), ("云南省", "150")}


def test_all_figures_of_a_chart_are_written_in_full_where_those_of_one_line_must_be(invention: Any) -> None:
    (spec,) = drawn(
        invention,
        *members(invention, "青海省", (2019, 1_434_100.0), (2020, 1_434_200.0)),
        *members(invention, "云南省", (2019, 2_000_000.0), (2020, 3_000_000.0)),
    )
    assert "3,000,000" in {each.text for each in written(spec)}


def test_every_name_at_the_end_of_a_line_is_on_the_axis_of_a_small_chart(invention: Any) -> None:
    made = [
        fact
        for number, name in enumerate(("青海省", "云南省", "辽宁省", "湖南省", "广东省", "吉林省"))
        for fact in members(invention, name, (2021, 1000.0 + number), (2022, 1001.0 + number))
    ]
    (spec,) = drawn(invention, *made)
    for small in (True, False):
        layout = figure(spec, small=small).layout
        assert len(layout.annotations) == 6
        assert max(each.y for each in layout.annotations) <= layout.yaxis.range[1], (
            "plotly hides what stands beyond"
        )


def test_a_change_is_told_in_full_beside_what_it_was_reckoned_from(invention: Any) -> None:
    (spec,) = drawn(invention, *members(invention, "青海省", (2011, 12_111.0), (2023, 12_123.0)))
    (row,) = slopes(spec, Language("zh")).to_dict("records")
    assert (row["起"], row["止"], row["增减"]) == ("12,111（截至2011年底）", "12,123（截至2023年底）", "+12")


def test_per_head_the_census_is_named_in_every_file_and_what_cannot_be_divided_is_counted(
    invention: Any,
) -> None:
    whole = members(invention, "青海省", (2021, 200_000.0), (2022, 220_000.0))
    unknown = members(invention, "火星省", (2021, 1.0), (2022, 2.0))
    found = of(invention, *whole, *unknown)
    indicator = catalogue().indicators["party_members"]
    divided = per_head(found, indicator, lambda report: invention.sources[report].year)
    assert set(divided.refused) == set(unknown)
    assert found.courses[0].key != divided.courses[0].key
    (spec,) = lines(divided, Request(Language("zh"), DAY), invention.sources, heads=True)
    people = residents("青海省")
    assert people and [row.value for row in spec.rows] == [
        200_000 / people * 10_000,
        220_000 / people * 10_000,
    ]
    assert spec.title == "党员总数（每万人口）" and "2020年人口普查" in spec.subtitle
    assert any(note.startswith("另有 2 个数字不能按人口折算") for note in spec.notes)
    slide = Presentation(BytesIO(render([spec], "pptx"))).slides[0]
    said = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    assert "2020年人口普查" in said and "每万人口" in said
    assert "2020年人口普查" in render([spec], "html").decode()


def test_a_total_of_several_years_has_no_line_per_head(invention: Any) -> None:
    report = invention.report("青海省", 2022)
    spans = [
        invention.figure(report, f"{value}名", float(value), period, "cadres_dispatched")
        for value, period in ((500, "2018/2022"), (90, "2022"))
    ]
    indicator = catalogue().indicators["cadres_dispatched"]
    divided = per_head(of(invention, *spans), indicator, lambda report: 2022)
    assert [fact.value for fact in divided.refused] == [500.0]
    assert [moment.fact.value for course in divided.courses for moment in course.moments] == [90.0]


def test_lines_of_some_regions_are_those_that_were_worked_out_for_all(invention: Any) -> None:
    """No line knows of another: whichever regions are asked for, in whichever order, nothing is worked out or worded anew."""
    regions = ("青海省", "辽宁省", "吉林省四平市双辽市")
    made = [
        *members(invention, "青海省", (2020, 200.0), (2022, 220.0)),
        *members(invention, "辽宁省", (2021, 20.0), (2022, 21.0), (2023, 23.0)),
        *members(invention, "吉林省四平市双辽市", (2021, 2.0)),
    ]
    made.append(replace(made[0], start=900, end=904, site="某村"))
    made.append(replace(made[2], start=900, end=904, period=""))
    indicator, request = catalogue().indicators["party_members"], Request(Language("zh"), DAY)

    def year(report: str) -> int | None:
        return None if report == made[2].report else invention.sources[report].year

    whole, held = courses(made, indicator, (), year), dict[Any, Any]()
    for count in (1, 2, 3):
        for asked in permutations(regions, count):
            alone = courses([fact for fact in made if fact.scope in asked], indicator, asked, year)
            assert of_regions(whole, asked) == alone
            fresh = lines(alone, request, invention.sources)
            assert lines(of_regions(whole, asked), request, invention.sources, held=held) == fresh


def test_a_region_that_was_asked_for_and_is_not_on_the_chart_is_named(invention: Any) -> None:
    made = [*members(invention, "青海省", (2021, 200.0)), *members(invention, "辽宁省", (2022, 20.0))]
    (first,) = drawn(invention, *made[:1])
    (other,) = drawn(invention, *made[1:])
    say = Language("zh")
    assert absent(first, [], ["青海省"], say) == []
    assert absent(first, [other], ["海南省", "青海省", "辽宁省"], say) == [
        "画在下面的另图：辽宁省",
        "没有能放到年份上的数字：海南省",
    ]
    assert absent(first, [], [f"某{number}省" for number in range(9)], say) == [
        "没有能放到年份上的数字：9 个地区"
    ]


def test_a_small_chart_says_that_its_axis_does_not_begin_at_0(invention: Any) -> None:
    (near,) = drawn(invention, *members(invention, "青海省", (2021, 226_011.0), (2022, 226_023.0)))
    (far,) = drawn(invention, *members(invention, "云南省", (2021, 100.0), (2022, 226_023.0)))
    assert unit_and_cut(near, Language("zh")) == "人 · 纵轴不从 0 起"
    assert unit_and_cut(far, Language("zh")) == "人"
