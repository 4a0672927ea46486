"""Corrections: what people said of figures, kept apart from the table and laid on it anew whenever it is read.

`log` keeps them, and with them the `draws` of sampling audits, `passages` finds the figure of a correction again in a text
that has changed, `overlay` lays them on a table, and `conflicts` names the figures that contradict one another, so that somebody looks.
"""

from extract.corrections.fields import FIELDS, NUMBERS, CorrectionError, Value
from extract.corrections.log import (
    ACCEPT,
    ADD,
    ADOPT,
    ASIDE,
    DRAW,
    JUDGE,
    REPORT,
    SET,
    UNDO,
    Correction,
    Log,
    correction,
    line,
    new_batch,
    read,
    undo,
    whole_lines,
)

__all__ = [
    "ACCEPT",
    "ADD",
    "ADOPT",
    "ASIDE",
    "DRAW",
    "FIELDS",
    "JUDGE",
    "NUMBERS",
    "REPORT",
    "SET",
    "UNDO",
    "Correction",
    "CorrectionError",
    "Log",
    "Value",
    "correction",
    "line",
    "new_batch",
    "read",
    "undo",
    "whole_lines",
]
