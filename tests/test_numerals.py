"""Characters to numbers, against a writer of Chinese numerals that knows nothing of the reader."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.numerals import NumeralError, at, fold, parse, parse_range

DIGITS = "零一二三四五六七八九"


def below_ten_thousand(number: int) -> str:
    """1050 -> 一千零五十; nothing for 0."""
    written, gap = "", False
    for scale, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            written += ("零" if gap else "") + DIGITS[digit] + name
            gap = False
        else:
            gap = gap or bool(written)
    return written


def chinese(number: int) -> str:
    """A whole number as it is read aloud: 100001 -> 十万零一, but 一十万零一 with its 一."""
    if number == 0:
        return "零"
    written = ""
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // scale % 10_000
        if part:
            written += ("零" if written and part < 1000 else "") + below_ten_thousand(part) + name
    return written


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_a_number_written_in_chinese_reads_as_itself(number: int) -> None:
    assert parse(chinese(number)) == number


@given(st.integers(min_value=10, max_value=19))
def test_the_teens_drop_their_one(number: int) -> None:
    assert parse(chinese(number).removeprefix("一")) == number


@given(st.integers(min_value=0, max_value=10**9), st.sampled_from(["", "千", "万", "百万", "亿", "万亿"]))
def test_digits_with_a_scale(number: int, scale: str) -> None:
    assert parse(f"{number}{scale}") == number * (parse(scale) if scale else 1)
    assert parse(f"{number}.5{scale}") == (number + Decimal("0.5")) * (parse(scale) if scale else 1)


@given(st.lists(st.sampled_from("零一二三四五六七八九"), min_size=4, max_size=4).map("".join))
def test_years_are_spelt(digits: str) -> None:
    assert parse(digits) == int("".join(str(DIGITS.index(digit)) for digit in digits))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("两千四百五", 2450),
        ("一百二十万三", 1203000),
        ("十万零一", 100001),
        ("廿二", 22),
        ("卅", 30),
        ("二百五", 250),
        ("一万五", 15000),
        ("百十", 110),
        ("一百零五", 105),
        ("三万五千", 35000),
        ("百万", 1_000_000),
        ("一亿零三百", 100_000_300),
        ("一万亿", 10**12),
        ("二〇二一", 2021),
        ("伍拾万", 500_000),
        ("三点五亿", 350_000_000),
        ("1亿2000万", 120_000_000),
    ],
)
def test_written_ways(written: str, value: int) -> None:
    assert parse(written) == value


@pytest.mark.parametrize(
    ("written", "ends"),
    [("七八", (7, 8)), ("两三百", (200, 300)), ("十七八", (17, 18)), ("三五千", (3000, 5000)), ("二十", (20, None)), ("一二三", (123, None))],
)  # fmt: skip
def test_two_neighbouring_digits_are_a_range(written: str, ends: tuple[int, int | None]) -> None:
    assert parse_range(written) == ends


@pytest.mark.parametrize("written", ["", "万千", "亿万万", "千百", "三点", "点五", "名", "1" * 30])
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(NumeralError):
        parse(written)


@given(st.text(max_size=40))
def test_folding_keeps_every_place_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.text("0123456789,. 一二两三十百千万亿零〇点余多几来壹佰", min_size=1, max_size=20))
def test_a_numeral_stands_where_it_says(text: str) -> None:
    for start, character in enumerate(text):
        if character not in ",. 点余多几来" and (numeral := at(text, start)):
            assert numeral.start == start < numeral.end <= len(text)
            assert numeral.high is None or numeral.high > numeral.low
