"""The region box: which regions are shown, chosen one by one or many in one click, and what is not shown said.

With the regions of fifty reports a wall of names says nothing, so the box shows a count and opens on demand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from extract.comparability import LEVELS
from extract.regions import registry
from extract.views.address import at_default, chosen_fact, settle_many
from extract.views.frames import Shelf
from extract.views.words import names, wording
from extract.views.words.language import Language

FEW = 12  # regions of all levels that a chart shows at once without losing its reader
READABLE = 40  # regions of one level that are shown unasked; more are a click away
_FEW_KEY = "regions_few"
_ANY = "nation"  # of the levels, for a region that the registry does not know


def level(region: str) -> str:
    """A region's level, "" for one that the registry does not know."""
    found = registry().by_full_name.get(region)
    return found.level if found else ""


def province(region: str) -> str:
    """The full name of the province that a region is or lies in, "" where there is none."""
    found = registry().by_full_name.get(region)
    own = (found, *registry().ancestors(found)) if found else ()
    return next((each.full_name for each in own if each.level == "province"), "")


def unasked(offered: Sequence[str], reports: Sequence[str]) -> list[str]:
    """The regions shown to a reader who chose none: all that a report tells of while these are few, else those of the
    level that most reports have; where even that is too many, the first `READABLE`. ``reports`` has the regions of each report (`of_reports`).

    >>> unasked(["辽宁省", "吉林省四平市双辽市"], ["辽宁省"])
    ['辽宁省']
    """
    counts = Counter(reports)
    own = [name for name in offered if name in counts] or list(offered)
    if len(own) <= FEW:
        return own
    levels: Counter[str] = Counter()
    for name in own:
        levels[level(name)] += counts[name] or 1
    most = max(levels, key=lambda name: (levels[name], -_rank(name)))
    return [name for name in own if level(name) == most][:READABLE]


def of_reports(shelf: Shelf) -> list[str]:
    """The regions that the reports tell of: each its own, or those of its figures where none is of its own region, as in a
    prefecture's table of its counties; worked out once for a shelf."""
    return shelf.once("regions of reports", lambda: _told(shelf))


def _told(shelf: Shelf) -> list[str]:
    filed = shelf.frame.loc[shelf.frame["indicator"] != "", ["report", "scope"]].drop_duplicates()
    by_report: dict[str, list[str]] = {}
    for report, scope in filed.itertuples(index=False):
        by_report.setdefault(report, []).append(scope)
    found: list[str] = []
    for source in shelf.table.sources:
        scopes = by_report.get(source.name, [])
        found += scopes if scopes and source.region not in scopes else filter(None, [source.region])
    return found


def _rank(name: str) -> int:
    return LEVELS.index(name or _ANY)


def groups(
    offered: Sequence[str], chosen: Sequence[str], opened: str, report: Sequence[str]
) -> dict[str, list[str]]:
    """What one click chooses, by the click's name: all, none, those of the level or the province of the region ``opened``
    (else of the first chosen), and the regions that its ``report`` has figures of; what would choose nothing is left out."""
    made = {"all": list(offered), "none": []}
    first = opened if opened in offered else next(iter(chosen), "")
    if first:
        made["level"] = [name for name in offered if level(name) == level(first)]
        own = province(first)
        made["province"] = [name for name in offered if own and province(name) == own]
        told = set(report)
        made["report"] = [name for name in offered if name in told]
    return {name: found for name, found in made.items() if found or name == "none"}


def narrow() -> None:
    """Another level or parent was chosen: regions that the reader chose stay, as far as they are of it; those shown unasked
    make room for the ones that are shown unasked there."""
    if at_default("regions"):
        st.session_state.pop("regions", None)


