"""How wide a text is before it is set: Chinese characters and their marks are square, others about half as wide."""

_SQUARE = "≥≤≈⩾⩽…"  # of Chinese faces; others draw them narrower
_CLASSES = (  # of Latin letters and figures, parts of the size of a bold face, the widest of those that the page names
    (0.33, " .,:;'’!|iIjl"),
    (0.44, "()[]-/frt"),
    (0.64, "0123456789abcdeghknopquvsxyz+–$"),
    (0.97, "mwMW%"),
)
_PARTS = {character: part for part, characters in _CLASSES for character in characters}
_OTHER = 0.77  # capitals, and what no class names


def text_width(text: str, wide: float = 2, narrow: float = 1) -> float:
    """The width of a text in the unit of its two kinds of characters.

    >>> text_width("党员12名"), text_width("党员12名", 13, 7.5)
    (8, 54.0)
    """
    return sum(wide if ord(character) > 0x2E7F else narrow for character in text)


def set_width(text: str, size: float) -> float:
    """Pixels that a text takes at most in bold letters of a size, each letter as wide as its kind.

    >>> set_width("≥ 3.4 million", 10), set_width("12 345", 10), set_width("340万", 10)
    (68.4, 35.3, 29.2)
    """
    parts = (
        1.0 if ord(character) > 0x2E7F or character in _SQUARE else _PARTS.get(character, _OTHER)
        for character in text
    )
    return round(size * sum(parts), 1)
