"""The overlay: corrections laid on a table. What the program read stays as it was; the table that is shown says of each
figure what people made of it, and every correction that finds its figure no longer is reported."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeVar

from extract import intervals
from extract.catalogue import Catalogue
from extract.cells import restore
from extract.corrections.dating import Said, dated, of_source
from extract.corrections.fields import FIELDS
from extract.corrections.log import ACCEPT, ADD, ADOPT, ASIDE, JUDGE, REPORT, SET, Correction, Log
from extract.corrections.passages import find
from extract.facts import ADOPTED, Fact, Unread
from extract.quantities import Quantity, read
from extract.regions import registry
from extract.repair import Text
from extract.sentences import split
from extract.span import Span
from extract.table import Source, Table

Number = TypeVar("Number", Fact, Unread)

BY_HAND = "by_hand"  # the reason of a number that somebody set aside
ADDED = "added"  # what `Fact.corrected` says of a figure that the program did not read


@dataclass(frozen=True, slots=True)
class Lost:
    """A correction that could not be laid on the table, and why: no_report, other_report, no_place, no_figure,
    no_indicator, no_region or no_period (its period cannot be read)."""

    correction: Correction
    why: str


@dataclass(frozen=True, slots=True)
class Overlay:
    """A table with its corrections: ``touched`` holds those of each figure by its address (``report:start``), also of
    figures that were set aside; ``dated`` those that date a whole report, by its name."""

    table: Table
    touched: Mapping[str, tuple[Correction, ...]]
    lost: tuple[Lost, ...]
    dated: Mapping[str, tuple[Correction, ...]]


def lay(
    table: Table,
    log: Log,
    known: Catalogue,
    identities: Mapping[str, str] | None = None,
    earlier: Mapping[str, str] | None = None,
) -> Overlay:
    """Lay all corrections in force on a table as it was extracted. ``identities`` are those of its reports by name: a
    correction finds its report under another name too, and no other report under its name. ``earlier`` names, by the
    identity of a version that was replaced, the report that took its place: there its words may still stand."""
    identities, earlier = identities or {}, earlier or {}
    names = {**earlier, **{identity: name for name, identity in identities.items()}}
    sources = {source.name: source for source in table.sources}
    by_report: dict[str, list[Correction]] = defaultdict(list)
    lost: list[Lost] = []
    for each in log.in_force:
        if each.passage is None:
            continue
        name = names.get(each.identity, each.passage.report)
        if name not in sources:
            lost.append(Lost(each, "no_report"))
        elif each.identity not in ("", identities.get(name, each.identity)) and each.identity not in earlier:
            lost.append(Lost(each, "other_report"))
        else:
            by_report[name].append(each)
    sheets = {name: _Sheet(sources[name], known) for name in by_report}
    for fact in table.facts:
        if fact.report in sheets:
            sheets[fact.report].facts.append(fact)
    for number in table.unread:
        if number.report in sheets:
            sheets[number.report].unread.append(number)
    for name, sheet in sheets.items():
        sheet.take(by_report[name])
    order = {source.name: place for place, source in enumerate(table.sources)}
    facts = [fact for fact in table.facts if fact.report not in sheets]
    unread = [number for number in table.unread if number.report not in sheets]
    for sheet in sheets.values():
        facts += sheet.facts
        unread += sheet.unread
        lost += sheet.lost
    return Overlay(
        replace(
            table,
            facts=tuple(sorted(facts, key=lambda f: (order[f.report], f.start, f.end))),
            unread=tuple(sorted(unread, key=lambda u: (order[u.report], u.start, u.end))),
            sources=tuple(sheets[s.name].source if s.name in sheets else s for s in table.sources),
        ),
        MappingProxyType({key: tuple(cs) for sheet in sheets.values() for key, cs in sheet.touched.items()}),
        tuple(lost),
        MappingProxyType({name: tuple(sheet.dates) for name, sheet in sheets.items() if sheet.dates}),
    )


class _Sheet:
    """One report while its corrections are laid on it, one after the other."""

    def __init__(self, source: Source, known: Catalogue) -> None:
        self.source = source
        self.known = known
        self.facts: list[Fact] = []
        self.unread: list[Unread] = []
        self.read: dict[int, Fact] = {}  # as the program read them
        self.touched: dict[str, list[Correction]] = defaultdict(list)
        self.lost: list[Lost] = []
        self.dates: list[Correction] = []
        self.said = Said()

    def take(self, corrections: Sequence[Correction]) -> None:
        self.read = {fact.start: fact for fact in self.facts}
        self.dates = [each for each in corrections if each.action == REPORT]
        self._date()
        for each in (each for each in corrections if each.action != REPORT):
            why = self._one(each)
            if why:
                self.lost.append(Lost(each, why))

    def _date(self) -> None:
        """Date the whole report as was said of it, the last word on year and on period; what is said of single figures comes
        after that, whenever it was said."""
        said = {name: str(value) for each in self.dates for name, value in each.values.items() if value}
        if said:
            self.said = Said(int(said["year"]) if "year" in said else None, said.get("period", ""))
            self.source = of_source(self.source, self.said)
            self.facts = [dated(fact, self.said, self.known) for fact in self.facts]

    def _one(self, made: Correction) -> str:
        """Lay one correction; gives why it cannot be, "" when it was."""
        if made.action == JUDGE:  # says how it was read, and changes nothing
            return "" if made.passage and find(made.passage, self.source.raw) else "no_place"
        indicator, scope = made.values.get("indicator"), made.values.get("scope")
        if indicator and indicator not in self.known.indicators:
            return "no_indicator"
        if scope and registry().resolve(str(scope)) is None:
            return "no_region"
        if not intervals.readable(str(made.values.get("period", ""))):
            return "no_period"
        place = find(made.passage, self.source.raw) if made.passage else None
        if place is None:
            return "no_place"
        fact = _at(self.facts, place)
        number = _at(self.unread, place)
        if made.action == ADD and fact is None:
            fact = dated(added(self.source, place, self.known), self.said, self.known)
            self.unread = [other for other in self.unread if not other.span.overlaps(place)]
            self.facts.append(fact)
        if fact is None and not (made.action in (ASIDE, ACCEPT) and number):
            return "no_figure"
        start = fact.start if fact else number.start if number else place.start
        self.touched[f"{self.source.name}:{start}"].append(made)
        if fact is not None:
            self._change(fact, made)
        return ""

    def _change(self, fact: Fact, made: Correction) -> None:
        index = self.facts.index(fact)
        if made.action == ASIDE:
            del self.facts[index]
            self.unread.append(Unread(fact.report, fact.quote, fact.start, fact.end, BY_HAND, fact.sentence))
        elif made.action == ACCEPT:
            self.facts[index] = replace(fact, confidence=1.0, reasons=())
        elif made.action == ADOPT:
            self.facts[index] = _adopted(fact, made)
        elif made.action in (SET, ADD):
            self.facts[index] = changed(fact, made, self.read.get(fact.start), self.known)


def changed(fact: Fact, made: Correction, read: Fact | None, known: Catalogue) -> Fact:
    """A fact with a correction's values. ``read`` is the fact as the program read it, None for one that it did not; what
    a person left as the program had it counts as no correction."""
    values = {name: _settled(name, value) for name, value in made.values.items()}
    indicator = known.indicators.get(str(values.get("indicator") or ""))
    if indicator:
        values["theme"] = indicator.theme
    new = replace(fact, **values, confidence=1.0, reasons=())  # type: ignore[arg-type] # checked by the log
    told = [name for name in FIELDS if read is not None and getattr(new, name) != getattr(read, name)]
    if fact.adopted:
        told.append(ADOPTED)
    decided = _decided(made) if "matter" in values else fact.decided
    return replace(new, corrected=" ".join(told) if read is not None else ADDED, decided=decided)


def _adopted(fact: Fact, made: Correction) -> Fact:
    """A fact that stands for its region since somebody said so, who looked at it."""
    marks = " ".join([*(name for name in fact.corrected.split() if name != ADOPTED), ADOPTED])
    return replace(fact, confidence=1.0, reasons=(), corrected=marks, decided=_decided(made))


def _decided(made: Correction) -> str:
    """Who and on which day: 王某 2026-11-28."""
    return " ".join(filter(None, [made.who, made.when[:10]]))


def _settled(name: str, value: object) -> object:
    if name in ("value", "value_high") and isinstance(value, int):
        return float(value)
    if name == "indicator":
        return value or None
    if name == "scope" and value:
        region = registry().resolve(str(value))
        return region.full_name if region else value
    return value


def added(source: Source, place: Span, known: Catalogue) -> Fact:
    """A figure that the program did not read, as far as its quote tells: a correction gives the rest."""
    text = restore(source.raw, source.grids)
    clean = text.clean_span(place)
    sentence = next(
        (each.span for each in split(text.clean) if each.span.start <= clean.start < each.span.end),
        Span(0, len(text.clean)),
    )
    raw_sentence = _around(text, sentence, place)
    drawn = _quantity(clean.of(text.clean))
    return Fact(
        report=source.name,
        quote=place.of(source.raw),
        start=place.start,
        end=place.end,
        value=drawn.value if drawn else 0.0,
        value_high=drawn.value_high if drawn else None,
        unit=(drawn.unit if drawn else "") or "个",
        counter=drawn.counter if drawn else "",
        bound=drawn.bound if drawn else "exact",
        kind="share" if drawn and drawn.unit == "%" else "count",
        per="",
        subject="",
        indicator=None,
        theme="context" if "context" in known.themes else next(iter(known.themes)),
        scope=source.region,
        site="",
        period="",
        text=clean.of(text.clean),
        sentence=sentence.of(text.clean),
        position=clean.start - sentence.start,
        raw_sentence=raw_sentence.of(source.raw),
        raw_position=place.start - raw_sentence.start,
        rule="by hand",
        confidence=1.0,
        reasons=(),
        corrected=ADDED,
    )


def _around(text: Text, sentence: Span, place: Span) -> Span:
    """The raw sentence, wide enough for a quote that runs over its end."""
    raw = text.raw_span(sentence)
    return Span(min(raw.start, place.start), max(raw.end, place.end))


def _quantity(text: str) -> Quantity | None:
    return next((result for result in read(text) if isinstance(result, Quantity)), None)


def _at(numbers: Sequence[Number], place: Span) -> Number | None:
    """What stands at a place: exactly there, else what shares the most characters with it."""
    best: Number | None = None
    shared = 0
    for number in numbers:
        if number.span == place:
            return number
        overlap = min(number.end, place.end) - max(number.start, place.start)
        if overlap > shared:
            best, shared = number, overlap
    return best
