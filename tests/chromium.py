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
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
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
    # What compiles a page's scripts better, while they run, takes longer than it saves: no page stands long enough.
    "--js-flags=--single-threaded --no-maglev --no-opt",
)
# Debian's Chromium without its own window comes first: drawing that, which nobody sees, is a quarter of the work.
_PROGRAM = next(
    filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))), None
)
# A run of the page that is not asked for yet (a page that has just loaded) or has not begun: for that moment the page looks as
# still as one that stands.
# (A BackMsg with its field 11, rerun_script, begins with this byte.) A run that is over within one drawing is never seen to
# begin, but heard: what the server says of it has come, and nothing more.
_ASKED = """
  const send = WebSocket.prototype.send;
  const heard = new WeakSet();
  WebSocket.prototype.send = function (message) {
    if (!heard.has(this)) {
      heard.add(this);
      this.addEventListener("message", () => (window.runHeard = performance.now()));
    }
    if (message[0] === 0x5a) {
      window.runAsked = performance.now();
      window.runHeard = undefined;
    }
    return send.call(this, message);
  };
  new MutationObserver(() => {
    if (document.querySelector('[data-test-script-state="running"]')) window.runAsked = undefined;
  }).observe(document, { attributeFilter: ["data-test-script-state"], subtree: true });
"""
# Still at two looks in a row: between them a part of the page may have asked for a run of its own.
_SETTLED = """() => {
  const asked = performance.now() - window.runAsked < 10000 && !(performance.now() - window.runHeard > 200);
  const still = 'runAsked' in window && !asked && document.fonts.status === 'loaded'
    && !document.querySelector('[data-testid=stSkeleton]')
    && document.querySelector('[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]');
  const before = window.stillBefore;
  window.stillBefore = Boolean(still) && !before;
  return still && before;
}"""
_TURN = """path => {
  document.querySelector('.page-title').dataset.left = '';
  history.pushState({}, '', '/' + path);
  dispatchEvent(new PopStateEvent('popstate'));
}"""
# A reader for whom nothing moves: what fades and slides is drawn sixty times a second, a third of the browser's work.
_WISHES = {"locale": "zh-CN", "reduced_motion": "reduce"}
_CHANGED = {
    "viewport": {"width": 1440, "height": 900},
    "color_scheme": "light",
    "permissions": (),
}  # in any tab
_POLLED = (
    50  # milliseconds between two looks at a page: a look at each frame has it drawn sixty times a second
)
_PATIENCE = 60.0  # seconds until the server must be healthy


def needed() -> None:
    """Skip the module where there is no browser."""
    pytest.importorskip("playwright.sync_api")
    if _PROGRAM is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine (apt-get install chromium)", allow_module_level=True)


class Browser:
    """A browser, Playwright's, whose tabs serve one reader after the other: each new profile would fetch and compile the app's
    scripts again, and each new tab would start a process for it, two or three seconds of the processor. Two readers at once
    never share one."""

    def __init__(self, opened: Any) -> None:
        self._opened = opened
        self._free: defaultdict[str, list[Any]] = defaultdict(list)

    def enter(self, wishes: Mapping[str, Any]) -> Any:
        """A tab with these wishes, Playwright's page in a context of its own, that nobody is in. What any tab can change needs
        no new one."""
        free = self._free[_profile(wishes)]
        page = free.pop() if free else self._new(wishes)
        page.set_viewport_size(wishes["viewport"])
        page.emulate_media(color_scheme=wishes["color_scheme"])
        if wishes["permissions"]:
            page.context.grant_permissions(wishes["permissions"])
        return page

    def _new(self, wishes: Mapping[str, Any]) -> Any:
        context = self._opened.new_context(**wishes)
        context.add_init_script(_ASKED)
        return context.new_page()

    def leave(self, page: Any, wishes: Mapping[str, Any]) -> None:
        """Whoever comes next finds it empty and without cookies; what pages store, they have cleared."""
        page.goto("about:blank")
        page.context.clear_cookies()
        page.context.clear_permissions()
        self._free[_profile(wishes)].append(page)


def _profile(wishes: Mapping[str, Any]) -> str:
    return repr(sorted((name, wish) for name, wish in wishes.items() if name not in _CHANGED))


@contextmanager
def launched() -> Iterator[Browser]:
    """A browser."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=_PROGRAM, args=_FLAGS)
        yield Browser(opened)
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
    """One reader's tab: it remembers every error of a script and, when it is watched, every request."""

    def __init__(self, browser: Browser, server: str, **wishes: Any) -> None:
        self._browser = browser
        self._wishes = _WISHES | _CHANGED | wishes
        self.page = browser.enter(self._wishes)
        self.page.set_default_timeout(60_000)
        self.server = server
        self.requests: list[str] = []
        self.failures: list[str] = []
        self._heard: list[tuple[str, Callable[[Any], None]]] = []
        self.hear("pageerror", lambda error: self.failures.append(str(error)))

    def hear(self, event: str, listener: Callable[[Any], None]) -> None:
        """Be told of an event of the page until the tab is left."""
        self._heard.append((event, listener))
        self.page.on(event, listener)

    def watch(self) -> Self:
        """From now on remember every request; a page makes a hundred, and to be told of them costs a tenth of its load."""
        self.hear("request", lambda request: self.requests.append(request.url))
        self.hear("websocket", lambda socket: self.requests.append(socket.url))
        return self

    def open(self, path: str) -> Self:
        """Go to a page of the app."""
        self.page.goto(f"{self.server}/{path}")
        return self.idle()

    def turn(self, path: str) -> Self:
        """Go on to a page of another title within the app, as the browser's Back does: no script is loaded anew."""
        self.page.wait_for_selector(".page-title")
        self.page.evaluate(_TURN, path)
        return self.until("() => document.querySelector('.page-title:not([data-left])')")

    def idle(self) -> Self:
        """Wait until the page stands still, every run of it that was asked for done."""
        self.page.wait_for_function(_SETTLED, polling=_POLLED)
        return self

    def until(self, script: str, argument: Any = None) -> Self:
        """Wait for a script to say yes, and until the page stands still."""
        self.page.wait_for_function(script, arg=argument, polling=_POLLED)
        return self.idle()

    def until_address(self, words: str) -> Self:
        """Wait for the address to say this."""
        return self.until("words => decodeURIComponent(location.href).includes(words)", words)

    def close(self) -> None:
        """Leave; no script may have failed."""
        self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        for event, listener in self._heard:
            self.page.remove_listener(event, listener)
        self._browser.leave(self.page, self._wishes)
        assert self.failures == []
