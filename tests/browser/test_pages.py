"""What only a browser shows: clicks on bars and cells, the address, downloads, the keyboard, phone and dark pages, and
that nothing leaves the machine. Skipped where there is no Chromium, never in CI."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests import chromium
from tests.chromium import ROOT, Tab

chromium.needed()

PAGES = ("", "compare", "trend", "sides", "region", "source", "brief", "review", "import", "methods")
BAR = '[class*="st-key-bars_"] .js-plotly-plot .bars .point path'
MARK = ".st-key-evidence mark.figure"
PHONE = {"width": 390, "height": 844}
TOUCHED = {"is_mobile": True, "has_touch": True}


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The app on the examples; its address."""
    with chromium.served() as address:
        yield address


class Visit(Tab):
    """A reader who looks at headings, addresses and what they say."""

    @property
    def heading(self) -> str:
        return str(self.page.inner_text(".page-title"))

    @property
    def state(self) -> dict[str, list[str]]:
        """What the address says."""
        return parse_qs(urlparse(self.page.url).query)

    def until_heading(self, words: str) -> Visit:
        return self.until(
            "words => document.querySelector('.page-title')?.textContent.includes(words)", words
        )


@pytest.fixture
def visit(browser: Any, server: str) -> Iterator[Visit]:
    made = Visit(browser, server)
    yield made
    made.close()


def test_a_click_on_a_bar_opens_its_sentence(visit: Visit) -> None:
    visit.open("compare?indicator=cadres_dispatched")
    before = visit.page.inner_text(f"{MARK} >> nth=0")
    visit.page.locator(BAR).nth(1).click(force=True)
    visit.until_address("fact=")
    visit.until("([mark, text]) => document.querySelector(mark)?.textContent !== text", [MARK, before])
    report, start = visit.state["fact"][0].split(":")
    raw = (ROOT / "seeds" / f"{report}.txt").read_bytes().decode("utf-8")
    assert raw[int(start) :].startswith(visit.page.locator(MARK).last.inner_text())


def test_a_link_opens_the_same_page_for_somebody_else(visit: Visit, browser: Any, server: str) -> None:
    visit.open("compare?indicator=cadres_dispatched&norm=residents")
    visit.page.locator(BAR).nth(1).click(force=True)
    visit.until_address("fact=")
    other = Visit(browser, server, locale="en-GB").open(visit.page.url.removeprefix(f"{server}/"))
    assert other.state == visit.state
    assert other.page.locator(BAR).count() == visit.page.locator(BAR).count()
    assert other.page.locator(MARK).last.inner_text() == visit.page.locator(MARK).last.inner_text()
    assert other.heading.startswith("Cadres dispatched")
    other.close()


def test_theme_region_and_language_change_page_and_address(visit: Visit) -> None:
    visit.open("compare?indicator=cadres_dispatched")
    visit.page.get_by_role("radio", name="经费阵地").click()
    visit.until_address("theme=resources")
    bars = visit.page.locator(BAR).count()
    visit.page.locator(".st-key-region_box button").first.click()
    visit.page.locator(".st-key-regions [data-tag] button").first.click()
    visit.until_address("regions=")
    assert visit.page.locator(BAR).count() <= bars
    visit.page.keyboard.press("Escape")
    visit.page.locator(".page-title").click()  # the list of regions grows while it has the focus
    visit.page.get_by_role("radio", name="English").click()
    visit.until_address("lang=en")
    assert visit.page.inner_text(".side-title") == "What to compare"


def test_a_cell_of_the_matrix_leads_to_its_bar_and_back(visit: Visit) -> None:
    visit.open("")
    cell = visit.page.locator(".matrix td a").last
    fact = parse_qs(urlparse(cell.get_attribute("href")).query)["fact"]
    cell.click()
    visit.until("() => location.pathname.endsWith('compare')")
    visit.until(
        "() => document.querySelector('.st-key-evidence mark.figure')"
    )  # it is drawn, not only asked for
    assert visit.state["fact"] == fact
    visit.page.evaluate("() => history.back()")
    visit.until("() => !location.pathname.endsWith('compare')")
    visit.until_heading("基层党建指标比较")


