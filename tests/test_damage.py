"""Damaging a clean report carries its labels over, and restoring the damaged report brings the clean one back."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from extract.repair import repair
from extract.span import Span
from tests.damage import Labelled, damage, damage_file, fold, lose_bytes, sites, to_traditional

SEEDS = Path(__file__).parents[1] / "seeds"


def _read(seed: str) -> str:
    (path,) = SEEDS.glob(f"{seed}_*.txt")
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def _labelled(text: str, *quotes: str) -> Labelled:
    return Labelled(text, tuple((text.index(quote), text.index(quote) + len(quote)) for quote in quotes))


def test_a_hit_astride_two_characters_reads_on_out_of_step() -> None:
    shown = {text[site.start : site.end]: site.after for text in SITES for site in sites(text)}
    assert shown == {
        "校”活動": "?！被顒?",
        "。基層黨": "?；鶎狱h",
        "。”[": "?！盵",
        "保“四個": "?！八膫",
    }


SITES = ("進黨校”活動,培訓", "推動。基層黨組織", "提升。”[1]", "確保“四個不摘”")


def test_labels_follow_what_is_inserted_and_stay_as_narrow() -> None:
    clean = _labelled("培训党员111.4万人次、选派书记22名。", "111.4万人次", "22名")
    damaged = damage(clean, ("script", "pinyin", "spaces"), seed=3)
    quotes = [damaged.text[start:end] for start, end in damaged.spans]
    assert [quote.replace(" ", "") for quote in quotes] == ["111.4萬人次", "22名"]


def test_an_insertion_at_the_edge_of_a_label_stays_outside() -> None:
    clean = _labelled("共5個村", "5個")
    damaged = clean.edited([(1, 1, "(gòng)"), (3, 3, "(gè)")])
    assert damaged.text == "共(gòng)5個(gè)村"
    (span,) = damaged.spans
    assert damaged.text[slice(*span)] == "5個"


@pytest.mark.parametrize("seed", ["002", "003", "004"])
def test_script_pinyin_and_spaces_are_undone_exactly(seed: str) -> None:
    text = _read(seed)
    damaged = damage(Labelled(text, ()), ("script", "pinyin", "spaces"), seed=11)
    assert damaged.text != text
    restored = repair(damaged.text).clean
    assert len(restored) == len(repair(text).clean)
    wrong = [(a, b) for a, b in zip(restored, text, strict=True) if a != b]
    assert len(wrong) <= len(text) // 2000, wrong  # what s2t itself cannot lead back: 着 of 著


def test_lost_bytes_come_back_or_are_marked() -> None:
    """Of the natural hits in three reports, damaged one at a time, about half come back, none comes back wrong."""
    right = wrong = left = 0
    for seed in ("002", "003", "004"):
        text = to_traditional(_read(seed))
        for site in sites(text):
            near = slice(max(0, site.start - 1500), site.end + 1500)
            damaged = text[near.start : site.start] + site.after + text[site.end : near.stop]
            restored = repair(fold(damaged))
            expected = repair(fold(text[near])).clean
            if fold(restored.clean) == expected:
                right += 1
            elif restored.uncertain or site.after in restored.clean:
                left += 1
            else:
                wrong += 1
    assert right >= 0.45 * (right + wrong + left), (right, wrong, left)
    assert wrong == 0, (right, wrong, left)


def test_labels_survive_lost_bytes_and_restoring() -> None:
    text = to_traditional(
        "全市建成黨群服務中心25個。“黨建紅”引領發展,培訓黨員3200餘人次,學校、國企、機關全覆蓋。"
    )
    damaged = lose_bytes(_labelled(text, "25個", "3200餘人次"), random.Random(1), share=1.0)
    assert "?" in damaged.text
    restored = repair(damaged.text)
    for (start, end), quote in zip(damaged.spans, ("25个", "3200余人次"), strict=True):
        clean = restored.clean_span(Span(start, end))
        assert clean.of(restored.clean) == quote
        assert restored.raw_span(clean) == Span(start, end)


def test_files_are_written_with_their_labels(tmp_path: Path) -> None:
    text = "培训党员111.4万人次。"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    row = {"report": "a", "quote": "111.4万人次", "start": 4, "end": 11, "value": 1114000.0}
    (tmp_path / "a.jsonl").write_text(json.dumps(row, ensure_ascii=False) + "\n", "utf-8")
    out = tmp_path / "out"
    out.mkdir()
    damage_file(tmp_path / "a.txt", out, ("script", "spaces"), seed=1)
    moved = json.loads((out / "a.jsonl").read_text("utf-8"))
    raw = (out / "a.txt").read_text("utf-8")
    assert raw[moved["start"] : moved["end"]] == moved["quote"]
    assert moved["value"] == 1114000.0
