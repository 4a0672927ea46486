"""What a page shows of the table: filters, the figure that stands for its region, and the CSV."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from extract.catalogue import catalogue
from extract.table import Table
from extract.views.frames import Entry, Filters, csv, entries, entries_of, keep, shelve, shown, years
from extract.views.pages.region import fullest

DISPATCHED = catalogue().indicators["cadres_dispatched"]


def entry(table: Table, region: str, **wishes: Any) -> Entry:
    (found,) = entries(shelve(table), DISPATCHED, Filters((region,), **wishes))
    return found


def test_a_region_without_a_figure_has_an_entry_without_one(villages: Table) -> None:
    assert entry(villages, "甘肃省") == Entry("甘肃省", None, ())


def test_entries_stand_in_the_order_asked_for(villages: Table) -> None:
    asked = ("广东省", "甘肃省", "辽宁省")
    assert tuple(each.region for each in entries(shelve(villages), DISPATCHED, Filters(asked))) == asked


def test_without_a_choice_every_region_with_a_report_is_shown(villages: Table) -> None:
    shelf = shelve(villages)
    assert tuple(each.region for each in entries(shelf, DISPATCHED, Filters())) == shelf.reported


def test_the_whole_region_is_drawn_before_a_part_of_it(invention: Any) -> None:
    report = invention.report("青海省")
    invention.figure(report, "9000名", 9000.0, "2012/2022", site="某开发区")
    whole = invention.figure(report, "500名", 500.0, "2022")
    assert entry(invention.table(), "青海省").fact == whole


def test_the_widest_period_is_drawn(invention: Any) -> None:
    report = invention.report("青海省")
    invention.figure(report, "500名", 500.0, "2022")
    widest = invention.figure(report, "900名", 900.0, "2018/2022")
    invention.figure(report, "600名", 600.0, "2021/2022")
    found = entry(invention.table(), "青海省")
    assert found.fact == widest
    assert len(found.others) == 2


def test_the_newest_report_is_drawn_and_a_year_chooses(invention: Any) -> None:
    old, new = invention.report("青海省", 2019), invention.report("青海省", 2023)
    before = invention.figure(old, "900名", 900.0, "2012/2019")
    after = invention.figure(new, "500名", 500.0, "2023")
    table = invention.table()
    assert entry(table, "青海省").fact == after
    assert entry(table, "青海省", years=(2019,)).fact == before
    assert years(shelve(table)) == (2023, 2019)


def test_the_indicators_own_kind_and_unit_come_before_another(invention: Any) -> None:
    report = invention.report("青海省")
    invention.figure(report, "12%", 12.0, "2012/2022", kind="share", unit="%")
    own = invention.figure(report, "500名", 500.0, "2022")
    assert entry(invention.table(), "青海省").fact == own


def test_a_figure_per_village_does_not_stand_before_the_total(invention: Any) -> None:
    report = invention.report("青海省")
    invention.figure(report, "2名", 2.0, "2012/2022", per="村")
    total = invention.figure(report, "500名", 500.0, "2022")
    assert entry(invention.table(), "青海省").fact == total


@pytest.mark.parametrize(
    ("filters", "quotes"),
    [
        (Filters(("青海省",)), {"1.4万—1.6万名"}),
        (Filters(bounds=("at_least",)), {"3.72万余名"}),
        (Filters(bounds=("at_least", "approx")), {"3.72万余名", "约3435名"}),
        (Filters(("青海省",), bounds=("approx",)), set()),
        (Filters(kinds=("share",)), set()),
        (Filters(years=(1999,)), set()),
    ],
)
def test_filters_keep_what_was_asked_for(villages: Table, filters: Filters, quotes: set[str]) -> None:
    shelf = shelve(villages)
    assert {fact.quote for fact in shelf.facts(keep(shelf, filters))} == quotes


def test_a_fact_is_found_by_its_address(villages: Table) -> None:
    shelf = shelve(villages)
    assert [shelf.fact(fact.id) for fact in villages.facts] == list(villages.facts)
    assert shelf.fact("report-1:999999") is None
    assert shelf.fact("") is None


def test_regions_with_a_report_come_before_those_only_named(invention: Any) -> None:
    report = invention.report("青海省")
    invention.figure(report, "5名", 5.0, "2022", scope="青海省西宁市")
    assert shelve(invention.table()).regions == ("青海省", "青海省西宁市")


def test_regions_stand_as_in_yearbooks_whatever_order_their_reports_came_in(invention: Any) -> None:
    there = ("全国", "北京市", "吉林省", "吉林省四平市双辽市", "上海市", "云南省", "某开发区")
    for name in (there[5], there[6], there[3], there[0], there[4], there[2], there[1]):
        invention.report(name)
    assert shelve(invention.table()).reported == there


def test_the_page_of_a_region_opens_with_the_one_of_which_most_is_known(invention: Any) -> None:
    for name in ("北京市", "青海省"):
        invention.figure(invention.report(name), "500名", 500.0, "2022")
    assert fullest(shelve(invention.table())) == "北京市", "of equals the first"
    invention.figure(invention.report("青海省", 2023), "900名", 900.0, "2023", indicator="members_recruited")
    assert fullest(shelve(invention.table())) == "青海省"


def test_an_empty_table_can_be_shown() -> None:
    shelf = shelve(Table((), (), ()))
    assert shelf.regions == ()
    assert entries(shelf, DISPATCHED, Filters()) == ()


regions = some.sampled_from(["青海省", "云南省", "甘肃省"])
periods = some.sampled_from(["", "2022", "/2022", "2012/", "2018/2022", "5年来", "近年来"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    rows=some.lists(some.tuples(regions, periods, some.booleans()), max_size=12),
    order=some.permutations(range(12)),
)
def test_no_figure_is_dropped_and_order_does_not_choose(
    invention: Any, rows: list[tuple[str, str, bool]], order: list[int]
) -> None:
    table = _invented(type(invention)(), rows)
    shuffled = _shuffled(table, order)
    found = entries(shelve(table), DISPATCHED, Filters(("青海省", "云南省", "甘肃省")))
    assert sorted(fact.id for each in found for fact in each.facts) == sorted(fact.id for fact in table.facts)
    again = entries(shelve(shuffled), DISPATCHED, Filters(("青海省", "云南省", "甘肃省")))
    assert [each.fact for each in again] == [each.fact for each in found]


def test_several_indicators_in_one_pass_are_the_same_as_one_by_one(villages: Table) -> None:
    shelf = shelve(villages)
    both = [DISPATCHED, catalogue().indicators["party_members"]]
    together = entries_of(shelf, both, Filters())
    assert together == {each.id: entries(shelf, each, Filters()) for each in both}


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-2", "@SUM(A1)", "\tx", "\rx"])
def test_csv_writes_what_looks_like_a_formula_as_text(cell: str) -> None:
    read = pd.read_csv(_file(csv(pd.DataFrame({"a": [cell, "b"]}))), dtype=str, encoding="utf-8-sig")
    assert read["a"][0].startswith("'")


@pytest.mark.parametrize("cell", ["青海省", "1-2", "a=b", "≥ 3万"])
def test_csv_leaves_other_cells_as_they_are(cell: str) -> None:
    read = pd.read_csv(_file(csv(pd.DataFrame({"a": [cell], "b": [-2.5]}))), encoding="utf-8-sig")
    assert read["a"][0] == cell
    assert read["b"][0] == -2.5


def test_a_grid_holds_a_limited_number_of_rows() -> None:
    assert len(shown(pd.DataFrame({"a": range(50_000)}))) == 20_000
    assert len(shown(pd.DataFrame({"a": range(5)}))) == 5


def _invented(made: Any, rows: list[tuple[str, str, bool]]) -> Table:
    names = {region: made.report(region) for region in ("青海省", "云南省", "甘肃省")}
    for number, (region, period, part) in enumerate(rows):
        made.figure(names[region], f"{number}名", float(number), period, site="某村" if part else "")
    return made.table()


def _shuffled(table: Table, order: list[int]) -> Table:
    facts = [table.facts[index] for index in order if index < len(table.facts)]
    return Table(tuple(facts), table.unread, table.sources)


def _file(content: bytes) -> Any:
    return io.BytesIO(content)


def test_several_readers_may_ask_a_shelf_at_once() -> None:
    own = shelve(Table((), (), (), ()))

    def ask(reader: int) -> bool:
        keys = [("asked", (reader * 7 + number) % 300) for number in range(6000)]
        return all(own.once(key, lambda key=key: key) == key for key in keys)

    with ThreadPoolExecutor(6) as readers:
        assert all(readers.map(ask, range(6)))
