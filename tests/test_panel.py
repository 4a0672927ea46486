"""The panel: which figure is in which cell, and that every file gives back what was put into it."""

from __future__ import annotations

import argparse
import io
import math
import struct
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from extract.catalogue import KINDS, catalogue
from extract.figure_ids import figure_id, locate
from extract.panel import panel
from extract.pipeline import extract
from extract.regions import registry
from extract.report import Report
from extract.table import Source, Table
from extract.views.exports.panel import PANEL_FORMATS, codebook, render
from extract.views.exports.panel.asked import Asked, ask
from extract.views.exports.panel.forms import long, variables, wide
from extract.views.exports.panel.stata import annotated
from extract.views.exports.panel.words import names, word
from extract.views.exports.parser import add_export_parser
from extract.views.frames import Filters, shelve
from extract.views.words.language import Language
from tests.conftest import LONG

DAY = date(2026, 11, 28)


def asked(table: Table, language: str = "zh", **options: Any) -> Asked:
    shelf = shelve(table)
    say = Language("en" if language == "en" else "zh")
    return ask(shelf, tuple(catalogue().indicators.values()), Filters(), say, DAY, **options)


@pytest.fixture
def years(invention: Any) -> Table:
    """Two regions over three years, with all that keeps a figure out of a cell."""
    one = invention.report("辽宁省", 2022)
    invention.figure(one, "2.03万名", 20_300.0, "2022")
    invention.figure(one, "1.9万名", 19_000.0, "2021")
    invention.figure(one, "900名", 900.0, "2021", site="某重点企业")
    invention.figure(one, "5万名", 50_000.0, "2018/2020")
    invention.figure(one, "7万名", 70_000.0, "")
    invention.figure(
        one, "216万—218万名", 2.16e6, "/2021", "party_members", value_high=2.18e6, bound="approx"
    )
    two = invention.report("云南省", 2021)
    invention.figure(two, "300名", 300.0, "2021", site="某县")
    invention.figure(two, "280万名", 2.8e6, "/2021-06", "party_members", bound="at_least")
    invention.figure(two, "281万名", 2.81e6, "/2021", "party_members")
    invention.figure(two, "31%", 31.0, "/2020", "female_members_share")
    invention.figure(two, "32%", 32.0, "/2020", "female_members_share")
    invention.figure(two, "40名", 40.0, "去年")
    return invention.table()


# --- which figure ---------------------------------------------------------------------------------------------------


def test_a_cell_is_the_figure_of_the_whole_region_in_that_year(years: Table) -> None:
    frame = wide(asked(years))
    kept = frame.set_index(["region", "year"])
    assert kept.loc[("辽宁省", 2022), "cadres_dispatched"] == 20_300
    assert kept.loc[("辽宁省", 2021), "cadres_dispatched"] == 19_000
    assert kept.loc[("辽宁省", 2021), "party_members"] == 2.16e6
    assert kept.loc[("云南省", 2021), "party_members"] == 2.81e6  # the end of the year, not its June
    assert kept.loc[("云南省", 2020), "cadres_dispatched"] == 40  # 去年 of a report of 2021
    assert math.isnan(kept.loc[("云南省", 2021), "cadres_dispatched"])  # only a county's
    assert ("辽宁省", 2020) not in kept.index  # a span is in no year
    assert list(frame["adcode"].unique()) == ["210000", "530000"]


def test_what_is_no_cell_is_in_the_long_form_with_the_reason(years: Table) -> None:
    frame = long(asked(years))
    apart = {row.quote: row.wide for row in frame.itertuples()}
    assert apart["5万名"] == word("wide.span", Language("zh"))
    assert apart["7万名"] == word("wide.undated", Language("zh"))
    assert apart["300名"] == word("wide.site", Language("zh"))
    assert "900名" not in apart  # another stands for that year
    span = frame[frame["quote"] == "5万名"].iloc[0]
    assert (span["first_year"], span["last_year"]) == (2018, 2020) and span["year"] is pd.NA
    contested = frame[frame["indicator"] == "female_members_share"].iloc[0]
    assert contested["grade"] == word("grade.contested", Language("zh")) and contested["rivals"] == "32"
    assert contested["among"] == 2


def test_a_flow_across_the_turn_of_a_year_is_in_neither(invention: Any) -> None:
    report = invention.report("辽宁省", 2022)
    invention.figure(report, "10名", 10.0, "2021-12-20/2022-01-10")
    invention.figure(report, "20名", 20.0, "2022-03-01/2022-03-10")
    found = panel(invention.facts, [catalogue().indicators["cadres_dispatched"]], [], {report: 2022}.get)
    assert [(line.placement, line.first, line.last, line.apart) for line in found.lines] == [
        ("span", 2021, 2022, "span"),
        ("year", 2022, 2022, ""),
    ]


