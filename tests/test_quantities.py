"""The numbers of a sentence: figures with unit and bound, and numbers set aside by name."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extract.numerals import CHINESE, fold
from extract.quantities import Aside, Quantity, asides, read, shapes
from extract.quantities.shape import Shape

WITHOUT_RULE = ("word", "code", "name", "title", "speech", "phrase", "date")  # given where a number is found
CASES = Path(__file__).parent / "cases"
FIGURE = regex.compile(
    r"\[(?P<quote>[^\[\]|]+)\|(?P<value>-?[\d.—]+)(?: (?P<unit>[^\s\]]+?))??(?: (?P<bound>approx|at_\w+))?\]"
)
ASIDE = regex.compile(r"\{(?P<quote>[^{}|]+)\|(?P<reason>\w+)\}")


def lines(name: str) -> list[str]:
    return [
        line for line in (CASES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")
    ]


def unmarked(mark: regex.Pattern[str], line: str) -> str:
    return mark.sub(lambda match: match["quote"], line)


@pytest.mark.parametrize("line", lines("quantities.txt"))
def test_figures(line: str) -> None:
    text = unmarked(FIGURE, line)
    wanted = []
    for match in FIGURE.finditer(line):
        low, _, high = match["value"].partition("—")
        top = float(high) if high else None
        wanted.append((match["quote"], float(low), top, match["unit"] or "", match["bound"] or "exact"))
    found = [
        (q.span.of(text), q.value, q.value_high, q.unit, q.bound)
        for q in read(text)
        if isinstance(q, Quantity)
    ]
    assert found == [
        (quote, pytest.approx(low), high, unit, bound) for quote, low, high, unit, bound in wanted
    ]


@pytest.mark.parametrize("line", lines("not_figures.txt"))
def test_set_aside(line: str) -> None:
    text = unmarked(ASIDE, line)
    wanted = [(match["quote"], match["reason"]) for match in ASIDE.finditer(line)]
    found = read(text)
    assert [q for q in found if isinstance(q, Quantity)] == []
    named = [(a.span.of(text), a.reason) for a in found if isinstance(a, Aside)]
    assert named == wanted


def test_enough_cases() -> None:
    figures = sum(len(FIGURE.findall(line)) for line in lines("quantities.txt"))
    others = sum(len(ASIDE.findall(line)) for line in lines("not_figures.txt"))
    assert figures + others >= 200
    assert others >= (figures + others) / 3


@pytest.mark.parametrize("shape", shapes.SHAPES, ids=lambda shape: shape.example)
def test_each_shape_takes_its_example(shape: Shape) -> None:
    start = shape.example.index("⟦")
    text = fold(shape.example.replace("⟦", "").replace("⟧", ""))
    end = shape.example.index("⟧") - 1
    match = regex.compile(shape.pattern).match(text, start)
    assert match is not None
    assert match.span() == (start, end)
    assert shapes.match(text, start) == (shape.reason, end)  # and no other shape outruns it


def test_every_reason_has_words() -> None:
    words = tomllib.loads((files("extract") / "data" / "reasons.toml").read_text("utf-8"))["unread"]
    codes = {shape.reason for shape in shapes.SHAPES} | {code for code, _ in asides.RULES} | set(WITHOUT_RULE)
    assert codes <= set(words)
    assert all(words[code]["zh"] and words[code]["en"] for code in codes)


PIECES = st.sampled_from(
    [
        *"0123456789０９,.，。、：:—-~至到和与第前每近约超余多几来（）()“”《》[]〔〕%％/+年月日时点分号级届",
        *"一二两三十百千万亿零〇廿萬億壹佰",
        "名", "個", "个", "人次", "户", "元", "万元", "岁", "以上", "以下的村", "贫困户", "党员", "百分之", "分之", "成",
        "2021", "A", "5G", "电话：", "是", "大", "￥", "由", "①", " ", "\n", "家", "超过", "数", "我家",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=60))


@given(TEXTS)
def test_every_numeral_lies_in_exactly_one_result(text: str) -> None:
    end = 0
    covered: set[int] = set()
    for result in read(text):
        assert end <= result.span.start < result.span.end <= len(text)
        end = result.span.end
        covered.update(range(result.span.start, result.span.end))
    numerals = {i for i, character in enumerate(fold(text)) if character in "0123456789" + CHINESE}
    assert numerals <= covered


@given(TEXTS)
def test_a_figure_is_whole(text: str) -> None:
    for q in read(text):
        if isinstance(q, Quantity):
            assert q.span.covers(q.number)
            assert q.value >= 0 or any(sign in text for sign in "-－−﹣—–负負‐‑‒")
            assert q.value_high is None or q.value_high > q.value
            assert q.bound in ("exact", "approx", "at_least", "at_most")
            assert q.unit or not q.counter


@pytest.mark.parametrize(
    "text",
    ["1" * 100_000, "培训党员123人次、" * 5_000, "一" * 100_000, " " * 100_000 + "1", "“1" * 5_000, "万" * 100_000, "1—" * 5_000, "近" * 100_000 + "1"],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_hostile_texts_are_read(text: str) -> None:
    assert read(text)


def test_a_number_longer_than_any_figure_is_a_code() -> None:
    assert [r.reason for r in read("9" * 400) if isinstance(r, Aside)] == ["code"]
