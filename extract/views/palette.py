"""The colours of the page, light and dark, and the face of office files: one place for the charts, the stylesheet and the exports.

One blue for what may be compared, grey with a hatch for what needs caution, an outline of the blue
with dots in it for what is to be checked, grey words for what is missing; red is
the brand's. The five shades are of the same blue, from the lowest class of a map to the highest; the fourth is the blue
itself. The six series colours keep a contrast of 3:1 on their ground and are told apart by colour-blind readers.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

_TURN = 3  # the first shade on which the words of the page cannot be read
OFFICE_FACE = "Microsoft YaHei"  # of workbooks, documents and slides


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours on one ground, as hex strings."""

    ground: str
    card: str
    ink: str
    quiet: str
    faint: str
    line: str
    grid: str
    chip: str
    comparable: str
    caution: str
    hatch: str
    notice: str
    notice_ink: str
    mark: str
    mark_line: str
    aside: str
    brand: str
    series: tuple[str, ...]
    shades: tuple[str, ...]

    def css(self) -> str:
        """The colours as custom properties for the stylesheet: ``--ink:#1C2430;…``, and of the shades ``--shade-0:…`` with
        ``--on-shade-0:…`` for what is written on it."""
        names = [field.name for field in fields(self) if field.name not in ("series", "shades")]
        plain = "".join(f"--{name.replace('_', '-')}:{getattr(self, name)};" for name in names)
        return plain + "".join(
            f"--shade-{number}:{shade};--on-shade-{number}:{self.on(number)};"
            for number, shade in enumerate(self.shades)
        )

    def on(self, shade: int) -> str:
        """The colour of words on a shade of the map: that of the page's words while these can be read on it, else its ground."""
        return self.ink if shade < _TURN else self.ground


LIGHT = Palette(
    ground="#FFFFFF",
    card="#FFFFFF",
    ink="#1C2430",
    quiet="#5B6672",
    faint="#6B7480",
    line="#DDE1E7",
    grid="#E6E9EE",
    chip="#F1F3F6",
    comparable="#1255A6",
    caution="#E1E5EA",
    hatch="#8F99A6",
    notice="#FFFAE5",
    notice_ink="#7A5608",
    mark="#FFF0B8",
    mark_line="#B7791F",
    aside="#E8E8ED",
    brand="#A4262C",
    series=("#1255A6", "#C47F08", "#5CA185", "#A381C8", "#61394E", "#3C4F07"),
    shades=("#D6E5F6", "#A3C6EB", "#6AA3DA", "#1255A6", "#0A2F63"),
)
DARK = Palette(
    ground="#12161B",
    card="#12161B",
    ink="#E6E9EE",
    quiet="#A3ACB8",
    faint="#98A1AD",
    line="#313A46",
    grid="#2A323D",
    chip="#222930",
    comparable="#5DA4DC",
    caution="#3B4653",
    hatch="#8D99A8",
    notice="#302917",
    notice_ink="#FBD54F",
    mark="#5A4A12",
    mark_line="#E5B93C",
    aside="#2E3540",
    brand="#E06C66",
    series=("#5DA4DC", "#C9CF5F", "#FCB0B9", "#799B78", "#987E96", "#BD712B"),
    shades=("#1B3450", "#264D73", "#33689A", "#5DA4DC", "#BCDFFA"),
)


def palette(ground: str | None) -> Palette:
    """The colours for a theme of the page, ``"light"`` or ``"dark"``; light where the browser has not said yet."""
    return DARK if ground == "dark" else LIGHT
