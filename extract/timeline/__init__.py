"""The timeline: which period governs a figure, and the report's own year.

`laying` lays the expressions of a report along its sentences; `reach` says how far each one governs in its own, `carrying` and the
`walking` behind it what goes on beyond it, over the `layout` of the paragraphs. `dating` finds the year of the report itself, which
it calls 今年, `telling` the year that it tells about, `years` that of an expression which names none, `publication` what counts from
the day or the month in which it came out, `bare_days` the month of a day that names none, `beginnings` since when an act counts.
"""

from extract.timeline.laying import Governing, Stage, Timeline
from extract.timeline.standing import Basis

__all__ = ["Basis", "Governing", "Stage", "Timeline"]
