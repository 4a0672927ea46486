"""What lies on the pages of a pdf beside their text: pictures that cover a page, notes and filled fields, attached files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as raw

from extract.reading.document import Note, printable

_WRITTEN = {
    raw.FPDF_ANNOT_FREETEXT: "annotations",
    raw.FPDF_ANNOT_WIDGET: "annotations",
    raw.FPDF_ANNOT_TEXT: "comments",
}
_MOST = 1000  # annotations of a page, or attached files, that are looked at
_NAMED = 5


def covered(page: pypdfium2.PdfPage) -> bool:
    """Whether pictures cover the half of a page: it is a scan, whatever stands at its edge."""
    left, bottom, right, top = page.get_bbox()
    area = 0.0
    for drawn in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        a, b, c, d = drawn.get_bounds()
        area += max(0.0, min(c, right) - max(a, left)) * max(0.0, min(d, top) - max(b, bottom))
        if 2 * area > (right - left) * (top - bottom):
            return True
    return False


def marked(page: pypdfium2.PdfPage) -> Counter[str]:
    """How many notes of text and filled fields a page has, by the code of the message that says so."""
    found: Counter[str] = Counter()
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), _MOST)):
        each = raw.FPDFPage_GetAnnot(page, index)
        if not each:
            continue
        kind = raw.FPDFAnnot_GetSubtype(each)
        key = b"V" if kind == raw.FPDF_ANNOT_WIDGET else b"Contents"
        if (
            kind in _WRITTEN and raw.FPDFAnnot_GetStringValue(each, key, None, 0) > 2
        ):  # bytes, the end's two among them
            found[_WRITTEN[kind]] += 1
        raw.FPDFPage_CloseAnnot(each)
    return found


def attached(document: pypdfium2.PdfDocument) -> Iterator[Note]:
    """The files that are attached, the first few by name."""
    count = document.count_attachments()
    if count:
        named = (document.get_attachment(index).get_name() for index in range(min(count, _NAMED)))
        yield Note("embedded", (("count", str(count)), ("which", printable("、".join(named)))))
