"""How wide a text is before it is set: Chinese characters and their marks are square, others about half as wide."""


def text_width(text: str, wide: float = 2, narrow: float = 1) -> float:
    """The width of a text in the unit of its two kinds of characters.

    >>> text_width("党员12名"), text_width("党员12名", 13, 7.5)
    (8, 54.0)
    """
    return sum(wide if ord(character) > 0x2E7F else narrow for character in text)
