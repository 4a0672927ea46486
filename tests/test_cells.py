"""Tables read to the last cell: from documents, workbooks, pages, separated values and plain text."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO
from typing import Any

import pytest

from extract.cells import restore
from extract.facts import CELLS, SURE, Fact
from extract.grid import laid, unmerged
from extract.pipeline import extract
from extract.reading.inline_tables import tables as tables_in_text
from extract.report import Report, read_bytes
from extract.table import Table
from tests.tables import MAKES, TITLE, Make, document, page, paper, workbook
from tests.test_reading import cell, word
from tests.test_reading import paper as lines_on_paper
from tests.test_reading import table as table_of_word

ONE_BY_ONE = pytest.mark.parametrize("make", MAKES, ids=lambda make: make.name)


def wrong(facts: list[Fact], answers: list[dict[str, Any]]) -> list[str]:
    """What differs between the figures of a report and its answers, each figure in its turn."""
    said = (
        [f"{len(facts)} figures, not {len(answers)}: {[f.quote for f in facts]}"]
        if len(facts) != len(answers)
        else []
    )
    for fact, want in zip(facts, answers, strict=False):
        for name, value in want.items():
            own = getattr(fact, name.removesuffix("_not"))
            same = abs(own - value) < 1e-6 * max(1, abs(value)) if name == "value" else own == value
            if same == name.endswith("_not"):
                said.append(f"{fact.quote} ({fact.sentence.strip()}): {name} {own!r}, not {value!r}")
    return said


def figures(content: bytes, name: str) -> tuple[Report, Table]:
    report = read_bytes(content, name, "汇报")
    table = extract(report)
    for fact in (*table.facts, *table.unread):
        assert report.raw[fact.start : fact.end] == fact.quote
    return report, table


@ONE_BY_ONE
def test_a_table_of_a_document(make: Make) -> None:
    _, table = figures(document([make]), "汇报.docx")
    assert wrong(list(table.facts), make.answers) == []


@ONE_BY_ONE
def test_a_table_of_a_page(make: Make) -> None:
    _, table = figures(page([make]), "汇报.html")
    assert wrong(list(table.facts), make.answers) == []


@ONE_BY_ONE
def test_a_table_of_a_workbook(make: Make) -> None:
    _, table = figures(workbook([make]), "汇报.xlsx")
    assert wrong(list(table.facts), make.answers) == []


@ONE_BY_ONE
def test_a_table_of_separated_values(make: Make) -> None:
    buffer = StringIO()
    csv.writer(buffer).writerows([[TITLE], *([line] for line in make.above), *make.rows])
    _, table = figures(buffer.getvalue().encode("gb18030"), "汇报.csv")
    assert wrong(list(table.facts), make.answers) == []


def test_all_tables_in_one_document_and_in_one_workbook() -> None:
    answers = [want for make in MAKES for want in make.answers]
    for content, name in ((document(MAKES), "汇报.docx"), (workbook(MAKES), "汇报.xlsx")):
        report, table = figures(content, name)
        assert len(report.grids) == len(MAKES)
        assert wrong(list(table.facts), answers) == []


def test_every_number_of_a_table_ends_as_a_figure_or_is_set_aside() -> None:
    report, table = figures(document(MAKES), "汇报.docx")
    taken = sorted([fact.span for fact in table.facts] + [number.span for number in table.unread])
    lost = [
        (at, report.raw[max(0, at - 5) : at + 5])
        for at, character in enumerate(report.raw)
        if character.isdigit() and not any(at in span for span in taken)
    ]
    assert lost == []


@ONE_BY_ONE
def test_a_ruled_table_of_a_pdf(make: Make) -> None:
    _, table = figures(paper([make]), "汇报.pdf")
    assert wrong(list(table.facts), make.answers) == []


@pytest.mark.parametrize("make", [make for make in MAKES if not make.merged], ids=lambda make: make.name)
def test_a_table_of_a_pdf_that_only_its_columns_show(make: Make) -> None:
    _, table = figures(paper([make], ruled=False), "汇报.pdf")
    assert wrong(list(table.facts), make.answers) == []


def test_a_table_of_a_pdf_whose_columns_cannot_be_told_is_said() -> None:
    lines = [(60, 80, TITLE)]
    lines += [(60, 120, "茂林镇"), (200, 120, "含预备党员在内共一千余人"), (400, 120, "15.6")]
    lines += [(60, 144, "卧虎镇"), (200, 144, "980"), (270, 144, "250"), (400, 144, "10")]
    report = read_bytes(lines_on_paper(lines), "汇报.pdf", "汇报")
    assert [(note.code, dict(note.values)["page"]) for note in report.notes] == [("table_unread", "1")]
    assert "第 1 页" in report.notes[0].say("zh")


def test_a_table_that_goes_on_over_the_page_is_one() -> None:
    rows = [["乡镇", "党员数（名）"], *([f"第{n}镇", str(100 + n)] for n in range(1, 9))]
    parts = [Make("above", rows[:5], []), Make("below", [rows[0], *rows[5:]], [])]
    report = read_bytes(paper(parts, closing=""), "汇报.pdf", "汇报")
    assert [(grid.rows, grid.columns) for grid in report.grids] == [(9, 2)]
    assert len(extract(report).facts) == 8


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        # A change has its direction in words, not in a sign that a reader of the sentence may miss.
        ([["地区", "发展党员（名）", "同比增长（%）"], ["茂林镇", "320", "-1.5"]], ["茂林镇：发展党员320名。", "茂林镇：发展党员同比下降1.5%。"]),
        ([["指标", "2021年", "比上年增减"], ["党组织数", "876个", "-6个"]], ["2021年党组织数876个。", "党组织数比上年减少6个。"]),
        # What was planned is said to be.
        ([["乡镇", "发展党员", ""], ["", "任务数", "完成数"], ["茂林镇", "12", "10"]], ["茂林镇：计划发展党员12名。", "茂林镇：发展党员10名。"]),
        # A whole number that could be a year counts where its head says so; 6.0 under % is no version, nor are they 名.
        ([["乡镇", "党员（名）"], ["茂林镇", "2036"]], ["茂林镇：党员2036名。"]),
        ([["乡镇", "党员（名）", ""], ["", "合计", "35岁以下"], ["茂林镇", "1998", "2001"]], ["茂林镇：党员1998名。", "茂林镇：35岁以下党员2001名。"]),
        ([["年份", "党员（名）"], ["2020", "980"], ["2021", "1012"]], ["2020年党员980名。", "2021年党员1012名。"]),
        ([["指标", "2022年", "增减（%）"], ["发展党员（名）", "266", "6.0"]], ["2022年发展党员266名。", "发展党员增加6.0%。"]),
        # 党组织 over its kinds names none of them, nor is its second half a verb.
        ([["乡镇", "党组织（个）", ""], ["", "党总支", "党支部"], ["茂林镇", "4", "47"]], ["茂林镇：党总支4个。", "茂林镇：党支部47个。"]),
        # Below nothing without a word of change.
        ([["乡镇", "集体经济增收（万元）"], ["茂林镇", "-12.5"]], ["茂林镇：集体经济增收为-12.5万元。"]),
        # A part in brackets behind the whole.
        ([["乡镇", "党员"], ["茂林镇", "2100（女480）"]], ["茂林镇：党员2100名。", "茂林镇：女党员480名。"]),
        ([["乡镇", "发展党员（名）"], ["茂林镇", "20 (15.5%)"]], ["茂林镇：发展党员20名。", "茂林镇：发展党员占比15.5%。"]),
        # An arrow, a sign or nothing under 同比; a row of another unit is no part of the row above.
        ([["指标", "2022年", "同比"], ["发展党员（名）", "266", "↓3.2%"], ["矛盾纠纷（起）", "120", "8.0%"]], ["2022年发展党员266名。", "发展党员同比下降3.2%。", "2022年矛盾纠纷120起。", "矛盾纠纷同比增长8.0%。"]),
        # Classes of sizes over bare numbers are heads.
        ([["集体收入", "5万元以下", "5—10万元", "10万元以上"], ["村数（个）", "12", "80", "134"]], ["5万元以下村数12个。", "5—10万元村数80个。", "10万元以上村数134个。"]),
        # One person's years and points are nobody's figures, what he was given is.
        ([["姓名", "年龄", "党龄（年）", "得分", "补助（元）"], ["张某", "45", "20", "96", "800"]], ["张某补助800元。"]),
        # A corner that says what stands over the columns.
        ([["县（市、区）", "钟祥市", "京山市"], ["发展党员（名）", "410", "300"], ["党员总数", "52000", "31000"]], ["钟祥市：发展党员410名。", "京山市：发展党员300名。", "钟祥市：党员总数52000名。", "京山市：党员总数31000名。"]),
        # A section begins anew.
        ([["项目", "数量"], ["一、党组织情况", ""], ["党支部（个）", "62"], ["二、党员情况", ""], ["总数（名）", "1200"], ["女性（名）", "260"]], ["党支部62个。", "党员1200名。", "女性党员260名。"]),
        # 组织 in 党组织书记 is no act; a post below another is none of its parts; a head of another unit divides nothing.
        ([["职务", "人数", "平均年龄"], ["村党组织书记", "326", "45.2"], ["村委会主任", "320", "44.8"]], ["村党组织书记326名。", "村党组织书记平均年龄45.2岁。", "村委会主任320名。", "村委会主任平均年龄44.8岁。"]),
        ([["年月", "发展党员（名）", "主题党日（场次）"], ["2022-01", "56", "320"]], ["2022年1月发展党员56名。", "2022年1月主题党日320场次。"]),
        # Who sees to it is not where it is; what is aimed at is planned.
        ([["项目", "责任单位", "目标任务"], ["发展党员", "组织一科", "300名"]], ["计划发展党员300名。"]),
        # 增减 in the unit of what it stands beside; tables side by side; sums with the sign of money.
        ([["乡镇", "2021年党员（名）", "2020年党员（名）", "增减"], ["茂林镇", "980", "990", "-10"]], ["2021年茂林镇：党员980名。", "2020年茂林镇：党员990名。", "2021年茂林镇：党员减少10名。"]),
        ([["党员情况", "", "党组织情况", ""], ["项目", "人数", "项目", "个数"], ["女党员", "310", "党委", "26"], ["少数民族党员", "88", "党支部", "474"]], ["女党员310名。", "基层党委26个。", "少数民族党员88名。", "党支部474个。"]),
        ([["项目", "金额"], ["运转经费", "¥5,600.00"]], ["运转经费¥5,600.00。"]),
        ([["镇", "发展党员（名）"], ["茂林镇", "'31"], ["全县合计", "53"]], ["茂林镇：发展党员31名。", "发展党员53名。"]),
        ([["镇", "带动农户"], ["茂林镇", "1,205"]], ["茂林镇：带动农户1,205户。"]),
        ([["指标", "一季度", "一季度合计", "全年"], ["发展党员（名）", "3", "16", "60"]], ["一季度发展党员3名。", "一季度发展党员16名。", "全年发展党员60名。"]),
        ([["乡镇", "集体收入20万元以上村"], ["茂林镇", "8"]], ["茂林镇：集体收入20万元以上村8个。"]),
        ([["乡镇", "应缴（元）", "实缴（元）"], ["茂林镇", "86,400", "86,000"]], ["茂林镇：应缴86,400元。", "茂林镇：实缴86,000元。"]),
        ([["指标", "2024年", "同比±%"], ["信访件（件）", "120", "-15.2"]], ["2024年信访件120件。", "信访件同比下降15.2%。"]),
        ([["序号", "项目名称", "投资额"], ["1", "党群服务中心", "350万元"]], ["党群服务中心投资额350万元。"]),
        ([["月份", "发展党员"], ["1月", "10"], ["合计", "10"]], ["1月发展党员10名。", "发展党员10名。"]),
        ([["村名", "户数", "培训人次"], ["新立村", "520", "320"]], ["新立村：户数520户。", "新立村：培训320人次。"]),
        # What is aimed at in a year is planned; the chapter of a table is no part of what stands in it.
        ([["指标", "年度目标", "实际完成"], ["发展党员（名）", "320", "318"]], ["计划发展党员320名。", "发展党员318名。"]),
        ([["类别", "指标", "数量（个）"], ["阵地建设", "党群服务中心", "45"], ["党员队伍", "党员先锋岗", "12"]], ["党群服务中心45个。", "党员先锋岗12个。"]),
        # Nouns of the catalogue are counted as it says.
        ([["镇街", "网格数", "志愿服务队", "积极分子"], ["茂林镇", "45", "3", "66"]], ["茂林镇：网格数45个。", "茂林镇：志愿服务队3个。", "茂林镇：积极分子66名。"]),
        # A head that says whom it counts needs no row above; schooling divides, and 女党员 is a part of 党员 as well.
        ([["活动", "参加人数"], ["学雷锋活动", "120"], ["主题党日", "350"]], ["参加人数学雷锋活动120名。", "主题党日参加人数350名。"]),
        ([["指标", "2021年"], ["党员总数（名）", "12000"], ["女党员", "3200"], ["大专以上学历", "6000"]], ["2021年党员总数12000名。", "2021年女党员3200名。", "2021年大专以上学历党员总数6000名。"]),
        ([["乡镇", "村书记人数", "大专及以上学历"], ["茂林镇", "23", "12"]], ["茂林镇：村书记人数23名。", "茂林镇：大专及以上学历村书记人数12名。"]),
        # A table without heads: what only divides goes on with the row above, a place with the row; no two cells are one number.
        ([["发展党员", "300"], ["女", "100"], ["35岁以下", "200"]], ["发展党员300名。", "发展女党员100名。", "发展35岁以下党员200名。"]),
        ([["茂林镇", "党员", "300", "女", "100"], ["卧虎镇", "党员", "200", "女", "80"]], ["茂林镇：党员300名。", "茂林镇：女党员100名。", "卧虎镇：党员200名。", "卧虎镇：女党员80名。"]),
        ([["指标", "数量（个）"], ["基层党组织", "876"], ["其中：党委", "28"]], ["基层党组织876个。", "基层党委28个。"]),
        # Whose secretary it is, and which number it bears, is not counted; 单元 states no 元, 网格（个） are 网格.
        ([["党组织名称", "书记姓名", "编号", "党员数"], ["茂林镇党委", "王某", "0012", "120"]], ["茂林镇党委：党员数120名。"]),
        ([["楼栋", "单元", "网格（个）"], ["幸福楼", "3", "12"]], ["幸福楼单元3。", "幸福楼网格12个。"]),
        ([["乡镇", "积极分子", "发展对象"], ["茂林镇", "45", "23"]], ["茂林镇：积极分子45名。", "茂林镇：发展对象23名。"]),
        # A figure with a unit of its own divides nothing that is counted in another; projects are things of their own.
        ([["项目名称", "投资额（万元）", "建设规模"], ["党群服务中心", "350", "1200平方米"], ["健身步道", "120", "3000平方米"]], ["党群服务中心投资额350万元。", "建设规模党群服务中心1200平方米。", "健身步道投资额120万元。", "健身步道建设规模3000平方米。"]),
        ([["类别", "标准"], ["行政村", "每年5万元"], ["社区", "每年10万元"]], ["行政村标准每年5万元。", "社区标准每年10万元。"]),
        ([["项目", "频次"], ["三会一课", "每月1次"], ["主题党日", "每季度1次"]], ["频次三会一课每月1次。", "主题党日频次每季度1次。"]),
        # What is aimed at may stand in one head with its thing; a plan without a verb is said to be one.
        ([["乡镇", "预备党员", "发展党员计划"], ["茂林镇", "12", "15"]], ["茂林镇：预备党员12名。", "茂林镇：计划发展党员15名。"]),
        ([["乡镇", "发展党员任务数（名）", "完成数", "完成率"], ["茂林镇", "15", "14", "93.3"]], ["茂林镇：计划发展党员15名。", "茂林镇：发展党员14名。", "茂林镇：发展党员完成率93.3%。"]),
        ([["村名", "2021年集体收入（万元）", "2022年目标（万元）"], ["前进村", "15.6", "20"]], ["2021年前进村：集体收入15.6万元。", "2022年前进村：计划实现集体收入20万元。"]),
        ([["人才计划（个）", "参加人数"], ["12", "30"]], ["人才计划12个。", "参加人数30名。"]),
        # A share that is written as a part of one, unless % stands somewhere, a figure passes one, or what it is a share of is rare.
        ([["乡镇", "一肩挑比例"], ["茂林镇", "0.98"], ["卧虎镇", "1.00"]], ["茂林镇：一肩挑比例98%。", "卧虎镇：一肩挑比例100%。"]),
        ([["指标", "2020年", "2021年"], ["党员（名）", "500", "520"], ["女党员占比", "0.261", "0.267"]], ["2020年党员500名。", "2021年党员520名。", "2020年女党员占比26.1%。", "2021年女党员占比26.7%。"]),
        ([["乡镇", "女党员占比（%）"], ["茂林镇", "0.8"], ["卧虎镇", "25.0"]], ["茂林镇：女党员占比0.8%。", "卧虎镇：女党员占比25.0%。"]),
        ([["乡镇", "女党员占比"], ["茂林镇", "26.7"], ["卧虎镇", "0.9"]], ["茂林镇：女党员占比26.7%。", "卧虎镇：女党员占比0.9%。"]),
        ([["乡镇", "发案率"], ["茂林镇", "0.3"], ["卧虎镇", "0.5"]], ["茂林镇：发案率0.3%。", "卧虎镇：发案率0.5%。"]),
        # A form: each value right of its label, all of one body.
        ([["党支部名称", "前进村党支部", "成立时间", "1998年"], ["党员人数", "32名", "书记", "王某"], ["场所面积", "350平方米", "集体收入", "15.6万元"]], ["前进村党支部：党员人数32名。", "前进村党支部：场所面积350平方米。", "前进村党支部：集体收入15.6万元。"]),
        ([["村名", "党员", "书记", "收入"], ["前进村", "32名", "王某", "15万元"], ["光明村", "—", "李某", "8万元"]], ["前进村：党员32名。", "前进村：收入15万元。", "光明村：收入8万元。"]),
        ([["组织领导", "县委每年研究党建工作4次。"], ["保障", "村级经费10万元。"]], ["组织领导，县委每年研究党建工作4次。", "保障，村级经费10万元。"]),
    ],
)  # fmt: skip
def test_a_cell_in_words(rows: list[list[str]], sentences: list[str]) -> None:
    text, grid = laid(unmerged(rows))
    assert restore(text, [grid]).clean.split("\n") == [*sentences, ""]


def test_a_caption_gives_unit_noun_and_time() -> None:
    rows = [["单位", "总数", "性别", ""], ["", "", "男", "女"], ["茂林镇", "1200", "880", "320"]]
    make = Make("caption", rows, [], [], ["各乡镇党员情况统计表（截至2021年12月31日）"])
    _, table = figures(document([make]), "汇报.docx")
    assert [fact.text for fact in table.facts] == ["1200名", "880名", "320名"]
    assert {fact.period for fact in table.facts} == {"/2021"}


def test_a_day_over_a_table_is_that_of_its_state_and_the_day_of_filling_in_is_none() -> None:
    """Where nothing but the report's title stands over a table, that dates it."""
    rows = [["乡镇", "党员数（名）"], ["茂林镇", "1200"]]
    for line, period in (("统计时间：2021年12月31日", "/2021"), ("填报日期：2022年1月5日", "2021")):
        _, table = figures(document([Make("dated", rows, [], [], [line])]), "汇报.docx")
        assert [(fact.quote, fact.period) for fact in table.facts] == [("1200", period)]