def test_a_year_that_had_not_ended_is_no_cell_and_takes_nobody_s_place(invention: Any) -> None:
    report = invention.report("辽宁省", 2023)
    early = invention.figure(report, "20名", 20.0, "2023/")
    whole = invention.figure(report, "50名", 50.0, "2023")
    asking = [catalogue().indicators["cadres_dispatched"]]
    found = panel([early], asking, [], lambda _: 2023, lambda _: "2023-07-01")
    assert [(line.year, line.apart) for line in found.lines] == [(2023, "so_far")]
    found = panel([early, whole], asking, [], lambda _: 2023, lambda _: "2023-07-01")
    assert [(line.fact.quote, line.apart) for line in found.lines] == [("20名", "so_far"), ("50名", "")]
    for published, apart in (
        ("", "so_far_unknown"),  # nobody knows how long it has been, and bars have it with caution
        ("2023", "so_far_unknown"),
        ("2023-06", "so_far_unknown"),
        ("2023-12", ""),
        ("2023-12-20", ""),
        ("2024-01-10", ""),
        ("2024", ""),
    ):
        found = panel([early], asking, [], lambda _: 2023, lambda _, day=published: day)  # type: ignore[misc]
        assert [(line.year, line.apart) for line in found.lines] == [(2023, apart)]


def test_what_is_of_another_measure_or_a_part_is_no_cell(invention: Any) -> None:
    report = invention.report("辽宁省", 2022)
    for year, change in (
        ("2020", {"unit": "人次"}),
        ("2021", {"per": "年"}),
        ("2022", {"confidence": 0.3}),
    ):
        made = invention.figure(report, "10名", 10.0, year)
        invention.facts[-1] = replace(made, **change)
    women = invention.figure(report, "9万名", 90_000.0, "/2022", "party_members")
    invention.facts[-1] = replace(women, subject="女党员")
    asking = [catalogue().indicators[name] for name in ("cadres_dispatched", "party_members")]
    found = panel(invention.facts, asking, [], {report: 2022}.get)
    assert [line.apart for line in found.lines] == ["measure", "measure", "doubtful", "part"]
    assert found.cells == ()


def test_the_counts_say_what_is_left_out(years: Table) -> None:
    found = asked(years).panel
    assert sum(found.undated.values()) == 1 and sum(found.spans.values()) == 1 and found.placeless == 0
    told = codebook.markdown(asked(years))
    assert "未注明时间的 1 个数字" in told and "（共 1 个数字）" in told
    nowhere = replace(years, facts=(*years.facts, replace(years.facts[0], scope="", start=9999)))
    assert asked(nowhere).panel.placeless == 1


# --- every file gives back what was put into it -----------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", ["long", "wide"])
def test_csv_excel_and_stata_give_back_the_same_figures(years: Table, form: str, language: str) -> None:
    what = asked(years, language)
    expected = long(what) if form == "long" else wide(what)
    sheet = word(f"title.{form}", what.say)
    texts = {name: str for name in expected.columns if expected[name].dtype == "str"}
    read = {
        "csv": pd.read_csv(io.BytesIO(render(what, f"{form}.csv")), encoding="utf-8-sig", dtype=texts),
        "xlsx": pd.read_excel(io.BytesIO(render(what, "xlsx")), sheet_name=sheet, dtype=texts),
        "dta": pd.read_stata(io.BytesIO(render(what, f"{form}.dta"))),
    }
    if form == "wide":  # the values on one sheet, their grades on another
        values, marks = wide(what, "values"), wide(what, "grades")
        book = [
            pd.read_excel(
                io.BytesIO(render(what, "xlsx")), sheet_name=word(f"title.{name}", what.say), dtype=texts
            )
            for name in ("wide", "grades")
        ]
        assert [list(sheet.columns) for sheet in book] == [list(values.columns), list(marks.columns)]
        read["xlsx"] = pd.concat(book, axis=1).loc[:, lambda both: ~both.columns.duplicated()]
        read["xlsx"] = read["xlsx"][list(expected.columns)]
    for kind, frame in read.items():
        assert list(frame.columns) == list(expected.columns), kind
        for name in expected.columns:
            if pd.api.types.is_numeric_dtype(expected[name]):
                own = expected[name].astype("float64")
                pd.testing.assert_series_equal(
                    frame[name].astype("float64"), own, check_names=False, obj=f"{kind} {name}"
                )
            else:
                cells = frame[name].astype(object).where(frame[name].notna(), "").tolist()
                assert cells == expected[name].astype(object).tolist(), (kind, name)


