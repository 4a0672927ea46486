"""Reports as Word, PDF and web pages: what a reader of the page sees comes through, in order, with figures whole."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from extract.pipeline import extract
from extract.report import read_bytes
from tests.tables import MAKES, workbook

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word(body: str, **parts: str) -> bytes:
    """A docx written by hand, part by part, as no library would be asked to read back its own."""
    buffer = BytesIO()
    others = "".join(
        f'<Override PartName="/{name}" ContentType="application/octet-stream"/>'
        for name in parts
        if name.startswith("word/") and not name.endswith(".rels")
    )
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>'
            '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
            f"{others}</Types>",
        )
        package.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
            '<Relationship Id="r2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
        )
        package.writestr(
            "docProps/core.xml",
            '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>澜清县基层党建工作综述</dc:title></cp:coreProperties>',
        )
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: list[str]) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


class TestWord:
    def read(self, body: str) -> str:
        return read_bytes(word(body), "汇报.docx", "汇报").raw

    def test_runs_make_one_figure_and_paragraphs_one_line_each(self) -> None:
        report = read_bytes(
            word(paragraph("全县共选派干部", "1.2", "万名。") + paragraph("投入资金3.6亿元。")), "x.docx", "x"
        )
        assert report.raw == "全县共选派干部1.2万名。\n投入资金3.6亿元。\n"
        assert report.title == "澜清县基层党建工作综述"
        assert [fact.value for fact in extract(report).facts] == [12_000.0, 360_000_000.0]

    def test_what_was_deleted_is_not_read_and_what_was_inserted_is(self) -> None:
        run = "<w:r><w:t>{}</w:t></w:r>"
        body = f"<w:p>{run.format('共有党员')}<w:del><w:r><w:delText>11名</w:delText></w:r>{run.format('旧')}</w:del><w:ins>{run.format('12名')}</w:ins></w:p>"
        assert self.read(body) == "共有党员12名\n"

    def test_hidden_text_is_not_read(self) -> None:
        run = "<w:r>{}<w:t>{}</w:t></w:r>"
        hidden, shown = "<w:rPr><w:vanish/></w:rPr>", '<w:rPr><w:vanish w:val="0"/></w:rPr>'
        body = f"<w:p>{run.format('', '党员12名')}{run.format(hidden, '，旧数11名')}{run.format(shown, '。')}</w:p>"
        assert self.read(body) == "党员12名。\n"

    def test_a_number_set_as_a_formula_is_read(self) -> None:
        formula = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">{}</m:oMath>'
        third = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r></m:den></m:f>"
        run = "<w:r><w:t>{}</w:t></w:r>"
        body = f"<w:p>{formula.format('<m:r><m:t>120</m:t></m:r>')}{run.format('名书记，占')}{formula.format(third)}</w:p>"
        assert self.read(body) == "120名书记，占1/3\n"

    def test_a_text_box_is_read_once(self) -> None:
        box = f"<w:txbxContent>{paragraph('培训党员12人次')}</w:txbxContent>"
        body = f"<w:p><w:r><w:t>前言</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        assert self.read(body) == "前言\n培训党员12人次\n"

    def test_breaks_tabs_and_field_codes(self) -> None:
        body = "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:tab/><w:t>丙</w:t><w:instrText>PAGE 12</w:instrText></w:r></w:p>"
        assert self.read(body) == "甲\n乙 丙\n"

    def test_content_controls_are_read(self) -> None:
        assert (
            self.read(f"<w:sdt><w:sdtContent>{paragraph('党员12名')}</w:sdtContent></w:sdt>") == "党员12名\n"
        )

    def test_a_table_is_a_row_a_line_and_a_grid(self) -> None:
        heads = [cell("序号"), cell("地区"), cell("选派干部（名）"), cell("投入资金")]
        rows = [cell("1"), cell("东川乡"), cell("230"), cell("1.2亿元")]
        report = read_bytes(word(paragraph("如下：") + table(heads, rows)), "汇报.docx", "汇报")
        assert report.raw == "如下：\n序号\t地区\t选派干部（名）\t投入资金\n1\t东川乡\t230\t1.2亿元\n"
        (grid,) = report.grids
        assert [each.span.of(report.raw) for each in grid.cells if each.row] == [
            "1",
            "东川乡",
            "230",
            "1.2亿元",
        ]

    def test_merged_cells_are_one(self) -> None:
        body = table(
            [cell("地区", '<w:vMerge w:val="restart"/>'), cell("培训", '<w:gridSpan w:val="2"/>')],
            [cell("", "<w:vMerge/>"), cell("期数（期）"), cell("党员（人次）")],
            [cell("东川乡"), cell("3"), cell("1200")],
        )
        report = read_bytes(word(body), "汇报.docx", "汇报")
        assert report.raw == "地区\t培训\n\t期数（期）\t党员（人次）\n东川乡\t3\t1200\n"
        sizes = {each.span.of(report.raw): (each.height, each.width) for each in report.grids[0].cells}
        assert (sizes["地区"], sizes["培训"], sizes["1200"]) == ((2, 1), (1, 2), (1, 1))

    def test_a_table_that_lays_out_the_page_is_its_paragraphs(self) -> None:
        inner = table([cell("指标"), cell("数量")], [cell("党员"), cell("12名")])
        body = f"<w:tbl><w:tr><w:tc>{paragraph('第一段。')}{inner}{paragraph('末段。')}</w:tc></w:tr></w:tbl>"
        assert self.read(body) == "第一段。\n指标\t数量\n党员\t12名\n末段。\n"

    def test_the_name_does_not_matter(self) -> None:
        for name in ("a.doc", "a.txt", "a"):
            assert read_bytes(word(paragraph("党员12名")), name, "a").raw == "党员12名\n"


FONT = FontProperties(fname=str(next(Path(pylopdf_fonts_zh_cn.__file__).parent.rglob("*.[to]tf"))))


def paper(*pages: list[tuple[float, float, str]], title: str = "") -> bytes:
    """A PDF of A4 pages, each line given as left and top in points, and its text in 12 points."""
    buffer = BytesIO()
    with PdfPages(buffer, metadata={"Title": title} if title else None) as pdf:
        for lines in pages:
            figure = Figure(figsize=(595 / 72, 842 / 72))
            for left, top, text in lines:
                figure.text(left / 595, 1 - top / 842, text, fontproperties=FONT, fontsize=12)
            pdf.savefig(figure)
    return buffer.getvalue()


def set_in_sizes(*parts: tuple[str, float, float]) -> bytes:
    """A PDF with one line, each part of it given with its size and how far it is raised, in points."""
    buffer, left = BytesIO(), 90.0
    figure = Figure(figsize=(595 / 72, 842 / 72))
    for text, size, up in parts:
        figure.text(left / 595, (742 + up) / 842, text, fontproperties=FONT, fontsize=size)
        left += TextPath((0, 0), text, size=size, prop=FONT).get_extents().x1 + 0.5
    with PdfPages(buffer) as pdf:
        pdf.savefig(figure)
    return buffer.getvalue()


def columns(*texts: str, wide: int, apart: float = 24.0) -> list[tuple[float, float, str]]:
    """Texts in columns beside one another, of so many characters, drawn line by line across all of them, under a title."""
    cut = [[text[at : at + wide] for at in range(0, len(text), wide)] for text in texts]
    lines = [(200.0, 60.0, "澜清县基层党建工作情况")]
    for row in range(max(map(len, cut))):
        for number, column in enumerate(cut):
            if row < len(column):
                lines.append((50.0 + number * (12.0 * wide + apart), 100.0 + 20.0 * row, column[row]))
    return lines


LEFT = "　　全县共有党员一万二千名，其中女党员三千二百名，少数民族党员六百名。全年发展党员三百二十名，培训党员三千二百人次，举办培训班四十五期。"
RIGHT = "　　新建党群服务中心十二个，选派第一书记一百二十名，整顿软弱涣散村党组织十八个。投入党建经费五百六十万元，解决群众反映强烈的问题两千三百件。"


class TestPdf:
    @pytest.mark.parametrize("wide", [14, 17, 20])
    def test_columns_are_read_one_after_the_other(self, wide: int) -> None:
        text = read_bytes(paper(columns(LEFT, RIGHT, wide=wide)), "报告.pdf", "报告").raw
        assert text.split("\n")[1:3] == [LEFT.strip(), RIGHT.strip()]

    def test_three_columns_are_read_one_after_the_other(self) -> None:
        text = read_bytes(paper(columns(LEFT, RIGHT, LEFT, wide=12, apart=18.0)), "报告.pdf", "报告").raw
        assert text.split("\n")[1:4] == [LEFT.strip(), RIGHT.strip(), LEFT.strip()]

    def test_what_stands_at_the_right_of_a_page_is_no_column(self) -> None:
        body = [(50.0, 100.0 + 20.0 * row, LEFT[40 * row : 40 * row + 40]) for row in range(2)]
        signed = [
            (360.0, 160.0 + 20.0 * row, text)
            for row, text in enumerate(["中共澜清县委组织部", "干部监督和教育科", "二〇二一年十二月"])
        ]
        text = read_bytes(paper([*body, *signed]), "报告.pdf", "报告").raw
        assert text.split("\n")[:4] == [
            LEFT.strip(),
            "中共澜清县委组织部",
            "干部监督和教育科",
            "二〇二一年十二月",
        ]

    full = "近年来澜清县委坚持大抓基层的鲜明导向全面推进党建工作提质增效共选派"  # reaches the right edge

    def read(self, *pages: list[tuple[float, float, str]]) -> str:
        return read_bytes(paper(*pages), "汇报.pdf", "汇报").raw

    def test_a_line_that_runs_on_is_mended(self) -> None:
        text = self.read(
            [(114, 100, self.full[:-2]), (90, 120, "选派干部1.2万名。"), (114, 140, "投入资金3.6亿元。")]
        )
        assert text == f"{self.full[:-2]}选派干部1.2万名。\n投入资金3.6亿元。\n"

    def test_a_figure_broken_across_pages_is_whole_again(self) -> None:
        first = [(90, 80, self.full), (90, 100, self.full[:-4] + "共培训12"), (280, 800, "- 1 -")]
        second = [(90, 80, "00人次。"), (280, 800, "- 2 -")]
        report = read_bytes(paper(first, second, title="澜清县工作总结"), "x.pdf", "x")
        assert report.raw.endswith("共培训1200人次。\n")
        assert report.title == "澜清县工作总结"
        assert "-" not in report.raw

    def test_a_raised_mark_is_no_digit_of_the_number_before_it(self) -> None:
        parts = [("全市共有党员12000", 12, 0), ("1", 7, 4), ("名，阵地面积350m", 12, 0), ("2", 7, 4), ("，支部813个。", 12, 0)]  # fmt: skip
        assert (
            read_bytes(set_in_sizes(*parts), "汇报.pdf", "汇报").raw
            == "全市共有党员12000名，阵地面积350m²，支部813个。\n"
        )
        lower = [("全市共有党员12000", 12, 0), ("1", 7, 0), ("名。", 12, 0)]  # small, and on the line
        assert read_bytes(set_in_sizes(*lower), "汇报.pdf", "汇报").raw == "全市共有党员120001名。\n"

    def test_a_line_that_is_short_since_a_number_did_not_fit_runs_on(self) -> None:
        lines = [(90, 80, self.full), (90, 100, self.full[:-5] + "为"), (90, 120, "99.28%，高于上届。")]
        assert "为99.28%，高于上届。" in self.read(lines)

    def test_a_running_head_is_left_out_and_a_repeated_sentence_is_not(self) -> None:
        pages = [
            [(90, 60, "澜清县基层党建资料汇编"), (114, 100, f"第{n}季度培训党员12人次。"), (114, 130, "各地各部门认真落实。"), (114, 160, f"另有{n}名。"), (114, 190, "特此报告。" if n == 4 else "以上。")]
            for n in range(1, 5)
        ]  # fmt: skip
        text = self.read(*pages)
        assert "汇编" not in text
        assert text.count("各地各部门认真落实。") == 4

    def test_a_hyphenated_word_becomes_whole(self) -> None:
        line = "The county has sent cadres to every village and it has estab-"
        assert "established" in self.read([(90, 100, line), (90, 120, "lished 12 service stations.")])

    def test_an_enumerated_item_begins_a_line(self) -> None:
        text = self.read([(90, 100, self.full[:-1] + "。"), (90, 120, "（一）培训党员1200人次。")])
        assert text.splitlines()[1] == "（一）培训党员1200人次。"

    def test_a_page_without_text_is_noted(self) -> None:
        report = read_bytes(paper([(90, 100, "党员12名。")], []), "x.pdf", "x")
        assert [note.say("en") for note in report.notes] == [
            "pages 2 have no text or hardly any, as scanned pages do, and their pictures were not read"
        ]


def page(main: str, head: str = "") -> str:
    return f"""<!DOCTYPE html><html><head><title>澜清县基层党建工作综述-澜清党建网</title>{head}<style>p{{color:red}}</style></head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/n">新闻中心</a></li></ul></div>
