"""What a browser may do on behalf of this app, and what may ask it: answered before Streamlit is asked.

A report may say anything, and so may an address; what they say is text. Should a part of a page ever take it for more, the
policy here keeps the reader's browser from asking a foreign host.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_METRICS = "/_stcore/metrics"  # who is here and what it costs: for the machine itself
_FORWARDED = (b"x-forwarded-for", b"forwarded", b"x-real-ip")
_OWN = ("localhost", "127.0.0.1", "::1")
_HOST = re.compile(r"[\w.\-]+(?::\d{1,5})?|\[[0-9a-fA-F:]+\](?::\d{1,5})?", re.ASCII)
# Streamlit's own page has styles and a script in it, makes parts of a page of blobs, and draws charts by code that it makes.
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; media-src 'self' data: blob:; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; "
    "connect-src 'self' data: blob:{sockets}"
)


class Guard:
    """Gives each answer its policy, keeps the server's numbers to its own machine, and turns foreign pages away without
    asking anybody whose they are. ``known`` are further names of this server that a proxy has."""

    def __init__(self, app: ASGIApp, known: tuple[str, ...] = ()) -> None:
        self._app = app
        self._known = frozenset({*_OWN, *map(as_sent, known)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if scope["type"] == "websocket":
            if self._foreign(headers.get(b"origin", b"").decode("latin-1"), scope):
                await send({"type": "websocket.close", "code": 1008})
            else:
                await self._app(scope, receive, send)
            return
        if scope["path"].rstrip("/").endswith(_METRICS) and not _of_this_machine(scope, headers):
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})
            return
        own = _headers(headers.get(b"host", b"").decode("latin-1"))

        async def send_with_policy(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *own]}
            await send(message)

        await self._app(scope, receive, send_with_policy)

    def _foreign(self, origin: str, scope: Scope) -> bool:
        """Whether a page of another server asks. The address that the browser reached this one by is its own; a name is
        only if it was told, since any name may be led here. What is no origin is of nobody here."""
        try:
            host = urlsplit(origin).hostname
        except ValueError:
            return True
        reached = (scope.get("server") or ("", 0))[0]
        return bool(origin) and host not in self._known and not (host == reached and _is_address(host))


def as_sent(name: str) -> str:
    """A host's name as a browser says it: in small letters, and in those of ASCII alone.

    >>> as_sent("Jiceng.Example.org"), as_sent("党建.例子.cn"), as_sent("FE80::1")
    ('jiceng.example.org', 'xn--n5qz54a.xn--fsqu00a.cn', 'fe80::1')
    """
    try:
        return name.encode("idna").decode("ascii").casefold()
    except UnicodeError:  # no name that a browser could say
        return name.casefold()


def _headers(host: str) -> list[tuple[bytes, bytes]]:
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return [
        (b"content-security-policy", _POLICY.format(sockets=sockets).encode("ascii")),
        (b"referrer-policy", b"same-origin"),
        (b"x-content-type-options", b"nosniff"),
    ]


def _of_this_machine(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    client = (scope.get("client") or ("", 0))[0]
    return _is_loopback(client) and not any(name in headers for name in _FORWARDED)


def _is_loopback(host: str) -> bool:
    return _is_address(host) and ipaddress.ip_address(host).is_loopback


def _is_address(host: str | None) -> bool:
    try:
        ipaddress.ip_address(host or "")
    except ValueError:
        return False
    return True