def test_no_value_of_the_wide_form_stands_without_its_grade(years: Table) -> None:
    """A figure to be checked looked like a sure one wherever the wide form was opened."""
    unsure = next(fact for fact in years.facts if fact.quote == "1.9万名")
    what = asked(
        replace(years, facts=tuple(replace(f, confidence=0.6) if f == unsure else f for f in years.facts))
    )
    graded = {(line.region, line.year, line.indicator.id): line.grade for line in what.panel.cells}
    frame = pd.read_csv(io.BytesIO(render(what, "wide.csv")), encoding="utf-8-sig")
    for row in frame.to_dict("records"):
        for name in what.panel.indicators:
            if name.id in frame and not math.isnan(row[name.id]):
                grade = graded[row["region"], row["year"], name.id]
                assert row[f"{name.id}_grade"] == word(f"grade.{grade}", what.say)
    assert set(frame["cadres_dispatched_grade"].dropna()) == {"有把握", "待核"}
    with pd.io.stata.StataReader(io.BytesIO(render(what, "wide.dta"))) as reader:
        assert reader.variable_labels()["cadres_dispatched_grade"] == "选派干部驻村：可信等级"
        assert list(reader.value_labels()["cadres_dispatched_grade"].values()) == [
            "有把握",
            "待核",
            "数字不一",
        ]
    book = openpyxl.load_workbook(io.BytesIO(render(what, "xlsx")))
    values, marks = book["宽表"], book["宽表等级"]
    heads = [cell.value for cell in values[1]]
    column = heads.index("cadres_dispatched") + 1
    looks = {
        marks.cell(row, column).value: values.cell(row, column).fill.patternType
        for row in range(2, values.max_row + 1)
        if values.cell(row, column).value is not None
    }
    assert looks["待核"] != looks["有把握"] and looks["待核"] not in (None, "none")
    assert "_grade" in codebook.markdown(what)


def notes_of(content: bytes) -> dict[str, list[str]]:
    """The notes of a file as Stata's description of its format says where they stand."""
    head = content.index(b"<map>") + len(b"<map>")
    offsets = struct.unpack("<14Q", content[head : head + 112])
    assert content[offsets[8] :].startswith(b"<characteristics>") and offsets[13] == len(content)
    for place, tag in zip(
        range(9, 13), (b"<data>", b"<strls>", b"<value_labels>", b"</stata_dta>"), strict=True
    ):
        assert content[offsets[place] :].startswith(tag)
    at, found = offsets[8] + len(b"<characteristics>"), {}
    while content[at:].startswith(b"<ch>"):
        (length,) = struct.unpack("<I", content[at + 4 : at + 8])
        body = content[at + 8 : at + 8 + length]
        variable, name, text = (
            part.split(b"\0")[0].decode() for part in (body[:129], body[129:258], body[258:])
        )
        found[variable, name] = text
        at += 8 + length + len(b"</ch>")
    assert at == offsets[9] - len(b"</characteristics>")
    return {
        variable: [found[variable, f"note{number}"] for number in range(1, int(count) + 1)]
        for (variable, name), count in found.items()
        if name == "note0"
    }


def test_stata_has_labels_of_variables_and_values_and_notes(years: Table) -> None:
    what = asked(years)
    content = render(what, "wide.dta")
    assert content.startswith(b"<stata_dta><header><release>118</release>")
    with pd.io.stata.StataReader(io.BytesIO(content)) as reader:
        labels = reader.variable_labels()
        assert labels["cadres_dispatched"] == "选派干部驻村（人）" and labels["year"] == word(
            "variable.year", what.say
        )
        assert "省级" in reader.value_labels()["level"].values()
        assert reader.data_label == "基层党建指标面板数据 · 宽表"
    notes = notes_of(content)
    assert notes["party_members"][0].startswith(
        catalogue().indicators["party_members"].definition_zh.rstrip("。")
    )
    assert "云南省基层党建工作综述[R]" in notes["party_members"][1]
    assert notes["_dta"] == [*codebook.notes(what), *codebook.citations(what)]
    with pd.io.stata.StataReader(io.BytesIO(render(what, "long.dta"))) as reader:
        labels = reader.value_labels()
        assert [labels["grade"][code] for code in range(3)] == [
            "有把握",
            "待核",
            "数字不一",
        ]  # whatever there is, a code means the same
        assert [labels["level"][code] for code in range(4)] == ["国家", "省级", "地级", "县级"]
        assert len(labels["kind"]) == len(KINDS) and len(labels["theme"]) == len(catalogue().themes)
        assert all(
            reader.variable_labels()[name] == word(f"variable.{name}", what.say) for name in names("variable")
        )