def test_a_total_of_a_wider_region_is_not_the_report_s_own() -> None:
    rows = [["指标", "全市", "全省", "全国"], ["党员（名）", "1200", "98000", "980000"]]
    _, table = figures(document([Make("wider", rows, [])]), "汇报.docx")
    assert [fact.scope for fact in table.facts] == ["吉林省四平市双辽市", "吉林省", "全国"]


def test_what_the_rows_of_counties_say_is_theirs_for_sure_and_their_sum_the_regions_only_where_they_are_all() -> (
    None
):
    def of(counties: list[str], whole: str) -> list[tuple[str, str, bool]]:
        rows = [
            ["县（市、区）", "党员总数（名）"],
            *([name, f"{21000 + n}"] for n, name in enumerate(counties)),
            [whole, "155000"],
        ]
        table = extract(
            replace(
                read_bytes(workbook([Make("counties", rows, [])], "2022年党员统计"), "表.xlsx", "表"),
                region="湖北省荆门市",
            )
        )
        return [(fact.scope.removeprefix("湖北省荆门市"), fact.site, fact.confidence >= SURE) for fact in table.facts]  # fmt: skip

    some, all_of_them = ["钟祥市", "京山市"], ["钟祥市", "京山市", "沙洋县", "东宝区", "掇刀区"]
    assert of(all_of_them, "合计") == [*((name, "", True) for name in all_of_them), ("", "", True)]
    assert of(some, "合计") == [*((name, "", True) for name in some), ("", "部分地区", True)]
    assert of(some, "全市")[-1] == ("", "", True)


