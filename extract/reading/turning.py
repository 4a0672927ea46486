"""Pages on which most words run upwards, downwards or upside down, as a wide table does on a page that its reader turns: how their
places come to stand as on an upright one."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as raw

_SAMPLE = 200  # characters of a page that tell


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn of the page by quarters, with the clock, after which its words run from left to right; coordinates may be negative."""

    quarters: int

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to stand.

        >>> Turn(0).point(1, 2), Turn(1).point(1, 2), Turn(2).point(1, 2), Turn(3).point(1, 2)
        ((1, 2), (2, -1), (-1, -2), (-2, 1))
        """
        return ((x, y), (y, -x), (-x, -y), (-y, x))[self.quarters]

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Where a box comes to stand: left, bottom, right, top."""
        if not self.quarters:
            return left, bottom, right, top
        (a, b), (c, d) = self.point(left, bottom), self.point(right, top)
        return min(a, c), min(b, d), max(a, c), max(b, d)


def turned(textpage: pypdfium2.PdfTextPage) -> Turn:
    """How a page is to be turned, by the angles at which its characters run."""
    count = textpage.count_chars()
    step = max(1, count // _SAMPLE)
    angles: Counter[int] = Counter()
    for index in range(0, count, step):
        angle = raw.FPDFText_GetCharAngle(textpage, index)  # in radians; -1 for one that has none
        if angle >= 0 and not chr(raw.FPDFText_GetUnicode(textpage, index)).isspace():
            angles[-round(angle / (math.pi / 2)) % 4] += 1  # the library counts them with the clock
    return Turn(angles.most_common(1)[0][0] if angles else 0)
