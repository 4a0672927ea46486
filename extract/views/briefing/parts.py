"""What a document is made of, in words: its parts in their order, and its annex. The exports lay it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.facts import Fact
from extract.views.charts.spec import ChartSpec
from extract.views.words.language import Language

Quoted = tuple[str, Fact]
"""A figure in its sentence, under a name."""


@dataclass(frozen=True, slots=True)
class Charts:
    """Charts, the first the one that was put in, the others its figures on scales of their own."""

    specs: tuple[ChartSpec, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table in words: ``heads`` over ``rows``; ``shares`` are the widths of its columns as parts of the whole, ``right`` the
    columns of numbers."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """Tables, one under another, and the sentences that their figures are from."""

    grids: tuple[Grid, ...]
    quoted: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """One figure, or one divided by another: the ``number`` with its ``unit``, ``about`` it (region, period, comparability) and
    ``terms`` of the division, "" for a figure as reported; and the sentences that it is from."""

    number: str
    unit: str
    about: str
    terms: str
    quoted: tuple[Quoted, ...]


@dataclass(frozen=True, slots=True)
class Absent:
    """What was asked for and is not there any more, and ``why``."""

    why: str


Content = Charts | Tables | Figures | Absent


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a document: its heading, the author's own line ("" for none), the content, the notes of comparability, and the
    numbers of its sources in the document's list."""

    heading: str
    line: str
    content: Content
    notes: tuple[str, ...] = ()
    cited: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A brief as a document. ``dated`` is the line under its title, ``lead`` the words before the first part; ``changes`` tells
    figure by figure what is not as its author last saw it, ``sources`` are citations whose numbers are their places from 1,
    ``reports`` has the number of each report by its name; ``method`` are paragraphs."""

    language: Language
    title: str
    byline: str
    dated: str
    lead: str
    parts: tuple[Part, ...]
    changes: tuple[str, ...]
    sources: tuple[str, ...]
    reports: Mapping[str, int]
    method: tuple[str, ...]


def quoted(content: Content) -> Sequence[Quoted]:
    """The figures of a content in their sentences, in its order, with what they were divided by."""
    match content:
        case Charts(specs):
            return [each for spec in specs for row in spec.rows for each in row.quoted]
        case Figures() | Tables():
            return content.quoted
        case Absent():
            return ()
