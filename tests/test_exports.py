"""Exports: each file is opened with its own library and must hold the chart's figures, words, grades and notes."""

from __future__ import annotations

import argparse
import base64
import csv
import io
import json
import re
import tomllib
import zipfile
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from PIL import Image
from pptx.enum.dml import MSO_FILL

from extract.catalogue import catalogue
from extract.comparability import Reason
from extract.normalisation import Term
from extract.pipeline import extract
from extract.ratios import Count
from extract.report import Report
from extract.table import Table
from extract.views.charts.comparing import compared
from extract.views.charts.making import Request, charts
from extract.views.charts.several import specs_of
from extract.views.charts.spec import ChartSpec
from extract.views.exports import FORMATS, file_name, image, render
from extract.views.exports.image import TooHighError
from extract.views.exports.numbers import Bounds, axis_bounds, axis_format
from extract.views.exports.parser import add_export_parser
from extract.views.exports.rows import COLUMNS, cells, closing
from extract.views.exports.typeset import width, wrap
from extract.views.frames import Filters, as_text, entries, shelve
from extract.views.words import reasons, wording
from extract.views.words.language import Language

DAY = date(2026, 11, 21)
ROOT = Path(__file__).parent.parent


def draw(
    table: Table, *, language: str = "zh", normalisation: str = "raw", log: bool = False
) -> list[ChartSpec]:
    shelf, indicator = shelve(table), catalogue().indicators["cadres_dispatched"]
    found = compared(shelf, indicator, entries(shelf, indicator, Filters()), normalisation)
    request = Request(Language("en" if language == "en" else "zh"), DAY, log=log)
    return list(charts(found, request, shelf.sources))


@pytest.fixture
def specs(villages: Table) -> list[ChartSpec]:
    """One chart with every kind of row."""
    return draw(villages)


def all_said(spec: ChartSpec) -> list[str]:
    """What no file may leave out: title, unit, differences, key, notes, sources, filters, day."""
    return [
        spec.title,
        spec.subtitle,
        spec.headline,
        spec.agreement,
        *(w for _, w in spec.legend),
        *spec.notes,
        *closing(spec),
    ]


# --- every format ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "high", "format"),
    [
        ("zh", 320e6, '[=0]0;0\\.00,,"亿"'),
        ("zh", 38_692, '[=0]0;[>=10000]0\\.0,"万";#,##0'),
        ("zh", 3_435, "#,##0"),
        ("zh", 2.68, "General"),
        ("en", 320e6, '[=0]0;#,##0,," million"'),
        ("en", 38_692, "#,##0"),
    ],
)
def test_an_axis_keeps_to_one_unit(villages: Table, language: str, high: float, format: str) -> None:
    """5000.0万 stood beside 1.00亿, and 400,000,000 ran into its neighbours."""
    spec = draw(villages, language=language)[0]
    row = replace(spec.drawn[0], value=high, value_high=None)
    assert axis_format(replace(spec, rows=(row,))) == format


def test_a_term_of_a_division_is_told_with_all_its_digits() -> None:
    zh, en = Language("zh"), Language("en")
    (villages, trained) = extract(Report("r", "全省共有行政村23810个。培训党员2525.2万人次。")).facts
    told = wording.terms(villages, [Term("年", 5.0, Count(villages, None, None))], zh)  # type: ignore[arg-type]
    assert told == "23,810个（行政村数） ÷ 23,810个（行政村数）"
    assert wording.terms(trained, [Term("年", 5.0)], zh).startswith("2525.2万人次")
    assert wording.terms(trained, [Term("年", 5.0)], en).startswith("25,252,000 attendances")


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_renders_one_chart_and_several(villages: Table, format: str, language: str) -> None:
    spec = draw(villages, language=language)
    several = [
        *spec,
        *draw(villages, language=language, normalisation="year_residents"),
        *draw(villages, log=True),
    ]
    assert len(render(several, format)) > len(render(spec, format)) / 2 > 500


@pytest.mark.parametrize(
    "format", [name for name in FORMATS if name not in ("svg", "html", "pptx", "docx", "xlsx")]
)
def test_the_same_chart_gives_the_same_file(specs: list[ChartSpec], format: str) -> None:
    assert render(specs, format) == render(specs, format)


