"""A report that is there already, and one that is another version of one that is: told apart, and put in its place with nothing
lost of what people said."""

from __future__ import annotations

from pathlib import Path

import pytest

from extract.__main__ import main
from extract.corrections import REPORT, SET, correction
from extract.corrections.passages import Passage, passage
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.readings import Reading
from extract.span import Span
from extract.workspace import Workspace, rereading
from extract.workspace.versions import Compared, proposed, versions

ONE = (
    "双辽市2021年基层党建工作总结\n2021年，全市选派驻村干部230名，培训党员1.2万人次，投入党建经费350万元，新建党群服务中心12个。"
    "各级党组织深入基层一线，帮助群众解决急难愁盼问题560个，党员志愿者走进社区开展服务3200次，受到群众好评。\n"
    "全市围绕乡村振兴、基层治理、队伍建设等重点任务，健全工作机制，压实工作责任，形成了一级抓一级、层层抓落实的工作格局。\n"
    "全市建成村级书屋46个，覆盖全部乡镇。\n"
)
MENDED = ONE.replace("230名", "235名").replace("3200次", "3300次")
TWO = "2020年，全县发展党员412名，建成村级书屋46个，整顿软弱涣散党组织15个。\n"
BOOK = "".join(f"第{place}项：{chr(0x4E00 + 7 * place) * 3}村修建道路{place}公里。" for place in range(99))


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path / "ws")


def read(own: Workspace, text: str, file: str = "新.txt", said: Entry | None = None) -> Reading:
    return own.examine(text.encode(), file, said or Entry(), own.load())


def compared(own: Workspace) -> Compared:
    return Compared((each.file, each.reading) for each in own.load().kept if each.reading)


def place(own: Workspace, name: str, quote: str) -> Passage:
    raw = next(s.raw for s in own.load().table.sources if s.name == name)
    start = raw.index(quote)
    return passage(name, raw, Span(start, start + len(quote)))


@pytest.mark.parametrize(
    ("text", "said", "how", "action"),
    [
        (ONE, Entry(), "content", "skip"),
        (ONE.replace("，", ","), Entry(), "words", "skip"),
        (MENDED, Entry(), "most", "replace"),
        (MENDED.replace("双辽市", "公主岭市"), Entry(), "most", "both"),  # one pattern, two regions
        (MENDED, Entry(year="2020"), "most", "both"),  # last year's
        (ONE + BOOK, Entry("吉林省四平市双辽市", year="2021"), "most", "both"),  # it stands in a longer one
        (MENDED, Entry(published="2022-01-03"), "most", "skip"),  # known to be older than that of February
        (MENDED, Entry(published="2022-03"), "most", "replace"),
        (TWO, Entry(), None, "add"),
    ],
)
def test_what_a_report_is_to_one_that_is_kept(
    own: Workspace, text: str, said: Entry, how: str | None, action: str
) -> None:
    own.keep(ONE.encode(), "一.txt", Entry(published="2022-02-01"))
    found = read(own, text, said=said)
    kin = compared(own).kin(found)
    assert (kin and kin.how) == how
    assert kin is None or (kin.file == "一.txt" and kin.share >= 0.6)
    assert proposed(kin, found.source) == action


def test_the_nearest_of_many_is_found_and_one_that_left_is_not(own: Workspace) -> None:
    known = Compared((f"{number}.txt", read(own, f"{ONE}{TWO * number}")) for number in range(1, 6))
    near = known.kin(read(own, f"{MENDED}{TWO * 3}"))
    assert near is not None and near.how == "most"
    same = read(own, f"{ONE}{TWO * 3}")
    assert (found := known.kin(same)) and (found.file, found.how) == ("3.txt", "content")
    known.forget("3.txt")
    assert (found := known.kin(same)) and found.file != "3.txt" and found.how == "most"


