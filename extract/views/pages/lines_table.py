"""The tables under lines over years: the change of each line, and every figure on them."""

from __future__ import annotations

import pandas as pd

from extract.views.charts.kinds import Lines
from extract.views.charts.spec import Row
from extract.views.words.language import Language


def slopes(spec: Lines, say: Language) -> pd.DataFrame:
    """The change of each line as a table, without the columns that would say nothing."""
    told = {
        say("column.region"): [slope.name for slope in spec.slopes],
        say("trend.first"): [_dated(slope.first, say) for slope in spec.slopes],
        say("trend.last"): [_dated(slope.last, say) for slope in spec.slopes],
        say("trend.difference"): [slope.difference for slope in spec.slopes],
        say("trend.percent"): [slope.percent for slope in spec.slopes],
        say("trend.why"): [say.clauses(slope.reasons) for slope in spec.slopes],
    }
    needless = {say(f"trend.{name}") for name in ("why", "percent") if not any(told[say(f"trend.{name}")])}
    return pd.DataFrame({name: column for name, column in told.items() if name not in needless})


def _dated(row: Row, say: Language) -> str:
    """A figure in full, as tables have it: +12 beside 1.21万 and 1.21万 could not be reckoned again."""
    return say.bracketed(row.exact, row.period)


def table(spec: Lines, say: Language) -> pd.DataFrame:
    """Every figure of the lines, with what was found of it and whether a line leads to it."""
    steps = spec.steps
    rows = [step.row for step in steps]
    said = spec.said({row.grade for row in rows})
    return pd.DataFrame(
        {
            say("column.region"): [row.name for row in rows],
            say("column.period"): [row.period for row in rows],
            say("column.value", unit=spec.unit): [row.exact for row in rows],
            say("column.grade"): [said[row.grade] for row in rows],
            say("trend.doubts"): [say.clauses(row.reasons) for row in rows],
            say("trend.joined"): [
                say("trend.is_joined") if step.joined else say.list(step.apart) for step in steps
            ],
            say("column.quote"): [row.fact.text if row.fact else "" for row in rows],
            say("column.subject"): [row.fact.subject if row.fact else "" for row in rows],
            say("column.report"): [row.fact.report if row.fact else "" for row in rows],
        }
    )
