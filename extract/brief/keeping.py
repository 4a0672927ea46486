"""A brief as a file: JSON that people can read too, with a check."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from extract.brief.pieces import KINDS, MOST_PIECES, Brief, Piece, Seen
from extract.checked_json import SealError, seal, unseal
from extract.page_state import PageStateError, parsed

FORM, VERSION = "jiceng brief", 1
LONGEST_TITLE, LONGEST_TEXT = 200, 4000  # characters of a title or heading, and of a line or a lead
_MOST_SEEN = 20_000
_SEEN = {field.name for field in fields(Seen)}


class BriefError(ValueError):
    """A file that is no brief, or not as it was written; the message says why."""


def dump(brief: Brief) -> bytes:
    """The file of a brief."""
    told: dict[str, Any] = {
        name: getattr(brief, name) for name in ("id", "title", "byline", "lead", "who", "when")
    }
    told["pieces"] = [_row(piece) for piece in brief.pieces]
    return seal(FORM, VERSION, told)


def load(content: bytes) -> Brief:
    """The brief of a file; raises `BriefError`."""
    try:
        told = unseal(content, FORM, VERSION)
        pieces = told.get("pieces")
        if not isinstance(pieces, list) or len(pieces) > MOST_PIECES:
            raise BriefError(f"pieces must be a list of at most {MOST_PIECES}")
        return Brief(
            id=_text(told, "id", LONGEST_TITLE),
            title=_text(told, "title", LONGEST_TITLE),
            byline=_text(told, "byline", LONGEST_TITLE),
            lead=_text(told, "lead", LONGEST_TEXT),
            pieces=tuple(_piece(piece) for piece in pieces),
            who=_text(told, "who", LONGEST_TEXT),
            when=_text(told, "when", LONGEST_TITLE),
        )
    except (SealError, PageStateError) as error:
        raise BriefError(str(error)) from error


def _row(piece: Piece) -> dict[str, Any]:
    return {
        "id": piece.id,
        "kind": piece.kind,
        **piece.asked.row(),
        "heading": piece.heading,
        "line": piece.line,
        "agreed": piece.agreed,
        "seen": [
            {name: value for name, value in asdict(each).items() if value is not None} for each in piece.seen
        ],
    }


def _piece(row: object) -> Piece:
    if not isinstance(row, dict):
        raise BriefError("a piece must be an object")
    if row.get("kind") not in KINDS:
        raise BriefError(f"{row.get('kind')!r} is none of {', '.join(KINDS)}")
    seen = row.get("seen", [])
    if not isinstance(seen, list) or len(seen) > _MOST_SEEN:
        raise BriefError("seen must be a list")
    return Piece(
        id=_text(row, "id", LONGEST_TITLE),
        kind=row["kind"],
        asked=parsed(row),
        heading=_text(row, "heading", LONGEST_TITLE),
        line=_text(row, "line", LONGEST_TEXT),
        seen=tuple(_seen(each) for each in seen),
        agreed=_text(row, "agreed", LONGEST_TITLE),
    )


def _seen(row: object) -> Seen:
    if not isinstance(row, dict) or not {"key", "value"} <= set(row) <= _SEEN:
        raise BriefError("a figure that was seen has a key, a value, and what belongs to them")
    numbers = {name: row[name] for name in ("value", "high") if name in row}
    for name, number in numbers.items():
        if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
            raise BriefError(f"{name} {number!r} is no number")
    own: dict[str, Any] = {
        name: _text(row, name, LONGEST_TEXT) for name in _SEEN - {"value", "high"} if name in row
    }
    return Seen(**{"name": "", **own, **{name: float(number) for name, number in numbers.items()}})


def _text(row: Mapping[str, Any], name: str, most: int) -> str:
    found = row.get(name, "")
    if not isinstance(found, str) or len(found) > most:
        raise BriefError(f"{name} must be text of at most {most} characters")
    return found
