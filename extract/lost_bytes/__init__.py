"""The lost-byte damage: characters restored from GBK bytes that were read one out of step.

A page's author searched GBK text for a punctuation mark byte by byte and hit one that lay astride two characters.
``校”活動`` is D0A3 A1B1 BBEE 84D3; A3A1 in its midst is ``！``. The orphaned first byte shows as ``?``, the bytes after
the mark are read one out of step (B1BB ``被``, EE84 ``顒``), an undefined pair vanishes, the last orphan shows as ``?``, and
marks are folded to ASCII later: ``?!被顒?``. An ASCII byte brings the reading back into step.

So what is seen fixes every byte but a few: the first one, the vanished pairs, the last one. `find` fills these
gaps with what makes the likeliest prose between the words on both sides, and accepts the outcome only when it is
far likelier than what stands there and clearly likelier than any other filling. The rest is left alone and marked.

`gbk` knows the bytes, `prose` and `habits` what is likely; `run` lays out one scar, `lattice` and `outlook` search it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from extract import script
from extract.lost_bytes import gbk
from extract.lost_bytes.habits import Habits
from extract.lost_bytes.lattice import Reading
from extract.lost_bytes.prose import likelihood
from extract.lost_bytes.run import ORPHANS, Run

_SCAR = regex.compile(rf"(?<![{ORPHANS}？!！])[{ORPHANS}](?=[!！。;；:：?？、,，])")
_HAN = regex.compile(r"\p{Han}")
_STEP = regex.compile(rf"[@-~{ORPHANS}]")
_CONTEXT = 8  # characters on either side that weigh in
# A scar takes a hundredth of a second; so many are tried in a text, and one more for so many characters, that a page
# of question marks takes no hour.
_TRIES, _PER_TRY = 20, 1000
_PROSE = -6.0  # log rate per character above which a stretch is taken for prose
_GAIN = 14.0  # nats by which the restored text must beat what stands there
_MARGIN = 2.0  # nats by which it must beat every other filling
_MARGIN_BLIND = 4.5  # the same where ``?！?`` is all that shows


@dataclass(frozen=True, slots=True)
class Scar:
    """A range of a text that lost bytes have damaged.

    ``after`` is what stood there before, with the range that each of its characters came from in ``origin``, relative
    to the text; both are empty when no reading could be justified.
    """

    start: int
    end: int
    after: str
    origin: tuple[tuple[int, int], ...]


def find(text: str) -> Iterator[Scar]:
    """The scars of a text, in order, restored where that can be justified.

    >>> [scar.after for scar in find("推動工作?；鶎狱h組織建設")]
    ['。基層黨']
    >>> list(find("真的嗎?!被告問道。什麼?"))
    []
    """
    if not any(orphan in text for orphan in ORPHANS):
        return
    position, tries, simple = 0, _TRIES + len(text) // _PER_TRY, ""
    for match in _SCAR.finditer(text):
        if match.start() < position or not _may_open(text, match.start()):
            continue
        if not tries:
            return
        tries -= 1
        simple = simple or script.simplify(text)
        if scar := _restore(text, simple, match.start()):
            yield scar
            position = scar.end


def _may_open(text: str, at: int) -> bool:
    """Whether an orphan before a mark looks like a scar at all: amid a line, and no prose behind it."""
    before, after = text[max(0, at - _CONTEXT) : at].rpartition("\n")[2], text[at + 2 : at + 3]
    if not (_HAN.search(before) and after and (after > "\x7f" or after in ORPHANS or after.isalpha())):
        return False
    return not _reads_well(text[at + 2 : at + 2 + _CONTEXT].partition("\n")[0])


def _restore(text: str, simple: str, at: int) -> Scar | None:
    before = text[max(0, at - _CONTEXT) : at].rpartition("\n")[2]
    run = Run(text, at, gbk.foreign(text[max(0, at - 300) : at + 300]))
    if not run.ends:
        return None
    start, last = at - len(before), max(run.ends)
    stop = last + len(text[last : last + _CONTEXT].partition("\n")[0])
    habits = Habits(simple, start, at, last, stop)
    weighed = sorted(((habits.weigh(r.score, r.read), r) for r in run.readings(start, stop)), reverse=True)
    stands = simple[start:stop]
    if not weighed or weighed[0][0] - habits.weigh(likelihood(stands), stands) < _GAIN:
        return None
    score, best = weighed[0]
    inside = slice(len(before), _last_restored(best) + 1)
    end = best.origin[inside.stop - 1][1]
    margin = _MARGIN if end - at > 3 else _MARGIN_BLIND
    if len(weighed) > 1 and score - weighed[1][0] < margin:
        return Scar(at, end, "", ())
    return Scar(at, end, best.written[inside], best.origin[inside])


def _reads_well(shown: str) -> bool:
    """Whether what follows a mark is prose, ``真的嗎?!被告問道``, without a byte by which a run could have ended."""
    prose = len(shown) > 2 and likelihood(script.simplify(shown)) > _PROSE * len(shown)
    return prose and not _STEP.search(shown)


def _last_restored(reading: Reading) -> int:
    """The last character that shares its raw characters with another one: what follows stands as it stood."""
    ranges = reading.origin
    return max(
        i for i, (start, end) in enumerate(ranges) if end - start > 1 or (i and start < ranges[i - 1][1])
    )
