"""Which period governs a figure, and the report's own year."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex

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
    marked = marked.replace(" ¶ ", "\n")
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
        said.append(timeline.at(index, position - sentences[index].span.start, state=state).period)
    assert said == [period for _, _, period in figures]


def test_enough_cases() -> None:
    figures = [period for line in GOVERNED for _, _, period in read_case(line)[2]]
    assert len(GOVERNED) >= 100
    assert figures.count("") >= len(figures) / 5