def choose(shelf: Shelf, offered: Sequence[str], say: Language, *, of_all: bool) -> tuple[str, ...]:
    """The box: a count that opens a search, ticks and one-click choices; below it what is not shown. ``of_all`` says that the
    reader asked for no level."""
    default = unasked(offered, of_reports(shelf))
    opened = shelf.fact(chosen_fact())
    scope = opened.scope if opened else ""
    if "regions" not in st.session_state and scope in offered and scope not in default:
        st.session_state["regions"] = [*default, scope]
    cleared = st.session_state.get("regions") == []
    settle_many("regions", offered, default)
    if cleared:
        st.session_state["regions"] = []  # an emptied box stays empty: the reader is about to choose
    chosen: list[str] = st.session_state["regions"]
    shown = chosen or default
    with st.popover(
        say("side.count_regions", count=len(shown), total=len(offered)),
        icon=":material/location_on:",
        width="stretch",
        key="region_box",
    ):
        _quick(
            shelf, offered, shown, scope or shown[0] if shown else "", opened.report if opened else "", say
        )
        _few(offered, chosen, default, say)
        st.multiselect(
            say("side.regions"),
            offered,
            key="regions",
            format_func=names.told_apart(offered, say).__getitem__,
            placeholder=say("side.all_regions"),
            select_all=False,
            persist_state="session",
        )
    common = _common(shown) if of_all and shown == default else ""
    st.caption(_said(len(offered), len(shown), bool(chosen), common, say))
    return tuple(shown)


def elsewhere(regions: Sequence[str], say: Language) -> None:
    """The way out where none of the shown regions has a figure: to the ``regions`` that have one, nothing where there are none."""
    if regions:
        st.button(
            say("side.elsewhere", count=len(regions)), key="elsewhere", icon=":material/location_on:",
            on_click=_show, args=(list(regions),),
        )  # fmt: skip


def _show(regions: list[str]) -> None:
    st.session_state.update(regions=regions, level="all", within="")


def _quick(
    shelf: Shelf, offered: Sequence[str], shown: Sequence[str], first: str, report: str, say: Language
) -> None:
    frame = shelf.frame
    report = report or next((s.name for s in shelf.table.sources if s.region == first), "")
    told = frame.loc[frame["report"] == report, "scope"].unique().tolist() if report else []
    words = {
        "level": say("side.pick_level", level=wording.level(level(first), say)),
        "province": say("side.pick_province", province=say.region(province(first))),
        "report": say("side.pick_report", region=say.region(first)),
    }
    with st.container(horizontal=True, gap="xsmall", key="region_quick"):
        for name, found in groups(offered, shown, first, told).items():
            st.button(
                words.get(name) or say(f"side.pick_{name}"), key=f"pick_{name}", on_click=_pick, args=(found,)
            )


def _few(offered: Sequence[str], chosen: Sequence[str], default: Sequence[str], say: Language) -> None:
    """The regions as pills, for a reader who wants a few of those that show unasked: none is pressed until he chooses, and the
    first that he presses is then shown alone; no other need be taken away before."""
    own = _in_order(offered if len(offered) <= READABLE else default)
    picked = [] if list(chosen) == list(default) else chosen
    st.session_state[_FEW_KEY] = [name for name in own if name in picked]
    kept = [name for name in picked if name not in own]

    def choose() -> None:
        found = [*st.session_state[_FEW_KEY], *kept]
        if found:
            st.session_state["regions"] = found
        else:
            st.session_state.pop("regions", None)

    st.pills(
        say("side.few"),
        own,
        selection_mode="multi",
        key=_FEW_KEY,
        format_func=names.told_apart(own, say).__getitem__,
        on_change=choose,
    )


def _in_order(regions: Sequence[str]) -> list[str]:
    """Regions as the nation lists them, by their codes; those that the registry does not know last."""
    known = registry().by_full_name
    return sorted(regions, key=lambda name: known[name].adcode if name in known else "9")


def _pick(found: list[str]) -> None:
    st.session_state["regions"] = found


def _common(shown: Sequence[str]) -> str:
    """The level that all shown regions have, "" when they differ."""
    levels = {level(name) for name in shown}
    return levels.pop() if len(levels) == 1 else ""


def _said(total: int, shown: int, chosen: bool, common: str, say: Language) -> str:
    """What is shown of how many regions; ``common`` is the level that was taken unasked, "" for none."""
    parts = []
    if not chosen:
        parts.append(say("side.none_chosen", count=shown))
    elif shown < total and common:
        parts.append(say("side.usual_level", level=wording.level(common, say)))
    parts.append(say("side.not_shown", count=total - shown) if shown < total else say("side.all_shown"))
    return say("side.joined").join(parts)