def test_the_arrow_keys_walk_through_the_matrix(visit: Visit) -> None:
    visit.open("")
    visit.page.locator(".matrix tbody th.indicator a").first.focus()
    visit.page.keyboard.press("ArrowDown")
    here = "() => document.activeElement.closest('tr').rowIndex"
    first = visit.page.evaluate(here)
    visit.page.keyboard.press("ArrowRight")
    assert visit.page.evaluate("() => document.activeElement.closest('td') !== null")
    visit.page.keyboard.press("Enter")
    visit.until("() => location.pathname.endsWith('compare')")
    assert first > 1


def test_pages_keep_what_was_chosen_when_the_reader_walks_between_them(visit: Visit) -> None:
    visit.open("compare?indicator=funds_invested")
    chosen = visit.heading
    visit.page.get_by_role("link", name="数据与方法").click()
    visit.until_heading("数据与方法")
    visit.page.get_by_role("link", name="比较", exact=True).click()
    visit.until_heading(chosen)
    assert visit.state["indicator"] == ["funds_invested"]


def test_a_figure_of_the_report_opens_its_evidence(visit: Visit) -> None:
    visit.open("source?report=001_1b11d28e6b5bccc6")
    figure = visit.page.locator(".report a.unbound").first
    text = figure.inner_text()
    figure.click()
    visit.until_address("fact=")
    shown = visit.page.locator(".st-key-source_evidence mark.figure").first
    visit.until("([mark, text]) => document.querySelector(mark)?.textContent === text",
                [".st-key-source_evidence mark.figure", text])  # fmt: skip
    assert shown.inner_text() == text
    assert visit.page.locator(".report .chosen").inner_text() == text


