"""A table of any size, and the pages on it.

    python -m tests.bench.million table.parquet           writes a table of 1,000,000 facts
    python -m tests.bench.million table.parquet --open    opens the pages on it and takes the time

The facts are invented: every county, prefecture and province has a report of each year, and every indicator a figure in
some of them. ``--open`` starts the app as ``streamlit run dashboard.py -- --table table.parquet`` does, but in Streamlit's
own harness: what the server does is measured, not the browser.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from extract import rows
from extract.catalogue import Indicator, catalogue
from extract.facts import Fact
from extract.regions import Region, registry
from extract.table import Source

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

ROOT = Path(__file__).parent.parent.parent
_YEARS = (2023, 2022, 2021, 2020)
A_REPORT = 80  # figures
_PART = 50_000  # rows that are written at once
_HIGHEST = {"%": 100.0, "岁": 60.0, "百分点": 30.0, "倍": 9.0}


def sources(named: Sequence[Region]) -> Iterator[Source]:
    """A report of each region and year, the newest first."""
    for year in _YEARS:
        for region in named:
            title = f"{region.name}{year}年基层党建工作综述"
            name = f"{region.adcode}-{year}"
            yield Source(name, region.full_name, year, title, f"{year}-12-20", "", "", "")


def facts(count: int, seed: int = 0) -> Iterator[tuple[Source, Fact]]:
    """So many facts with their reports; the same seed gives the same facts."""
    chance = random.Random(seed)
    indicators = list(catalogue().indicators.values())
    made = 0
    for source in sources(regions()):
        for number in range(min(A_REPORT, count - made)):
            yield source, _fact(source, number, chance.choice(indicators), chance)
        made += A_REPORT
        if made >= count:
            return
    raise ValueError(f"only {made} facts; there are no more regions and years")


def regions() -> list[Region]:
    """The regions of today, the nation and the provinces first."""
    now = [region for region in registry() if region.until is None]
    return sorted(now, key=lambda region: (len(region.full_name), region.adcode))


def _fact(source: Source, number: int, indicator: Indicator, chance: random.Random) -> Fact:
    value = round(chance.uniform(1, _HIGHEST.get(indicator.unit, 50_000.0)), 1)
    quote = f"{value:g}{indicator.unit}"
    before = f"{source.year}年，全域{indicator.zh}"
    sentence = f"{before}{quote}。"
    start = 200 * number + len(before)
    return Fact(
        report=source.name,
        quote=quote,
        start=start,
        end=start + len(quote),
        value=value,
        value_high=None,
        unit=indicator.unit,
        counter=indicator.unit,
        bound=chance.choice(("exact", "exact", "exact", "at_least", "approx")),
        kind=indicator.kind,
        per=indicator.per,
        subject=indicator.zh,
        indicator=indicator.id,
        theme=indicator.theme,
        scope=source.region,
        site=chance.choice(("", "", "", "某重点企业")),
        period=f"/{source.year}" if indicator.basis == "stock" else f"{source.year}",
        text=quote,
        sentence=sentence,
        position=len(before),
        raw_sentence=sentence,
        raw_position=len(before),
        rule="invented",
        confidence=1.0,
        reasons=(),
    )


def write(path: Path, count: int) -> None:
    """Write the facts as parquet, a part at a time."""
    import pyarrow.parquet as pq

    made = (fact for _, fact in facts(count))
    with pq.ParquetWriter(path, rows.schema()) as writer:
        while part := list(islice(made, _PART)):
            writer.write_table(pq.read_table(_buffer(rows.render(part, "parquet"))))


def _buffer(content: bytes) -> object:
    import pyarrow as pa

    return pa.BufferReader(content)


def measure(path: Path) -> Iterator[tuple[str, float]]:
    """Seconds of what the server does, by what a reader does; at last the memory in MB."""
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    sys.argv[1:] = ["--table", str(path)]
    for page, state in (("coverage", {}), ("compare", {"indicator": "party_members"})):
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=600)
        app._page_hash = calc_hash(page)
        app.session_state["_chart_stands"] = True  # what a browser says when it has drawn the chart
        for key, value in state.items():
            app.query_params[key] = value
        first = "table opened, " if page == "coverage" else ""
        yield f"{first}{page} opened", _run(app)
        yield f"{page} drawn again", _run(app)
        app.session_state["level"] = "province"
        yield f"{page} with another level", _run(app)
    unit = 1 if sys.platform == "darwin" else 1024
    yield "memory at most, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def _run(app: AppTest) -> float:
    begun = time.perf_counter()
    app.run()
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return time.perf_counter() - begun


def main() -> None:
    """Write the table, or open the pages on one."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.million",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("output", type=Path, metavar="FILE.parquet")
    parser.add_argument("--facts", type=int, default=1_000_000, metavar="N", help="(default: 1000000)")
    parser.add_argument(
        "--open", action="store_true", help="open the pages on it; written before if it is not there"
    )
    arguments = parser.parse_args()
    if not (arguments.open and arguments.output.exists()):
        write(arguments.output, arguments.facts)
    if arguments.open:
        for what, number in measure(arguments.output):
            print(f"{number:10.2f}  {what}", flush=True)


if __name__ == "__main__":
    main()
