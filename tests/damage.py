"""Damage a labelled clean report as machines on the web do, and carry its gold labels over.

Four kinds, in the order in which pages suffered them: the text is converted to Traditional script; a byte-level search
for a punctuation mark hits astride two characters and the bytes after it are read one out of step; marks are folded to
ASCII; pinyin is put after characters, and spaces between numbers and words. The labels' offsets follow, so accuracy
on damaged text can be measured against the same gold:

    python tests/damage.py FOLDER OUT [--seed 7] [--only script,pinyin,spaces,lost,marks]

FOLDER holds ``NAME.txt`` with ``NAME.jsonl`` (rows with quote, start, end); OUT gets both again, damaged.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import opencc
import pypinyin

KINDS = ("script", "lost", "marks", "pinyin", "spaces")
Row = dict[str, Any]
Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with the ranges that its labels cover."""

    text: str
    spans: tuple[tuple[int, int], ...]

    def edited(self, edits: Sequence[Edit]) -> Labelled:
        """The text after edits that do not overlap, in order; what is inserted at a label's edge stays outside it."""
        pieces, position = [], 0
        for start, end, after in edits:
            pieces += (self.text[position:start], after)
            position = end
        pieces.append(self.text[position:])
        return Labelled(
            "".join(pieces), tuple((_moved(s, edits, True), _moved(e, edits, False)) for s, e in self.spans)
        )


def _moved(position: int, edits: Sequence[Edit], opens: bool) -> int:
    shift = 0
    for start, end, after in edits:
        if end < position or (end == position and (opens or end > start)):
            shift += len(after) - (end - start)
    return position + shift


def damage(report: Labelled, kinds: Sequence[str] = KINDS, seed: int = 0) -> Labelled:
    """A report with the kinds of damage that are asked for; the same seed gives the same text."""
    chance = random.Random(seed)
    if "script" in kinds:
        report = replace(report, text=to_traditional(report.text))
    if "lost" in kinds:
        report = lose_bytes(report, chance)
    if "marks" in kinds:
        report = replace(report, text=fold(report.text))
    if "pinyin" in kinds:
        report = report.edited(list(_pinyin(report.text, chance)))
    if "spaces" in kinds:
        report = report.edited(list(_spaces(report.text, chance)))
    return report


# --- script, marks, pinyin, spaces -----------------------------------------------------------------------


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def to_traditional(text: str) -> str:
    """The text in Traditional script, as long as before."""
    converted = _converter().convert(text)
    if len(converted) != len(text):
        raise ValueError(f"s2t changed the length of {text[:30]!r}…")
    return converted


_FOLDED = str.maketrans("，：；！？（）", ",:;!?()")


def fold(text: str) -> str:
    """Full-width marks as ASCII, as the pages of the seeds have them."""
    return text.translate(_FOLDED)


def _pinyin(text: str, chance: random.Random) -> list[Edit]:
    edits = []
    for match in re.finditer(r"[\u3400-\u9fff]", text):
        character = match.group()
        if chance.random() < 0.15 and not character.encode("gb2312", "ignore"):
            reading = pypinyin.pinyin(character, heteronym=True)[0][0]
            if reading.isalpha() and not reading.isascii():
                edits.append((match.end(), match.end(), f"({reading})"))
    return edits


_NUMBER_WORD = re.compile(r"(?<=[0-9])(?=[萬億余餘多名個個人件次戶户年項项場场所家元])")


def _spaces(text: str, chance: random.Random) -> list[Edit]:
    return [(m.start(), m.start(), " ") for m in _NUMBER_WORD.finditer(text) if chance.random() < 0.7]


# --- lost bytes ------------------------------------------------------------------------------------------

_SEARCHED = "。！；：？"


@dataclass(frozen=True, slots=True)
class Site:
    """Where a mark's bytes lie astride two characters: ``text[start:end]`` comes out as ``after``."""

    start: int
    end: int
    after: str


def sites(text: str) -> list[Site]:
    """Every place of a text at which a byte-level search would hit, each as if it were the only one."""
    found = []
    for start in range(len(text) - 1):
        pair = (_bytes(text[start]), _bytes(text[start + 1]))
        if len(pair[0]) == 2 and len(pair[1]) == 2:
            mark = (pair[0][1:] + pair[1][:1]).decode("gbk", "ignore")
            if mark and mark in _SEARCHED:
                found.append(_out_of_step(text, start, mark))
    return [site for site in found if site is not None]


def _out_of_step(text: str, start: int, mark: str) -> Site | None:
    """Read on from the middle of the second character until an ASCII byte; None when no byte of GBK stands there."""
    shown = "?" + mark
    pending = _bytes(text[start + 1])[1]
    for position in range(start + 2, len(text) + 1):
        if pending < 0x80:  # its trail byte is ASCII: back in step
            return Site(start, position, shown + chr(pending))
        if pending == 0x80:  # no first byte of anything: gone by itself, as in 個, 8280
            return Site(start, position, shown)
        code = _bytes(text[position]) if position < len(text) else b"\n"
        if not code:
            return None
        if code[0] < 0x40:
            return Site(start, position, shown + "?")
        pair = bytes((pending, code[0]))
        shown += pair.decode("gbk", "ignore") if pair[1] != 0x7F else ""
        if len(code) == 1:  # a letter taken for a trail byte
            return Site(start, position + 1, shown)
        pending = code[1]
    return None


def _bytes(character: str) -> bytes:
    return character.encode("gbk", "ignore")


def lose_bytes(report: Labelled, chance: random.Random, share: float = 0.5) -> Labelled:
    """Damage a share of the sites; labels are kept whole, as no label says what a broken figure is."""
    edits: list[Edit] = []
    for site in sites(report.text):
        clear = not edits or edits[-1][1] <= site.start
        if (
            clear
            and chance.random() < share
            and not any(s < site.end and site.start < e for s, e in report.spans)
        ):
            edits.append((site.start, site.end, site.after))
    return report.edited(edits)


# --- files -----------------------------------------------------------------------------------------------


def damage_file(path: Path, out: Path, kinds: Sequence[str], seed: int) -> None:
    """Write the damaged twin of a report and of its labels."""
    with path.open(encoding="utf-8", newline="") as file:
        text = file.read()
    labels = path.with_suffix(".jsonl")
    rows: list[Row] = [json.loads(line) for line in labels.read_text("utf-8").splitlines() if line.strip()]
    damaged = damage(Labelled(text, tuple((row["start"], row["end"]) for row in rows)), kinds, seed)
    with (out / path.name).open("w", encoding="utf-8", newline="") as file:
        file.write(damaged.text)
    with (out / labels.name).open("w", encoding="utf-8") as file:
        for row, (start, end) in zip(rows, damaged.spans, strict=True):
            moved = row | {"quote": damaged.text[start:end], "start": start, "end": end}
            file.write(json.dumps(moved, ensure_ascii=False) + "\n")


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--only", default=",".join(KINDS), help="kinds, by commas: " + ", ".join(KINDS))
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for path in sorted(arguments.folder.glob("*.txt")):
        if path.with_suffix(".jsonl").exists():
            damage_file(path, arguments.out, arguments.only.split(","), arguments.seed)


if __name__ == "__main__":
    main()
