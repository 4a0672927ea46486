"""Sentences with places for what is told, which know one from many: ``{count} {count:report|reports}``."""

from __future__ import annotations

import re
from functools import lru_cache
from string import Formatter
from typing import Any

_IN_QUOTES, _IN_BRACKETS = re.compile(r"“\{(\w+)\}”"), re.compile(r"（\{(\w+)\}）")
_BRACKETED = re.compile(r"(?<=.)（([^（）]*)）")
_INNER = str.maketrans("“”", "‘’")


def filled(template: str, **fields: object) -> str:
    """A template with its places filled in. After a name and a colon stand the words for one and those for any other number;
    all else is as `str.format` has it, whose errors it raises.

    >>> filled("{count} {count:report|reports} on {regions} {regions:region|regions}", count=1, regions="1,204")
    '1 report on 1,204 regions'
    >>> filled("{count} 份报告，占 {share:.0%}", count=1, share=0.5)
    '1 份报告，占 50%'

    What stands in quotation marks has its own within, as ones inside others:

    >>> filled("所计为“{own}”", own="“两优一先”表彰")
    '所计为“‘两优一先’表彰”'
    >>> filled("折算值（{unit}）", unit="人（每万人口）")
    '折算值（人，每万人口）'
    """
    quoted, bracketed = _within(template)
    for name in quoted:
        if isinstance(text := fields.get(name), str):
            fields[name] = text.translate(_INNER)
    for name in bracketed:
        if isinstance(text := fields.get(name), str):
            fields[name] = unbracketed(text)
    return _PLURALS.vformat(template, (), fields) if "|" in template else template.format(**fields)


def unbracketed(text: str) -> str:
    """A text that is to stand in brackets, without those of its own."""
    return _BRACKETED.sub(r"，\1", text)


@lru_cache(maxsize=1024)
def _within(template: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places of a template that stand in quotation marks, and those that stand in brackets, alone."""
    return tuple(_IN_QUOTES.findall(template)), tuple(_IN_BRACKETS.findall(template))


class _Plurals(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        one, many = format_spec.split("|")
        return one if str(value) == "1" else many


_PLURALS = _Plurals()
