"""The page Import as people work: many files, archives, folders and pasted words in one table that is mended, and one button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from extract.manifest import Entry
from extract.regions import registry
from extract.views.arriving import gathering, mending
from extract.views.arriving.rows import Row, rows
from extract.views.words.language import Language
from extract.workspace import Workspace
from extract.workspace.versions import Compared
from tests.harness import html, page, submit, unbroken
from tests.test_arrivals import _Old, packed
from tests.test_versions import MENDED, ONE, TWO

VAGUE = "全年举办培训班46期，培训党员1.2万人次，新建党群服务中心12个，整顿软弱涣散党组织15个。\n"


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """The workspace that the page works on."""
    monkeypatch.setenv("JICENG_WORKSPACE", str(tmp_path / "ws"))
    return Workspace.open(tmp_path / "ws")


def handed(app: AppTest, files: Mapping[str, str | bytes], box: int = 0) -> AppTest:
    """The page after these files were put into one of its boxes."""
    contents = [
        (name, content.encode() if isinstance(content, str) else content, "application/octet-stream")
        for name, content in files.items()
    ]
    return unbroken(app.file_uploader[box].set_value(contents).run())


def editor(app: AppTest) -> Any:
    return next(each for each in app.dataframe if str(each.key).startswith("mend_"))


def table(app: AppTest) -> pd.DataFrame:
    """The table to mend, by the file's name."""
    return editor(app).value.set_index("file")


def mend(app: AppTest, **changes: Mapping[str, Any]) -> AppTest:
    """The page after cells of the table were changed, by the file's stem."""
    files = [str(name) for name in table(app).index]
    edited = {
        next(i for i, file in enumerate(files) if file.partition(".")[0] == name): dict(of)
        for name, of in changes.items()
    }
    app.session_state[editor(app).key] = {"edited_rows": edited, "added_rows": [], "deleted_rows": []}
    return unbroken(app.run())


def keep(app: AppTest) -> AppTest:
    return unbroken(app.button(key="keep_all").click().run())


def test_many_reports_are_mended_in_one_table_and_kept_by_one_button(own: Workspace) -> None:
    app = handed(
        page("import"), {"一.txt": ONE, "不明.txt": VAGUE, "三.txt": TWO, "通知.txt": "请按时报送材料。"}
    )
    found = table(app)
    assert found["region"]["一.txt"] == "吉林省四平市双辽市" and found["year"]["一.txt"] == "2021"
    assert "没有写明地区" in found["check"]["不明.txt"] and "没有写明年份" in found["check"]["不明.txt"]
    assert found["check"]["一.txt"] == "" and found.index[-1] == "一.txt"  # what is to be checked comes first
    assert not found["keep"]["通知.txt"] and "没有读出数字" in found["check"]["通知.txt"]
    assert found["figures"]["一.txt"] == 7
    app = mend(app, 不明={"region": "青海省", "year": "2020", "title": "青海总结"}, 三={"keep": False})
    assert table(app)["check"]["不明.txt"] == ""
    written = [
        "keep",
        "region",
        "year",
        "title",
    ]  # by the grid itself, which would else ask for the page anew
    assert table(app)[written].equals(found[written])
    app = keep(app)
    assert "已保留 2 份报告" in html(app) and "没有勾选：" in html(app) and "三.txt" in html(app)
    said = {each.file: each.said for each in own.load().kept}
    assert said == {"一.txt": Entry(), "不明.txt": Entry("青海省", "青海总结", "", "", "2020")}
    sources = {source.name: source for source in own.load().table.sources}
    assert (sources["不明"].region, sources["不明"].year, sources["不明"].year_assumed) == (
        "青海省",
        2020,
        False,
    )
    assert (sources["一"].region, sources["一"].year_assumed) == ("吉林省四平市双辽市", True)
    assert not [each for each in app.dataframe if str(each.key).startswith("mend_")]


def test_pasted_words_are_a_report(own: Workspace) -> None:
    app = page("import")
    submit(app, "读取这段文字")
    assert [each.value for each in app.warning] == ["还没有粘贴文字。"]
    app.text_area[0].set_value(TWO)
    app.text_input(key="paste_title_0").set_value("某县/2020年总结")
    app = submit(app, "读取这段文字")
    app.text_area[0].set_value(ONE)
    app = submit(app, "读取这段文字")
    assert set(table(app).index) == {"某县／2020年总结.txt", "双辽市2021年基层党建工作总结.txt"}
    keep(app)
    kept = {each.file: each for each in own.load().kept}
    assert set(kept) == set(table_names := ["某县／2020年总结.txt", "双辽市2021年基层党建工作总结.txt"]), (
        table_names
    )
    assert (own.folder.reports / "双辽市2021年基层党建工作总结.txt").read_text("utf-8") == ONE


