"""A figure with what stands around it when its indicator is sought: the words of the catalogue in its clause and in the clauses
before, what is said of it there, and how far away the words stand that it needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from extract.binding import presence
from extract.binding.lexicon import Said
from extract.binding.likeness import Told
from extract.binding.narrowing import befallen, of_others, of_population, of_rank, of_recruits, of_some
from extract.binding.phrases import Phrase
from extract.binding.rises import over_years
from extract.binding.sectors import of_a_sector
from extract.binding.surroundings import Surroundings, Topic
from extract.binding.unsettled import handed_on, unsettled
from extract.catalogue import Indicator
from extract.parties import of_another
from extract.patterns import lazy
from extract.records import once, record
from extract.regions import registry
from extract.span import Span

_EACH_LEVEL = "各级"
_LEADS = 8  # clauses before its own in which its act or its topic may stand
_PARTY = lazy(r"党|支部|第一书记|驻村|纪委|纪检|组织部")
_REMARK = lazy(r"\([^()]*\d[^()]*\)")
_MISDEED = lazy(r"挪用|侵占|贪污|骗取|套取|冒领|截留|私分|受贿|索要|收受|违规|违纪|虚报|克扣|清退|据为己有")
_OF_WHOLE = lazy(r"占(?P<whole>[^，,。；;占\d]{2,16}?)的?(?:比例|比重)?(?:达到|达|为|超过|近|约)*$")
_ITS_SHARE = lazy(
    r"[^，,。；;占\d]{0,10}[，,(（]?(?:所占比例|[约仅各]?占)(?P<whole>[^，,。；;占\d]{2,16}?)的?(?:比例|比重)?(?:达到|达|为|超过|近|约)*\d[\d.]*%"
)

# where a word stands, the nearest first
REACHES = (
    "beside", "in its clause", "a clause before", "clauses before", "the clause behind", "a sentence before", "above",
    "in the report", "nowhere",
)  # fmt: skip
IN_REPORT, NOWHERE = len(REACHES) - 2, len(REACHES) - 1


class _Reach(dict[int, int]):
    """Where the nearest word of a list stands: each list is looked for once a figure, and several candidates ask for it."""

    def __init__(self, said_at: Sequence[int], topic: Topic) -> None:
        super().__init__()
        self._said_at, self._topic = said_at, topic

    def __missing__(self, words: int) -> int:
        for distance, lists in enumerate(self._said_at):
            if words & lists:
                self[words] = distance
                return distance
        beyond = self[words] = IN_REPORT if words & self._topic.said else NOWHERE
        return beyond


@record
class Standing:
    """Where a figure stands: its ``scope`` and ``site``, and where in the raw text it begins."""

    scope: str
    site: str
    start: int


@dataclass(eq=False)
class Scene:
    """A figure with its phrase and everything around it that an evidence may ask for.

    ``kinds`` are the kinds in which an indicator may be counted, its own first; ``unit`` and ``value`` its own. ``part`` is
    "" for a figure that stands for itself, "a part" behind 其中, "in brackets" in a parenthesis behind another figure, and
    ``whole`` what it is then a part of. ``larger`` are the indicators of which the paragraph has given a larger figure of
    the same place before, ``previous`` is that of the figure before in the paragraph, ``of_reckoned`` that of the whole of
    which it is a part or a share by its number ("" for none that is known), ``divided`` the whole that
    its sentence, or the line before, has counted, divided or turned to last. ``sector`` says that its sentence counts the
    organisations of one sector first, ``shared_out`` that the share of a whole stands right behind it; ``given`` is the
    indicator of which the report has given this very number before. ``per`` is what it is counted per, "" for nothing; ``of_total`` are those of ``larger`` that a part may
    be a part of: where its sentence counts something before 其中, only that; ``of_list`` are those of the total whose list it stands in, ``total`` the indicator of the
    figure of which it is a part ("" for one that has none, None where no such figure is known). ``subject`` is what it counts, in short, as far as that can be said before its indicator is known.
    """

    text: str
    said: Said
    phrase: Phrase
    around: Surroundings
    kinds: tuple[str, ...]
    unit: str
    value: float
    planned: bool
    part: str
    whole: str
    heading: bool
    standing: Standing
    larger: frozenset[str]
    previous: Indicator | None
    of_reckoned: str = ""
    divided: frozenset[str] = frozenset()
    sector: bool = False
    shared_out: bool = False
    given: str = ""
    per: str = ""
    of_total: frozenset[str] = frozenset()
    of_list: frozenset[str] = frozenset()
    subject: str = ""
    total: str | None = None

    def within(self, stretch: Span) -> int:
        """The lists of which a stretch of the sentence holds a word."""
        return self.said.within(stretch.start, stretch.end)

    def _outside_remarks(self, lead: Span) -> int:
        """The lists of which a clause before holds a word, but for the counts in its brackets: 党支部91个(社会组织党支部12个)，党员860名."""
        lists, start = 0, lead.start
        for remark in _REMARK.finditer(self.text, lead.start, lead.end):
            lists |= self.said.within(start, remark.start())
            start = remark.end()
        return lists | self.said.within(start, lead.end)

    @once
    def told(self) -> Told:
        """The words in which it is told."""
        clause, figure, names = self.phrase.clause, self.phrase.figure, self.phrase.names
        text, subject = self.text, self.subject
        for name in names:  # what is told of one place is told of another in the same words
            if name.start < clause.end and clause.start < name.end:
                text = f"{text[: name.start]}{' ' * (name.end - name.start)}{text[name.end :]}"
            subject = subject.replace(self.text[name.start : name.end], " ")
        label = self.phrase.label
        start = label.start if label else clause.start
        behind = min(figure.end, self.phrase.after.start)  # 10万|党员: the noun in a figure is heard
        return Told(text[start : figure.start], text[behind : clause.end], subject.strip(), self.unit)

    @once
    def reach(self) -> Mapping[int, int]:
        """List of words -> where the nearest of them stands, as its place in `REACHES`."""
        return _Reach(self._said_at, self.around.topic)

    @once
    def _said_at(self) -> tuple[int, ...]:
        """The lists of which a word stands at each of `REACHES`, but for the report as a whole."""
        first, *others = map(self._outside_remarks, self.phrase.leads[:_LEADS]) if self.phrase.leads else (0,)
        behind = self.within(self.phrase.follows) if self.phrase.follows else 0
        around = self.around
        return (
            self.beside, self.clause | self.provincial, first, reduce(or_, others, 0), behind, around.said_earlier, around.said_above,
        )  # fmt: skip

    @once
    def heard(self) -> int:
        """The lists of which a word stands anywhere around it, but for the report as a whole; an item of a list has words that
        the sentence has not in one piece."""
        around, listed = self.around, self.phrase.listed
        said = around.said | self.provincial
        return said | around.lexicon.remembered(listed).lists if listed else said

    @once
    def provincial(self) -> int:
        """The lists that are answered by a figure of a whole province or of the nation, but not of all in it: 各级党组织共表彰."""
        region = registry().by_full_name.get(self.standing.scope)
        whole = region is not None and region.level in ("nation", "province") and not self.standing.site
        of_all = _EACH_LEVEL in self.text[: self.phrase.figure.start]
        return self.around.lexicon.provincial if whole and not of_all else 0

    @once
    def own(self) -> str:
        """Its clause, or the item of a list that it belongs to, with the noun where that stands before."""
        phrase = self.phrase
        noun = phrase.nouns[0] if phrase.nouns else None
        start = min(noun.span.start, phrase.clause.start) if noun else phrase.clause.start
        if phrase.listed:
            return self.text[start : phrase.clause.start] + phrase.listed
        return self.text[start : phrase.clause.end]

    @once
    def clause(self) -> int:
        """The lists of which its clause holds a word."""
        phrase = self.phrase
        if phrase.listed:
            return self.around.lexicon.remembered(self.own).lists
        noun = phrase.nouns[0] if phrase.nouns else None
        start = min(noun.span.start, phrase.clause.start) if noun else phrase.clause.start
        return self.said.within(start, phrase.clause.end)

    @once
    def beside(self) -> int:
        """The lists of which a word stands right beside it: from the figure before, and on where the clause goes on."""
        phrase = self.phrase
        if phrase.listed:
            return self.around.lexicon.remembered(phrase.listed).lists
        if phrase.nouns:
            return self.said.within(*phrase.beside(phrase.nouns[0]))
        return self.said.within(phrase.before.start, phrase.after.end)

    @once
    def taken_up(self) -> int:
        """The lists of which the nouns hold a word that it may take up from before its clause: 收到提案320件，立案280件."""
        start = self.phrase.clause.start
        return reduce(
            or_, (self.within(noun.span) for noun in self.phrase.nouns if noun.span.end <= start), 0
        )

    @once
    def has_verb(self) -> bool:
        """Whether its clause has a verb that some indicator asks for."""
        return bool(self.around.lexicon.verbs & self.clause)

    @once
    def wide(self) -> str:
        """Where 全市, 共有 or 总数 speak of the region as a whole: "beside", "in its clause" or ""."""
        phrase = self.phrase
        if presence.region_wide(self.text, phrase.before.start, phrase.after.end):
            return "beside"
        in_clause = presence.region_wide(self.text, phrase.clause.start, phrase.clause.end)
        return "in its clause" if in_clause else ""

    @once
    def governed(self) -> bool:
        """Whether it stands in the list of what a region or a town governs."""
        return presence.governed(self.phrase)

    @once
    def of_all(self) -> bool:
        """Whether the words before it say that it is all of them, and nothing behind singles some of them out."""
        return presence.of_all(self.phrase) and self.of_some is None

    def wide_of(self, start: int) -> bool:
        """Whether from a place to the figure the region as a whole is spoken of."""
        return presence.region_wide(self.text, start, self.phrase.figure.start)

    @once
    def party(self) -> str:
        """Where Party work is spoken of: "in the clause", "in the sentence" or "unsaid"."""
        if _PARTY.search(self.own):
            return "in the clause"
        return "in the sentence" if _PARTY.search(self.text) else "unsaid"

    @once
    def acted(self) -> int:
        """Where the last act ends that reaches what it counts, -1 for none."""
        return presence.last_act(self.phrase)

    @once
    def stands(self) -> str:
        """How the words before it speak of what it counts: that it "is there", "under a committee", that it is "reached" by an act,
        or "" where they say none of these."""
        return "reached" if self.acted >= 0 else presence.is_there(self.phrase)

    @once
    def undergoes(self) -> bool:
        """Whether these are the people to whom something was done, or who took part."""
        return self.unit in ("人", "个") and presence.undergoes(self.phrase, bool(self.wide))

    @once
    def undone(self) -> bool:
        """Whether what is told of these is still to be settled: 未完成5个, 正在办理48件."""
        goes_on = self.previous is not None and self.previous.basis == "flow"
        return unsettled(self.phrase, behind_done=goes_on)

    @once
    def of_rank(self) -> bool:
        """Whether it is told of cadres of one rank only."""
        return of_rank(self.phrase, self.whole)

    @once
    def of_others(self) -> bool:
        """Whether it counts among other people, of whom the members are a part."""
        return of_others(self.phrase)

    @once
    def of_another_party(self) -> bool:
        """Whether what is told of is another party than the Communist Party."""
        if not self.around.topic.other_parties:
            return False
        return of_another((self.text[: self.phrase.figure.start], *self.around.stretches))

    @once
    def of_recruits(self) -> bool:
        """Whether it counts among those who became members."""
        return of_recruits(self.phrase)

    @once
    def of_a_sector(self) -> bool:
        """Whether its sentence is about one sector, its firms or a profession."""
        return of_a_sector(self.phrase)

    @once
    def of_population(self) -> bool:
        """Whether people of all kinds were counted before it, none of them as Party members."""
        return of_population(self.phrase)

    @once
    def befallen(self) -> int | None:
        """Where it begins what befell some of those that there are."""
        return befallen(self.phrase)

    @once
    def of_some(self) -> int | None:
        """Where what is told of them singles them out from all there are."""
        return of_some(self.phrase)

    @once
    def handed_on(self) -> bool:
        """Whether matters were told or handed to somebody else."""
        return handed_on(self.phrase)

    @once
    def spans_years(self) -> bool:
        """Whether it is a difference over several years."""
        return self.kinds[0] == "change" and over_years(
            self.phrase, self.around.stretches, self.around.topic.year
        )

    @once
    def misdeed(self) -> bool:
        """Whether a misdeed is told before it in its clause: 挪用集体资金2.4万元, 违规收取48户贫困户扶持资金3.8万元."""
        return _MISDEED.search(self.text, self.phrase.clause.start, self.phrase.figure.start) is not None

    @once
    def of_whole(self) -> str:
        """The whole that a share names, its own or the one behind it: 发展党员总数 in 9.9万名，占发展党员总数的49%, "" for none."""
        if self.unit != "%":
            match = _ITS_SHARE.match(self.text, self.phrase.figure.end)
            return match["whole"] if match else ""
        match = _OF_WHOLE.search(self.text, self.phrase.before.start, self.phrase.figure.start)
        return match["whole"] if match else ""
