"""The evidence card: one sentence where restoring changed nothing, and no id of a rule before readers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.facts import CELLS
from extract.pipeline import extract
from extract.reading.inline_tables import tables
from extract.report import Report
from extract.table import Table
from extract.views.parts import evidence
from extract.views.parts.surroundings import Surroundings, surroundings
from extract.views.words.language import CODES, Language


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("folded", [False, True])
def test_a_sentence_that_restoring_did_not_change_stands_once(
    villages: Table, code: str, folded: bool
) -> None:
    fact = villages.facts[0]
    same = replace(fact, raw_sentence=fact.sentence, raw_position=fact.position, quote=fact.text)
    said = evidence.quotes(same, Language(code), None, folded=folded)
    assert said.count("<blockquote") == 1
    assert Language(code)("evidence.same") in said
    other = replace(same, raw_sentence="　" + fact.sentence + "；", raw_position=fact.position + 1)
    said = evidence.quotes(other, Language(code), None, folded=folded)
    assert said.count("<blockquote") == 2
    assert Language(code)("evidence.same") not in said


def test_simplified_script_is_said_only_where_a_script_was_converted(villages: Table) -> None:
    say, fact = Language("zh"), villages.facts[0]
    padded = replace(
        fact, raw_sentence="　" + fact.sentence + "；", raw_position=fact.position + 1, quote=fact.text
    )
    assert say("evidence.restored") in evidence.quotes(padded, say, None)
    assert "简体" not in evidence.quotes(padded, say, None)
    raw = f"開展黨員教育培訓，{fact.text}"
    converted = replace(fact, raw_sentence=raw, raw_position=len(raw) - len(fact.text), quote=fact.text)
    assert say("evidence.restored_script") in evidence.quotes(converted, say, None)


def test_a_figure_stands_among_its_neighbours_under_its_heading() -> None:
    text = "茂林县党建综述\n一、队伍建设\n全县召开会议。2022年，发展党员320名。其中女党员120名。\n二、阵地建设\n新建阵地。\n"
    made = extract(Report("综述", text))
    own = {fact.quote: fact for fact in made.facts}
    found = surroundings(own["120名"], made.sources[0])
    assert (found.heading, found.before, found.after) == (
        "一、队伍建设",
        "2022年，发展党员320名。",
        "二、阵地建设",
    )
    card = evidence.card(own["120名"], Language("zh"), made.sources[0], [], framed=True)
    assert card.index("一、队伍建设") < card.index("发展党员320名") < card.index("<blockquote")
    assert surroundings(own["120名"], None) == Surroundings()


def test_a_figure_of_a_table_stands_under_the_tables_title() -> None:
    text = "茂林县党建综述\n工作稳步推进。\n各乡镇党员情况统计表\n乡镇\t党员总数（名）\n金山镇\t1200\n银河镇\t980\n"
    made = extract(Report("综述", text, grids=tables(text)))
    own = next(fact for fact in made.facts if fact.quote == "980")
    assert surroundings(own, made.sources[0]) == Surroundings("各乡镇党员情况统计表")


def test_a_sentence_made_of_cells_is_called_so(villages: Table) -> None:
    for code, made in (("zh", "由表格单元写成的句子"), ("en", "A sentence made of the cells")):
        say = Language(code)  # type: ignore[arg-type]
        fact = replace(villages.facts[0], made=CELLS)
        said = evidence.quotes(fact, say, None, "<table></table>")
        assert made in said and say("evidence.restored") not in said


@pytest.mark.parametrize("code", CODES)
def test_the_words_of_a_rule_show_and_not_its_id(villages: Table, code: str) -> None:
    fact = replace(villages.facts[0], rule="training_courses_held: 培训班")
    card = evidence.card(fact, Language(code), None, [])
    assert "培训班" in card
    assert "training_courses_held" not in card
