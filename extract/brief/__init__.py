"""A brief: what somebody gathered from the pages to hand on, in their order and with their own words.

`pieces` says what a brief is, `changes` what its figures were when it was last brought up to date and what became of them,
`keeping` how it stands in a file.
"""

from extract.brief.changes import CHANGED, GONE, NEW, Change, changes
from extract.brief.keeping import BriefError, dump, load
from extract.brief.pieces import CHART, FIGURE, KINDS, RATIO, TABLE, Brief, Piece, Seen

__all__ = [
    "CHANGED",
    "CHART",
    "FIGURE",
    "GONE",
    "KINDS",
    "NEW",
    "RATIO",
    "TABLE",
    "Brief",
    "BriefError",
    "Change",
    "Piece",
    "Seen",
    "changes",
    "dump",
    "load",
]
