"""The sidebar: what the reader chose. Only filters stand there; each widget keeps its state in the address."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from extract.catalogue import Indicator, catalogue
from extract.comparability import LEVELS, contains
from extract.facts import SURE
from extract.normalisation import AUTO, fitting, normalisations
from extract.views.address import choose_fact, chosen_fact, set_default, settle, settle_many
from extract.views.charts.as_of import AS_REPORTED, AsOf
from extract.views.frames import Filters, Shelf, years
from extract.views.parts import region_box
from extract.views.words import wording
from extract.views.words.language import BOUND_SIGNS, Language, preferred

SCALES = ("linear", "log")


def settle_language(say: Language) -> None:
    """Before a page is drawn: its links say the language, also in the first run of a session."""
    st.session_state["lang"] = say.code
    set_default("lang", preferred(st.context.locale))


def language_switch(say: Language) -> None:
    """中文 or English, each in its own name, whatever the browser prefers."""
    st.segmented_control(
        say("side.language"),
        ["zh", "en"],
        key="lang",
        format_func={"zh": "中文", "en": "English"}.__getitem__,
        required=True,
        label_visibility="collapsed",
        on_change=_language_chosen,
        persist_state="session",
    )


def _language_chosen() -> None:
    """The address says the language of the run before, and would say so again."""
    st.query_params["lang"] = st.session_state["lang"]


def theme_and_indicator(shelf: Shelf, say: Language) -> Indicator:
    """One theme and one of its indicators; those that some report gives come first."""
    _heading(say)
    themes, indicators = catalogue().themes, catalogue().indicators
    given = set(shelf.frame["indicator"].unique()) - {""}
    with_data = [id for id in themes if any(i.id in given for i in catalogue().of_theme(id))] or list(themes)
    opened = shelf.fact(chosen_fact())
    if "indicator" not in st.session_state and opened and opened.indicator:
        st.session_state["indicator"] = opened.indicator  # the link names only a fact
    named = str(st.session_state.get("indicator"))
    if named in indicators:
        st.session_state["theme"] = indicators[named].theme
    options = (
        with_data
        if st.session_state.get("theme") not in themes
        else _with(with_data, st.session_state["theme"])
    )
    settle("theme", options, options[0])
    theme = st.pills(
        say("side.theme"),
        options,
        key="theme",
        format_func=lambda id: say.theme(themes[id]),
        required=True,
        on_change=_other_theme,
        persist_state="session",
    )
    own = [i.id for i in catalogue().of_theme(str(theme))]
    ordered = [id for id in own if id in given] + [id for id in own if id not in given]
    settle("indicator", ordered, ordered[0])
    if theme != options[0]:
        set_default("indicator", "")  # with its theme an indicator is spelt out
    chosen = st.selectbox(
        say("side.indicator"),
        ordered,
        key="indicator",
        format_func=lambda id: (
            say.indicator(indicators[id]) + ("" if id in given else say("side.no_figures"))
        ),
        on_change=choose_fact,
        args=("",),
        persist_state="session",
    )
    return indicators[str(chosen)]


def _other_theme() -> None:
    """Neither the indicator nor the figure that was open belongs to the theme that was chosen now."""
    st.session_state.pop("indicator", None)
    choose_fact("")


def themes_shown(say: Language) -> tuple[str, ...]:
    """Several themes; none chosen means all."""
    _heading(say)
    themes = catalogue().themes
    settle_many("themes", list(themes), [])
    chosen = st.pills(
        say("side.theme"),
        list(themes),
        selection_mode="multi",
        key="themes",
        format_func=lambda id: say.theme(themes[id]),
        on_change=_theme_chosen,
        persist_state="session",
    )
    return tuple(id for id in themes if id in chosen) or tuple(themes)


def _theme_chosen() -> None:
    """What was chosen on the matrix holds on Compare too, unless that shows one of the themes already."""
    chosen = st.session_state["themes"]
    if chosen and st.session_state.get("theme") not in chosen:
        st.session_state["theme"] = chosen[0]
        _other_theme()


def scope(shelf: Shelf, say: Language) -> Filters:
    """The regions, by level and by the region they lie in, and in a folded part years, kinds and bounds."""
    levels = [
        "all",
        *(name for name in LEVELS if any(region_box.level(region) == name for region in shelf.regions)),
    ]
    settle("level", levels, "all")
    settle("within", ["", *shelf.parents], "")
    level, within = st.session_state["level"], st.session_state["within"]
    offered = [
        name for name in shelf.regions if _at_level(name, level) and (not within or contains(within, name))
    ]
    chosen = region_box.choose(shelf, offered, say, of_all=level == "all")
    st.segmented_control(
        say("side.level"),
        levels,
        key="level",
        format_func=lambda id: say(f"level.{id}"),
        required=True,
        on_change=region_box.narrow,
        persist_state="session",
    )
    return _more(shelf, chosen, say)


def _more(shelf: Shelf, chosen: tuple[str, ...], say: Language) -> Filters:
    """Filters that few readers need, folded away and open when one of them is set."""
    year_options = [str(year) for year in years(shelf)]
    kind_options = [kind for kind in shelf.frame["kind"].cat.categories if kind]
    bound_options = list(BOUND_SIGNS)
    for key, options in (("years", year_options), ("kinds", kind_options), ("bounds", bound_options)):
        settle_many(key, options, [])
    is_set = any(st.session_state[key] for key in ("years", "kinds", "bounds", "within"))
    with st.expander(say("side.more"), expanded=is_set):
        st.selectbox(
            say("side.within"),
            ["", *shelf.parents],
            key="within",
            format_func=lambda name: say.region(name) if name else say("side.anywhere"),
            on_change=region_box.narrow,
            persist_state="session",
        )
        picked = {
            key: st.pills(
                say(f"side.{key}"),
                options,
                selection_mode="multi",
                key=key,
                format_func=lambda id, key=key: id if key == "years" else say.term(key[:-1], id),
                persist_state="session",
            )
            for key, options in (("years", year_options), ("kinds", kind_options), ("bounds", bound_options))
        }
    return Filters(
        chosen, tuple(int(year) for year in picked["years"]), tuple(picked["kinds"]), tuple(picked["bounds"])
    )


def report_years(shelf: Shelf, say: Language) -> tuple[int, ...]:
    """The years of the reports to show, on a page that compares nothing; () means all, and where there is one only nothing is
    asked."""
    options = [str(year) for year in years(shelf)]
    if len(options) < 2:
        return ()
    settle_many("years", options, [])
    chosen = st.pills(
        say("side.years"), options, selection_mode="multi", key="years", persist_state="session"
    )
    return tuple(int(year) for year in chosen)


def only_sure(say: Language) -> bool:
    """The switch that leaves out what is to be checked; it goes along from page to page."""
    chosen = st.session_state.get("sure") in (True, "1")
    st.session_state["sure"] = chosen
    st.toggle(
        say("side.only_sure"),
        key="sure",
        help=say("side.only_sure_help", sure=wording.percent(SURE)),
        persist_state="session",
    )
    return bool(st.session_state["sure"])


@dataclass(frozen=True, slots=True)
class Drawing:
    """How the figures are drawn: normalised by what, on which scale, whether figures that need caution and those that
    are to be checked show, and whose undated figures are taken as of their report's year."""

    normalisation: str
    log: bool
    only_comparable: bool
    only_sure: bool
    as_of: AsOf = AS_REPORTED


