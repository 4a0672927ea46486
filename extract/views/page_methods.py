"""数据与方法 Data and methods: the catalogue, the rules of comparison, the ledger, and everything to download."""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import astuple, fields
from importlib.resources import files

import pandas as pd
import streamlit as st

from extract.catalogue import catalogue
from extract.facts import Unread
from extract.views import panels, wording
from extract.views.context import Context
from extract.views.frames import csv, shown

_MEASURES = ("figure", "indicator", "row", "bound", "kind", "per", "theme", "scope", "site", "period")
_RULES = ("scale", "unsure", "caution", "comparable", "choice", "missing")


def draw(context: Context) -> None:
    """The page, part by part."""
    say, table = context.say, context.shelf.table
    panels.title(say("page.methods"), say("methods.lead"))
    panels.section(say("methods.rules"))
    panels.paragraphs([say(f"methods.rule_{rule}") for rule in _RULES])
    panels.section(say("methods.ledger"), ledger(context))
    left, right = st.columns([0.6, 0.4], gap="medium")
    with left:
        _grid(reports(context), "reports_read", say("methods.reports"))
    with right:
        _grid(reasons(context), "reasons", say("methods.ledger"))
    panels.section(say("methods.catalogue"))
    names = indicators(context)
    _grid(names, "catalogue", say("methods.catalogue"))
    panels.section(say("methods.accuracy"), say("methods.accuracy_text"))
    _grid(accuracy(context), "accuracy", say("methods.accuracy"))
    panels.section(say("methods.downloads"))
    aside_csv = [("methods.aside_csv", "set_aside", lambda: csv(aside(table.unread)))] if table.unread else []
    with st.container(horizontal=True):
        for label, name, made in (
            ("methods.facts_csv", "facts", lambda: csv(table.frame())),
            *aside_csv,
            ("methods.catalogue_csv", "catalogue", lambda: csv(names)),
        ):
            st.download_button(
                say(label),
                data=made,
                file_name=f"jiceng_{name}.csv",
                mime="text/csv",
                key=f"download_{name}",
                icon=":material/download:",
                on_click="ignore",
            )


def ledger(context: Context) -> str:
    """How many numbers became rows and how many were set aside, as far as the table has that."""
    table, facts = context.shelf.table, f"{len(context.shelf.frame):,}"
    if table.set_aside is None:
        return context.say("methods.ledger_table", facts=facts)
    aside = sum(table.set_aside.values())
    told = "ledger_counts" if aside > len(table.unread) else "ledger_text"
    return context.say(f"methods.{told}", facts=facts, aside=f"{aside:,}")


def reports(context: Context) -> pd.DataFrame:
    """The reports that were read, each with what became of its numbers, without the columns that the table cannot fill."""
    say, shelf = context.say, context.shelf
    facts = shelf.frame["report"].value_counts()
    left_out, sources = shelf.table.set_aside, shelf.table.sources
    made = pd.DataFrame(
        {
            say("column.report"): [wording.report_label(source, say) for source in sources],
            say("column.region"): [
                say.region(source.region) if source.region else say("source.no_region") for source in sources
            ],
            say("column.year"): [str(source.year) if source.year else "" for source in sources],
            say("column.characters"): [len(source.clean) for source in sources],
            say("column.figures"): [int(facts.get(source.name, 0)) for source in sources],
            say("column.aside"): [left_out.get(source.name, 0) if left_out else 0 for source in sources],
        }
    )
    lacking = []
    if not any(source.clean for source in sources):
        lacking.append(say("column.characters"))
    if left_out is None:
        lacking.append(say("column.aside"))
    return made.drop(columns=lacking)


def accuracy(context: Context) -> pd.DataFrame:
    """How right the program is on labelled reports, a column a set of them: what tests/test_gold.py measures."""
    say = context.say
    known = tomllib.loads((files("extract") / "data" / "accuracy.toml").read_text("utf-8"))
    columns = {
        say(f"methods.set_{name}", labels=f"{row['labels']:,}", reports=row["reports"]): [
            f"{row[measure]:.1%}" for measure in _MEASURES
        ]
        for name, row in known.items()
    }
    return pd.DataFrame(
        {say("methods.measure"): [say(f"methods.of_{name}") for name in _MEASURES], **columns}
    )


def reasons(context: Context) -> pd.DataFrame:
    """Why numbers were set aside, the commonest first."""
    say = context.say
    counted = Counter(number.reason for number in context.shelf.table.unread).most_common()
    return pd.DataFrame(
        {
            say("column.reason"): [say.set_aside(code) for code, _ in counted],
            say("column.count"): [count for _, count in counted],
        }
    )


def indicators(context: Context) -> pd.DataFrame:
    """The catalogue with how many figures each indicator has here."""
    say, names = context.say, catalogue()
    counted = context.shelf.frame["indicator"].value_counts()
    return pd.DataFrame(
        [
            {
                say("column.theme"): say.theme(names.themes[indicator.theme]),
                say("column.indicator"): say.indicator(indicator),
                say("column.unit"): wording.unit(indicator.unit, say),
                say("column.kind"): say(f"kind.{indicator.kind}"),
                say("column.basis"): say(f"basis.{indicator.basis}"),
                say("column.figures"): int(counted.get(indicator.id, 0)),
                say("column.definition"): say.definition(indicator),
            }
            for indicator in names.indicators.values()
        ]
    )


def aside(numbers: tuple[Unread, ...]) -> pd.DataFrame:
    """The numbers that were set aside, with their reasons' codes."""
    return pd.DataFrame(
        [astuple(number) for number in numbers], columns=[field.name for field in fields(Unread)]
    )


def _grid(frame: pd.DataFrame, key: str, name: str) -> None:
    if frame.empty:
        return
    st.dataframe(
        shown(frame), key=key, hide_index=True, alt=name, height="content" if len(frame) <= 16 else 480
    )
