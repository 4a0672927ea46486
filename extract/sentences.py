"""The restored text cut into sentences, each with its paragraph and the heading that stands over it.

A sentence ends at 。！？!? or at the end of its line (a line is a paragraph in these reports). The
half-width full stop does not end one: it is a decimal point or part of a name; nor does a question mark that stands for a lost character. What goes on for thousands of
characters without an end is no sentence and is cut between its clauses, so that no later stage meets an endless one. Sentences
tile the text: their spans follow one another without a gap, white space included.
"""

from __future__ import annotations

from collections.abc import Iterator

from extract.patterns import lazy
from extract.records import record
from extract.span import Span

_LOST = r"\?(?=[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǘǚǜ]{1,6}[)）])"  # 已下?lián)苜Y金600萬元: a character that was lost beside its pinyin
_SENTENCE = lazy(rf"(?:[^。！？!?\n]++|{_LOST})*+(?:[。！？!?]++[”’」』）)\]】》]*+\n?|\n|\Z)")
_OPENS, _CLOSES = "“‘「『（([【《", "”’」』）)]】》"
_PAIRS = r"[“‘「『（(\[【《”’」』）)\]】》]"
_STOPS = r"[，；：。！？!?;,:\n](?!(?<=\d[,:])\d)"
_PAIRED, _BETWEEN, _MARK = lazy(_PAIRS), lazy(_STOPS), lazy(f"{_PAIRS}|{_STOPS}")
_HEADING_MAX = 40  # characters; a longer line without a full stop is a paragraph that lost it
_LONGEST = 2000  # characters; the longest sentence of the labelled reports has 242
_LEADS = lazy(r"[：:]\s*\n$")
_ITEM = lazy(
    r"\s*(?:\d{1,2}[.、．)）]|[（(]\d{1,2}[)）]|[①-⑳]|[-·•●◆—]+)?\s*"
    r"(?:[\u4e00-\u9fff]{1,10}[省市县区州旗盟镇乡村道]|[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]{1,8}社区)\s*[：:]?\s*"
    r"(?:约|近|超)?\d[\d,.]*\s?[余多]?[十百千万亿]{0,2}[余多]?(?:人次|平方米|[名人个户次元所家处件支期场%％])[；;，,、。.]?\s*\n?"
)
_CUTS = "，；、;,：: \u3000\t"
_ENDS_SENTENCE = "。！？!?；;，,、：:"


@record
class Sentence:
    """One sentence of a restored text.

    ``span`` counts characters of the whole restored text and ``text`` is what it covers, its end marks and
    line break included. ``paragraph`` numbers the lines that hold something, from 0. ``heading`` is the
    nearest heading above, "" when there is none.
    """

    span: Span
    text: str
    paragraph: int
    opens_paragraph: bool
    is_heading: bool
    heading: str


def split(clean: str) -> list[Sentence]:
    """Cut a restored text into its sentences.

    >>> [s.text for s in split("党员3人。新增2.5%！\\n投入资金。")]
    ['党员3人。', '新增2.5%！\\n', '投入资金。']
    >>> len(split("目前已下?lián)资金600万元。")), len(split("行吗?行(xíng)。谁?a队)来"))
    (1, 4)
    """
    return list(_sentences(clean))


def _sentences(clean: str) -> Iterator[Sentence]:
    paragraph, heading = -1, ""
    position, titles = 0, True  # whether nothing but titles came so far
    for line in _lines(clean):
        bare = line.strip()
        if bare:
            paragraph += 1
        if "\n" in bare:  # a list of places, each on its line
            yield Sentence(Span(position, position + len(line)), line, paragraph, True, False, heading)
            position += len(line)
            continue
        is_heading = _is_heading(bare) or (
            titles and _CRIES.search(bare) is not None and _is_heading(bare[:-1])
        )
        titles = titles and (is_heading or not bare)
        opens = True
        for found in _SENTENCE.finditer(line):
            start, end = found.span()
            for first, last in ((start, end),) if end - start <= _LONGEST else _pieces(line, start, end):
                if first < last:
                    span = Span(position + first, position + last)
                    yield Sentence(span, line[first:last], max(paragraph, 0), opens, is_heading, heading)
                    opens = False
        if is_heading:
            heading = bare
        position += len(line)


def _lines(clean: str) -> Iterator[str]:
    """The lines of a text with their ends; a line that ends in a colon and the places below it, each with its figure alone, are
    one: 各市发展党员情况如下： over 长春市：4500名 and 吉林市：3200名 says of each what is counted."""
    if "\n" not in clean:
        yield clean
        return
    held = ""
    items = 0
    for line in clean.splitlines(keepends=True):
        if held and _ITEM.fullmatch(line) and len(held) + len(line) <= _LONGEST:
            held, items = held + line, items + 1
            continue
        yield from [held] if items > 1 else held.splitlines(keepends=True)
        held, items = (line, 0) if _LEADS.search(line) else ("", 0)
        if not held:
            yield line
    yield from [held] if items > 1 else held.splitlines(keepends=True)


def _pieces(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence without end in pieces that end behind a mark where there is one."""
    while end - start > _LONGEST:
        cut = max(line.rfind(mark, start + _LONGEST // 2, start + _LONGEST) for mark in _CUTS) + 1
        yield start, cut or start + _LONGEST
        start = cut or start + _LONGEST
    yield start, end


_CRIES = lazy(
    r"[！!？?]$"
)  # 骄傲！全市党员有47.6万名！ over the text is its title; below it a sentence may cry


def _is_heading(text: str) -> bool:
    """A short line that does not end as a sentence does: a title or a heading between paragraphs."""
    return bool(text) and len(text) <= _HEADING_MAX and text[-1] not in _ENDS_SENTENCE and "。" not in text


def clauses(text: str) -> list[Span]:
    """The clauses of a sentence: what stands between commas, semicolons and colons outside brackets and quotes.
    A comma or colon between two digits (``1,234``, ``10:30``) separates nothing.

    >>> text = "投入资金3亿元,新建（含改建）场所5个。"
    >>> [span.of(text) for span in clauses(text)]
    ['投入资金3亿元,', '新建（含改建）场所5个。']
    """
    ends = _outside(text) if _PAIRED.search(text) else [match.end() for match in _BETWEEN.finditer(text)]
    if not ends or ends[-1] < len(text):
        ends.append(len(text))
    return list(map(Span, [0, *ends[:-1]], ends)) if text else []


def _outside(text: str) -> list[int]:
    """Where the clauses end in a sentence that has brackets or quotes: a mark inside them ends none."""
    ends: list[int] = []
    depth = 0
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark in _OPENS:
            depth += 1
        elif mark in _CLOSES:
            depth = max(depth - 1, 0)
        elif depth == 0:
            ends.append(match.end())
    return ends
