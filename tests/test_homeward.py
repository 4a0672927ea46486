"""An address without a page leads to the first one, in the reader's language, and whatever else is asked for is left alone."""

from __future__ import annotations

import asyncio
from typing import Any
from urllib.parse import unquote

import pytest

from extract.views.homeward import Homeward

HTML = "text/html,application/xhtml+xml"


def asked(address: str, base: str = "", accept: str = HTML) -> tuple[int, str]:
    """The status of the answer, and where it leads."""
    path, _, query = address.partition("?")
    said: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        said.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {
        "type": "http",
        "path": unquote(path),
        "query_string": query.encode("ascii"),
        "headers": [(b"accept", accept.encode("ascii"))],
    }
    asyncio.run(Homeward(app, ["compare", "trend"], base)(scope, receive, send))
    return said[0]["status"], dict(said[0]["headers"]).get(b"location", b"").decode("ascii")


@pytest.mark.parametrize("path", ["/coverage", "/nowhere", "/%E6%AF%94%E8%BE%83"])
def test_a_page_that_there_is_not_leads_home_with_what_the_address_says(path: str) -> None:
    state = "?lang=en&regions=%E8%BE%BD%E5%AE%81%E7%9C%81"
    assert asked(path + state) == (307, f"./{state}")
    assert asked(path) == (307, "./")
    assert asked(f"{path}/{state}") == (307, f"../{state}")  # ./ would be this address once more


@pytest.mark.parametrize(
    "path", ["/", "/compare", "/trend?lang=zh", "/_stcore/health", "/static/js/index.js", "/favicon.png"]
)
def test_what_there_is_is_left_alone(path: str) -> None:
    assert asked(path) == (200, "")
    assert asked(f"/app{path}", "app") == (200, "")


def test_only_a_browser_on_its_way_to_a_page_is_led() -> None:
    assert asked("/nowhere", accept="application/json") == (200, "")
    assert asked("/app", "app") == (200, "")
    assert asked("/app/nowhere", "app") == (307, "./")
