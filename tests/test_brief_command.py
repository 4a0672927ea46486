"""``python -m extract brief``: what it lists, what it writes, and what it says where it cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from pptx import Presentation

from extract.__main__ import main
from extract.brief import CHART, Brief, Piece, Seen
from extract.manifest import Entry
from extract.page_state import PageState
from extract.workspace import Workspace, handing_on

ASKED = PageState.of(
    "compare", {"indicator": ["cadres_dispatched"], "regions": ["辽宁省", "青海省"], "norm": ["raw"]}
)
LATER = PageState.of("trend", {"indicator": ["cadres_dispatched"], "regions": ["辽宁省"]})


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Two regions, one of two years, and a brief of a comparison and a course that has seen another figure."""
    own = Workspace.open(tmp_path / "ws")
    for region, year, count in (("辽宁省", 2021, 2800), ("辽宁省", 2022, 3000), ("青海省", 2022, 700)):
        text = f"{region}基层党建工作综述\n\n{year}年，全省选派驻村干部{count}名。\n"
        own.keep(text.encode(), f"{region}{year}.txt", Entry(region=region, year=str(year)))
    was = Seen("青海省", "青海省", 650.0, None, "人", "2022", "comparable")
    pieces = (
        Piece("a", CHART, ASKED, seen=(was,), agreed="2024-01-01T00:00:00+00:00"),
        Piece("b", CHART, LATER),
    )
    for id, title, held in (("3f2a111111111111", "驻村简报", pieces), ("77b0000000000000", "空简报", ())):
        handing_on.change_brief(
            own.folder, id, lambda _, id=id, title=title, held=held: Brief(id, title, pieces=held), who="某人"
        )
    return own


def run(workspace: Workspace, *arguments: str) -> int:
    return main(["brief", *arguments, "--workspace", str(workspace.folder.root)])


def test_briefs_are_listed_a_line_each(workspace: Workspace, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(workspace, "list") == 0
    lines = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {(id, pieces, title) for id, pieces, _, title in lines} == {
        ("3f2a111111111111", "2", "驻村简报"),
        ("77b0000000000000", "0", "空简报"),
    }


@pytest.mark.parametrize("name", ["3f2a111111111111", "3f", "驻村简报"])
def test_a_brief_is_named_by_its_id_its_beginning_or_its_title(
    workspace: Workspace, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "b.pptx"
    assert run(workspace, "export", name, "-o", str(file)) == 0
    charts = [
        shape.chart for slide in Presentation(str(file)).slides for shape in slide.shapes if shape.has_chart
    ]
    values = [value for chart in charts for line in chart.plots[0].series for value in line.values]
    assert sorted(value for value in values if value is not None) == [700, 2800, 3000, 3000]
    assert "650" in capsys.readouterr().err  # what its author saw is another figure now


@pytest.mark.parametrize(("form", "begin"), [("docx", b"PK"), ("pdf", b"%PDF")])
def test_the_ending_names_the_format(workspace: Workspace, tmp_path: Path, form: str, begin: bytes) -> None:
    file = tmp_path / f"b.{form}"
    assert run(workspace, "export", "3f2a", "--language", "en", "-o", str(file)) == 0
    assert file.read_bytes().startswith(begin)


@pytest.mark.parametrize(
    ("arguments", "said", "status"),
    [
        (("export", "-o", "b.docx"), "there are 2 briefs; name one", 2),
        (("export", "gone", "-o", "b.docx"), "there is no brief 'gone'; there are", 2),
        (
            ("export", "3f2a", "-o", "b.xlsx"),
            "names no format of a brief; end it in one of docx, pptx, pdf",
            2,
        ),
        (("export", "3f2a", "-o", "no/such/b.pdf"), "is no file in a folder that exists", 2),
        (("export", "77b0000000000000", "-o", "b.docx"), "the brief has no piece", 1),
    ],
)
def test_what_cannot_be_done_is_said(
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    said: str,
    status: int,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(workspace, *arguments) == status
    assert said in capsys.readouterr().err
    assert not list(tmp_path.glob("b.*"))


def test_a_workspace_without_a_brief_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = Workspace.open(tmp_path / "empty")
    empty.keep("辽宁省选派驻村干部30名。".encode(), "a.txt", Entry(region="辽宁省"))
    assert run(empty, "export", "-o", str(tmp_path / "b.docx")) == 2
    assert "the workspace has no brief; put charts into one" in capsys.readouterr().err


def test_help_teaches(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["brief", "--help"])
    told = capsys.readouterr().out
    assert "brief export -o brief.docx" in told and "exit status" in told
