"""The evidence card: one sentence where restoring changed nothing, and no id of a rule before readers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.facts import CELLS
from extract.table import Table
from extract.views.parts import evidence
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
