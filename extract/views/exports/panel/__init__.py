"""The panel as files, for those who go on with the figures in a program of their own; `render` makes each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extract.views.exports.panel.asked import Asked


@dataclass(frozen=True, slots=True)
class PanelFormat:
    """A kind of file: the name that follows that of the panel, its media type, and the function that renders it,
    ``module:name``, imported when it is first used, or the formats that it holds as a ZIP."""

    ending: str
    mime: str
    renderer: str = ""
    members: tuple[str, ...] = ()


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DTA = "application/x-stata-dta"
_BESIDE = ("codebook.md", "sources.bib")
PANEL_FORMATS: Mapping[str, PanelFormat] = MappingProxyType(
    {
        "long.csv": PanelFormat("long.csv", "text/csv", "tables:long_csv"),
        "wide.csv": PanelFormat("wide.csv", "text/csv", "tables:wide_csv"),
        "xlsx": PanelFormat("xlsx", _SHEET, "workbook:xlsx"),
        "stata.zip": PanelFormat("stata.zip", "application/zip", members=("wide.dta", "long.dta", *_BESIDE)),
        "long.dta": PanelFormat("long.dta", _DTA, "stata:long_dta"),
        "wide.dta": PanelFormat("wide.dta", _DTA, "stata:wide_dta"),
        "codebook.md": PanelFormat("codebook.md", "text/markdown", "tables:codebook_md"),
        "sources.bib": PanelFormat("bib", "application/x-bibtex", "tables:sources_bib"),
        "zip": PanelFormat(
            "zip",
            "application/zip",
            members=("wide.csv", "long.csv", "xlsx", "wide.dta", "long.dta", *_BESIDE),
        ),
    }
)


def render(asked: Asked, format: str) -> bytes:
    """The file's content. Raises `ValueError` for a panel without a line, an unknown format, and a form that has more rows than
    the format can hold."""
    if not asked.panel.lines:
        from extract.views.exports.panel.words import word

        raise ValueError(word("note.nothing", asked.say))
    if format not in PANEL_FORMATS:
        raise ValueError(f"no format {format!r}; there are {', '.join(PANEL_FORMATS)}")
    known = PANEL_FORMATS[format]
    if known.members:
        return _zipped(asked, known.members)
    module, _, name = known.renderer.partition(":")
    renderer: Callable[[Asked], bytes] = getattr(import_module(f"{__name__}.{module}"), name)
    return renderer(asked)


def file_name(stem: str, format: str) -> str:
    """A panel's file: the indicator, the theme or all, and the form.

    >>> file_name("education", "long.csv"), file_name("panel", "xlsx")
    ('education_panel_long.csv', 'panel.xlsx')
    """
    ending = PANEL_FORMATS[format].ending
    joint = "_" if "." in ending else "."
    return f"{stem if stem == 'panel' else f'{stem}_panel'}{joint}{ending}"


def _zipped(asked: Asked, members: Sequence[str]) -> bytes:
    """A ZIP whose files bear the day on which the panel was made."""
    buffer, day = io.BytesIO(), asked.made
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as zipped:
        for member in members:
            info = zipfile.ZipInfo(file_name("panel", member), (day.year, day.month, day.day, 0, 0, 0))
            zipped.writestr(info, render(asked, member), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
