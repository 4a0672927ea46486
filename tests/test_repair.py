"""Restoring damaged text: what is mended, what is left, and the laws of the way back to the raw characters."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.lost_bytes.prose import likelihood, rests, words_on
from extract.regions import registry
from extract.repair import repair
from extract.span import Span

CASES = Path(__file__).with_name("cases")
SEEDS = Path(__file__).parents[1] / "seeds"


def _lines(name: str) -> list[str]:
    lines = (CASES / name).read_text("utf-8").split("\n")
    return [line for line in lines if line.strip() and not line.startswith("#")]


@pytest.mark.parametrize("case", _lines("repair.txt"))
def test_damage_is_mended(case: str) -> None:
    parts = regex.split(r"\[([^|\]]*)\|([^\]]*)\]", case)
    raw = "".join(part for i, part in enumerate(parts) if i % 3 != 2)
    clean = "".join(part for i, part in enumerate(parts) if i % 3 != 1)
    assert repair(raw).clean == clean


@pytest.mark.parametrize("line", _lines("repair_unchanged.txt"))
def test_what_is_no_damage_stays(line: str) -> None:
    text = repair(line)
    assert text.clean == line
    assert text.edits == ()


BROKEN_LINES = [
    ("全市基层党建工作扎实推进，共有党员120\n00名。", "全市基层党建工作扎实推进，共有党员12000名。"),
    ("全市基层党建工作扎实推进，共有党员12000\n名。", "全市基层党建工作扎实推进，共有党员12000名。"),
    ("全市基层党建工作扎实推进，村均收入15.\r\n6万元。", "全市基层党建工作扎实推进，村均收入15.6万元。"),
    ("全市基层党建工作扎实推进，培训党员3.6万\n人次。", "全市基层党建工作扎实推进，培训党员3.6万人次。"),
    ("共有党员12\n000名。", "共有党员12000名。"),  # no number begins with 0
    (
        "党员自愿捐款226.8\n- 2 -\n万元，慰问群众。",
        "党员自愿捐款226.8万元，慰问群众。",
    ),  # the number of a page
    ("全市共有党支部\n\n第3页 共9页\n\n320个。", "全市共有党支部\n320个。"),
    ("选派工作队32支，帮扶干部\n126名。", "选派工作队32支，帮扶干部126名。"),
    ("全年投入资金1,\n234万元。", "全年投入资金1,234万元。"),
    ("农村党员占全市党员总数的百分之\n四十五点三。", "农村党员占全市党员总数的百分之四十五点三。"),
]


@pytest.mark.parametrize(("raw", "clean"), BROKEN_LINES)
def test_a_number_that_its_line_broke_is_joined(raw: str, clean: str) -> None:
    text = repair(raw)
    assert text.clean == clean
    at = text.clean.index("万元") if "万元" in text.clean else len(text.clean) - 2
    assert text.raw_span(Span(at, at + 1)).of(text.raw) == clean[at]


def test_the_titles_of_an_article_are_no_broken_lines() -> None:
    titles = [
        "党员9200万名 基层党组织480万个",
        "某地中共党员队伍结构持续优化向好",
        "基层党组织政治功能和组织功能增强",
        "党组织的吸引力和凝聚力明显提升",
    ]
    body = "本报6月30日电 " + "截至2021年底，全市党员总数为9200名，比上年净增114名，党的基层组织480个。" * 3
    page = "\n".join([*titles, body])
    assert repair(page).clean == page


@pytest.mark.parametrize(
    "raw",
    [
        "全市基层党建工作总结2021\n3个支部获奖。",
        "党员数\n120\n45\n",
        "各支部共有女党员100。\n35岁以下200名。",
        "一、全市党员总数\n1200名",
        "2021年全市基层党建工作情况。\n3个支部获奖。",
    ],
)
def test_lines_that_no_number_runs_through_stay(raw: str) -> None:
    assert repair(raw).clean == raw


# --- lost bytes ------------------------------------------------------------------------------------------

# Shown as a page has it, and what was written; the bytes were worked out by hand.
LOST = [
    ("推動工作?；鶎狱h組織建設", "推动工作。基层党组织建设"),
    ("服務能力不斷提升?！盵1]基層黨組織", "服务能力不断提升。”[1]基层党组织"),
    ("開展“基層黨員進黨?!被顒?,培訓黨員3200人次", "开展“基层党员进党校”活动,培训党员3200人次"),
    ("開展“基層黨員進黨?！被顒?,培訓黨員3200人次", "开展“基层党员进党校”活动,培训党员3200人次"),
]


@pytest.mark.parametrize(("raw", "clean"), LOST)
def test_characters_come_back_from_their_bytes(raw: str, clean: str) -> None:
    text = repair(raw)
    assert text.clean == clean
    assert "lost bytes" in [edit.rule for edit in text.edits]
    assert not text.uncertain


def test_several_scars_in_one_text() -> None:
    raw = "一是推動工作?；鶎狱h組織建設。\n二是開展“基層黨員進黨?!被顒?,培訓黨員。"
    assert repair(raw).clean == "一是推动工作。基层党组织建设。\n二是开展“基层党员进党校”活动,培训党员。"


def test_a_figure_beside_a_scar_keeps_its_place() -> None:
    text = repair("新建場所78 所?；鶎狱h組織3 個")
    assert text.clean == "新建场所78所。基层党组织3个"
    at = text.clean.index("78所")
    assert text.raw_span(Span(at, at + 3)).of(text.raw) == "78 所"


def test_what_cannot_be_read_is_left_and_marked() -> None:
    raw = "提升了工作?；糱癃鎝彧，取得成效"
    text = repair(raw)
    assert "?；糱癃" in text.clean
    (mark,) = (edit for edit in text.edits if edit.rule == "lost bytes")
    assert not mark.certain
    assert mark.before == mark.after == mark.span.of(raw)
    assert text.clean_span(mark.span) == text.uncertain[0]


def test_what_lost_bytes_says_so_restored_or_not() -> None:
    text = repair("建成場所25個。推動工作?；鶎狱h組織建設3個。")
    (span,) = text.damaged
    assert span.of(text.clean) == "。基层党"
    assert not text.uncertain


def test_the_words_of_prose_hold_the_regions() -> None:
    """After a change of regions.csv the words are to be written anew: ``python -m extract.data.make_prose_words``."""
    known = rests(words_on("宣")["威"])["市"]
    for region in registry():
        if len(region.name) <= 5:
            assert likelihood(region.name) >= known, region.name


# --- the way back ----------------------------------------------------------------------------------------


def test_a_figure_is_shown_as_it_stands() -> None:
    text = repair("培訓(xùn)黨組織書記111.4 萬人次(cì)、黨務工作者１２９．３ 萬人次")
    first, second = text.clean.index("111.4"), text.clean.index("129.3")
    assert text.raw_span(Span(first, first + 8)).of(text.raw) == "111.4 萬人次"
    assert text.raw_span(Span(second, second + 8)).of(text.raw) == "１２９．３ 萬人次"
    assert text.clean_span(text.raw_span(Span(first, first + 8))) == Span(first, first + 8)


def test_pinyin_within_a_figure_belongs_to_it() -> None:
    text = repair("劃分網格500 余個(gè)村、300 個(gè)組")
    at = text.clean.index("500")
    assert text.raw_span(Span(at, at + 5)).of(text.raw) == "500 余個"
    assert text.raw_span(Span(at, at + 6)).of(text.raw) == "500 余個(gè)村"


def test_an_undamaged_text_costs_nothing() -> None:
    raw = "培训党员2525.2万人次。"
    text = repair(raw)
    assert text.clean is raw
    assert text.starts is text.ends is None


def test_edits_say_what_stood_there() -> None:
    text = repair("5 年來")
    assert [(e.span.of(text.raw), e.before, e.after, e.rule) for e in text.edits] == [
        ("5 年來", "5 年來", "5 年来", "script"),
        (" ", " ", "", "spaces"),
    ]


@pytest.mark.parametrize("seed", ["002", "003", "004"])
def test_clean_seeds_are_untouched(seed: str) -> None:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    with path.open(encoding="utf-8", newline="") as file:
        raw = file.read()
    assert repair(raw).clean is raw


def test_half_a_surrogate_pair_passes() -> None:
    assert repair("黨\ud800員").clean == "党\ud800员"


@pytest.mark.parametrize(
    ("seed", "phrase"),
    [
        ("000", "调整78所省（部）属高校和民办高校党组织隶属关系"),
        ("001", "开展“基层党员进党校”活动,培训党员3200余人次"),
    ],
)
def test_damaged_seeds_read_as_they_were_written(seed: str, phrase: str) -> None:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    with path.open(encoding="utf-8", newline="") as file:
        text = repair(file.read())
    assert phrase in text.clean
    assert not text.uncertain


# --- laws ------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [
        "堅(jiān)持 ",
        "5 年來",
        "１２",
        "．",
        "，",
        "％",
        "（",
        "(",
        ")",
        "xùn",
        "著",
        "乾隆",
        "紅樓夢",
        "《",
        "》",
        "“",
        "”",
        "“為人民服務”",
        "党员",
        "黨員",
        "余",
        "萬",
        "人次",
        "名",
        "0",
        " ",
        "\u200b",
        "\u200d",
        "\u3000",
        "\n",
        "の",
        "?",
        "。",
        "!",
        "a",
        "B",
        "校",
        "？",
        "％",
        "2",
    ]
)
_TEXTS = st.one_of(st.text(max_size=40), st.lists(_PIECES, max_size=14).map("".join))


@given(_TEXTS)
@settings(max_examples=150)
def test_origins_lead_back_and_rise(raw: str) -> None:
    text = repair(raw)
    if text.starts is None or text.ends is None:
        assert len(text.clean) == len(raw)
        return
    assert len(text.starts) == len(text.ends) == len(text.clean)
    assert list(text.starts) == sorted(text.starts)
    assert list(text.ends) == sorted(text.ends)
    assert all(0 <= start < end <= len(raw) for start, end in zip(text.starts, text.ends, strict=True))
    for position in range(len(text.clean)):
        span = Span(position, position + 1)
        assert text.clean_span(text.raw_span(span)).covers(span)


@given(_TEXTS)
@settings(max_examples=150)
def test_restoring_twice_is_restoring_once(raw: str) -> None:
    clean = repair(raw).clean
    assert repair(clean).clean == clean


@given(_TEXTS)
@settings(max_examples=100)
def test_every_edit_lies_in_the_text(raw: str) -> None:
    text = repair(raw)
    for edit in text.edits:
        assert edit.span.end <= len(raw)
        assert edit.certain == (edit.before != edit.after)


def test_a_line_with_a_broken_number_may_end_in_another() -> None:
    raw = "全市共有党员6 8 , 0 0 0名，党支部2,\n350个。"
    assert repair(raw).clean == "全市共有党员68,000名，党支部2,350个。"
