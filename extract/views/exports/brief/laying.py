"""What the three formats of a brief have in common: numbers of charts and tables, and the parts of the annex."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.views.briefing.parts import Charts, Document, Figures, Grid, Part, Quoted, Tables, quoted
from extract.views.charts.spec import ChartSpec
from extract.views.exports.rows import filtered
from extract.views.words.wording import label


@dataclass(frozen=True, slots=True)
class Numbered:
    """A part with its number from 1, and the captions of its charts and tables, counted through the document."""

    number: int
    part: Part
    captions: tuple[str, ...]

    @property
    def title(self) -> str:
        """The part's heading behind its number."""
        return f"{self.number}　{self.part.heading}"


@dataclass(frozen=True, slots=True)
class Annexed:
    """What the annex has of one part: the data of its charts with their captions, the notes, and the sentences."""

    of: Numbered
    specs: tuple[tuple[str, ChartSpec], ...]
    notes: tuple[str, ...]
    quoted: Sequence[Quoted]


def short(spec: ChartSpec) -> ChartSpec:
    """A chart for the body of a document: how its figures differ in a few words, since the annex has them all."""
    if not spec.agreement or spec.differences == spec.agreement:
        return spec
    more = label("brief.more_in_annex", spec.language)
    end = f"（{more}）" if spec.language.code == "zh" else f" ({more})"
    return replace(spec, agreement=(spec.differences or spec.agreement) + end)


def numbered(document: Document) -> list[Numbered]:
    """The parts in their order."""
    charts = tables = 0
    found = []
    for number, part in enumerate(document.parts, 1):
        captions: list[str] = []
        match part.content:
            case Charts(specs):
                for spec in specs:
                    charts += 1
                    captions.append(_caption(document, "chart", charts, spec.title))
            case Tables(grids):
                for grid in grids:
                    tables += 1
                    captions.append(_caption(document, "table", tables, grid.title))
        found.append(Numbered(number, part, tuple(captions)))
    return found


def _caption(document: Document, kind: str, number: int, title: str) -> str:
    return label(f"brief.{kind}_number", document.language, number=number, title=title)


def annexed(own: Sequence[Numbered]) -> Iterator[Annexed]:
    """What the annex has of each part; nothing of one that has neither data, notes nor sentences."""
    for each in own:
        content = each.part.content
        specs = content.specs if isinstance(content, Charts) else ()
        pairs = tuple(
            (caption, spec) for caption, spec in zip(each.captions, specs, strict=False) if spec.rows
        )
        notes = (*each.part.notes, *dict.fromkeys(filtered(spec) for spec in specs))
        sentences = () if isinstance(content, Figures) else quoted(content)  # they stand beside it already
        if pairs or notes or sentences:
            yield Annexed(each, pairs, notes, sentences)


def annexes(document: Document, data: str = "figures") -> list[tuple[str, str]]:
    """The annexes that a document has, by id and heading: 附件 2　资料来源. ``data`` is the first: the figures with all that is
    said of them, or the ``notes`` of comparability alone where the figures stand in the body."""
    ids = [data, *(["changes"] if document.changes else []), "sources", "method"]
    say = document.language
    return [
        (id, f"{label('brief.annex', say)} {number}　{label(f'brief.annex_{id}', say)}")
        for number, id in enumerate(ids, 1)
    ]


def cited(document: Document, part: Part) -> str:
    """The line that names a part's sources by their numbers, "" where it has none."""
    return label("brief.cited", document.language, numbers=numbers(part.cited)) if part.cited else ""


def numbers(cited: Sequence[int]) -> str:
    """Numbers of sources as they are cited, three and more in a row as the first and the last.

    >>> numbers((1, 2, 3, 4, 7, 9, 10)), numbers((5,)), numbers(())
    ('[1-4,7,9,10]', '[5]', '')
    """
    runs: list[list[int]] = []
    for number in sorted(cited):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]}-{run[-1]}" if len(run) > 2 else ",".join(map(str, run)) for run in runs]
    return f"[{','.join(said)}]" if said else ""


def pages(grid: Grid, most: int) -> list[Grid]:
    """A table cut into tables of so many rows, each with the heads; the first keeps the title, the others say that they go
    on."""
    return [
        Grid(grid.title, grid.heads, grid.rows[start : start + most], grid.shares, grid.right)
        for start in range(0, max(len(grid.rows), 1), most)
    ]