def test_pasted_words_are_not_called_after_the_page_that_they_were_copied_from(own: Workspace) -> None:
    app = page("import")
    app.text_area[0].set_value(f"第03版：要闻 上一版3  4下一版\n版面导航\n{ONE}")
    app = submit(app, "读取这段文字")
    assert set(table(app).index) == {"双辽市2021年基层党建工作总结.txt"}


def test_archives_and_folders_come_in_with_what_stands_beside_them(own: Workspace) -> None:
    whole = packed(
        {
            "各县/双辽市/综述.txt": VAGUE.encode("gbk"),
            "各县/二.txt": TWO.encode("gbk"),
            "各县/坏.docx": b"PK\x03\x04",
            "各县/录像.mp4": b"",
        },
        _Old,
    )
    app = handed(page("import"), {"包.zip": whole, "资料.rar": b"Rar!", "坏.zip": b"PK"})
    found = table(app)
    assert list(found.index) == ["二.txt", "综述.txt（双辽市）"] or set(found.index) == {
        "二.txt",
        "综述.txt（双辽市）",
    }
    assert found["region"]["综述.txt（双辽市）"] == "吉林省四平市双辽市"
    assert "地区取自文件名" in found["check"]["综述.txt（双辽市）"]
    said = html(app)
    assert (
        "包.zip/各县/坏.docx" in said
        and "资料.rar: 是 rar 压缩包" in said
        and "坏.zip: 看来是 zip 文件" in said
    )
    assert any("录像" in each.value for each in app.caption)
    app = handed(
        app,
        {"夹/县/三.txt": VAGUE.replace("46", "47"), "夹/县/reports.csv": "file,region\n三.txt,青海省\n"},
        box=1,
    )
    assert table(app)["region"]["三.txt（夹/县）"] == "青海省"
    app = keep(app)
    assert "没有读成：" in html(app) and "坏.zip" in html(app)
    regions = {each.file: each.said.region for each in own.load().kept}
    assert regions == {"二.txt": "", "综述.txt": "吉林省四平市双辽市", "三.txt": "青海省"}