def test_a_table_of_one_sector_counts_its_members_alone() -> None:
    rows = [["乡镇", "党员总数（名）", "发展党员（名）"], ["茂林镇", "1210", "12"], ["合计", "1210", "12"]]
    _, table = figures(
        document([Make("sector", rows, [], [], ["双辽市非公企业党员情况统计表"])]), "汇报.docx"
    )
    assert "party_members" not in {fact.indicator for fact in table.facts}
    assert [(fact.quote, fact.site) for fact in table.facts if fact.indicator == "members_recruited"][-1] == (
        "12",
        "非公企业",
    )


def test_a_table_of_what_is_planned_counts_nothing_that_was_done() -> None:
    rows = [["乡镇", "发展党员（名）"], ["茂林镇", "12"]]
    _, table = figures(document([Make("plan", rows, [], [], ["2023年发展党员名额分配表"])]), "汇报.docx")
    assert [(fact.indicator, fact.kind) for fact in table.facts] == [(None, "standard")]


def test_a_table_of_how_a_plan_was_met_counts_what_was_done() -> None:
    rows = [["乡镇", "发展党员（名）"], ["茂林镇", "12"]]
    _, table = figures(document([Make("met", rows, [], [], ["2023年发展计划完成情况表"])]), "汇报.docx")
    assert [fact.kind for fact in table.facts] == ["count"]


