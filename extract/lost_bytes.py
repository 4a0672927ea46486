"""The lost-byte damage: characters restored from GBK bytes that were read one out of step.

A page's author searched GBK text for a punctuation mark byte by byte and hit one that lay astride two characters.
``校”活動`` is D0A3 A1B1 BBEE 84D3; A3A1 in its midst is ``！``. The orphaned first byte shows as ``?``, the bytes after
the mark are read one out of step (B1BB ``被``, EE84 ``顒``), an undefined pair vanishes, the last orphan shows as ``?``, and
marks are folded to ASCII later: ``?!被顒?``. An ASCII byte brings the reading back into step.

So what is seen fixes every byte but a few: the first one, the vanished pairs, the last one. `restore` fills these
gaps with what makes the likeliest prose between the words on both sides, and accepts the outcome only when it is
far likelier than what stands there and clearly likelier than any other filling. The rest is left alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import log

import regex

from extract import script
from extract.catalogue import catalogue
from extract.likelihood import Edge, Lattice, Node, Reading, joins, rate

_SCAR = regex.compile(r"[?\ufffd](?=[!！。;；:：?？、,，])")
_ORPHANS = "?\ufffd"
_MARK_AFTER_ORPHAN = "，。、；：！？”）》"
_FOLDED = {" ": 0xA1A1, **{chr(code): 0xA380 + code for code in range(0x21, 0x7F) if not chr(code).isalpha()}}
_READ_OTHERWISE = {"―": 0xA1AA, "〜": 0xA1AB, "・": 0xA1A4, "•": 0xA1A4}

_CONTEXT = 8  # characters on either side that weigh in
_RUN = 48  # characters; an ASCII byte ends every run long before
_KEPT = 60  # strings that are compared as wholes
_COMMON = -17.0  # log rate of a character that may fill a gap
_FREQUENT = -11.0  # log rate of a character that may stand where both its bytes are lost
_FOREIGN = 6.0  # nats that a character of the other script costs
_PROSE = -6.0  # log rate per character above which a stretch is taken for prose
_GAIN = 14.0  # nats by which the restored text must beat what stands there
_MARGIN = 2.0  # nats by which it must beat every other filling


@dataclass(frozen=True, slots=True)
class Scar:
    """A range of a text that lost bytes have damaged.

    ``after`` is what stood there before, with the range that each of its characters came from in ``origin``, relative
    to the text; both are empty when no reading could be justified.
    """

    start: int
    end: int
    after: str
    origin: tuple[tuple[int, int], ...]


def find(text: str) -> Iterator[Scar]:
    """The scars of a text, in order, restored where that can be justified.

    >>> [scar.after for scar in find("推動工作?；鶎狱h組織建設")]
    ['。基層黨']
    >>> list(find("真的嗎?!被告問道。什麼?"))
    []
    """
    if not any(orphan in text for orphan in _ORPHANS):
        return
    position = 0
    for match in _SCAR.finditer(text):
        if match.start() >= position and (scar := _restore(text, match.start())):
            yield scar
            position = scar.end


def _restore(text: str, at: int) -> Scar | None:
    before, after = text[max(0, at - _CONTEXT) : at].rpartition("\n")[2], text[at + 2 : at + 3]
    if not (before and after and (after > "\x7f" or after in _ORPHANS or after.isalpha())):
        return None
    if _reads_well(text[at + 2 : at + 2 + _CONTEXT].partition("\n")[0]):
        return None
    run = _Run(text, at, _foreign(text[max(0, at - 300) : at + 300]))
    if not run.ends:
        return None
    start, last = at - len(before), max(run.ends)
    stop = last + len(text[last : last + _CONTEXT].partition("\n")[0])
    habits = _Habits(text, start, at, stop)
    readings = sorted(((habits.weigh(r), r) for r in run.readings(start, stop)), reverse=True)
    unchanged = habits.weigh(run.unchanged(start, stop))
    import os

    if os.environ.get("DEBUG_LOST"):
        print([(round(w[0], 1), w[1].written) for w in readings[:5]], round(unchanged, 1), text[at:stop])
    if not readings or readings[0][0] - unchanged < _GAIN:
        return None
    score, best = readings[0]
    inside = slice(at - start, _last_restored(best) + 1)
    end = best.origin[inside.stop - 1][1]
    if len(readings) > 1 and score - readings[1][0] < _MARGIN:
        return Scar(at, end, "", ())
    return Scar(at, end, best.written[inside], best.origin[inside])


def _reads_well(text: str) -> bool:
    """Whether what stands there is prose: ``真的嗎?!被告問道``."""
    lattice = Lattice()
    for position in range(len(text)):
        _stand(lattice, text, position)
    return len(text) > 2 and lattice.best(Node(0), Node(2 * len(text)), 1)[0].score > _PROSE * len(text)


def _last_restored(reading: Reading) -> int:
    """The last character that shares its raw characters with another one: what follows stands as it stood."""
    ranges = reading.origin
    return max(
        i for i, (start, end) in enumerate(ranges) if end - start > 1 or (i and start < ranges[i - 1][1])
    )


_PAIRS = {
    "”": "“",
    "’": "‘",
    ")": "(",
    "）": "（",
    "》": "《",
    "】": "【",
    "〕": "〔",
    "」": "「",
    "』": "『",
}
_STOPS, _OPENERS = "，、；：！？。,;:!?", "“‘（(《【〔「『"
_CRIES = {a + b for a in "?？!！" for b in "?？!！"}
_ASIDE = regex.compile(r"(\p{Han})（\p{Han}{1,3}）(\p{Han})")  # 省（部）属 reads 省属 as well
_NEAR = 3000  # characters on either side whose turns of phrase count as the writer's own


class _Habits:
    """What the words alone do not say: brackets come in pairs, marks have their order, a writer repeats himself."""

    def __init__(self, text: str, start: int, at: int, stop: int) -> None:
        self.before = text[max(0, start - 400) : start].rpartition("\n")[2]
        self.after = text[stop : stop + 400].partition("\n")[0]
        near = script.simplify(text[max(0, at - _NEAR) : at] + "\n" + text[stop : stop + _NEAR])
        self.own, self.counts, self.size = _pairs(near), Counter(near), len(near)

    def weigh(self, reading: Reading) -> float:
        """The score of a reading with these habits counted in."""
        read = reading.read
        score = reading.score - 5.0 * _unpaired(self.before + read + self.after)
        for first, second in pairwise(read):
            if first in _STOPS and (second in _STOPS or second in "）)》") and first + second not in _CRIES:
                score -= 6.0
            elif (
                (first in _STOPS and second in "（(")
                or (first in _OPENERS and second in _STOPS)
                or (first + second == "。”" and self._names(read))
            ):
                score -= 4.0
            elif first + second in self.own:
                score += 1.0
            elif first + second in _familiar():
                score += 0.7
        score -= 4.0 * (read.count("—") - 2 * read.count("——"))  # a dash is two of them
        for match in _ASIDE.finditer(read):
            score += joins(match[1], match[2])
        return score + sum(map(self._favours, read))

    def _favours(self, character: str) -> float:
        """What a character gains when this writer uses it more than others do: ``省`` in a province's report."""
        count = self.counts[character]
        if count < 3 or not "一" <= character <= "鿿":
            return 0.0
        return max(0.0, min(2.0, 0.7 * (log(count / self.size) - rate(character))))

    def _names(self, read: str) -> bool:
        """Whether the full stop would close a quotation that is a name, ``“基层党员进党校”活动``, and no speech."""
        head, _, tail = (self.before + read + self.after).partition("。”")
        return "一" <= tail[:1] <= "鿿" and head.rpartition("“")[0][-1:] not in (*"：:，,。", "")


