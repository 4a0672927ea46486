"""The texts that everybody is measured on: the seeds, the seeds with other figures, and news with few figures.

A generator's text depends on its seed only, and each round of a measurement takes another one, so that nobody who
remembers what was read before gains from it.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from extract.repair import repair
from extract.report import Report, read

SEEDS = Path(__file__).parent.parent.parent / "seeds"
_DIGITS = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d(?!\d))[1-9]\d*")


@dataclass(frozen=True, slots=True)
class Corpus:
    """Reports that are measured together; ``size`` counts bytes of UTF-8."""

    name: str
    reports: tuple[Report, ...]

    @property
    def size(self) -> int:
        return sum(len(report.raw.encode()) for report in self.reports)


def seeds() -> list[Report]:
    """The five reports as they stand in their files, damage and all."""
    return [read(path) for path in sorted(SEEDS.glob("*.txt"))]


def restored() -> list[Report]:
    """The five reports without their damage."""
    return [replace(report, raw=repair(report.raw).clean) for report in seeds()]


def varied(reports: Sequence[Report], seed: int) -> list[Report]:
    """Reports with other figures of the same length, years left alone, and the paragraphs behind the first shuffled."""
    chance = random.Random(seed)

    def other(found: re.Match[str]) -> str:
        low = 10 ** (len(found[0]) - 1)
        return str(chance.randrange(low, 10 * low))

    def vary(report: Report) -> Report:
        lines = [_DIGITS.sub(other, line) for line in report.raw.split("\n")]
        rest = lines[2:]
        chance.shuffle(rest)
        return replace(report, name=f"{report.name}-{seed}", raw="\n".join(lines[:2] + rest))

    return [vary(report) for report in reports]


def news(seed: int, size: int) -> list[Report]:
    """News-like reports of about 3 KB each, ``size`` bytes in all; one sentence in six has a figure."""
    chance = random.Random(seed)
    reports: list[Report] = []
    total = 0
    while total < size:
        text = _article(chance)
        name = f"news-{seed}-{len(reports)}"
        reports.append(Report(name, text, "", text.split("\n", 1)[0], "2023-05-10", "本报"))
        total += len(text.encode())
    return reports


def _article(chance: random.Random) -> str:
    """A headline and about ten paragraphs."""
    words = _words()

    def pick(name: str) -> str:
        return chance.choice(words[name])

    paragraphs = [f"{pick('places')}：{pick('saying')}"]
    for _ in range(chance.randrange(8, 13)):
        opens = f"{pick('opening')}，{pick('places')}的{pick('who')}在{pick('where')}{pick('did')}。"
        paragraphs.append(opens + "".join(_sentence(chance, pick) for _ in range(chance.randrange(1, 4))))
    return "\n".join(paragraphs) + "\n"


def _sentence(chance: random.Random, pick: Callable[[str], str]) -> str:
    shapes = (
        f"{pick('cause')}。{pick('turn')}，{pick('result')}。",
        f"“{pick('saying')}。”{pick('who')}一边说，一边{pick('did')}。",
        f"在{pick('who')}看来，{pick('cause')}，要改变就得一步一步来：{pick('turn')}。",
        f"{pick('result')}。",
        f"{pick('figure').format(n=chance.randrange(3, 900))}{pick('going_on')}。",
    )
    return chance.choice(shapes)


@cache
def _words() -> dict[str, list[str]]:
    return tomllib.loads((Path(__file__).parent / "news.toml").read_text("utf-8"))
