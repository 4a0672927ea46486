"""简报 Brief: what a reader gathered from the pages, in their order and with their words, to be taken as a document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from extract.brief import Brief, Piece
from extract.brief.keeping import LONGEST_TEXT, LONGEST_TITLE
from extract.views import tray
from extract.views.briefing import document as documents
from extract.views.briefing import telling
from extract.views.briefing.making import Made, Maker
from extract.views.briefing.parts import Absent, Charts, Figures, Grid, Tables
from extract.views.charts import line_drawing
from extract.views.charts.kinds import Dots, Lines, Tiles
from extract.views.charts.spec import ChartSpec
from extract.views.context import Context
from extract.views.parts import brief_menu, evidence, figures, panels, scripted
from extract.views.reviewing import audited
from extract.views.words import wording
from extract.views.words.language import Language
from extract.views.words.wording import label
from extract.workspace.handing_on import Held

_UNDO = "_brief_undo"  # the piece that was taken out last, and its place
_ROWS = 12  # of a table on the page; a file has them all
_LINES = 8  # changes that stand on the page unfolded


def draw(context: Context) -> None:
    """The page: choose a brief, title it, order its pieces, take it."""
    held = tray.kept(context)
    brief = tray.current(context, held)
    say, maker = context.say, tray.maker(context)
    made = [maker.make(piece) for piece in brief.pieces]
    with st.sidebar:
        _choose(context, held, brief)
    _head(context, brief, made, maker)
    _changed(context, made)
    if not made:
        st.info(say("brief.empty"), icon=":material/playlist_add:")
    _words(context, brief)
    _undo(context)
    for number, each in enumerate(made):
        _piece(context, each, number, len(made))


def _choose(context: Context, held: Held, brief: Brief) -> None:
    """Which brief is open, another one, and away with it."""
    say = context.say
    st.html(f'<h2 class="side-title">{escape(say("brief.which"))}</h2>')
    names = {each.id: _named(each, say) for each in held.briefs}
    names.setdefault(brief.id, _named(brief, say))
    st.session_state["brief_choice"] = brief.id
    st.selectbox(
        say("brief.which"),
        list(names),
        key="brief_choice",
        format_func=names.__getitem__,
        label_visibility="collapsed",
        on_change=lambda: _open(st.session_state["brief_choice"]),
    )
    with st.container(horizontal=True):
        st.button(say("brief.begin"), key="brief_begin", icon=":material/add:", on_click=_open)
        with st.popover(
            say("brief.delete"), icon=":material/delete:", disabled=not brief.pieces and not brief.when
        ):
            st.markdown(say("brief.delete_sure", title=wording.literal(_named(brief, say))))
            st.button(
                say("brief.delete"),
                key="brief_delete",
                on_click=tray.remove,
                args=(context, brief.id, say("brief.deleted")),
            )


def _open(id: str = "") -> None:
    tray.begin(id)
    st.session_state.pop(_UNDO, None)


def _named(brief: Brief, say: Language) -> str:
    title = brief.title or say("brief.untitled")
    return f"{title} · {documents.day_of(brief.when, say)}" if brief.when else title


def _head(context: Context, brief: Brief, made: Sequence[Made], maker: Maker) -> None:
    say = context.say
    with st.container(horizontal=True, vertical_alignment="bottom", key="head"):
        with st.container(width="stretch", key="head_text"):
            panels.title(say("page.brief"), _where(context, brief))
        with st.container(horizontal=True, width="content", key="head_buttons"):
            if made:
                bare = documents.document(replace(brief, pieces=()), [], maker)
                told = audited.teller(context)
                found = with_audit(made, told) if told else made
                brief_menu.draw(
                    say,
                    lambda audit: documents.document(brief, found if audit else made, maker),
                    bare,
                    next((new.notes[-1] for new, old in zip(found, made, strict=True) if new != old), ""),
                )


def with_audit(made: Sequence[Made], told: Callable[[ChartSpec], str]) -> list[Made]:
    """The pieces with what a sampling audit found of their charts as their last note, where one speaks for them."""
    return [
        replace(each, notes=(*each.notes, *dict.fromkeys(filter(None, map(told, each.content.specs)))))
        if isinstance(each.content, Charts)
        else each
        for each in made
    ]


def _where(context: Context, brief: Brief) -> str:
    """Where the brief is kept, or that it is not."""
    say = context.say
    if context.desk is None:
        return say("brief.in_session_table")
    if context.writable is None:
        return say("brief.in_session_read_only")
    if not brief.when:
        return say("brief.lead")
    by = say("brief.kept_by", who=brief.who) if brief.who else ""
    return say("brief.kept", day=documents.day_of(brief.when, say), by=by)


def _changed(context: Context, made: Sequence[Made]) -> None:
    """What is not as its author last saw it, and the button that agrees to it."""
    say = context.say
    found = [change for each in made for change in each.changes]
    if not found:
        return
    counts = say.list(
        [say(f"brief.count_{kind}", count=count) for kind, count in telling.kinds(found).items()]
    )
    since = documents.day_of(min(each.piece.agreed for each in made if each.changes), say)
    lines = documents.changed(made, say)
    panels.strip(
        say("brief.changed", day=since, counts=counts),
        lines[:_LINES],
        more=say("brief.all_changes", count=len(lines)),
        details=lines[_LINES:],
    )
    seen = {each.piece.id: each.seen for each in made if each.changes}
    st.button(
        say("brief.agree"), key="brief_agree", icon=":material/done_all:", help=say("brief.agree_help"),
        on_click=tray.agree, args=(context, seen),
    )  # fmt: skip


def _words(context: Context, brief: Brief) -> None:
    """The title, who hands it on, and the words before the first piece."""
    say = context.say
    left, right = st.columns([0.66, 0.34])
    with left:
        _field(context, brief, "title", say("brief.title"), say("brief.title_hint"))
    with right:
        _field(context, brief, "byline", say("brief.byline"), say("brief.byline_hint"))
    _field(context, brief, "lead", say("brief.opening"), say("brief.opening_hint"), long=True)


def _field(context: Context, brief: Brief, name: str, words: str, hint: str, *, long: bool = False) -> None:
    key = f"brief_{name}_{brief.id}"
    st.session_state[key] = getattr(brief, name)

    def write() -> None:
        text = str(st.session_state[key] or "").strip()
        tray.change(context, lambda own: own.titled(**{name: text}))

    if long:
        st.text_area(words, key=key, placeholder=hint, max_chars=LONGEST_TEXT, height=68, on_change=write)
    else:
        st.text_input(words, key=key, placeholder=hint, max_chars=LONGEST_TITLE, on_change=write)


def _undo(context: Context) -> None:
    """The piece that was taken out last, back to its place."""
    taken: tuple[Piece, int] | None = st.session_state.get(_UNDO)
    if taken is None:
        return

    def back() -> None:
        piece, at = st.session_state.pop(_UNDO)
        tray.change(context, lambda own: own.put_back(piece, at))

    st.button(context.say("brief.put_back"), key="brief_undo", icon=":material/undo:", on_click=back)


def _piece(context: Context, made: Made, number: int, total: int) -> None:
    """One piece: its own words, its place, and what it shows."""
    say, id = context.say, made.piece.id
    with st.container(border=True, key=f"piece_{id}"):
        with st.container(horizontal=True, vertical_alignment="center", key=f"piece_head_{id}"):
            kind = say(f"brief.kind_{made.piece.kind}")
            st.html(
                f'<h2 class="piece-title"><span class="chip">{number + 1}</span> {escape(made.heading)} '
                f"<small>{escape(kind)}</small></h2>",
                width="stretch",
            )
            _moves(context, made, number, total)
        if made.changes:
            lines = "<br>".join(escape(telling.change(change, say)) for change in made.changes[:_LINES])
            st.html(f'<p class="piece-change">{lines}</p>')
        left, right = st.columns([0.42, 0.58], gap="medium")
        with left:
            _own_words(context, made)
        with right:
            _shown(context, made)


def _moves(context: Context, made: Made, number: int, total: int) -> None:
    say, id = context.say, made.piece.id
    for name, icon, by, disabled in (
        ("up", "arrow_upward", -1, number == 0),
        ("down", "arrow_downward", 1, number == total - 1),
    ):
        st.button(
            say(f"brief.{name}"), key=f"{name}_{id}", icon=f":material/{icon}:", type="tertiary", disabled=disabled,
            on_click=_move, args=(context, id, by),
        )  # fmt: skip
    page = made.piece.asked.page
    if page in context.pages and st.button(
        say("brief.to_page"), key=f"to_{id}", icon=":material/open_in_new:", type="tertiary"
    ):
        context.go_to(made.piece.asked)
    st.button(
        say("brief.take_out"), key=f"out_{id}", icon=":material/close:", type="tertiary",
        on_click=_take_out, args=(context, made.piece, number),
    )  # fmt: skip


def _move(context: Context, id: str, by: int) -> None:
    tray.change(context, lambda own: own.moved(id, by))


def _take_out(context: Context, piece: Piece, at: int) -> None:
    if tray.change(context, lambda own: own.without(piece.id)):
        st.session_state[_UNDO] = (piece, at)


def _own_words(context: Context, made: Made) -> None:
    say, piece = context.say, made.piece
    heading, line = f"heading_{piece.id}", f"line_{piece.id}"
    st.session_state[heading], st.session_state[line] = piece.heading, piece.line

    def write() -> None:
        told = {
            "heading": str(st.session_state[heading] or "").strip(),
            "line": str(st.session_state[line] or "").strip(),
        }
        tray.change(context, lambda own: own.reworded(piece.id, **told))

    st.text_input(
        say("brief.heading"), key=heading, placeholder=made.title, max_chars=LONGEST_TITLE, on_change=write
    )
    st.text_area(
        say("brief.line"), key=line, placeholder=say("brief.line_hint"), max_chars=LONGEST_TEXT, height=100, on_change=write
    )  # fmt: skip


def _shown(context: Context, made: Made) -> None:
    """What the piece shows, small; the file shows it in full."""
    say = context.say
    match made.content:
        case Charts((Lines() as lines, *_)):
            figure = line_drawing.draw(lines, context.palette, "", small=True)
            panels.plot(context, figure, f"preview_{made.piece.id}", lines.alt)
        case Charts((Tiles() as squares, *_)):
            panels.small_title(squares.title, squares.unit)
            figures.tiles(context, squares, f"preview_{made.piece.id}")
        case Charts((Dots() as lanes, *_)):
            panels.small_title(lanes.title, lanes.unit)
            figures.dots(context, lanes, f"preview_{made.piece.id}", heading=4)
        case Charts(specs):
            scripted.preview(context, specs[0], f"preview_{made.piece.id}")
        case Tables(grids):
            for grid in grids:
                st.html(_table(grid, say))
        case Figures():
            st.html(_figure(made.content, say))
        case Absent(why):
            st.info(wording.literal(why), icon=":material/link_off:")


def _table(grid: Grid, say: Language) -> str:
    def line(tag: str, cells: Sequence[str]) -> str:
        made = [
            f"<{tag}{' class=right' if number in grid.right else ''}>{escape(text)}</{tag}>"
            for number, text in enumerate(cells)
        ]
        return f"<tr>{''.join(made)}</tr>"

    rest = len(grid.rows) - _ROWS
    more = f'<p class="page-lead">{escape(say("brief.more_rows", count=rest))}</p>' if rest > 0 else ""
    body = "".join(line("td", row) for row in grid.rows[:_ROWS])
    return f'<div class="piece-table"><table><thead>{line("th", grid.heads)}</thead><tbody>{body}</tbody></table></div>{more}'


def _figure(given: Figures, say: Language) -> str:
    terms = label("brief.divided", say, terms=given.terms) if given.terms else ""
    quoted = "".join(
        f'{evidence.of_cells(fact, say)}<blockquote lang="zh">{evidence.highlighted(fact.sentence, fact.position, len(fact.text))}</blockquote>'
        for _, fact in given.quoted
    )
    lines = "".join(f'<p class="page-lead">{escape(text)}</p>' for text in (given.about, terms) if text)
    return (
        f'<div class="evidence"><p class="piece-figure">{escape(given.number)} <small>{escape(given.unit)}</small></p>'
        f"{lines}{quoted}</div>"
    )
