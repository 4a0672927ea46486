"""Files that mean harm: each is small and asks its reader for gigabytes, for hours, or for its life: python -m tests.hostile [NAME …] [--beside]

Prints a line a file: its size, the processor's seconds and the clock's, the most memory that the program and the process that
read the file held at once, and what the user is told. With ``--beside`` each file is uploaded on the page Import of a real
server, and a second reader opens a page while the first one waits (needs Chromium). The exit status is 1 where a file costs 1.5 GB,
takes 60 seconds of the processor, or gets no message and no figure.

Each is one way to ask for more than a file has: what unpacks to more, what names one thing many times, what nests, what never
closes, what tells of a cell in seven bytes.
"""

from __future__ import annotations

import argparse
import json
import struct
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_MEMORY, MOST_SECONDS = 1500, 60.0  # megabytes; seconds of the processor
_MEGABYTE = 2**20

# --- packages --------------------------------------------------------------------------------------------

_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def package(parts: Mapping[str, Iterable[bytes]], types: Mapping[str, str], main: str) -> bytes:
    """An office package of these parts, written piece by piece; ``types`` by part, ``main`` the part that it begins with."""
    buffer = BytesIO()
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in types.items()
    )
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        )
        made.writestr("_rels/.rels", _relations(("officeDocument", main)))
        for name, pieces in parts.items():
            with made.open(name, "w", force_zip64=True) as part:
                for piece in pieces:
                    part.write(piece)
    return buffer.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="r{n}" Type="{_RELATED}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def document(pieces: Iterable[bytes], name: str = "word/document.xml") -> bytes:
    """A docx whose body is these pieces."""

    def body() -> Iterable[bytes]:
        yield f'<w:document xmlns:w="{_W}"><w:body>'.encode()
        yield from pieces
        yield b"</w:body></w:document>"

    return package({name: body()}, {name: _MAIN}, name)


def workbook(sheet: Iterable[bytes], strings: Iterable[bytes] = ()) -> bytes:
    """An xlsx whose one sheet is these pieces, and ``strings`` what its cells share."""

    def content() -> Iterable[bytes]:
        yield f'<worksheet xmlns="{_S}">'.encode()
        yield from sheet
        yield b"</worksheet>"

    book = f'<workbook xmlns="{_S}" xmlns:r="{_RELATED}"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'
    parts = {
        "xl/workbook.xml": [book.encode()],
        "xl/_rels/workbook.xml.rels": [
            _relations(
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
            ).encode()
        ],
        "xl/sharedStrings.xml": [f'<sst xmlns="{_S}">'.encode(), *strings, b"</sst>"],
        "xl/worksheets/sheet1.xml": content(),
    }
    types = {"xl/workbook.xml": _BOOK, "xl/worksheets/sheet1.xml": _SHEET, "xl/sharedStrings.xml": _STRINGS}
    return package(parts, types, "xl/workbook.xml")


def hidden_part() -> bytes:
    """360 MB of empty paragraphs in a part that is not called .xml, so that no limit of text sees it."""
    return document((b"<w:p/>" * 100_000 for _ in range(600)), "word/document.bin")


def paragraphs() -> bytes:
    """As many paragraphs as the limit of text allows: each is an object of its own."""
    return document(b"<w:p/>" * 100_000 for _ in range(160))


def nested_tables() -> bytes:
    """A table in a table in a table, 60,000 deep."""
    return document([b"<w:tbl><w:tr><w:tc>" * 60_000, b"</w:tc></w:tr></w:tbl>" * 60_000])


def cells() -> bytes:
    """A million cells with words: as much as the limit of a workbook allows."""
    row = b"<row>" + b'<c t="str"><v>\xe5\x85\x9a\xe5\x91\x98</v></c>' * 100 + b"</row>"
    return workbook([b"<sheetData>", *(row * 100 for _ in range(110)), b"</sheetData>"])


def merged_cells() -> bytes:
    """Two cells that are said to cover all 17 billion of a sheet."""
    area = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return workbook([b'<sheetData><row r="1"><c r="A1"><v>12</v></c></row></sheetData>', area])


def shared_text() -> bytes:
    """A text of a megabyte that stands in 20,000 cells and is kept once: 20 GB."""
    row = b"<row>" + b'<c t="s"><v>0</v></c>' * 100 + b"</row>"
    text = [b"<si><t>", "党员".encode() * 170_000, b"</t></si>"]
    return workbook([b"<sheetData>", row * 200, b"</sheetData>"], text)


def many_merged() -> bytes:
    """Three hundred thousand merged areas of 52 cells each."""
    areas = (b'<mergeCell ref="A%d:Z%d"/>' % (2 * n + 1, 2 * n + 2) for n in range(300_000))
    first = b'<sheetData><row r="1"><c r="A1"><v>12</v></c></row></sheetData>'
    return workbook([first, b"<mergeCells>", *areas, b"</mergeCells>"])


def empty_rows() -> bytes:
    """A million rows of nothing but their height, and the last cell of the sheet."""
    last = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    rows = b'<row ht="0" hidden="1" customHeight="1"/>' * 1000
    return workbook([b"<sheetData>", *(rows for _ in range(1040)), last, b"</sheetData>"])


