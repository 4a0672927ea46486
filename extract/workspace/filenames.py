"""File names that are safe to write: what somebody called a file becomes a name in one folder, on every system."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import lru_cache

import regex

_UNSAFE = regex.compile(r'[<>:"|?*\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]+')
_SEPARATORS = regex.compile(r"[/\\]")
_RESERVED = regex.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])(?:\.|$)", regex.IGNORECASE
)
_TAKEN = frozenset({"reports.csv", "thumbs.db", "desktop.ini"})
_LONGEST = 120  # bytes of a stem: the file's kin add their own endings to it
_ENDING = regex.compile(r"\.[A-Za-z0-9]{1,8}$")


@lru_cache(maxsize=2**15)  # every look into a workspace asks it of all names
def safe(name: str) -> str:
    """A file's name without folders and without what some system reads as something else.

    >>> safe("../../etc/passwd"), safe("C:\\\\报告\\\\综述.docx"), safe("a:b?.txt"), safe("con.txt"), safe("..")
    ('passwd', '综述.docx', 'a_b_.txt', '_con.txt', 'report')
    >>> safe("汇报\\u202etxt.exe"), safe(".hidden"), safe("reports.csv")
    ('汇报_txt.exe', 'hidden', '_reports.csv')
    >>> safe("\u3000综述\xa0.txt\u2003"), safe("\u3000")
    ('综述.txt', 'report')
    """
    own = _SEPARATORS.split(unicodedata.normalize("NFC", name))[-1]
    stem, ending = _cut(_bare(_UNSAFE.sub("_", own)))
    own = f"{_bare(stem)}{ending}"
    if not own:
        return "report"
    if _RESERVED.match(own) or own.casefold() in _TAKEN:
        own = f"_{own}"
    stem, ending = _cut(own)
    return f"{_shortened(stem)}{ending}"


def unique(name: str, taken: Collection[str]) -> str:
    """A safe name whose stem no other has, whatever the case: files of one stem would share what was read of them.

    >>> unique("综述.docx", {"综述.txt"}), unique("B.txt", {"b (2).md", "b.md"}), unique("a.txt", set())
    ('综述 (2).docx', 'B (3).txt', 'a.txt')
    """
    name = safe(name)
    stems = {stem_of(other).casefold() for other in taken}
    stem, ending = _cut(name)
    number, chosen = 1, stem
    while chosen.casefold() in stems:
        number += 1
        chosen = f"{_shortened(stem)} ({number})"
    return f"{chosen}{ending}"


def stem_of(name: str) -> str:
    """A safe name without its ending.

    >>> stem_of("2022.6月综述.docx"), stem_of("综述"), stem_of("第1.2稿")
    ('2022.6月综述', '综述', '第1.2稿')
    """
    return _cut(name)[0]


def _cut(name: str) -> tuple[str, str]:
    found = _ENDING.search(name)
    return (name[: found.start()], found.group()) if found and found.start() else (name, "")


def _shortened(stem: str) -> str:
    kept = stem.encode("utf-8")[:_LONGEST].decode("utf-8", errors="ignore")
    return _bare(kept) or "report"


def _bare(name: str) -> str:
    """A name without dots and blanks at its ends, of whatever kind (U+3000, U+00A0)."""
    kept = [at for at, mark in enumerate(name) if mark != "." and not mark.isspace()]
    return name[kept[0] : kept[-1] + 1] if kept else ""
