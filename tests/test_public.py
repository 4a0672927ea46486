"""The public names: each is there, and loading the package loads nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

import extract


@pytest.mark.parametrize("name", extract.__all__)
def test_a_public_name_is_there(name: str) -> None:
    assert getattr(extract, name) is not None


def test_an_unknown_name_is_said() -> None:
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        extract.nothing_of_the_kind  # noqa: B018


def test_importing_the_package_loads_no_library() -> None:
    heavy = "{'pandas', 'streamlit', 'plotly', 'jieba', 'regex', 'opencc'}"
    said = subprocess.run(
        [sys.executable, "-c", f"import sys, extract; print(sorted({heavy} & set(sys.modules)))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.strip() == "[]"


def test_the_pages_load_no_library_that_none_of_them_needs_to_open() -> None:
    heavy = "{'docx', 'jieba', 'matplotlib', 'openpyxl', 'pptx', 'pypinyin', 'scipy', 'trafilatura', 'xlsxwriter'}"
    said = subprocess.run(
        [sys.executable, "-c", f"import sys; from extract.views.pages import importing, methods, review, sides; print(sorted({heavy} & set(sys.modules)))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert said.stdout.strip() == "[]"