def test_a_version_takes_the_place_of_another_with_all_that_people_said(own: Workspace) -> None:
    own.keep(TWO.encode(), "二.txt", Entry("青海省"))
    own.keep(ONE.encode(), "综述.txt", Entry("吉林省四平市双辽市", source="双辽党建网", year="2021"))
    own.keep(TWO.replace("412", "413").encode(), "三.txt", Entry("青海省"))
    own.record([correction(SET, place(own, "综述", "46个"), {"value": 48}, who="王")])
    own.record([correction(SET, place(own, "综述", "230名"), {"value": 231}, who="王")])
    own.record([correction(REPORT, Passage("综述", "", "", ""), {"year": "2020"}, who="王")])
    name = own.keep(MENDED.encode(), "综述（修订）.txt", Entry(), instead_of="综述.txt")
    assert name == "综述（修订）.txt"
    state = own.load()
    assert [each.file for each in state.kept] == ["二.txt", "综述（修订）.txt", "三.txt"]
    said = state.kept[1].said
    assert (said.region, said.source, said.year) == ("吉林省四平市双辽市", "双辽党建网", "2021")
    values = {fact.quote: fact.value for fact in state.table.facts if fact.report == "综述（修订）"}
    assert values["46个"] == 48 and values["235名"] == 235
    assert next(s.year for s in state.table.sources if s.name == "综述（修订）") == 2020
    assert [(lost.correction.values["value"], lost.why) for lost in state.overlay.lost] == [(231, "no_place")]
    assert not state.unlisted and not state.damage
    assert sorted(path.name for path in own.folder.reports.iterdir()) == [
        "reports.csv",
        "三.txt",
        "二.txt",
        "综述（修订）.txt",
    ]

    last = MENDED.replace("560个", "561个")
    own.keep(last.encode(), "综述（终稿）.txt", Entry(), instead_of=name)
    values = {fact.quote: fact.value for fact in own.load().table.facts if "终稿" in fact.report}
    assert values["46个"] == 48  # said of the version before the last
    own.describe("综述（终稿）.txt", Entry("吉林省四平市双辽市", title="双辽市总结"))
    assert 48 in {fact.value for fact in own.load().table.facts}


def test_a_version_of_the_same_name_takes_the_name_over(own: Workspace) -> None:
    own.keep(ONE.encode(), "综述.txt", Entry())
    assert own.keep(MENDED.encode(), "综述.docx.txt", Entry(), instead_of="综述.txt") == "综述.docx.txt"
    assert own.keep(ONE.encode(), "综述.docx.txt", Entry(), instead_of="综述.docx.txt") == "综述.docx.txt"
    state = own.load()
    assert [each.name for each in state.kept] == ["综述.docx"]
    assert {fact.report for fact in state.table.facts} == {"综述.docx"}
    assert (own.folder.reports / "综述.docx.txt").read_bytes() == ONE.encode()
    assert not state.unlisted and not state.damage


def test_only_a_kept_report_can_be_replaced_and_by_another_one(own: Workspace) -> None:
    own.keep(ONE.encode(), "一.txt", Entry())
    for text, old, code in ((MENDED, "没有.txt", "no_report"), (ONE, "一.txt", "twice")):
        with pytest.raises(WorkspaceError) as caught:
            own.keep(text.encode(), "新.txt", Entry(), instead_of=old)
        assert caught.value.code == code
    assert [each.file for each in own.load().kept] == ["一.txt"]


