"""The territory of a report in several parts: each is read as a report of its own region would be, and what stands between them
as the whole's."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from extract.sentences import Sentence
from extract.span import Span
from extract.speaking import Heard
from extract.territory.following import Territory
from extract.territory.weighing import Home, Part
from extract.territory.where import Where


class Parted:
    """The scope and site of the figures of a report with parts: what `Territory` says of each, under the same names."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        home: Home,
        year: int | None,
        tables: Sequence[Span],
        spoken: Sequence[Heard],
    ) -> None:
        self._firsts: list[int] = []
        self._own: list[Territory] = []
        for first, end, part in _stretches(sentences, home.parts):
            region, site, rule = (part.region, part.site, "parts") if part else (home.region, "", home.rule)
            own = Territory(sentences[first:end], region, site, year, tables, spoken[first:end], rule)
            self._firsts.append(first)
            self._own.append(own)

    def search(self, sentence_index: int) -> None:
        """Find what the paragraphs of its part up to that of a sentence name."""
        own, first = self._of(sentence_index)
        own.search(sentence_index - first)

    def at(self, sentence_index: int, span: Span, large: str = "") -> Where:
        """Where a figure belongs that stands at ``span`` of a sentence."""
        own, first = self._of(sentence_index)
        return own.at(sentence_index - first, span, large)

    def with_wording(self, where: Where, sentence_index: int, span: Span, large: str) -> Where:
        """The place of a figure with what its wording says."""
        own, first = self._of(sentence_index)
        return own.with_wording(where, sentence_index - first, span, large)

    def heard(self, sentence_index: int, span: Span, large: str) -> dict[str, set[str]]:
        """What the wording hears of a figure, by where it stands; as `at` is asked."""
        own, first = self._of(sentence_index)
        return own.heard(sentence_index - first, span, large)

    def names(self, sentence_index: int) -> list[Span]:
        """Where a sentence names places; `at` must have been asked of it."""
        own, first = self._of(sentence_index)
        return own.names(sentence_index - first)

    def _of(self, sentence_index: int) -> tuple[Territory, int]:
        """The territory of the part of a sentence, and the part's first one."""
        number = bisect_right(self._firsts, sentence_index) - 1
        return self._own[number], self._firsts[number]


def _stretches(
    sentences: Sequence[Sentence], parts: Sequence[Part]
) -> Iterator[tuple[int, int, Part | None]]:
    """Where in the sentences the parts of a report begin and end, and what stands between them (None)."""
    starts = [sentence.span.start for sentence in sentences]
    done = 0
    for part in parts:
        first, end = bisect_left(starts, part.span.start), bisect_left(starts, part.span.end)
        if done < first:
            yield done, first, None
        if first < end:
            yield first, end, part
        done = max(done, end)
    if done < len(sentences):
        yield done, len(sentences), None


def territory_of(
    sentences: Sequence[Sentence],
    home: Home,
    year: int | None,
    tables: Sequence[Span],
    spoken: Sequence[Heard],
) -> Territory | Parted:
    """The territory of a report, from its sentences and what they speak of (``spoken``), its ``home``, its year and where the rows
    of its tables stand."""
    if home.parts:
        return Parted(sentences, home, year, tables, spoken)
    return Territory(sentences, home.region, home.site, year, tables, spoken, home.rule)