def test_no_picture_is_packed_at_length(specs: list[ChartSpec]) -> None:
    """The usual effort takes twice the work for a file that is no smaller; the head of the packed pixels says which it was."""
    picture = render(specs, "png")
    packed = picture.index(b"IDAT") + 4
    assert picture[packed + 1] >> 6 < 2


@pytest.mark.parametrize("format", FORMATS)
def test_a_chart_without_figures_renders(invention: Any, format: str) -> None:
    invention.report("辽宁省")
    (spec,) = draw(invention.table())
    assert spec.headline == "所选地区的报告均未载此项"
    assert render([spec], format)


def test_nothing_and_unknown_formats_are_refused(specs: list[ChartSpec]) -> None:
    with pytest.raises(ValueError, match="no chart"):
        render([], "png")
    with pytest.raises(ValueError, match=r"no format 'gif'; there are png"):
        render(specs, "gif")


def test_file_names_are_ids(villages: Table, specs: list[ChartSpec]) -> None:
    assert file_name(specs, "pptx") == "cadres_dispatched.pptx"
    assert file_name(draw(villages, normalisation="year"), "png") == "cadres_dispatched_per_year.png"
    assert file_name([*specs, *specs], "docx") == "charts_2.docx"


# --- pictures -------------------------------------------------------------------------------------------------------


def test_png_is_300_dpi_with_blue_bars_and_no_letter_missing(specs: list[ChartSpec], recwarn: Any) -> None:
    picture = Image.open(io.BytesIO(render(specs, "png")))
    assert tuple(round(side) for side in picture.info["dpi"]) == (300, 300)
    colours = {colour for _, colour in picture.convert("RGB").getcolors(maxcolors=1 << 20)}
    assert (0x12, 0x55, 0xA6) in colours
    assert [str(w.message) for w in recwarn if "missing from" in str(w.message)] == []


def test_pdf_has_a_page_a_chart_and_its_words_can_be_searched(villages: Table) -> None:
    both = [*draw(villages), *draw(villages, normalisation="year")]
    document = pypdfium2.PdfDocument(render(both, "pdf"))
    assert len(document) == 2
    text = re.sub(r"\s", "", document[0].get_textpage().get_text_range())
    document.close()
    assert "甘肃省" in text and "报告未载" in text and "2020—2022年" in text


def test_svg_draws_letters_as_outlines(specs: list[ChartSpec]) -> None:
    text = render(specs, "svg").decode()
    assert "<text" not in text and "font-family" not in text
    assert "#1255a6" in text.lower() and "pattern" in text


def test_too_many_pictures_in_one_are_refused(specs: list[ChartSpec]) -> None:
    with pytest.raises(TooHighError, match="take pdf"):
        render(specs * 40, "png")


@given(st.text(alphabet="省市，。（）《》≥— 12a,.", max_size=60), st.floats(40, 200))
def test_law_wrapping_loses_nothing_and_starts_no_line_with_a_closing_mark(text: str, limit: float) -> None:
    lines = wrap(text, 9.0, limit)
    assert re.sub(r"\s", "", "".join(lines)) == re.sub(r"\s", "", text)
    assert not any(line[:1] in "，。）》—.," for line in lines[1:] if line)


def test_wrapped_lines_fit(specs: list[ChartSpec]) -> None:
    for note in all_said(specs[0]):
        assert all(width(line, 8.0) <= 220.0 for line in wrap(note, 8.0, 200.0))


# --- PowerPoint -----------------------------------------------------------------------------------------------------


def native_chart(deck: Any, number: int = 0) -> Any:
    return next(shape.chart for shape in deck.slides[number].shapes if shape.has_chart)


def test_powerpoint_chart_is_native_and_holds_the_numbers(specs: list[ChartSpec]) -> None:
    chart = native_chart(pptx.Presentation(io.BytesIO(render(specs, "pptx"))))
    plot = chart.plots[0]
    assert list(plot.categories) == [
        "云南省",
        "辽宁省",
        "广东省",
        "青海省",
        "临夏州",
        "双辽市",
        "甘肃省（报告未载）",
    ]
    upper, values = plot.series
    assert values.values == (37_200.0, 20_300.0, 38_692.0, 14_000.0, 3_435.0, 230.0, None)
    assert upper.values == (None, None, None, 16_000.0, None, None, None)


