"""Both languages are complete: no label without its other half, none in the wrong language, none that nobody says."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from extract.binding.doubts import LEAVES
from extract.catalogue import BASES, KINDS, catalogue
from extract.comparability import LEVELS
from extract.plurals import filled
from extract.views.words.language import BOUND_SIGNS, CODES, Code, Language, preferred, words

ROOT = Path(__file__).parent.parent
NAMES = {"CSV", "SVG", "PNG", "PDF", "ZIP", "HTML", "Word", "Excel", "PowerPoint", "dpi", "per", "Stata"}
CHINESE = re.compile(r"[\u3400-\u9fff]")


def test_every_label_has_both_languages_with_the_same_fields() -> None:
    """One test for a thousand labels: a test each would cost ten times what it looks at."""

    def fields(text: str) -> set[str]:
        return {field for _, field, _, _ in string.Formatter().parse(text) if field}

    wrong = [
        key
        for key, both in words().items()
        if set(both) != set(CODES)
        or not all(text.strip() for text in both.values())
        or fields(both["zh"]) != fields(both["en"])
    ]
    assert wrong == []


def test_no_label_is_in_the_other_language() -> None:
    chinese = {key: re.sub(r"\{\w+\}", "", both["zh"]) for key, both in words().items()}
    assert [key for key, both in words().items() if CHINESE.search(both["en"])] == []
    assert [key for key, text in chinese.items() if not set(re.findall(r"[A-Za-z]{2,}", text)) <= NAMES] == []


def _templates(table: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            if isinstance(value.get("en"), str):
                yield f"{path}.{key}", value["en"]
            yield from _templates(value, f"{path}.{key}")


ENGLISH = {
    key: text
    for path in (ROOT / "extract" / "data").glob("*.toml")
    for key, text in _templates(tomllib.loads(path.read_text("utf-8")), path.stem)
    if "{" in text
}


def test_one_is_no_plural_in_english() -> None:
    """Every template of every words file, filled in with one of everything: 1 report, not 1 reports."""
    verbs = {"class", "does", "gives", "has", "holds", "is", "leads", "overlaps", "says", "was"}
    assert [key for key, text in ENGLISH.items() if "(s)" in text] == []
    said = {
        key: filled(text, **{name: 1 for _, name, _, _ in string.Formatter().parse(text) if name})
        for key, text in ENGLISH.items()
    }
    wrong = {
        key: text
        for key, text in said.items()
        if not set(re.findall(r"\b1 (?:more |other )?([a-z]+s)\b", text)) <= verbs
    }
    assert wrong == {}


def test_every_label_that_the_code_says_is_there_and_no_other() -> None:
    said: set[str] = set()
    made: set[str] = set()  # what f"level.{id}" begins with
    for path in [*(ROOT / "extract" / "views").rglob("*.py"), ROOT / "dashboard.py"]:
        said |= set(re.findall(r"""["']([a-z_]+\.[a-z_]+)["']""", path.read_text("utf-8")))
        made |= set(re.findall(r"""f["']([a-z_]+\.[a-z_]*)\{""", path.read_text("utf-8")))
        made |= {
            f"{table}." for table in re.findall(r"""\.term\(["']([a-z]+)["']""", path.read_text("utf-8"))
        }
    unsaid = {key for key in words() if key not in said and not key.startswith(tuple(made))}
    assert unsaid == set()


@pytest.mark.parametrize(
    ("table", "ids"),
    [
        ("kind", KINDS),
        ("basis", BASES),
        ("bound", tuple(BOUND_SIGNS)),
        ("level", LEVELS),
        ("doubt", tuple(LEAVES)),
        ("grade", ("comparable", "caution", "never", "refused", "missing")),
    ],
)
@pytest.mark.parametrize("code", CODES)
def test_every_id_that_a_page_shows_has_words(table: str, ids: tuple[str, ...], code: Code) -> None:
    for id in ids:
        assert Language(code)(f"{table}.{id}")


@pytest.mark.parametrize("indicator", catalogue().indicators)
def test_every_indicator_has_a_name_and_a_definition_in_both(indicator: str) -> None:
    entry = catalogue().indicators[indicator]
    assert CHINESE.search(Language("zh").indicator(entry))
    assert CHINESE.search(Language("zh").definition(entry))
    assert not CHINESE.search(Language("en").indicator(entry))
    assert Language("en").definition(entry) and not CHINESE.search(Language("en").definition(entry))


def test_an_unknown_label_is_an_error() -> None:
    with pytest.raises(KeyError):
        Language("zh")("page.nowhere")


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (0, "0", "0"),
        (948, "948", "948"),
        (9_999, "9,999", "9,999"),
        (10_000, "1万", "10,000"),
        (38_692, "3.87万", "38,692"),
        (1_114_000, "111.4万", "1.11 million"),
        (25_252_000, "2525.2万", "25.25 million"),
        (360_000_000, "3.6亿", "360 million"),
        (4_130_000_000, "41.3亿", "4.13 billion"),
        (48.2, "48.2", "48.2"),
        (-2.8, "-2.8", "-2.8"),
        (0.6448, "0.6448", "0.6448"),
    ],
)
def test_numbers_read_in_ten_thousands_in_chinese_and_thousands_in_english(
    value: float, zh: str, en: str
) -> None:
    assert Language("zh").short(value) == zh
    assert Language("en").short(value) == en


@pytest.mark.parametrize(
    ("bound", "high", "label"),
    [
        ("exact", None, "1.4万"),
        ("at_least", None, "≥ 1.4万"),
        ("at_most", None, "≤ 1.4万"),
        ("approx", None, "≈ 1.4万"),
        ("exact", 16_000.0, "1.4万—1.6万"),
    ],
)
def test_a_figure_keeps_its_bound_and_its_range(bound: str, high: float | None, label: str) -> None:
    assert Language("zh").figure(14_000, high, bound, "人") == label


def test_a_share_carries_its_sign_and_the_exact_number_is_in_full() -> None:
    assert Language("zh").figure(62.8, None, "exact", "%") == "62.8%"
    assert Language("zh").figure(25_252_000, None, "exact", "人次", exact=True) == "25,252,000"


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("辽宁省", "辽宁省", "Liaoning"),
        ("陕西省", "陕西省", "Shaanxi"),
        ("内蒙古自治区", "内蒙古自治区", "Inner Mongolia"),
        ("甘肃省临夏回族自治州", "临夏州", "Linxia Prefecture"),
        ("吉林省四平市双辽市", "双辽市", "Shuangliao"),
    ],
)
def test_regions_are_named_by_their_own_name(name: str, zh: str, en: str) -> None:
    assert Language("zh").region(name) == zh
    assert Language("en").region(name) == en


@pytest.mark.parametrize(
    ("locale", "code"),
    [
        ("zh-CN", "zh"),
        ("zh-Hant-TW", "zh"),
        ("zh", "zh"),
        ("en-US", "en"),
        ("de-DE", "en"),
        (None, "zh"),
        ("", "zh"),
    ],
)
def test_the_browser_decides_the_language(locale: str | None, code: str) -> None:
    assert preferred(locale) == code


@pytest.mark.parametrize("code", ["no_unit", "label", "date", "footnote"])
def test_a_number_that_is_set_aside_has_its_reason_in_words(code: str) -> None:
    """``no_unit`` had none, and the page of a report that holds a bare number did not open."""
    assert Language("zh").set_aside(code)
    assert Language("en").set_aside(code).isascii()
