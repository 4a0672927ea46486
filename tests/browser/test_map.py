"""Map, dots and the step down in a browser: clicks and keys, what stays in sight, and phones. Skipped where there is no
Chromium, never in CI."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from extract.workspace import Workspace
from tests import chromium, provinces
from tests.chromium import Tab
from tests.provinces import written

chromium.needed()

MARK = ".st-key-evidence mark.figure"
MAP = "compare?indicator=cadres_dispatched&level=province&chart=map&lang=zh"
FIGURES = {each.region: each.figures["cadres_dispatched"] for each in written((2022,), 0, ("辽宁省",))}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on 31 provinces and the prefectures of one; its address."""
    space = Workspace.open(tmp_path_factory.mktemp("map") / "ws")
    provinces.keep(space, written((2022,), 0, ("辽宁省",)))
    with chromium.served("--workspace", str(space.folder.root)) as address:
        yield address


@pytest.fixture
def tab(browser: Any, server: str) -> Iterator[Tab]:
    made = Tab(browser, server)
    yield made
    made.close()


def said(tab: Tab) -> str:
    """The figure that is marked in the sentence."""
    tab.idle()
    return str(tab.page.inner_text(f"{MARK} >> nth=0"))


def until(tab: Tab, words: str) -> dict[str, list[str]]:
    """Wait for the address to say this; all that it says."""
    tab.until_address(words)
    return parse_qs(urlparse(tab.page.url).query)


def test_a_square_opens_its_sentence_by_click_and_by_key(tab: Tab) -> None:
    tab.open(MAP)
    tab.page.wait_for_selector("a.tile-square")
    assert tab.page.locator("a.tile-square").count() == 31
    liaoning = tab.page.locator("a.tile-square", has_text="辽宁")
    words = liaoning.evaluate("square => [square.textContent, square.getAttribute('aria-label')]")
    assert words[1].startswith(words[0])  # who speaks to the page says what he sees
    liaoning.click()
    until(tab, "fact=")
    assert said(tab) == f"{FIGURES['辽宁省']}名"
    assert tab.page.locator(".tile-square.opened").inner_text().startswith("辽宁")
    tab.page.locator("a.tile-square", has_text="吉林").focus()
    tab.page.keyboard.press("Enter")
    tab.until("() => document.querySelector('.tile-square.opened')?.textContent.startsWith('吉林')")
    assert said(tab) == f"{FIGURES['吉林省']}名"


def test_one_step_down_and_back_leads_over_the_bars_to_the_map(tab: Tab) -> None:
    tab.open(MAP)
    tab.page.locator("a.tile-square", has_text="辽宁").click()
    until(tab, "fact=")
    tab.page.get_by_role("button", name="辽宁省：14 个地级地区").click()
    assert until(tab, "within=辽宁省")["level"] == ["prefecture"]
    assert tab.page.locator('[class*="st-key-bars_"] .bars .point').count() == 14
    tab.page.locator(".st-key-steps").get_by_role("button", name="全国").click()
    tab.page.wait_for_selector("a.tile-square")


def test_the_axis_of_many_bars_stays_in_sight(tab: Tab) -> None:
    tab.open("compare?indicator=cadres_dispatched&level=province&lang=zh")
    tab.page.wait_for_selector(".ruler")
    tab.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 700)")
    tab.until(
        """() => {
        const box = each => each.getBoundingClientRect(), middle = each => box(each).left + box(each).width / 2;
        const own = document.querySelectorAll('.ruler span')[1];
        const line = document.querySelector('[class*="st-key-bars_"] .xgrid');
        const top = box(document.querySelector('.ruler')).top;
        return 40 <= top && top <= 120 && Math.abs(middle(own) - middle(line)) < 4 }"""
    )


@pytest.mark.parametrize("width", [1440, 390])
def test_squares_and_dots_keep_within_the_page(browser: Any, server: str, width: int) -> None:
    tab = Tab(browser, server, viewport={"width": width, "height": 900})
    both = "&".join(f"regions={name}" for name in FIGURES)
    for path, mark in (
        (MAP, ".tile-square"),
        (f"compare?indicator=cadres_dispatched&chart=levels&{both}", ".dot-words"),
    ):
        tab.open(path)
        tab.page.wait_for_selector(mark)
        tab.until(
            """mark => document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll(mark)].every(
            each => { const box = each.getBoundingClientRect(); return box.left >= 0 && box.right <= innerWidth })""",
            mark,
        )
    tab.close()


def test_no_label_of_a_dot_runs_into_another(tab: Tab) -> None:
    both = "&".join(f"regions={name}" for name in FIGURES)
    tab.open(f"compare?indicator=cadres_dispatched&chart=levels&{both}")
    tab.until(
        """count => {
        const boxes = [...document.querySelectorAll('.dot-words')].map(words => words.getBoundingClientRect());
        return boxes.length === count && !boxes.some((a, i) => boxes.some((b, j) => j < i
            && Math.abs(a.top - b.top) < 4 && a.left < b.right - 1 && b.left < a.right - 1)) }""",
        len(FIGURES),
    )


def test_a_figure_is_as_wide_as_its_square_at_most(browser: Any, server: str) -> None:
    tab = Tab(browser, server, viewport={"width": 390, "height": 900})
    tab.open(MAP)
    tab.page.wait_for_selector(".tile-square")
    wide = "all => all.filter(each => each.scrollWidth > each.clientWidth + 1).length"
    assert tab.page.locator(".tile-square").evaluate_all(wide) == 0
    tab.close()
