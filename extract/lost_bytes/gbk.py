"""GBK as the damage sees it: which characters a lone byte leaves possible, and which pairs of bytes vanish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

from extract import script
from extract.lost_bytes.prose import rate

_FOLDED = {" ": 0xA1A1, **{chr(code): 0xA380 + code for code in range(0x21, 0x7F) if not chr(code).isalpha()}}
_READ_OTHERWISE = {"―": 0xA1AA, "〜": 0xA1AB, "・": 0xA1A4, "•": 0xA1A4}
# Rows where no pair is defined whose second byte is A1 or above.
_USER_ROWS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
_COMMON = -17.0  # log rate of a character that may fill a gap
_FREQUENT = -11.0  # log rate of a character that may stand where both its bytes are lost


@cache
def _table() -> dict[int, str]:
    """GBK: code to character."""
    table: dict[int, str] = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            character = bytes((lead, trail)).decode("gbk", "ignore")
            if len(character) == 1 and not character.isascii():
                table[lead << 8 | trail] = character
    return table


def code(character: str) -> int | None:
    """Two bytes that show as a character, full-width ones that were folded to ASCII among them; None when none do."""
    return _FOLDED.get(character) or _codes().get(character)


def character(code: int) -> str | None:
    """What two bytes show as; None when the pair is undefined."""
    return _table().get(code)


@cache
def _codes() -> dict[str, int]:
    return {character: code for code, character in _table().items()} | _READ_OTHERWISE


@cache
def common(lead: int | None, trail: int | None) -> tuple[str, ...]:
    """The likely characters with a given first or second byte, the other one lost (a lost one is above 0x80)."""
    bytes_ = range(0x81, 0xFF)
    codes = [b << 8 | (trail or 0) for b in bytes_] if lead is None else [lead << 8 | b for b in bytes_]
    return tuple(_weightier(codes, _COMMON))


@cache
def user_defined(lead: int | None) -> tuple[str, ...]:
    """The likely characters whose second byte, read as a first one, opens no defined pair."""
    leads = range(0xA1, 0xFF) if lead is None else (lead,)
    codes = (first << 8 | row for first in leads for row in _USER_ROWS)
    return tuple(_weightier(codes, _COMMON))


@cache
def before_lone_80(lead: int) -> tuple[str, ...]:
    """The character whose second byte is 80, which opens no pair and so vanishes alone; only if it is a frequent one."""
    return tuple(_weightier([lead << 8 | 0x80], _FREQUENT))


@cache
def lost_tail() -> tuple[str, ...]:
    """The characters that may stand where nothing but a last orphan is left of them."""
    codes = (first << 8 | second for first in range(0xA1, 0xFF) for second in range(0x81, 0xFF))
    return tuple(_weightier(codes, _FREQUENT))


@cache
def across(lead: int, trail: int) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    """Likely pairs of characters (lead, t)(l, trail) whose inner bytes t, l are no character elsewhere, by t."""
    table = _table()
    found = []
    for inner in range(0x81, 0xFF):
        first = table.get(lead << 8 | inner)
        if first and _weight(first) > _COMMON:
            outer = range(0x81, 0xA1) if inner in _USER_ROWS else range(0x81, 0xFF)
            undefined = (byte for byte in outer if inner << 8 | byte not in table)
            seconds = tuple(_weightier((byte << 8 | trail for byte in undefined), _COMMON))
            if seconds:
                found.append((inner, first, seconds))
    return tuple(found)


def foreign(text: str) -> frozenset[str]:
    """The characters that the script of a text does not write."""
    return script.simplified_only() if script.prevails(text) > 0 else script.traditional_only()


def _weightier(codes: Iterable[int], least: float) -> Iterator[str]:
    return (c for pair in codes if (c := _table().get(pair)) and _weight(c) > least)


@cache
def _weight(character: str) -> float:
    return rate(script.simplified(character))