def test_what_is_there_already_says_so_and_what_will_happen(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", Entry())
    own.keep(TWO.encode(), "二.txt", Entry("青海省"))
    app = handed(
        page("import"),
        {
            "同.txt": ONE,
            "同文.md": ONE.replace("，", ","),
            "新.txt": MENDED,
            "他.txt": MENDED.replace("双辽市", "公主岭市"),
        },
    )
    found = table(app)
    assert found["keep"].to_dict() == {"同.txt": False, "同文.md": False, "新.txt": True, "他.txt": True}
    assert list(found.index) == ["新.txt", "他.txt", "同.txt", "同文.md"]  # what is there already comes last
    assert found["action"]["新.txt"] == "replace" and found["action"]["他.txt"] == "both"
    assert (
        found["there"]["同.txt"] == "与“一.txt”是同一份文件"
        and found["there"]["同文.md"] == "与“一.txt”文字相同"
    )
    assert "与“一.txt”相同" in found["there"]["新.txt"]
    app = keep(app)
    assert "“新.txt”替换了“一.txt”" in html(app)
    assert [each.file for each in own.load().kept] == ["新.txt", "二.txt", "他.txt"]


def test_how_a_version_is_kept_is_its_readers_to_say(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", Entry())
    other = ONE.replace("，", ",")
    app = handed(page("import"), {"新.txt": MENDED, "同文.md": other, "同.txt": ONE})
    assert "勾选 1 份" in " ".join(each.value for each in app.caption)
    app = mend(app, 新={"action": "both"}, 同文={"action": "both"})
    assert table(app)["keep"].to_dict() == {"新.txt": True, "同文.md": True, "同.txt": False}
    app = mend(app, 新={"action": "skip"}, 同文={"action": "both"}, 同={"keep": True})
    assert not table(app)["keep"]["新.txt"]
    app = keep(app)
    assert "同.txt: 与已有的“一.txt”内容完全相同" in html(app) and "还在下面的表里" in html(app)
    assert sorted(each.file for each in own.load().kept) == ["一.txt", "同文.md"]
    assert "同文.md" not in table(app).index  # what was kept is done, what was not is still there


def test_two_of_one_report_in_a_batch_are_not_kept_twice(own: Workspace) -> None:
    longer = MENDED + "会议要求再接再厉。\n"
    app = handed(page("import"), {"初稿.txt": ONE, "终稿.txt": longer, "终稿.md": longer.replace("，", ",")})
    found = table(app)
    assert found["keep"].to_dict() == {"初稿.txt": False, "终稿.txt": True, "终稿.md": False}
    assert "同批的“终稿.txt”" in found["there"]["初稿.txt"] and "文字相同" in found["there"]["终稿.md"]
    keep(app)
    assert [each.file for each in own.load().kept] == ["终稿.txt"]


def test_what_a_reader_mended_stays_when_more_comes_in(own: Workspace) -> None:
    app = mend(handed(page("import"), {"不明.txt": VAGUE}), 不明={"region": "青海省", "keep": False})
    app.text_area[0].set_value(TWO)
    app = submit(app, "读取这段文字")
    assert table(app)["region"]["不明.txt"] == "青海省" and not table(app)["keep"]["不明.txt"]
    app = unbroken(app.button(key="discard_all").click().run())
    assert not [each for each in app.dataframe if str(each.key).startswith("mend_")]
    assert not own.load().kept


def test_a_look_at_another_page_costs_nothing_that_was_handed_over(own: Workspace) -> None:
    app = mend(handed(page("import"), {"不明.txt": VAGUE}), 不明={"region": "青海省"})
    for name in ("methods", "import"):
        app._page_hash = calc_hash(name)
        app = unbroken(app.run())
    assert table(app)["region"]["不明.txt"] == "青海省"
    app = handed(app, {"二.txt": TWO})
    assert set(table(app).index) == {"不明.txt", "二.txt"}
    app = unbroken(app.button(key="discard_all").click().run())
    assert not [each for each in app.dataframe if str(each.key).startswith("mend_")]


def test_a_word_that_cannot_be_said_keeps_its_report_in_the_table(own: Workspace) -> None:
    app = handed(page("import"), {"不明.txt": VAGUE, "二.txt": TWO})
    app = keep(mend(app, 不明={"published": "前天"}))
    assert "不明.txt" in html(app) and "前天" in html(app)
    assert [each.file for each in own.load().kept] == ["二.txt"]
    assert list(table(app).index) == ["不明.txt"]
    keep(mend(app, 不明={"published": "2022年6月"}))
    assert [each.said.published for each in own.load().kept] == ["", "2022-06"]


def test_each_report_is_read_once_and_keeping_goes_on_where_it_was_cut_off(
    own: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = Workspace.examine
    monkeypatch.setattr(
        Workspace,
        "examine",
        lambda self, content, file, *rest: read.append(file) or real(self, content, file, *rest),
    )
    app = handed(page("import"), {f"{number}.txt": f"{TWO}第{number}稿。" for number in range(3)})
    app = mend(app, **{"0": {"region": "青海省", "keep": True}, "1": {"keep": True}, "2": {"keep": True}})
    assert read == ["0.txt", "1.txt", "2.txt"]
    decide, cuts = gathering.decide, iter([True, False, True])

    def cut(ids: Sequence[str]) -> None:
        if next(cuts):
            st.stop()  # what a click elsewhere comes to while reports are being kept
        decide(ids)

    monkeypatch.setattr(gathering, "decide", cut)
    app = keep(app)
    assert [each.file for each in own.load().kept] == ["0.txt"]
    app = unbroken(app.run())
    assert "已保留" not in html(app)  # the last was kept, and it was cut off again
    app = unbroken(app.run())
    assert sorted(each.file for each in own.load().kept) == ["0.txt", "1.txt", "2.txt"]
    assert "已保留 3 份报告" in html(app)
    assert read == ["0.txt", "1.txt", "2.txt"]


def test_a_defect_on_one_report_costs_that_one(own: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    keep_one = Workspace.keep

    def broken(self: Workspace, content: bytes, file: str, *rest: Any, **more: Any) -> str:
        if file == "一.txt":
            raise ZeroDivisionError("what nobody thought of")
        return keep_one(self, content, file, *rest, **more)

    monkeypatch.setattr(Workspace, "keep", broken)
    app = keep(handed(page("import"), {"一.txt": ONE, "二.txt": TWO}))
    assert [each.file for each in own.load().kept] == ["二.txt"]
    assert "一.txt: " in html(app) and "ZeroDivisionError" in html(app)
    assert list(table(app).index) == ["一.txt"]


def test_two_hundred_reports_come_in_at_once(own: Workspace) -> None:
    counties = [region for region in registry() if region.level == "county" and region.until is None][:200]
    assert len(counties) == 200
    files = {
        f"{place}.txt": f"{region.full_name}基层党建工作总结\n2021年，{region.name}发展党员{100 + place}名。\n"
        for place, region in enumerate(counties)
    }
    app = handed(
        page("import"), {"全部.zip": packed({name: text.encode() for name, text in files.items()}, _Old)}
    )
    assert len(table(app)) == 200 and table(app)["keep"].all()
    app = keep(app)
    assert "已保留 200 份报告" in html(app)
    assert {source.region for source in own.load().table.sources} == {each.full_name for each in counties}


@pytest.mark.parametrize("code", ["zh", "en"])
def test_names_of_files_and_folders_tell_what_the_text_does_not(own: Workspace, code: str) -> None:
    say = Language("en" if code == "en" else "zh")

    def row(path: str, text: str = VAGUE) -> Row:
        files = gathering.arrived([gathering.Packed(path, text.encode)])
        (arrival,) = files.reports
        return rows(
            [(arrival, own.examine(text.encode(), arrival.file, arrival.said, own.load()))], Compared()
        )[0]

    for path, region, year in (
        ("双辽市2019年总结.txt", "吉林省四平市双辽市", "2019"),
        ("北京/朝阳区汇报.txt", "北京市朝阳区", ""),
        ("吉林省2018/汇报.txt", "吉林省", "2018"),
        ("汇报.txt", "", ""),
    ):
        taken = row(path).taken
        assert (taken.region, taken.year) == (region, year), path
    other = row("大连市综述.txt", ONE)
    assert other.taken.region == "吉林省四平市双辽市"
    (told,) = mending.checks(other, {}, say)
    assert ("大连" if code == "zh" else "Dalian") in told
    assert mending.checks(row("吉林省/一.txt", ONE), {}, say) == []


def test_the_page_says_it_in_english_too(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", Entry())
    app = handed(page("import", lang="en"), {"新.txt": MENDED, "不明.txt": VAGUE, "坏.docx": b"PK\x03\x04"})
    found = table(app)
    assert "no region in the text" in found["check"]["不明.txt"]
    assert "of it stands in “一.txt”" in found["there"]["新.txt"]
    assert app.button(key="keep_all").label == "Keep the 2 ticked"
    app = keep(app)
    assert "Reports kept: 2" in html(app) and "took the place of “一.txt”" in html(app)


def test_a_name_of_a_file_is_no_markup(own: Workspace) -> None:
    evil = "<img src=x onerror=alert(1)>.docx"
    app = handed(page("import"), {evil: b"PK\x03\x04", "[a](http://x).txt": TWO})
    assert "<img" not in html(app)
    assert "<img" not in html(keep(app))


def test_no_folder_of_the_server_can_be_named(own: Workspace) -> None:
    app = page("import")
    assert not [each for each in app.text_input if each.key and "folder" in each.key]
    assert any("python -m extract add" in each.value for each in app.caption)


def test_versions_that_are_kept_say_so_and_are_told_apart(own: Workspace) -> None:
    first = (
        "双辽市2021年工作总结\n"
        + "各级党组织深入基层一线帮助群众解决急难愁盼问题，受到好评。" * 8
        + "\n2021年，全市发展党员230名。\n"
    )
    entry = Entry("吉林省四平市双辽市", "双辽市2021年工作总结", year="2021")
    for file, text in (("一.txt", first), ("二.txt", first.replace("230", "235"))):
        own.keep(text.encode(), file, entry)
    app = page("import", lang="zh")
    assert "1 份是另一份报告的不同版本" in html(app) and "二.txt：与 一.txt 大体相同" in html(app)
    labels = [button.label for button in page("region", lang="zh").button]
    assert [label for label in labels if "工作总结" in label] == [
        "双辽市2021年工作总结 · 2021 · 一",
        "双辽市2021年工作总结 · 2021 · 二",
    ]
