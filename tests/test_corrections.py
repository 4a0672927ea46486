"""Corrections: bound to words, laid on tables that were extracted anew, reported when their place is gone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import corrections as made
from extract import intervals
from extract.catalogue import built_in
from extract.corrections import (
    ACCEPT,
    ADD,
    ASIDE,
    SET,
    CorrectionError,
    Log,
    correction,
    line,
    read,
    undo,
    whole_lines,
)
from extract.corrections.conflicts import conflicts
from extract.corrections.overlay import lay
from extract.corrections.passages import find, passage
from extract.pipeline import extract
from extract.report import Report
from extract.span import Span
from extract.table import Table

TEXT = (
    "安川县基层党建工作综述\n近年来，安川县委狠抓落实。2021年，全县选派驻村干部230名，培训党员1.2万人次。"
    "建成村级书屋46个，投入资金350万元。党员活动日制度不断完善，走访慰问一批老党员。\n"
)


def table(text: str = TEXT, name: str = "安川") -> Table:
    return extract(Report(name, text, region="吉林省四平市双辽市"), built_in())


def at(text: str, quote: str, name: str = "安川") -> made.Passage:
    start = text.index(quote)
    return passage(name, text, Span(start, start + len(quote)))


def shown(found: Table, quote: str) -> tuple[float, str, str | None, str]:
    (fact,) = (fact for fact in found.facts if fact.quote == quote)
    return fact.value, fact.unit, fact.indicator, fact.corrected


def test_a_value_set_by_hand_replaces_the_program_s_and_says_so() -> None:
    fixed = correction(SET, at(TEXT, "230名"), {"value": 203, "bound": "approx"}, who="王", why="原件为203")
    overlay = lay(table(), Log((fixed,)), built_in())
    assert shown(overlay.table, "230名")[0] == 203.0
    assert shown(overlay.table, "230名")[3] == "value bound"
    assert not overlay.lost
    (touched,) = overlay.touched.values()
    assert touched == (fixed,)


def test_what_a_person_left_as_it_was_is_no_correction() -> None:
    (fact,) = (f for f in table().facts if f.quote == "230名")
    same = correction(SET, at(TEXT, "230名"), {"value": fact.value, "unit": fact.unit}, who="王")
    assert shown(lay(table(), Log((same,)), built_in()).table, "230名")[3] == ""


def test_an_indicator_brings_its_theme() -> None:
    fixed = correction(SET, at(TEXT, "46个"), {"indicator": "funds_invested"}, who="王")
    (fact,) = (f for f in lay(table(), Log((fixed,)), built_in()).table.facts if f.quote == "46个")
    assert (fact.indicator, fact.theme) == ("funds_invested", "resources")


def test_a_figure_set_aside_moves_to_the_other_side_of_the_ledger() -> None:
    before = table()
    overlay = lay(before, Log((correction(ASIDE, at(TEXT, "46个"), {}, who="王"),)), built_in())
    assert "46个" not in {fact.quote for fact in overlay.table.facts}
    assert [n.reason for n in overlay.table.unread if n.quote == "46个"] == ["by_hand"]
    total = len(before.facts) + len(before.unread)
    assert len(overlay.table.facts) + len(overlay.table.unread) == total


def test_a_number_that_the_program_set_aside_becomes_a_figure() -> None:
    before = table()
    assert "2021年" in {number.quote for number in before.unread}
    values = {"value": 2021, "unit": "个", "subject": "某项", "scope": "双辽市"}
    overlay = lay(before, Log((correction(ADD, at(TEXT, "2021年"), values, who="王"),)), built_in())
    (fact,) = (f for f in overlay.table.facts if f.quote == "2021年")
    assert (fact.value, fact.scope, fact.corrected) == (2021.0, "吉林省四平市双辽市", "added")
    assert "2021年" not in {number.quote for number in overlay.table.unread}


def test_a_missed_figure_without_a_numeral_can_be_added() -> None:
    values = {"value": 30, "unit": "人", "bound": "approx"}
    overlay = lay(table(), Log((correction(ADD, at(TEXT, "一批老党员"), values, who="王"),)), built_in())
    (fact,) = (f for f in overlay.table.facts if f.quote == "一批老党员")
    assert TEXT[fact.start : fact.end] == fact.quote
    assert fact.sentence[fact.position :].startswith(fact.text)
    assert fact.raw_sentence[fact.raw_position :].startswith(fact.quote)


def test_accepting_a_doubtful_figure_ends_the_doubt() -> None:
    doubtful = replace(
        table(), facts=tuple(replace(f, confidence=0.4, reasons=("damaged",)) for f in table().facts)
    )
    overlay = lay(doubtful, Log((correction(ACCEPT, at(TEXT, "46个"), {}, who="王"),)), built_in())
    (fact,) = (f for f in overlay.table.facts if f.quote == "46个")
    assert (fact.confidence, fact.reasons, fact.corrected) == (1.0, (), "")


def test_an_undo_and_the_undo_of_an_undo() -> None:
    fixed = correction(SET, at(TEXT, "230名"), {"value": 203}, who="王")
    back = undo(fixed, who="李")
    again = undo(back, who="王")
    for log, value in (((fixed,), 203), ((fixed, back), 230), ((fixed, back, again), 203)):
        assert shown(lay(table(), Log(log), built_in()).table, "230名")[0] == value


def test_a_correction_survives_a_text_that_changed_around_it() -> None:
    fixed = correction(SET, at(TEXT, "230名"), {"value": 203}, who="王")
    for changed in (
        "（转载）" + TEXT,
        TEXT.replace("投入资金350万元", "投入各类资金400万元"),
        TEXT.replace("230名", "230名", 1) + "另有驻村干部230名。",
    ):
        overlay = lay(table(changed), Log((fixed,)), built_in())
        start = changed.index("230名，")
        assert not overlay.lost
        assert next(f.value for f in overlay.table.facts if f.start == start) == 203


COUNTIES = "".join(
    f"{county}坚持党建引领，深入推进抓党建促乡村振兴。全县选派驻村干部230名，培训党员1.2万人次。\n"
    for county in ("安川县", "澜清县", "东乡县")
)


@pytest.mark.parametrize("left", range(3))
def test_a_correction_never_moves_to_another_figure_of_the_same_words(left: int) -> None:
    start = [at for at in range(len(COUNTIES)) if COUNTIES.startswith("230名", at)][left]
    fixed = correction(SET, passage("安川", COUNTIES, Span(start, start + 4)), {"value": 222}, who="王")
    assert [f.value for f in lay(table(COUNTIES), Log((fixed,)), built_in()).table.facts].count(222) == 1
    lines = COUNTIES.splitlines(keepends=True)
    overlay = lay(
        table("".join(line for n, line in enumerate(lines) if n != left)), Log((fixed,)), built_in()
    )
    assert 222 not in {fact.value for fact in overlay.table.facts}
    assert [lost.why for lost in overlay.lost] == ["no_place"]


@pytest.mark.parametrize(
    "changed",
    [
        "2021年，全县选派驻村干部230名，撤销党组织三个，其余工作按计划推进。",
        "表彰一批先进。另外共计230名，培训党员1.2万人次。建成村级书屋46个，投入资金350万元。",
        "近年来，澜清县委狠抓落实。2021年，全市选派驻村干部230名，培训党员1.2万人次。",
    ],
)
def test_words_of_one_side_are_not_enough(changed: str) -> None:
    fixed = correction(SET, at(TEXT, "230名"), {"value": 222}, who="王")
    overlay = lay(table(changed), Log((fixed,)), built_in())
    assert 222 not in {fact.value for fact in overlay.table.facts}
    assert [lost.why for lost in overlay.lost] == ["no_place"]


def test_a_correction_knows_its_report_under_any_name_and_no_other_under_its_name() -> None:
    fixed = replace(correction(SET, at(TEXT, "230名"), {"value": 222}, who="王"), identity="one")
    assert read(line(fixed).encode()).corrections == (fixed,)
    for name, identities, why in (
        ("安川", {"安川": "one"}, []),
        ("旧名", {"旧名": "one"}, []),
        ("安川", {"安川": "two"}, ["other_report"]),
    ):
        overlay = lay(table(name=name), Log((fixed,)), built_in(), identities)
        assert [lost.why for lost in overlay.lost] == why
        assert (222 in {fact.value for fact in overlay.table.facts}) is not bool(why)


def test_any_flipped_bit_of_the_file_is_named_and_takes_one_line_at_most() -> None:
    made = [correction(SET, at(TEXT, "230名"), {"value": n}, who="王", why="原件") for n in range(3)]
    content = "".join(map(line, made)).encode()
    for place in range(len(content) * 8):
        flipped = bytearray(content)
        flipped[place // 8] ^= 1 << place % 8
        log = read(bytes(flipped))
        assert all(each in made for each in log.corrections)
        assert len(log.corrections) + len(log.broken) >= 3, (place, bytes(flipped))
        assert len(log.corrections) >= 2
        assert whole_lines(bytes(flipped)).startswith(bytes(flipped).rstrip(b"\n"))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda text: text.replace("培训党员1.2万人次", "轮训党员1.2万人次"), "no_place"),
        (lambda text: text.replace("230名", "231名"), "no_place"),
        (lambda text: "全市党员3万名。新建党群服务中心12个。", "no_place"),
        (lambda text: "表彰先进。共有230名。", "no_place"),
    ],
)
def test_a_correction_whose_place_is_gone_is_reported(change: object, why: str) -> None:
    fixed = correction(SET, at(TEXT, "230名"), {"value": 203}, who="王")
    overlay = lay(table(change(TEXT)), Log((fixed,)), built_in())  # type: ignore[operator]
    assert [(lost.correction, lost.why) for lost in overlay.lost] == [(fixed, why)]


def test_a_correction_of_a_report_that_is_not_there_waits() -> None:
    fixed = correction(SET, at(TEXT, "230名", "别处"), {"value": 203}, who="王")
    assert [lost.why for lost in lay(table(), Log((fixed,)), built_in()).lost] == ["no_report"]


@pytest.mark.parametrize(
    ("values", "why"), [({"indicator": "moon_landings"}, "no_indicator"), ({"scope": "火星省"}, "no_region")]
)
def test_a_correction_to_what_nobody_knows_is_reported(values: dict[str, str], why: str) -> None:
    fixed = correction(SET, at(TEXT, "230名"), values, who="王")
    overlay = lay(table(), Log((fixed,)), built_in())
    assert [lost.why for lost in overlay.lost] == [why]
    assert overlay.table == table()


UNREADABLE = ("/2022-13", "0000", "2022-02-30/2022-03-01", "2022/2019", "2022-6")


def test_words_are_a_period_where_they_name_a_time() -> None:
    with pytest.raises(CorrectionError, match="cannot be read"):
        correction(SET, at(TEXT, "230名"), {"period": "abc!!"}, who="王")
    kept = correction(SET, at(TEXT, "230名"), {"period": "疫情防控中"}, who="王")
    assert kept.values["period"] == "疫情防控中"


@pytest.mark.parametrize("period", UNREADABLE)
def test_a_period_that_cannot_be_read_is_refused_and_a_kept_one_is_named_and_can_be_undone(
    period: str,
) -> None:
    with pytest.raises(CorrectionError, match="cannot be read; write 2022"):
        correction(SET, at(TEXT, "230名"), {"period": period}, who="王")
    kept = replace(
        correction(SET, at(TEXT, "230名"), {"value": 3}, who="王"), values={"period": period, "value": 3}
    )
    log = read(line(kept).encode())
    assert log.broken == () and len(log.corrections) == 1
    overlay = lay(table(), log, built_in())
    assert [lost.why for lost in overlay.lost] == ["no_period"]
    assert overlay.table == table()
    undone = read((line(kept) + line(undo(kept, who="王"))).encode())
    assert lay(table(), undone, built_in()).lost == ()


def test_of_two_equal_sentences_the_right_one_is_corrected() -> None:
    twice = "选派干部5名。\n选派干部5名。\n选派干部5名。\n"
    start = twice.index("5名", twice.index("5名") + 1)
    fixed = correction(SET, passage("安川", twice, Span(start, start + 2)), {"value": 6}, who="王")
    values = [f.value for f in lay(table(twice), Log((fixed,)), built_in()).table.facts]
    assert values == [5.0, 6.0, 5.0]


@pytest.mark.parametrize(
    ("action", "values", "said"),
    [
        (SET, {}, "needs values"),
        (SET, {"value": "5"}, "no number"),
        (SET, {"value": float("nan")}, "no number"),
        (SET, {"value": True}, "no number"),
        (SET, {"bound": "perhaps"}, "none of"),
        (SET, {"colour": "red"}, "no field"),
        (SET, {"subject": "一\n二"}, "one line"),
        (SET, {"unit": ""}, "unit is empty"),
        (ADD, {"value": 3}, "a value and a unit"),
        ("burn", {}, "none of"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(
    action: str, values: dict[str, made.Value], said: str
) -> None:
    with pytest.raises(CorrectionError, match=said):
        correction(action, at(TEXT, "230名"), values, who="王")


def test_a_line_reads_as_it_was_written() -> None:
    fixed = correction(
        SET, at(TEXT, "1.2万人次"), {"value": 1.3, "indicator": None}, who="王", why="见“附表”\u2028一"
    )
    assert read(line(fixed).encode()).corrections == (fixed,)
    assert json.loads(line(fixed))["quote"] == "1.2万人次"


def test_broken_lines_are_reported_and_stop_none_of_the_others() -> None:
    fixed = correction(SET, at(TEXT, "230名"), {"value": 203}, who="王")
    content = ("<<<<<<< HEAD\n" + line(fixed) + '{"id": "x", "do": "burn"}\n' + line(fixed)).encode()
    log = read(content)
    assert log.corrections == (fixed,)  # the same line merged twice is one
    assert [broken.line for broken in log.broken] == [1, 3]


@given(st.integers(min_value=0, max_value=10_000))
def test_a_file_cut_off_anywhere_keeps_every_whole_line(cut: int) -> None:
    first = correction(SET, at(TEXT, "230名"), {"value": 203}, who="王")
    second = correction(ASIDE, at(TEXT, "46个"), {}, who="王")
    content = (line(first) + line(second)).encode()
    cut = min(cut, len(content))
    log = read(content[:cut])
    whole = content[:cut].count(b"\n")
    assert log.broken == ()
    assert list(log.corrections)[:whole] == [first, second][:whole]
    assert len(log.corrections) in (whole, whole + 1)  # a line may lack only its break


@given(st.text("甲乙3名，。\n", min_size=1, max_size=60), st.data())
def test_a_passage_is_found_in_its_own_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = find(passage("r", text, Span(start, end)), text)
    assert found == Span(start, end)


def facts(*texts: str, region: str = "青海省") -> Table:
    parts = [extract(Report(f"r{n}", text, region=region), built_in()) for n, text in enumerate(texts)]
    return Table(
        tuple(f for part in parts for f in part.facts), (), tuple(s for part in parts for s in part.sources)
    )


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (
            ("截至2021年底，全省共有党员25.1万名。", "截至2021年底，全省共有党员27.3万名。"),
            {"25.1万名", "27.3万名"},
        ),
        (
            ("截至2021年底，全省共有党员25.1万名。", "截至2021年底，全省共有党员251000名。"),
            set(),
        ),  # one number
        (
            ("截至2021年底，全省共有党员25.1万名。", "截至2021年底，全省共有党员25万余名。"),
            set(),
        ),  # allowed by 余
        (
            ("截至2021年底，全省共有党员25.1万名。", "截至2020年底，全省共有党员24.3万名。"),
            set(),
        ),  # another year
        (("全省共有党员25.1万名。", "全省共有党员27.3万名。"), set()),  # who knows when
    ],
)
def test_two_accounts_of_one_thing(texts: tuple[str, ...], expected: set[str]) -> None:
    found = conflicts(facts(*texts).facts, built_in())
    assert {fact.quote for conflict in found for fact in conflict.facts} == expected


@pytest.mark.parametrize("code", ["zh", "en"])
@pytest.mark.parametrize("period", UNREADABLE)
def test_a_table_from_elsewhere_with_a_period_on_no_calendar_is_shown_with_it(period: str, code: str) -> None:
    """Nothing checks the periods of a parquet file: what cannot be read spans nothing and stands as it is written."""
    assert period in intervals.words(period, code)
    for year in (None, 2022):
        read_as = intervals.parse(period, year)
        assert not read_as.known and read_as.years is None
    assert intervals.opening(period) == "" and intervals.closing(period) == period
