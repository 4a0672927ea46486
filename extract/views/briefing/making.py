"""One piece of a brief, made anew from the figures as they are read today: what it shows, and what it has seen.

Each kind of piece has one function here. What cannot be made, since an indicator, a report or a figure is gone, says so and
shows nothing in its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract.brief import CHART, FIGURE, RATIO, TABLE, Change, Piece, Seen, changes
from extract.catalogue import catalogue
from extract.comparability import UNSURE
from extract.facts import Fact
from extract.figure_ids import locate
from extract.views.briefing.parts import Absent, Charts, Content, Figures, Quoted, Tables
from extract.views.briefing.tables import of_chart, of_matrix, of_region, reporting
from extract.views.charts import asked as asking
from extract.views.charts.asked import COMPARE, TREND, Comparison
from extract.views.charts.comparing import as_reported
from extract.views.charts.kinds import Step
from extract.views.charts.spec import ChartSpec, Row
from extract.views.frames import Filters, Shelf, keep
from extract.views.words import wording
from extract.views.words.language import Language
from extract.views.words.wording import label

_MOST_QUOTED = 300  # sentences of one table: some ten pages


@dataclass(frozen=True, slots=True)
class Made:
    """A piece as it is today: what it is called, what it shows, the notes of comparability, the figures it shows, those it rests
    on, and what became of the figures that its author had agreed to."""

    piece: Piece
    title: str
    content: Content
    notes: tuple[str, ...]
    seen: tuple[Seen, ...]
    facts: tuple[Fact, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What is not as it was, nothing of a piece to which nobody has agreed yet."""
        return changes(self.piece.seen, self.seen) if self.piece.agreed else ()

    @property
    def heading(self) -> str:
        """The author's heading, else the program's."""
        return self.piece.heading or self.title


