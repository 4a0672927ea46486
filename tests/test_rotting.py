"""Bits that rot: whatever file they are in, figures stand as they did or somebody is told. `tests.rotting` flips many more."""

from __future__ import annotations

import json
import random
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from extract import seals
from extract.__main__ import main
from extract.reading.document import ReadError
from extract.stored import open_table
from tests.rotting import NAMED, SILENT, TOLD, WHOLE, every_kind, rot

ROOT = Path(__file__).parents[1]
FLIPS = 15  # of each file; python -m tests.rotting takes 500
MADE_AGAIN, STILL_READ = ("texts/", "readings/"), ("reports/一", "reports/二", "reports/三")


def test_a_bit_flipped_anywhere_changes_nothing_in_silence(tmp_path: Path) -> None:
    chosen = random.Random(13)
    names = []
    for kept in every_kind(tmp_path):
        found, silent = rot(kept, FLIPS, chosen, tmp_path / "trial")
        assert not silent
        if kept.name.startswith(MADE_AGAIN):
            assert found == Counter({WHOLE: FLIPS}), kept.name
        if kept.name.startswith(STILL_READ):
            assert found == Counter({TOLD: FLIPS}), kept.name
        if kept.name.endswith((".parquet", ".zip")):
            assert found[NAMED], kept.name
        names.append(kept.name)
    assert {Path(name).suffix for name in names} == {
        "", ".csv", ".docx", ".json", ".jsonl", ".parquet", ".toml", ".txt", ".zip",
    }  # fmt: skip
    assert len(names) == 19


def test_the_name_of_a_column_in_the_footer_is_checked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parquet has checks of its pages alone. In the footer 34 of 4000 bits gave other columns, and 17 a traceback: with this
    one nobody had corrected anything."""
    (kept,) = (each for each in every_kind(tmp_path) if each.name == "table.parquet")
    content = (kept.root / kept.name).read_bytes()
    bit = 8 * content.rindex(b"corrected", 0, content.index(b"decided", len(content) // 2))
    assert kept.flipped(bit, tmp_path / "trial") == NAMED
    monkeypatch.setattr(seals, "broken", lambda file: False)
    assert kept.flipped(bit, tmp_path / "trial") == SILENT


def test_a_table_of_another_program_has_no_seal_and_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    assert main(["table", str(ROOT / "seeds"), "-o", str(path)]) == 0
    sound = open_table(path).columns
    pq.write_table(pq.read_table(path).replace_schema_metadata(), path)
    with path.open("rb") as file:
        assert not seals.broken(file)
    assert open_table(path).columns.equals(sound)


def test_any_reader_of_parquet_reads_what_is_sealed() -> None:
    made = pa.table({"report": ["甲"], "value": [1.5]})
    assert pq.read_table(pa.BufferReader(seals.sealed(made))).equals(made)


@pytest.mark.parametrize("gone", ["province=*/*/*.parquet", "_reports/*.parquet"])
def test_a_dataset_that_lost_a_file_is_said(tmp_path: Path, gone: str) -> None:
    """The other files are sound, and nothing in them says that there was one more."""
    reports = tmp_path / "reports"
    reports.mkdir()
    for number, place in enumerate(("云南省", "青海省")):
        (reports / f"{number}.txt").write_text(f"{place}2022年综述\n培训党员9人次。", "utf-8")
    out = tmp_path / "out"
    assert main(["table", str(reports), "-o", f"{out}/"]) == 0
    lost = sorted(out.glob(gone))[0]
    kept = lost.read_bytes()
    lost.unlink()
    with pytest.raises(ReadError) as caught:
        open_table(out)
    assert caught.value.failure.note.code in ("parts_gone", "damaged")
    lost.write_bytes(kept)
    (out / "_SUCCESS").write_text("")  # as Spark marks what it copied
    assert len(open_table(out).columns) == 2
    (out / "_SUCCESS").write_text(json.dumps({"figures": 2}))
    with pytest.raises(ReadError):
        open_table(out)
