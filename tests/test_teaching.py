"""Learning from corrections: ten of a kind settle the eleventh, nothing else moves, what cannot be taught is said, and all of
it can be looked at before and taken back after."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from extract import lessons
from extract.__main__ import main
from extract.binding import built_in
from extract.corrections import ACCEPT, SET, correction
from extract.corrections.passages import passage
from extract.explaining import Explanation, explain
from extract.facts import Fact
from extract.learnt import LearntError, Lesson, parse, render, weights_of
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.pipeline import extract, read_folder
from extract.report import Report
from extract.views.words import reasoning
from extract.views.words.language import Language
from extract.workspace import State, Workspace

SEEDS = Path(__file__).parents[1] / "seeds"
REGION = Entry("吉林省四平市双辽市", "", "2022")
LEADS = (
    "2022年，", "全年", "今年以来，全市", "上半年，", "坚持党建引领，", "突出实干导向，", "截至目前，", "在基层治理中，", "聚焦群众关切，",
    "深化结对共建，", "推动力量下沉，",
)  # fmt: skip
TAILS = (
    "。", "，成效明显。", "，群众满意度不断提升。", "，受到好评。", "。各项工作有序推进。", "，为乡村振兴提供支撑。", "；同时健全长效机制。",
    "，覆盖全部乡镇。", "，较好完成任务。", "，推动工作落实。", "，得到上级肯定。",
)  # fmt: skip
COUNTS = ("126", "2300", "860", "1.2万", "358", "47", "615", "9040", "1103", "72", "530")

# a turn of phrase, and the indicator that a reader of this workspace gives it; the program gives it another
KINDS = (
    ("选派园艺干部{}名到村服务", None),
    ("开展红色教育观影活动{}场次", None),
    ("党员认领微心愿{}个", None),
    ("走访慰问困难党员{}名", None),
    ("向村派出指导员{}名", "cadres_to_communities"),
    ("选聘乡村振兴指导员{}名", "cadres_dispatched"),
    ("评定星级党员{}名", "party_members"),
    ("挂牌党员{}名", "party_members"),
)
UNRELATED = "全市共有党员3.2万名，全年发展党员320名，储备村级后备干部360名，为群众解决难题2300件。\n"


def sentence(kind: str, n: int) -> str:
    return LEADS[n] + kind.format(COUNTS[n]) + TAILS[n] + "\n"


def figure(space: Workspace, report: str, count: str) -> Fact:
    table = space.load().read
    return next(f for f in table.facts if f.report == report and f.quote.startswith(count))


def corrected(space: Workspace, kind: str, indicator: str | None, action: str = SET) -> None:
    """Correct the first ten figures of a turn of phrase."""
    state = space.load()
    raw = next(source.raw for source in state.table.sources if source.name == "一")
    ten = [f for f in state.read.facts if f.report == "一" and f.quote.rstrip("名场次个件") in COUNTS[:10]]
    assert len(ten) == 10
    values = {"indicator": indicator} if action == SET else {}
    space.record([correction(action, passage("一", raw, f.span), values, who="王") for f in ten])


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path / "ws")


def kept(space: Workspace, kind: str) -> Workspace:
    """A workspace with ten figures of a turn of phrase in one report, and an eleventh in another."""
    space.keep("".join(sentence(kind, n) for n in range(10)).encode(), "一.txt", REGION)
    space.keep((sentence(kind, 10) + UNRELATED).encode(), "二.txt", REGION)
    return space


@pytest.mark.parametrize(("kind", "indicator"), KINDS)
def test_ten_corrections_settle_the_eleventh_in_another_report(
    space: Workspace, kind: str, indicator: str | None
) -> None:
    kept(space, kind)
    before = space.load().read
    assert figure(space, "二", COUNTS[10]).indicator != indicator, (
        "the program has learnt this phrase: take another"
    )
    corrected(space, kind, indicator)
    assert main(["learn", "--workspace", str(space.folder.root)]) == 0
    after = space.load().read
    assert figure(space, "二", COUNTS[10]).indicator == indicator
    assert {f.indicator for f in after.facts if f.report == "一"} == {indicator}
    others = [
        [(f.quote, f.indicator) for f in table.facts if f.report == "二"][1:] for table in (before, after)
    ]
    assert others[0] == others[1]


def test_the_page_explains_a_figure_by_the_lessons_that_it_was_read_by(space: Workspace) -> None:
    kind, indicator = next(pair for pair in KINDS if pair[1])
    kept(space, kind)
    corrected(space, kind, indicator)
    before = figure(space, "二", COUNTS[10])
    space.teach(lessons.prospect(space.load()).lesson)
    state = space.load()
    fact = figure(space, "二", COUNTS[10])
    assert fact.indicator == indicator != before.indicator
    by_lesson, by_built_in = (
        reasoning.fold(fact, next(state.reports("二")), own, Language("en"))
        for own in (state.lessons, tuple[Lesson, ...]())
    )
    found = explained(state, "二")
    assert by_lesson != by_built_in
    assert any(by_lesson == reasoning.card(each, Language("en")) for each in found if each.fact == fact)
    for name in ("一", "二"):
        shown = [each for each in state.read.facts if each.report == name]
        assert [each.fact for each in explained(state, name)] == shown


def explained(state: State, name: str) -> tuple[Explanation, ...]:
    return explain(next(state.reports(name)), state.known, weights_of(state.lessons)).figures


@pytest.mark.parametrize(("kind", "indicator"), KINDS)
def test_unrelated_figures_do_not_move(space: Workspace, kind: str, indicator: str | None) -> None:
    kept(space, kind)
    corrected(space, kind, indicator)
    lesson = lessons.prospect(space.load()).lesson
    before, after = read_folder(SEEDS), read_folder(SEEDS, weights=weights_of([lesson]))
    moved = [(f, g) for f, g in zip(before.facts, after.facts, strict=True) if f.indicator != g.indicator]
    # one sentence of the examples with three figures is of such a kind itself (选派207名干部到村担任…), and a close call
    assert len(moved) <= 0.015 * len(before.facts), [f.sentence for f, _ in moved]


def test_a_look_says_what_would_change_and_changes_nothing(
    space: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, indicator = KINDS[0]
    kept(space, kind)
    corrected(space, kind, indicator)
    assert main(["learn", "--workspace", str(space.folder.root), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "from 10 corrections" in said
    assert "another indicator: 1\n" in said
    assert "二:" in said and "【530名】到村服务" in said and "cadres_dispatched → -" in said
    assert not (space.folder.root / "weights.toml").exists()
    assert space.load().lessons == ()


def test_a_lesson_is_taken_back_and_the_one_before_it_holds(space: Workspace) -> None:
    kind, indicator = KINDS[0]
    kept(space, kind)
    unlearnt = figure(space, "二", COUNTS[10])
    corrected(space, kind, indicator)
    command = ["learn", "--workspace", str(space.folder.root)]
    assert main(command) == 0
    learnt = figure(space, "二", COUNTS[10])
    assert main(command) == 0
    assert len(space.load().lessons) == 2
    assert main([*command, "--undo"]) == 0
    assert figure(space, "二", COUNTS[10]) == learnt
    assert main([*command, "--undo"]) == 0
    assert figure(space, "二", COUNTS[10]) == unlearnt
    assert main([*command, "--undo"]) == 1


def test_what_was_learnt_reads_new_reports_too_and_only_in_its_workspace(
    space: Workspace, tmp_path: Path
) -> None:
    kind, indicator = KINDS[0]
    kept(space, kind)
    corrected(space, kind, indicator)
    space.teach(lessons.prospect(space.load()).lesson)
    text = f"近日，{kind.format(88)}。\n"
    space.keep(text.encode(), "三.txt", REGION)
    assert figure(space, "三", "88").indicator == indicator
    other = Workspace.open(tmp_path / "other")
    other.keep(text.encode(), "三.txt", REGION)
    assert figure(other, "三", "88").indicator != indicator
    assert extract(Report("三", text)).facts[0].indicator != indicator


def test_accepted_figures_hold_what_was_read(space: Workspace) -> None:
    kind, _ = KINDS[0]
    kept(space, kind)
    corrected(space, kind, None, ACCEPT)
    found = lessons.prospect(space.load())
    assert (found.lesson.corrections, found.before, found.after, found.changes) == (10, 10, 10, ())


def test_what_is_not_among_the_candidates_is_said_with_what_would_teach_it(
    space: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    kind = KINDS[0][0]
    kept(space, kind)
    corrected(space, kind, "grids")
    assert main(["learn", "--workspace", str(space.folder.root)]) == 1
    assert "nothing to learn from" in capsys.readouterr().err
    raw = space.load().table.sources[1].raw
    own = figure(space, "二", COUNTS[10])
    space.record([correction(SET, passage("二", raw, own.span), {"indicator": None}, who="王")])
    assert main(["learn", "--workspace", str(space.folder.root), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "not among the candidates of the figure: 10" in said and "an indicator of your own" in said


def test_a_correction_of_something_else_teaches_nothing(space: Workspace) -> None:
    kept(space, KINDS[0][0])
    raw = space.load().table.sources[1].raw
    own = figure(space, "二", COUNTS[10])
    space.record([correction(SET, passage("二", raw, own.span), {"period": "2021"}, who="王")])
    with pytest.raises(WorkspaceError) as error:
        lessons.prospect(space.load())
    assert error.value.code == "nothing_taught"


def test_a_workspace_for_reading_refuses(space: Workspace) -> None:
    kind, indicator = KINDS[0]
    kept(space, kind)
    corrected(space, kind, indicator)
    lesson = lessons.prospect(space.load()).lesson
    closed = Workspace.open(space.folder.root, read_only=True)
    for write in (lambda: closed.teach(lesson), closed.unteach):
        with pytest.raises(WorkspaceError) as error:
            write()
        assert error.value.code == "read_only"


def test_a_damaged_lesson_is_said_and_not_written_over(
    space: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    kind, indicator = KINDS[0]
    kept(space, kind)
    corrected(space, kind, indicator)
    space.teach(lessons.prospect(space.load()).lesson)
    file = space.folder.root / "weights.toml"
    file.write_text(file.read_text("utf-8").replace("wording", "wordings", 1), "utf-8")
    state = space.load()
    assert state.unlearnt is not None and state.lessons == ()
    assert figure(space, "二", COUNTS[10]).indicator != indicator
    assert main(["learn", "--workspace", str(space.folder.root)]) == 2
    assert "weights.toml is wrong" in capsys.readouterr().err
    assert "wordings" in file.read_text("utf-8")


def test_progress_is_heard_before_each_report(space: Workspace) -> None:
    kind, indicator = KINDS[0]
    kept(space, kind)
    corrected(space, kind, indicator)
    heard: list[tuple[int, int, str]] = []
    lessons.prospect(space.load(), lambda *step: heard.append(step))
    assert heard == [(0, 3, "一"), (1, 3, "一"), (2, 3, "二")]


def test_the_built_in_weights_know_no_wording_and_pay_nothing_for_it() -> None:
    assert not built_in().wording
    assert not any(feature.startswith("wording: ") for feature in built_in().levels)
    assert weights_of([Lesson("", 1, "", {"wording: 特派 as cadres_dispatched": -1.0})]).wording


def test_the_built_in_weights_are_never_touched(space: Workspace) -> None:
    before = dict(built_in().levels)
    kind, indicator = KINDS[0]
    kept(space, kind)
    corrected(space, kind, indicator)
    space.teach(lessons.prospect(space.load()).lesson)
    space.load()
    assert dict(built_in().levels) == before


@pytest.mark.parametrize("text", ["lesson = 3", "[[lesson]]\nwhen = 1\n", "=", "[[lesson]]\nleans = 3\n"])
def test_what_is_no_file_of_lessons_is_an_error(text: str) -> None:
    with pytest.raises(LearntError):
        parse(text)


def test_lessons_are_read_as_they_were_written() -> None:
    said = (
        Lesson("2026-01-02T03:04:05+00:00", 3, "p", {"act: beside": 0.5}),
        Lesson("2026-01-03T03:04:05+00:00", 4, "p", {'wording: "引 as x': -0.25, "none: %": 1.0}),
    )
    assert parse(render(said)) == said


@pytest.mark.parametrize(
    ("sound", "damaged"),
    [
        ("[[lesson]]", "[[messon]]"),
        ("corrections = 12", "corrections = 13"),
        ('"v"', '"w"'),
        ("T09:", "T19:"),
    ],
)
def test_whatever_of_a_lesson_is_damaged_is_an_error(sound: str, damaged: str) -> None:
    """Only the leans had a check: of when and from how many corrections they were learnt, anything was believed."""
    text = render([Lesson("2026-11-28T09:00:00+00:00", 12, "v", {"act: beside": 0.25})])
    assert sound in text
    with pytest.raises(LearntError):
        parse(text.replace(sound, damaged))


TABLED = (
    "双辽市党建情况\n乡镇\t党员\t党支部\t发展党员\n茂林镇\t1200名\t40个\t12名\n双山镇\t900名\t30个\t9名\n"
    "\n全市共有党员24000名，今年发展党员310名。\n"
)


@pytest.mark.parametrize("year", ["", "2022"])
def test_the_same_weights_change_nothing(space: Workspace, year: str) -> None:
    """Of a report with a table, or of a year that somebody said, as of any: it is tried as it was read."""
    space.keep(TABLED.encode(), "表.txt", Entry("吉林省四平市双辽市", year=year))
    state = space.load()
    assert sum(fact.indicator is not None for fact in state.read.facts) > 4
    assert lessons.without(replace(state, lessons=(Lesson("2026-11-29T00:00:00+00:00", 1, "x", {}),))) == ()
    space.teach(Lesson("2026-11-29T00:00:00+00:00", 1, "x", {}))
    assert lessons.without(space.load()) == ()
