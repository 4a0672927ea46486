"""What a reading was made with: a change of any code or data that reading goes by makes it stale."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from extract import readings

_OPENED = re.compile(r'files\("extract"\) / "data" / "([^"]+)"')


def opened() -> dict[str, str]:
    """Each data file that a module of the reading opens, with the module."""
    root = Path(str(files("extract")))
    modules = [
        path
        for path in root.rglob("*.py")
        if not {"views", "workspace", "corrections"} & set(path.relative_to(root).parts)
    ]
    return {
        name: str(path.relative_to(root))
        for path in modules
        for name in _OPENED.findall(path.read_text("utf-8"))
    }


def test_every_data_file_that_reading_opens_is_in_the_fingerprint() -> None:
    hashed = {name for name, _ in readings._parts(files("extract"), "")}
    assert len(opened()) > 15
    assert {name: by for name, by in opened().items() if f"data/{name}" not in hashed} == {}


@pytest.mark.parametrize("name", ["script.txt", "pinyin.txt", "prose_words.txt", "ordinary_words.txt"])
def test_a_changed_list_of_words_is_another_program(tmp_path: Path, name: str) -> None:
    (tmp_path / "data").mkdir()
    found = []
    for content in ("一", "二"):
        (tmp_path / "data" / name).write_text(content, "utf-8")
        found.append(list(readings._parts(tmp_path, "")))
    assert found[0] != found[1]
