"""The work grows with the length of a text and no faster, whatever the text: counted in calls, not in seconds.

A sentence of 100,000 characters, one of 10,000 figures, brackets that never close: each is read at two lengths, and the
longer may take no more calls for a character than the shorter. What happens inside one call of a pattern is held by a
limit that only a pattern that goes back over its text again and again can reach. Nor does the work grow with the
catalogue: with a thousand indicators binding takes the steps that it takes with those that the program ships.
"""

from __future__ import annotations

import dataclasses
import functools
import gc
import importlib
import pkgutil
import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import regex

import extract as package
from extract import binding, intervals
from extract.binding.grammar import grammar
from extract.catalogue import built_in
from extract.patterns import Lazy
from extract.pipeline import extract
from extract.records import uncollected
from extract.report import ReadError, Report, read_bytes
from extract.territory.course import Anchor, Course
from extract.timeline.bulletin import _COUNTED
from tests.bench.catalogues import catalogue_of
from tests.bench.texts import restored
from tests.test_reading import paragraph, word

MOST = 1.3  # calls a character at the longer length against the shorter
ENDLESS = {
    "clauses": "稳步推进各项工作，",
    "no marks": "稳步推进各项工作",
    "figures": "培训党员12人次，",
    "figures in a list": "培训党员12人次、",
    "figures without marks": "选派干部12名",
    "shares": "占比12%、",
    "ranges": "5—8万元至",
    "rises": "由12个到13个，",
    "items": "一是培训12人次；",
    "respectively": "分别12个、",
    "brackets": "党员（12名）",
    "fractions": "三分之二",
    "years": "2021年",
    "frames": "近年来，",
    "regions": "辽宁省",
    "villages": "连樟村、",
    "lines": "党员12名\n",
    "rows of numbers": "12 ",
    "digits": "9",
    "thousands": "1,",
    "points": "1.2",
    "myriads": "万",
    "numerals": "一",
    "opened brackets": "（",
    "opened quotes": "“",
    "pinyin": "堅(jiān)",
    "joins": "和",
    "honours": "连樟村被评为先进；建成3个村。",
    "sources": "来源：辽宁省\n",
    "blanks": " ",
    "wide blanks": "　",
    "other blanks": "\u00a0",
    "mixed blanks": " 　\u2003",
    "blank lines": "\n",
    "blank wide lines": "　\n",
}
BLANKS = [" ", "　", "\u00a0", "\u2003", "\t", "\n", "　\n", " 　"]


