"""Writes ``prose_words.txt``: how often words stand in Chinese prose, by which `extract.lost_bytes.prose` weighs readings.

    python -m extract.data.make_prose_words

The words of at most five characters in jieba's dictionary (MIT), and the names of the regions, which no dictionary has all
of (宣威市). What can never make a text likelier is left out: a word in Traditional characters, since texts are weighed in
Simplified ones, and a word that is no likelier than its own best division into other words.

The first line gives the occurrences of all words together; the second one, by spaces, every single character and its
occurrences; the third one, by spaces, every character that stands second in words, and behind it those that stand first.
Then comes a line for each character with which longer words begin: the character, and by tabs a group for each second
one, which is, by spaces, that character, the occurrences of the two as a word (0: they are none), and what longer
words go on with, each with its occurrences: ``党<TAB>员 9105 干部 23<TAB>校 777``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from importlib.resources import files
from math import log
from pathlib import Path

from extract import script
from extract.regions import registry

LONGEST = 5  # characters of the longest word
PLACE = 50  # what a region's name counts at least, amid sixty million words
UNSEEN = 0.3  # occurrences of a character that is in no dictionary: about e**-19 of all


def occurrences() -> dict[str, int]:
    """Every word of jieba's dictionary and every region, with its occurrences."""
    lines = (files("jieba") / "dict.txt").read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count, _ in (line.split(" ") for line in lines)}
    for region in registry():
        for name in (region.name, region.short):
            counts[name] = max(counts.get(name, 0), PLACE)
    return counts


def division(word: str, counts: Mapping[str, int], total: float) -> float:
    """The log likelihood of the best division of a word into other words."""
    best = [0.0]
    for end in range(1, len(word) + 1):
        starts = range(0 if end < len(word) else 1, end)
        best.append(
            max(
                best[start] + log((counts.get(word[start:end]) or UNSEEN) / total)
                for start in starts
                if start == end - 1 or counts.get(word[start:end])
            )
        )
    return best[-1]


def main(target: Path) -> None:
    """Write the words at ``target``."""
    counts = occurrences()
    total = sum(counts.values())
    singles, groups = [], defaultdict[str, dict[str, dict[str, int]]](lambda: defaultdict(dict))
    for word, count in sorted(counts.items()):
        if not count or len(word) > LONGEST or script.simplify(word) != word or set(word) & set(" \t\n"):
            continue
        if len(word) == 1:
            singles.append(f"{word} {count}")
        elif log(count / total) > division(word, counts, total):
            groups[word[0]][word[1]][word[2:]] = count
    firsts = defaultdict[str, str](str)
    for first, seconds in groups.items():
        for second in seconds:
            firsts[second] += first
    lines = [str(total), " ".join(singles), " ".join(second + own for second, own in firsts.items())]
    for first, seconds in groups.items():
        parts = [
            " ".join(
                (second, str(rests.get("", 0)), *(f"{rest} {own}" for rest, own in rests.items() if rest))
            )
            for second, rests in seconds.items()
        ]
        lines.append("\t".join((first, *parts)))
    target.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(__file__).with_name("prose_words.txt"))
