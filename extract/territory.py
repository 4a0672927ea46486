"""Where a figure belongs: the administrative region that it is about and, when it covers less, the narrower site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extract.home import Home, report_region
from extract.regions import Region
from extract.sentences import Sentence
from extract.span import Span

__all__ = ["Home", "Territory", "Where", "report_region"]


@dataclass(frozen=True, slots=True)
class Where:
    """``scope`` is the full name of a region ("" when the report has none), ``site`` what is narrower than it ("" when
    the figure stands for the whole region), ``rule`` what decided."""

    scope: str
    site: str
    rule: str


class Territory:
    """Scope and site of the figures of one report."""

    def __init__(self, sentences: Sequence[Sentence], region: Region | None) -> None:
        self._sentences = sentences
        self._home = region

    def at(self, sentence_index: int, span: Span) -> Where:
        """Where a figure belongs that stands at ``span`` of a sentence."""
        return Where(self._home.full_name if self._home else "", "", "own")
