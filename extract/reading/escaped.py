"""Text whose characters were written as ASCII signs for them, as forms, programs and mail leave it, read back.

``&#21513;``, ``%E5%90%89``, ``\\u5409`` and ``=E5=90=89`` are all 吉.
"""

from __future__ import annotations

import html
import quopri
import re
from collections.abc import Callable
from urllib.parse import unquote

from extract.patterns import lazy

_MOST = 0.3  # share of a text that the signs take at least where it is written in them
_HAN = lazy(r"[\u4e00-\u9fff]")


def _code_units(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text).replace("\\n", "\n")


def _quoted_printable(text: str) -> str:
    return quopri.decodestring(text.encode("ascii", "replace")).decode("utf-8", "replace")


_FORMS: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("&#21513;", lazy(r"&#(?:\d{4,6}|[xX][0-9a-fA-F]{4,5});"), html.unescape),
    ("%E5%90%89", lazy(r"(?:%[0-9a-fA-F]{2}){3}"), unquote),
    ("\\u5409", lazy(r"\\u[0-9a-fA-F]{4}"), _code_units),
    ("=E5=90=89", lazy(r"(?:=[0-9A-F]{2}(?:=\r?\n)?){3}"), _quoted_printable),
)


def read_back(text: str) -> tuple[str, str] | None:
    """The text and an example of how it was written, None for one that is not written so.

    >>> read_back("&#20826;&#21592;12000&#21517;")
    ('党员12000名', '&#21513;')
    >>> read_back("党员12000名，增长5%。")
    """
    if _HAN.search(text):
        return None
    for example, pattern, back in _FORMS:
        if sum(len(match.group()) for match in pattern.finditer(text)) > _MOST * len(text):
            found = back(text)
            if _HAN.search(found):
                return found, example
    return None
