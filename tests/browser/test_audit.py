"""A sampling audit in a browser: judged by keys, left and taken up again, and told in a file that leaves the page."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from extract.audit import audits
from extract.corrections import SET
from extract.manifest import Entry
from extract.workspace import Workspace
from tests import chromium
from tests.chromium import Tab

chromium.needed()
docx = pytest.importorskip("docx")
playwright = pytest.importorskip("playwright.sync_api")

TEXT = (
    "2021年，全省选派驻村干部2304名，建成村级书屋46个，培训党员1.2万人次，投入党建经费350万元，"
    "发展党员412名，新建党群服务中心120个。\n"
)

AT_ONCE = """() => {
  document.querySelector(".st-key-export_audit input").click();
  document.querySelector('[class*="st-key-export_this_docx"] button').click();
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """One server for all reviewers, and the folder of its workspace."""
    folder = tmp_path_factory.mktemp("served") / "ws"
    with chromium.served("--workspace", str(folder)) as address:
        yield address, folder


@pytest.fixture
def space(served: tuple[str, Path]) -> Workspace:
    """The workspace with one report, anew for each test."""
    shutil.rmtree(served[1], ignore_errors=True)
    made = Workspace.open(served[1])
    made.keep(TEXT.encode(), "一.txt", Entry("青海省", "", "2022"))
    return made


@pytest.fixture
def server(served: tuple[str, Path], space: Workspace) -> str:
    """The server, before that workspace."""
    return served[0]


class Reviewer(Tab):
    """Somebody who judges by keys, and waits for what a key did before the next."""

    def begin(self, who: str) -> None:
        self.open("review?queue=audit")
        self.sign(who)
        self.page.locator(".st-key-audit_start button").click()

    def sign(self, who: str) -> None:
        field = self.page.get_by_label("审阅人（署名）", exact=True)
        field.fill(who)
        field.press("Enter")
        self.idle()

    def ready(self, done: int, at: int) -> None:
        """Wait until the figure at a place in the draw may be judged by key, after so many verdicts."""
        self.sees(f"已判 {done} / 6")
        self.page.wait_for_selector(f'[data-keys~="judge_right_{at}"]', state="attached")
        self.idle()

    def sees(self, words: str) -> None:
        playwright.expect(self.page.get_by_text(words).first).to_be_visible(timeout=60_000)

    def key(self, key: str) -> None:
        self.page.keyboard.press(key)


def test_an_audit_is_judged_by_keys_left_taken_up_and_told_in_a_file(
    browser: Any, server: str, space: Workspace
) -> None:
    reader = Reviewer(browser, server)
    reader.begin("王")
    # the third is taken back and comes up again
    for at, key in ((0, "1"), (1, "r"), (2, "n"), (3, "u"), (2, "0")):
        reader.ready(at, at)
        reader.key(key)
    reader.ready(3, 3)
    reader.key("2")  # a wrong value, kept at once; the page stops for the right one
    reader.sees("正确的应该是")
    reader.ready(4, 3)
    value = reader.page.locator(".st-key-audit_mend").get_by_label("值", exact=True)
    value.fill("")
    value.press_sequentially("13")  # digits in a field are digits
    reader.page.get_by_role("button", name="保存并继续").click()
    reader.ready(4, 4)
    reader.page.reload()  # left, and taken up again
    reader.page.wait_for_selector(".page-title")
    reader.idle()
    reader.sees("已有 王 4 / 6")
    reader.sign("王")
    reader.ready(4, 4)
    reader.key("7")
    reader.sees("正确的应该是")
    reader.ready(5, 4)
    reader.key("1")  # on, without a right value
    reader.ready(5, 5)
    reader.key("1")
    reader.sees("抽检 6 处，正确 3，95% 置信区间 18.8%–81.2%")
    (audit,) = audits(space.load().log)
    assert audit.verdicts("王") == {0: "right", 1: "right", 2: "none", 3: "value", 4: "subject", 5: "right"}
    assert [each.values["value"] for each in space.load().log.in_force if each.action == SET] == [13.0]

    left = next(fact.indicator for fact in space.load().table.facts if fact.indicator)  # one was set aside
    reader.open(f"compare?indicator={left}")
    reader.page.locator(".st-key-export button").first.click()
    reader.page.locator(".st-key-export_audit label").wait_for()
    reader.idle()
    with reader.page.expect_download() as started:
        reader.page.evaluate(AT_ONCE)  # the file is of what was ticked, be it only just before
    document = docx.Document(io.BytesIO(Path(started.value.path()).read_bytes()))
    assert any("抽检 6 处，正确 3，95% 置信区间 18.8%–81.2%" in each.text for each in document.paragraphs)
    reader.close()


def test_a_phone_judges_by_touch_without_scrolling_sideways(
    browser: Any, server: str, space: Workspace
) -> None:
    phone = Reviewer(browser, server, viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    phone.begin("王")
    widths = "() => [document.documentElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth]"
    for done in range(6):
        phone.ready(done, done)
        assert max(phone.page.evaluate(widths)) <= 390
        phone.page.locator(f".st-key-judge_right_{done} button").tap()
    phone.sees("抽检 6 处，正确 6")
    assert max(phone.page.evaluate(widths)) <= 390
    phone.close()