def test_a_scale_alone_is_of_what_the_noun_is_counted_in() -> None:
    rows = [["乡镇", "党员总数（万）", "投入经费（万）"], ["茂林镇", "1.52", "120"]]
    _, table = figures(document([Make("scale", rows, [])]), "汇报.docx")
    assert [(fact.value, fact.unit) for fact in table.facts] == [(15200.0, "人"), (1_200_000.0, "元")]


def test_more_than_a_whole_are_no_part_of_it() -> None:
    rows = [["乡镇", "党员总数（名）", "发展党员（名）", "女党员（名）"], ["茂林镇", "45210", "512", "11230"]]
    _, table = figures(document([Make("more", rows, [])]), "汇报.docx")
    women = table.facts[-1]
    assert women.indicator == "female_members" or women.confidence < SURE


def test_a_row_named_as_the_report_s_region_is_the_one_within_it_where_the_others_are() -> None:
    above = "吉林省2021年发展党员情况"
    for names, scopes in (
        (
            ["全省", "长春", "吉林", "延边"],
            ["吉林省", "吉林省长春市", "吉林省吉林市", "吉林省延边朝鲜族自治州"],
        ),
        (["辽宁", "吉林", "黑龙江"], ["辽宁省", "吉林省", "黑龙江省"]),
    ):
        rows = [["地区", "发展党员数（名）"], *([name, str(300 + n)] for n, name in enumerate(names))]
        text, grid = laid(unmerged(rows), len(above) + 1)
        table = extract(Report("汇报", f"{above}\n{text}", grids=(grid,)))
        assert [fact.scope for fact in table.facts] == scopes


