"""The panel as plain text: both forms as CSV, the codebook, and the reports as BibTeX."""

from __future__ import annotations

from extract.views.exports.panel import codebook
from extract.views.exports.panel.asked import Asked
from extract.views.exports.panel.forms import long, wide
from extract.views.frames import csv
from extract.views.words.citing import bibliography


def long_csv(asked: Asked) -> bytes:
    """The long form, with the mark by which spreadsheets know UTF-8."""
    return csv(long(asked))


def wide_csv(asked: Asked) -> bytes:
    """The wide form, likewise."""
    return csv(wide(asked))


def codebook_md(asked: Asked) -> bytes:
    """The codebook as Markdown."""
    return codebook.markdown(asked).encode("utf-8", errors="replace")


def sources_bib(asked: Asked) -> bytes:
    """The reports as BibTeX."""
    return bibliography(asked.reports, asked.made).encode("utf-8", errors="replace")
