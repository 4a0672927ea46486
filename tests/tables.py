"""Tables of many makes with all that stands in them, and the workbook, document, page and text that hold them.

A make is the rows of a table as a writer draws them, the cells that are merged, the lines over it, and every figure with
its answer: quote, value, unit, and where the table says so indicator, site, scope, period and kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

TITLE = "吉林省双辽市2021年基层党建工作情况"
HOME = "吉林省四平市双辽市"


@dataclass(frozen=True)
class Make:
    """One table and its answers; ``merged`` are (first row, first column, last row, last column)."""

    name: str
    rows: list[list[str]]
    answers: list[dict[str, Any]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)


def answer(quote: str, value: float, unit: str, **more: Any) -> dict[str, Any]:
    """One figure as it should come out; a field that is not named is not asked."""
    return {"quote": quote, "value": value, "unit": unit, **more}


MAKES = [
    Make(
        "unit in the head, a total row",
        [
            ["序号", "乡镇", "党员数（名）"],
            ["1", "茂林镇", "1200"],
            ["2", "卧虎镇", "980"],
            ["", "合 计", "2180"],
        ],
        [
            answer("1200", 1200, "人", site="茂林镇", indicator="party_members"),
            answer("980", 980, "人", site="卧虎镇", indicator="party_members"),
            answer("2180", 2180, "人", site="", scope=HOME, indicator="party_members"),
        ],
    ),
    Make(
        "unit over the table, empty cells and dashes",
        [
            ["乡镇", "党建经费", "村级经费"],
            ["茂林镇", "120.5", "—"],
            ["卧虎镇", "", "75.2"],
            ["总计", "120.5", "75.2"],
        ],
        [
            answer("120.5", 1_205_000, "元", site="茂林镇"),
            answer("75.2", 752_000, "元", site="卧虎镇"),
            answer("120.5", 1_205_000, "元", site=""),
            answer("75.2", 752_000, "元", site=""),
        ],
        above=["表1 各乡镇经费投入情况", "单位：万元"],
    ),
    Make(
        "a column of units",
        [
            ["指标", "计量单位", "数值"],
            ["党员总数", "名", "12000"],
            ["党群服务中心", "个", "45"],
            ["女党员占比", "%", "26.5"],
        ],
        [
            answer("12000", 12000, "人", indicator="party_members", site=""),
            answer("45", 45, "个", indicator="service_centres"),
            answer("26.5", 26.5, "%", indicator="female_members_share", kind="share"),
        ],
    ),
    Make(
        "years as columns, growth behind them",
        [
            ["指标", "2020年", "2021年", "同比增长（%）"],
            ["党员总数（名）", "11,500", "12,000", "4.3"],
            ["发展党员（名）", "300", "320", "6.7"],
        ],
        [
            answer("11,500", 11500, "人", indicator="party_members", period="2020"),
            answer("12,000", 12000, "人", indicator="party_members", period="2021"),
            answer("4.3", 4.3, "%", kind="change"),
            answer("300", 300, "人", indicator="members_recruited", period="2020"),
            answer("320", 320, "人", indicator="members_recruited", period="2021"),
            answer("6.7", 6.7, "%", kind="change"),
        ],
    ),
    Make(
        "heads of two rows, parts",
        [
            ["乡镇", "党员数（名）", "", ""],
            ["", "合计", "女", "35岁以下"],
            ["茂林镇", "1200", "320", "150"],
            ["全市", "12000", "3200", "1500"],
        ],
        [
            answer("1200", 1200, "人", indicator="party_members", site="茂林镇"),
            answer("320", 320, "人", indicator="female_members", site="茂林镇"),
            answer("150", 150, "人", indicator_not="party_members", site="茂林镇"),
            answer("12000", 12000, "人", indicator="party_members", site=""),
            answer("3200", 3200, "人", indicator="female_members", site=""),
            answer("1500", 1500, "人", indicator_not="party_members", site=""),
        ],
        merged=[(0, 0, 1, 0), (0, 1, 0, 3)],
    ),
    Make(
        "labels merged downwards, kinds as rows",
        [
            ["乡镇", "类别", "党员数（名）"],
            ["茂林镇", "农村", "900"],
            ["", "机关", "300"],
            ["", "小计", "1200"],
        ],
        [
            answer("900", 900, "人", indicator_not="party_members"),
            answer("300", 300, "人", indicator_not="party_members"),
            answer("1200", 1200, "人", indicator="party_members", site="茂林镇"),
        ],
        merged=[(1, 0, 3, 0)],
    ),
    Make(
        "places as columns",
        [
            ["指标", "茂林镇", "卧虎镇", "全市"],
            ["发展党员", "12", "15", "200"],
            ["其中：女", "4", "5", "80"],
            ["占比（%）", "33.3", "33.3", "40.0"],
        ],
        [
            answer("12", 12, "人", indicator="members_recruited", site="茂林镇", period="2021"),
            answer("15", 15, "人", indicator="members_recruited", site="卧虎镇"),
            answer("200", 200, "人", indicator="members_recruited", site=""),
            answer("4", 4, "人", indicator="female_recruits", site="茂林镇"),
            answer("5", 5, "人", indicator="female_recruits", site="卧虎镇"),
            answer("80", 80, "人", indicator="female_recruits", site=""),
            answer("33.3", 33.3, "%", kind="share", site="茂林镇"),
            answer("33.3", 33.3, "%", kind="share", site="卧虎镇"),
            answer("40.0", 40, "%", kind="share", site=""),
        ],
        above=["表2 2021年各乡镇发展党员情况（单位：名）"],
    ),
    Make(
        "two tables side by side",
        [
            ["乡镇", "党员数（名）", "乡镇", "党员数（名）"],
            ["茂林镇", "1200", "卧虎镇", "980"],
            ["服先镇", "700", "合计", "2880"],
        ],
        [
            answer("1200", 1200, "人", site="茂林镇"),
            answer("980", 980, "人", site="卧虎镇"),
            answer("700", 700, "人", site="服先镇"),
            answer("2880", 2880, "人", site="", indicator="party_members"),
        ],
    ),
    Make(
        "labels and figures in turn, no heads",
        [["党员总数", "12000名", "女党员", "3200名"], ["党支部", "350个", "基层党委", "12个"]],
        [
            answer("12000名", 12000, "人", indicator="party_members"),
            answer("3200名", 3200, "人", indicator="female_members"),
            answer("350个", 350, "个", indicator="party_branches"),
            answer("12个", 12, "个", indicator="party_committees"),
        ],
    ),
    Make(
        "years as rows",
        [
            ["年度", "发展党员（名）", "培训党员（人次）"],
            ["2019", "280", "2800"],
            ["2020", "300", "3000①"],
            ["2021", "320", "3200"],
        ],
        [
            answer("280", 280, "人", indicator="members_recruited", period="2019"),
            answer("2800", 2800, "人次", indicator="party_members_trained", period="2019"),
            answer("300", 300, "人", indicator="members_recruited", period="2020"),
            answer("3000", 3000, "人次", indicator="party_members_trained", period="2020"),
            answer("320", 320, "人", indicator="members_recruited", period="2021"),
            answer("3200", 3200, "人次", indicator="party_members_trained", period="2021"),
        ],
    ),
    Make(
        "sections, numbering of columns, a note below",
        [
            ["项目", "单位", "2020年", "2021年"],
            ["甲", "乙", "1", "2"],
            ["一、党员情况", "", "", ""],
            ["党员总数", "名", "11500", "12000"],
            ["其中：女", "名", "3000", "3200"],
            ["二、组织情况", "", "", ""],
            ["党支部", "个", "345", "350"],
            ["注：数据来源于党内统计年报，2021年为快报数。", "", "", ""],
        ],
        [
            answer("11500", 11500, "人", indicator="party_members", period="2020"),
            answer("12000", 12000, "人", indicator="party_members", period="2021"),
            answer("3000", 3000, "人", indicator="female_members", period="2020"),
            answer("3200", 3200, "人", indicator="female_members", period="2021"),
            answer("345", 345, "个", indicator="party_branches", period="2020"),
            answer("350", 350, "个", indicator="party_branches", period="2021"),
        ],
        merged=[(2, 0, 2, 3), (5, 0, 5, 3), (7, 0, 7, 3)],
    ),
    Make(
        "several units over one table",
        [
            ["乡镇", "党员数", "党建经费", "一肩挑比例"],
            ["茂林镇", "1200", "15.6", "98.5%"],
            ["卧虎镇", "1 050", "10", "100%"],
        ],
        [
            answer("1200", 1200, "人", site="茂林镇", indicator="party_members"),
            answer("15.6", 156_000, "元", site="茂林镇"),
            answer("98.5%", 98.5, "%", site="茂林镇", kind="share"),
            answer("1 050", 1050, "人", site="卧虎镇"),
            answer("10", 100_000, "元", site="卧虎镇"),
            answer("100%", 100, "%", site="卧虎镇"),
        ],
        above=["（单位：人、万元）"],
    ),
    Make(
        "villages under townships, remarks behind",
        [
            ["乡镇", "村", "集体收入（万元）", "备注"],
            ["茂林镇", "新立村", "15.6", "含光伏收入3.2万元"],
            ["", "东升村", "8", ""],
            ["卧虎镇", "六家子村", "20", "—"],
        ],
        [
            answer("15.6", 156_000, "元", site="茂林镇新立村"),
            answer("3.2万元", 32_000, "元", site="茂林镇新立村"),
            answer("8", 80_000, "元", site="茂林镇东升村"),
            answer("20", 200_000, "元", site="卧虎镇六家子村"),
        ],
        merged=[(1, 0, 2, 0)],
    ),
    Make(
        "shares as parts of one, a remark of the row before the total",
        [
            ["序号", "乡镇", "女党员（名）", "占比", "备注"],
            ["1", "茂林镇", "320", "0.3", ""],
            ["2", "卧虎镇", "245", "0.2", "含2个联合支部"],
            ["", "全市", "565", "1", ""],
        ],
        [
            answer("320", 320, "人", site="茂林镇", indicator="female_members"),
            answer("0.3", 30, "%", site="茂林镇", kind="share"),
            answer("245", 245, "人", site="卧虎镇", indicator="female_members"),
            answer("0.2", 20, "%", site="卧虎镇", kind="share"),
            answer("2个", 2, "个", site="卧虎镇"),
            answer("565", 565, "人", site="", scope=HOME, indicator="female_members"),
            answer("1", 100, "%", site="", kind="share"),
        ],
    ),
    Make(
        "years over kinds",
        [
            ["乡镇", "2020年", "", "2021年", ""],
            ["", "发展党员", "培训党员（人次）", "发展党员", "培训党员（人次）"],
            ["茂林镇", "10", "200", "12", "230"],
            ["全市", "100", "2000", "120", "2300"],
        ],
        [
            answer("10", 10, "人", period="2020", site="茂林镇", indicator="members_recruited"),
            answer("200", 200, "人次", period="2020", site="茂林镇", indicator="party_members_trained"),
            answer("12", 12, "人", period="2021", site="茂林镇", indicator="members_recruited"),
            answer("230", 230, "人次", period="2021", site="茂林镇", indicator="party_members_trained"),
            answer("100", 100, "人", period="2020", site="", indicator="members_recruited"),
            answer("2000", 2000, "人次", period="2020", site="", indicator="party_members_trained"),
            answer("120", 120, "人", period="2021", site="", indicator="members_recruited"),
            answer("2300", 2300, "人次", period="2021", site="", indicator="party_members_trained"),
        ],
        merged=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)],
    ),
]


def document(makes: list[Make], title: str = TITLE) -> bytes:
    """A docx with the tables, each under its lines."""
    import docx

    made = docx.Document()
    made.add_heading(title, 1)
    for make in makes:
        for line in make.above or [""]:
            made.add_paragraph(line)
        table = made.add_table(rows=len(make.rows), cols=len(make.rows[0]))
        for r, row in enumerate(make.rows):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        for top, left, bottom, right in make.merged:
            kept = table.cell(top, left).text
            table.cell(top, left).merge(table.cell(bottom, right)).text = kept
    buffer = BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def workbook(makes: list[Make], title: str = TITLE) -> bytes:
    """A workbook with a table a sheet, numbers as numbers and shares under a format of per cents."""
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.title = title
    for number, make in enumerate(makes):
        sheet = book.worksheets[0] if not number else book.create_sheet(f"Sheet{number + 1}")
        for line in ([title] if not number else []) + make.above:
            sheet.append([line])
        first = sheet.max_row + 1 if sheet.max_row > 1 or sheet["A1"].value else 1
        for r, row in enumerate(make.rows):
            for c, text in enumerate(row):
                _put(sheet.cell(first + r, c + 1), text)
        for top, left, bottom, right in make.merged:
            sheet.merge_cells(start_row=first + top, start_column=left + 1, end_row=first + bottom, end_column=right + 1)  # fmt: skip
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _put(cell: Any, text: str) -> None:
    bare = text.replace(",", "").replace("①", "x")
    if bare.endswith("%") and bare[:-1].replace(".", "", 1).isdigit():
        cell.value = float(bare[:-1]) / 100
        cell.number_format = "0.0%" if "." in bare else "0%"
    elif bare.replace(".", "", 1).isdigit():
        cell.value = float(bare) if "." in bare else int(bare)
        cell.number_format = "#,##0" if "," in text else "0.0" if "." in bare else "General"
    else:
        cell.value = text or None


def page(makes: list[Make], title: str = TITLE) -> bytes:
    """A web page with the tables."""
    parts = [f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h1>{title}</h1>"]
    for make in makes:
        parts += [f"<p>{line}</p>" for line in make.above]
        parts.append("<table>")
        hidden = {(r, c) for t, w, b, e in make.merged for r in range(t, b + 1) for c in range(w, e + 1)}
        spans = {(t, w): (b - t + 1, e - w + 1) for t, w, b, e in make.merged}
        for r, row in enumerate(make.rows):
            parts.append("<tr>")
            for c, text in enumerate(row):
                if (r, c) in spans:
                    parts.append(f"<td rowspan={spans[r, c][0]} colspan={spans[r, c][1]}>{text}</td>")
                elif (r, c) not in hidden:
                    parts.append(f"<td>{text}</td>")
            parts.append("</tr>")
        parts.append("</table>")
    return ("".join(parts) + "</body></html>").encode()


def paper(
    makes: list[Make], title: str = TITLE, *, ruled: bool = True, closing: str = "以上情况，特此报告。"
) -> bytes:
    """A PDF with a table a page, its cells ruled, or nothing but columns of words."""
    from pathlib import Path

    import pylopdf_fonts_zh_cn
    from matplotlib.backends.backend_pdf import PdfPages
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties
    from matplotlib.lines import Line2D

    font = FontProperties(fname=str(next(Path(pylopdf_fonts_zh_cn.__file__).parent.rglob("*.[to]tf"))))
    buffer = BytesIO()
    with PdfPages(buffer) as pdf:
        for number, make in enumerate(makes):
            figure = Figure(figsize=(595 / 72, 842 / 72))

            def put(x: float, y: float, text: str, figure: Figure = figure) -> None:
                figure.text(x / 595, 1 - y / 842, text, fontproperties=font, fontsize=11, va="baseline")

            def rule(x1: float, y1: float, x2: float, y2: float, figure: Figure = figure) -> None:
                ends = [x1 / 595, x2 / 595], [1 - y1 / 842, 1 - y2 / 842]
                figure.add_artist(Line2D(*ends, linewidth=0.7, color="black"))

            y = 60.0
            for line in ([] if number else [title]) + make.above:
                put(60, y, line)
                y += 22
            wide = 480 / len(make.rows[0])
            spans = {(t, w): (b, e) for t, w, b, e in make.merged}
            hidden = {
                (r, c) for t, w, b, e in make.merged for r in range(t, b + 1) for c in range(w, e + 1)
            } - set(spans)
            for r, row in enumerate(make.rows):
                for c, text in enumerate(row):
                    if (r, c) in hidden:
                        continue
                    bottom, right = spans.get((r, c), (r, c))
                    x1, x2, y1, y2 = 60 + c * wide, 60 + (right + 1) * wide, y + r * 24, y + (bottom + 1) * 24
                    put(x1 + 4, (y1 + y2) / 2 + 4, text)
                    for ends in ((x1, y1, x2, y1), (x1, y2, x2, y2), (x1, y1, x1, y2), (x2, y1, x2, y2)):
                        if ruled:
                            rule(*ends)
            put(60, y + 24 * len(make.rows) + 40, closing)
            pdf.savefig(figure)
    return buffer.getvalue()