def test_powerpoint_hatches_what_needs_caution_and_labels_bounds(specs: list[ChartSpec]) -> None:
    series = native_chart(pptx.Presentation(io.BytesIO(render(specs, "pptx")))).plots[0].series[1]
    fills = [series.points[number].format.fill.type for number in range(6)]
    assert fills == [MSO_FILL.SOLID] * 2 + [MSO_FILL.PATTERNED] * 4
    assert series.points[0].data_label.text_frame.text == "≥ 3.72万  2022年"


def test_powerpoint_names_a_typeface_for_chinese_and_keeps_all_notes(specs: list[ChartSpec]) -> None:
    deck = pptx.Presentation(io.BytesIO(render(specs, "pptx")))
    slide = deck.slides[0]
    xml = slide.shapes.title._element.xml
    assert '<a:ea typeface="Microsoft YaHei"/>' in xml
    notes = slide.notes_slide.notes_text_frame.text
    assert [line for line in all_said(specs[0]) if line not in notes] == []
    shown = "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
    for words in (specs[0].title, specs[0].headline, specs[0].agreement, "资料来源", "■", "▨"):
        assert words in shown


def test_powerpoint_axis_is_logarithmic_on_request(villages: Table) -> None:
    deck = pptx.Presentation(io.BytesIO(render(draw(villages, log=True), "pptx")))
    assert "logBase" in native_chart(deck)._chartSpace.xml


# --- Excel ----------------------------------------------------------------------------------------------------------