def test_notes_only_go_into_a_file_that_has_a_place_for_them(years: Table) -> None:
    content = render(asked(years), "wide.dta")
    again = annotated(content, {"_dta": ["只有一条"]})
    assert notes_of(again) == {"_dta": ["只有一条"]}
    assert pd.read_stata(io.BytesIO(again)).equals(pd.read_stata(io.BytesIO(content)))
    with pytest.raises(ValueError, match="118"):
        annotated(b"<stata_dta><header><release>119</release>", {})


def test_a_sentence_longer_than_stata_and_excel_hold_in_a_cell(years: Table) -> None:
    endless = "全" * 40_000
    fact = replace(years.facts[0], sentence=endless, subject="=1+1", raw_sentence=endless, raw_position=0)
    what = asked(replace(years, facts=(fact, *years.facts[1:])))
    frame = pd.read_stata(io.BytesIO(render(what, "long.dta")))
    assert endless in frame["sentence"].tolist() and "=1+1" in frame["subject"].tolist()
    book = openpyxl.load_workbook(io.BytesIO(render(what, "xlsx")))
    cells = [cell for row in book[word("title.long", what.say)].iter_rows() for cell in row]
    assert max(len(str(cell.value)) for cell in cells) == 32_767
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_names_of_variables_fit_stata_and_stay_apart() -> None:
    found = variables(catalogue().indicators.values())
    assert len(set(found.values())) == len(found)
    assert all(len(name) <= 32 and name.isascii() and name.isidentifier() for name in found.values())
    assert all(name == id for id, name in found.items() if len(id) <= 32)


@pytest.mark.parametrize("form", PANEL_FORMATS)
def test_every_format_renders_in_both_languages_and_not_without_figures(years: Table, form: str) -> None:
    assert render(asked(years), form) and render(asked(years, "en"), form)
    assert render(asked(years), form) == render(asked(years), form)
    with pytest.raises(ValueError, match="没有可导出的数字"):
        render(asked(Table((), (), years.sources)), form)


def test_the_archive_holds_everything(years: Table) -> None:
    what = asked(years)
    with zipfile.ZipFile(io.BytesIO(render(what, "zip"))) as zipped:
        assert set(zipped.namelist()) == {
            "panel_wide.csv", "panel_long.csv", "panel.xlsx", "panel_wide.dta", "panel_long.dta", "panel_codebook.md", "panel.bib"
        }  # fmt: skip
        assert zipped.read("panel_codebook.md").decode() == codebook.markdown(what)
        assert zipped.read("panel.bib").decode().count("@techreport{") == 2


def test_the_codebook_names_every_variable_with_unit_basis_definition_and_grades(years: Table) -> None:
    what = asked(years)
    told = codebook.markdown(what)
    for line in what.panel.lines:
        assert f"| {line.indicator.id} |" in told and what.say.definition(line.indicator) in told
    row = codebook.indicators(what).set_index("变量").loc["female_members_share"]
    assert (row["单位"], row["宽表数字"], row["数字不一"], row["有把握"], row["年份"]) == (
        "%",
        1,
        1,
        0,
        "2020",
    )
    for name in names("variable"):
        assert f"| {name} |" in told


