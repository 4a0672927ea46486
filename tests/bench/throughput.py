"""How fast the line, its stages and the peers go through the same texts, in one process and one run.

Speed is bytes of UTF-8 a second of processor time, so that a busy machine disturbs it less; the contenders take turns, and
each counts by its best round. What counts are the ratios.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from extract.pipeline import extract, extract_all
from extract.quantities import Quantity, read
from extract.repair import repair
from extract.report import Report
from extract.sentences import Sentence, split
from extract.span import Span
from extract.territory import Territory, report_region
from extract.timeline import Timeline
from tests.bench import peers
from tests.bench.catalogues import catalogue_of
from tests.bench.texts import Corpus

STAGES = ("repair", "sentences", "quantities", "periods", "places")
LINE, ABREAST, REST = "whole line", "the same, reports abreast", "binding"
Item = TypeVar("Item")
JIEBA, RECOGNIZERS, DUCKLING = "jieba.cut", "Recognizers-Text", "Duckling"


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A report with what stands before a stage."""

    report: Report
    clean: str
    sentences: Sequence[Sentence]
    figures: Sequence[tuple[int, Span]]


def measure(corpus: Corpus, other: Corpus, slow: bool) -> Mapping[str, float]:
    """Seconds of processor time of each contender over a corpus; the two finders of figures only when asked: they take
    most of a run. Reports abreast are those of an ``other`` corpus of the kind, which nobody has read yet, and count as if
    they were as long."""
    seconds = {name: _timed(run) for name, run in _contenders(corpus, slow)}
    abreast = _timed(lambda: _each(extract_all, [other.reports]))
    return seconds | {ABREAST: abreast * corpus.size / other.size}


def _contenders(corpus: Corpus, slow: bool) -> Iterator[tuple[str, Callable[[], None]]]:
    texts = [report.raw for report in corpus.reports]
    yield LINE, lambda: _each(extract, corpus.reports)
    yield JIEBA, lambda: _each(peers.jieba(), texts)
    yield "repair", lambda: _each(repair, texts)
    prepared = [_prepare(report) for report in corpus.reports]
    yield "sentences", lambda: _each(split, [own.clean for own in prepared])
    yield "quantities", lambda: _each(read, [s.text for own in prepared for s in own.sentences])
    yield "periods", lambda: _each(_periods, prepared)
    yield "places", lambda: _each(_places, prepared)
    if slow:
        yield DUCKLING, lambda: _each(peers.duckling(), texts)
        yield RECOGNIZERS, lambda: _each(peers.recognizers(), texts)


def by_catalogue(sizes: Sequence[int], corpora: Sequence[Corpus]) -> dict[int, float]:
    """Bytes a second of the whole line with a catalogue of each size. There are as many rounds as corpora, and in each
    every catalogue reads another one, so that none gains from what the one before it has read."""
    known = {size: catalogue_of(size) for size in sizes}
    fastest = dict.fromkeys(sizes, 0.0)
    for number in range(len(corpora)):
        for place, size in enumerate(sizes):
            corpus = corpora[(number + place) % len(corpora)]
            seconds = _timed(
                lambda own=corpus, size=size: _each(lambda r: extract(r, known[size]), own.reports)
            )
            fastest[size] = max(fastest[size], corpus.size / seconds)
    return fastest


def _prepare(report: Report) -> _Prepared:
    clean = repair(report.raw).clean
    sentences = split(clean)
    figures = [
        (index, figure.span)
        for index, sentence in enumerate(sentences)
        for figure in read(sentence.text)
        if isinstance(figure, Quantity) and figure.unit
    ]
    return _Prepared(report, clean, sentences, figures)


def _periods(own: _Prepared) -> None:
    timeline = Timeline(own.sentences, own.report.published)
    for index, span in own.figures:
        timeline.at(index, span.start)


def _places(own: _Prepared) -> None:
    verdict = report_region(own.report.title, own.clean, own.report.region, own.report.source)
    territory = Territory(own.sentences, verdict.region, verdict.site)
    for index, span in own.figures:
        territory.at(index, span)


def _each(work: Callable[[Item], object], items: Sequence[Item]) -> None:
    for item in items:
        work(item)


def _timed(run: Callable[[], None]) -> float:
    gc.collect()
    begun = time.process_time()
    run()
    return time.process_time() - begun


def best(rounds: Sequence[Mapping[str, float]], sizes: Sequence[int]) -> dict[str, float]:
    """Bytes a second of each contender in its best round; binding is what the line takes beyond the other stages.

    >>> best([{"whole line": 2.0, "repair": 0.5}, {"whole line": 1.0, "repair": 1.0}], [10, 10])
    {'whole line': 10.0, 'repair': 20.0, 'binding': 20.0}
    """
    names = dict.fromkeys(name for own in rounds for name in own)
    speeds = {
        name: max(size / max(own[name], 1e-9) for own, size in zip(rounds, sizes, strict=True) if name in own)
        for name in names
    }
    rest = 1 / speeds[LINE] - sum(1 / speeds[stage] for stage in STAGES if stage in speeds)
    return {**speeds, REST: 1 / max(rest, 1e-9)}