def nested_archives() -> bytes:
    """An archive of archives of archives, each a thousand times what it is packed to, called docx."""
    content = b"\0" * _MEGABYTE
    for depth in range(6):
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
            for number in range(16):
                made.writestr(f"word/{depth}-{number}.zip", content)
        content = buffer.getvalue()
    return content


# --- papers ----------------------------------------------------------------------------------------------


def _paper(*objects: bytes) -> bytes:
    """A pdf of these objects, the first of which is its catalogue."""
    made, places = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(made)


def _packed(pieces: Iterable[bytes], more: bytes = b"", again: bool = False) -> bytes:
    """A stream of a pdf, packed once or twice."""
    packer = zlib.compressobj(9)
    content = b"".join(map(packer.compress, pieces)) + packer.flush()
    content = zlib.compress(content, 9) if again else content
    filters = b"[/FlateDecode /FlateDecode]" if again else b"/FlateDecode"
    return b"<< /Length %d /Filter %b %b>>\nstream\n%b\nendstream" % (len(content), filters, more, content)


_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_HELVETICA = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R /Resources << %b >> >>"


def twice_packed() -> bytes:
    """A page of 3 kB whose content is half a gigabyte."""
    return _paper(_CATALOGUE, _PAGES, _PAGE % b"", _packed((b"q " * 2**19 for _ in range(512)), again=True))


def drawn_text() -> bytes:
    """A page on which four million lines of text stand in one place."""
    line = b"(" + b"a" * 57 + b") Tj "
    content = (b"BT /F1 12 Tf 1 0 0 1 10 10 Tm ", *(line * 1000 for _ in range(4000)), b"ET")
    return _paper(_CATALOGUE, _PAGES, _PAGE % b"/Font << /F1 5 0 R >>", _packed(content), _HELVETICA)


def repeated_page() -> bytes:
    """One page of 20,000 lines that is every one of 3000 pages."""
    text = (b"(%d) Tj 0 12 Td " % number for number in range(20_000))
    content = (b"BT /F1 12 Tf 1 0 0 1 10 10 Tm ", *text, b"ET")
    pages = b"<< /Type /Pages /Kids [" + b"3 0 R " * 3000 + b"] /Count 3000 >>"
    return _paper(_CATALOGUE, pages, _PAGE % b"/Font << /F1 5 0 R >>", _packed(content), _HELVETICA)


def nested_drawings() -> bytes:
    """A drawing of ten drawings of ten drawings, ten deep: ten billion times the number 12."""

    def drawing(uses: bytes, content: bytes) -> bytes:
        head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 200 200] /Resources << %b >> /Length %d >>"
        return head % (uses, len(content)) + b"\nstream\n" + content + b"\nendstream"

    below = (drawing(b"/XObject << /X %d 0 R >>" % number, b"/X Do " * 10) for number in range(6, 15))
    last = drawing(b"/Font << /F1 15 0 R >>", b"BT /F1 12 Tf (12) Tj ET " * 10)
    page = _PAGE % b"/XObject << /X 5 0 R >>"
    return _paper(_CATALOGUE, _PAGES, page, _packed([b"/X Do "]), *below, last, _HELVETICA)


# --- web pages, text, pictures ---------------------------------------------------------------------------


def spanning_cells() -> bytes:
    """Cells that each say they cover 64 by 64."""
    row = "<tr>" + "<td colspan=64 rowspan=64>党员12名</td>" * 20 + "</tr>"
    return f"<html><body><p>报告</p><table>{row * 800}</table></body></html>".encode()


def attributes() -> bytes:
    """A tag with 300,000 attributes, and one that is a megabyte long."""
    many = " ".join(f"a{number}=1" for number in range(300_000))
    return f"<html><body><p {many} title='{'x' * _MEGABYTE}'>党员12名</p></body></html>".encode()


def nested_tags() -> bytes:
    """Links in links, 100,000 deep."""
    return ("<html><body>" + "<div><a href=x>链" * 100_000).encode()


def unclosed_tags() -> bytes:
    """Paragraphs, bold and slanted words of which none ends."""
    return ("<html><body>" + "<b><i><p>党员12名" * 150_000).encode()


_MAIL = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"


def header() -> bytes:
    """A saved page of many parts, one of which has two million lines of header."""
    return _MAIL + b"--b\r\nContent-Type: text/html\r\n" + b"X: y\r\n" * 2_000_000 + b"\r\n<p>\r\n--b--\r\n"


def parts() -> bytes:
    """Three million empty parts."""
    return _MAIL + b"--b\r\n\r\n\r\n" * 3_000_000


def groups() -> bytes:
    """RTF of five million groups, each in the one before."""
    return b"{\\rtf1\\ansi " + b"{\\b " * 5_000_000 + "党".encode("gbk") + b"}" * 5_000_001


def open_quote() -> bytes:
    """A value of 60 MB that begins with a quotation mark and never ends."""
    return '乡镇,党员\n"'.encode() + b"a,1\n" * 15_000_000