def open_sheet(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def test_excel_sheet_holds_table_chart_and_notes(specs: list[ChartSpec]) -> None:
    sheet = open_sheet(render(specs, "xlsx"))
    lines = [list(line) for line in sheet.iter_rows(values_only=True)]
    head = next(number for number, line in enumerate(lines) if line[0] == "图中名称")
    value = lines[head].index("数值")
    table = {line[1]: line[value] for line in lines[head + 1 : head + 8]}
    assert table["云南省"] == 37_200 and table["甘肃省"] is None
    assert len(sheet._charts) == 1
    text = "\n".join(str(cell) for line in lines for cell in line if cell is not None)
    assert [line for line in all_said(specs[0]) if line not in text] == []


def test_excel_chart_reads_the_cells_and_hatches_caution(specs: list[ChartSpec]) -> None:
    with zipfile.ZipFile(io.BytesIO(render(specs, "xlsx"))) as book:
        xml = book.read("xl/charts/chart1.xml").decode()
    assert xml.count('<a:pattFill prst="wdUpDiag">') == 4
    assert re.search(r"<c:f>'1 选派干部驻村'!\$D\$\d+:\$D\$\d+</c:f>", xml)
    assert "≥ 3.72万  2022年" in xml


@pytest.mark.parametrize("start", ["=1+1", "+3", "-2.8岁", "@SUM(A1)"])
def test_text_from_reports_is_never_a_formula(villages: Table, start: str) -> None:
    (spec,) = draw(villages)
    fact = spec.rows[0].fact
    assert fact is not None
    spec = replace(
        spec, rows=(replace(spec.rows[0], fact=replace(fact, quote=start, sentence=start)), *spec.rows[1:])
    )
    sheet = open_sheet(render([spec], "xlsx"))
    assert [cell.data_type for line in sheet.iter_rows() for cell in line if cell.value == start] == [
        "s",
        "s",
    ]
    with zipfile.ZipFile(io.BytesIO(render([spec], "zip"))) as zipped:
        text = zipped.read("data/01_cadres_dispatched_chart.csv").decode("utf-8-sig")
    assert not any(cell.startswith(start) for line in csv.reader(io.StringIO(text)) for cell in line)


@given(st.text(max_size=8))
def test_law_as_text_hides_formulas_and_nothing_else(text: str) -> None:
    safe = as_text(text)
    assert safe.removeprefix("'") == text.removeprefix("'") and safe[:1] not in ("=", "+", "-", "@")


# --- Word -----------------------------------------------------------------------------------------------------------


def test_word_holds_picture_table_notes_and_marked_quotes(specs: list[ChartSpec]) -> None:
    document = docx.Document(io.BytesIO(render(specs, "docx")))
    assert len(document.inline_shapes) == 1
    table = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert table[0] == ["地区", "层级", "数值（人）", "期间", "可比性", "原文数字"]
    assert ["云南省", "省级", "≥ 37,200", "2022年", "可比", "3.72万余名"] in table
    assert ["甘肃省", "", "", "", "报告未载", ""] in table
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    missing = [line for line in all_said(specs[0]) if line not in text]
    assert missing == [words for _, words in specs[0].legend]  # the key stands in the picture
    marked = [
        run.text for paragraph in document.paragraphs for run in paragraph.runs if run.font.highlight_color
    ]
    assert marked == [row.fact.text for row in specs[0].rows if row.fact]


def test_a_chart_of_word_begins_its_page_itself(specs: list[ChartSpec]) -> None:
    """A break in a paragraph of its own left a blank page behind a page that was full."""
    document = docx.Document(io.BytesIO(render([specs[0], specs[0]], "docx")))
    heads = [each for each in document.paragraphs if each.style.name == "Heading 1"]
    assert [each.paragraph_format.page_break_before for each in heads] == [False, True]
    assert not document.element.body.xpath(".//w:br[@w:type='page']")


def test_word_keeps_the_order_of_elements_that_word_insists_on(specs: list[ChartSpec]) -> None:
    document = docx.Document(io.BytesIO(render(specs, "docx")))
    order = ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblLook"]
    found = [child.tag.rpartition("}")[2] for child in document.tables[0]._tbl.tblPr]
    assert found == [name for name in order if name in found] and "tblBorders" in found


@pytest.mark.parametrize("format", ["png", "pptx", "docx", "xlsx"])
def test_many_regions_fit_the_page_and_the_file_says_what_is_left_out(
    specs: list[ChartSpec], format: str
) -> None:
    (spec,) = specs
    many = replace(spec, rows=tuple(replace(spec.rows[0], name=f"甲{number}县") for number in range(120)))
    content = render([many], format)
    if format == "docx":
        document = docx.Document(io.BytesIO(content))
        assert document.inline_shapes[0].height.cm <= 18.51
        assert len(document.tables[0].rows) == 121
        assert any("图中只画前36行，其余84行" in paragraph.text for paragraph in document.paragraphs)
    if format == "pptx":
        deck = pptx.Presentation(io.BytesIO(content))
        plots = [native_chart(deck, number) for number in range(3)]
        assert [len(list(chart.plots[0].categories)) for chart in plots] == [20, 20, 20]
        assert len({chart.value_axis.maximum_scale for chart in plots}) == 1
        assert deck.slides[1].shapes.title.text_frame.text == "选派干部驻村（2/3）"
        assert "图中只画前60行，其余60行" in deck.slides[0].notes_slide.notes_text_frame.text
    if format == "xlsx":
        assert (
            sum(str(line[0]).startswith("甲") for line in open_sheet(content).iter_rows(values_only=True))
            == 120
        )


# --- archive --------------------------------------------------------------------------------------------------------


def test_archive_describes_every_column_of_every_file(specs: list[ChartSpec]) -> None:
    with zipfile.ZipFile(io.BytesIO(render(specs, "zip"))) as zipped:
        package = json.loads(zipped.read("datapackage.json"))
        readme = zipped.read("README.md").decode()
        for resource in package["resources"]:
            content = zipped.read(resource["path"])
            assert content.startswith(b"\xef\xbb\xbf")
            lines = list(csv.reader(io.StringIO(content.decode(resource["encoding"]))))
            fields = resource["schema"]["fields"]
            assert lines[0] == [field["name"] for field in fields]
            for line in lines[1:]:
                for cell, field in zip(line, fields, strict=True):
                    assert field["type"] != "number" or cell == "" or float(cell) >= 0
    assert [source["title"] for source in package["sources"]] == list(specs[0].sources)
    assert [line for line in all_said(specs[0]) if line not in readme] == []


def test_archive_keeps_the_figures_that_are_not_drawn(specs: list[ChartSpec]) -> None:
    with zipfile.ZipFile(io.BytesIO(render(specs, "zip"))) as zipped:
        text = zipped.read("data/01_cadres_dispatched_figures.csv").decode("utf-8-sig")
    lines = list(csv.DictReader(io.StringIO(text)))
    assert {line["原文数字"]: line["已画入图"] for line in lines if line["地区"] == "辽宁省"} == {
        "2.03万名": "是",
        "120名": "否",
        "900名": "否",
    }


# --- HTML -----------------------------------------------------------------------------------------------------------


class Reading(HTMLParser):
    """Collects a page's text, tags and what it points to."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_html_needs_nothing_else_and_says_everything(villages: Table) -> None:
    specs = [*draw(villages), *draw(villages, normalisation="year")]
    page = Reading()
    page.feed(render(specs, "html").decode())
    assert "script" not in page.tags and "link" not in page.tags
    assert all(link.startswith(("data:image/svg+xml;base64,", "#chart-")) for link in page.links)
    text = "".join(page.words)
    keys = [words for spec in specs for _, words in spec.legend]
    assert [line for spec in specs for line in all_said(spec) if line not in text and line not in keys] == []
    picture = next(link for link in page.links if link.startswith("data:"))
    assert b"<svg" in base64.b64decode(picture.partition(",")[2])


def test_html_escapes_what_reports_say(villages: Table) -> None:
    (spec,) = draw(villages)
    fact = spec.rows[0].fact
    assert fact is not None
    evil = replace(fact, quote="<b>3</b>", sentence="<script>alert(1)</script>3名", position=25, text="3名")
    text = render([replace(spec, rows=(replace(spec.rows[0], fact=evil),))], "html").decode()
    assert "<script" not in text and "&lt;script&gt;" in text and "&lt;b&gt;3" in text


# --- cells and numbers ----------------------------------------------------------------------------------------------


def test_cells_keep_numbers_numbers_and_missing_empty(specs: list[ChartSpec]) -> None:
    lines = {str(line[0]): dict(zip(COLUMNS, line, strict=True)) for line in cells(specs[0])}
    assert lines["青海省"]["value"] == 14_000.0 and lines["青海省"]["value_high"] == 16_000.0
    assert lines["甘肃省"]["value"] is None and lines["甘肃省"]["grade"] == "报告未载"
    assert lines["双辽市" if "双辽市" in lines else "吉林省四平市双辽市"]["bound"] == "至多"


def test_axis_leaves_room_for_the_longest_label(villages: Table) -> None:
    (spec,) = draw(villages)
    bounds = axis_bounds(spec)
    assert bounds is not None and bounds.low == 0.0 and bounds.high > 38_692 * 1.2
    (log,) = draw(villages, log=True)
    assert axis_bounds(log) == Bounds(100.0, 100_000.0)


# --- the command ----------------------------------------------------------------------------------------------------


def command(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    add_export_parser(parser.add_subparsers(required=True))
    return parser.parse_args(["export", *words])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("reports", "-o", "chart.gif"), "chart.gif names no format"),
        (("reports", "-o", "nowhere/chart.png"), "there is no folder nowhere"),
        (("reports", "-o", "chart.png", "-i", "trained"), "no indicator 'trained' (did you mean"),
        (("reports", "-o", "chart.png", "-i", "cadres"), "cadres_trained"),
        (("reports", "-o", "chart.png", "--theme", "money"), "no theme 'money'; there are education"),
        (("reports", "-o", "chart.png", "--region", "朝阳区"), "'朝阳区' is no region, or more than one"),
    ],
)
def test_misuse_is_told_before_any_report_is_read(words: tuple[str, ...], said: str, capsys: Any) -> None:
    arguments = command(*words)
    assert arguments.run(arguments) == 2
    assert said in capsys.readouterr().err


def test_charts_that_cannot_be_normalised_stay_as_reported(invention: Any) -> None:
    for region in ("辽宁省", "云南省"):
        report = invention.report(region)
        invention.figure(report, "31%", 31.0, "/2022", "female_members_share")
        invention.figure(report, "500名", 500.0, "2021/2022")
    indicators = [
        catalogue().indicators[name]
        for name in ("female_members_share", "cadres_dispatched", "party_schools")
    ]
    found = specs_of(shelve(invention.table()), indicators, Request(Language("zh"), DAY), Filters(), "year")
    assert [(spec.title, spec.normalisation) for spec in found] == [
        ("女党员占比", "raw"),
        ("选派干部驻村（每年）", "year"),
    ]


def test_the_command_writes_what_it_reads(tmp_path: Path) -> None:
    report = tmp_path / "辽宁省报告.txt"
    report.write_text("辽宁省基层党建工作综述\n2022年，辽宁省共选派2.03万名干部驻村。\n", encoding="utf-8")
    arguments = command(str(report), "-o", str(tmp_path / "all.html"))
    assert arguments.run(arguments) == 0
    assert "2.03万" in (tmp_path / "all.html").read_text("utf-8")


def test_a_folder_takes_a_file_a_chart(tmp_path: Path) -> None:
    report = tmp_path / "辽宁省报告.txt"
    report.write_text("辽宁省基层党建工作综述\n2022年，辽宁省共选派2.03万名干部驻村。\n", encoding="utf-8")
    folder = tmp_path / "charts"
    folder.mkdir()
    arguments = command(str(report), "-o", str(folder), "--format", "xlsx")
    assert arguments.run(arguments) == 0
    assert [path.suffix for path in folder.iterdir()] == [".xlsx"]


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_reason_has_words_in_both_languages(language: str) -> None:
    arguments = {
        "unsure": ("0.6100", ""), "contested": ("36000.0|2500.0", ""),
        "unit": ("人", "人次"), "kind": ("share", "count"), "basis": ("stock", "flow"), "per": ("", "村·年"),
        "level": ("county", "province"), "period_length": ("2021/2023|1095", "365"), "period_end": ("2018", "2021/2022"),
        "state_year": ("2018", "2022/2022"), "period_no_end": ("2012/", ""), "inside": ("", "福建省"),
        "around": ("", "福建省福州市、福建省厦门市"), "no_size": ("share", ""), "per_already": ("村", ""),
        "under_a_year": ("2022-04-08/2022-04-10|3", ""), "census_far": ("2010/2020", ""),
        **dict.fromkeys(reasons._OF_INDICATOR, ("party_members", "")),
    }  # fmt: skip
    words = wording.words()
    say = Language("en" if language == "en" else "zh")
    for code in [*words["comparability"], *words["normalisation"]]:
        own, group = arguments.get(code, ("", ""))
        said = reasons.reason(Reason(code, "甘肃省临夏回族自治州", own, group), say)
        assert "{" not in said
        assert not re.search(r"[\u4e00-\u9fff]" if language == "en" else r"[A-Za-z]", said)


def pairs(data: dict[str, Any], path: str = "") -> list[tuple[str, str, str]]:
    """Every text of a file of words with its address: both languages of an entry."""
    if isinstance(data.get("zh"), str):
        found = [(path, data["zh"], data["en"])]
        halves = [name for name in ("group", "settle") if f"{name}_zh" in data]
        return found + [(f"{path}.{name}", data[f"{name}_zh"], data[f"{name}_en"]) for name in halves]
    return [pair for key, value in data.items() for pair in pairs(value, f"{path}.{key}".lstrip("."))]


@pytest.mark.parametrize("name", ["chart.toml", "comparability.toml", "panel.toml"])
def test_words_stand_in_both_languages_with_the_same_fields(name: str) -> None:
    data = tomllib.loads((files("extract") / "data" / name).read_text("utf-8"))
    found = pairs(data)
    assert len(found) > 50
    for address, chinese, english in found:
        assert chinese and english, address
        assert set(re.findall(r"{\w+}", chinese)) == set(re.findall(r"{\w+}", english)), address
        assert not re.search(r"[\u4e00-\u9fff]", english), address


@pytest.fixture
def doubted(villages: Table) -> list[ChartSpec]:
    """One chart of which one figure is to be checked."""
    facts = (replace(f, confidence=0.61) if f.scope == "云南省" else f for f in villages.facts)
    return draw(replace(villages, facts=tuple(facts)))


def test_every_file_says_what_is_to_be_checked(doubted: list[ChartSpec]) -> None:
    deck = pptx.Presentation(io.BytesIO(render(doubted, "pptx")))
    shown = "\n".join(shape.text_frame.text for shape in deck.slides[0].shapes if shape.has_text_frame)
    notes = deck.slides[0].notes_slide.notes_text_frame.text  # type: ignore[union-attr]
    book = openpyxl.load_workbook(io.BytesIO(render(doubted, "xlsx")))
    sheet = "\n".join(str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value)  # type: ignore[union-attr]
    letter = docx.Document(io.BytesIO(render(doubted, "docx")))
    text = "\n".join(paragraph.text for paragraph in letter.paragraphs)
    table = "\n".join(cell.text for row in letter.tables[0].rows for cell in row.cells)
    page = pypdfium2.PdfDocument(render(doubted, "pdf"))[0].get_textpage().get_text_bounded()
    html = render(doubted, "html").decode()
    with zipfile.ZipFile(io.BytesIO(render(doubted, "zip"))) as archive:
        readme = archive.read("README.md").decode()
    for said in (notes, sheet, text, page, html, readme):
        assert "待核：云南省（把握61%）" in said.replace("\r\n", "")
        assert "待核 1" in said or said is notes
    assert "待核 1" in shown
    assert "待核" in table
    assert '<tr class="unsure">' in html


def test_every_row_of_a_file_has_its_confidence(doubted: list[ChartSpec]) -> None:
    lines = {line[0]: line for line in cells(doubted[0])}
    at, grade = COLUMNS.index("confidence"), COLUMNS.index("grade")
    assert (lines["云南省"][grade], lines["云南省"][at]) == ("待核", 0.61)
    assert lines["甘肃省"][at] is None
    with zipfile.ZipFile(io.BytesIO(render(doubted, "zip"))) as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                rows = list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))
                assert next(row for row in rows if row["地区"] == "云南省")["把握"] == "0.61"


def test_what_is_to_be_checked_looks_like_nothing_else(villages: Table) -> None:
    held = next(row.region for row in draw(villages)[0].rows if row.grade == "caution")
    facts = (replace(f, confidence=0.61) if f.scope == held else f for f in villages.facts)
    doubted = draw(replace(villages, facts=tuple(facts)))
    deck = pptx.Presentation(io.BytesIO(render(doubted, "pptx")))
    chart = next(shape.chart for shape in deck.slides[0].shapes if shape.has_chart)  # type: ignore[attr-defined]
    patterns = {}
    for number, row in enumerate(doubted[0].rows):
        if row.drawn:
            fill = list(chart.plots[0].series)[-1].points[number].format.fill
            patterns[row.grade] = fill.pattern if fill.type == MSO_FILL.PATTERNED else "solid"
    assert len(set(patterns.values())) == 3
    picture = Image.open(io.BytesIO(render(doubted, "png"))).convert("RGB")
    assert (18, 85, 166) in {colour for _, colour in picture.getcolors(picture.width * picture.height) or ()}


def test_the_command_leaves_out_what_is_to_be_checked_on_request(tmp_path: Path) -> None:
    parser = argparse.ArgumentParser()
    add_export_parser(parser.add_subparsers())
    made = {}
    for name, wish in (("all", []), ("sure", ["--only-sure"])):
        path = tmp_path / f"{name}.zip"
        arguments = parser.parse_args(["export", str(ROOT / "seeds"), "-o", str(path), *wish])
        assert arguments.run(arguments) == 0
        with zipfile.ZipFile(path) as archive:
            made[name] = archive.read("README.md").decode()
    assert "点纹：" in made["all"] and "待核数字未画" not in made["all"]
    assert "点纹：" not in made["sure"] and "待核数字未画" in made["sure"]


def test_bold_letters_of_a_picture_stand_on_the_line_around_them() -> None:
    ends = []
    for bold in (False, True):
        figure = Figure(figsize=(6, 0.5))
        image.write(
            figure,
            figure.transFigure,
            0.01,
            0.3,
            "有把握的数字单位、所计事项一致，其余待核",
            8.5,
            "#000000",
            bold=bold,
        )
        drawn = Image.open(io.BytesIO(image.saved(figure, "png", dpi=300))).convert("L")
        (_, _, right, _) = drawn.point(lambda tone: 255 if tone < 128 else 0).getbbox() or (0, 0, 0, 0)
        ends.append(right)
    assert 0 <= ends[1] - ends[0] <= 4  # pixels: half the line; fitted to pixels the letters end some 10 away
