"""What a brief is: a title, and pieces in an order, each with what was asked, the reader's own words, and what it said.

A piece holds no drawing. It holds the page and the state from which its chart, table, figure or ratio is made anew each time,
and beside that the figures as they stood when its author last agreed to them: `changes` compares the two.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from extract.page_state import PageState

CHART, TABLE, FIGURE, RATIO = "chart", "table", "figure", "ratio"
KINDS = (CHART, TABLE, FIGURE, RATIO)
MOST_PIECES = 60  # of a brief: more is no brief, and no page shows them


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure as a piece showed it, in no language: ``key`` tells it from the piece's others, ``name`` is the full name of a
    region, the id of an indicator, words of a report or several of these with a stroke (``辽宁省|villages``) between them, ``period`` and ``bound`` are those of a row of the table, ``unit`` has
    what the figure is counted per behind a stroke (``个/年·万人口``), ``grade`` is the guard's, "" where it was not asked."""

    key: str
    name: str
    value: float
    high: float | None = None
    bound: str = "exact"
    unit: str = ""
    period: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: its ``kind``, what was ``asked``, the reader's ``heading`` and ``line`` ("" for the program's own heading, and
    for no line), and what it had ``seen`` when its author last agreed (``agreed``, ISO 8601 in UTC)."""

    id: str
    kind: str
    asked: PageState
    heading: str = ""
    line: str = ""
    seen: tuple[Seen, ...] = ()
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief as it stands. ``byline`` is who hands it on (an office, a name), ``lead`` the words before the first piece;
    ``who`` saved it last and ``when`` (ISO 8601 in UTC), "" for one that was never saved."""

    id: str
    title: str = ""
    byline: str = ""
    lead: str = ""
    pieces: tuple[Piece, ...] = ()
    who: str = ""
    when: str = ""

    def piece(self, id: str) -> Piece | None:
        """The piece with this id, None where it is gone."""
        return next((piece for piece in self.pieces if piece.id == id), None)

    def holds(self, kind: str, asked: PageState) -> bool:
        """Whether the same was put in already."""
        return any(piece.kind == kind and piece.asked == asked for piece in self.pieces)

    def with_piece(self, piece: Piece) -> Brief:
        """The brief with one piece more, at its end; raises `ValueError` where it is full."""
        if len(self.pieces) >= MOST_PIECES:
            raise ValueError(f"a brief has at most {MOST_PIECES} pieces")
        return replace(self, pieces=(*self.pieces, piece))

    def without(self, id: str) -> Brief:
        """The brief without a piece."""
        return replace(self, pieces=tuple(piece for piece in self.pieces if piece.id != id))

    def put_back(self, piece: Piece, at: int) -> Brief:
        """The brief with a piece at a place again, unless it is there."""
        if self.piece(piece.id):
            return self
        at = max(0, min(at, len(self.pieces)))
        return replace(self, pieces=(*self.pieces[:at], piece, *self.pieces[at:]))

    def moved(self, id: str, by: int) -> Brief:
        """The brief with a piece so many places further down, up where that is less than 0, and no further than its ends.

        >>> asked = PageState("compare")
        >>> own = Brief("1", pieces=tuple(Piece(name, CHART, asked) for name in "abc"))
        >>> [piece.id for piece in own.moved("a", 1).pieces], [piece.id for piece in own.moved("c", -9).pieces]
        (['b', 'a', 'c'], ['c', 'a', 'b'])
        """
        found = self.piece(id)
        if found is None:
            return self
        rest = [piece for piece in self.pieces if piece is not found]
        at = max(0, min(self.pieces.index(found) + by, len(rest)))
        return replace(self, pieces=(*rest[:at], found, *rest[at:]))

    def reworded(self, id: str, *, heading: str, line: str) -> Brief:
        """The brief with other own words beside a piece."""
        return self._each(
            lambda piece: replace(piece, heading=heading, line=line) if piece.id == id else piece
        )

    def titled(
        self, *, title: str | None = None, byline: str | None = None, lead: str | None = None
    ) -> Brief:
        """The brief with another title, byline or lead, those that are given."""
        return replace(
            self,
            title=self.title if title is None else title,
            byline=self.byline if byline is None else byline,
            lead=self.lead if lead is None else lead,
        )

    def agreed(self, seen: dict[str, Sequence[Seen]], when: str) -> Brief:
        """The brief as its author agrees to it now: of the pieces by their ids what they show."""
        return self._each(
            lambda piece: (
                replace(piece, seen=tuple(seen[piece.id]), agreed=when) if piece.id in seen else piece
            )
        )

    def _each(self, change: Callable[[Piece], Piece]) -> Brief:
        return replace(self, pieces=tuple(change(piece) for piece in self.pieces))


def new_id() -> str:
    """An id for a brief or a piece."""
    return secrets.token_hex(8)
