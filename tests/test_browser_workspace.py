"""The whole way in a browser: a report is uploaded, its region confirmed, its figure compared, corrected, exported and the
correction undone; and two readers at once, each with a page of his own."""

from __future__ import annotations

import io
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

playwright = pytest.importorskip("playwright.sync_api")
docx = pytest.importorskip("docx")

ROOT = Path(__file__).parent.parent
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IDLE = '[data-testid=stApp][data-test-connection-state="CONNECTED"][data-test-script-state="notRunning"]'
MARK = "mark.figure"
PARAGRAPHS = (
    "基层党建工作综述",
    "2022年，全市选派驻村干部2304名，投入党建经费3500万元，新建党群服务中心120个。",
    "全市开展走访慰问活动，发放读本一大批，群众反响热烈。",
)

if BROWSER is None and not os.environ.get("CI"):
    pytest.skip("no Chromium on this machine (apt-get install chromium)", allow_module_level=True)


def serve(folder: Path, *options: str) -> tuple[str, subprocess.Popen[bytes]]:
    """The app on a workspace and a port of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [
            sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port), "--server.address",
            "127.0.0.1", "--server.headless", "true", "--", "--workspace", str(folder), *options,
        ],
        cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(600):
        assert process.poll() is None, "the server ended before it was healthy"
        try:
            if urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).read() == b"ok":
                return address, process
        except OSError:
            time.sleep(0.1)
    process.kill()
    raise AssertionError("the server never became healthy")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=BROWSER, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def server(folder: Path) -> Iterator[str]:
    address, process = serve(folder)
    yield address
    process.terminate()
    process.wait()


class Reader:
    """One reader's tab."""

    def __init__(self, browser: Any, server: str) -> None:
        self.context = browser.new_context(
            locale="zh-CN", viewport={"width": 1440, "height": 1200}, accept_downloads=True
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.server = server
        self.failures: list[str] = []
        self.page.on("pageerror", lambda error: self.failures.append(str(error)))

    def open(self, path: str) -> Reader:
        self.page.goto(f"{self.server}/{path}")
        self.page.wait_for_selector(".page-title")
        return self.idle()

    def idle(self) -> Reader:
        self.page.wait_for_timeout(150)
        self.page.wait_for_selector(IDLE)
        self.page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
        return self

    def button(self, name: str) -> Any:
        return self.page.get_by_role("button", name=re.compile(name)).first

    def press(self, name: str) -> Reader:
        self.button(name).click()
        return self.idle()

    def sees(self, words: str) -> Reader:
        playwright.expect(self.page.get_by_text(words).first).to_be_attached(timeout=60_000)
        return self

    def upload(self, *files: Path) -> Reader:
        self.page.set_input_files("input[type=file]", [str(file) for file in files])
        self.page.wait_for_selector("[class*=st-key-candidate_]")
        return self.idle()


@pytest.fixture
def reader(browser: Any, server: str) -> Iterator[Reader]:
    made = Reader(browser, server)
    yield made
    assert made.failures == []
    made.context.close()


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A Word document that does not say which region it is about."""
    document = docx.Document()
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    path = tmp_path / "某市综述.docx"
    document.save(str(path))
    return path


def drawn(reader: Reader) -> str:
    """The labels of the page's chart."""
    reader.page.wait_for_selector(".js-plotly-plot .bars .point path")
    return str(reader.page.inner_text(".js-plotly-plot"))


def exported(reader: Reader) -> str:
    """What the table that the page offers for download says."""
    with reader.page.expect_download() as started:
        reader.button("下载数据（CSV）").click()
    return Path(started.value.path()).read_text("utf-8-sig")


def test_a_report_comes_in_is_compared_corrected_exported_and_set_right_again(
    reader: Reader, report: Path, folder: Path
) -> None:
    reader.open("import").sees("工作区还是空的")
    reader.upload(report).sees("正文没有说明是哪个地区")
    reader.page.locator("[class*=st-key-region_] input").fill("大连")
    reader.page.keyboard.press("Enter")
    reader.idle()
    reader.press("^check 保留|^保留|保留$").sees("某市综述.docx")
    assert (folder / "reports" / "某市综述.docx").read_bytes() == report.read_bytes()
    reader.sees("大连市")

    reader.open("compare?indicator=cadres_dispatched")
    assert "2,304" in drawn(reader) and "大连市" in drawn(reader)
    assert "人工更正" not in exported(reader)

    reader.press("更正")
    reader.page.wait_for_function("() => location.pathname.endsWith('review')")
    reader.idle()
    assert "2304" in reader.page.inner_text(f".st-key-review_card {MARK} >> nth=0")
    reader.page.get_by_label("值", exact=True).fill("2,430")
    reader.page.get_by_label("署名").fill("王编辑")
    reader.page.get_by_label("理由").fill("与附表不符")
    reader.press("保存更正").sees("与附表不符")
    assert len((folder / "corrections.jsonl").read_text("utf-8").splitlines()) == 1

    reader.open("compare?indicator=cadres_dispatched")
    assert "2,430" in drawn(reader) and "2,304" not in drawn(reader)
    reader.sees("经人工更正：大连市").sees("人工更正")
    assert "数值" in exported(reader)
    reader.page.locator(".st-key-export button").first.click()
    with reader.page.expect_download() as started:
        reader.page.get_by_role("button", name=re.compile("Word")).click()
    text = "\n".join(
        each.text for each in docx.Document(io.BytesIO(Path(started.value.path()).read_bytes())).paragraphs
    )
    assert "人工更正：大连市（数值）" in text

    reader.open("review?queue=corrected").press("^undo 撤销$|撤销$")
    reader.sees("已撤销")
    assert len((folder / "corrections.jsonl").read_text("utf-8").splitlines()) == 2
    reader.open("compare?indicator=cadres_dispatched")
    assert "2,304" in drawn(reader)
    assert reader.page.get_by_text("经人工更正").count() == 0


def test_a_missed_figure_is_added_by_selecting_it(reader: Reader, tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "𠮷县.txt"  # a character of two UTF-16 units before the selection
    path.write_text("𠮷𠮷：大连市基层党建\n全市发放读本一大批，群众反响热烈。\n", "utf-8")
    reader.open("import").upload(path)
    reader.press("保留$").sees("𠮷县.txt")
    reader.open("review?queue=missed")
    reader.page.wait_for_selector(".report.selectable")
    found = """() => {
        document.getSelection().removeAllRanges();
        const found = window.find('一大批');
        document.querySelector('.report.selectable').dispatchEvent(new MouseEvent('mouseup', {bubbles: true}));
        return found;
    }"""
    assert reader.page.evaluate(found)
    playwright.expect(reader.page.locator(f".st-key-missed_card {MARK}")).to_have_text(
        "一大批", timeout=60_000
    )
    reader.page.get_by_label("值", exact=True).fill("1.2万")
    reader.page.get_by_label("署名").fill("王编辑")
    reader.press("补录这个数字").sees("已补录")
    line = (folder / "corrections.jsonl").read_text("utf-8")
    assert '"quote": "一大批"' in line and '"value": 12000.0' in line


def test_keys_walk_through_the_figures(reader: Reader) -> None:
    reader.open("review?queue=unbound")
    first = reader.page.inner_text(f".st-key-review_card {MARK} >> nth=0")
    reader.sees("第 1 处")
    reader.page.keyboard.press("Alt+n")
    reader.sees("第 2 处")
    reader.page.keyboard.press("Alt+p")
    reader.sees("第 1 处")
    assert reader.page.inner_text(f".st-key-review_card {MARK} >> nth=0") == first


def test_two_readers_do_not_see_what_the_other_has_not_saved(browser: Any, server: str) -> None:
    one, two = Reader(browser, server), Reader(browser, server)
    one.open("review?queue=unbound")
    before = one.page.get_by_label("值", exact=True).input_value()
    one.page.get_by_label("值", exact=True).fill("98765")
    one.page.keyboard.press("Tab")
    two.open("review?queue=unbound")
    assert two.page.get_by_label("值", exact=True).input_value() == before
    for each in (one, two):
        assert each.failures == []
        each.context.close()


def test_a_read_only_server_has_neither_page(browser: Any, folder: Path) -> None:
    address, process = serve(folder, "--read-only")
    try:
        reader = Reader(browser, address).open("")
        assert reader.page.get_by_role("link", name="审校").count() == 0
        assert reader.page.get_by_role("link", name="导入").count() == 0
        assert reader.page.get_by_role("link", name="比较", exact=True).count() == 1
        reader.page.goto(f"{address}/import")
        reader.idle()
        assert reader.page.locator("input[type=file]").count() == 0
        assert not folder.exists()
        reader.context.close()
    finally:
        process.terminate()
        process.wait()


@pytest.mark.parametrize("path", ["review", "import", "review?queue=missed"])
def test_a_phone_shows_both_pages_without_scrolling_sideways(browser: Any, server: str, path: str) -> None:
    context = browser.new_context(locale="zh-CN", viewport={"width": 390, "height": 844}, is_mobile=True)
    page = context.new_page()
    page.goto(f"{server}/{path}")
    page.wait_for_selector(".page-title")
    page.wait_for_selector(IDLE)
    widths = "() => [document.documentElement.scrollWidth, document.querySelector('[data-testid=stMain]').scrollWidth]"
    assert max(page.evaluate(widths)) <= 390
    context.close()
