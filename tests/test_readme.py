"""The README keeps its word: its example works, its fields are the table's, and both languages say the same."""

from __future__ import annotations

import argparse
import re
from dataclasses import fields
from importlib.resources import files
from pathlib import Path

from extract.catalogue import catalogue, parse
from extract.facts import Fact
from extract.manifest import entry
from extract.pipeline import extract
from extract.reading.document import MAX_BYTES, MAX_CHARACTERS
from extract.reading.formats import ENDINGS
from extract.reading.limits import CONVERTED, LONGEST, PAPER
from extract.reading.package import MAX_XML
from extract.reading.pdf import MAX_PAGES
from extract.reading.webpage import MAX_PAGE
from extract.report import Report
from extract.views.exports.parser import add_export_parser
from tests import accuracy

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
ENGLISH, CHINESE = README.split("\n---\n")


def blocks(text: str, language: str = "") -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_both_languages_give_the_same_commands() -> None:
    def commands(text: str) -> list[str]:
        lines = "\n".join(blocks(text)).splitlines()
        return [
            re.sub(r"\s+#.*", "", line) for line in lines if line.startswith((".venv", "python3", "echo"))
        ]

    assert commands(ENGLISH) == commands(CHINESE)
    assert len([line for line in commands(ENGLISH) if line.startswith("python3 -m venv .venv && ")]) == 2


def test_every_way_of_drawing_is_named_where_export_is_told() -> None:
    commands = argparse.ArgumentParser().add_subparsers()
    add_export_parser(commands)
    (chart,) = [each for each in commands.choices["export"]._actions if each.dest == "chart"]
    ways = [str(way) for way in chart.choices or () if way != chart.default]
    assert "lines" in ways
    for text in (ENGLISH, CHINESE):
        (told,) = [line for line in text.splitlines() if "extract export " in line]
        assert "--chart lines" in told and all(way in told for way in ways)


def test_the_example_of_an_indicator_works_as_it_stands() -> None:
    built_in = (files("extract") / "data" / "indicators.toml").read_text("utf-8")
    for text in (ENGLISH, CHINESE):
        (example,) = blocks(text, "toml")
        known = parse(f"{built_in}\n{example}")
        (added,) = set(known.indicators) - set(catalogue().indicators)
        for sentence, wanted in (
            (known.indicators[added].examples[0], added),
            (known.indicators[added].counterexamples[0], None),
        ):
            (fact,) = extract(Report("x", re.sub(r"[\[\]]", "", sentence)), known).facts
            assert (fact.indicator == added) == (wanted == added)


def test_the_example_of_a_manifest_works_as_it_stands(tmp_path: Path) -> None:
    (example,) = [block for block in blocks(ENGLISH) if block.startswith("file,region")]
    (tmp_path / "reports.csv").write_text(example, encoding="utf-8")
    found = entry(tmp_path / "shuangliao.txt")
    assert (found.region, found.published) == ("吉林省四平市双辽市", "2022-06-30")


def test_every_field_of_a_row_is_told_in_both_languages() -> None:
    for text in (ENGLISH, CHINESE):
        told = set(re.findall(r"`([a-z_]+)`", text))
        assert {field.name for field in fields(Fact)} <= told


def test_the_scores_are_those_that_the_page_shows() -> None:
    for code, text in (("en", ENGLISH), ("zh", CHINESE)):
        (shown,) = re.findall(rf"<!-- accuracy {code} -->\n(.*?)<!-- /accuracy -->", text, re.DOTALL)
        assert shown == accuracy.table(code), "write it again: python -m tests.scoring --write"


def test_the_limits_are_the_ones_that_hold() -> None:
    for text, second in ((ENGLISH, "s"), (CHINESE, "秒")):
        for limit in (
            f"{MAX_BYTES // 2**20} MB",
            f"{MAX_PAGE // 2**20} MB",
            f"{LONGEST:.0f} {second}",
            f"{CONVERTED.seconds:.0f} {second}",
            f"{PAPER.a_page:.0f} {second}",
            f"{PAPER.memory / 1024:g} GB",
            f"{MAX_XML // 2**20} MB",
            str(MAX_PAGES),
        ):
            assert limit in text
        assert set(re.findall(r"`(\.[a-z]+)`", text)) >= set(ENDINGS) - {".mht"}
    assert f"{MAX_CHARACTERS // 10**6} million characters" in ENGLISH
    assert f"{MAX_CHARACTERS // 10**4} 万字符" in CHINESE


def test_a_newcomer_reads_no_more_than_120_lines() -> None:
    assert [len(text.strip().splitlines()) <= 120 for text in (ENGLISH, CHINESE)] == [True, True]


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)", README)
    assert links
    for link in links:
        file, _, anchor = link.partition("#")
        text = (ROOT / (file or "README.md")).read_bytes()
        heads = re.findall(r"^#+ (.+)$", text.decode("utf-8"), re.MULTILINE) if anchor else []
        assert not anchor or anchor in [head.lower().replace(" ", "-") for head in heads], link


def test_every_file_that_the_code_names_is_there() -> None:
    """``data/words.toml`` stands below the package, ``cases/binding.txt`` beside who names it."""
    named = re.compile(r"``([\w.*-]+(?:/[\w.*-]+)+\.(?:py|toml|csv|txt|jsonl))``")
    code = [ROOT / "dashboard.py", *(ROOT / "extract").rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    said = [(file, name) for file in code for name in named.findall(file.read_text("utf-8"))]
    assert len(said) > 40
    missing = [
        f"{file.relative_to(ROOT)}: {name}"
        for file, name in said
        if not any(any(below.glob(name)) for below in (ROOT, ROOT / "extract", file.parent))
    ]
    assert missing == []
