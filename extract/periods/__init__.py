"""Periods: the time expressions of a sentence, in the notation of `extract.intervals`.

`finding` goes through a sentence; `expressions` is the grammar, `roles` what a date does (since, as of, base of a
comparison), `moments` the values.
"""

from extract.intervals import Interval, closing, opening, parse, words
from extract.periods.finding import find, joined
from extract.periods.moments import OF_THE_NEXT, OF_THE_STORY, Moment, Period
from extract.periods.readers import events

__all__ = [
    "OF_THE_NEXT",
    "OF_THE_STORY",
    "Interval",
    "Moment",
    "Period",
    "closing",
    "events",
    "find",
    "joined",
    "opening",
    "parse",
    "words",
]
