"""The bench: ``python -m tests.bench`` prints its tables as Markdown, in about three minutes.

Needs the extra ``bench`` for the peers: ``pip install -e '.[bench]'``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from extract.catalogue import built_in
from extract.report import Report
from tests.bench import peers
from tests.bench.accuracy import accuracy
from tests.bench.markdown import table
from tests.bench.processes import Cost, cheapest, cost
from tests.bench.texts import Corpus, news, restored, seeds, varied
from tests.bench.throughput import (
    ABREAST,
    DUCKLING,
    JIEBA,
    LINE,
    RECOGNIZERS,
    REST,
    STAGES,
    best,
    by_catalogue,
    measure,
)
from tests.scoring import GOLD

_STARTS: tuple[tuple[str, Sequence[str]], ...] = (
    ("import extract", ["-c", "import extract"]),
    ("import extract.pipeline", ["-c", "import extract.pipeline"]),
    ("extract table seeds", ["-m", "extract", "table", "seeds"]),
    ("jieba, first word", ["-c", "from tests.bench import peers; peers.jieba()('好')"]),
    ("Duckling, first text", ["-c", "from tests.bench import peers; peers.duckling()('好')"]),
    ("Recognizers-Text, first text", ["-c", "from tests.bench import peers; peers.recognizers()('好')"]),
)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each speed (default: 5)")
    parser.add_argument("--size", type=int, default=120_000, help="bytes of news a round (default: 120000)")
    parser.add_argument(
        "--reports", type=int, default=1000, help="reports whose memory is taken (default: 1000)"
    )
    parser.add_argument(
        "--only", choices=("speed", "catalogue", "start", "accuracy"), help="one of the tables"
    )
    arguments = parser.parse_args()
    if arguments.only in (None, "speed"):
        print(speeds(arguments.rounds, arguments.size), end="\n\n", flush=True)
    if arguments.only in (None, "catalogue"):
        print(catalogues(arguments.rounds), end="\n\n", flush=True)
    if arguments.only in (None, "start"):
        print(starts(arguments.reports), end="\n\n", flush=True)
    if arguments.only in (None, "accuracy"):
        print(accuracies(), flush=True)


def speeds(rounds: int, size: int) -> str:
    """MB/s of each contender on each kind of text, and as a multiple of jieba.cut on the same."""
    fixed, clean = seeds(), restored()
    kinds: dict[str, Callable[[int], list[Report]]] = {
        "seeds": lambda number: fixed,
        "seeds, other figures": lambda number: varied(fixed, number),
        "the same, restored": lambda number: varied(clean, number),
        "news": lambda number: news(number, size),
    }
    columns: list[Mapping[str, float]] = []
    for kind in kinds:
        taken, sizes = [], []
        for number in range(rounds):
            _say(f"{kind}: round {number + 1} of {rounds}")
            corpus, other = (Corpus(kind, tuple(kinds[kind](each))) for each in (number, number + rounds))
            taken.append(measure(corpus, other, slow=number == rounds - 1))
            sizes.append(corpus.size)
        columns.append(best(taken, sizes))
    names = (LINE, ABREAST, *STAGES, REST, JIEBA, DUCKLING, RECOGNIZERS)
    return table(
        ["MB/s (× jieba.cut)", *kinds], [[name, *(_speed(own, name) for own in columns)] for name in names]
    )


def catalogues(rounds: int) -> str:
    """MB/s with the indicators that the program ships, and with a thousand."""
    clean = restored()
    corpora = [Corpus("restored", tuple(varied(clean, number))) for number in range(2 * rounds)]
    _say("catalogues")
    shipped = len(built_in().indicators)
    speeds = by_catalogue((shipped, 1000), corpora)
    return table(
        ["indicators", "MB/s", "time, beside the first"],
        [[str(size), f"{own / 1e6:.3g}", f"{speeds[shipped] / own:.2f}×"] for size, own in speeds.items()],
    )


def _speed(own: Mapping[str, float], name: str) -> str:
    speed, beside = own[name] / 1e6, own[name] / own[JIEBA]
    return f"{speed:.3g} ({beside:.2g}×)" if beside < 100 else f"{speed:.3g} ({beside:.0f}×)"


def starts(count: int) -> str:
    """Start-up and memory of fresh processes, and of one that reads many reports into a file."""
    costs: list[tuple[str, Cost]] = []
    for name, arguments in _STARTS:
        _say(name)
        costs.append((name, cheapest(arguments, 3)))
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "reports").mkdir()
        for n, report in enumerate(news(0, 3_000 * count)[:count]):
            (place / "reports" / f"{n:06d}.txt").write_text(report.raw, "utf-8")
        name = f"extract table, {count} reports of news"
        _say(name)
        output = str(place / "table.jsonl")
        costs.append((name, cost(["-m", "extract", "table", str(place / "reports"), "-o", output])))
    return table(
        ["process", "seconds", "of the processor", "memory, MB"],
        [[name, f"{own.wall:.2f}", f"{own.processor:.2f}", f"{own.memory / 1e6:.0f}"] for name, own in costs],
    )


def accuracies() -> str:
    """What is found on the labelled reports."""
    rows = []
    for folder in sorted(path for path in GOLD.iterdir() if path.is_dir()):
        for name, peer in ((LINE, None), (DUCKLING, peers.duckling()), (RECOGNIZERS, peers.recognizers())):
            _say(f"{folder.name}: {name}")
            own = accuracy(folder, peer)
            rows.append(
                [
                    f"{folder.name}: {name}",
                    *map(str, (own.labels, own.outputs, own.values, own.units)),
                    f"{own.value_f1:.3f}",
                    f"{own.figure_f1:.3f}",
                ]
            )
    return table(
        ["reports: reader", "labelled", "outputs", "value right", "and unit", "F1 value", "F1 with unit"],
        rows,
    )


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
