"""The browser's part of a page, sent for early.

Streamlit names the script that draws a chart, five megabytes of it, only when the server's first answer asks for a chart.
Here the page's own address asks for it at once, by a header of the page, so that it is there when the answer comes.
"""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_CHARTS = ("PlotlyChart",)  # the chunks of Streamlit's own script that draw charts; further names are hashes


class Preload:
    """Asks, in the head of each of the ``charted`` pages, for the scripts that draw charts."""

    def __init__(self, app: ASGIApp, charted: Sequence[str]) -> None:
        self._app = app
        self._charted = frozenset(charted)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; the answer gets a header when it is one of the pages."""
        if scope["type"] != "http" or scope["path"].rpartition("/")[2] not in self._charted:
            await self._app(scope, receive, send)
            return

        async def send_with_links(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                own = [(b"link", link(name).encode()) for name in scripts()]
                message = {**message, "headers": [*message["headers"], *own]}
            await send(message)

        await self._app(scope, receive, send_with_links)


def link(script: str) -> str:
    """The header's value for a script, relative to the page, as Streamlit's own page names it."""
    return f"<./static/js/{script}>; rel=modulepreload; crossorigin"


@cache
def scripts() -> tuple[str, ...]:
    """The files of the installed Streamlit that draw charts; none where another version has other names."""
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    return tuple(sorted(found.name for name in _CHARTS for found in folder.glob(f"{name}.*.js")))
