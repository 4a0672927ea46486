"""Streamlit's own harness for the tests of pages: a page as a link opens it, and what stands on it."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest, local_script_runner
from streamlit.util import calc_hash

ROOT = Path(__file__).parent.parent
CHINESE = re.compile(r"[\u3400-\u9fff]+")
QUOTED = re.compile(r"<(\w+)[^>]*\blang=\"zh\"[^>]*>.*?</\1>|“[^”]*”", re.DOTALL)  # a report's own words

# A server does these once, the harness for every page that a test opens: it reads what 140 installed packages say of themselves
# (0.15 s of the processor), and compiles the app (5 of a page's 30 ms).
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
local_script_runner.ScriptCache = cache(local_script_runner.ScriptCache)


def page(name: str, **state: str | list[str]) -> AppTest:
    """A page as a fresh link opens it."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app._page_hash = calc_hash(name)  # the harness switches only between pages that are files
    app.session_state["_chart_stands"] = True  # what a browser says when it has drawn the chart
    for key, value in state.items():
        app.query_params[key] = value
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    """The app after a run that raised nothing and warned of nothing."""
    assert [warning.value for warning in app.warning] == []
    return unbroken(app)


def unbroken(app: AppTest) -> AppTest:
    """The app after a run that raised nothing; what it may warn of is for the test to say."""
    assert [error.message for error in app.exception] == []
    assert [error.value for error in app.error] == []
    return app


def html(app: AppTest) -> str:
    """All HTML of the page but its styles."""
    return "\n".join(part.proto.body for part in app.get("html") if not part.proto.body.startswith("<style"))


def submit(app: AppTest, label: str) -> AppTest:
    """Press the button that says this."""
    return unbroken(next(button for button in app.button if button.label == label).click().run())


def address(app: AppTest, key: str) -> list[str]:
    """What the page's address says under a key."""
    value = app.query_params[key]
    return [value] if isinstance(value, str) else list(value)


def components(app: AppTest) -> list[Any]:
    """The data of the parts that have scripts of their own, but for that of the way by keys, which every page has."""
    found = [json.loads(part.proto.json) for part in app.get("bidi_component")]
    return [data for data in found if data.keys() != {"page", "words"}]


def heading(app: AppTest) -> str:
    """The page's title."""
    found = re.search(r'class="page-title">(.*?)<', html(app))
    assert found
    return unescape(found[1])