<div class="content"><h1>澜清县基层党建工作综述</h1><div class="info">发布时间：2022-06-30 09:12 来源：澜清日报 浏览次数：1234</div>
<div id="zoom">{main}</div></div><div class="related">相关阅读<ul><li><a href="1">某县选派干部99名</a></li></ul></div>
<script>var n = "培训党员77人次";</script><div class="footer">版权所有 澜清县委组织部 京ICP备12345678号 联系电话：010-12345678</div></body></html>"""


PARAGRAPHS = "".join(
    f"<p>　　第{n}片区坚持把基层党组织建设作为基础工程，共选派干部<b>1.{n}</b>万名，投入资金<span style='x'>3.{n}</span>亿元，"
    "<a href='x'>覆盖率</a>稳步提升，基层组织更加坚强有力，群众满意度不断提高。</p>"
    for n in range(1, 6)
)


class TestPages:
    def read(self, text: str, encoding: str = "utf-8", name: str = "x.html"):  # type: ignore[no-untyped-def]
        return read_bytes(text.encode(encoding), name, "x")

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
    def test_the_article_without_what_surrounds_it(self, encoding: str) -> None:
        report = self.read(page(PARAGRAPHS), encoding)
        assert "共选派干部1.1万名，投入资金3.1亿元，覆盖率稳步提升" in report.raw
        for outside in ("新闻中心", "99", "77", "12345678", "1234", "版权"):
            assert outside not in report.raw
        assert (report.title, report.published, report.source) == (
            "澜清县基层党建工作综述",
            "2022-06-30",
            "澜清日报",
        )

    def test_a_short_page_keeps_its_figures_whole(self) -> None:
        report = self.read(page("<p>共选派干部<b>1.2</b>万名。</p>"))
        assert "共选派干部1.2万名。" in report.raw
        assert "1234" not in report.raw

    def test_the_charset_that_the_page_names(self) -> None:
        report = self.read(page(PARAGRAPHS, '<meta charset="big5">').translate({}), "utf-8")
        assert "第1片区" in report.raw  # the page is wrong about itself
        assert (
            "党员"
            in self.read(
                '<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><p>党员</p>', "gbk"
            ).raw
        )

    def test_a_table_that_lays_out_the_page_is_none_and_those_in_it_are(self) -> None:
        inner = (
            "<table><tr><td>乡镇</td><td>党员（名）</td></tr><tr><td>茂林镇</td><td>1200</td></tr></table>"
        )
        report = self.read(
            f"<table><tr><td><a href='1'>首页</a> <a href='2'>3</a></td></tr><tr><td>全市共有党员12000名。{inner}"
            "培训党员3200人次。</td></tr></table>"
        )
        assert report.raw == "全市共有党员12000名。\n乡镇\t党员（名）\n茂林镇\t1200\n培训党员3200人次。\n"
        assert len(report.grids) == 1

    def test_what_is_struck_out_is_not_read_and_what_is_put_in_is(self) -> None:
        report = self.read(
            page("<p>党员<ins>1212</ins><del>1100</del>名，支部<s>47</s>48个，增长<mark>3</mark>%。</p>")
        )
        assert "党员1212名，支部48个，增长3%。" in report.raw

    def test_a_term_and_what_is_told_of_it_are_one_line(self) -> None:
        report = self.read(
            page(
                PARAGRAPHS + "<dl><dt>党员总数</dt><dd>1212名</dd><dt>党支部：</dt><dd><b>48</b>个</dd></dl>"
            )
        )
        assert "党员总数：1212名" in report.raw
        assert "党支部：48个" in report.raw

    def test_what_a_page_hides_is_not_read(self) -> None:
        hidden = '<p style="display:none">旧数<b>99999</b>名。</p><div hidden><p>又有88888名。</p></div>'
        report = self.read(page(PARAGRAPHS + hidden))
        assert "共选派干部1.5万名" in report.raw
        assert "99999" not in report.raw
        assert "88888" not in report.raw

    def test_a_page_whose_article_its_script_would_show_keeps_it(self) -> None:
        report = self.read(page(f'<div style="display: none;">{PARAGRAPHS}</div>'))
        assert "共选派干部1.5万名" in report.raw

    def test_a_table_becomes_a_grid(self) -> None:
        rows = "<table><tr><th rowspan=2>地区</th><th colspan=2>培训</th></tr><tr><th>期数（期）</th><th>党员（人次）</th></tr><tr><td>东川乡</td><td>3</td><td>1,200</td></tr></table>"
        report = self.read(page(PARAGRAPHS + rows))
        assert "地区\t培训\n\t期数（期）\t党员（人次）\n东川乡\t3\t1,200\n" in report.raw
        assert (report.grids[0].heads, report.grids[0].columns) == (2, 3)

    def test_a_table_that_lays_out_the_page_keeps_its_text(self) -> None:
        text = (
            f"<html><body><table><tr><td>首页</td></tr><tr><td>{PARAGRAPHS}</td></tr></table></body></html>"
        )
        assert "共选派干部1.5万名" in self.read(text).raw

    def test_menus_in_a_table_that_lays_out_the_page_go(self) -> None:
        menu = "<a href=1>首页</a> | <a href=2>机构概况</a>"
        others = "<ul><li><a href=3>某县选派干部99名</a><span>2022-05-06</span></li></ul>"
        text = f"<table><tr><td><div>{menu}</div></td></tr><tr><td>{others}</td><td>{PARAGRAPHS}</td></tr></table>"
        raw = self.read(f"<html><body>{text}</body></html>").raw
        assert "共选派干部1.5万名" in raw
        assert "概况" not in raw
        assert "99" not in raw

    def test_a_sentence_that_speaks_of_visits_stays(self) -> None:
        assert (
            "平台访问量：累计达12万人次。"
            in self.read(page(PARAGRAPHS + "<p>平台访问量：累计达12万人次。</p>")).raw
        )

    def test_a_page_is_known_by_its_content(self) -> None:
        assert "投入资金3.1亿元" in self.read(page(PARAGRAPHS), name="x.doc").raw

    @pytest.mark.parametrize("coding", ["base64", "8bit"])
    def test_a_page_saved_as_one_file(self, coding: str) -> None:
        content = page(PARAGRAPHS).encode("gb18030")
        body = b64encode(content) if coding == "base64" else content
        archive = (
            b"From: <Saved by a browser>\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
            b'Content-Type: multipart/related; type="text/html"; boundary="--b"\r\n\r\n'
            b"----b\r\nContent-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: "
            + coding.encode()
            + b"\r\n\r\n"
            + body
            + b"\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b--\r\n"
        )
        report = read_bytes(archive, "x.mhtml", "x")
        assert "共选派干部1.1万名，投入资金3.1亿元" in report.raw
        assert report.published == "2022-06-30"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
class TestAnotherProgramsFiles:
    @pytest.mark.parametrize("form", ["docx", "pdf"])
    def test_what_an_office_suite_writes(self, tmp_path: Path, form: str) -> None:
        text = (
            "<html><head><meta charset='utf-8'></head><body>"
            "<p>近年来，澜清县坚持大抓基层的鲜明导向，全面推进党建工作提质增效，建强村级组织，优化队伍结构，健全保障机制，共选派干部1.2万名，投入资金3.6亿元。</p>"
            "<table border=1><tr><td>地区</td><td>党员（名）</td></tr><tr><td>东川乡</td><td>230</td></tr></table></body></html>"
        )
        (tmp_path / "a.html").write_text(text, encoding="utf-8")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        steps = [("html", "docx:MS Word 2007 XML"), ("docx", "pdf:writer_pdf_Export")]
        for ending, through in steps if form == "pdf" else steps[:1]:
            command = ["soffice", profile, "--headless", "--convert-to", through, "--outdir", str(tmp_path)]
            subprocess.run(
                [*command, str(tmp_path / f"a.{ending}")], check=True, capture_output=True, timeout=120
            )
        report = read_bytes((tmp_path / f"a.{form}").read_bytes(), f"a.{form}", "a")
        assert {12_000.0, 360_000_000.0} <= {fact.value for fact in extract(report).facts}
        assert report.raw.startswith("近年来，澜清县坚持大抓基层")
        assert [cell.span.of(report.raw) for grid in report.grids for cell in grid.cells][-2:] == [
            "东川乡",
            "230",
        ]

    @pytest.mark.parametrize("ending", ["doc", "rtf", "odt"])
    def test_an_older_document_is_converted(self, tmp_path: Path, ending: str) -> None:
        (tmp_path / "a.docx").write_bytes(word(paragraph("双辽市选派干部1.2万名，投入资金3.6亿元。")))
        self.convert(tmp_path, "a.docx", ending)
        report = read_bytes((tmp_path / f"a.{ending}").read_bytes(), f"a.{ending}", "a")
        assert [fact.value for fact in extract(report).facts] == [12_000.0, 360_000_000.0]

    def test_an_older_workbook_is_converted(self, tmp_path: Path) -> None:
        (tmp_path / "a.xlsx").write_bytes(workbook(MAKES[:1]))
        self.convert(tmp_path, "a.xlsx", "xls")
        report = read_bytes((tmp_path / "a.xls").read_bytes(), "a.xls", "a")
        assert [fact.value for fact in extract(report).facts] == [1200.0, 980.0, 2180.0]

    def convert(self, folder: Path, name: str, ending: str) -> None:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", str(folder)]
        subprocess.run([*command, str(folder / name)], check=True, capture_output=True, timeout=120)
