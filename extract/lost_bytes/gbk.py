"""GBK as the damage sees it: which characters a lone byte leaves possible, and which pairs of bytes vanish.

What may stand at a place comes as a `Fan`, weighed for a text that does not write the ``foreign`` characters. There are as
many fans as there are bytes, so each is made once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from operator import attrgetter

from extract import script
from extract.lost_bytes.arcs import Fan, Option
from extract.lost_bytes.prose import rate, rests, words_on

_FOLDED = {" ": 0xA1A1, **{chr(code): 0xA380 + code for code in range(0x21, 0x7F) if not chr(code).isalpha()}}
_READ_OTHERWISE = {"―": 0xA1AA, "〜": 0xA1AB, "・": 0xA1A4, "•": 0xA1A4}
# Rows where no pair is defined whose second byte is A1 or above.
_USER_ROWS = (*range(0xAA, 0xB0), *range(0xF8, 0xFF))
# Rows of characters that lack some of them.
_GAPPED_ROWS = (*range(0xA1, 0xAA), 0xD7, 0xFE)
_COMMON = -17.0  # log rate of a character that may fill a gap
_FREQUENT = -11.0  # log rate of a character that may stand where both its bytes are lost
_FOREIGN = 6.0  # nats that a character of the other script costs


def code(character: str) -> int | None:
    """Two bytes that show as a character, full-width ones that were folded to ASCII among them; None when none do."""
    known = _FOLDED.get(character) or _READ_OTHERWISE.get(character)
    if known or character.isascii():
        return known
    encoded = character.encode("gbk", "ignore")
    return encoded[0] << 8 | encoded[1] if len(encoded) == 2 else None


def character(code: int) -> str | None:
    """What two bytes show as; None when the pair is undefined."""
    decoded = code.to_bytes(2, "big").decode("gbk", "ignore")
    return decoded if len(decoded) == 1 and not decoded.isascii() else None


def foreign(text: str) -> frozenset[str]:
    """The characters that the script of a text does not write."""
    return script.simplified_only() if script.prevails(text) > 0 else script.traditional_only()


@lru_cache(maxsize=4096)
def itself(character: str, foreign: frozenset[str] = frozenset()) -> Fan:
    """A character that is known."""
    return _fan((character,), foreign)


@cache
def common(lead: int | None, trail: int | None, foreign: frozenset[str]) -> Fan:
    """The likely characters with a given first or second byte, the other one lost (a lost one is above 0x80)."""
    bytes_ = range(0x81, 0xFF)
    codes = [b << 8 | (trail or 0) for b in bytes_] if lead is None else [lead << 8 | b for b in bytes_]
    return _fan(_weightier(codes, _COMMON), foreign)


@cache
def user_defined(lead: int | None, foreign: frozenset[str]) -> Fan:
    """The likely characters whose second byte, read as a first one, opens no defined pair."""
    leads = range(0xA1, 0xFF) if lead is None else (lead,)
    codes = (first << 8 | row for first in leads for row in _USER_ROWS)
    return _fan(_weightier(codes, _COMMON), foreign)


@cache
def user_defined_words(lead: int, foreign: frozenset[str]) -> Fan:
    """The words of two such characters: two pairs that vanish side by side are looked for only where these make a word.

    >>> [option.read for option in user_defined_words(0xBB, frozenset()).ranked[:1]]
    ['积极']
    """
    seconds = user_defined(None, foreign).by_character
    found = []
    for first in user_defined(lead, foreign).by_character.values():
        groups = words_on(first.read)
        for second in groups.keys() & seconds.keys():
            cost = first.cost + seconds[second].cost
            known = rests(groups[second]).get("")
            if known is not None:
                written = first.written + seconds[second].written
                found.append(Option(known - cost, cost, first.read + second, written))
    return Fan(sorted(found, key=attrgetter("read")))


@cache
def before_lone_80(lead: int, foreign: frozenset[str]) -> Fan:
    """The character whose second byte is 80, which opens no pair and so vanishes alone; only if it is a frequent one."""
    return _fan(_weightier([lead << 8 | 0x80], _FREQUENT), foreign)


@cache
def lost_tail(foreign: frozenset[str]) -> Fan:
    """The characters that may stand where nothing but a last orphan is left of them."""
    codes = (first << 8 | second for first in range(0xA1, 0xFF) for second in range(0x81, 0xFF))
    return _fan(_weightier(codes, _FREQUENT), foreign)


def across(lead: int, trail: int, foreign: frozenset[str]) -> Iterator[tuple[int, Fan, Fan]]:
    """Likely pairs of characters (lead, t)(l, trail) whose inner bytes t, l are no character elsewhere, by t."""
    for inner, first in _before_undefined(lead, foreign):
        yield inner, first, _after_undefined(inner, trail, foreign)


@cache
def _before_undefined(lead: int, foreign: frozenset[str]) -> tuple[tuple[int, Fan], ...]:
    """The likely characters (lead, t) by their second byte t, of those that make no character with some byte behind."""
    fans = ((inner, _fan(_weightier([lead << 8 | inner], _COMMON), foreign)) for inner in _GAPPED_ROWS)
    return tuple((inner, first) for inner, first in fans if first.ranked)


@cache
def _undefined(lead: int) -> tuple[int, ...]:
    """The second bytes with which a first one of `_GAPPED_ROWS` makes no character, short of those that users define."""
    trails = range(0x81, 0xA1 if lead in _USER_ROWS else 0xFF)
    return tuple(trail for trail in trails if character(lead << 8 | trail) is None)


@cache
def _after_undefined(inner: int, trail: int, foreign: frozenset[str]) -> Fan:
    """The likely characters (l, trail) whose first byte l makes no character with the byte before it."""
    return _fan(_weightier((byte << 8 | trail for byte in _undefined(inner)), _COMMON), foreign)


def _fan(characters: Iterable[str], foreign: frozenset[str]) -> Fan:
    return Fan(_option(written, foreign) for written in characters)


def _option(written: str, foreign: frozenset[str]) -> Option:
    cost, read = _FOREIGN if written in foreign else 0.0, script.simplified(written)
    return Option(rate(read) - cost, cost, read, written)


def _weightier(codes: Iterable[int], least: float) -> Iterator[str]:
    return (c for pair in codes if (c := character(pair)) and rate(script.simplified(c)) > least)
