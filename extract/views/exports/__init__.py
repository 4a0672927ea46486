"""Charts as files: one small renderer a format, all from the same `ChartSpec`s, none with a browser."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.views.charts.spec import ChartSpec


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: the ending of its name, its media type, and the function that renders it, ``module:name``.

    The modules are imported when first used: a page that offers eight formats need not load eight libraries.
    """

    suffix: str
    mime: str
    renderer: str


_OFFICE = "application/vnd.openxmlformats-officedocument"
FORMATS: Mapping[str, Format] = MappingProxyType(
    {
        "png": Format(".png", "image/png", "image:png"),
        "svg": Format(".svg", "image/svg+xml", "image:svg"),
        "pdf": Format(".pdf", "application/pdf", "image:pdf"),
        "pptx": Format(".pptx", f"{_OFFICE}.presentationml.presentation", "powerpoint:pptx"),
        "xlsx": Format(".xlsx", f"{_OFFICE}.spreadsheetml.sheet", "excel:xlsx"),
        "docx": Format(".docx", f"{_OFFICE}.wordprocessingml.document", "word:docx"),
        "zip": Format(".zip", "application/zip", "archive:archive"),
        "html": Format(".html", "text/html", "page:html"),
    }
)


def render(specs: Sequence[ChartSpec], format: str) -> bytes:
    """The file's content: one chart or several, in the order given. Raises `ValueError` for no chart or an unknown
    format, and `image.TooHighError` for more pictures under one another than a PNG can hold."""
    if not specs:
        raise ValueError("nothing to export: no chart was given")
    if format not in FORMATS:
        raise ValueError(f"no format {format!r}; there are {', '.join(FORMATS)}")
    module, _, name = FORMATS[format].renderer.partition(":")
    renderer: Callable[[Sequence[ChartSpec]], bytes] = getattr(import_module(f"{__name__}.{module}"), name)
    return renderer(specs)


def file_name(specs: Sequence[ChartSpec], format: str) -> str:
    """A name for the file: the indicator, its normalisation and how it is drawn, or how many charts there are.

    The words are ids, so that the name survives every system.
    """
    first = specs[0]
    stem = f"charts_{len(specs)}" if len(specs) > 1 else first.indicator
    tail = "" if first.normalisation == "raw" else f"_per_{first.normalisation}"
    return f"{stem}{tail}{first.way}{FORMATS[format].suffix}"