def calls(work: Callable[[], object]) -> int:
    """How many functions are called, of Python and of C."""
    count = 0

    def hear(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        if event in ("call", "c_call"):
            count += 1

    sys.setprofile(hear)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def report(unit: str, length: int) -> Report:
    raw = (unit * (length // len(unit) + 1))[:length] + "。"
    return Report("endless", raw, "", "工作报告", "2022-06-30", "")


@pytest.mark.parametrize("name", ENDLESS)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    # several times the length at which an endless sentence is cut
    short, long = report(ENDLESS[name], 4_000), report(ENDLESS[name], 8_000)
    extract(long)  # what is loaded on first use
    once, twice = calls(lambda: extract(short)), calls(lambda: extract(long))
    assert twice <= 2 * MOST * once


def test_what_may_add_up_to_a_whole_is_added_up_in_step_with_the_list() -> None:
    """All sums of all parts of a list of 400 once took 51 seconds."""

    def added_up(count: int) -> int:
        """The calls that a list costs more where a whole stands before it."""
        listed = f"{'、'.join(['工人12名'] * count)}。"
        whole, none = (
            Report("sums", lead + listed) for lead in ("全县共有党员12000名，其中", "全县共有，其中")
        )
        extract(whole)
        return calls(lambda: extract(whole)) - calls(lambda: extract(none))

    assert added_up(200) <= 2 * MOST * added_up(100)


def test_what_holds_at_a_place_is_found_past_any_number_of_what_has_ended() -> None:
    def lines(ended: int) -> int:
        course = Course(Anchor(0, None, "", "own"))
        for position in range(ended):
            course.append(Anchor(position, None, "连樟村", "village", until=position + 1))
        count = 0

        def hear(frame: FrameType, event: str, argument: object) -> Callable[..., Any]:
            nonlocal count
            count += 1
            return hear

        sys.settrace(hear)
        try:
            found = course.at(ended)
        finally:
            sys.settrace(None)
        assert found is course.first
        return count

    assert lines(2_000) == lines(10)


def test_nothing_of_a_report_outlives_it() -> None:
    """No collector runs while a report is read, in a batch none while thousands are: what refers to itself would pile up."""
    for report in restored():
        extract(report)  # what stays: loaded tables, compiled patterns
    gc.collect()
    with uncollected():
        for report in restored():
            extract(report)
        assert gc.collect() == 0


def test_a_sentence_of_100000_characters_is_read_to_its_end() -> None:
    raw = "培训党员" + "稳步推进，" * 20_000 + "共12人次。"
    (fact,) = extract(Report("endless", raw, "", "", "", "")).facts
    assert (fact.quote, fact.start) == ("12人次", len(raw) - 5)


def test_ten_thousand_figures_of_one_sentence_are_all_found() -> None:
    raw = "，".join(f"培训党员{number}人次" for number in range(10_001, 20_001)) + "。"
    facts = extract(Report("endless", raw, "", "", "", "")).facts
    assert [fact.value for fact in facts] == list(range(10_001, 20_001))
    assert {fact.unit for fact in facts} == {"人次"}


@contextmanager
def given_up_after(seconds: int, what: str = "work") -> Iterator[None]:
    """Both engines ask for signals while they search."""

    def give_up(number: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"{what} is not done after {seconds} s")

    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def steps(work: Callable[[], object]) -> int:
    """How many instructions of `extract.binding` are run: a loop over all names would show, though it called nothing."""
    folder = str(Path(binding.__file__).parent)
    count = 0

    def follow(frame: FrameType, event: str, argument: object) -> Any:
        nonlocal count
        if event == "call":
            if not frame.f_code.co_filename.startswith(folder):
                return None
            frame.f_trace_opcodes = True
        count += event == "opcode"
        return follow

    before = sys.gettrace()
    sys.settrace(follow)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def test_the_work_does_not_grow_with_the_catalogue() -> None:
    large = catalogue_of(1000)
    assert len(large.indicators) == 1000
    for known in (built_in(), large):
        extract(report("党员12名。", 100), known)  # compiled on first use
    figures = 0
    taken = [0, 0]
    for own in restored()[:3]:
        tables = [extract(own, known) for known in (built_in(), large)]
        assert tables[0].facts == tables[1].facts  # the invented names are said nowhere
        figures += len(tables[0].facts)
        for n, known in enumerate((built_in(), large)):
            taken[n] += steps(functools.partial(extract, own, known))
    assert figures > 100
    assert taken[1] <= 1.05 * taken[0]


def patterns() -> dict[str, dict[str, Any]]:
    """Every pattern that a module of the line holds, of either engine, by its module and where it stands there."""
    found: dict[str, dict[str, Any]] = {}
    seen: set[int] = set()
    for module in pkgutil.walk_packages(package.__path__, "extract."):
        if module.name.startswith(("extract.views", "extract.data", "extract.__main__")):
            continue
        held: dict[str, Any] = vars(importlib.import_module(module.name))
        if module.name == grammar.__module__:
            held = {
                **held,
                **{field.name: getattr(grammar(), field.name) for field in dataclasses.fields(grammar())},
            }
        for name, own in held.items():
            for number, each in enumerate(_held(own)):
                if id(each) not in seen:
                    seen.add(id(each))
                    found.setdefault(module.name, {})[f"{name}[{number}]"] = each
    return found


def _held(own: Any) -> Iterator[Any]:
    """The patterns of a table, of a list of rows, or the one that it is."""
    if isinstance(own, (re.Pattern, regex.Pattern, Lazy)):
        yield own
    elif isinstance(own, dict):
        yield from _held(list(own.values()))
    elif isinstance(own, (list, tuple)):
        for each in own:
            yield from _held(each)


PATTERNS = patterns()
HOSTILE = [(unit * 250)[:250] + end for unit in ENDLESS.values() for end in ("", "x")]


@pytest.mark.parametrize("module", PATTERNS)
def test_no_pattern_goes_back_again_and_again(module: str) -> None:
    """A pattern that tries each way to divide a run needs more than a lifetime for 250 characters; others a moment."""
    for name, pattern in PATTERNS[module].items():
        with given_up_after(30, name):
            for text in HOSTILE:
                subject = text if isinstance(pattern.pattern, str) else text.encode()
                for read in (pattern.search, pattern.match, pattern.fullmatch):
                    read(subject)


@pytest.mark.parametrize("blank", BLANKS)
@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("{}全省共有党员1234名。", [(1234, "人")]),
        ("全省共{}有党员1234名。", [(1234, "人")]),
        ("全省共有党员1234{}名{}，投入3亿元。", [(1234, "人"), (300_000_000, "元")]),
        ("综述{}\n全省党员1234名。{}", [(1234, "人")]),
    ],
)
def test_a_run_of_blanks_is_passed_once(form: str, read: list[tuple[float, str]], blank: str) -> None:
    """A pattern that begins anew at each of 100,000 blanks and runs to their end needs minutes; one that does not, none."""
    text = form.replace("{}", blank * (100_000 // len(blank)))
    with given_up_after(60):
        found = [(fact.value, fact.unit) for fact in extract(Report("blanks", text)).facts]
    parted = "1234{}名" in form and "\t" in blank  # a tab parts a number from its noun
    assert found == (read[1:] if parted else read)


@pytest.mark.parametrize(
    "made",
    [
        lambda n: "<p " + " ".join(f"a{i}=1" for i in range(n)) + ">党员12名</p>",
        lambda n: "<p " + "a=1 " * n + ">党员12名</p>",
        lambda n: "<a href=x>链" * n + "党员12名",
        lambda n: "<ul><li><a href=x>链" * n + "党员12名",
        lambda n: "<p>党员" + "　" * n + "12名</p>",
        lambda n: "<p>" + "<br>" * n + "党员12名</p>",
        lambda n: "<!--" * n + "<p>党员12名</p>",
    ],
)
def test_what_makes_a_page_slow_is_passed_once_or_refused(made: Callable[[int], str]) -> None:
    with given_up_after(60), suppress(ReadError):
        read_bytes(f"<html><body>{made(30_000)}</body></html>".encode(), "x.html", "x")


@pytest.mark.parametrize("unit", ["9", "1.", ".1", "9 "])
def test_what_is_counted_is_looked_for_once_in_a_run_of_digits(unit: str) -> None:
    """19 MB of digits took two minutes: the pattern began anew at each digit of a sentence and ran to its end."""
    with given_up_after(30):
        assert not _COUNTED.search(unit * 200_000)
    assert _COUNTED.search("党员1.5万名") and _COUNTED.search(f"{'9' * 50}名")


def test_a_paragraph_of_blanks_is_passed_once() -> None:
    blanks = [" " * 100_000, "　" * 100_000]
    with given_up_after(60):
        assert (
            "党员12名" in read_bytes(word("".join(map(paragraph, ["党员12名", *blanks]))), "x.docx", "x").raw
        )


def test_a_number_that_is_none_takes_no_report_with_it() -> None:
    for text in (
        "十十年来",
        "近十十年来",
        "百百年来",
        "连续十十年",
        "十十年前",
        "十十个月以来",
        "二十十年来",
    ):
        (fact,) = extract(Report("x", f"{text}，全省选派驻村干部2304名。")).facts
        assert fact.value == 2304
        assert intervals.words(fact.period, "zh") is not None
        assert intervals.parse(fact.period or "十十年来").years is None
