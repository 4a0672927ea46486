"""The paragraphs of a report as its writer meant them: a line that a page broke in mid-sentence goes on in the next."""

from __future__ import annotations

from collections.abc import Sequence

from extract.patterns import HAN, lazy
from extract.sentences import Sentence

ENDS = "。！？!?”’」』）)]】》…"  # of a sentence
_CREDIT = lazy(  # 表彰大会现场 摄影:李明: a caption goes over into nothing
    rf"(?:摄影?|供图|图片来源)(?:报道)?[:： ]*[{HAN} ]{{0,8}}(?:[（(][^（）()\n]{{0,8}}[)）])?$"
)
_BROKEN = 20  # characters; a shorter line that ends without a mark is a heading or an entry of a list


def blocks(sentences: Sequence[Sentence]) -> list[int]:
    """The paragraph of each sentence, where a line that breaks off in mid-sentence and the next one are one paragraph."""
    found: list[int] = []
    for index, sentence in enumerate(sentences):
        before = sentences[index - 1] if index else None
        if before is None or before.paragraph == sentence.paragraph:
            found.append(found[-1] if found else 0)
            continue
        broken = not before.is_heading and not sentence.is_heading and _breaks_off(sentences, index - 1)
        found.append(found[-1] if broken else found[-1] + 1)
    return found


def _breaks_off(sentences: Sequence[Sentence], index: int) -> bool:
    """Whether a line ends with a sentence that is none, and is longer than an entry of a list."""
    last = sentences[index]
    line = last.text.rstrip()
    if not line or line[-1] in ENDS or _CREDIT.search(line):
        return False
    within = (s.text for s in sentences[max(0, index - 2) : index + 1] if s.paragraph == last.paragraph)
    return sum(map(len, within)) >= _BROKEN