def test_rows_named_as_what_only_describes_are_the_counties_of_that_name() -> None:
    rows = [["县区", "党员数（名）"], ["城区", "12000"], ["郊区", "15000"], ["平定县", "16000"]]
    _, table = figures(
        document([Make("described", rows, [])], "山西省阳泉市2021年基层党建工作情况"), "汇报.docx"
    )
    names = ["山西省阳泉市城区", "山西省阳泉市郊区", "山西省阳泉市平定县"]
    assert [(fact.scope, fact.site, fact.indicator) for fact in table.facts] == [
        (name, "", "party_members") for name in names
    ]
    assert {fact.made for fact in table.facts} == {CELLS}  # their sentences are no sentences of the report


def test_the_title_of_a_report_that_is_its_table_says_what_is_counted() -> None:
    rows = [["地区", "计划数", "完成数"], ["长春市", "4500", "4480"]]
    _, table = figures(
        document([Make("titled", rows, [], [], ["单位：名"])], "吉林省2021年发展党员情况"), "汇报.docx"
    )
    assert [(fact.kind, fact.indicator) for fact in table.facts] == [
        ("standard", None),
        ("count", "members_recruited"),
    ]


def test_years_of_two_digits_over_columns_are_years() -> None:
    rows = [["指标", "19年", "20年", "21年底"], ["党员总数（名）", "11000", "11500", "12000"]]
    _, table = figures(document([Make("years", rows, [])]), "汇报.docx")
    assert [fact.period for fact in table.facts] == ["2019", "2020", "/2021"]


def test_what_a_workbook_hides_is_left_out_and_said() -> None:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in ([TITLE], ["乡镇", "党员数（名）"], ["茂林镇", 1200], ["卧虎镇", 980], ["合计", 2180]):
        sheet.append(row)
    sheet.row_dimensions[4].hidden = True
    sheet["D9"] = "=SUM(B3:B4)"
    draft = book.create_sheet("底稿")
    draft["A1"], draft.sheet_state = 7, "hidden"
    buffer = BytesIO()
    book.save(buffer)
    report, table = figures(buffer.getvalue(), "汇报.xlsx")
    assert [fact.quote for fact in table.facts] == ["1200", "2180"]
    assert [note.code for note in report.notes] == ["hidden_cells", "hidden_sheet", "uncomputed"]


def test_a_table_in_a_plain_text_stays_as_it_stands() -> None:
    raw = f"{TITLE}\n\n| 乡镇 | 党员数（名） |\n|---|---|\n| 茂林镇 | 1200 |\n\n全市发展党员320名。\n"
    report, table = figures(raw.encode(), "汇报.md")
    assert report.raw == raw
    assert [(fact.quote, fact.site) for fact in table.facts] == [("1200", "茂林镇"), ("320名", "")]