def test_what_was_read_on_the_way_in_is_not_read_again(
    own: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = ("<html><body><p>" + "</p><p>".join(ONE.splitlines()) + "</p></body></html>").encode()
    found = own.examine(content, "页.html", Entry(), own.load())
    read: list[object] = []
    real = rereading.examine
    monkeypatch.setattr(
        rereading, "examine", lambda given, *more: read.append(given.content) or real(given, *more)
    )
    own.keep(content, "页.html", Entry(), reading=found)
    own.remove("页.html")
    assert read == []
    told = Entry("青海省", "报告", year="2019")
    own.keep(content, "页.html", told, reading=found)
    assert len(read) == 1 and content not in read  # of its text alone
    own.remove("页.html")
    by_text = own.examine(content, "页.html", told, own.load())
    own.keep(content, "页.html", told, reading=found)
    assert own.load().kept[0].reading == by_text
    own.remove("页.html")
    own.keep(MENDED.encode(), "另.txt", Entry(), reading=found)  # not what was read of this one
    assert own.load().kept[0].reading == rereading.named(read_again(own), "另.txt")


def test_a_region_that_was_set_right_leaves_no_complaint(own: Workspace) -> None:
    text = "陇西县2020年工作总结\n2020年，全县发展党员320名。"
    own.keep(text.encode(), "总结.txt", Entry("江西省玉山县"))
    assert [note.code for note in own.load().kept[0].reading.notes] == ["other_region"]
    own.describe("总结.txt", Entry("甘肃省陇西县"))
    assert own.load().kept[0].reading.notes == ()


def read_again(own: Workspace) -> Reading:
    return own.examine(MENDED.encode(), "另.txt", Entry(), own.load())


def test_the_command_line_says_what_is_there_already(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, root = tmp_path / "inbox", tmp_path / "ws"
    inbox.mkdir()
    where = ["--workspace", str(root)]
    (inbox / "一.txt").write_text(ONE, "utf-8")
    assert main(["add", str(inbox), *where, "--dry-run"]) == 0
    assert "1 would be kept" in capsys.readouterr().err and not root.exists()
    assert main(["add", str(inbox), *where]) == 0
    (inbox / "一.md").write_text(ONE.replace("，", ","), "utf-8")
    (inbox / "二.txt").write_text(MENDED, "utf-8")
    (inbox / "坏.docx").write_bytes(b"PK\x03\x04")
    assert main(["add", str(inbox), *where, "--versions", "skip"]) == 1
    told = capsys.readouterr()
    assert "一.txt: passed over; 一.txt is the same file" in told.out
    assert "一.md: passed over; 一.txt has the same words" in told.out
    assert "二.txt: passed over; 9" in told.out and "坏.docx" in told.err
    assert "add: 0 kept, 3 passed over, 1 could not be read or kept" in told.err
    assert main(["add", str(inbox / "二.txt"), *where, "--versions", "replace"]) == 0
    assert "takes the place of 一.txt" in capsys.readouterr().err
    assert [each.file for each in Workspace.open(root).load().kept] == ["二.txt"]
    assert main(["add", str(inbox / "一.txt"), *where]) == 0
    assert [each.file for each in Workspace.open(root).load().kept] == ["二.txt", "一.txt"]


def test_adding_a_report_again_says_more_of_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "一.txt").write_text(ONE, "utf-8")
    asked = ["add", str(tmp_path / "一.txt"), "--workspace", str(tmp_path / "ws")]
    assert main([*asked, "--region", "吉林省双辽市"]) == 0
    assert main([*asked, "--year", "2018", "--dry-run"]) == 0
    assert main([*asked, "--year", "2018"]) == 0
    assert "what is said of that one is now year 2018" in capsys.readouterr().out
    (kept,) = Workspace.open(tmp_path / "ws").load().kept
    assert (kept.said.region, kept.said.year) == ("吉林省四平市双辽市", "2018")
    assert kept.table.sources[0].year == 2018
    assert main([*asked, "--year", "2018"]) == 0
    assert "passed over" in capsys.readouterr().out


def test_versions_that_are_kept_beside_one_another_are_known(own: Workspace) -> None:
    for file, text in (("一.txt", ONE), ("二.txt", MENDED), ("三.txt", TWO)):
        own.keep(text.encode(), file, Entry())
    kept = [(each.file, each.reading) for each in own.load().kept if each.reading]
    assert versions(kept) == {"二.txt": "一.txt"}
    assert versions(kept[1:]) == {}


def test_reports_of_other_regions_or_years_are_not_even_compared(
    own: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thousands of long reports are looked at whenever Import is opened."""
    for year in ("2019", "2020", "2021"):
        own.keep(TWO.encode() + year.encode(), f"{year}.txt", Entry("吉林省四平市双辽市", year=year))
    kept = [(each.file, each.reading) for each in own.load().kept if each.reading]
    monkeypatch.setattr(Compared, "add", lambda *_: pytest.fail("compared"))
    assert len(kept) == 3 and versions(kept) == {}
