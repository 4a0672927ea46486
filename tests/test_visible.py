"""What a browser shows of a page is what is read of it, figures whole; what it does not show is said where it may hold figures."""

from __future__ import annotations

import pytest

from extract.pipeline import extract
from extract.report import ReadError, Report, read_bytes
from tests.test_reading import PARAGRAPHS, page


def read(body: str) -> Report:
    return read_bytes(
        f"<html><head><title>甲县</title></head><body>{body}</body></html>".encode(), "x.html", "x"
    )


def quotes(report: Report) -> list[str]:
    return [fact.quote for fact in extract(report).facts]


def said(report: Report) -> list[tuple[str, str]]:
    return [(note.code, note.values[0][1]) for note in report.notes]


def test_a_form_around_a_whole_page_is_no_part_of_it() -> None:
    """Pages of one common kind of server stand in one: of this article only the heading was read, without a word."""
    whole = (
        page(PARAGRAPHS)
        .replace("<body>", "<body><form id='aspnetForm'>")
        .replace("</body>", "</form></body>")
    )
    around = page(f"<form>{PARAGRAPHS}</form>")
    plain = read_bytes(page(PARAGRAPHS).encode(), "x.html", "x").raw
    assert "共选派干部1.5万名" in plain
    for text in (whole, around):
        assert read_bytes(text.encode(), "x.html", "x").raw == plain


@pytest.mark.parametrize(
    "tag", ["wbr", "ins", "mark", "time", "label", "abbr", "bdi", "q", "data", "st1:chmetcnv", "x-figure"]
)
def test_a_tag_within_a_line_breaks_no_figure(tag: str) -> None:
    assert quotes(read(f"<p>全县共有党员12<{tag}>0</{tag}>0名。</p>")) == ["1200名"]


@pytest.mark.parametrize(
    "struck", ["<del>1200</del>", "<s>12<b>00</b></s>", "<strike>1200</strike>", "<span style='text-decoration: line-through'>1200</span>"]
)  # fmt: skip
def test_what_is_struck_out_is_not_read_and_counted(struck: str) -> None:
    report = read(f"<p>全县共有党员{struck}1300名。</p>")
    assert (quotes(report), said(report)) == (["1300名"], [("struck", "1")])


def test_how_a_word_is_spoken_is_no_part_of_it() -> None:
    assert (
        read("<p>全县共有党员<ruby>1200<rp>（</rp><rt>99</rt><rp>）</rp></ruby>名。</p>").raw
        == "全县共有党员1200名。\n"
    )


@pytest.mark.parametrize("how", ["style='display: none'", "hidden", "style='visibility:hidden'"])
def test_what_a_page_hides_is_not_read_and_said(how: str) -> None:
    report = read(
        f"<p>全县共有党员1200<span {how}>99</span>名，坚持大抓基层的鲜明导向。</p><div {how}>全县共培训党员77名。</div>"
    )
    assert (quotes(report), said(report)) == (["1200名"], [("hidden_text", "1")])


def test_a_hidden_row_is_said() -> None:
    rows = "<tr><td>乡镇<td>党员（名）</tr><tr style='display:none'><td>甲乡<td>1200</tr><tr><td>乙乡<td>1300</tr>"
    report = read(f"<table>{rows}</table>")
    assert (quotes(report), said(report)) == (["1300"], [("hidden_text", "1")])


def test_an_article_that_a_script_would_show_is_read() -> None:
    report = read(f"<div>公众号</div><div style='visibility: hidden; opacity: 0'>{PARAGRAPHS}</div>")
    assert "共选派干部1.5万名" in report.raw
    assert report.notes == ()


def test_frames_and_files_beside_the_text_are_named() -> None:
    shown = "<iframe src=body.htm width=600></iframe><object data=b.pdf></object>"
    unseen = "<iframe src=count.htm width=1 height=1></iframe><iframe src=about:blank></iframe><iframe src=x.htm style='display:none'></iframe>"
    assert said(read(f"<p>全县共有党员1200名。</p>{shown}{unseen}")) == [("frames_beside", "body.htm, b.pdf")]


def test_a_page_of_pictures_is_no_page_cut_off_and_a_heading_above_them_is_not_all() -> None:
    with pytest.raises(ReadError, match="2 pictures and no text"):
        read("<img src=1.jpg><img src=2.jpg>")
    assert said(read("<h1>甲县党建工作总结</h1><img src=1.jpg><img src=2.jpg>")) == [("pictures", "2")]


def test_a_link_within_a_sentence_breaks_no_line() -> None:
    body = "<p>全县共有<a href=a>党员1200名</a>，建成<a href=b>党群服务中心</a>45个。</p>"
    assert "全县共有党员1200名，建成党群服务中心45个。" in read(f"<h1>甲县情况</h1>{body}").raw


def test_what_a_page_lists_of_other_articles_is_none_of_its_own() -> None:
    """Links were left out; without them 热点新闻 gave figures of other places."""
    more = "<div><h3>热点新闻</h3><ol><li>乙县发展党员380名</li></ol></div>"
    report = read(f"<h1>甲县情况</h1><div>{PARAGRAPHS}{more}</div>")
    assert "380" not in report.raw and "共选派干部1.5万名" in report.raw
    kept = read("<h1>甲县情况</h1><p>相关阅读</p><p>全县共有党员1200名。</p>")
    assert "1200" in kept.raw


@pytest.mark.parametrize("style", ["font-size:0", "font-size: 0px;", "opacity:0"])
def test_letters_without_a_size_are_not_seen(style: str) -> None:
    report = read(f'{PARAGRAPHS}<p>全县共有党员1200名。<span style="{style}">发展党员99名。</span></p>')
    assert "1200" in report.raw and "99" not in report.raw
    assert "99" in read(f'{PARAGRAPHS}<p style="font-size:0.9em">发展党员99名。</p>').raw


@pytest.mark.parametrize("span", ["2;", "2px", " 2", "+2"])
def test_how_far_a_cell_spans_is_read_as_a_browser_reads_it(span: str) -> None:
    heads = f'<tr><th rowspan="{span}">乡镇</th><th colspan="{span}">党员（名）</th></tr><tr><th>总数</th><th>女</th></tr>'
    report = read(f"<table>{heads}<tr><td>茂林镇</td><td>1200</td><td>320</td></tr></table>")
    assert [(fact.value, fact.indicator) for fact in extract(report).facts] == [
        (1200, "party_members"),
        (320, "female_members"),
    ]