def test_columns_that_only_blanks_part() -> None:
    raw = f"{TITLE}\n\n乡镇        党员（名）    女党员（名）\n茂林镇      1200          320\n卧虎镇       980          250\n\n全市发展党员320名。\n"
    report, table = figures(raw.encode(), "汇报.txt")
    assert report.raw == raw
    assert [(fact.quote, fact.site) for fact in table.facts] == [
        ("1200", "茂林镇"), ("320", "茂林镇"), ("980", "卧虎镇"), ("250", "卧虎镇"), ("320名", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    ["全市共有党员\n茂林镇 1200", "参会人员 分工\n茂林镇 12 月集中\n", "一、总体 情况。\n茂林镇  1200\n"],
)
def test_lines_of_prose_with_blanks_are_no_table(line: str) -> None:
    assert tables_in_text(line) == ()


def test_numbers_without_a_unit_are_said() -> None:
    _, table = figures(
        document([Make("bare", [["科目", "数值"], ["甲项", "15"], ["乙项", "20"]], [])]), "汇报.docx"
    )
    assert table.facts == ()
    assert [(note.code, dict(note.values)["count"]) for note in table.sources[0].notes] == [
        ("table_unitless", "2")
    ]


def test_a_table_in_a_text_box_is_read() -> None:
    body = table_of_word([cell("乡镇"), cell("党员数（名）")], [cell("茂林镇"), cell("1200")])
    box = f"<w:p><w:r><w:t>{TITLE}</w:t></w:r><w:r><w:txbxContent>{body}</w:txbxContent></w:r></w:p>"
    _, table = figures(word(box), "汇报.docx")
    assert [(fact.quote, fact.site, fact.indicator) for fact in table.facts] == [
        ("1200", "茂林镇", "party_members")
    ]


def test_a_row_leaves_the_next_table_and_the_text_behind_it_alone() -> None:
    rows = [["乡镇", "党员（名）"], ["茂林镇", "1200"], ["卧虎镇", "980"], ["合计", "2180"]]
    other = Make("other", [["党员总数", "12000名", "女党员", "3200名"]], [])
    _, table = figures(document([Make("rows", rows, []), other]), "汇报.docx")
    sites = {fact.quote: fact.site for fact in table.facts}
    assert (sites["980"], sites["2180"], sites["12000名"], sites["3200名"]) == ("卧虎镇", "", "", "")


def test_a_value_kept_as_text_for_a_spreadsheet_is_read() -> None:
    raw = '"乡镇","党员（名）"\n"茂林镇","=""1200"""\n卧虎镇,="980"\n'
    _, table = figures(raw.encode(), "汇报.csv")
    assert [(fact.quote, fact.site) for fact in table.facts] == [("1200", "茂林镇"), ("980", "卧虎镇")]


MONTHS = ("2020-07至2021-06", "2020.07—2021.06", "2020年7月-2021年6月", "202007-202106", "2020/7~2021/6")


@pytest.mark.parametrize("months", MONTHS)
def test_months_over_a_column_and_beside_a_row_are_its_period(months: str) -> None:
    above = [["指标", months, "2021年7-12月"], ["发展党员（名）", "120", "135"]]
    beside = [["时间", "发展党员（名）"], [months, "120"], ["2021年7—12月", "135"]]
    for rows in (above, beside):
        _, table = figures(word(table_of_word(*[[cell(text) for text in row] for row in rows])), "汇报.docx")
        assert [fact.period for fact in table.facts] == ["2020/2021", "2021"]


@pytest.mark.parametrize("mark", ["#女党员", "＃：女党员", "其中#女党员", " # 女"])
def test_a_row_behind_a_mark_is_a_part_of_the_one_above(mark: str) -> None:
    rows = [["指标", "数量（名）"], ["党员总数", "12000"], [mark, "3200"], ["3#楼党员", "30"]]
    _, table = figures(word(table_of_word(*[[cell(text) for text in row] for row in rows])), "汇报.docx")
    assert [fact.indicator for fact in table.facts] == ["party_members", "female_members", None]


@pytest.mark.parametrize(
    ("head", "cells", "percents"),
    [
        ("覆盖率", (".985", "0.97"), (98.5, 97)),
        ("党员参学率（%）", (".985", "1"), (98.5, 100)),
        ("覆盖率（%）", ("0.985", "98"), (0.985, 98)),
        ("发案率（%）", ("0.8", "0.65"), (0.8, 0.65)),
        ("同比增长（%）", ("0.8", "0.5"), (0.8, 0.5)),
        ("女党员占比（%）", ("0.8", "0.5"), (0.8, 0.5)),
    ],
)
def test_a_share_near_the_whole_is_in_parts_of_one(
    head: str, cells: tuple[str, str], percents: tuple[float, float]
) -> None:
    rows = [["乡镇", head], ["茂林镇", cells[0]], ["卧虎镇", cells[1]]]
    _, table = figures(word(table_of_word(*[[cell(text) for text in row] for row in rows])), "汇报.docx")
    assert [fact.value for fact in table.facts] == list(percents)
    assert [fact.quote for fact in table.facts] == list(cells)


def test_a_number_without_its_zero_is_no_whole_one() -> None:
    rows = [["乡镇", "党建经费（万元）"], ["茂林镇", ".5"], ["卧虎镇", "12.5"]]
    _, table = figures(word(table_of_word(*[[cell(text) for text in row] for row in rows])), "汇报.docx")
    assert [fact.value for fact in table.facts] == [5000, 125000]


BARRED = (
    "乡镇 | 党员（名） | 党支部（个）\n茂林镇 | 1200 | 45\n",
    "乡镇｜党员（名）｜党支部（个）\n茂林镇｜1200｜45\n",
    "┌──┬──┬──┐\n│乡镇│党员（名）│党支部（个）│\n├──┼──┼──┤\n│茂林镇│1200│45│\n└──┴──┴──┘\n",
    "+----+----+----+\n| 乡镇 | 党员（名） | 党支部（个） |\n+====+====+====+\n| 茂林镇 | 1200 | 45 |\n+----+----+----+\n",
)


@pytest.mark.parametrize("rows", BARRED)
def test_bars_part_the_cells_of_a_text(rows: str) -> None:
    _, table = figures(f"{TITLE}\n\n{rows}".encode(), "汇报.txt")
    assert [(f.quote, f.site, f.indicator) for f in table.facts] == [
        ("1200", "茂林镇", "party_members"),
        ("45", "茂林镇", "party_branches"),
    ]


def test_bars_of_a_line_are_no_ones() -> None:
    table = extract(Report("汇报", f"{TITLE}\n\n党员|12000名|党支部|813个\n全市建成中心l2个。\n"))
    assert [fact.value for fact in table.facts] == [12000, 813, 12]


def table_of(rows: list[list[str]], above: str = "") -> list[Fact]:
    """The figures of a table in a document, with a line above it."""
    made = table_of_word(*[[cell(text) for text in row] for row in rows])
    line = f"<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p>" + (
        f"<w:p><w:r><w:t>{above}</w:t></w:r></w:p>" if above else ""
    )
    return list(figures(word(line + made), "汇报.docx")[1].facts)


def test_characters_that_blanks_spread_over_a_cell_are_words() -> None:
    rows = [["乡  镇", "党 员 数（名）"], ["茂 林 镇", "1 200"], ["合    计", "2 100"]]
    assert [(f.value, f.site, f.indicator) for f in table_of(rows)] == [
        (1200, "茂林镇", "party_members"),
        (2100, "", "party_members"),
    ]


def test_a_bound_behind_a_number_whose_unit_its_head_says() -> None:
    rows = [["乡镇", "集体经济收入（万元）"], ["茂林镇", "100以上"], ["卧虎镇", "30左右"]]
    assert [(f.quote, f.value, f.bound) for f in table_of(rows)] == [
        ("100", 1_000_000, "at_least"),
        ("30", 300_000, "approx"),
    ]


def test_the_part_in_brackets_that_only_the_head_names() -> None:
    rows = [["乡镇", "党员（其中女）（名）"], ["茂林镇", "1200（320）"]]
    assert [(f.value, f.indicator) for f in table_of(rows)] == [
        (1200, "party_members"),
        (320, "female_members"),
    ]
    assert not any(f.value == 320 for f in table_of([["乡镇", "党员（名）"], ["茂林镇", "1200（320）"]]))


def test_the_place_of_a_caption_is_that_of_its_table() -> None:
    rows = [["指标", "数量"], ["党员（名）", "1200"], ["党支部（个）", "45"]]
    assert {f.site for f in table_of(rows, "表2 2021年茂林镇党建情况统计表")} == {"茂林镇"}
    assert {f.site for f in table_of(rows, "2021年各乡镇党建情况统计表")} == {""}
    assert {f.site for f in table_of(rows, "全市行政村党建情况统计表")} == {""}


def test_sides_of_a_region_and_ticks_name_nothing() -> None:
    rows = [
        ["区域", "乡镇", "是否换届", "党员（名）"],
        ["东部", "茂林镇", "√", "1200"],
        ["", "卧虎镇", "×", "900"],
    ]
    assert [(f.site, f.indicator) for f in table_of(rows)] == [
        ("茂林镇", "party_members"),
        ("卧虎镇", "party_members"),
    ]


def test_units_in_brackets_below_the_heads() -> None:
    rows = [["乡镇", "党员", "经费"], ["", "（名）", "（万元）"], ["茂林镇", "1200", "12.5"]]
    assert [f.value for f in table_of(rows)] == [1200, 125_000]


def test_what_accounts_put_in_brackets_is_below_nothing() -> None:
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["指标", "增减额（万元）"])
    for row, (value, form) in enumerate(((-12.5, "0.0_);(0.0)"), (-3, "0;[Red]0"), (4, "0;(0)")), 2):
        book.active.cell(row, 1, f"党建经费{row}")
        book.active.cell(row, 2, value).number_format = form
    content = BytesIO()
    book.save(content)
    _, table = figures(content.getvalue(), "汇报.xlsx")
    assert [(f.kind, f.value) for f in table.facts] == [
        ("change", -125_000),
        ("change", -30_000),
        ("change", 40_000),
    ]


