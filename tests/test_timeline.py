"""Which period governs a figure, and the report's own year."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extract.intervals import parse
from extract.manifest import Entry
from extract.pipeline import extract
from extract.report import read_text
from extract.sentences import split
from extract.timeline import Timeline

CASES = (Path(__file__).parent / "cases" / "periods.txt").read_text("utf-8").splitlines()
FIGURE = regex.compile(r"\[(?P<figure>[^\[\]|!]+)(?P<state>!?)\|(?P<period>[^\[\]|]*)\]")
GOVERNED = [line for line in CASES if line and not line.startswith("#") and FIGURE.search(line)]


def read_case(line: str) -> tuple[str, str, list[tuple[int, bool, str]]]:
    """The published date, the text, and for each figure its position, whether it is a state, and its period."""
    published, marked = "", line
    if head := regex.match(r"([\d-]+)> ", line):
        published, marked = head[1], line[head.end() :]
    marked = regex.sub(" ?¶ ?", "\n", marked)
    text, figures, end = "", [], 0
    for match in FIGURE.finditer(marked):
        text += marked[end : match.start()]
        figures.append((len(text), bool(match["state"]), match["period"]))
        text += match["figure"]
        end = match.end()
    return published, text + marked[end:], figures


@pytest.mark.parametrize("line", GOVERNED)
def test_case(line: str) -> None:
    published, text, figures = read_case(line)
    sentences = split(text)
    timeline = Timeline(sentences, published)
    said = []
    for position, state, _ in figures:
        index = next(n for n, s in enumerate(sentences) if position in s.span)
        said.append(
            timeline.at(index, position - sentences[index].span.start, known="stock" if state else "").period
        )
    assert said == [period for _, _, period in figures]


def test_enough_cases() -> None:
    figures = [period for line in GOVERNED for _, _, period in read_case(line)[2]]
    assert len(GOVERNED) >= 100
    assert figures.count("") >= len(figures) / 5


def test_a_change_takes_the_state_at_its_ends() -> None:
    text = "10年来全县社区从31个增加到88个，投入5000万元。"
    timeline = Timeline(split(text), "2022-10")
    first, second = text.index("31个"), text.index("88个")
    assert timeline.at(0, first, stage="before").period == "/2012"
    assert timeline.at(0, second, stage="after").period == "/2022"
    assert timeline.at(0, text.index("5000")).period == "2012/"


def test_an_anchor_says_its_year_before_and_after() -> None:
    text = "目前，占比由2020年的6%提高到15%。"
    timeline = Timeline(split(text), "2023")
    assert timeline.at(0, text.index("6%"), stage="before").period == "2020"
    assert timeline.at(0, text.index("15%"), stage="after").period == "/2023"


@pytest.mark.parametrize(
    ("text", "first", "second", "periods"),
    [
        ("村均收入从2019年的8万元增至2024年的27万元，强村占比由25%升至93%。", "25%", "93%", ("2019", "2024")),
        (
            "收入由2016年的8300元增加到2018年的1.2万元，集体收入从7万元到70万元。",
            "7万",
            "70万",
            ("2016", "2018"),
        ),
        (
            "收入从2010年的2万元增加到现在的21万元，农民收入由4000元增加到1.5万元。",
            "4000",
            "1.5万",
            ("2010", "现在"),
        ),
        ("由2016年的3个增至2018年的5个，村从4个增至6个，户从7户增至9户。", "7户", "9户", ("2016", "2018")),
        ("2019年比上年多3个。目前，强村占比由25%升至93%。", "25%", "93%", ("", "目前")),
        ("收入从2019年的8万元增至2024年的27万元。强村占比由25%升至93%。", "25%", "93%", ("", "")),
    ],
)
def test_what_rose_beside_another_rose_in_the_same_years(
    text: str, first: str, second: str, periods: tuple[str, str]
) -> None:
    sentences = split(text)
    timeline = Timeline(sentences)
    index = next(n for n, each in enumerate(sentences) if first in each.text)
    at = [sentences[index].text.index(figure) for figure in (first, second)]
    found = timeline.at(index, at[0], stage="before"), timeline.at(index, at[1], stage="after")
    assert tuple(each.period for each in found) == periods


def test_the_expression_is_where_it_stands() -> None:
    text = "抓得紧。\n先说背景。2018年以来，选派书记77名。累计帮扶3100户。"
    sentences = split(text)
    governing = Timeline(sentences).at(len(sentences) - 1, 4)
    assert governing.span is not None and governing.span.of(text) == "2018年以来"
    assert governing.rule == "taken up by 累计"
    assert not governing.is_state


@pytest.mark.parametrize(
    ("text", "published", "year"),
    [
        ("目前有党员30名。", "", None),
        ("目前有党员30名。", "2021", 2021),
        ("目前有党员30名。", "2021-04-05", 2021),
        ("2021年目前有党员30名。", "", None),
        ("2021年4月有党员30名。", "", 2021),
        ("2021年4月有党员30名，2022年有35名。", "", None),
        ("2020年国庆节前夕慰问30名，2019年慰问20名。", "", 2020),
        ("上下一心，喜迎党的二十大。", "", 2022),
        ("学习贯彻党的二十大精神。", "", None),
        ("今年是新中国成立70周年。", "", 2019),
        ("今年是“十三五”规划收官之年。", "", 2020),
        ("今年（2018年）抓得紧。", "", 2018),
        ("某县2019年基层党建工作总结\n目前有党员30名。", "", 2019),
        ("印发《2018—2022年规划》后抓得紧。", "", None),
        ("有党员30名。\n（县委组织部　2017年12月30日）", "", 2017),
        ("——某书记2016年3月5日在大会上的讲话\n有党员30名。", "", 2016),
        ("到2025年8月建成30个。", "", None),
        ("2025年8月底前建成30个。", "", None),
        ("2022年8月底建成30个。", "", 2022),
        ("截至2022年12月31日建成30个。目前有党员20名。", "", None),
        ("1947年10月，这里建起支部。目前有党员30名。", "", None),
        ("2021年3月换届。学习贯彻党的二十大精神。", "", None),
        ("2022年11月换届。学习贯彻党的二十大精神。", "", None),
        ("2022年11月20日换届。学习贯彻党的二十大精神。", "", 2022),
        ("2022年11月，全镇有支部31个。学习贯彻党的二十大精神。", "", 2022),
        ("2014年6月，巡察组进驻该乡。截至今年5月底，巡察支部300个。", "", None),
        ("“2020年4月，我刚接任书记。”如今，全县建成合作社78家。", "", None),
        ("2014年6月23日，巡察组进驻该乡。截至今年5月底，巡察支部300个。", "", 2014),
        ("截至2015年11月底，参学率达90%。本月培训20名。", "", 2015),
        ("2018年1月中旬至3月底集中整顿。到目前为止办结20件。", "", 2018),
        ("2021年11月换届。二十届三中全会以来发展党员30名。", "", None),
        ("目前有党员30名。\n发布时间：2022-06-01 10:25　来源：组织部", "", 2022),
        ("目前有党员30名。\n中共某县委组织部（2020年6月）", "", 2020),
        ("某市新闻网 时间：10/12/2011 13:31 来源：晨报\n目前有党员30名。", "", 2011),
        ("与2018年一季度共接收68件相比，今年一季度增加47件。", "", 2019),
        ("今年1—6月查处30件，比2015年同期多4件。", "", 2016),
        ("今年查处30件，比2015年多4件。", "", None),
        ("08.02.2015  21:24\n目前有党员30名。", "", 2015),
        ("今年培训30名。2025年新建5个。2025年以来办班3期。", "", None),
        ("今年培训30名。2025年新建5个。2024年以来办班3期。", "", None),
        ("从2015年7月开始选派40名。一年多来脱贫791户。", "", None),
        ("3月2日的会议透露，2015年全市抓基层。\n去年全市投入5亿元。", "", 2016),
        ("2018年，县纪委主动作为。去年共接受举报430件，比上年同期上升。", "", 2019),
        ("去年6500万党员参加评议\n据介绍，2010年，全国培训135万人次。2010年，发展307万名。", "", 2011),
        ("2018年，县纪委主动作为。去年共接受举报430件。今年又收到20件。", "", None),
        ("2018年，县纪委主动作为。去年共接受举报430件。计划2022年建成。", "", None),
        ("2016年以来，各地退耕还林。去年年底村里脱了贫。", "", None),
        ("2016年4月，他回了村。去年共分红30万元。", "", None),
        ("去年共接受举报430件。2015年建的站。", "", None),
        ("自2014年4月开通以来收到83件。今年上半年受理990件。", "", 2014),
        (
            "根据《关于整顿支部的方案》（某党发〔2014〕25号）要求，现将整顿工作总结如下：\n现有党员30名。",
            "",
            2014,
        ),
        ("按照某组通[2019]8号文件精神，镇党委高度重视，现将有关情况汇报如下：2018年有党员30名。", "", 2019),
        ("根据某办〔2016〕112号通知，现就自查情况报告如下：\n2017年建成12个。", "", None),
        ("根据某党发〔2014〕25号文件，镇里抓整顿。现有党员30名。", "", None),
        ("某街道2022年工作总结及2023年工作思路\n今年1—11月走访300家。", "2023-01-12", 2022),
        ("某街道2022年工作总结\n今年走访300家。", "2024", 2022),
        ("某街道2022年工作要点\n今年走访300家。", "2023-01-12", 2023),
        ("某街道2023年工作总结\n今年走访300家。", "2022-12-30", 2022),
        ("村里有邮编（2014）25号信箱。主要情况如下：现有党员30名。", "", None),
    ],
)
def test_the_reports_own_year(text: str, published: str, year: int | None) -> None:
    assert Timeline(split(text), published).year == year


PIECES = [
    "2021年5月",
    "去年",
    "以来",
    "，",
    "。",
    "\n",
    "一是",
    "累计",
    "每年",
    "（",
    "）",
    "目前",
    "党员30名",
    "本次换届后",
    "——",
]


@given(
    st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from(["", "2022", "2022-06-01"])
)
def test_every_figure_has_an_answer(text: str, published: str) -> None:
    sentences = split(text)
    timeline = Timeline(sentences, published)
    for index, sentence in enumerate(sentences):
        for position in range(len(sentence.text)):
            governing = timeline.at(index, position)
            assert (governing.span is None) == (governing.expression is None)
            if governing.expression is not None and governing.span is not None:
                assert governing.span.of(text) == governing.expression.text
                assert parse(governing.period, timeline.year).kind != "none"


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="5 June"):
        Timeline([], "5 June")


def test_a_report_without_figures_or_text() -> None:
    assert Timeline([], "").year is None


def test_now_is_the_year_that_somebody_says_a_report_tells_of() -> None:
    text = "目前，全县共有党员18900余名。去年发展党员320名。"
    said = Entry("甘肃省定西市岷县", "", "2024-01-05", "", "2023")
    found = extract(read_text(text, "x", "x", said)).facts
    assert [fact.period for fact in found] == ["/2023", "2023"]
