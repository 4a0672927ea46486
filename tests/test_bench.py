"""The bench itself: its texts, its peers' readings put right, its tables. Nothing here depends on time."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from extract.catalogue import catalogue
from extract.pipeline import extract
from extract.quantities import Quantity, read
from tests.bench import million
from tests.bench.markdown import table
from tests.bench.peers import Found, longest
from tests.bench.processes import cost
from tests.bench.texts import Corpus, news, seeds, varied


class TestTexts:
    def test_a_seed_gives_the_same_news_and_another_gives_others(self) -> None:
        assert news(3, 9_000) == news(3, 9_000)
        assert news(3, 9_000) != news(4, 9_000)

    def test_news_have_the_size_that_is_asked_for(self) -> None:
        corpus = Corpus("news", tuple(news(1, 50_000)))
        assert 50_000 <= corpus.size < 56_000

    def test_news_are_thin_in_figures_and_read_as_a_report(self) -> None:
        (report,) = news(2, 1)
        found = [
            q for line in report.raw.split("。") for q in read(line) if isinstance(q, Quantity) and q.unit
        ]
        assert len(found) <= len(report.raw) / 60
        assert len(extract(report).sources) == 1

    def test_other_figures_keep_years_length_and_the_first_lines(self) -> None:
        for before, after in zip(seeds(), varied(seeds(), 5), strict=True):
            assert len(after.raw) == len(before.raw)
            assert after.raw != before.raw
            assert after.raw.count("2021") >= before.raw.count("2021")
            assert sorted(map(len, after.raw.split("\n"))) == sorted(map(len, before.raw.split("\n")))


class TestTableOfAnySize:
    def test_it_has_the_rows_that_are_asked_for_each_with_an_address_of_its_own(self, tmp_path: Path) -> None:
        million.write(tmp_path / "t.parquet", 350)
        rows = pq.read_table(tmp_path / "t.parquet").to_pylist()
        assert len({row["id"] for row in rows}) == len(rows) == 350
        assert {row["indicator"] for row in rows} <= set(catalogue().indicators)

    def test_its_figures_stand_where_they_say(self) -> None:
        for _, fact in million.facts(350):
            assert fact.sentence[fact.position : fact.position + len(fact.text)] == fact.text

    def test_there_are_regions_and_years_for_a_million(self) -> None:
        reports = sum(1 for _ in million.sources(million.regions()))
        assert reports * million.A_REPORT >= 1_000_000


class TestPeers:
    def test_a_figure_with_its_unit_takes_the_place_of_the_number_in_it(self) -> None:
        number, money, other = Found(5, 8, 3.6e8, ""), Found(5, 9, 3.6e8, "元"), Found(12, 14, 7.0, "")
        assert longest([number, other, money]) == [money, other]

    def test_figures_side_by_side_both_stay(self) -> None:
        found = [Found(0, 2, 1.0, ""), Found(2, 4, 2.0, "")]
        assert longest(found) == found


class TestTables:
    def test_chinese_counts_two_columns(self) -> None:
        lines = table(["读", "MB/s"], [["整条线", "1.5"]]).split("\n")
        assert lines == ["| 读     | MB/s |", "| ------ | ---: |", "| 整条线 |  1.5 |"]


class TestProcesses:
    def test_memory_is_counted_in_bytes(self) -> None:
        own = cost(["-c", "kept = bytearray(60_000_000)"])
        assert 60_000_000 < own.memory < 600_000_000

    def test_memory_is_the_process_s_own(self) -> None:
        kept = bytearray(200_000_000)
        assert cost(["-S", "-c", "pass"]).memory < len(kept) / 2

    def test_a_process_that_fails_says_why(self) -> None:
        with pytest.raises(ChildProcessError, match="no such thing"):
            cost(["-c", "raise SystemExit('no such thing')"])