def one_line() -> bytes:
    """A line of fourteen million values."""
    return ("乡镇,党员\n" + "甲,1," * 7_000_000).encode()


def lines() -> bytes:
    """Nineteen million empty lines, and a sentence."""
    return b"\n" * 19_000_000 + "2021年，全省选派驻村干部2304名。".encode()


def wide_rows() -> bytes:
    """A table of two rows that are two million columns wide."""
    return b"\n".join([b",".join([b"a"] * 2_000_000), b",".join([b"1"] * 2_000_000)])


def picture() -> bytes:
    """A PNG of 40,000 by 40,000 points: 200 MB as black and white, 6 GB in colours."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    side = 40_000
    packer = zlib.compressobj(9)
    row = b"\0" * (1 + side // 8)
    packed = b"".join(packer.compress(row * 100) for _ in range(side // 100)) + packer.flush()
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


HOSTILE: Mapping[str, Callable[[], bytes]] = {
    "藏.docx": hidden_part,
    "段.docx": paragraphs,
    "层.docx": nested_tables,
    "包.docx": nested_archives,
    "格.xlsx": cells,
    "并.xlsx": merged_cells,
    "串.xlsx": shared_text,
    "域.xlsx": many_merged,
    "空.xlsx": empty_rows,
    "纸.pdf": twice_packed,
    "字.pdf": drawn_text,
    "同.pdf": repeated_page,
    "形.pdf": nested_drawings,
    "跨.html": spanning_cells,
    "性.html": attributes,
    "链.html": nested_tags,
    "未.html": unclosed_tags,
    "头.mhtml": header,
    "件.mhtml": parts,
    "组.rtf": groups,
    "引.csv": open_quote,
    "线.csv": one_line,
    "行.txt": lines,
    "列.csv": wide_rows,
    "图.png": picture,
}

# --- what they cost --------------------------------------------------------------------------------------

_READ = """
import json, resource, sys
from pathlib import Path
from extract import confinement
from extract.pipeline import read_all
table = read_all([Path(sys.argv[1])])
confinement.close()
others = resource.getrusage(resource.RUSAGE_CHILDREN)
own = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({
    "figures": len(table.facts),
    "codes": [each.note.code for each in table.failed],
    "told": [each.note.say("en") for each in table.failed],
    "memory": confinement._peak() // 2**20 + others.ru_maxrss // 1024,
    "seconds": sum(each.ru_utime + each.ru_stime for each in (own, others)),
}))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What reading a file took: megabytes of both processes, seconds of the processor and by the clock; the figures that it
    gave, and the messages, by their codes and in words."""

    memory: int
    seconds: float
    waited: float
    figures: int
    codes: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def bearable(self) -> bool:
        """Whether it cost itself alone."""
        return self.memory < MOST_MEMORY and self.seconds < MOST_SECONDS and bool(self.figures or self.told)


def cost(path: Path) -> Cost:
    """Read a file as the command line does, in a process of its own that is measured."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", _READ, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    return Cost(
        said["memory"],
        said["seconds"],
        time.monotonic() - begun,
        said["figures"],
        tuple(said["codes"]),
        tuple(said["told"]),
    )


def beside(server: str, path: Path) -> tuple[float, float, str]:
    """Upload a file on Import: for how long a second reader waits for his page meanwhile, for how long the first for what he is
    told, in seconds, and what that is."""
    from tests import chromium

    with chromium.launched() as browser:
        first, second = chromium.Tab(browser, server), chromium.Tab(browser, server)
        first.page.set_default_timeout(600_000)
        first.open("import")
        begun = time.monotonic()
        first.page.set_input_files("input[type=file]", str(path))
        first.page.wait_for_selector('[data-testid=stApp][data-test-script-state="running"]')
        came = time.monotonic()
        second.open("coverage")
        waited = time.monotonic() - came
        first.page.wait_for_selector("[class*=st-key-candidate_]")
        told = str(first.page.inner_text("[class*=st-key-candidate_]"))
        took = time.monotonic() - begun
        second.close()
        first.close()
    return waited, took, " ".join(told.split())


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"default: all of {', '.join(HOSTILE)}")
    parser.add_argument("--beside", action="store_true", help="upload them, and look whether others wait")
    given = parser.parse_args(arguments)
    bad = False
    with tempfile.TemporaryDirectory() as scratch:
        for name in given.names or HOSTILE:
            path = Path(scratch) / name
            path.write_bytes(HOSTILE[name]())
            print(f"{name:8} {path.stat().st_size / 1e6:7.3f} MB", end="  ", flush=True)
            if given.beside:
                from tests import chromium

                with chromium.served("--workspace", f"{scratch}/ws") as server:
                    waited, took, words = beside(server, path)
                print(
                    f"the second reader {waited:5.1f} s, the first {took:5.1f} s: {words[:160]}", flush=True
                )
                continue
            found = cost(path)
            bad |= not found.bearable
            print(
                f"{found.memory:5} MB {found.seconds:6.1f} s ({found.waited:5.1f} s)  {found.figures} figures  {' '.join(found.told)[:200]}",
                flush=True,
            )
    return int(bad)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
