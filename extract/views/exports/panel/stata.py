"""The panel for Stata: version 118 (UTF-8, Stata 14 and later) with labels of variables and values, and with notes.

pandas writes data and labels. Notes, which Stata keeps as characteristics and ``notes`` lists, are none of what it writes, so
they are put into the file behind it: between the tags that are there for them, with the offsets of what follows moved.
"""

from __future__ import annotations

import io
import struct
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

import pandas as pd

from extract.catalogue import Indicator
from extract.panel import CONTESTED_GRADE, SURE_GRADE, UNSURE_GRADE, Line
from extract.views.exports.panel import codebook
from extract.views.exports.panel.asked import Asked
from extract.views.exports.panel.forms import KEYS, WHOLE, graded, grades, label, long, variables, wide
from extract.views.exports.panel.words import word
from extract.views.words.citing import gb
from extract.views.words.wording import unit

_LABEL = 80  # characters of a label
_FIXED = 2045  # bytes of the longest string that is no strL
_NAME = 129  # bytes that a name takes in a characteristic
_NOTE = 60_000  # bytes of a note; Stata takes 67,784
_CITED = 20  # reports that the note of a variable names
_OPEN, _CLOSE = b"<characteristics>", b"</characteristics>"
_MAP = b"<map>"
_AFTER = range(9, 14)  # of the map's fourteen offsets those of what follows the characteristics
_DATASET = "_dta"

Notes = Mapping[str, Sequence[str]]


def long_dta(asked: Asked) -> bytes:
    """The long form."""
    frame = long(asked)
    labels = {name: word(f"variable.{name}", asked.say) for name in frame.columns}
    return _dta(frame, labels, word("title.long", asked.say), {_DATASET: _of_all(asked)}, asked)


def wide_dta(asked: Asked) -> bytes:
    """The wide form; each indicator has its definition and its reports as notes."""
    frame = wide(asked)
    named = variables(asked.panel.indicators)
    own = {named[each.id]: each for each in asked.panel.indicators if named[each.id] in frame.columns}
    labels = {name: word(f"variable.{name}", asked.say) for name in KEYS}
    labels |= {name: label(each, asked) for name, each in own.items()}
    marked = grades(named)
    labels |= {marked[each.id]: graded(each, asked) for each in own.values()}
    cells: dict[str, list[Line]] = defaultdict(list)
    for line in asked.panel.cells:
        cells[line.indicator.id].append(line)
    notes = {name: _of_indicator(each, cells[each.id], asked) for name, each in own.items()}
    return _dta(frame, labels, word("title.wide", asked.say), {_DATASET: _of_all(asked), **notes}, asked)


def _of_all(asked: Asked) -> list[str]:
    return [*codebook.notes(asked), *codebook.citations(asked)]


def _of_indicator(indicator: Indicator, cells: Sequence[Line], asked: Asked) -> list[str]:
    say, grades = asked.say, [line.grade for line in cells]
    reports = [
        asked.sources[name]
        for name in dict.fromkeys(line.fact.report for line in cells)
        if name in asked.sources
    ]
    cited = " ".join(gb(source, say, asked.made) for source in reports[:_CITED])
    if len(reports) > _CITED:
        cited = word("note.more_reports", say, reports=cited, count=len(reports) - _CITED)
    about = word(
        "note.of_variable",
        say,
        definition=(say.definition(indicator) or say.indicator(indicator)).rstrip("。."),
        unit=unit(indicator.unit, say),
        basis=say(f"basis.{indicator.basis}"),
        cells=len(cells),
        sure=grades.count(SURE_GRADE),
        unsure=grades.count(UNSURE_GRADE),
        contested=grades.count(CONTESTED_GRADE),
        spans=asked.panel.spans.get(indicator.id, 0),
        undated=asked.panel.undated.get(indicator.id, 0),
    )
    return [about, word("note.of_reports", say, count=len(reports), reports=cited)]


def _dta(frame: pd.DataFrame, labels: Mapping[str, str], form: str, notes: Notes, asked: Asked) -> bytes:
    plain = frame.copy()
    long_texts = []
    for name in plain.columns:
        if isinstance(plain[name].dtype, pd.CategoricalDtype):  # an empty text is no label of a value
            plain[name] = plain[name].cat.set_categories(
                [each for each in plain[name].cat.categories if each]
            )
        elif name in WHOLE:
            plain[name] = plain[name].astype("float64" if plain[name].isna().any() else "int32")
        elif not pd.api.types.is_numeric_dtype(plain[name]):
            plain[name] = plain[name].map(_writable).astype(object)
            if any(len(text.encode("utf-8")) > _FIXED for text in plain[name]) or name == "sentence":
                long_texts.append(name)
    buffer = io.BytesIO()
    plain.to_stata(
        buffer,
        version=118,
        write_index=False,
        time_stamp=datetime(asked.made.year, asked.made.month, asked.made.day),
        data_label=f"{word('title.panel', asked.say)} · {form}"[:_LABEL],
        variable_labels={name: text[:_LABEL] for name, text in labels.items()},
        convert_strl=long_texts,
    )
    return annotated(buffer.getvalue(), notes)


def _writable(text: str) -> str:
    """A text without what no file of UTF-8 holds."""
    return text.encode("utf-8", errors="replace").decode("utf-8").replace("\0", "")


def annotated(content: bytes, notes: Notes) -> bytes:
    """A file of version 118 with notes on the data set (``_dta``) and on variables; what notes it has are replaced. Raises
    `ValueError` for a file of another form."""
    start, end = content.find(_OPEN), content.find(_CLOSE)
    at = content.find(_MAP) + len(_MAP)
    if not content.startswith(b"<stata_dta><header><release>118</release>") or min(start, end) < 0:
        raise ValueError("no file of Stata's version 118")
    order = "<" if b"<byteorder>LSF</byteorder>" in content[:200] else ">"
    told = b"".join(
        _characteristic(order, name, f"note{number}", text)
        for name, lines in notes.items()
        for number, text in enumerate([str(len(lines)), *lines])
    )
    shift = len(told) - (end - start - len(_OPEN))
    offsets = list(struct.unpack(f"{order}14Q", content[at : at + 14 * 8]))
    for place in _AFTER:
        offsets[place] += shift
    head = content[:at] + struct.pack(f"{order}14Q", *offsets) + content[at + 14 * 8 : start]
    return head + _OPEN + told + content[end:]


def _characteristic(order: str, variable: str, name: str, text: str) -> bytes:
    words = _writable(text).encode("utf-8")[:_NOTE].decode("utf-8", errors="ignore").encode("utf-8")
    body = (
        variable.encode("utf-8").ljust(_NAME, b"\0")
        + name.encode("ascii").ljust(_NAME, b"\0")
        + words
        + b"\0"
    )
    return b"<ch>" + struct.pack(f"{order}I", len(body)) + body + b"</ch>"
