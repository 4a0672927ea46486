"""The scripts of charts are asked for in the head of the pages that open with one, and nowhere else."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import pytest
import streamlit

from extract.views.preload import Preload, link, scripts


def _links(path: str, status: int = 200) -> list[str]:
    """The links in the head of a page's answer."""
    sent: list[MutableMapping[str, Any]] = []

    async def page(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": status, "headers": [(b"x-own", b"1")]})
        await send({"type": "http.response.body", "body": b""})

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.disconnect"}

    asyncio.run(Preload(page, ["compare"])({"type": "http", "path": path}, receive, send))
    assert (b"x-own", b"1") in sent[0]["headers"]
    return [value.decode() for name, value in sent[0]["headers"] if name == b"link"]


@pytest.mark.parametrize("path", ["/compare", "/under/another/address/compare"])
def test_a_page_with_a_chart_asks_for_its_script(path: str) -> None:
    assert _links(path) == [link(name) for name in scripts()]


@pytest.mark.parametrize("path", ["/", "/coverage", "/static/js/compare.js", "/_stcore/health"])
def test_nothing_else_does(path: str) -> None:
    assert _links(path) == []


def test_an_answer_that_is_no_page_stays_as_it_is() -> None:
    assert _links("/compare", status=404) == []


def test_the_installed_streamlit_has_the_script() -> None:
    folder = Path(streamlit.__file__).parent / "static" / "static" / "js"
    assert scripts()
    assert all((folder / name).stat().st_size > 1_000_000 for name in scripts())
