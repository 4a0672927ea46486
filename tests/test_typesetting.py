"""What says nothing changes nothing: the same report with other indents, line ends, quotation marks, blanks and a page's frame around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from extract.pipeline import extract
from extract.report import Report, read
from tests.scoring import GOLD, labelled

REPORTS = [read(path) for half in ("seeds", "development") for path, _ in labelled(GOLD / half)]
_LONG = 30  # characters of a line that is a paragraph
_MENU = "首页\n机构概况\n工作动态\n通知公告\n\n"
_WAY = "当前位置：首页 > 新闻中心 > 工作动态\n"


def _indented(indent: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        lines = text.split("\n")
        return "\n".join(indent + line.lstrip("　 ") if len(line) > _LONG else line for line in lines)

    return change


def _run_together(text: str) -> str:
    """All paragraphs in one line, as some copies leave them."""
    first, *others = [line for line in text.split("\n") if line.strip()]
    return first + "\n" + "".join("　　" + line.lstrip("　 ") for line in others) + "\n"


CHANGES: dict[str, Callable[[str], str]] = {
    "no-break spaces": _indented("\u00a0" * 4),
    "tabs": _indented("\t"),
    "blanks": _indented("    "),
    "no indent": _indented(""),
    "blank lines": lambda text: re.sub(r"\n+", "\n\n", text),
    "carriage returns": lambda text: text.replace("\n", "\r"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "tags": lambda text: text.replace("\n", "<br>\n"),
    "paragraphs run together": _run_together,
    "straight quotes": lambda text: text.replace("“", '"').replace("”", '"'),
    "corner quotes": lambda text: text.replace("“", "「").replace("”", "」"),
    "a blank behind every mark": lambda text: re.sub(r"([，。；：])", r"\1 ", text),
    "marks of half width": lambda text: text.replace("、", "､").replace("。", "｡"),
    "a menu above": lambda text: _MENU + text,
    "the way to it above": lambda text: _WAY + text,
    "its end below": lambda text: text.rstrip("\n") + "\n责任编辑：李明\n【打印】【关闭】\n",
}


def _said(report: Report) -> list[tuple[object, ...]]:
    return [
        (f.value, f.unit, f.indicator, f.kind, f.per, f.scope, f.site, f.period)
        for f in extract(report).facts
    ]


@pytest.mark.parametrize("name", CHANGES)
def test_typesetting_says_nothing(name: str) -> None:
    changed = [
        report.name
        for report in REPORTS
        if _said(replace(report, raw=CHANGES[name](report.raw))) != _said(report)
    ]
    assert not changed
