"""Scanned pages: words recognised by a library whose models come inside its wheel, so that nothing is fetched.

The library is the extra ``scan``; without it a scan is named with how to get it. Words come as boxes; the page is turned
upright by the slant of its lines, boxes that stand in one row are put together, and columns of them are a table.
"""

from __future__ import annotations

import math
import os
import threading
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from statistics import median
from typing import TYPE_CHECKING, Any

from extract.numerals import has_numeral
from extract.pictures import Picture
from extract.reading.document import Document, Note, ReadError
from extract.reading.paper import Words, unruled
from extract.reading.paragraphs import Line, Page, written
from extract.span import Span

if TYPE_CHECKING:
    from PIL.Image import Image

DPI = 150  # at which a page of a pdf is drawn: characters of 10 points have 20 dots
MOST_DOTS = 80_000_000  # of a picture; a page of A3 at 600 dpi has 70 million
_LONGEST_SIDE = 2400  # dots that a page is read at
_SEARCHED_AT = 1280  # dots of the side at which lines are looked for
_SURE = 0.5  # below, what was recognised is noise
_MARGIN = 0.25  # times a line's height, around its picture
_LARGE = 1.4  # times the usual height: a heading
_MOST_THREADS = 8  # each takes memory for itself
_QUALITY = 55  # of the pictures' JPEG: a line takes 3 to 8 KB
_LOCK = threading.Lock()


@dataclass(frozen=True, slots=True)
class Recognised:
    """A line of a scanned page: its words, where they stand (dots, ``up`` growing upwards), and its picture where it holds
    a number."""

    words: Words
    jpeg: bytes


@dataclass(frozen=True, slots=True)
class Scanned:
    """A scanned page as pages are, and its words in the order in which they are read, with their pictures."""

    page: Page
    lines: list[Recognised]


def available() -> bool:
    """Whether the extra is installed."""
    return find_spec("rapidocr") is not None and find_spec("onnxruntime") is not None


def read(content: bytes, where: str) -> Document:
    """Read a picture of a page; raises `ReadError`, also without the extra."""
    if not available():
        raise ReadError("picture", where)
    found = recognise(_opened(content, where), where)
    if not found.lines:
        raise ReadError("wordless", where, pages=1)
    draft, notes = written([found.page])
    said = (Note("recognised", (("pages", "1"),)), *notes)
    return Document(
        draft.text, notes=said, grids=tuple(draft.grids), pictures=placed(draft.text, [(1, found)])
    )


def _opened(content: bytes, where: str) -> Image:
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the limit stands below
            picture = Image.open(BytesIO(content))
            if picture.width * picture.height > MOST_DOTS:
                raise ReadError(
                    "dots", where, size=picture.width * picture.height // 10**6, limit=MOST_DOTS // 10**6
                )
            return ImageOps.exif_transpose(picture).convert("RGB")
    except ReadError:
        raise
    except Exception as error:  # the library raises whatever a damaged picture makes it stumble on
        raise ReadError("damaged", where, format="picture", why=f"{type(error).__name__}: {error}") from error


def recognise(picture: Image, where: str, scale: float = 0.5) -> Scanned:
    """The words of a picture whose dots are ``scale`` points; raises `ReadError` where the library fails on it."""
    import numpy as np

    factor = min(1.0, _LONGEST_SIDE / max(picture.size))
    if factor < 1:
        picture = picture.resize((round(picture.width * factor), round(picture.height * factor)))
    try:
        with _LOCK:
            found = _engine()(np.asarray(picture.convert("RGB"))[:, :, ::-1])
    except Exception as error:
        raise ReadError("unrecognised", where, why=f"{type(error).__name__}: {error}") from error
    if found.boxes is None or not len(found.boxes):
        return Scanned(Page([], [], []), [])
    boxes = [[(float(x), float(y)) for x, y in box] for box in found.boxes]
    slant = median(math.atan2(box[1][1] - box[0][1], box[1][0] - box[0][0]) for box in boxes)
    kept = [
        Recognised(_words(text, box, slant, scale / factor), _cut(picture, box) if has_numeral(text) else b"")
        for box, text, score in zip(boxes, found.txts, found.scores, strict=True)
        if text.strip() and score >= _SURE
    ]
    rows = _rows(kept)
    tables, lost = unruled([[own.words for own in row] for row in rows])
    lines = [_line([own.words for own in row], kept) for row in rows]
    outside = [
        line
        for line in lines
        if not any(table.holds((line.left + line.right) / 2, line.up) for table in tables)
    ]
    return Scanned(Page(outside, tables, lost), [own for row in rows for own in row])


def _line(row: Sequence[Words], page: Sequence[Recognised]) -> Line:
    """A row as a line; boxes differ in height by what stands in them, so only much larger script is said to be that."""
    usual = median(own.words.top - own.words.bottom for own in page)
    height = max(words.top - words.bottom for words in row)
    size = height if height > _LARGE * usual else usual
    text = "".join(words.text for words in row)
    return Line(text, row[0].left, row[-1].right, size, (row[0].bottom + row[0].top) / 2)


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,  # which turns lines of marks upside down
            "EngineConfig.onnxruntime.intra_op_num_threads": min(_MOST_THREADS, os.cpu_count() or 1),
            "Det.limit_type": "max",
            "Det.limit_side_len": _SEARCHED_AT,
        }
    )


def _words(text: str, box: Sequence[tuple[float, float]], slant: float, scale: float) -> Words:
    """A box turned upright, its height upwards, in points."""
    turned = [
        (
            scale * (x * math.cos(slant) + y * math.sin(slant)),
            scale * (x * math.sin(slant) - y * math.cos(slant)),
        )
        for x, y in box
    ]
    across, up = [x for x, _ in turned], [y for _, y in turned]
    return Words(text.strip(), min(across), max(across), min(up), max(up))


def _cut(picture: Image, box: Sequence[tuple[float, float]]) -> bytes:
    """The picture of a line, in grey."""
    across, down = [x for x, _ in box], [y for _, y in box]
    margin = _MARGIN * (max(down) - min(down))
    left, top = max(0, round(min(across) - margin)), max(0, round(min(down) - margin))
    right, bottom = round(max(across) + margin), round(max(down) + margin)
    area = (left, top, min(picture.width, right), min(picture.height, bottom))
    buffer = BytesIO()
    picture.crop(area).convert("L").save(buffer, "JPEG", quality=_QUALITY)
    return buffer.getvalue()


def _rows(found: Sequence[Recognised]) -> list[list[Recognised]]:
    """Boxes that stand beside one another, from the top down."""
    rows: list[list[Recognised]] = []
    for each in sorted(found, key=lambda own: -(own.words.bottom + own.words.top)):
        first = rows[-1][0].words if rows else None
        if (
            first
            and first.bottom + 0.3 * (first.top - first.bottom) < (each.words.bottom + each.words.top) / 2
        ):
            rows[-1].append(each)
        else:
            rows.append([each])
    return [sorted(row, key=lambda own: own.words.left) for row in rows]


def placed(text: str, pages: Sequence[tuple[int, Scanned]]) -> tuple[Picture, ...]:
    """The pictures of lines where their words stand in the text of the document, which has them in their order."""
    found: list[Picture] = []
    position = 0
    for number, page in pages:
        for own in page.lines:
            words = " ".join(own.words.text.split())
            start = text.find(words, position)
            if start < 0:  # spaces between Chinese characters are none of the text
                words = "".join(words.split())
                start = text.find(words, position)
            if start < 0:
                continue
            position = start + len(words)
            if own.jpeg:
                found.append(Picture(Span(start, position), number, own.jpeg))
    return tuple(found)