def test_the_table_downloads_as_csv(visit: Visit) -> None:
    visit.open("compare?indicator=cadres_dispatched")
    with visit.page.expect_download() as started:
        visit.page.get_by_role("button", name="下载数据（CSV）").click()
    content = Path(started.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    assert len(content.decode("utf-8-sig").splitlines()) > visit.page.locator(BAR).count()


def test_the_chart_downloads_from_its_own_toolbar(visit: Visit) -> None:
    visit.open("compare?indicator=cadres_dispatched")
    visit.page.locator('[class*="st-key-bars_"] .js-plotly-plot').hover()
    with visit.page.expect_download() as started:
        visit.page.locator('[class*="st-key-bars_"] .modebar-btn').first.click(force=True)
    picture = Path(started.value.path()).read_text("utf-8")
    assert picture.lstrip().startswith("<svg")
    assert "广东省" in picture


def test_what_the_marks_mean_stays_within_its_card(visit: Visit) -> None:
    """In English the words of a hollow circle ran over the sentence beside the chart."""
    visit.open("trend?lang=en")
    ends = visit.page.evaluate(
        "() => ['.key', ...document.querySelectorAll('.key span')].map(each =>"
        " (each.getBoundingClientRect ? each : document.querySelector(each)).getBoundingClientRect().right)"
    )
    assert len(ends) >= 3 and max(ends[1:]) <= ends[0]


def test_the_menu_exports_an_editable_chart(visit: Visit) -> None:
    pptx = pytest.importorskip("pptx")
    visit.open("compare?indicator=cadres_dispatched")
    visit.page.locator(".st-key-export button").first.click()
    with visit.page.expect_download() as started:
        visit.page.get_by_role("button", name=re.compile("PowerPoint")).click()
    slides = pptx.Presentation(io.BytesIO(Path(started.value.path()).read_bytes())).slides
    assert any(shape.has_chart for slide in slides for shape in slide.shapes)


# Asks for a file that the server does not offer, as many times as told: what a press does while the page is drawn anew.
TOO_EARLY = """times => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (message) {
    const said = Array.from(message, byte => String.fromCharCode(byte)).join("");
    const id = times > 0 && said.match(/[0-9a-f]{32}$/);
    if (!id) return send.call(this, message);
    times -= 1;
    const other = said.replace(/[0-9a-f]{32}$/, "0".repeat(32));
    return send.call(this, Uint8Array.from(other, char => char.charCodeAt(0)));
  };
}"""


def test_a_press_for_a_file_while_the_page_is_drawn_anew_is_made_again_once(visit: Visit) -> None:
    visit.open("compare?indicator=cadres_dispatched")
    button = visit.page.get_by_role("button", name="下载数据（CSV）")
    button.wait_for()
    visit.page.evaluate(TOO_EARLY, 1)
    with visit.page.expect_download() as started:
        button.click()
    assert Path(started.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
    visit.open("compare?indicator=cadres_dispatched")
    button.wait_for()
    visit.page.evaluate(TOO_EARLY, 2)
    button.click()
    visit.page.get_by_text("文件没有生成，请再试一次").wait_for()


@pytest.mark.parametrize("path", ["compare?indicator=cadres_dispatched", "trend"])
def test_what_stands_below_the_chart_is_drawn_without_the_page_above_it(visit: Visit, path: str) -> None:
    """Files of the export menu that a page drawn anew has offered before cannot be had from the server any more."""
    ends: list[int] = []

    def hear(frame: str | bytes) -> None:
        said = ForwardMsg.FromString(frame if isinstance(frame, bytes) else frame.encode())
        if said.WhichOneof("type") == "script_finished":
            ends.append(said.script_finished)

    visit.hear("websocket", lambda socket: socket.on("framereceived", hear))
    visit.open(path)
    visit.page.wait_for_selector("[data-testid=stDataFrame]")
    visit.idle()
    assert ends == [ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY]


def test_a_press_below_the_chart_concerns_the_whole_page(visit: Visit) -> None:
    visit.open("compare?indicator=cadres_dispatched")
    card = visit.page.locator('[class*="st-key-theme_others"] a').first
    before = visit.heading
    card.click()
    visit.until("words => !document.querySelector('.page-title')?.textContent.includes(words)", before)
    assert visit.state["indicator"] != ["cadres_dispatched"]


DOTS = "compare?indicator=cadres_dispatched&norm=raw&chart=levels"


@pytest.fixture
def phone(browser: Any, server: str) -> Iterator[Visit]:
    made = Visit(browser, server, viewport=PHONE, **TOUCHED).watch()
    yield made
    made.close()


@pytest.mark.parametrize("path", [*PAGES, "review?queue=missed", DOTS])
def test_every_page_fits_a_phone_goes_down_its_headings_one_level_at_a_time_and_asks_nobody(
    phone: Visit, path: str
) -> None:
    """Opened on a phone, it needs no scrolling sideways; turned to a wide screen, it is walked by its headings, as who hears it
    does."""
    phone.open(path)
    phone.page.wait_for_selector(".page-title")
    widths = "() => [document.documentElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth]"
    assert max(phone.page.evaluate(widths)) <= 390
    phone.page.set_viewport_size({"width": 1440, "height": 900})
    phone.idle()
    levels = phone.page.eval_on_selector_all(
        "[data-testid=stMain] :is(h1, h2, h3, h4, h5, h6)",
        "all => all.filter(h => h.offsetParent).map(h => Number(h.tagName[1]))",
    )
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(next - level <= 1 for level, next in pairwise(levels)), levels
    assert hosts(phone) == {"127.0.0.1"}


@pytest.mark.parametrize(("language", "marks"), [("en", "proportional-width"), ("zh", "normal")])
def test_quotation_marks_are_as_wide_as_the_language_writes_them(
    visit: Visit, language: str, marks: str
) -> None:
    visit.open(f"methods?lang={language}")
    width = "p => getComputedStyle(p).fontVariantEastAsian"
    assert visit.page.locator(".page-lead").first.evaluate(width) == marks


@pytest.mark.parametrize(("lang", "shown"), [("zh", False), ("en", True)])
def test_a_box_that_is_typed_in_says_nothing_in_another_language(
    visit: Visit, lang: str, shown: bool
) -> None:
    visit.open(f"?lang={lang}")
    box = visit.page.locator("[data-testid=stSidebar] input[type=text]").first
    box.fill("12")
    hint = visit.page.get_by_test_id("InputInstructions").first
    hint.wait_for(state="attached")
    assert hint.is_visible() == shown


def test_the_key_on_a_button_is_as_easy_to_read_as_its_words(visit: Visit) -> None:
    visit.open("review?lang=en")
    visit.page.wait_for_selector("button kbd")
    visit.idle()
    colours = visit.page.eval_on_selector_all(
        'button[kind^="primary"]:has(kbd)',
        "all => all.map(b => [b.querySelector('kbd'), b.querySelector('p')].map(e => getComputedStyle(e).color))",
    )
    assert colours and all(key == words for key, words in colours)
    grounds = visit.page.eval_on_selector_all(
        'button[kind^="primary"] kbd', "all => all.map(key => getComputedStyle(key).backgroundColor)"
    )
    assert set(grounds) == {
        "rgba(0, 0, 0, 0)"
    }  # the words of a red button are white, and so was a key's ground
    names = visit.page.eval_on_selector_all(
        ".cards.list .mini-name", "all => all.map(name => name.getBoundingClientRect().width)"
    )
    assert min(names) > 100  # beside a long figure a name is not broken into letters


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_bars_and_their_labels_have_room_and_the_axis_reads_straight(
    browser: Any, server: str, width: int
) -> None:
    visit = Visit(browser, server, viewport={"width": width, "height": 900})
    visit.open("compare?indicator=cadres_dispatched&norm=raw&lang=en")
    visit.page.wait_for_selector(BAR)
    visit.idle()
    longest = max(
        visit.page.eval_on_selector_all(BAR, "all => all.map(b => b.getBoundingClientRect().width)")
    )
    chart = visit.page.locator(".js-plotly-plot").first.bounding_box()
    assert chart and longest > chart["width"] / 8
    figures = visit.page.eval_on_selector_all(
        ".bartext tspan:first-child", "all => all.map(t => t.getBoundingClientRect().right)"
    )
    assert max(figures) <= chart["x"] + chart["width"] + 1
    numbers = visit.page.eval_on_selector_all(
        ".xaxislayer-above .xtick text",
        "all => all.map(t => t.getBoundingClientRect()).filter(b => b.width).map(b => [b.left, b.right, b.height])",
    )
    visit.close()
    assert all(high < 22 for *_, high in numbers)  # nothing is turned
    assert all(left[1] < right[0] for left, right in pairwise(numbers))


def test_on_a_phone_the_way_to_pages_and_filters_has_words(phone: Visit) -> None:
    phone.open("compare?lang=en")
    button = phone.page.locator("[data-testid=stExpandSidebarButton]")
    button.wait_for()
    said = "element => getComputedStyle(element, '::after').content"
    assert "Pages and filters" in button.evaluate(said)
    button.click()
    phone.page.locator(".st-key-search input").wait_for()


def test_the_way_by_keyboard_shows_where_it_is(visit: Visit) -> None:
    visit.open("compare?indicator=cadres_dispatched")
    visit.page.locator("[data-testid=stTopNavLink]").nth(1).focus()
    visit.page.keyboard.press("Tab")
    outline = "() => getComputedStyle(document.activeElement).outlineStyle"
    assert visit.page.evaluate(outline) == "solid"


def test_a_copied_link_says_the_indicator_and_the_regions(browser: Any, server: str) -> None:
    reader = Visit(browser, server, permissions=["clipboard-read", "clipboard-write"]).open("compare")
    reader.page.locator(".copy-link").click()
    copied = parse_qs(urlparse(reader.page.evaluate("navigator.clipboard.readText()")).query)
    assert {"indicator", "theme", "regions", "lang"} <= set(copied)
    reader.close()


def test_a_dark_system_gets_a_dark_page(browser: Any, server: str) -> None:
    dark = Visit(browser, server, color_scheme="dark").open("compare?indicator=cadres_dispatched")
    ground = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    dark.until("script => true", "")
    assert dark.page.evaluate(ground) == "rgb(18, 22, 27)"
    dark.page.wait_for_selector(BAR)
    fills = dark.page.eval_on_selector_all(BAR, "bars => bars.map(bar => bar.style.fill)")
    assert fills and not any("18, 85, 166" in fill for fill in fills), "the light page's blue"
    dark.open("coverage")
    dark.until("script => true", "")
    assert dark.page.evaluate(ground) == "rgb(18, 22, 27)"
    dark.close()


def hosts(visit: Visit) -> set[str | None]:
    """Whom the pages asked that a reader has opened so far."""
    return {urlparse(url).hostname for url in visit.requests if urlparse(url).scheme not in ("data", "blob")}


def test_a_press_of_bar_and_menu_asks_nobody_either(visit: Visit) -> None:
    visit.watch().open("compare?indicator=cadres_dispatched")
    visit.page.locator(BAR).first.click(force=True)
    visit.page.locator(".st-key-export button").first.click()
    visit.idle()
    assert hosts(visit) == {"127.0.0.1"}
