"""Pictures of lines: what a figure that was recognised from a scan is shown by."""

from __future__ import annotations

from base64 import b64decode, b64encode
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from extract.span import Span


@dataclass(frozen=True, slots=True)
class Picture:
    """A line of a scanned page: where its words stand in the report's text, the page, and the line as a JPEG."""

    span: Span
    page: int
    jpeg: bytes

    def dump(self) -> dict[str, Any]:
        """The picture as plain values, for JSON."""
        return {
            "span": [self.span.start, self.span.end],
            "page": self.page,
            "jpeg": b64encode(self.jpeg).decode("ascii"),
        }

    @classmethod
    def load(cls, kept: Mapping[str, Any]) -> Picture:
        """The picture that `dump` gave.

        >>> own = Picture(Span(3, 9), 1, b"jpeg")
        >>> Picture.load(own.dump()) == own
        True
        """
        return cls(Span(*kept["span"]), kept["page"], b64decode(kept["jpeg"]))


def picture_at(start: int, pictures: Sequence[Picture]) -> Picture | None:
    """The picture of the line in which a character of the raw text stands, None where the text was no scan."""
    index = bisect_right(pictures, start, key=lambda each: each.span.start) - 1
    return pictures[index] if index >= 0 and start in pictures[index].span else None
