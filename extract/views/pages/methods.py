"""数据与方法 Data and methods: the catalogue, the rules of comparison, the ledger, and everything to download."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, fields
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd
import streamlit as st

from extract.catalogue import catalogue
from extract.facts import Unread
from extract.views.context import Context
from extract.views.frames import csv, shown
from extract.views.parts import panels
from extract.views.reviewing import audited
from extract.views.words import wording
from extract.views.words.language import Language

_MEASURES = (
    "figure", "indicator", "row", "drawn", "sure", "scope", "site", "period", "bound", "kind", "per", "theme",
)  # fmt: skip
_RULES = ("scale", "unsure", "caution", "comparable", "ratio", "choice", "year", "missing")


def draw(context: Context) -> None:
    """The page, part by part."""
    say, table = context.say, context.shelf.table
    panels.title(say("page.methods"), say("methods.lead"))
    panels.section(say("methods.rules"))
    panels.paragraphs([say(f"methods.rule_{rule}") for rule in _RULES])
    panels.section(say("methods.ledger"), ledger(context))
    left, right = st.columns([0.68, 0.32], gap="medium")
    with left:
        _grid(reports(context), "reports_read", say("methods.reports"), 190)
    with right:
        _grid(reasons(context), "reasons", say("methods.ledger"), 215)
    panels.section(say("methods.catalogue"))
    names = indicators(context)
    _grid(names, "catalogue", say("methods.catalogue"))
    panels.section(say("methods.accuracy"), accuracy_lead(say))
    panels.terms(accuracy_terms(say))
    for name, scores in accuracy(say).items():
        if name == "made":
            panels.section(say("methods.accuracy_made"), say("methods.accuracy_made_text"), level=3)
        _grid(scores, f"accuracy_{name}", say("methods.accuracy"), pinned=True)
    told = audited.shown(context.desk.state) if context.desk else []
    if told:
        panels.section(say("audit.title"), say("audit.title_note"))
        _grid(audited.table(told, say), "audits", say("audit.title"))
        changed = [each for each in told if each.changed]
        panels.paragraphs(
            [
                say("audit.method"),
                *(
                    f"{audited.drawn_from(each.audit.draw, say)} · {say('audit.changed', count=len(each.changed))}"
                    for each in changed
                ),
            ]
        )
    panels.section(say("methods.calibration"), say("methods.calibration_text"))
    _grid(calibration(context), "calibration", say("methods.calibration"))
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


@cache
def measured() -> dict[str, Any]:
    """How right the program was: on ``real`` texts by genre, in ``calibration``, and on those that were ``made`` for it."""
    return tomllib.loads((files("extract") / "data" / "accuracy.toml").read_text("utf-8"))


def accuracy_lead(say: Language) -> str:
    """How right the program is where nobody knew the texts: the lowest and the highest of their scores, and how low the sure ones
    may yet be."""
    unseen = [row for row in measured()["real"].values() if not row["looked_at"]]
    ends = {}
    for name in ("indicator", "sure"):
        shares = sorted(row[name]["share"] for row in unseen if name in row)
        ends[name] = say("methods.accuracy_range", low=f"{shares[0]:.0%}", high=f"{shares[-1]:.0%}")
    floor = min(row["sure"]["low"] for row in unseen if "sure" in row)
    return say("methods.accuracy_lead", **ends, floor=f"{floor:.0%}")


def accuracy_terms(say: Language) -> list[tuple[str, str]]:
    """What the texts are that were measured, and what the measures mean."""
    known = [row for row in measured()["real"].values() if row["looked_at"]]
    counts = {name: sum(row[name] for row in known) for name in ("reports", "looked_at")}
    return [
        (say(f"methods.accuracy_of_{name}"), say(f"methods.accuracy_{name}", **counts))
        for name in ("unseen", "known", "reader", "terms")
    ]


def accuracy(say: Language) -> dict[str, pd.DataFrame]:
    """How right the program is on labelled reports, ``real`` ones and those that were ``made``, a column a set of them: first what
    nobody had looked at, then the lower score. What was measured of no set has no row."""
    known = measured()
    real = sorted(
        known["real"].items(), key=lambda item: (item[1]["looked_at"] > 0, item[1]["indicator"]["share"])
    )
    return {name: _scores(say, rows) for name, rows in (("real", real), ("made", [*known["made"].items()]))}


def _scores(say: Language, sets: Sequence[tuple[str, Mapping[str, Any]]]) -> pd.DataFrame:
    given = [measure for measure in _MEASURES if any(measure in row for _, row in sets)]
    columns = {
        say(f"methods.set_{name}"): [
            str(row["reports"]),
            f"{row.get('figures', row.get('labels')):,}",
            *(_share(row.get(measure)) for measure in given),
        ]
        for name, row in sets
    }
    names = [say(f"methods.of_{name}") for name in ("reports", "labels", *given)]
    return pd.DataFrame({say("methods.measure"): names, **columns})


def calibration(context: Context) -> pd.DataFrame:
    """How many of the figures that were given an indicator with so much confidence have the right one, the least first."""
    say, rows = context.say, measured()["calibration"]
    return pd.DataFrame(
        {
            say("methods.said"): [
                say("methods.said_range", low=f"{row['from']:.0%}", high=f"{row['to']:.0%}") for row in rows
            ],
            say("column.count"): [row["figures"] for row in rows],
            say("methods.said_mean"): [f"{row['said']:.0%}" for row in rows],
            say("methods.right"): [_share(row["right"]) for row in rows],
        }
    )


def _share(measure: float | dict[str, float] | None) -> str:
    """A share, with its interval if it has one."""
    if measure is None:
        return ""
    if isinstance(measure, dict):
        return f"{measure['share']:.1%} ({100 * measure['low']:.1f}–{100 * measure['high']:.1f})"
    return f"{measure:.1%}"


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


def _grid(
    frame: pd.DataFrame, key: str, name: str, first: int | None = None, *, pinned: bool = False
) -> None:
    """A table; ``first`` is how wide its first column is, in pixels, where long words would push the others out of sight, and
    ``pinned`` whether it stays in sight beside them."""
    if frame.empty:
        return
    st.dataframe(
        shown(frame), key=key, hide_index=True, alt=name, height="content" if len(frame) <= 16 else 480,
        column_config={str(frame.columns[0]): st.column_config.Column(width=first, pinned=pinned)},
    )  # fmt: skip
