"""The whole way in a browser: a report is uploaded, its region confirmed, its figure compared, corrected, exported and the
correction undone; and two readers at once, each with a page of his own."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import pytest

from tests import chromium
from tests.chromium import Tab

chromium.needed()
docx = pytest.importorskip("docx")
playwright = pytest.importorskip("playwright.sync_api")

MARK = "mark.figure"
TICK, REGION = 36, 320  # pixels from the left edge of the table to mend
PARAGRAPHS = (
    "基层党建工作综述",
    "2022年，全市选派驻村干部2304名，投入党建经费3500万元，新建党群服务中心120个。",
    "全市开展走访慰问活动，发放读本一大批，群众反响热烈。",
)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """One server for all readers, and the folder of its workspace."""
    folder = tmp_path_factory.mktemp("served") / "workspace"
    with chromium.served("--workspace", str(folder)) as address:
        yield address, folder


@pytest.fixture
def folder(served: tuple[str, Path]) -> Path:
    """The workspace, empty for each test."""
    shutil.rmtree(served[1], ignore_errors=True)
    return served[1]


@pytest.fixture
def server(served: tuple[str, Path], folder: Path) -> str:
    """The server, before an empty workspace."""
    return served[0]


# The grid says to who cannot see it what its cells hold; what is missing is told anew when the server has what was written.
_TAKEN_OVER = """words => {
  const cells = [...document.querySelectorAll('[class*=st-key-mend_] [role=gridcell]')].map(cell => cell.textContent);
  return cells.some(text => text.includes(words)) && !cells.some(text => text.includes('没有写明地区'));
}"""


class Reader(Tab):
    """A reader who presses buttons and fills fields."""

    def __init__(self, browser: Any, server: str, **wishes: Any) -> None:
        super().__init__(browser, server, **{"viewport": {"width": 1440, "height": 1200}} | wishes)

    def open(self, path: str) -> Self:
        self.page.goto(f"{self.server}/{path}")
        self.page.wait_for_selector(".page-title")
        return self.idle()

    def idle(self) -> Self:
        self.page.wait_for_timeout(150)  # a press reaches the server only now
        return super().idle()

    def button(self, name: str) -> Any:
        return self.page.get_by_role("button", name=re.compile(name)).first

    def press(self, name: str) -> Self:
        self.button(name).click()
        return self.idle()

    def sees(self, words: str) -> Self:
        playwright.expect(self.page.get_by_text(words).first).to_be_attached(timeout=60_000)
        return self

    def upload(self, *files: Path) -> Self:
        self.page.locator("input[type=file]").first.set_input_files([str(file) for file in files])
        self.page.wait_for_selector("[class*=st-key-mend_] canvas")
        return self.idle()

    def tick(self, row: int) -> Self:
        """Tick a row of the table to mend."""
        box = self.page.locator("[class*=st-key-mend_]").bounding_box()
        assert box
        self.page.mouse.click(box["x"] + TICK, box["y"] + 36 * (row + 1.5))
        return self.idle()

    def write(self, row: int, column: int, words: str) -> Self:
        """Write a region into a cell of the table to mend, whose columns are some pixels from its left edge."""
        box = self.page.locator("[class*=st-key-mend_]").bounding_box()
        assert box
        self.page.mouse.dblclick(box["x"] + column, box["y"] + 36 * (row + 1.5))
        self.page.wait_for_selector("#portal input")  # the cell opens
        self.page.keyboard.type(words)
        listed = "words => document.querySelector('#portal [role=option]')?.textContent.includes(words)"
        self.until(listed, words)
        self.page.keyboard.press("Enter")
        return self.until(_TAKEN_OVER, words)


@pytest.fixture
def reader(browser: Any, server: str) -> Iterator[Reader]:
    made = Reader(browser, server)
    yield made
    made.close()


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
    reader.upload(report).write(0, REGION, "大连市")
    reader.press("保留勾选的 1 份").sees("已保留 1 份报告")
    assert (folder / "reports" / "某市综述.docx").read_bytes() == report.read_bytes()
    assert "辽宁省大连市" in (folder / "reports" / "reports.csv").read_text("utf-8")

    reader.open("compare?indicator=cadres_dispatched")
    assert "2,304" in drawn(reader) and "大连市" in drawn(reader)
    assert "人工更正" not in exported(reader)

    reader.press("更正")
    reader.until("() => location.pathname.endsWith('review')")
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
    reader.open("import").upload(path).tick(0)  # without a figure it is not ticked
    reader.press("保留勾选的 1 份").sees("已保留 1 份报告")
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
    reader.idle()
    reader.page.keyboard.press("Alt+p")
    reader.sees("第 1 处")
    reader.idle()  # where it stands is said before the figure is drawn
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
        each.close()


def test_a_read_only_server_has_neither_page(browser: Any, folder: Path) -> None:
    with chromium.served("--workspace", str(folder), "--read-only") as address:
        reader = Reader(browser, address).open("")
        assert reader.page.get_by_role("link", name="审校").count() == 0
        assert reader.page.get_by_role("link", name="导入").count() == 0
        assert reader.page.get_by_role("link", name="比较", exact=True).count() == 1
        reader.page.goto(f"{address}/import")
        reader.idle()
        assert reader.page.locator("input[type=file]").count() == 0
        assert not folder.exists()
        reader.close()
