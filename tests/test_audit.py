"""Sampling audits: draws that can be repeated, verdicts that count as corrections, intervals, and reviewers who agree."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from scipy.stats import chisquare

from extract.audit import (
    Audit,
    Result,
    agreement,
    audits,
    draw,
    drawn_again,
    estimates,
    judged,
    last_of,
    population,
    result,
    results,
    table_then,
)
from extract.audit.estimates import FIGURE, WHOLE, Estimate, interval, kappa
from extract.corrections import ACCEPT, ASIDE, DRAW, JUDGE, REPORT, SET, Value, correction, undo
from extract.corrections.draws import GROUPS, NONE, RIGHT
from extract.corrections.passages import Passage
from extract.facts import Fact
from extract.lessons import spoken_of
from extract.manifest import Entry
from extract.workspace import State, Workspace

ONE = "2021年，全省选派驻村干部2304名，培训党员1.2万人次，建成村级书屋46个，表彰先进30名。\n"
TWO = "2021年，全省选派驻村干部2500名，新建党群服务中心120个，投入党建经费350万元，发展党员412名。\n"


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    made = Workspace.open(tmp_path / "ws")
    made.keep(ONE.encode(), "一.txt", Entry("青海省", "", "2022"))
    made.keep(TWO.encode(), "二.txt", Entry("青海省", "", "2022"))
    return made


def opened(space: Workspace, wanted: int = 8, kind: str = "all", of: str = "") -> str:
    """Start an audit; gives its id."""
    state = space.load()
    made = correction(
        DRAW, None, {}, who="王", draw=draw(state.table, state.identities, kind, of, wanted, "5eed")
    )
    space.record([made])
    return made.id


def audit_of(state: State, id: str) -> Audit:
    return next(each for each in audits(state.log) if each.id == id)


def say(space: Workspace, id: str, at: int, verdict: str, who: str = "王", **values: Value) -> list[str]:
    """Give a verdict; gives the actions that were written."""
    state = space.load()
    made = judged(state, state.log, audit_of(state, id), at, verdict, who=who, values=values)
    space.record(made)
    return [each.action for each in made]


def seen(space: Workspace, id: str) -> Result:
    state = space.load()
    return result(state, audit_of(state, id))


def place(space: Workspace, id: str, quote: str) -> int:
    figures = audit_of(space.load(), id).draw.figures
    return next(at for at, figure in enumerate(figures) if figure.passage.quote == quote)


def figure(space: Workspace, quote: str) -> Fact:
    return next(fact for fact in space.load().table.facts if fact.quote == quote)


# the draw


def test_a_draw_takes_each_figure_once_and_its_seed_takes_the_same_again(space: Workspace) -> None:
    state = space.load()
    size = len(state.table.facts)
    whole = draw(state.table, state.identities, "all", "", size + 10)
    assert whole.size == len(whole.figures) == len({each.passage for each in whole.figures}) == size
    some = draw(state.table, state.identities, "all", "", 3, whole.seed)
    assert some.figures == whole.figures[:3]
    assert drawn_again(some, state.table, state.identities) is True
    assert draw(state.table, state.identities, "all", "", 3).seed != some.seed
    mended = "2021年，全区选派驻村干部2304名"  # a word beside the figures, as long as the one before
    path = space.folder.reports / "一.txt"
    path.write_text(ONE.replace("2021年，全省选派驻村干部2304名", mended), "utf-8")
    space.accept("一.txt")
    assert drawn_again(some, space.load().table, state.identities) is True
    path.write_text(ONE.replace("46个", "47个"), "utf-8")
    space.accept("一.txt")
    assert drawn_again(some, space.load().table, state.identities) is None
    path.write_text(ONE, "utf-8")
    space.accept("一.txt")
    tampered = replace(some, figures=some.figures[::-1])
    assert drawn_again(tampered, state.table, state.identities) is False
    opened(space, 3)
    (audit,) = audits(space.load().log)
    for at in range(3):
        say(space, audit.id, at, NONE)
    assert len(space.load().table.facts) == size - 3
    assert drawn_again(audit.draw, table_then(space.load(), audit), state.identities) is True
    space.remove("二.txt")
    later = space.load()
    assert drawn_again(some, later.table, later.identities) is None


def test_a_report_under_another_name_is_drawn_from_as_before(space: Workspace) -> None:
    state = space.load()
    renamed = {f"新{source.name}": state.identities[source.name] for source in state.table.sources}
    table = replace(
        state.table,
        facts=tuple(replace(fact, report=f"新{fact.report}") for fact in state.table.facts),
        sources=tuple(replace(source, name=f"新{source.name}") for source in state.table.sources),
    )
    one = draw(state.table, state.identities, "all", "", 4, "5eed")
    other = draw(table, renamed, "all", "", 4, "5eed")
    assert [each.passage.quote for each in one.figures] == [each.passage.quote for each in other.figures]
    assert one.digest == other.digest


def test_every_figure_is_drawn_equally_often(space: Workspace) -> None:
    """Over 2000 seeds the figures of a half sample come up as often as one another, and so do they in the first place."""
    state = space.load()
    size, chance = len(state.table.facts), random.Random(7)
    counts: Counter[str] = Counter({fact.quote: 0 for fact in state.table.facts})
    first: Counter[str] = Counter(counts)
    for _ in range(2000):
        made = draw(state.table, state.identities, "all", "", size // 2, f"{chance.getrandbits(64):016x}")
        counts.update(each.passage.quote for each in made.figures)
        first[made.figures[0].passage.quote] += 1
    assert len(counts) == size
    assert chisquare(list(counts.values())).pvalue > 0.001
    assert chisquare(list(first.values())).pvalue > 0.001


def test_a_population_is_all_or_one_indicator_or_theme_or_what_is_to_be_checked(space: Workspace) -> None:
    facts = space.load().table.facts
    assert population(facts, "all") == facts
    assert {fact.quote for fact in population(facts, "indicator", "cadres_dispatched")} == {
        "2304名",
        "2500名",
    }
    own = population(facts, "theme", "workforce")
    assert {fact.theme for fact in own} == {"workforce"} and len(own) > 2
    assert all(fact.indicator and not fact.sure for fact in population(facts, "unsure"))
    with pytest.raises(ValueError, match="no population"):
        population(facts, "some")
    with pytest.raises(ValueError, match="nothing to draw"):
        draw(space.load().table, {}, "indicator", "no_such", 5)


# the estimate


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"),
    [  # Wilson (1927) without continuity correction; the second row is of Newcombe (1998), table I
        (49, 50, 0.895, 0.996),
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_interval_is_wilson_s(right: int, judged: int, low: float, high: float) -> None:
    found = interval(right, judged)
    assert found == pytest.approx((low, high), abs=6e-5 if judged != 50 else 6e-4)


def test_what_is_no_figure_is_wrong_as_a_whole_and_has_no_fields() -> None:
    found = {each.measure: each for each in estimates([RIGHT, RIGHT, "value period", NONE])}
    assert list(found) == [WHOLE, FIGURE, *GROUPS]
    counts = {name: (each.right, each.judged) for name, each in found.items()}
    assert counts == {
        WHOLE: (2, 4), FIGURE: (3, 4), "value": (2, 3), "period": (2, 3),
        **dict.fromkeys(("unit", "indicator", "place", "subject"), (3, 3)),
    }  # fmt: skip
    assert found[WHOLE].share == 0.5
    assert estimates([])[0] == Estimate(WHOLE, 0, 0, 0.0, 1.0)
    assert estimates([])[0].share is None


def test_the_interval_covers_the_share_as_often_as_it_says() -> None:
    """Of 400 samples of 50 from figures of which nine in ten are right, some 95 % have the share in their interval."""
    chance = random.Random(3)
    bounds = [interval(right, 50) for right in range(51)]
    hits = sum(low <= 0.9 <= high for low, high in (bounds[sum(chance.random() < 0.9 for _ in range(50))] for _ in range(400)))  # fmt: skip
    assert 0.92 <= hits / 400 <= 0.99


def test_kappa_is_cohen_s_and_undefined_where_chance_explains_all() -> None:
    # seen 0.60, by chance 0.54
    said = [(True, True)] * 45 + [(True, False)] * 15 + [(False, True)] * 25 + [(False, False)] * 15
    assert kappa(said) == pytest.approx(0.1304, abs=1e-4)
    assert kappa([(True, True)] * 9) is None and kappa([]) is None
    assert kappa([(True, True), (False, False)]) == 1.0


def test_two_reviewers_agree_on_what_both_judged() -> None:
    one = {0: RIGHT, 1: "value", 2: RIGHT, 3: NONE, 4: RIGHT}
    two = {0: RIGHT, 1: "value unit", 2: "period", 3: "value"}
    found = {each.measure: (each.both, each.alike) for each in agreement(one, two)}
    assert found[WHOLE] == (4, 3)
    assert found[FIGURE] == (4, 3)
    assert found["value"] == (3, 3) and found["unit"] == (3, 2) and found["period"] == (3, 2)


# verdicts


def test_verdicts_are_corrections_and_what_says_nothing_of_the_right_value_changes_nothing(
    space: Workspace,
) -> None:
    id = opened(space)
    assert say(space, id, place(space, id, "2304名"), RIGHT) == [ACCEPT]
    assert say(space, id, place(space, id, "46个"), NONE) == [ASIDE]
    assert say(space, id, place(space, id, "30名"), "value", value=31.0) == [SET]
    assert say(space, id, place(space, id, "412名"), "period") == [JUDGE]
    facts = {fact.quote: fact for fact in space.load().table.facts}
    assert facts["2304名"].confidence == 1.0 and "46个" not in facts
    assert (facts["30名"].value, facts["30名"].corrected) == (31.0, "value")
    found = seen(space, id)
    assert found.reviews[0].verdicts == {
        place(space, id, "2304名"): RIGHT,
        place(space, id, "46个"): NONE,
        place(space, id, "30名"): "value",
        place(space, id, "412名"): "period",
    }
    assert found.unmended == (place(space, id, "412名"),)
    assert not found.finished and not found.changed


def test_what_differs_from_what_was_read_is_wrong_too(space: Workspace) -> None:
    id = opened(space)
    at = place(space, id, "30名")
    read = dict(audit_of(space.load(), id).draw.figures[at].reading)
    read["subject"] = f" {read['subject']} "  # as a form may give it back
    assert say(space, id, at, "period", **{**read, "value": 31.0, "site": "某县"}) == [SET]
    (made,) = (each for each in space.load().log.corrections if each.action == SET)
    assert made.verdict == "value period place"
    assert dict(made.values) == {"value": 31.0, "site": "某县"}


def test_a_reviewer_changes_his_mind_and_takes_back_his_last(space: Workspace) -> None:
    id = opened(space)
    at = place(space, id, "30名")
    say(space, id, at, "value")
    assert say(space, id, at, "value", value=31.0) == ["undo", SET]
    assert say(space, id, at, RIGHT) == ["undo", ACCEPT]
    assert figure(space, "30名").value == 30.0
    log = space.load().log
    last = last_of(audit_of(space.load(), id), "王", log)
    assert last is not None and last.verdict == RIGHT
    space.record([undo(last, who="王")])
    assert seen(space, id).reviews == ()
    assert last_of(audit_of(space.load(), id), "王", space.load().log) is None


def test_a_second_reviewer_judges_what_the_first_judged_and_changes_nothing_of_it(space: Workspace) -> None:
    id = opened(space)
    at, other, third = (place(space, id, quote) for quote in ("30名", "46个", "412名"))
    say(space, id, at, "value", value=31.0)
    say(space, id, other, NONE)
    say(space, id, third, "period")
    drawn = audit_of(space.load(), id).draw.figures[at]
    assert drawn.reading["value"] == 30.0  # what both see, though the table has 31 now
    assert say(space, id, at, RIGHT, "李") == [JUDGE]
    assert say(space, id, other, "unit", "李", unit="次") == [JUDGE]
    assert say(space, id, third, RIGHT, "赵") == [JUDGE]  # nobody accepts what another finds wrong
    assert say(space, id, third, RIGHT, "李") == [JUDGE]
    space.record([undo(made, who="赵") for made in audit_of(space.load(), id).said["赵"].values()])
    assert say(space, id, third, "period", "李", period="2020") == ["undo", SET]
    assert figure(space, "30名").value == 31.0 and figure(space, "412名").period == "2020"


def test_what_was_corrected_since_the_draw_is_not_accepted_as_it_was(space: Workspace) -> None:
    id = opened(space)
    at = place(space, id, "30名")
    own = audit_of(space.load(), id).draw.figures[at].passage
    space.record([correction(SET, own, {"value": 33.0}, who="赵")])
    assert say(space, id, at, RIGHT) == [JUDGE]
    assert figure(space, "30名").value == 33.0


def test_an_audit_that_is_done_tells_its_share_and_who_disagrees(space: Workspace) -> None:
    id = opened(space)
    for at in range(8):
        say(space, id, at, RIGHT if at else "value")
    for at in range(8):
        say(space, id, at, RIGHT, "李")
        ((one, two, agreed),) = seen(space, id).agreements  # also while the second is at it
        assert (one.who, two.who, agreed[0].both) == ("王", "李", at + 1)
    found = seen(space, id)
    assert found.finished and [each.who for each in found.reviews] == ["王", "李"]
    assert found.first and (found.first.whole.right, found.first.whole.judged) == (7, 8)
    assert found.disputed == (0,)
    ((one, two, agreed),) = found.agreements
    assert (one.who, two.who, agreed[0].alike, agreed[0].both) == ("王", "李", 7, 8)
    own = audit_of(space.load(), id).draw.figures[0].passage
    space.record([correction(ACCEPT, own, {}, who="赵")])
    assert seen(space, id).disputed == () and seen(space, id).unmended == ()


def test_a_figure_whose_sentence_is_gone_waits_and_returns_with_it(space: Workspace) -> None:
    id = opened(space)
    for at in range(8):
        say(space, id, at, RIGHT)
    path = space.folder.reports / "一.txt"
    path.write_text(ONE.replace("表彰先进30名", "表扬先进三十余名"), "utf-8")
    space.accept("一.txt")
    found = seen(space, id)
    assert {audit_of(space.load(), id).draw.figures[at].passage.quote for at in found.gone} >= {"30名"}
    assert found.first and found.first.whole.judged == 8 - len(found.gone) and found.finished
    path.write_text(ONE, "utf-8")
    space.accept("一.txt")
    assert seen(space, id).gone == frozenset()


def test_a_result_speaks_for_what_it_drew_from_and_nothing_else(space: Workspace) -> None:
    all_id = opened(space)
    own_id = opened(space, kind="indicator", of="cadres_dispatched")
    theme_id = opened(space, kind="theme", of="workforce")
    dispatched = [figure(space, "2304名"), figure(space, "2500名")]
    assert not seen(space, own_id).speaks_for("cadres_dispatched", "workforce", dispatched)  # not finished
    for id in (all_id, own_id, theme_id):
        for at in range(len(audit_of(space.load(), id).draw.figures)):
            say(space, id, at, RIGHT)
    assert all(seen(space, id).speaks_for("cadres_dispatched", "workforce", dispatched) for id in (all_id, own_id, theme_id))  # fmt: skip
    recruited = [figure(space, "412名")]
    assert [seen(space, id).speaks_for("members_recruited", "workforce", recruited) for id in (all_id, own_id, theme_id)] == [True, False, True]  # fmt: skip
    space.keep(TWO.replace("2500", "2600").encode(), "三.txt", Entry("甘肃省", "", "2022"))
    new = [fact for fact in space.load().table.facts if fact.report == "三"]
    assert not seen(space, all_id).speaks_for("cadres_dispatched", "workforce", new)
    assert seen(space, all_id).speaks_for("cadres_dispatched", "workforce", dispatched)


def test_a_result_of_another_reading_speaks_for_nothing(space: Workspace) -> None:
    id = opened(space)
    for at in range(8):
        say(space, id, at, "period" if at == place(space, id, "30名") else RIGHT)
    assert seen(space, id).changed == frozenset()
    space.describe(
        "一.txt", Entry("甘肃省", "", "2022")
    )  # another region: 30名 is read otherwise, and so by the program
    found = seen(space, id)
    assert found.changed == {place(space, id, "30名")}
    assert not found.speaks_for("cadres_dispatched", "workforce", [])


def test_a_report_that_somebody_dates_since_is_no_other_reading(space: Workspace) -> None:
    space.keep("全州选派驻村干部230名，群众反映良好。\n".encode(), "三.txt", Entry("甘肃省", "", ""))
    id = opened(space, 9)
    at = place(space, id, "230名")
    assert audit_of(space.load(), id).draw.figures[at].reading["period"] == ""
    for each in range(9):
        say(space, id, each, "period" if each == at else RIGHT)
    space.record([correction(REPORT, Passage("三", "", "", ""), {"year": "2021"}, who="王")])
    assert figure(space, "230名").period == "2021"
    assert seen(space, id).changed == frozenset()
    assert say(space, id, at, RIGHT, "李") == [JUDGE]  # it is not what was drawn any more


def test_audits_stand_newest_first_and_a_deleted_one_leaves_its_corrections(space: Workspace) -> None:
    first, second = opened(space), opened(space, 2)
    assert [each.id for each in audits(space.load().log)] == [second, first]
    say(space, first, place(space, first, "30名"), "value", value=31.0)
    space.record([undo(audit_of(space.load(), first).opened, who="王")])
    assert [each.audit.id for each in results(space.load())] == [second]
    assert figure(space, "30名").value == 31.0


def test_a_verdict_teaches_the_indicator_that_it_does_not_find_wrong(space: Workspace) -> None:
    id = opened(space)
    say(space, id, place(space, id, "2304名"), "value", value=2403.0)
    say(space, id, place(space, id, "2500名"), "indicator")
    own = figure(space, "2304名")
    assert spoken_of(space.load()) == {"一": {(own.start, own.end): "cadres_dispatched"}}


def test_the_examples_are_audited_too_while_they_serve(tmp_path: Path) -> None:
    space, seeds = Workspace.open(tmp_path / "ws"), Path(__file__).parents[1] / "seeds"
    state = space.load(seeds)
    made = correction(DRAW, None, {}, who="王", draw=draw(state.table, state.identities, "unsure", "", 3))
    space.record([made])
    for at in range(3):
        state = space.load(seeds)
        space.record(judged(state, state.log, audit_of(state, made.id), at, RIGHT, who="王"))
    state = space.load(seeds)
    found = result(state, audit_of(state, made.id))
    assert state.examples and found.finished and not found.changed and not state.overlay.lost
    then = table_then(state, audit_of(state, made.id))
    assert drawn_again(audit_of(state, made.id).draw, then, state.identities)
