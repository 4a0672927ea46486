"""One scar: every way to read the bytes from it to where they fall into step again."""

from __future__ import annotations

from extract.lost_bytes import gbk
from extract.lost_bytes.arcs import Arc, Fan, Node
from extract.lost_bytes.lattice import Lattice, Reading
from extract.lost_bytes.prose import likelihood

ORPHANS = "?\ufffd"
_MARK_AFTER_ORPHAN = "，。、；：！？”）》"
_LONGEST = 48  # characters; an ASCII byte ends every run long before
_KEPT = 24  # readings that are compared as wholes
_PLAIN = -5.0  # log rate per character above which a stretch hides no vanished pair


class Run:
    """The bytes from a scar on, as a lattice of what they may have been.

    A node's level is ``2 * position`` before ``text[position]`` with half a character pending, ``2 * position + 1`` in step
    there; its branch is 0, or 1 after vanished pairs of the rows that users may define, or the byte after which a pair
    of another row vanished, or 256 before an ASCII byte that stands.
    """

    def __init__(self, text: str, at: int, foreign: frozenset[str]) -> None:
        self.text, self.at, self.foreign = text, at, foreign
        self.lattice = Lattice()
        self.ends: set[int] = set()
        self.orphaned = False  # whether the run may end with a byte of which only ``?`` is left
        self._gaps: frozenset[int] | None = None
        self._read()

    def readings(self, start: int, stop: int) -> list[Reading]:
        """The likeliest texts from start to stop that show as this one does, best first.

        Vanished pairs are looked for only where the bytes as they follow one another make no prose: each may hide
        hundreds of characters.
        """
        self._surround(start, stop)
        found = self._search(start, stop, 1)
        self._gaps = self._doubtful(found[0], start) if found else frozenset(range(self.at, stop))
        if self._gaps or self.orphaned:
            self.lattice = Lattice()
            self._read()
            self._surround(start, stop)
        return self._search(start, stop, _KEPT)

    def _surround(self, start: int, stop: int) -> None:
        """Add what stands before the scar and behind it, from wherever the run may end."""
        for position in (*range(start, self.at), *range(min(self.ends), stop)):
            fan = gbk.itself(self.text[position])
            self.lattice.add(_in_step(position), Arc(fan, _in_step(position + 1), position, position + 1))

    def _search(self, start: int, stop: int, keep: int) -> list[Reading]:
        return self.lattice.best(_in_step(start), _in_step(stop), keep)

    def _doubtful(self, reading: Reading, start: int) -> frozenset[int]:
        """The positions of the text around which a reading without vanished pairs makes poor prose."""
        read, first = reading.read, self.at - start
        return frozenset(
            end - 1
            for i, (_, end) in enumerate(reading.origin)
            if i > first and likelihood(stretch := read[max(0, i - 3) : i + 3]) < _PLAIN * len(stretch)
        )

    def _read(self) -> None:
        """Follow the bytes from the mark on, through every way they may go."""
        text, at = self.text, self.at
        code = gbk.code(text[at + 1])
        if code is None:
            return
        self._add(_in_step(at), gbk.common(None, code >> 8, self.foreign), Node(2 * at + 4), at)
        for position in range(at + 2, min(at + _LONGEST, len(text))):
            node, lead, character = Node(2 * position), code & 0xFF, text[position]
            if character in ORPHANS and _may_end(text, position):
                self._add(node, gbk.common(lead, None, self.foreign), self._end(position), position - 1)
                self.orphaned = True
                if self._gaps is not None:
                    self._vanish(node, lead, gbk.lost_tail(self.foreign), self._end(position), position)
                return
            if (
                last := gbk.before_lone_80(lead, self.foreign)
            ).ranked:  # 個 is 8280, and 80 alone is nothing, or €
                shown = character == "€"
                self._add(node, last, self._end(position - 1 + shown), position - 1, 1 + shown)
            if character.isascii() and "@" <= character <= "~":
                self._complete(node, lead, ord(character), self._end(position), position)
            code = gbk.code(character)
            if code is None:
                return
            if code & 0xFF < 0x80:
                before_ascii = Node(node.level, 256)
                self._complete(node, lead, code >> 8, before_ascii, position)
                ascii_, end = gbk.itself(chr(code & 0xFF)), self._end(position)
                self.lattice.add(before_ascii, Arc(ascii_, end, position, position + 1))
                return
            self._complete(node, lead, code >> 8, Node(node.level + 2), position)

    def _end(self, position: int) -> Node:
        self.ends.add(position + 1)
        return _in_step(position + 1)

    def _complete(self, node: Node, lead: int, trail: int, target: Node, position: int) -> None:
        """Complete the half character; or two, when the pair of bytes between them was undefined and vanished."""
        whole = gbk.character(lead << 8 | trail)
        if whole:
            self._add(node, gbk.itself(whole, self.foreign), target, position - 1)
        if position not in (self._gaps or ()):
            return
        for inner, first, seconds in gbk.across(lead, trail, self.foreign):
            self._add(node, first, Node(node.level, inner), position - 1)
            self._add(Node(node.level, inner), seconds, target, position - 1)
        self._vanish(node, lead, gbk.common(None, trail, self.foreign), target, position)

    def _vanish(self, node: Node, lead: int, last: Fan, target: Node, position: int) -> None:
        """A pair of the rows that users may define has vanished before the last character, or two that make a word."""
        gap = Node(node.level, 1)
        self._add(node, gbk.user_defined(lead, self.foreign), gap, position - 1)
        self._add(node, gbk.user_defined_words(lead, self.foreign), gap, position - 1)
        self._add(gap, last, target, position - 1)

    def _add(self, node: Node, fan: Fan, target: Node, start: int, width: int = 2) -> None:
        self.lattice.add(node, Arc(fan, target, start, start + width))


def _in_step(position: int) -> Node:
    return Node(2 * position + 1)


def _may_end(text: str, position: int) -> bool:
    """A last orphan shows as ``?`` only where the next byte is no trail byte: before a low ASCII character or a mark."""
    following = text[position + 1 : position + 2]
    return not following or following < "@" or following in _MARK_AFTER_ORPHAN