def _pairs(text: str) -> set[str]:
    return {a + b for a, b in pairwise(text)}


@cache
def _familiar() -> frozenset[str]:
    """Neighbouring characters of the catalogue's own prose: what this kind of report talks about."""
    known = catalogue().indicators.values()
    return frozenset().union(*(_pairs(f"{row.zh}，{row.definition_zh}") for row in known))


def _unpaired(text: str) -> int:
    """How many brackets and quotation marks of a line have no partner."""
    open_, lonely = [], 0
    for character in text:
        if character in _OPENERS:
            open_.append(character)
        elif character in _PAIRS:
            if open_ and _PAIRS[character].translate(_HALF) == open_[-1].translate(_HALF):
                open_.pop()
            else:
                lonely += 1
    return lonely + len(open_)


_HALF = str.maketrans("（", "(")


class _Run:
    """The bytes from a scar to where they fall into step again, as a lattice of what they may have been.

    A node's level is ``2 * position`` in step before ``text[position]``, ``2 * position + 1`` with half a character
    pending; its branch is 0, or the byte after which a pair vanished, or 256 before an ASCII byte that stands.
    """

    def __init__(self, text: str, at: int, foreign: frozenset[str]) -> None:
        self.text, self.at, self.foreign = text, at, foreign
        self.lattice = Lattice()
        self.ends: set[int] = set()
        self._read()

    def readings(self, start: int, stop: int) -> list[Reading]:
        """The likeliest texts from start to stop that show as this one does, best first."""
        standing = {*range(start, self.at), *(p for end in self.ends for p in range(end, stop))}
        for position in standing:
            _stand(self.lattice, self.text, position)
        return sorted(self.lattice.best(Node(2 * start), Node(2 * stop), _KEPT), reverse=True)

    def unchanged(self, start: int, stop: int) -> Reading:
        """The text from start to stop taken for undamaged."""
        lattice = Lattice()
        for position in range(start, stop):
            _stand(lattice, self.text, position)
        return lattice.best(Node(2 * start), Node(2 * stop), 1)[0]

    def _read(self) -> None:
        """Follow the bytes from the mark on, through every way they may go."""
        text, at = self.text, self.at
        code = _FOLDED.get(text[at + 1]) or _codes().get(text[at + 1])
        if code is None:
            return
        for character in _common(None, code >> 8):
            self._add(Node(2 * at), character, Node(2 * at + 5), at)
        for position in range(at + 2, min(at + _RUN, len(text))):
            node, lead, character = Node(2 * position + 1), code & 0xFF, text[position]
            if character in _ORPHANS and _may_end(text, position):
                for last in _common(lead, None):
                    self._add(node, last, self._end(position), position - 1)
                self._vanish(node, lead, _lost_tail(), self._end(position), position)
            if character.isascii() and "@" <= character <= "~":
                self._complete(node, lead, ord(character), self._end(position), position)
            code = _FOLDED.get(character) or _codes().get(character)
            if code is None:
                return
            if code & 0xFF < 0x80:
                before_ascii = Node(node.level, 256)
                self._complete(node, lead, code >> 8, before_ascii, position)
                edge = Edge(self._end(position), chr(code & 0xFF), position, position + 1, 0.0)
                self.lattice.add(before_ascii, edge.written, edge)
                return
            self._complete(node, lead, code >> 8, Node(node.level + 2), position)

    def _end(self, position: int) -> Node:
        self.ends.add(position + 1)
        return Node(2 * position + 2)

    def _complete(self, node: Node, lead: int, trail: int, target: Node, position: int) -> None:
        """Complete the half character; or two, when the pair of bytes between them was undefined and vanished."""
        whole = _table().get(lead << 8 | trail)
        if whole:
            self._add(node, whole, target, position - 1)
        for inner, first, seconds in _across(lead, trail):
            self._add(node, first, Node(node.level, inner), position - 1)
            for second in seconds:
                self._add(Node(node.level, inner), second, target, position - 1)
        self._vanish(node, lead, _common(None, trail), target, position)

    def _vanish(self, node: Node, lead: int, last: tuple[str, ...], target: Node, position: int) -> None:
        """One or two pairs of the rows that users may define have vanished before the last character."""
        gap, second_gap = Node(node.level, 1), Node(node.level, 2)
        for first in _user_defined(lead):
            self._add(node, first, gap, position - 1)
        for second in last:
            self._add(gap, second, target, position - 1)
            self._add(second_gap, second, target, position - 1)
        for middle in _user_defined(None):
            self._add(gap, middle, second_gap, position - 1)

    def _add(self, node: Node, written: str, target: Node, start: int) -> None:
        cost = _FOREIGN if written in self.foreign else 0.0
        self.lattice.add(node, script.simplified(written), Edge(target, written, start, start + 2, cost))


