"""Bytes as text: by their mark, as UTF-8, or by the encoding in which they read most like Chinese.

A report that is short decides as surely as a long one, since the wrong encoding gives rare characters throughout: GB18030
read as Big5 has hardly one of the few hundred characters that make up half of all prose.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from extract.patterns import lazy_regex
from extract.reading import escaped, mojibake
from extract.reading.document import Document, Note, ReadError, bounded, printable
from extract.reading.inline_tables import tables

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Every GB text is read as gb18030: gb2312 turns —— into ――. The order decides between equals.
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be")
# What pages call their encoding; a name that is not here is not believed.
_STATED = {
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "cp936", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950", "x-x-big5"), "big5hkscs"),
}
_SAMPLE = 65536  # bytes that decide the encoding
_ENOUGH = (
    0.2  # share of the characters beyond ASCII that must be common ones; the wrong encoding has below 0.1
)
_FAULTS = 0.01  # share of characters that may be damaged in a file that is read all the same

# The commonest characters of prose, in both scripts, and marks: between 0.5 and 0.8 of any report.
_COMMON = lazy_regex(
    "[，。、；：“”（）《》！？—…　"
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后"
    "多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合"
    "因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没"
    "结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流"
    "路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百"
    "规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真"
    "务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫究观"
    "越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消"
    "构府称太准精值号率族维划选标写存候亲快效院查江型按格养易置派层片始却专状育厂京识适属包火住调满县局照参引听该"
    "村乡镇街镇州亿户届届评廉纪察聘驻贫脱振兴培训训书记兵岗勤网络履职督促覆盖助企纾困"
    "這來會說時個們對發動學後經過開關無總業員億萬黨務幹部點當產種爲實體機兩應體質氣條結問題設長級圖統較將組見計論"
    "運農幾區強決戰給門規領導壓爭濟階術極聯認權證轉單風場車務萬達積議聲報鬥類離華確張馬節話傳許廣記幹鄉鎮縣選"
    "線責續訓駐貧脫興書記網絡職覆蓋織觀眾書布復際驗連斷難備辦習響約團歷構稱準號維劃標寫親層專狀識適屬調滿參聽該]"
)
_LOST_OF_UNDONE = 0.05  # share of its characters up to which a text that was read back is worth reading
_LOST_BYTES, _MANY_LOST = (
    b"\xef\xbf\xbd",
    0.005,
)  # U+FFFD in UTF-8, which some program wrote for what it could not read
_ASKED = lazy_regex(
    r"(?<=\p{Han})\?{3,}|\?{3,}(?=\p{Han})"
)  # 全县????党员: another encoding had not these characters
_CONTROLS = lazy_regex(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_HAN = lazy_regex(r"\p{Han}")
_TURNS = "\u202d\u202e"  # after these the screen shows characters from right to left, and 0021 as 1200
_BEYOND_ASCII = lazy_regex(r"[^\x00-\x7f]")


@dataclass(frozen=True, slots=True)
class _Reading:
    encoding: str
    share: float  # of the characters beyond ASCII that are common ones; 1 when there are none


def read(content: bytes, where: str) -> Document:
    """A plain file, its text unchanged; raises `ReadError`."""
    text, notes = decode(content, where)
    if text.strip() and not _HAN.search(text):
        notes = (*notes, Note("no_chinese", (("head", printable(text.lstrip()[:12])),)))
    if turned := sum(map(text.count, _TURNS)):
        notes = (*notes, Note("turned", (("count", str(turned)),)))
    bounded(max(text.count("\t"), text.count("|")), where)
    return Document(text, notes=notes, grids=tables(text))


def decode(content: bytes, where: str, stated: str = "") -> tuple[str, tuple[Note, ...]]:
    """Bytes as text without their byte order mark, and what did not fit; raises `ReadError`.

    ``stated`` is the encoding that the file itself names (a page's ``charset``): it is tried first.

    >>> decode("截至去年底，全县共有党员1.2万名。".encode("gb18030"), "汇报.txt")[0]
    '截至去年底，全县共有党员1.2万名。'
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _tolerant(content[len(mark) :], encoding, where)
    for encoding in filter(None, (_STATED.get(stated.strip().lower()), "utf-8")):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_text(text) or len(_HAN.findall(text[:_SAMPLE])) > len(_CONTROLS.findall(text[:_SAMPLE])):
            return _as_written(text, where)
    lost = content.count(_LOST_BYTES)
    if lost > max(2, len(content) * _MANY_LOST):  # whatever the rest is, it is not what was written
        raise ReadError(
            "mojibake_lost", where, count=lost, head=content.decode("utf-8", "replace").lstrip()[:12]
        )
    best = max((_weigh(content[:_SAMPLE], name) for name in _CANDIDATES), key=lambda reading: reading.share)
    if best.share < _ENOUGH:
        raise ReadError("binary", where, head=content[:8].hex(" "))
    return _tolerant(content, best.encoding, where)


def _as_written(text: str, where: str) -> tuple[str, tuple[Note, ...]]:
    """A text whose encoding is told, with an earlier mistake of encodings undone; raises `ReadError` where it lost its bytes."""
    if (back := escaped.read_back(text)) is not None:
        return back[0], (Note("escaped", (("example", back[1]),)), *_gaps(back[0]))
    if lost := mojibake.is_lost(text):
        raise ReadError("mojibake_lost", where, count=lost, head=text.lstrip()[:12])
    if undone := mojibake.undo(text, _common):
        if undone.gaps > max(2, len(undone.text) * _LOST_OF_UNDONE):
            raise ReadError("mojibake_lost", where, count=undone.gaps, head=text.lstrip()[:12])
        return undone.text, (_undone("mojibake", undone, text), *_gaps(undone.text))
    text, lines, were = mojibake.undo_lines(text, _common)
    notes = (_undone("mojibake_lines", lines[0], were[0], len(lines)),) if lines else ()
    return text, (*notes, *_gaps(text))


def _undone(code: str, undone: mojibake.Undone, stood: str, count: int = 1) -> Note:
    values = (("was", undone.was), ("taken_for", undone.taken_for), ("head", printable(stood.lstrip()[:12])))
    return Note(code, (*values, ("count", str(count))) if code == "mojibake_lines" else values)


def _gaps(text: str, encoding: str = "utf-8") -> tuple[Note, ...]:
    """What is said of the places of a text that could not be read."""
    gaps = text.count("�") + len(_ASKED.findall(text))
    return (Note("replaced", (("count", str(gaps)), ("encoding", encoding))),) if gaps else ()


def _common(text: str) -> mojibake.Common:
    beyond = len(_BEYOND_ASCII.findall(text))
    return mojibake.Common(len(_COMMON.findall(text)) / beyond if beyond else 1.0, beyond)


def _is_text(text: str) -> bool:
    """Whether control characters are the exception; half of them say UTF-16, more say no text at all."""
    sample = text[:_SAMPLE]
    return len(_CONTROLS.findall(sample)) <= len(sample) * _FAULTS


def _weigh(sample: bytes, encoding: str) -> _Reading:
    text = codecs.getincrementaldecoder(encoding)("replace").decode(sample, final=len(sample) < _SAMPLE)
    if not text or not _is_text(text):
        return _Reading(encoding, 0.0)
    return _Reading(encoding, _common(text).share)


def _tolerant(content: bytes, encoding: str, where: str) -> tuple[str, tuple[Note, ...]]:
    """Decode; bytes that do not fit become U+FFFD as long as they are few, as where a page was cut off astride one."""
    try:
        return content.decode(encoding), ()
    except UnicodeDecodeError as error:
        first = error.start
    text = content.decode(encoding, errors="replace")
    count = text.count("�")
    if count > max(1, len(text) * _FAULTS):
        raise ReadError("garbled", where, encoding=encoding, count=count, first=first)
    return text, (Note("replaced", (("count", str(count)), ("encoding", encoding))),)
