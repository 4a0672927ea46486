"""A real browser before a real server, for the tests of what only a browser shows.

A module that asks for it is skipped where there is no Chromium, never in CI.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import pytest

ROOT = Path(__file__).parent.parent
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
_IDLE = '[data-testid=stApp][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
_SETTLED = "() => !document.querySelector('[data-testid=stSkeleton]')"
_PATIENCE = 60.0  # seconds until the server must be healthy


def needed() -> None:
    """Skip the module where there is no browser."""
    pytest.importorskip("playwright.sync_api")
    if _PROGRAM is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine (apt-get install chromium)", allow_module_level=True)


@contextmanager
def launched() -> Iterator[Any]:
    """A browser, Playwright's."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=_PROGRAM, args=_FLAGS)
        yield opened
        opened.close()


@contextmanager
def served(*options: str) -> Iterator[str]:
    """The app with these options, on a port of its own; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    own = ["--server.port", str(port), "--server.address", "127.0.0.1", "--server.headless", "true"]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "dashboard.py", *own, "--", *options],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _await_health(address, process)
        yield address
    finally:
        process.terminate()
        process.wait()


def _await_health(address: str, process: subprocess.Popen[bytes]) -> None:
    begun = time.monotonic()
    while time.monotonic() - begun < _PATIENCE:
        assert process.poll() is None, "the server ended before it was healthy"
        try:
            if urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).read() == b"ok":
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server never became healthy")


class Tab:
    """One reader's tab: it remembers every request that it makes, and every error of a script."""

    def __init__(self, browser: Any, server: str, **wishes: Any) -> None:
        wishes = {"locale": "zh-CN", "viewport": {"width": 1440, "height": 900}} | wishes
        self.context = browser.new_context(**wishes)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.server = server
        self.requests: list[str] = []
        self.failures: list[str] = []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("websocket", lambda socket: self.requests.append(socket.url))
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))

    def open(self, path: str) -> Self:
        """Go to a page of the app."""
        self.page.goto(f"{self.server}/{path}")
        return self.idle()

    def idle(self) -> Self:
        """Wait until the page stands still."""
        self.page.wait_for_selector(_IDLE)
        self.page.wait_for_function(_SETTLED)
        return self

    def close(self) -> None:
        """Leave; no script may have failed."""
        self.context.close()
        assert self.failures == []