@dataclass(frozen=True, slots=True)
class Maker:
    """What pieces are made from: the figures, the reader's language, the day, and the identities of the reports."""

    shelf: Shelf
    say: Language
    made: date
    identities: Mapping[str, str]

    def make(self, piece: Piece) -> Made:
        """A piece as it is today."""
        match piece.kind, piece.asked.page:
            case (kind, page) if kind in (CHART, TABLE, RATIO) and page == COMPARE:
                return self._compared(piece)
            case (kind, page) if kind in (CHART, TABLE) and page == TREND:
                return self._over_time(piece)
            case (kind, "region") if kind == TABLE:
                return self._region(piece)
            case (kind, "coverage") if kind == TABLE:
                return self._matrix(piece)
            case (kind, _) if kind == FIGURE:
                return self._figure(piece)
            case _:
                return self._absent(piece, label("brief.unknown", self.say, page=piece.asked.page))

    def _absent(self, piece: Piece, why: str, title: str = "") -> Made:
        shown = title or label(f"brief.kind_{piece.kind}", self.say)
        return Made(piece, shown, Absent(why), (), (), ())

    # what the page Compare shows

    def _compared(self, piece: Piece) -> Made:
        found = asking.comparison(piece.asked, self.shelf, self.say, self.made)
        if found is None:
            return self._absent(piece, label("brief.no_indicator", self.say, id=piece.asked.one("indicator")))
        if piece.kind == RATIO:
            return self._ratio(piece, found)
        title = found.charts[0].title
        seen = _seen(found)
        if not seen:
            return self._absent(piece, label("brief.no_figures", self.say), title)
        content = Charts(found.charts) if piece.kind == CHART else self._tables(found)
        facts = [fact for spec in found.charts for row in spec.rows for _, fact in row.quoted]
        return Made(piece, title, content, _notes(found.charts), seen, tuple(facts))

    def _tables(self, found: Comparison) -> Tables:
        grids = tuple(of_chart(spec) for spec in found.charts if spec.rows)
        return Tables(
            grids, tuple(quoted for spec in found.charts for row in spec.rows for quoted in row.quoted)
        )

    # what the page of lines over years shows

    def _over_time(self, piece: Piece) -> Made:
        own = asking.indicator(piece.asked)
        if own is None:
            return self._absent(piece, label("brief.no_indicator", self.say, id=piece.asked.one("indicator")))
        drawn = asking.lines(piece.asked, own, self.shelf, self.say, self.made)
        if not drawn:
            return self._absent(piece, label("brief.no_figures", self.say), self.say.indicator(own))
        content = (
            Charts(drawn) if piece.kind == CHART else Tables(tuple(map(of_chart, drawn)), _quoted(drawn))
        )
        seen = tuple(_step(step) for spec in drawn for line in spec.lines for step in line.steps)
        facts = tuple(fact for _, fact in _quoted(drawn))
        return Made(piece, drawn[0].title, content, _notes(drawn), seen, facts)

    def _ratio(self, piece: Piece, found: Comparison) -> Made:
        region = piece.asked.one("regions")
        pairs = [(spec, row) for spec in found.charts for row in spec.drawn if row.region == region]
        title = " · ".join(filter(None, [self.say.region(region) if region else "", found.charts[0].title]))
        if not pairs:
            return self._absent(piece, label("brief.no_ratio", self.say), title)
        spec, row = pairs[0]
        content = Figures(row.whole, spec.unit, self._about(row), row.terms, row.quoted)
        seen = tuple(each for each in _seen(found) if each.key == region)
        facts = tuple(fact for _, fact in row.quoted)
        return Made(piece, title, content, _notes((spec,)), seen, facts)

    def _about(self, row: Row) -> str:
        """When a figure holds, and whether it is to be checked; of one region alone there is nothing to compare."""
        unsure = label("grade.unsure", self.say) if row.grade == UNSURE else ""
        return " · ".join(filter(None, [row.level, row.period, unsure]))

    # what the page Overview shows

    def _matrix(self, piece: Piece) -> Made:
        say, asked = self.say, piece.asked
        known = catalogue()
        themes = [theme for theme in known.themes if theme in asked.many("themes")] or list(known.themes)
        own = [indicator for theme in themes for indicator in known.of_theme(theme)]
        found = as_reported(self.shelf, own, asking.filters(asked))
        charts_of = {
            id: asking.as_charts(each, asked, self.shelf, say, self.made) for id, each in found.items()
        }
        given = {id: specs for id, specs in charts_of.items() if any(spec.drawn for spec in specs)}
        title = label("brief.matrix", say)
        if not given:
            return self._absent(piece, label("brief.no_figures", say), title)
        firsts = {
            id: replace(specs[0], rows=tuple(row for spec in specs for row in spec.rows))
            for id, specs in given.items()
        }
        only_sure = asked.one("sure") == "1"
        regions = asked.many("regions") or self.shelf.reported
        grids = of_matrix(firsts, regions, say, only_sure=only_sure)
        silent = [say.region(name) for name in regions if name not in reporting(firsts)]
        seen = tuple(
            replace(each, key=f"{id}|{each.key}", name=f"{each.name}|{id}")
            for id, specs in given.items()
            for each in _seen(Comparison(found[id], specs))
        )
        quoted = tuple(
            (f"{name} · {specs[0].title}", fact) for specs in given.values() for name, fact in _quoted(specs)
        )
        notes = [label("brief.matrix_note", say)]
        notes += [label("brief.matrix_none", say, names=say.list(silent))] if silent else []
        if len(quoted) > _MOST_QUOTED:
            notes.append(label("brief.unquoted", say, count=len(quoted)))
        content = Tables(grids, quoted if len(quoted) <= _MOST_QUOTED else ())
        return Made(piece, title, content, tuple(notes), seen, tuple(fact for _, fact in quoted))

    # what the page Region shows

    def _region(self, piece: Piece) -> Made:
        say, region = self.say, piece.asked.one("region")
        wanted = Filters((region,), asking.filters(piece.asked).years)
        names, order = catalogue().indicators, list(catalogue().indicators)
        facts = [fact for fact in self.shelf.facts(keep(self.shelf, wanted)) if fact.indicator in names]
        if piece.asked.one("sure") == "1":
            facts = [fact for fact in facts if fact.sure]
        facts.sort(
            key=lambda fact: (order.index(fact.indicator or ""), bool(fact.site), fact.report, fact.start)
        )
        title = label("brief.of_region", say, region=say.region(region))
        if not facts:
            return self._absent(piece, label("brief.no_figures", say), title)
        grid = of_region(title, facts, say)
        quoted = tuple((row[0], fact) for row, fact in zip(grid.rows, facts, strict=True))
        return Made(piece, title, Tables((grid,), quoted), (), _seen_facts(facts), tuple(facts))

    # one figure, by its permanent id

    def _figure(self, piece: Piece) -> Made:
        shelf, say = self.shelf, self.say
        found = locate(
            piece.asked.one("fact"),
            shelf.sources,
            lambda name: shelf.facts(shelf.frame["report"] == name),
            self.identities,
        )
        fact = found.fact if found else None
        if fact is None:
            return self._absent(piece, label("brief.no_figure" if found else "brief.no_report", say))
        indicator = catalogue().indicators.get(fact.indicator or "")
        name = say.indicator(indicator) if indicator else fact.subject
        where = fact.site if fact.site else ""
        about = " · ".join(filter(None, [say.region(fact.scope), where, say.period(fact.period)]))
        unit = "" if fact.unit == "%" else wording.unit(fact.unit, say)
        per = wording.measure(fact.per, say)
        number = say.figure(fact.value, fact.value_high, fact.bound, fact.unit, exact=True)
        content = Figures(
            number, " · ".join(filter(None, [unit, per])), about, "", ((say.region(fact.scope), fact),)
        )
        notes = [] if fact.sure else [label("brief.unsure", say, share=wording.percent(fact.confidence))]
        if fact.by_hand:
            notes.append(label("note.corrected", say, text=wording.corrected(fact.by_hand, say)))
        seen = Seen(
            "figure",
            fact.scope,
            fact.value,
            fact.value_high,
            fact.bound,
            _unit(fact.unit, fact.per),
            fact.period,
        )
        return Made(piece, f"{say.region(fact.scope)} · {name}", content, tuple(notes), (seen,), (fact,))


