"""The tile map as a file: each is opened with its own library and must hold the squares, their figures, shades and words."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pypdfium2
import pytest
from PIL import Image
from pptx.enum.dml import MSO_FILL

from extract.table import Table
from extract.views.charts.kinds import Tiles
from extract.views.charts.tiling import tiled
from extract.views.exports import FORMATS, file_name, render
from extract.views.exports.rows import closing
from extract.views.palette import LIGHT
from tests.test_tiles import PROVINCES, provinces, spec

__all__ = ["provinces"]  # the fixture


@pytest.fixture
def tiles(provinces: Table) -> Tiles:
    return tiled(spec(provinces))


def shapes(deck: bytes) -> dict[str, Any]:
    """The squares of the slide's map by the names of their regions."""
    slide = pptx.Presentation(io.BytesIO(deck)).slides[0]
    (group,) = [shape for shape in slide.shapes if shape.shape_type == 6]
    return {shape.name: shape for shape in group.shapes}


def grid(book: bytes) -> dict[str, Any]:
    """The coloured cells of the sheet's map by the short names of their regions."""
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    cells = [cell for row in sheet.iter_rows(max_col=7, max_row=14) for cell in row if cell.value]
    return {str(cell.value).split("\n")[0]: cell for cell in cells}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_format_draws_a_map_alone_and_among_bars(provinces: Table, format: str, language: str) -> None:
    chart = spec(provinces, language)
    alone, both = render([tiled(chart)], format), render([tiled(chart), chart], format)
    assert len(both) > len(alone) > 500


def test_a_map_has_a_name_of_its_own(tiles: Tiles) -> None:
    assert file_name([tiles], "png") == "cadres_dispatched_map.png"


def test_a_picture_has_every_shade_and_no_letter_is_missing(tiles: Tiles, recwarn: Any) -> None:
    picture = Image.open(io.BytesIO(render([tiles], "png"))).convert("RGB")
    colours = {"#{:02X}{:02X}{:02X}".format(*colour) for _, colour in picture.getcolors(maxcolors=1 << 20)}
    assert set(LIGHT.shades) <= colours
    assert [str(w.message) for w in recwarn if "missing from" in str(w.message)] == []


def test_the_words_of_a_map_can_be_searched(tiles: Tiles) -> None:
    document = pypdfium2.PdfDocument(render([tiles], "pdf"))
    text = re.sub(r"\s", "", document[0].get_textpage().get_text_range())
    document.close()
    for tile in tiles.tiles:
        assert tile.name in text  # the figures are bold, which in a picture are outlines
    for words in (band.words for band in tiles.bands):
        assert words.replace(" ", "") in text


def test_powerpoint_has_an_editable_square_for_each_province(tiles: Tiles) -> None:
    found = shapes(render([tiles], "pptx"))
    for tile in tiles.tiles:
        shape = found[tile.region]
        assert shape.text_frame.text.split("\n") == list(filter(None, [tile.name, tile.figure]))
        if tile.band:
            assert str(shape.fill.fore_color.rgb) == LIGHT.shades[tile.band.shade][1:]
    looks = {name: found[name].fill.type for name in (*PROVINCES[3:7], "台湾省")}
    assert list(looks.values()) == [
        MSO_FILL.PATTERNED,
        MSO_FILL.PATTERNED,
        MSO_FILL.BACKGROUND,
        MSO_FILL.PATTERNED,
        MSO_FILL.BACKGROUND,
    ]


def test_a_slide_with_a_map_is_one_and_its_notes_have_all_that_is_said(tiles: Tiles) -> None:
    deck = pptx.Presentation(io.BytesIO(render([tiles], "pptx")))
    assert len(deck.slides) == 1
    notes = deck.slides[0].notes_slide.notes_text_frame.text
    for text in (tiles.title, *tiles.notes, *closing(tiles)):
        assert text in notes
    printed = "\n".join(s.text_frame.text for s in deck.slides[0].shapes if s.has_text_frame)
    for _, words in (*tiles.legend, *tiles.key):
        assert words in printed


def test_excel_has_a_grid_of_coloured_cells_and_the_table_below(tiles: Tiles) -> None:
    book = render([tiles], "xlsx")
    found = grid(book)
    for tile in tiles.tiles:
        cell = found[tile.name]
        assert cell.column == tile.column + 1
        assert cell.value == "\n".join(filter(None, [tile.name, tile.figure]))
        if tile.band:
            assert cell.fill.fgColor.rgb == f"FF{LIGHT.shades[tile.band.shade][1:]}"
    assert len({cell.row - tile.line for tile in tiles.tiles for cell in [found[tile.name]]}) == 1
    sheet = openpyxl.load_workbook(io.BytesIO(book)).worksheets[0]
    below = [
        row for row in sheet.iter_rows(min_row=found["海南"].row + 1, values_only=True) if row[1] in PROVINCES
    ]
    assert {row[1]: row[3] for row in below} == {
        row.region: row.value for row in tiles.rows if row.region in PROVINCES
    }
    assert any(
        band.words in str(c.value)
        for band in tiles.bands
        for row in sheet.iter_rows()
        for c in row
        if c.value
    )


def test_word_has_the_picture_and_the_page_too(tiles: Tiles) -> None:
    document = docx.Document(io.BytesIO(render([tiles], "docx")))
    assert len(document.inline_shapes) == 1
    assert document.inline_shapes[0]._inline.docPr.get("descr") == tiles.alt
    page = render([tiles], "html").decode()
    assert f'alt="{tiles.alt}"' in page and tiles.notes[0] in page


def test_the_archive_has_the_table(tiles: Tiles) -> None:
    with zipfile.ZipFile(io.BytesIO(render([tiles], "zip"))) as archive:
        (name,) = [name for name in archive.namelist() if name.endswith("_chart.csv")]
        lines = archive.read(name).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(tiles.rows)


def test_a_map_says_its_classes_wherever_words_are(tiles: Tiles) -> None:
    with zipfile.ZipFile(io.BytesIO(render([tiles], "zip"))) as archive:
        assert tiles.notes[1] in archive.read("README.md").decode()


def test_the_command_draws_maps(tmp_path: Path) -> None:
    from extract.__main__ import main
    from tests.provinces import write

    write(tmp_path / "texts", (2022,), counties=0, nested=())
    out = tmp_path / "map.xlsx"
    asked = ["export", str(tmp_path / "texts"), "-i", "cadres_dispatched", "--chart", "map", "-o", str(out)]
    assert main(asked) == 0
    assert grid(out.read_bytes())["北京"].value.startswith("北京\n")
    assert main([*asked, "--panel"]) == 2


def test_the_command_says_where_a_map_became_bars(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from extract.__main__ import main

    (tmp_path / "texts").mkdir()
    for name in ("青海省", "云南省"):
        (tmp_path / "texts" / f"{name}.txt").write_text(f"2022年，{name}全省选派驻村干部1200名。", "utf-8")
    asked = ["export", str(tmp_path / "texts"), "-i", "cadres_dispatched", "-o", str(tmp_path / "out.pdf")]
    assert main([*asked, "--chart", "map"]) == 0
    assert "1 of 1 drawn as bars: a map wants figures of 3 provinces" in capsys.readouterr().err
    assert main([*asked, "--chart", "levels"]) == 0
    assert "two levels" in capsys.readouterr().err
    assert main(asked) == 0
    assert not capsys.readouterr().err
