"""The charts of several indicators at once, as a file or a theme's page wants them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.catalogue import Indicator
from extract.normalisation import AUTO, RAW, fitting
from extract.views.charts.as_of import AS_REPORTED, AsOf
from extract.views.charts.comparing import compared
from extract.views.charts.making import Request, charts
from extract.views.charts.spec import ChartSpec
from extract.views.frames import Filters, Shelf, entries


def specs_of(
    shelf: Shelf,
    indicators: Sequence[Indicator],
    request: Request,
    filters: Filters,
    normalisation: str,
    as_of: AsOf = AS_REPORTED,
) -> list[ChartSpec]:
    """The charts of several indicators, without those that no report gives. Where none of an indicator's figures can be
    normalised as asked (a share has no yearly rate) its chart shows them as reported, and says so by its unit."""
    found: list[ChartSpec] = []
    for indicator in indicators:
        asked = entries(shelf, indicator, filters)
        if any(entry.fact for entry in asked):
            if normalisation == AUTO:
                found += charts(compared(shelf, indicator, asked, AUTO, as_of=as_of), request, shelf.sources)
                continue
            raw = compared(shelf, indicator, asked, as_of=as_of)
            way = fitting(normalisation, indicator).id
            fits = any(option.normalisation == way for option in raw.options)
            drawn = raw
            if fits and normalisation != RAW:
                drawn = compared(shelf, indicator, asked, normalisation, as_of=as_of)
            found += charts(drawn, request, shelf.sources)
    return found
