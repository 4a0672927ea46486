"""A brief as a file: each is opened with its own library and must hold contents, own words, figures, notes, sources and method."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import docx
import pptx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings, strategies

from extract.brief import CHART, FIGURE, KINDS, RATIO, TABLE, Brief, Piece, Seen
from extract.figure_ids import figure_id
from extract.page_state import PageState
from extract.table import Table
from extract.views.briefing.document import day, document
from extract.views.briefing.making import Made, Maker
from extract.views.briefing.parts import Absent, Charts, Document, Figures, Tables
from extract.views.exports.brief import BRIEF_FORMATS, file_name, render
from extract.views.exports.brief.blocks import MARGIN, WIDTH
from extract.views.exports.brief.flow import Flow
from extract.views.exports.brief.laying import annexes, numbered
from extract.views.exports.image import Block
from extract.views.frames import Shelf, shelve
from extract.views.words.language import Language

DAY = date(2026, 11, 28)
ASKED = PageState.of("compare", {"indicator": ["cadres_dispatched"], "norm": ["raw"]})
OWN = "各地都派干部下村，期间不同，不宜排名。"


@pytest.fixture
def shelf(villages: Table) -> Shelf:
    """Figures with every grade, of six regions."""
    return shelve(villages)


def maker(shelf: Shelf, language: str = "zh") -> Maker:
    return Maker(shelf, Language("en" if language == "en" else "zh"), DAY, {})


def pieces(shelf: Shelf) -> tuple[Piece, ...]:
    """One piece of each kind, and one whose indicator is gone."""
    regions = list(shelf.reported)
    asked = ASKED.but(regions=regions)
    fact = shelf.facts(shelf.frame["indicator"] == "cadres_dispatched")[0]
    per_head = asked.but(regions=fact.scope, norm="residents")
    id = figure_id(fact, shelf.sources[fact.report])
    return (
        Piece("1", CHART, asked, "干部下沉", OWN),
        Piece("2", TABLE, asked),
        Piece("3", FIGURE, PageState.of("source", {"fact": [id]})),
        Piece("4", RATIO, per_head),
        Piece("5", CHART, asked.but(indicator="nowhere")),
        Piece("6", TABLE, PageState.of("region", {"region": [fact.scope]})),
        Piece("7", TABLE, PageState.of("coverage", {"regions": regions})),
    )


def made_of(shelf: Shelf, language: str = "zh") -> list[Made]:
    own = maker(shelf, language)
    return [own.make(piece) for piece in pieces(shelf)]


def brief_of(shelf: Shelf, language: str = "zh", *, changed: bool = True) -> Document:
    """The document of these pieces, as their author agreed to them when a figure was another."""
    own = maker(shelf, language)
    brief = Brief("b", "基层党建简报", "调研组", "开头的话。", pieces(shelf))
    seen = {made.piece.id: made.seen for made in map(own.make, brief.pieces)}
    if changed:
        first, *rest = seen["1"]
        seen["1"] = (replace(first, value=first.value - 7), *rest, Seen("火星", "火星", 4.0, unit="人"))
    brief = brief.agreed(seen, "2026-11-01T08:00:00+00:00")
    return document(brief, [own.make(piece) for piece in brief.pieces], own)


# --- what a piece is made into --------------------------------------------------------------------------------------


def test_each_kind_is_made_from_what_was_asked(shelf: Shelf) -> None:
    chart, table, figure, ratio, gone, region, matrix = made_of(shelf)
    assert isinstance(chart.content, Charts) and chart.content.specs[0].indicator == "cadres_dispatched"
    assert isinstance(table.content, Tables) and len(table.content.grids[0].rows) == len(shelf.reported)
    assert isinstance(figure.content, Figures) and figure.content.terms == ""
    assert isinstance(ratio.content, Figures) and "÷" in ratio.content.terms
    assert isinstance(gone.content, Absent) and "nowhere" in gone.content.why and gone.seen == ()
    assert isinstance(region.content, Tables) and region.seen
    assert (
        isinstance(matrix.content, Tables) and len(matrix.content.grids) == 2
    )  # six regions with figures, five a table at most
    assert [len(grid.heads) - 1 for grid in matrix.content.grids] == [3, 3]  # none stands alone
    assert {seen.value for seen in chart.seen} <= {seen.value for seen in matrix.seen}
    assert {seen.name for seen in chart.seen} <= set(shelf.reported)


def test_a_matrix_of_many_regions_has_no_empty_lines_and_names_who_gives_nothing(invention: Any) -> None:
    """Of thirty regions five slides in six held nothing but dots."""
    regions = ["辽宁省", "云南省", "青海省", "福建省", "甘肃省", "广东省", "吉林省"]
    for number, region in enumerate(regions):
        report = invention.report(region)
        if number % 6 == 0:
            invention.figure(
                report, "300名", 300.0, "2022", "party_members" if number else "cadres_dispatched"
            )
        elif number == 1:
            invention.figure(report, "30名", 30.0, "2022", "members_recruited")
    shelf = shelve(invention.table())
    made = maker(shelf).make(Piece("1", TABLE, PageState.of("coverage", {"regions": regions})))
    assert isinstance(made.content, Tables)
    (grid,) = made.content.grids
    assert grid.heads[1:] == ("辽宁省", "云南省", "吉林省") and len(grid.rows) == 3
    assert any("青海省、福建省、甘肃省、广东省" in note for note in made.notes)


def test_a_figure_whose_report_is_gone_says_so(shelf: Shelf) -> None:
    piece = Piece("1", FIGURE, PageState.of("source", {"fact": ["0123456789abcdef-1-2-0123456789abcdef"]}))
    made = maker(shelf).make(piece)
    assert isinstance(made.content, Absent) and "不在这里" in made.content.why


def test_only_what_changed_is_told(shelf: Shelf) -> None:
    assert brief_of(shelf, changed=False).changes == ()
    told = brief_of(shelf).changes
    assert len(told) == 2 and "→" in told[0] and "火星：4 人，现已没有" in told[1]


def test_a_change_of_comparability_alone_is_told(shelf: Shelf) -> None:
    own, piece = maker(shelf), pieces(shelf)[0]
    now = own.make(piece)
    before = tuple(
        replace(seen, grade="comparable" if seen.grade == "caution" else "caution") for seen in now.seen[:1]
    )
    made = replace(now, piece=replace(piece, seen=(*before, *now.seen[1:]), agreed="2026"))
    doc = document(Brief("b", pieces=(piece,)), [made], own)
    assert len(doc.changes) == 1 and "注意" in doc.changes[0] and "可比" in doc.changes[0]


def test_very_many_sources_take_few_slides_and_none_runs_out_of_its_column(shelf: Shelf) -> None:
    many = tuple(
        f"某省{number}年基层党建工作综述[R]. [出版地不详]: [出版者不详], {number}." for number in range(403)
    )
    deck = pptx.Presentation(io.BytesIO(render(replace(brief_of(shelf), sources=many), "pptx")))
    said, slides = list[str](), 0
    for slide in deck.slides:
        own = [each for each in slide.shapes if each.has_text_frame and each.text_frame.text.startswith("[")]
        slides += bool(own)
        for shape in own:
            lines = shape.text_frame.text.split("\n")
            said += lines
            size = shape.text_frame.paragraphs[0].runs[0].font.size
            assert len(lines) * size * 1.2 <= shape.height and shape.left + shape.width <= deck.slide_width
    assert [line.partition("\u3000")[2] for line in said] == list(many)
    assert slides <= 10


def test_sources_are_numbered_once_through_the_document(shelf: Shelf) -> None:
    doc = brief_of(shelf)
    assert len(set(doc.sources)) == len(doc.sources)
    assert all(1 <= number <= len(doc.sources) for part in doc.parts for number in part.cited)
    assert doc.parts[0].cited and set(doc.parts[2].cited) <= set(doc.parts[0].cited)
    assert all("[R]" in source or "[EB/OL]" in source for source in doc.sources)


# --- the files ------------------------------------------------------------------------------------------------------


def words_of_docx(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join(
        "".join(text.text or "" for text in line.iter(qn("w:t"))) for line in body.iter(qn("w:p"))
    )


def words_of_pptx(content: bytes) -> str:
    said = []
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                said.append(shape.text_frame.text)
            if shape.has_table:
                said += [cell.text for row in shape.table.rows for cell in row.cells]
        said.append(slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else "")
    return "\n".join(said)


def words_of_pdf(content: bytes) -> str:
    lines = [page.get_textpage().get_text_range().splitlines() for page in pypdfium2.PdfDocument(content)]
    title = pypdfium2.PdfDocument(content).get_metadata_dict()["Title"]
    furniture = re.compile(rf"\d+ / \d+|{re.escape(title)}|(标题)+标?…")
    return "\n".join([title, *(line for page in lines for line in page if not furniture.fullmatch(line))])


WORDS: dict[str, Callable[[bytes], str]] = {"docx": words_of_docx, "pptx": words_of_pptx, "pdf": words_of_pdf}


def plain(text: str) -> str:
    """A text without what laying it out put between its characters."""
    return "".join(text.split())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", BRIEF_FORMATS)
def test_every_file_holds_the_whole_brief(shelf: Shelf, form: str, language: str) -> None:
    doc = brief_of(shelf, language)
    said = plain(WORDS[form](render(doc, form)))
    wanted = [doc.title, doc.byline, doc.dated, doc.lead, OWN, *doc.sources, *doc.method, *doc.changes]
    wanted += [each.title for each in numbered(doc)]
    wanted += [words for _, words in annexes(doc, "notes" if form == "pptx" else "figures")]
    wanted += [note for part in doc.parts for note in part.notes]
    missing = [text for text in wanted if plain(text) not in said]
    assert missing == []


@pytest.mark.parametrize("form", BRIEF_FORMATS)
def test_every_figure_keeps_its_sentence(shelf: Shelf, form: str) -> None:
    said = plain(WORDS[form](render(brief_of(shelf), form)))
    sentences = [fact.sentence for made in made_of(shelf) for fact in made.facts]
    assert sentences and [text for text in sentences if plain(text) not in said] == []


@pytest.mark.parametrize("form", BRIEF_FORMATS)
def test_without_changes_no_annex_tells_of_them(shelf: Shelf, form: str) -> None:
    said = plain(WORDS[form](render(brief_of(shelf, changed=False), form)))
    assert "与上次确认时的变化" not in said and plain("附件 3　方法") in said


def test_the_contents_of_word_lead_to_its_headings(shelf: Shelf) -> None:
    doc = brief_of(shelf)
    body = docx.Document(io.BytesIO(render(doc, "docx"))).element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert len(links) == len(doc.parts) + len(annexes(doc)) and set(links) == marks
    fields = [field.get(qn("w:fldCharType")) for field in body.iter(qn("w:fldChar"))]
    assert fields.count("begin") == fields.count("separate") == fields.count("end") == len(links) + 1


def test_the_annexes_of_word_begin_a_page_themselves(shelf: Shelf) -> None:
    """A break in a paragraph of its own left a blank page behind a page that was full."""
    body = docx.Document(io.BytesIO(render(brief_of(shelf), "docx"))).element.body
    (first,) = body.xpath(".//w:p[w:pPr/w:pageBreakBefore[not(@w:val)]]")
    assert first.xpath("string(.)").startswith("附件 1") and not body.xpath(".//w:br[@w:type='page']")


def test_a_picture_of_word_stands_in_one_row_with_its_caption(shelf: Shelf) -> None:
    """LibreOffice parts a chain of paragraphs that each stand with the next; a row that no page divides it keeps."""
    body = docx.Document(io.BytesIO(render(brief_of(shelf), "docx"))).element.body
    drawn = list(body.iter(qn("w:drawing")))
    assert drawn
    for picture in drawn:
        (row,) = picture.xpath("ancestor::w:tr")
        assert row.xpath("./w:trPr/w:cantSplit")
        assert row.xpath("string(.//w:p[1])").startswith("图")
        assert row.xpath("ancestor::w:tbl/preceding-sibling::w:p[1]/w:pPr/w:keepNext")


def test_the_contents_of_a_pdf_name_the_pages_of_their_headings(shelf: Shelf) -> None:
    doc = brief_of(shelf)
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(render(doc, "pdf"))]
    for each in numbered(doc):
        entry = next(line for line in pages[0].splitlines() if plain(line).startswith(plain(each.title)))
        number = int(entry.split()[-1]) if entry.split()[-1].isdecimal() else 0
        at = pages[0].splitlines()
        number = number or int(at[at.index(entry) + 1])
        body = pages[number - 1].splitlines()
        assert [line for line in body if plain(line).startswith(plain(each.title))], (each.title, number)


def test_nothing_of_a_pdf_runs_out_of_its_margins(shelf: Shelf) -> None:
    for page in pypdfium2.PdfDocument(render(brief_of(shelf), "pdf")):
        words = page.get_textpage()
        boxes = [words.get_rect(number) for number in range(words.count_rects())]
        assert boxes and all(
            left >= MARGIN - 1 and right <= WIDTH - MARGIN + 12 for left, _, right, _ in boxes
        )


def test_a_chart_is_native_in_powerpoint_and_named_after_its_heading(shelf: Shelf) -> None:
    slides = list(pptx.Presentation(io.BytesIO(render(brief_of(shelf), "pptx"))).slides)
    charted = [slide for slide in slides if any(shape.has_chart for shape in slide.shapes)]
    assert charted and all(slide.shapes.title.text == "1　干部下沉" for slide in charted)


def block(height: float) -> Block:
    return Block(height, lambda figure, points, top: None)


def test_a_page_of_a_pdf_holds_what_stands_on_it() -> None:
    flow = Flow()
    for height in (100.0, 300.0, 300.0, 200.0, 900.0, 50.0):
        flow.add(block(height))
    flow.lead(block(40.0))
    flow.add(block(700.0))
    pages = flow.paged(700.0)
    assert [place for page in pages for place in page] == list(range(len(flow.chunks)))
    heights = [sum(block.height for place in page for block in flow.chunks[place]) for page in pages]
    assert all(height <= 700.0 or len(page) == 1 for height, page in zip(heights, pages, strict=True))
    assert [len(page) for page in pages] == [3, 1, 1, 1, 1]


def test_long_words_break_over_pages(shelf: Shelf) -> None:
    own = maker(shelf)
    piece = replace(pieces(shelf)[0], line="很长的一句话，" * 570, heading="长标题" * 60)
    doc = document(Brief("b", "标题" * 90, "署名", "话。" * 1900, (piece,)), [own.make(piece)], own)
    for form in BRIEF_FORMATS:
        said = plain(WORDS[form](render(doc, form)))
        assert said.count("很") >= 570, form


def test_the_contents_of_many_slides_stand_on_as_many_as_they_need(shelf: Shelf) -> None:
    own = maker(shelf)
    parts = tuple(replace(pieces(shelf)[2], id=str(number), heading=f"第{number}项") for number in range(40))
    doc = document(Brief("b", pieces=parts), [own.make(piece) for piece in parts], own)
    slides = list(pptx.Presentation(io.BytesIO(render(doc, "pptx"))).slides)
    listed = [slide for slide in slides if slide.shapes.title.text == "目录"]
    lines = [
        box.text_frame.text.splitlines() for slide in listed for box in slide.shapes if box.has_text_frame
    ]
    assert len(listed) == 2 and max(map(len, lines)) <= 15
    assert len(slides) == 1 + 2 + 40 + len(annexes(doc, "notes"))


@pytest.mark.parametrize("form", BRIEF_FORMATS)
def test_what_is_pasted_stands_in_every_file(shelf: Shelf, form: str) -> None:
    own = maker(shelf)
    pasted = "第一行\x0b接着\x00写\r\n第二行 <b>&amp; $x_1$ {{y}}\ud83d"
    piece = replace(pieces(shelf)[0], line=pasted, heading=pasted)
    doc = document(Brief("b", pasted, pasted, pasted, (piece,)), [own.make(piece)], own)
    said = plain(WORDS[form](render(doc, form)))
    assert "第一行接着写" in said and plain("第二行 <b>&amp; $x_1$ {{y}}") in said


odd = strategies.sampled_from(
    ["", "raw", "auto", "year_moon", "火星", "0", "²", "log", "1", "-", "a:b", "member", "2021", "map", "%&="]
)


@given(
    strategies.sampled_from(KINDS),
    strategies.sampled_from(["compare", "trend", "region", "coverage", "source", "sides", "moon"]),
    strategies.dictionaries(
        strategies.sampled_from(
            ["indicator", "regions", "norm", "years", "kinds", "bounds", "scale", "sort", "only", "sure", "undated", "undated_of",
             "chart", "since", "until", "index", "region", "fact", "themes", "level", "within"]
        ),
        strategies.lists(odd | strategies.sampled_from(["cadres_dispatched", "辽宁省", "value", "name"]), max_size=3),
    ),
    strategies.booleans(),
)  # fmt: skip
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_asked_is_made_or_said_to_be_absent(
    villages: Table, kind: str, page: str, state: dict[str, list[str]], known: bool
) -> None:
    asked = PageState.of(page, {**({"indicator": ["cadres_dispatched"]} if known else {}), **state})
    made = Maker(shelve(villages), Language("zh"), DAY, {}).make(Piece("1", kind, asked))
    assert made.heading and (made.seen or isinstance(made.content, Absent))
    assert made.changes == ()


def test_a_brief_without_pieces_is_no_file(shelf: Shelf) -> None:
    doc = document(Brief("b", "a/b: c"), [], maker(shelf))
    with pytest.raises(ValueError, match="no piece"):
        render(doc, "docx")
    assert file_name(doc, "docx") == "a b c.docx"
    assert file_name(replace(doc, title="../"), "pdf") == "brief.pdf"


def test_days_are_said_in_both_languages() -> None:
    assert day(DAY, Language("zh")) == "2026年11月28日"