def test_cells_of_more_than_digits_show_the_columns_of_a_page_without_rules() -> None:
    rows = [["乡镇", "集体经济收入（万元）"], ["茂林镇", "50—60"], ["卧虎镇", "约30"], ["双山镇", "100以上"]]
    _, table = figures(paper([Make("", rows, [])], ruled=False), "汇报.pdf")
    assert [(f.site, f.value) for f in table.facts] == [
        ("茂林镇", 500_000),
        ("卧虎镇", 300_000),
        ("双山镇", 1_000_000),
    ]
    rows = [["乡镇", "党员（其中女）（名）"], ["茂林镇①", "1200（320）"], ["卧虎镇", "900（210）"]]
    _, table = figures(paper([Make("", rows, [])], ruled=False), "汇报.pdf")
    assert [(f.site, f.value) for f in table.facts] == [
        ("茂林镇", 1200),
        ("茂林镇", 320),
        ("卧虎镇", 900),
        ("卧虎镇", 210),
    ]


def test_heads_over_a_single_row_are_a_table_and_lines_with_gaps_are_none() -> None:
    rows = [["指标", "一季度", "二季度", "三季度"], ["发展党员（名）", "80", "90", "75"]]
    _, table = figures(paper([Make("", rows, [])], ruled=False), "汇报.pdf")
    assert [f.value for f in table.facts] == [80, 90, 75]
    report, _ = figures(paper([Make("", [["甲", "乙"], ["党员", "12名"]], [])], ruled=False), "汇报.pdf")
    assert not report.grids


def test_two_figures_of_a_cell_under_two_units() -> None:
    rows = [["乡镇", "脱贫户（户/人）"], ["茂林镇", "120/320"], ["卧虎镇", "98/210"]]
    assert [(f.site, f.value, f.unit) for f in table_of(rows)] == [
        ("茂林镇", 120, "户"),
        ("茂林镇", 320, "人"),
        ("卧虎镇", 98, "户"),
        ("卧虎镇", 210, "人"),
    ]
    assert not any(f.value in (120, 320) for f in table_of([["乡镇", "党员（名）"], ["茂林镇", "120/320"]]))


def test_a_head_that_its_column_broke_is_one_word() -> None:
    assert [f.indicator for f in table_of([["乡镇", "发展 党员（名）"], ["茂林镇", "12"]])] == [
        "members_recruited"
    ]


def test_a_row_of_means_is_no_place() -> None:
    rows = [["乡镇", "集体收入（万元）"], ["茂林镇", "12"], ["卧虎镇", "18"], ["平均", "15"]]
    last = table_of(rows)[-1]
    assert (last.kind, last.site, last.indicator) == ("average", "", None)


def test_a_head_of_counts_and_shares_and_one_of_a_plan_of_five_years() -> None:
    rows = [["指标", "数量及占比"], ["女党员", "3200名（26.7%）"]]
    assert [f.indicator for f in table_of(rows)] == ["female_members", "female_members_share"]
    rows = [["指标", "“十三五”期间", "2021年"], ["发展党员（名）", "1580", "335"]]
    assert [(f.indicator, f.period) for f in table_of(rows)] == [
        ("members_recruited", "2016/2020"),
        ("members_recruited", "2021"),
    ]


def test_rows_below_the_years_that_compare_them() -> None:
    rows = [
        ["年份", "党员（名）"],
        ["2020年", "11800"],
        ["2021年", "12000"],
        ["增减", "-200"],
        ["增长率", "1.7%"],
    ]
    assert [(f.kind, f.value, f.period) for f in table_of(rows)] == [
        ("count", 11800, "2020"),
        ("count", 12000, "2021"),
        ("change", -200, "2021"),
        ("change", 1.7, "2021"),
    ]


def test_the_largest_of_a_column_is_no_place_and_no_total() -> None:
    rows = [["乡镇", "党员（名）"], ["茂林镇", "1200"], ["卧虎镇", "900"], ["最高", "1200"]]
    last = table_of(rows)[-1]
    assert (last.site, last.indicator) == ("", None)


@pytest.mark.parametrize("blank", [[], ["", ""]])
def test_blank_rows_between_all_rows_set_nothing_apart(blank: list[str]) -> None:
    """As where a file's lines were ended twice; heads with a blank row under them had no figures, the figures no heads."""
    rows = [["乡镇", "党员数（名）"], ["茂林镇", "1200"], ["卧虎镇", "980"]]
    lines = [line for row in rows for line in (row, blank)]
    content = StringIO()
    csv.writer(content).writerows([[TITLE], blank, *lines])
    _, table = figures(content.getvalue().encode(), "汇报.csv")
    assert [(f.site, f.value, f.indicator) for f in table.facts] == [
        ("茂林镇", 1200, "party_members"),
        ("卧虎镇", 980, "party_members"),
    ]


def test_a_blank_row_sets_a_table_with_heads_of_its_own_apart() -> None:
    rows = [["乡镇", "党员数（名）"], ["茂林镇", "1200"], [], ["乡镇", "发展党员（名）"], ["卧虎镇", "12"]]
    content = StringIO()
    csv.writer(content).writerows([[TITLE], *rows])
    _, table = figures(content.getvalue().encode(), "汇报.csv")
    assert [(f.site, f.indicator) for f in table.facts] == [
        ("茂林镇", "party_members"),
        ("卧虎镇", "members_recruited"),
    ]


