"""Sentences with places for what is told, which know one from many: ``{count} {count:report|reports}``."""

from __future__ import annotations

from string import Formatter
from typing import Any


def filled(template: str, **fields: object) -> str:
    """A template with its places filled in. After a name and a colon stand the words for one and those for any other number;
    all else is as `str.format` has it, whose errors it raises.

    >>> filled("{count} {count:report|reports} on {regions} {regions:region|regions}", count=1, regions="1,204")
    '1 report on 1,204 regions'
    >>> filled("{count} 份报告，占 {share:.0%}", count=1, share=0.5)
    '1 份报告，占 50%'
    """
    return _PLURALS.vformat(template, (), fields) if "|" in template else template.format(**fields)


class _Plurals(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        one, many = format_spec.split("|")
        return one if str(value) == "1" else many


_PLURALS = _Plurals()
