"""Invented reports and figures, for tests that start where extraction ends."""

from __future__ import annotations

import gc
import importlib
import os
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import extract
from extract.catalogue import catalogue
from extract.facts import Fact
from extract.table import Source, Table

LONG = bool(os.environ.get("JICENG_LONG"))  # as many trials as a release needs: tests/README.md
# Files that take longest: tests that run beside one another begin with these, so that none is left alone at the end.
LONGEST = (
    "browser/test_pages.py",
    "browser/",
    "test_confinement.py",
    "test_linear.py",
    "test_cluster.py",
    "test_reading.py",
)
# Python's collector would walk through what a hundred modules and ten thousand tests hold, again and again: a tenth of the work.
gc.set_threshold(100_000, 20, 20)
settings.register_profile("unhurried", deadline=None)  # a loaded machine is no failure
settings.load_profile("unhurried")


class Invention:
    """Builds facts and their reports: realistic, and true of nowhere."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.sources: dict[str, Source] = {}

    def report(self, region: str, year: int | None = 2022, title: str = "") -> str:
        """A report of a region; returns its name."""
        name = f"report-{len(self.sources) + 1}"
        title = title or f"{region}基层党建工作综述"
        self.sources[name] = Source(name, region, year, title, f"{year}-06-30" if year else "", "", "", "")
        return name

    def figure(
        self,
        report: str,
        quote: str,
        value: float,
        period: str,
        indicator: str = "cadres_dispatched",
        *,
        value_high: float | None = None,
        bound: str = "exact",
        unit: str = "",
        kind: str = "",
        per: str = "",
        scope: str = "",
        site: str = "",
    ) -> Fact:
        """A figure of a report, in a sentence of its own; unit and kind are the indicator's unless given."""
        entry = catalogue().indicators[indicator]
        before = f"{period and '期间'}全省上下共{entry.zh}"
        sentence = f"{before}{quote}。"
        start = 100 * len(self.facts) + len(before)
        made = Fact(
            report=report,
            quote=quote,
            start=start,
            end=start + len(quote),
            value=value,
            value_high=value_high,
            unit=unit or entry.unit,
            counter="",
            bound=bound,
            kind=kind or entry.kind,
            per=per,
            subject=entry.zh,
            indicator=indicator,
            theme=entry.theme,
            scope=scope or self.sources[report].region,
            site=site,
            period=period,
            text=quote,
            sentence=sentence,
            position=len(before),
            raw_sentence=sentence,
            raw_position=len(before),
            rule="invented",
            confidence=1.0,
            reasons=(),
        )
        self.facts.append(made)
        return made

    def table(self) -> Table:
        """Everything built so far."""
        return Table(tuple(self.facts), (), tuple(self.sources.values()))


@pytest.fixture(scope="session", autouse=True)
def _empty_workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees the workspace of whoever runs it: the pages show the examples."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JICENG_WORKSPACE", str(tmp_path_factory.mktemp("workspaces") / "empty"))
        yield


@pytest.fixture
def invention() -> Invention:
    """An empty invention."""
    return Invention()


@pytest.fixture
def villages() -> Table:
    """Cadres sent to villages in seven regions: of one year, of a span, since a year, a prefecture, a county city, an
    approximate figure, a range, several figures for one region, and a report without any."""
    made = Invention()
    for region, quote, value, period, bound, high in (
        ("辽宁省", "2.03万名", 20_300.0, "2022", "exact", None),
        ("云南省", "3.72万余名", 37_200.0, "2022", "at_least", None),
        ("广东省", "38692名", 38_692.0, "2020/2022", "exact", None),
        ("青海省", "1.4万—1.6万名", 14_000.0, "2012/", "exact", 16_000.0),
        ("甘肃省临夏回族自治州", "约3435名", 3_435.0, "2021", "approx", None),
        ("吉林省四平市双辽市", "近230名", 230.0, "", "at_most", None),
    ):
        report = made.report(region)
        made.figure(report, quote, value, period, bound=bound, value_high=high)
        if region == "辽宁省":
            made.figure(report, "120名", 120.0, "2022", site="某重点企业")
            made.figure(report, "900名", 900.0, "2021")
    made.report("甘肃省")
    for number in range(3):  # 辽宁省, 云南省, 广东省
        made.figure(
            f"report-{number + 1}", f"{200 + number}万名", 2e6 + 1e4 * number, "/2021", "party_members"
        )
    return made.table()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, the others as they come."""
    here = Path(__file__).parent

    def rank(item: pytest.Item) -> int:
        name = item.path.relative_to(here).as_posix() if item.path.is_relative_to(here) else ""
        return next((n for n, long in enumerate(LONGEST) if name.startswith(long)), len(LONGEST))

    items.sort(key=rank)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Import once what every worker imports: where nothing is compiled yet, each would compile the same modules, 14 seconds
    of the processor."""
    importlib.import_module("streamlit.testing.v1")
    for module in pkgutil.walk_packages(extract.__path__, "extract."):
        importlib.import_module(module.name)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many of the known failures there are still."""
    passed = terminalreporter.stats.get("passed", [])
    known = sum("known_failure" in dict(report.user_properties) for report in passed)
    if known:
        terminalreporter.write_line(f"{known} known failures still fail (tests/cases/known_failures.txt)")
