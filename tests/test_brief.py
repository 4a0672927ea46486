"""A brief and saved views: what they are, how they are kept, and what of their figures changed."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import bookmarks
from extract.bookmarks import BookmarkError
from extract.brief import CHART, FIGURE, Brief, BriefError, Piece, Seen, changes, dump, load
from extract.brief.pieces import MOST_PIECES, new_id
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.page_state import PageState
from extract.workspace import Workspace, handing_on, parcel

ASKED = PageState.of("compare", {"indicator": ["cadres_dispatched"], "regions": ["辽宁省", "青海省"]})
REPORT = "辽宁省基层党建工作综述\n\n2022年，全省选派驻村干部3000名。\n".encode()

words = st.text(max_size=40)
seen = st.builds(
    Seen,
    key=words,
    name=words,
    value=st.floats(allow_nan=False, allow_infinity=False),
    high=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    unit=words,
    period=words,
    grade=words,
)


def brief(*pieces: Piece, title: str = "基层党建简报") -> Brief:
    """A brief of these pieces."""
    return Brief(new_id(), title, "某某办公室", "导语", pieces)


# --- what it is -----------------------------------------------------------------------------------------------------


def test_a_piece_moves_no_further_than_the_ends() -> None:
    own = brief(*(Piece(name, CHART, ASKED) for name in "abc"))
    assert [piece.id for piece in own.moved("b", -1).pieces] == ["b", "a", "c"]
    assert [piece.id for piece in own.moved("b", 5).pieces] == ["a", "c", "b"]
    assert own.moved("gone", 1) == own


def test_a_piece_that_was_taken_out_goes_back_to_its_place() -> None:
    own = brief(*(Piece(name, CHART, ASKED) for name in "abc"))
    assert own.without("b").put_back(own.pieces[1], 1) == own
    assert own.put_back(own.pieces[1], 0) == own  # it is there


def test_a_brief_is_full_at_some_point() -> None:
    own = brief(*(Piece(str(number), CHART, ASKED) for number in range(MOST_PIECES)))
    with pytest.raises(ValueError, match="at most"):
        own.with_piece(Piece("more", CHART, ASKED))


def test_the_same_asked_twice_is_known() -> None:
    own = brief(Piece("a", CHART, ASKED))
    assert own.holds(CHART, PageState.of("compare", dict(reversed(ASKED.items))))
    assert not own.holds(FIGURE, ASKED)
    assert not own.holds(CHART, ASKED.but(norm="year"))


@given(st.lists(seen, max_size=6), st.lists(seen, max_size=6))
def test_changes_lead_from_what_was_to_what_is(before: list[Seen], after: list[Seen]) -> None:
    was, now = {each.key: each for each in before}, {each.key: each for each in after}
    for change in changes(list(was.values()), list(now.values())):
        if change.before:
            del was[change.before.key]
        if change.after:
            was[change.after.key] = change.after
    told = [(each.value, each.high, each.unit, each.period, each.grade) for each in now.values()]
    left = [(was[key].value, was[key].high, was[key].unit, was[key].period, was[key].grade) for key in now]
    assert left == told and set(was) == set(now)


@given(st.lists(seen, max_size=6))
def test_nothing_changes_by_itself(held: list[Seen]) -> None:
    assert changes(held, held) == ()


# --- how it is kept -------------------------------------------------------------------------------------------------


@given(words, words, st.lists(seen, max_size=4))
def test_a_brief_comes_back_from_its_file_as_it_was(heading: str, line: str, held: list[Seen]) -> None:
    own = brief(Piece(new_id(), CHART, ASKED, heading, line, tuple(held), "2026-11-28"))
    assert load(dump(own)) == own


def test_a_brief_that_was_changed_by_hand_is_told_from_one_that_was_not() -> None:
    content = dump(brief(Piece("a", CHART, ASKED, seen=(Seen("辽宁省", "辽宁省", 3000.0),))))
    with pytest.raises(BriefError, match="check"):
        load(content.replace(b"3000", b"5000"))
    with pytest.raises(BriefError, match="JSON"):
        load(content[:-9])


@pytest.mark.parametrize("place", range(0, 500, 7))
def test_no_bit_of_a_brief_flips_unseen(place: int) -> None:
    own = brief(Piece("a", CHART, ASKED, "标题", "一句话", (Seen("辽宁省", "辽宁省", 3000.0),)))
    content = bytearray(dump(own))
    content[place % len(content)] ^= 4
    with contextlib.suppress(BriefError):
        assert load(bytes(content)) == own  # what stands outside of words, or reads the same


def test_a_brief_of_a_newer_version_is_not_guessed_at() -> None:
    from extract.checked_json import seal

    with pytest.raises(BriefError, match="newer"):
        load(seal("jiceng brief", 2, {"pieces": []}))


@pytest.mark.parametrize(
    "row",
    [
        {"pieces": [{"kind": "song", "page": "compare"}]},
        {"pieces": [{"kind": "chart"}]},
        {"pieces": [{"kind": "chart", "page": "compare", "state": {"norm": "raw"}}]},
        {"pieces": [{"kind": "chart", "page": "compare", "seen": [{"key": "a", "value": "3"}]}]},
        {"pieces": [{"kind": "chart", "page": "compare", "seen": [{"key": "a", "value": True}]}]},
        {"pieces": {}, "title": "x"},
        {"pieces": [], "title": 3},
    ],
)
def test_what_is_no_brief_is_refused(row: dict[str, object]) -> None:
    from extract.checked_json import seal

    with pytest.raises(BriefError):
        load(seal("jiceng brief", 1, row))


# --- in the workspace -----------------------------------------------------------------------------------------------


def test_the_workspace_keeps_briefs_and_lists_the_last_first(tmp_path: Path) -> None:
    folder = Workspace.open(tmp_path).folder
    first = handing_on.change_brief(
        folder, new_id(), lambda own: own.with_piece(Piece("a", CHART, ASKED)), who="甲"
    )
    second = handing_on.change_brief(folder, new_id(), lambda own: own, who="乙")
    assert [each.id for each in handing_on.briefs(folder).briefs] == [second.id, first.id]
    handing_on.change_brief(folder, first.id, lambda own: own.moved("a", 1), who="丙")
    held = handing_on.briefs(folder).briefs
    assert [(each.id, each.who) for each in held] == [(first.id, "丙"), (second.id, "乙")]
    handing_on.remove_brief(folder, second.id)
    assert [each.id for each in handing_on.briefs(folder).briefs] == [first.id]


def test_two_who_put_pieces_into_one_brief_lose_none(tmp_path: Path) -> None:
    one, other = Workspace.open(tmp_path).folder, Workspace.open(tmp_path).folder
    id = new_id()
    for number, folder in enumerate((one, other, one)):
        piece = Piece(str(number), CHART, ASKED)
        handing_on.change_brief(folder, id, lambda own, piece=piece: own.with_piece(piece), who="")
    found = handing_on.brief(other, id)
    assert found and [piece.id for piece in found.pieces] == ["0", "1", "2"]


def test_a_damaged_brief_is_named_and_left_as_it_is(tmp_path: Path) -> None:
    folder = Workspace.open(tmp_path).folder
    kept = handing_on.change_brief(
        folder, new_id(), lambda own: own.with_piece(Piece("a", CHART, ASKED)), who=""
    )
    path = tmp_path / "briefs" / f"{kept.id}.json"
    path.write_bytes(path.read_bytes().replace(b"compare", b"compost"))
    damaged = path.read_bytes()
    held = handing_on.briefs(folder)
    assert held.briefs == () and kept.id in held.damage[0].say("zh")
    with pytest.raises(WorkspaceError):
        handing_on.change_brief(folder, kept.id, lambda own: own, who="")
    assert path.read_bytes() == damaged


def test_a_brief_is_not_written_read_only_nor_outside(tmp_path: Path) -> None:
    Workspace.open(tmp_path).keep(REPORT, "辽宁.txt", Entry())
    folder = Workspace.open(tmp_path, read_only=True).folder
    with pytest.raises(WorkspaceError, match="read-only"):
        handing_on.change_brief(folder, new_id(), lambda own: own, who="")
    assert handing_on.brief(folder, "../workspace") is None
    with pytest.raises(WorkspaceError, match="no such brief"):
        handing_on.remove_brief(Workspace.open(tmp_path).folder, "../workspace")


def test_writing_a_brief_makes_nobody_read_the_workspace_anew(tmp_path: Path) -> None:
    folder = Workspace.open(tmp_path).folder
    before = folder.stamp()
    handing_on.change_brief(folder, new_id(), lambda own: own, who="")
    handing_on.change_views(folder, lambda held: bookmarks.added(held, "两省", ASKED, who="", when=""))
    assert folder.stamp() == before


def test_briefs_and_views_go_along_with_a_packed_workspace(tmp_path: Path) -> None:
    workspace = Workspace.open(tmp_path / "one")
    workspace.keep(REPORT, "辽宁.txt", Entry())
    plain = io.BytesIO()
    parcel.pack(workspace, plain)
    kept = handing_on.change_brief(
        workspace.folder, new_id(), lambda own: own.with_piece(Piece("a", CHART, ASKED)), who=""
    )
    handing_on.change_views(
        workspace.folder, lambda held: bookmarks.added(held, "两省", ASKED, who="", when="")
    )
    packed = io.BytesIO()
    parcel.pack(workspace, packed)
    other = Workspace.open(tmp_path / "two")
    assert parcel.unpack(packed, other).differs is None
    assert handing_on.briefs(other.folder).briefs == (kept,)
    assert [view.name for view in handing_on.views(other.folder)[0]] == ["两省"]
    assert b'"version": 1' in _contents(plain) and b'"version": 2' in _contents(packed)


def _contents(packed: io.BytesIO) -> bytes:
    import zipfile

    return zipfile.ZipFile(packed).read(parcel.CONTENTS)


# --- saved views ----------------------------------------------------------------------------------------------------


def test_saved_views_are_named_renamed_and_removed(tmp_path: Path) -> None:
    folder = Workspace.open(tmp_path).folder
    for name in ("两省", "两省（每年）"):
        asked = ASKED if name == "两省" else ASKED.but(norm="year")
        handing_on.change_views(
            folder, lambda held, n=name, a=asked: bookmarks.added(held, n, a, who="甲", when="2026")
        )
    held, wrong = handing_on.views(folder)
    assert wrong is None and [view.name for view in held] == ["两省", "两省（每年）"]
    handing_on.change_views(folder, lambda held: bookmarks.renamed(held, held[0].id, "辽宁和青海"))
    with pytest.raises(WorkspaceError, match="another view"):
        handing_on.change_views(folder, lambda held: bookmarks.renamed(held, held[0].id, "两省（每年）"))
    handing_on.change_views(folder, lambda held: bookmarks.removed(held, held[1].id))
    held, _ = handing_on.views(folder)
    assert [(view.name, view.asked) for view in held] == [("辽宁和青海", ASKED)]


def test_a_view_saved_under_a_name_that_is_there_takes_its_place() -> None:
    held = bookmarks.added((), "两省", ASKED, who="", when="")
    again = bookmarks.added(held, " 两省 ", ASKED.but(norm="year"), who="", when="")
    assert [view.id for view in again] == [held[0].id] and again[0].asked.one("norm") == "year"
    with pytest.raises(BookmarkError):
        bookmarks.added(held, "  ", ASKED, who="", when="")


def test_damaged_views_are_named_and_not_written_over(tmp_path: Path) -> None:
    folder = Workspace.open(tmp_path).folder
    handing_on.change_views(folder, lambda held: bookmarks.added(held, "两省", ASKED, who="", when=""))
    path = tmp_path / "views.json"
    path.write_bytes(path.read_bytes()[:-20])
    held, wrong = handing_on.views(folder)
    assert held == () and wrong and "views.json" in wrong.say("zh")
    with pytest.raises(WorkspaceError):
        handing_on.change_views(folder, lambda held: held)
