"""What reading a file may take, by what it begins with: memory, and time of the processor."""

from __future__ import annotations

from dataclasses import dataclass

from extract.confinement import Limits
from extract.reading import scan
from extract.reading.formats import PICTURES, is_old

MEGABYTE = 2**20
LONGEST = 55.0  # seconds of the processor


@dataclass(frozen=True, slots=True)
class Allowance:
    """Megabytes of memory; seconds for a file, for each megabyte of it, and for each page that is recognised: several
    times what the slowest sound report takes, and no more than `LONGEST` for its size, since reports are of a megabyte or two
    and who sends twenty keeps others waiting; and megabytes that a process may have held to be used again."""

    memory: int
    seconds: float
    a_megabyte: float
    a_page: float = 0.0
    kept: int = 384

    def limits(self, size: int) -> Limits:
        """The limits for so many bytes."""
        return Limits(
            self.memory * MEGABYTE,
            max(self.seconds, min(self.seconds + self.a_megabyte * size / MEGABYTE, LONGEST)),
            self.a_page,
            self.kept * MEGABYTE,
        )


USUAL = Allowance(1024, 30.0, 4.0)
CONVERTED = Allowance(1024, 60.0, 4.0)  # another program starts, and writes a file that is then read
RECOGNISED = Allowance(1280, 90.0, 4.0, 90.0, kept=900)  # the models hold 700, and take seconds to load
PAPER = Allowance(1280, LONGEST, 4.0, 90.0, kept=900)  # with more for each page that is a picture


def allowance(content: bytes | str, name: str) -> Allowance:
    r"""What reading a file of this name may take; of a pdf only reading it says whether it is a scan.

    >>> allowance(b"PK", "a.docx") is USUAL, allowance(b"{\\rtf1", "a.doc") is CONVERTED
    (True, True)
    """
    if isinstance(content, str):
        return USUAL
    paper = b"%PDF-" in content[:1024]
    if paper or content.startswith(PICTURES):
        return USUAL if not scan.available() else PAPER if paper else RECOGNISED
    return CONVERTED if is_old(content, name) else USUAL
