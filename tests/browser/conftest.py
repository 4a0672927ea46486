"""The browser that all tests of this folder share, one after the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests import chromium


@pytest.fixture(scope="package")
def browser() -> Iterator[chromium.Browser]:
    """A real browser, gone before the tests of other folders begin: its loop would run beside theirs. A module that asks for
    it says first that one is `needed`."""
    with chromium.launched() as opened:
        yield opened
