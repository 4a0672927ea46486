"""How far a file has been read, for those who wait: told page by page by readers that take long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Hear = Callable[[str, int, int], None]  # where, how many pages are done, how many there are
_HEAR: ContextVar[Hear | None] = ContextVar("hear", default=None)


@contextmanager
def heard(hear: Hear) -> Iterator[None]:
    """Tell ``hear`` of what is read inside.

    >>> seen = []
    >>> with heard(lambda where, done, of: seen.append((where, done, of))):
    ...     tell("扫描.pdf", 1, 3)
    >>> seen
    [('扫描.pdf', 1, 3)]
    """
    token = _HEAR.set(hear)
    try:
        yield
    finally:
        _HEAR.reset(token)


def tell(where: str, done: int, of: int) -> None:
    """Say how many pages of a file are done."""
    hear = _HEAR.get()
    if hear is not None:
        hear(where, done, of)