def _quoted(specs: Sequence[ChartSpec]) -> tuple[Quoted, ...]:
    return tuple(quoted for spec in specs for row in spec.rows for quoted in row.quoted)


def _step(step: Step) -> Seen:
    """A moment of a line, by its region and its days."""
    row, fact = step.row, step.row.fact
    unit = _unit(fact.unit, fact.per) if fact else ""
    key = f"{row.region}|{step.start or ''}|{step.end}|{unit}"
    return Seen(
        key,
        row.region,
        row.value or 0.0,
        row.value_high,
        row.bound,
        unit,
        fact.period if fact else "",
        row.grade,
    )


def _seen(found: Comparison) -> tuple[Seen, ...]:
    """The figures of a comparison's charts, by region."""
    points = {row.region: row.point for row in found.compared.rows if row.point}
    return tuple(
        Seen(row.region, row.region, point.value, point.value_high, point.bound, _unit(point.unit, point.per), point.period, row.grade)
        for spec in found.charts
        for row in spec.drawn
        if (point := points.get(row.region))
    )  # fmt: skip


def _seen_facts(facts: Sequence[Fact]) -> tuple[Seen, ...]:
    """Figures of a region, each under its indicator, what it counts and when; of several that agree in these, the first, the
    second …"""
    held: Counter[str] = Counter()
    found = []
    for fact in facts:
        key = "|".join((fact.indicator or "", fact.subject, fact.site, fact.period))
        held[key] += 1
        found.append(
            Seen(
                f"{key}|{held[key]}",
                fact.indicator or fact.subject,
                fact.value,
                fact.value_high,
                fact.bound,
                _unit(fact.unit, fact.per),
                fact.period,
            )
        )
    return tuple(found)


def _unit(unit: str, per: str) -> str:
    return f"{unit}/{per}" if per else unit


def _notes(specs: Sequence[ChartSpec]) -> tuple[str, ...]:
    """How the figures of charts differ, and all notes under them, each once."""
    lines: list[str] = []
    for spec in specs:
        if spec.agreement and len(spec.drawn) > 1:
            end = "。" if spec.language.code == "zh" else "."
            lines += [spec.headline + end, spec.agreement]
        lines += spec.notes
    return tuple(dict.fromkeys(lines))
