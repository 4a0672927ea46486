"""The course over time: what may stand on one calendar, and how."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from extract.facts import Fact
from extract.views.charts.course import Course, alt, courses, draw
from extract.views.palette import LIGHT
from extract.views.words.language import Language


def of(invention: Any, *figures: Fact) -> tuple[Course, ...]:
    return courses(figures, invention.sources)


def test_states_are_points_in_the_order_of_time(invention: Any) -> None:
    new, old = invention.report("青海省", 2022), invention.report("青海省", 2018)
    later = invention.figure(new, "22万名", 220_000.0, "/2021", "party_members")
    earlier = invention.figure(old, "20万名", 200_000.0, "/2017", "party_members")
    (course,) = of(invention, later, earlier)
    assert [(m.fact, m.start, m.end) for m in course.moments] == [
        (earlier, None, date(2017, 12, 31)),
        (later, None, date(2021, 12, 31)),
    ]
    traces = draw(course, Language("zh"), LIGHT, "").data
    assert [len(trace.x) for trace in traces] == [1, 1]
    assert [trace.customdata[0][0] for trace in traces] == [earlier.id, later.id]


def test_periods_are_spans_from_their_first_day_to_their_last(invention: Any) -> None:
    report = invention.report("青海省", 2022)
    first = invention.figure(report, "9000名", 9_000.0, "2016/2018")
    second = invention.figure(report, "900名", 900.0, "2020/")
    (course,) = of(invention, first, second)
    spans = {m.fact.id: (m.start, m.end) for m in course.moments}
    assert spans == {
        first.id: (date(2016, 1, 1), date(2018, 12, 31)),
        second.id: (date(2020, 1, 1), date(2022, 12, 31)),
    }
    assert [len(trace.x) for trace in draw(course, Language("en"), LIGHT, "").data] == [2, 2]


def test_a_sum_over_years_and_the_figure_of_one_year_are_no_course(invention: Any) -> None:
    report = invention.report("江西省", 2023)
    figures = [
        invention.figure(report, "38.7万名", 387_000.0, "2018/2022"),
        invention.figure(report, "5.32万名", 53_200.0, "2023"),
    ]
    assert of(invention, *figures) == ()


def test_a_state_without_a_date_is_of_its_reports_year(invention: Any) -> None:
    first, second = invention.report("青海省", 2018), invention.report("青海省", 2022)
    made = [
        invention.figure(first, "20万名", 200_000.0, "", "party_members"),
        invention.figure(second, "22万名", 220_000.0, "", "party_members"),
    ]
    (course,) = of(invention, *made)
    assert [moment.end.year for moment in course.moments] == [2018, 2022]


def test_what_has_no_place_on_the_calendar_is_left_out(invention: Any) -> None:
    report = invention.report("青海省", None)
    assert not of(
        invention,
        invention.figure(report, "900名", 900.0, ""),
        invention.figure(report, "800名", 800.0, "近年来"),
        invention.figure(report, "700名", 700.0, "2021"),
    )


def test_parts_of_a_region_and_other_units_do_not_join_it(invention: Any) -> None:
    report = invention.report("青海省", 2022)
    assert not of(
        invention,
        invention.figure(report, "900名", 900.0, "2021"),
        invention.figure(report, "50名", 50.0, "2020", site="某开发区"),
        invention.figure(report, "2名", 2.0, "2020", per="村"),
    )


def test_two_figures_of_one_time_are_no_course(invention: Any) -> None:
    report = invention.report("青海省", 2022)
    assert not of(
        invention,
        invention.figure(report, "900名", 900.0, "2021"),
        invention.figure(report, "800名", 800.0, "2021"),
    )


def test_the_chart_has_words(invention: Any) -> None:
    report = invention.report("青海省", 2022)
    (course,) = of(
        invention,
        invention.figure(report, "900名", 900.0, "2021"),
        invention.figure(report, "800名", 800.0, "2020"),
    )
    assert alt(course, Language("zh")) == "选派干部驻村: 2020年 800、2021年 900"


def test_what_is_to_be_checked_is_hollow_and_named(invention: Any) -> None:
    new, old = invention.report("青海省", 2022), invention.report("青海省", 2018)
    later = invention.figure(new, "22万名", 220_000.0, "/2021", "party_members")
    earlier = invention.figure(old, "20万名", 200_000.0, "/2017", "party_members")
    (course,) = of(invention, later, replace(earlier, confidence=0.6))
    hollow, solid = draw(course, Language("zh"), LIGHT, "").data
    assert (hollow.marker.color, hollow.marker.line.width) == (LIGHT.ground, 2)
    assert (solid.marker.color, solid.marker.line.width) == (LIGHT.comparable, 0)
    assert "待核" in hollow.customdata[0][1] and "待核" not in solid.customdata[0][1]
    assert alt(course, Language("zh")).count("待核") == 1
