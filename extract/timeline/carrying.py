"""How an expression reaches the sentences after its own.

It goes on to the end of the paragraph that it opens and of the enumerated item (一是 …) at whose head it stands, up to the
next expression; into a following sentence that takes it up (累计, 先后, 本次换届后), into a paragraph that goes on with the
last one (此外), and over the end of a line that breaks a sentence.
"""

from __future__ import annotations

from collections.abc import Sequence

from extract.patterns import lazy
from extract.periods import Period, joined
from extract.sentences import Sentence
from extract.timeline.candidates import Reach
from extract.timeline.layout import Layout
from extract.timeline.opening import leads_in
from extract.timeline.walking import Walk
from extract.timeline.yearlines import under_years

_COUNTED = lazy(r"[\d。；;]")


class Carrying:
    """What each sentence of a report is handed by those before it, or by the line of a year that it stands under.

    ``layout`` says how the report is parted; ``carried`` holds for each sentence the expression that reaches it, None where
    there is none.
    """

    __slots__ = ("_own", "_sentences", "_walk", "carried", "layout")

    def __init__(self, sentences: Sequence[Sentence], own: Sequence[Sequence[Period]]) -> None:
        self._sentences, self._own = sentences, own
        self.layout = Layout(sentences, own)
        self._walk = Walk(sentences, own, self.layout)
        over = under_years(sentences, own)
        self.carried = [said or above for said, above in zip(self._walk.carried, over, strict=True)]

    def echoes(self, index: int, period: Period) -> bool:
        """Whether an expression of a sentence only points back to what one before it has dated."""
        return self._walk.echoes(period, self.carried[index])

    def span(self, until: Reach) -> Period | None:
        """What 至2007年底，发展… says of what was done, where its sentence or the one before tells since when: 2002年以来，…; 截至 says
        as of when it was counted, whatever stands before."""
        index, state = until.sentence, until.period
        if until.order and state.kind == "state" and state.text.startswith(("至", "到")):
            begun = self._own[index][until.order - 1]  # 1996年起，重点吸收…，至2001年，共发展党员45名
            between = self._sentences[index].text[begun.span.end : state.span.start]
            open_ended = begun.kind == "since" and begun.inside is None and not _COUNTED.search(between)
            return joined(begun, state) if open_ended else None
        if until.order or not index or self.layout.opens(index) or not state.text.startswith("至"):
            return None
        if state.start is None or not leads_in(self._sentences[index].text, state.span.start):
            return None
        before = self._walk.governors(index - 1, None)
        since = before[-1].period if before else None
        return joined(since, state) if since is not None and since.kind == "since" else None