@pytest.mark.parametrize("wide", [True, False])
def test_the_kinds_of_party_organisations_side_by_side_are_those_of_the_primary_ones(wide: bool) -> None:
    rows = [["类别", "数量（个）"], ["党委", "28"], ["党总支", "35"], ["党支部", "813"], ["合计", "876"]]
    if wide:
        rows = [
            ["乡镇", *(f"{own}（个）" for own, _ in rows[1:])],
            ["茂林镇", *(count for _, count in rows[1:])],
        ]
    assert [f.indicator for f in table_of(rows)] == [
        "party_committees",
        "general_branches",
        "party_branches",
        "primary_organisations",
    ]


def test_secretaries_of_committees_are_no_committees() -> None:
    rows = [["项目", "数量"], ["党委书记", "28"], ["党支部书记", "813"]]
    assert [f.indicator for f in table_of(rows, "单位：名")] == [None, None]


def test_a_total_behind_columns_counts_what_they_have_in_common() -> None:
    """合计 behind 女党员 counted women."""
    rows = [["乡镇", "男党员（名）", "女党员（名）", "合计（名）"], ["茂林镇", "880", "320", "1200"]]
    assert [f.indicator for f in table_of(rows)] == [None, "female_members", "party_members"]


def test_a_column_behind_two_parts_divides_the_whole() -> None:
    rows = [
        ["乡镇", "党员总数", "女党员", "少数民族党员", "大专及以上"],
        ["茂林镇", "1200", "320", "45", "560"],
    ]
    assert [f.indicator for f in table_of(rows, "单位：名")] == [
        "party_members",
        "female_members",
        "minority_members",
        "college_members",
    ]


def test_classes_of_sizes_beside_counts_are_labels() -> None:
    rows = [["收入区间", "村数（个）"], ["5万元以下", "12"], ["5—10万元", "38"], ["10万元以上", "70"]]
    assert [(f.value, f.unit) for f in table_of(rows)] == [(12, "个"), (38, "个"), (70, "个")]


def test_numbers_in_characters_are_figures_of_a_column() -> None:
    rows = [["乡镇", "党员数（名）"], ["茂林镇", "一千二百"], ["卧虎镇", "九百八十"]]
    assert [f.value for f in table_of(rows)] == [1200, 980]


def test_what_is_in_brackets_in_a_column_of_changes_is_below_nothing() -> None:
    rows = [
        ["指标", "2021年", "同比（%）"],
        ["发展党员（名）", "320", "(3.2)"],
        ["培训党员（人次）", "3200", "1.5"],
    ]
    assert [(f.value, f.kind) for f in table_of(rows)] == [
        (320, "count"),
        (-3.2, "change"),
        (3200, "count"),
        (1.5, "change"),
    ]


def test_a_net_increase_over_a_column_is_a_change_with_its_sign() -> None:
    rows = [["乡镇", "净增党员（名）"], ["茂林镇", "-12"], ["卧虎镇", "8"]]
    assert [(f.value, f.kind) for f in table_of(rows)] == [(-12, "change"), (8, "change")]


@pytest.mark.parametrize(
    ("above", "below"),
    [("截至2020年12月31日", ""), ("", "注：数据截至2020年12月31日。")],
)
def test_a_day_alone_over_a_table_or_in_its_note_is_that_of_its_state(above: str, below: str) -> None:
    rows = [["指标", "数值"], ["党员总数（名）", "12000"]]
    lines = [f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" if line else "" for line in (TITLE, above, below)]
    held = table_of_word(*[[cell(text) for text in row] for row in rows])
    _, table = figures(word(lines[0] + lines[1] + held + lines[2]), "汇报.docx")
    assert [fact.period for fact in table.facts] == ["/2020"]


def test_a_note_under_a_table_says_its_unit_and_a_sentence_none() -> None:
    rows = [["乡镇", "党建经费"], ["茂林镇", "120.5"]]
    for note, values in (("注：单位为万元。", [1_205_000]), ("全市党建经费单位为万元。", [])):
        content = StringIO()
        csv.writer(content).writerows([[TITLE], *rows, [note]])
        _, table = figures(content.getvalue().encode(), "汇报.csv")
        assert [f.value for f in table.facts] == values


def test_a_month_of_a_row_is_one_of_the_year_in_the_title_of_the_sheet() -> None:
    content = StringIO()
    csv.writer(content).writerows([[TITLE], ["月份", "发展党员（名）"], ["1月", "12"], ["2月", "8"]])
    _, table = figures(content.getvalue().encode(), "汇报.csv")
    assert [f.period for f in table.facts] == ["2021", "2021"]


def test_lines_of_a_document_whose_columns_tabs_part_are_a_table() -> None:
    lines = [["乡镇", "党员数（名）"], ["茂林镇", "1200"], ["卧虎镇", "980"]]
    typed = "".join(
        "<w:p>" + "<w:r><w:tab/></w:r>".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in row) + "</w:p>"
        for row in lines
    )
    title = f"<w:p><w:r><w:t>{TITLE}</w:t></w:r></w:p>"
    _, table = figures(word(title + typed), "汇报.docx")
    assert [(f.site, f.value) for f in table.facts] == [("茂林镇", 1200), ("卧虎镇", 980)]
    report, table = figures(
        word("<w:p><w:r><w:t>全市共有党员</w:t><w:tab/><w:t>12000名。</w:t></w:r></w:p>"), "汇报.docx"
    )
    assert not report.grids and [f.quote for f in table.facts] == ["12000名"]


def test_percentage_points_over_a_column() -> None:
    """3.5 under 提高（百分点） was 3.5 hundred points."""
    rows = [["指标", "2020年", "2021年", "提高（百分点）"], ["覆盖率（%）", "95.0", "98.5", "3.5"]]
    assert [(f.value, f.unit) for f in table_of(rows)] == [(95, "%"), (98.5, "%"), (3.5, "百分点")]


def test_the_number_of_a_row_is_no_part_of_its_place() -> None:
    content = StringIO()
    csv.writer(content).writerows([[TITLE], ["各乡镇党员数"], ["1.茂林镇", "1200名"], ["2.卧虎镇", "980名"]])
    _, table = figures(content.getvalue().encode(), "汇报.csv")
    assert [f.site for f in table.facts] == ["茂林镇", "卧虎镇"]
