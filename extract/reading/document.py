"""What the readers of all formats share: what they give, how they fail, and how much they take."""

from __future__ import annotations

import errno
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from extract.grid import Grid
from extract.pictures import Picture
from extract.plurals import filled

MAX_BYTES = 64 * 2**20  # a file
MAX_CELLS = 500_000  # of all tables of a report: half of what the time for a file is enough for
MAX_CHARACTERS = 20_000_000  # a report: a line of 50 MB in UTF-8 is 17 million


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell of a file: an entry of ``data/reading.toml``, with the values for its braces."""

    code: str
    values: tuple[tuple[str, str], ...] = ()

    def say(self, language: str) -> str:
        """The note in words, ``zh`` or ``en``."""
        return filled(_messages()[self.code][language], **dict(self.values))


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read: ``where``, and what was seen and what to do."""

    where: str
    note: Note

    def __str__(self) -> str:
        return f"{self.where}: {self.note.say('en')}"


class ReadError(ValueError):
    """A file could not be read; ``failure`` says it in both languages.

    >>> print(ReadError("empty", "汇报.txt"))
    汇报.txt: is empty; check that the file was saved
    """

    def __init__(self, code: str, where: str, **values: object) -> None:
        note = Note(code, tuple((name, printable(str(value))) for name, value in values.items()))
        self.failure = Failure(printable(where), note)
        super().__init__(str(self.failure))


def bounded(cells: int, where: str) -> None:
    """Refuse a report of so many cells before any is made; raises `ReadError`."""
    if cells > MAX_CELLS:
        raise ReadError("cells", where, size=cells, limit=MAX_CELLS)


# What the system says of a file that it does not open, where it is not that one may not.
_CAUSES = {
    errno.ENOENT: "missing",
    errno.EISDIR: "folder",
    errno.ENOTDIR: "missing",
    errno.ELOOP: "loop",
    errno.ENAMETOOLONG: "path",
}


def unopened(where: str, error: OSError) -> ReadError:
    """Why the system does not open a file, and what to do.

    >>> print(unopened("a.txt", OSError(errno.ELOOP, "")))
    a.txt: is a link that leads back to itself; name the file that is meant
    """
    return ReadError(_CAUSES.get(error.errno or 0, "closed"), where, why=error.strerror)


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, and what the file says of itself ("" where it does not).

    ``text`` of a plain file is the file's own, line breaks included; of other formats it is what was read, one
    paragraph a line, a row of a table a line with tabs between its cells; ``grids`` are its tables, ``pictures`` the lines
    that were recognised in a scan. ``published`` is YYYY, YYYY-MM or YYYY-MM-DD.
    """

    text: str
    title: str = ""
    published: str = ""
    source: str = ""
    notes: tuple[Note, ...] = ()
    grids: tuple[Grid, ...] = ()
    pictures: tuple[Picture, ...] = ()


def printable(text: str) -> str:
    """A name as it may be shown: control and direction characters, which could forge a line of a terminal, as codes.

    >>> printable("汇报\\u202etxt.exe")
    '汇报\\\\u202etxt.exe'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)


@cache
def _messages() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads((files("extract") / "data" / "reading.toml").read_text("utf-8"))
