"""The table under a comparison: every figure of it, those that are drawn with their verdict."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from extract.facts import Fact
from extract.normalisation import RAW
from extract.views.charts.comparing import Compared
from extract.views.charts.spec import ChartSpec
from extract.views.parts import choice
from extract.views.words import wording
from extract.views.words.language import Language


def table(found: Compared, spec: ChartSpec, say: Language) -> pd.DataFrame:
    """Every figure of the comparison, the drawn ones with their verdict; missing regions are not rows."""
    drawn = {row.fact.id: row for row in found.rows if row.fact}
    facts = found.figures
    rows = [drawn.get(fact.id) for fact in facts]
    said = spec.said({row.grade for row in found.rows})
    value, normalised, high = _numbers(found, spec, say)
    frame: dict[str, Sequence[object]] = {
        say("column.region"): [say.region(fact.scope) for fact in facts],
        say("column.level"): [choice.level_name(fact.scope, say) for fact in facts],
        value: [fact.value for fact in facts],
    }
    if any(fact.value_high is not None for fact in facts):
        frame[high] = [fact.value_high for fact in facts]
    if found.normalisation != RAW:
        frame[normalised] = [row.point.value if row and row.point else None for row in rows]
    frame |= {
        say("column.bound"): [say.term("bound", fact.bound) for fact in facts],
        say("column.period"): [
            wording.period(row.point, say) if row and row.point else say.period(fact.period)
            for row, fact in zip(rows, facts, strict=True)
        ],
        say("column.grade"): [
            said[row.grade] if row else _undrawn(fact, say) for row, fact in zip(rows, facts, strict=True)
        ],
        say("column.confidence"): [wording.percent(fact.confidence) for fact in facts],
        say("column.quote"): [fact.text for fact in facts],
        say("column.subject"): [fact.subject for fact in facts],
    }
    if any(fact.corrected for fact in facts):
        frame[say("column.corrected")] = [wording.corrected(fact.corrected, say) for fact in facts]
    return pd.DataFrame(frame | {say("column.report"): [fact.report for fact in facts]})


def _undrawn(fact: Fact, say: Language) -> str:
    """What the table says of a figure that is not drawn, and whether that one is to be checked too."""
    return say("grade.other") if fact.sure else say("grade.other_unsure")


def columns(found: Compared, spec: ChartSpec, say: Language) -> dict[str, object]:
    """Numbers in the table with their thousands separated."""
    value, normalised, high = _numbers(found, spec, say)
    whole = st.column_config.NumberColumn(format="localized")
    return {value: whole, high: whole, normalised: st.column_config.NumberColumn(format="%.2f")}


def _numbers(found: Compared, spec: ChartSpec, say: Language) -> tuple[str, str, str]:
    unit = wording.unit(found.indicator.unit, say)
    return say("column.value", unit=unit), say("column.normalised", unit=spec.unit), say("column.high")
