"""Writes ``pinyin.txt``: which characters are read how, by which `extract.fixes` knows pinyin that a converter put there.

    python -m extract.data.make_pinyin

From the readings of `pypinyin` (MIT). A line for each syllable without its tone: the syllable, the characters that are
read so in any tone, and those of them that may be read so in the neutral one, by tabs.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pypinyin
from pypinyin.pinyin_dict import pinyin_dict

from extract.fixes import unmarked


def main(target: Path) -> None:
    """Write the readings at ``target``."""
    any_tone, neutral = defaultdict[str, str](str), defaultdict[str, str](str)
    for character in map(chr, sorted(pinyin_dict)):
        readings = pypinyin.pinyin(character, heteronym=True)[0]
        for syllable in dict.fromkeys(map(unmarked, readings)):
            any_tone[syllable] += character
            if syllable in readings:
                neutral[syllable] += character
    lines = ["\t".join((syllable, own, neutral[syllable])) for syllable, own in sorted(any_tone.items())]
    target.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(__file__).with_name("pinyin.txt"))
