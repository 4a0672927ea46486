"""The way back from an address that has no page.

Streamlit opens the first page there, behind a box in English that says that there is no such page, whatever the reader's
language: for a mistyped name, for a page of a later version, and for the name of the first page itself, whose address is bare.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send


class Homeward:
    """Leads a browser that asks for a page which is none of ``pages`` to the first one, with what the address says beside its
    name. ``base`` is the path under which a proxy has the app."""

    def __init__(self, app: ASGIApp, pages: Collection[str], base: str = "") -> None:
        self._app = app
        self._pages = frozenset(pages)
        self._base = base.strip("/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it."""
        if scope["type"] != "http" or not self._astray(scope):
            await self._app(scope, receive, send)
            return
        query = scope.get("query_string", b"")
        here = b"../" if str(scope["path"]).endswith("/") else b"./"
        location = here + (b"?" + query if query else b"")
        await send({"type": "http.response.start", "status": 307, "headers": [(b"location", location)]})
        await send({"type": "http.response.body", "body": b""})

    def _astray(self, scope: Scope) -> bool:
        """Whether a browser goes to a page by a name that there is not; scripts, pictures and the server's own have a dot, a
        stroke before them, or folders."""
        path = str(scope["path"]).strip("/")
        name = path.removeprefix(f"{self._base}/" if self._base else "")
        plain = bool(name) and path != self._base and not name.startswith("_") and not {"/", "."} & set(name)
        asks = dict(scope["headers"]).get(b"accept", b"")
        return plain and name not in self._pages and b"text/html" in asks