def as_of_report(shelf: Shelf, say: Language) -> AsOf:
    """The switch that takes undated flows as of their report's year, and behind it for which reports."""
    chosen = st.session_state.get("undated") in (True, "1")
    st.session_state["undated"] = chosen
    st.toggle(say("side.undated"), key="undated", help=say("side.undated_help"), persist_state="session")
    named = {source.name: source for source in shelf.table.sources if source.year is not None}
    settle_many("undated_of", list(named), [])
    if not st.session_state["undated"]:
        return AS_REPORTED
    of = st.multiselect(
        say("side.undated_of"),
        list(named),
        key="undated_of",
        format_func=lambda name: f"{wording.report_label(named[name], say)} · {named[name].year}",
        placeholder=say("review.all_reports"),
        select_all=False,
        persist_state="session",
    )
    return AsOf(True, tuple(of))


def drawing(shelf: Shelf, indicator: Indicator, say: Language) -> tuple[Drawing, DeltaGenerator]:
    """Normalisation, scale, and the switches that hide what may not be compared and what is to be checked; and the place
    where `scale` stands if the chart that comes of it has an axis. An address may name a normalisation that this indicator
    has under another id, or has not."""
    ways = [AUTO, *(way.id for way in normalisations(indicator))]
    if st.session_state.get("norm") not in (None, AUTO):
        st.session_state["norm"] = fitting(str(st.session_state["norm"]), indicator).id
    settle("norm", ways, AUTO)
    st.selectbox(
        say("side.normalisation"),
        ways,
        key="norm",
        format_func=lambda id: say("side.auto") if id == AUTO else wording.normalisation(id, say),
        help=say("side.auto_help"),
        persist_state="session",
    )
    settle("scale", SCALES, SCALES[0])
    box = st.container()
    only = st.session_state.get("only") in (True, "1")
    st.session_state["only"] = only
    st.toggle(say("side.only_comparable"), key="only", persist_state="session")
    sure = only_sure(say)
    as_of = as_of_report(shelf, say)
    log = st.session_state["scale"] == "log"
    return Drawing(st.session_state["norm"], log, st.session_state["only"], sure, as_of), box


def scale(say: Language) -> None:
    """The axis, for charts that have one."""
    st.segmented_control(
        say("side.scale"),
        SCALES,
        key="scale",
        format_func=lambda id: say(f"scale.{id}"),
        required=True,
        help=say("side.scale_help"),
        persist_state="session",
    )


def _heading(say: Language) -> None:
    st.html(f'<h2 class="side-title">{say("side.title")}</h2>')


def level_name(region: str, say: Language) -> str:
    """A region's level in words, "" for a region that the registry does not know."""
    return wording.level(region_box.level(region), say)


def _with(options: list[str], one: str) -> list[str]:
    return options if one in options else [*options, one]


def _at_level(region: str, level: str) -> bool:
    return level == "all" or region_box.level(region) == level
