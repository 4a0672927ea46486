"""Whatever a report, a file's name or an address says is text: no page asks a foreign host for it. Skipped where there is
no Chromium, never in CI."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlparse

import pytest

from extract.manifest import Entry
from extract.table import Table, render
from extract.workspace import Workspace
from tests import chromium
from tests.chromium import Tab
from tests.conftest import Invention

chromium.needed()

PICTURE = "![x](http://192.0.2.7/x.png) <img src=http://192.0.2.7/y.png>"
WORKSPACE = ("coverage", "compare", "sides", "region", "source", "brief", "review", "import", "methods")
TABLE = ("coverage", "compare", "sides", "region", "source", "brief", "methods")
OPENED = ("compare", "sides", "region", "source", "review")  # whose address names a figure
REPORT = f"""{PICTURE}工作综述
2021年，全省{PICTURE}选派驻村干部2304名，培训党员1.2万人次{PICTURE}。投入{PICTURE}3.6亿元。全省共有党员1234。
"""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a workspace whose reports, names, titles and sources are pictures of another host."""
    folder = tmp_path_factory.mktemp("hostile") / "ws"
    space = Workspace.open(folder)
    for number in range(2):
        text = REPORT.replace("2304", str(2304 + number))
        space.keep(
            text.encode(), "![x](http：192.0.2.7) `x` **b**.txt", Entry("青海省", PICTURE, "2022", PICTURE)
        )
    with chromium.served("--workspace", str(folder)) as address:
        yield address


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on a table every word of which is a picture of another host."""
    made = Invention()
    facts = []
    for _ in range(3):
        name = made.report("青海省")
        facts += [made.figure(name, "2304名", 2304.0 + len(facts), f"20{10 + n}") for n in range(3)]
    facts = [
        replace(fact, report=f"{PICTURE} {fact.report}", subject=PICTURE, site=PICTURE, period=PICTURE, per=PICTURE,
                rule=PICTURE, reasons=(PICTURE,), unit=PICTURE if n % 3 else fact.unit, corrected=PICTURE)
        for n, fact in enumerate(facts)
    ]  # fmt: skip
    path = tmp_path_factory.mktemp("hostile") / "table.parquet"
    path.write_bytes(render(Table(tuple(facts), (), ()), "parquet"))
    with chromium.served("--table", str(path)) as address:
        yield address


def foreign(browser: Any, server: str, paths: Sequence[str], anew: bool = False) -> set[str | None]:
    """The hosts that pages ask beside their own, where nothing but the pages themselves holds them back; each is opened ``anew``,
    or walked to from the first."""
    visit = Tab(browser, server, bypass_csp=True).watch()
    go = visit.open
    for path in paths:
        go(path)
        go = visit.open if anew else visit.turn
        assert visit.page.locator("img[src*='192.0.2.7']").count() == 0, path
    hosts = {urlparse(url).hostname for url in visit.requests if urlparse(url).scheme not in ("data", "blob")}
    visit.close()
    assert "127.0.0.1" in hosts, "nobody listened"
    return hosts - {"127.0.0.1"}


def test_a_report_makes_no_page_ask_another_host(browser: Any, workspace: str) -> None:
    chosen = f"indicator=cadres_dispatched&region={quote('青海省')}"
    assert foreign(browser, workspace, [f"{name}?{chosen}" for name in WORKSPACE]) == set()


def test_an_address_makes_no_page_ask_another_host(browser: Any, workspace: str) -> None:
    keys = ("fact", "report", "indicator", "region", "theme", "themes", "regions", "years", "kinds", "bounds", "level",
            "within", "norm", "scale", "only", "queue", "of", "find", "text", "lang")  # fmt: skip
    every = "&".join(f"{key}={quote(PICTURE)}" for key in keys)
    paths = [f"{name}?{every}" for name in WORKSPACE] + [f"{name}?fact={quote(PICTURE)}" for name in OPENED]
    assert foreign(browser, workspace, paths, anew=True) == set()


def test_a_table_makes_no_page_ask_another_host(browser: Any, table: str) -> None:
    chosen = f"indicator=cadres_dispatched&region={quote('青海省')}"
    assert foreign(browser, table, [f"{name}?{chosen}" for name in TABLE]) == set()


def test_the_browser_is_told_to_ask_nobody_else(browser: Any, workspace: str) -> None:
    visit = Tab(browser, workspace)
    visit.open("compare")
    told = "async src => { const i = new Image(); i.src = src; try { await i.decode() } catch { return 'refused' } }"
    seen: list[str] = []
    visit.hear("console", lambda message: seen.append(message.text))
    assert visit.page.evaluate(told, "http://192.0.2.7/x.png") == "refused"
    assert any("Content Security Policy" in text for text in seen)
    visit.close()
