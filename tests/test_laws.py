"""What holds of every text, whatever it says."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pipeline import extract
from extract.report import Report
from extract.sentences import clauses, split

PIECES = st.sampled_from(
    [
        "培训党员",
        "2525.2",
        "萬人次",
        "3.6亿元",
        "近万名",
        "由27个增长到102个",
        "占66.8%",
        "、",
        "，",
        "。",
        "\n",
        "2021年",
        "第一书记",
        "“三会一课”",
        "五项重点工作",
        "全县",
        "双辽市",
        "其中",
        "（",
        "）",
        "投入资金",
        "选派",
        "干部",
        "到村",
        "分别",
        "和",
        "每村每年",
        "5万元",
        "以上",
        "?。ú浚俑咝:",
        "堅(jiān)持",
        "一是",
        "；",
        "130个",
        "数百名",
        "七八百人",
        "三分之二",
        "〔2021〕15号",
    ]
)
TEXTS = st.lists(PIECES, max_size=24).map("".join)
ANY = st.text(max_size=120)


@given(st.one_of(TEXTS, ANY))
@settings(max_examples=150)
def test_every_fact_and_every_number_set_aside_stands_where_it_says(raw: str) -> None:
    table = extract(Report("law", raw))
    for row in (*table.facts, *table.unread):
        assert raw[row.start : row.end] == row.quote
    for fact in table.facts:
        assert fact.sentence[fact.position : fact.position + len(fact.text)] == fact.text
        assert fact.raw_sentence[fact.raw_position : fact.raw_position + len(fact.quote)] == fact.quote
        assert 0.0 < fact.confidence <= 1.0 and fact.theme and fact.kind


@given(st.one_of(TEXTS, ANY))
@settings(max_examples=150)
def test_the_ledger_balances(raw: str) -> None:
    """Every digit of the raw text lies in exactly one fact or number set aside."""
    table = extract(Report("law", raw))
    covered = [0] * (len(raw) + 1)
    for row in (*table.facts, *table.unread):
        for position in range(row.start, row.end):
            covered[position] += 1
    for match in re.finditer(r"[0-9]", raw):
        assert covered[match.start()] == 1, (
            f"{match.group()} at {match.start()} of {raw!r}: {covered[match.start()]} rows"
        )


@given(st.one_of(TEXTS, ANY))
def test_sentences_and_clauses_tile_the_text(text: str) -> None:
    sentences = split(text)
    assert "".join(sentence.text for sentence in sentences) == text
    position = 0
    for sentence in sentences:
        assert sentence.span.start == position
        position = sentence.span.end
        assert "".join(span.of(sentence.text) for span in clauses(sentence.text)) == sentence.text


@given(TEXTS)
@settings(max_examples=60)
def test_reading_twice_gives_the_same_rows(raw: str) -> None:
    assert extract(Report("law", raw)).facts == extract(Report("law", raw)).facts
