"""One step down from a region to its parts and back up: the way over the chart (全国 › 辽宁省 › 沈阳市), each step a click.

A step sets the filters of level and superior region that stand in the sidebar and in the address; it is offered only where
parts have a figure of the indicator.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import streamlit as st

from extract.catalogue import Indicator
from extract.comparability import LEVELS, contains
from extract.regions import NATION, registry
from extract.views.address import open_fact
from extract.views.frames import Shelf
from extract.views.parts import region_box
from extract.views.words import names
from extract.views.words.language import Language

Parts = Mapping[str, tuple[str, tuple[str, ...]]]


def parts(shelf: Shelf, indicator: Indicator) -> Parts:
    """Of each region below which reports give the indicator: the level of the next step, and its parts there with a figure.
    The next step is the highest level that has one: below 北京市 and, where no prefecture is told of, below a province too
    these are counties. The nation stands under ""."""
    return shelf.once(("parts", indicator.id), lambda: _parts(shelf, indicator))


def _parts(shelf: Shelf, indicator: Indicator) -> Parts:
    known = registry()
    below: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    told = shelf.frame.loc[shelf.frame["indicator"] == indicator.id, "scope"]
    for scope in told.unique():
        region = known.by_full_name.get(scope)
        if region is None or region is NATION:
            continue
        for above in ("", *(each.full_name for each in known.ancestors(region))):
            below[above][region.level].append(scope)
    whole = {"", *shelf.parents}
    return {
        above: next((level, tuple(found[level])) for level in LEVELS if level in found)
        for above, found in below.items()
        if above in whole
    }


def draw(shelf: Shelf, indicator: Indicator, shown: Sequence[str], opened: str, say: Language) -> None:
    """The way from the nation to the regions that are shown, and the step down from the one that is ``opened`` or from
    another of those ``shown``; nothing where there is no step to take."""
    found = parts(shelf, indicator)
    within = str(st.session_state.get("within") or "")
    below = [name for name in shown if name in found and name != within]
    if not within and not below:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="steps"):
        _way(shelf, within, found, say)
        if opened in below:
            level, own = found[opened]
            words = say(f"step.{level}", region=say.region(opened), count=len(own))
            st.button(
                words,
                key="step_down",
                icon=":material/subdirectory_arrow_right:",
                on_click=_go,
                args=(shelf, found, opened),
            )
        others = [name for name in below if name != opened]
        if others:
            st.selectbox(
                say("step.other"),
                others,
                index=None,
                key="step_other",
                format_func=names.told_apart(others, say).__getitem__,
                placeholder=say("step.other"),
                label_visibility="collapsed",
                width=190,
                on_change=lambda: _go(shelf, found, str(st.session_state["step_other"])),
            )


def _way(shelf: Shelf, within: str, found: Parts, say: Language) -> None:
    """The regions above what is shown, from the nation down; each but the last leads to its parts."""
    region = registry().by_full_name.get(within)
    above = [each.full_name for each in (*reversed(registry().ancestors(region)), region)] if region else []
    way = ["", *above]
    for number, name in enumerate(way):
        words = say.region(name) if name else say("step.nation")
        if name == within:
            st.html(f'<span class="step-here" aria-current="location">{words}</span>', width="content")
        else:
            st.button(words, key=f"step_{number}", type="tertiary", on_click=_go, args=(shelf, found, name))
        if number < len(way) - 1:
            st.html('<span class="step-mark" aria-hidden="true">›</span>', width="content")


def _go(shelf: Shelf, found: Parts, region: str) -> None:
    """Show a region's parts: those with a figure, and those with a report of their own that does not give it."""
    level, told = found.get(region, ("all", ()))
    below = [
        name
        for name in shelf.regions
        if region_box.level(name) == level and (not region or contains(region, name))
    ]
    reported = set(shelf.reported)
    wanted = [name for name in below if name in told or name in reported]
    st.session_state.update(within=region, level=level, step_other=None)
    if region and wanted and wanted != region_box.unasked(below, _reports(shelf)):
        st.session_state["regions"] = wanted
    else:
        st.session_state.pop("regions", None)
    open_fact("")


def _reports(shelf: Shelf) -> list[str]:
    return [source.region for source in shelf.table.sources if source.region]