def _stand(lattice: Lattice, text: str, position: int) -> None:
    """Let a character be read as it stands."""
    edge = Edge(Node(2 * position + 2), text[position], position, position + 1, 0.0)
    lattice.add(Node(2 * position), script.simplified(text[position]), edge)


def _may_end(text: str, position: int) -> bool:
    """A last orphan shows as ``?`` only where the next byte is no trail byte: before a low ASCII character or a mark."""
    following = text[position + 1 : position + 2]
    return not following or following < "@" or following in _MARK_AFTER_ORPHAN


# --- the bytes ------------------------------------------------------------------------------------------


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


@cache
def _codes() -> dict[str, int]:
    return {character: code for code, character in _table().items()} | _READ_OTHERWISE


@cache
def _common(lead: int | None, trail: int | None) -> tuple[str, ...]:
    """The likely characters with a given first or second byte, the other one lost (a lost one is above 0x80)."""
    bytes_ = range(0x81, 0xFF)
    codes = [b << 8 | (trail or 0) for b in bytes_] if lead is None else [lead << 8 | b for b in bytes_]
    return tuple(c for code in codes if (c := _table().get(code)) and _weight(c) > _COMMON)


_USER_ROWS = (
    *range(0xAA, 0xB0),
    *range(0xF8, 0xFF),
)  # rows where no pair with a second byte from A1 is defined


