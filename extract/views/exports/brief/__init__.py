"""A brief as a file: a document of parts with contents and an annex, in Word, PowerPoint or PDF.

What a chart looks like in each is the business of the exports beside this; here parts, own words and annex are laid around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType

from extract.views.briefing.parts import Document
from extract.views.exports import FORMATS, Format

BRIEF_FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        name: Format(FORMATS[name].suffix, FORMATS[name].mime, renderer)
        for name, renderer in (("docx", "word:docx"), ("pptx", "powerpoint:pptx"), ("pdf", "pdf:pdf"))
    }
)
_LONGEST = 60  # characters of a title in the file's name


def render(document: Document, form: str) -> bytes:
    """The file's content. Raises `ValueError` for a document without parts, or an unknown format."""
    if not document.parts:
        raise ValueError("nothing to export: the brief has no piece")
    if form not in BRIEF_FORMATS:
        raise ValueError(f"no format {form!r}; there are {', '.join(BRIEF_FORMATS)}")
    module, _, name = BRIEF_FORMATS[form].renderer.partition(":")
    renderer: Callable[[Document], bytes] = getattr(import_module(f"{__name__}.{module}"), name)
    return renderer(document)


def file_name(document: Document, form: str) -> str:
    """The title, as far as every system takes it in a name."""
    stem = re.sub(r'[\s\\/:*?"<>|\x00-\x1f]+', " ", document.title).strip(" .")[:_LONGEST].strip(" .")
    return f"{stem or 'brief'}{BRIEF_FORMATS[form].suffix}"