def test_ten_thousand_figures_make_a_panel(years: Table) -> None:
    count = 100_000 if LONG else 10_000
    regions = [name for name in registry().by_full_name if name][:2_500]
    facts = tuple(
        replace(
            years.facts[0],
            scope=regions[n % 2_500],
            period=str(1990 + n // 2_500),
            start=n * 100,
            end=n * 100 + 5,
        )
        for n in range(count)
    )
    what = asked(Table(facts, (), years.sources))
    assert len(what.panel.cells) == count
    frame = pd.read_stata(io.BytesIO(render(what, "long.dta")))
    assert len(frame) == count and len(wide(what)) == count


# --- the permanent id -------------------------------------------------------------------------------------------------

TEXT = "全县基层党建工作综述\n2022年，全县共培训党员3000名。其中女党员1200名，占40%。\n培训书记3000名，举办培训班12期。\n"


def read(text: str, name: str = "综述") -> tuple[dict[str, Source], dict[str, list[Any]]]:
    table = extract(Report(name, text))
    return {source.name: source for source in table.sources}, {name: list(table.facts)}


def test_an_id_leads_back_after_the_report_was_renamed_or_grew() -> None:
    sources, facts = read(TEXT)
    for fact in facts["综述"]:
        id = figure_id(fact, sources["综述"])
        renamed, own = read(TEXT, "二〇二二年综述")
        place = locate(id, renamed, own.__getitem__)
        assert place and place.fact and (place.report, place.fact.quote) == ("二〇二二年综述", fact.quote)
        grown, own = read("（更新）" + TEXT.replace("\n2022", "\n各地抓党建。\n2022"))
        place = locate(id, grown, own.__getitem__)
        assert place and place.span.of(grown["综述"].raw) == fact.quote
        assert place.fact and (place.fact.quote, place.fact.value) == (fact.quote, fact.value)


def test_an_id_leads_to_its_sentence_where_the_figure_is_read_otherwise_or_no_more() -> None:
    sources, facts = read(TEXT)
    fact = facts["综述"][0]
    id = figure_id(fact, sources["综述"])
    wider = replace(fact, start=fact.start - 1, end=fact.end, quote="员" + fact.quote)
    place = locate(id, sources, lambda _: [wider])
    assert place and place.fact == wider
    place = locate(id, sources, lambda _: [])
    assert place and place.fact is None and place.span == fact.span


def test_an_id_whose_words_are_gone_leads_nowhere() -> None:
    sources, facts = read(TEXT)
    fact = facts["综述"][0]
    id = figure_id(fact, sources["综述"])
    changed, own = read(TEXT.replace(fact.quote, "4000名"))
    assert locate(id, changed, own.__getitem__) is None
    assert locate("综述:12", sources, facts.__getitem__) is None


def test_every_figure_of_a_table_without_texts_has_an_id_of_its_own(years: Table) -> None:
    what = asked(years)
    ids = [what.id(line) for line in what.panel.lines]
    assert len(set(ids)) == len(ids)
    by_report = {source.name: [f for f in years.facts if f.report == source.name] for source in years.sources}
    for line in what.panel.lines:
        place = locate(what.id(line), what.sources, by_report.__getitem__)
        assert place and place.fact == line.fact


def test_the_workspaces_identity_holds_where_the_text_is_read_otherwise() -> None:
    sources, facts = read(TEXT)
    fact = facts["综述"][0]
    identities = {"综述": "0123456789abcdef"}
    id = figure_id(fact, sources["综述"], identities)
    assert id.startswith("0123456789abcdef-")
    reread, own = read("图一 " + TEXT)
    place = locate(id, reread, own.__getitem__, identities)
    assert place and place.fact and place.fact.quote == fact.quote


# --- the command ------------------------------------------------------------------------------------------------------


def command(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_export_parser(parser.add_subparsers(required=True))
    return parser.parse_args(["export", *words])


def test_the_command_writes_a_panel(tmp_path: Path) -> None:
    report = tmp_path / "辽宁省报告.txt"
    report.write_text("辽宁省基层党建工作综述\n2022年，辽宁省共选派2.03万名干部驻村。\n", encoding="utf-8")
    for name in ("panel_wide.dta", "panel_long.csv", "panel.xlsx", "panel.zip"):
        arguments = command(str(report), "--panel", "-o", str(tmp_path / name))
        assert arguments.run(arguments) == 0
    frame = pd.read_stata(tmp_path / "panel_wide.dta")
    assert frame[["region", "year", "cadres_dispatched"]].to_numpy().tolist() == [["辽宁省", 2022, 20_300.0]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reports", "--panel", "-o", "panel.csv"), "names no format of a panel"),
        (("reports", "-o", "x.dta", "--format", "wide.dta"), "is a panel's format; add --panel"),
        (("reports", "--panel", "--log", "-o", "panel.xlsx"), "--log is for charts"),
        (("--panel", "-o", "panel.xlsx"), "name the reports, or a workspace"),
        (("--workspace", "nowhere", "--panel", "-o", "panel.xlsx"), "there is no workspace nowhere"),
    ],
)
def test_misuse_is_told(words: tuple[str, ...], said: str, capsys: Any) -> None:
    arguments = command(*words)
    assert arguments.run(arguments) == 2
    assert said in capsys.readouterr().err


def test_a_title_is_no_markup_in_the_codebook() -> None:
    from extract.views.exports.panel.codebook import _cell, _plain

    assert _plain("<img src=x> *粗* [注](a)") == r"&lt;img src=x&gt; \*粗\* \[注\](a)"
    assert _cell("甲|<b>乙") == r"甲\|&lt;b&gt;乙"
