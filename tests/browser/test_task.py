"""The task that the app is made for, in a browser: from the first screen choose an indicator and three regions, see them over
years, and take an editable chart with its notes along, by mouse in eight clicks and by keys alone. Skipped where there is no
Chromium, never in CI."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.workspace import Workspace
from tests import chromium, provinces
from tests.chromium import Tab
from tests.provinces import written

chromium.needed()

YEARS = (2021, 2022, 2023)
CHOSEN = ("辽宁省", "湖南省", "青海省")
WRITTEN = tuple(written(YEARS, counties=0))
KNOWN = {(each.region, each.year): each.figures["party_members"] for each in WRITTEN if each.region in CHOSEN}
CLICKS = 8
KEYS = 160  # more would be no way for anybody


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app on 31 provinces over three years; its address."""
    space = Workspace.open(tmp_path_factory.mktemp("task") / "ws")
    provinces.keep(space, WRITTEN)
    with chromium.served("--workspace", str(space.folder.root)) as address:
        yield address


@pytest.fixture
def tab(browser: Any, server: str) -> Iterator[Tab]:
    made = Tab(browser, server).open("")
    made.page.get_by_role("link", name="党员总数", exact=True).first.wait_for()
    yield made
    made.close()


def downloaded(tab: Tab, press: Callable[[], None]) -> bytes:
    with tab.page.expect_download() as started:
        press()
    return Path(started.value.path()).read_bytes()


def check(file: bytes) -> None:
    """The chart is native, its values are the known ones, and what is to be known of it stands on the slide."""
    pptx = pytest.importorskip("pptx")
    slides = list(pptx.Presentation(io.BytesIO(file)).slides)
    shapes = [shape for slide in slides for shape in slide.shapes]
    (chart,) = [shape.chart for shape in shapes if shape.has_chart]
    drawn = {line.name: list(line.values) for line in chart.plots[0].series}
    assert drawn == {name: [KNOWN[name, year] for year in YEARS] for name in CHOSEN}
    said = "\n".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
    assert "资料来源：" in said and "缺年不连" in said
    told = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide)
    for (_, year), value in KNOWN.items():
        assert f"截至{year}年底，全省共有党员{value}名。" in told


def test_by_mouse_in_eight_clicks(tab: Tab) -> None:
    clicks = 0

    def click(part: Any) -> None:
        nonlocal clicks
        part.click()
        clicks += 1
        tab.idle()

    page = tab.page
    click(page.get_by_role("link", name="党员总数", exact=True).first)
    tab.until_address("/compare")
    click(page.get_by_role("button", name="看历年"))
    tab.until_address("/trend")
    click(page.locator(".st-key-region_box button").first)
    for name in CHOSEN:
        click(page.locator(".st-key-regions_few").get_by_role("button", name=name))
        tab.until_address(name)
    click(page.locator(".st-key-export button").first)
    check(downloaded(tab, lambda: click(page.get_by_role("button", name="PowerPoint"))))
    assert clicks <= CLICKS


def test_by_keys_alone(tab: Tab) -> None:
    keys = 0

    def press(key: str) -> None:
        nonlocal keys
        tab.page.keyboard.press(key)
        keys += 1

    said = "() => document.activeElement.closest('a, button')?.innerText.split('\\n') ?? []"

    def reach(words: str, key: str = "Tab") -> None:
        for _ in range(60):
            press(key)
            if words in tab.page.evaluate(said):
                return
        raise AssertionError(f"{words} is not reached by {key}")

    def focused(words: str) -> None:
        """Wait until what says these words has the focus."""
        tab.until(f"words => ({said})().includes(words)", words)

    press("Tab")
    focused("跳到正文")
    press("Enter")
    reach("党员总数")
    press("Enter")
    tab.until_address("/compare")
    tab.until("() => document.activeElement.id === 'stMain'")
    reach("看历年")
    press("Enter")
    tab.until_address("/trend")
    tab.until("() => document.activeElement.id === 'stMain'")
    reach("31 个地区（共 31 个）", "Shift+Tab")
    press("Enter")
    focused("全选")  # the menu has the focus
    reach("北京市")
    for name in CHOSEN:
        reach(name, "ArrowRight")
        press("Space")
        tab.until_address(name)
    press("Escape")
    focused("3 个地区（共 31 个）")
    reach("导出图表")
    press("Enter")
    focused("本页图表")
    reach("PowerPoint（可编辑图表）")
    check(downloaded(tab, lambda: press("Enter")))
    assert keys <= KEYS
