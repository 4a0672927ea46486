"""Setting text in pictures: the Chinese font that a package ships, the width of a text, and where its lines break.

A picture must look the same on a machine without any Chinese font, so the font is a file of `pylopdf_fonts_zh_cn`
(Noto Sans SC, SIL Open Font License) and never looked up by name. It has one weight; bold is the same outline with a
thin stroke.
"""

from __future__ import annotations

from functools import cache

import pylopdf_fonts_zh_cn
import regex
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font, LoadFlags

_NO_LINE_START = "，。、；：？！）》」』”’】〉·—…%,.;:?!)]}"
_NO_LINE_END = "（《「『“‘【〈([{"
_PIECES = regex.compile(r"\s|[^\s\u2E80-\uFFEF“”‘’—…·]++|.")
_UNITS = 1000  # size at which advances are measured, in points


def font(size: float) -> FontProperties:
    """The font at a size in points."""
    return FontProperties(fname=str(pylopdf_fonts_zh_cn.sans_path()), size=size)


def width(text: str, size: float) -> float:
    """How wide a text runs on one line, in points.

    >>> round(width("辽宁省", 10.0))
    30
    """
    return sum(_advance(character) for character in text) * size


def wrap(text: str, size: float, limit: float) -> list[str]:
    """Break a text into lines of at most ``limit`` points: after any Chinese character, between words of other scripts,
    never before a closing mark nor after an opening one. A word longer than the line stays whole.

    >>> wrap("层级：临夏州为地级，可比各地为省级。", 10.0, 90.0)
    ['层级：临夏州为地', '级，可比各地为省', '级。']
    >>> wrap("no report gives it", 10.0, 60.0)
    ['no report', 'gives it']
    """
    lines: list[str] = []
    line = ""
    for piece in _unbreakable(text):
        if line and width((line + piece).rstrip(), size) > limit:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


def _unbreakable(text: str) -> list[str]:
    """The pieces between which a line may break."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        closes = piece[0] in _NO_LINE_START
        while closes and len(pieces) > 1 and pieces[-1].isspace():  # a mark takes the blanks before it along
            piece = pieces.pop() + piece
        if pieces and (closes or pieces[-1][-1] in _NO_LINE_END):
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return pieces


@cache
def _advance(character: str) -> float:
    """The width of a character as a part of the font's size."""
    glyph = _face().load_char(ord(character), flags=LoadFlags.NO_HINTING)
    return float(glyph.linearHoriAdvance) / 65536 / _UNITS


@cache
def _face() -> FT2Font:
    face = FT2Font(str(pylopdf_fonts_zh_cn.sans_path()))
    face.set_size(_UNITS, 72)
    return face