@cache
def _user_defined(lead: int | None) -> tuple[str, ...]:
    """The likely characters whose second byte, read as a first one, opens no defined pair."""
    leads = range(0xA1, 0xFF) if lead is None else (lead,)
    codes = (first << 8 | row for first in leads for row in _USER_ROWS)
    return tuple(c for code in codes if (c := _table().get(code)) and _weight(c) > _COMMON)


@cache
def _lost_tail() -> tuple[str, ...]:
    """The characters that may stand where nothing but a last orphan is left of them."""
    codes = (first << 8 | second for first in range(0xA1, 0xFF) for second in range(0x81, 0xFF))
    return tuple(c for code in codes if (c := _table().get(code)) and _weight(c) > _FREQUENT)


@cache
def _across(lead: int, trail: int) -> tuple[tuple[int, str, tuple[str, ...]], ...]:
    """Likely pairs of characters (lead, t)(l, trail) whose inner bytes t, l are no character elsewhere, by t."""
    table = _table()
    found = []
    for inner in range(0x81, 0xFF):
        first = table.get(lead << 8 | inner)
        if first and _weight(first) > _COMMON:
            outer = range(0x81, 0xA1) if inner in _USER_ROWS else range(0x81, 0xFF)
            undefined = (byte for byte in outer if inner << 8 | byte not in table)
            seconds = tuple(
                c for byte in undefined if (c := table.get(byte << 8 | trail)) and _weight(c) > _COMMON
            )
            if seconds:
                found.append((inner, first, seconds))
    return tuple(found)


@cache
def _weight(character: str) -> float:
    return rate(script.simplified(character))


def _foreign(text: str) -> frozenset[str]:
    """The characters that the script of a text does not write."""
    return script.simplified_only() if script.prevails(text) > 0 else script.traditional_only()
