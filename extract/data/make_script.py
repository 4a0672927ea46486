"""Writes ``script.txt``: which characters only Traditional texts write, what they are in Simplified script, and which
only Simplified texts write.

    python -m extract.data.make_script

From the tables of OpenCC (Apache 2.0). Three lines: the Traditional characters, each one's Simplified twin in the same
place, the characters that no Traditional text writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import opencc

BLOCKS = (range(0x3400, 0xA000), range(0xF900, 0xFB00))  # a set beyond U+FFFF is searched one by one
# Characters that t2s changes and that mainland texts write too, in some words or names: 乾隆, 徵羽, 毕昇.
# They are converted in a Traditional line only.
SHARED = "乾吒夥徵拚捱摺於榘菸薹袷醣麴麽昇濛藉鍾鉅濬"


def pairs(characters: Iterable[str], converted: str) -> list[tuple[str, str]]:
    """The characters that a conversion changes, with what it makes of them."""
    return [(a, b) for a, b in zip(characters, converted.split("\n"), strict=True) if a != b]


def encodes(character: str, encoding: str) -> bool:
    """Whether an encoding has a character."""
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def main(target: Path) -> None:
    """Write the characters at ``target``."""
    own = [chr(code) for block in BLOCKS for code in block]
    changed = pairs(own, opencc.OpenCC("t2s").convert("\n".join(own)))
    # Not 喎, which Cantonese writes in either script: what t2s makes of it, 㖞, nobody writes.
    table = {a: b for a, b in changed if a not in SHARED and encodes(b, "gbk")}
    outcomes = sorted({b for b in table.values() if not encodes(b, "big5")})
    simplified = [a for a, _ in pairs(outcomes, opencc.OpenCC("s2t").convert("\n".join(outcomes)))]
    target.write_text("\n".join(map("".join, (table, table.values(), simplified))) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(__file__).with_name("script.txt"))
