"""What a figure counts, in short: the verb and its object as the sentence has them, without dates and fillers."""

from __future__ import annotations

import regex

from extract.grammar import grammar
from extract.nouns import Noun
from extract.phrases import Phrase

_LONGEST = 32
_LEAD_IN = regex.compile(
    r"^(?:[\s、,，;；:：●■◆—\-·]|其中|同时|此外|另外|目前|截[至止][^,，]{1,14}?(?:底|末|日|月|前)|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|起|底|初|末|,)?|"
    r"[一二三四五六七八九十\d]{1,3}年(?:多)?来|[一二三四五六七八九十]{1,2}是|\([一二三四五六七八九十]{1,2}\)|党的[一二三四五六七八九十]{1,3}大以来|近年来|年初以来|今年以来|去年|今年|"
    r"(?:和|与|及|并|共|已|先后|累计|还|又|也|再|通过)(?=\p{Han}))++"
)
_TAIL = regex.compile(r"(?:[\s、,，;；:：。!！?？\n]|的)++$")
_SOFT_END = regex.compile(r"[,，;；:：。!！?？\n]")


def subject(phrase: Phrase, noun: Noun | None, shared: str, kind: str) -> str:
    """The subject of one figure: at most 32 characters of its clause; ``shared`` is that of the figure whose noun it
    borrows, "" otherwise.

    What stands to both sides of the figure is kept in its order: 选派｜500名｜干部驻村 → 选派干部驻村.
    """
    text = phrase.text
    if phrase.ordinal > 0 and noun is not None and not phrase.listed:
        return shared
    if phrase.listed and noun is not None:
        return _cut(_TAIL.sub("", _LEAD_IN.sub("", text[noun.span.start : noun.ends[0]])))
    before = _LEAD_IN.sub("", phrase.before.of(text))
    if phrase.shares and shared:
        own = _TAIL.sub("", _strip_light(before))
        return _cut(shared if not own or own in shared else f"{shared}{own}")
    after = ""
    if noun is not None and noun.side == "right":
        after = _SOFT_END.split(phrase.after.of(text), maxsplit=1)[0]
        after = regex.split(r"(?<=.)[、和及与]$", after)[0]
        before = _TAIL.sub("", before)
    else:
        before = _TAIL.sub("", _strip_light(before))
    joined = _TAIL.sub("", before + after)
    if len(joined) < 2 and phrase.leads:
        joined = _TAIL.sub("", _LEAD_IN.sub("", phrase.leads[0].of(text))) + joined
    if kind == "share" and joined and not regex.search(r"率|占比|比例|比重|面$", joined):
        joined += "占比"
    return _cut(joined)


def _strip_light(before: str) -> str:
    light = grammar().light.search(before)
    return before[: light.start()] if light and light.start() else before


def _cut(text: str) -> str:
    """The last characters name what is counted, so a long subject loses its beginning."""
    return text if len(text) <= _LONGEST else text[-_LONGEST:]
