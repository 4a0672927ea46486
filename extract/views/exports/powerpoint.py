"""Charts as PowerPoint slides: native charts that the reader can edit, a slide each, the full notes in the notes page.

Lengths are inches on a wide slide of 13.33 × 7.5. A map stands to the left of the small print, which is below bars.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches

from extract.comparability import CAUTION, COMPARABLE, UNSURE
from extract.views.charts.kinds import Dots, Lines, Tiles
from extract.views.charts.spec import ChartSpec
from extract.views.exports import slide_dots
from extract.views.exports.rows import closing, shortened, summary
from extract.views.exports.slide_bars import draw_bars
from extract.views.exports.slide_lines import draw_lines
from extract.views.exports.slide_map import draw_map
from extract.views.exports.slides import Run, paragraphs, rgb
from extract.views.exports.typeset import wrap
from extract.views.palette import LIGHT
from extract.views.words import quoting
from extract.views.words.language import Language
from extract.views.words.wording import label

WIDTH, HEIGHT = 13.333, 7.5
LEFT = 0.6
INNER = WIDTH - 2 * LEFT
LEADING = 1.25  # of the typeface's own line, which is higher than its size
_FOOT_LINES = 7
_STRIP_OF_DOTS = 2  # lines of what differs
_COLUMN_LINES, _COLUMN_GAP = 26, 0.45  # of the small print beside a map
_MOST_ROWS = 20  # a slide
_CONTENTS = 15  # lines of contents in a column
_TITLE_ONLY = 5  # a layout of the built-in template


def pptx(specs: Sequence[ChartSpec]) -> bytes:
    """A slide a chart; several charts get a slide of contents in front."""
    deck = new_deck(specs[0].title)
    if len(specs) > 1:
        lines = [f"{number}　{spec.title}　{spec.verdict}" for number, spec in enumerate(specs, 1)]
        contents(deck, lines, specs[0].language)
    for spec in specs:
        chart_slides(deck, spec)
    return saved(deck)


def new_deck(title: str) -> Any:
    """An empty deck of wide slides."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    deck.core_properties.title = title
    return deck


_TITLES, _WIDER = (26, 22, 18), 1.35  # points of a title; a machine without the face sets a wider one


def saved(deck: Any) -> bytes:
    """A deck as a file."""
    buffer = io.BytesIO()
    deck.save(buffer)
    return buffer.getvalue()


def chart_slides(deck: Any, spec: ChartSpec, line: str = "") -> list[Any]:
    """A chart on as many slides as its rows need, under its title; ``line`` is what its reader wrote, on the first."""
    return [_slide(deck, part, spec, line if not number else "") for number, part in enumerate(_parts(spec))]


def contents(deck: Any, lines: Sequence[str], say: Language) -> None:
    """The slide of contents, in two columns where there are many lines, and as many slides as they need."""
    for start in range(0, len(lines), 2 * _CONTENTS):
        own = lines[start : start + 2 * _CONTENTS]
        slide = titled(deck, label("part.contents", say))
        half = len(own) if len(own) <= 12 else math.ceil(len(own) / 2)
        wide = INNER if half == len(own) else INNER / 2
        for column, part in enumerate((own[:half], own[half:])):
            if part:
                frame = slide.shapes.add_textbox(
                    Inches(LEFT + column * INNER / 2), Inches(1.4), Inches(wide), Inches(5.5)
                )
                paragraphs(
                    frame.text_frame,
                    [[(fit(line, 14, 1, wide)[0], 14, LIGHT.ink, False)] for line in part],
                    spacing=6,
                )


def titled(deck: Any, text: str) -> Any:
    """A new slide with nothing on it but its title."""
    slide = deck.slides.add_slide(deck.slide_layouts[_TITLE_ONLY])
    head(slide, text)
    return slide


def _parts(spec: ChartSpec) -> list[ChartSpec]:
    """A chart cut into slides of about equal length, numbered in their titles; beyond three slides rows are left out."""
    if isinstance(spec, Tiles | Lines):
        return [spec]
    if isinstance(spec, Dots):
        return list(slide_dots.parts(spec))
    short = shortened(spec, 3 * _MOST_ROWS)
    slides = max(1, math.ceil(len(short.rows) / _MOST_ROWS))
    if slides == 1:
        return [short]
    size = math.ceil(len(short.rows) / slides)
    return [
        replace(
            short,
            rows=short.rows[n * size : (n + 1) * size],
            title=spec.language.bracketed(spec.title, f"{n + 1}/{slides}"),
        )
        for n in range(slides)
    ]


def _slide(deck: Any, spec: ChartSpec, whole: ChartSpec, line: str) -> Any:
    """One slide; the axis is that of the whole chart, so that bars compare across its slides."""
    slide = titled(deck, spec.title)
    top = 1.02
    for text, size, colour in (
        (line, 16, LIGHT.ink),
        (spec.subtitle, 12, LIGHT.quiet),
        (summary(spec), 12, LIGHT.ink),
    ):
        if text:
            shown, lines = fit(text, size, 2)
            top = box(slide, top, [[(shown, size, colour, False)]], lines, size)
    if spec.agreement:
        top = _strip(slide, spec, top + 0.05)
    match spec:
        case Tiles():
            across = LEFT + draw_map(slide, spec, LEFT, top + 0.1, HEIGHT - 0.4 - top) + _COLUMN_GAP
            foot, _ = _foot(spec, LEFT + INNER - across, _COLUMN_LINES)
            _small_print(slide, foot, across, top + 0.1, HEIGHT - 0.4 - top)
        case _:
            foot, lines = _foot(spec, INNER, _FOOT_LINES)
            foot_height = lines * 9 * LEADING * 1.15 / 72 + 0.15
            bottom = HEIGHT - 0.3 - foot_height
            _across(slide, spec, whole, top + 0.08, bottom - top - 0.1)
            _small_print(slide, foot, LEFT, bottom, foot_height)
    legend = (words for _, words in spec.legend)
    said = [spec.title, line, spec.subtitle, spec.headline, spec.agreement, *legend]
    quotes = [quoting.line(name, fact, spec.language) for row in spec.rows for name, fact in row.quoted]
    slide.notes_slide.notes_text_frame.text = "\n".join(
        filter(None, [*said, *spec.notes, *closing(spec), *quotes])
    )
    return slide


def _look(spec: ChartSpec, grade: str) -> tuple[str, str]:
    """The mark of a grade in the key, and its colour."""
    match spec:
        case Dots():
            return "● ", _DOTS[grade]
        case Lines():
            return _POINTS[grade]
        case _:
            return _MARKS.get(grade, _EMPTY)


def _across(slide: Any, spec: ChartSpec, whole: ChartSpec, top: float, height: float) -> None:
    """A chart that takes the slide's whole width."""
    match spec:
        case Dots() if spec.lanes:
            slide_dots.draw_dots(slide, spec, LEFT - 0.1, top, INNER + 0.1, height)
        case Lines():
            draw_lines(slide, spec, LEFT - 0.1, top, INNER + 0.1, height)
        case _ if spec.rows:
            draw_bars(slide, spec, whole, LEFT - 0.1, top, INNER + 0.1, height)


def _small_print(slide: Any, lines: Sequence[Sequence[Run]], left: float, top: float, height: float) -> None:
    small = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(LEFT + INNER - left), Inches(height))
    paragraphs(small.text_frame, lines)


def head(slide: Any, text: str) -> None:
    """The title of a slide, smaller where it is long."""
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = (
        Inches(LEFT),
        Inches(0.38),
        Inches(INNER),
        Inches(0.6),
    )
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    size = next((size for size in _TITLES if len(wrap(text, size * _WIDER, INNER * 72)) == 1), _TITLES[-1])
    paragraphs(shape.text_frame, [[(text, size, LIGHT.ink, True)]])


def fit(text: str, size: float, most: int, across: float = INNER) -> tuple[str, int]:
    """A text that fills at most so many lines across the slide or a column, cut with … if it must be, and how many it fills."""
    lines = wrap(text, size, across * 72 * 0.96)
    if len(lines) <= most:
        return text, len(lines)
    kept = sum(len(line) for line in lines[:most]) - 2
    return text[:kept].rstrip() + "…", most


def box(slide: Any, top: float, runs: Sequence[Sequence[Run]], lines: int, size: float) -> float:
    """A text box across the slide; returns where the next thing may start."""
    height = lines * size * LEADING * 1.12 / 72
    made = slide.shapes.add_textbox(Inches(LEFT), Inches(top), Inches(INNER), Inches(height))
    paragraphs(made.text_frame, runs)
    return top + height + 0.03


def _strip(slide: Any, spec: ChartSpec, top: float) -> float:
    head = spec.headline + "　"
    told = spec.agreement
    if isinstance(spec, Dots) and fit(head + told, 12, 4)[1] > _STRIP_OF_DOTS:
        told = spec.differences or told  # dots need the height; all is in the notes
    shown, lines = fit(head + told, 12, 4)
    height = lines * 12 * LEADING * 1.12 / 72 + 0.2
    shape = slide.shapes.add_shape(
        MSO_SHAPE.ROUNDED_RECTANGLE, Inches(LEFT), Inches(top), Inches(INNER), Inches(height)
    )
    shape.adjustments[0] = 0.08
    shape.fill.solid()
    shape.fill.fore_color.rgb = rgb(LIGHT.notice)
    shape.line.fill.background()
    shape._element.remove(shape._element.find(qn("p:style")))  # the theme's style would cast a shadow
    runs: list[Run] = [
        (head, 12, LIGHT.notice_ink, True),
        (shown.removeprefix(head), 12, LIGHT.notice_ink, False),
    ]
    shape.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraphs(shape.text_frame, [runs])
    shape.text_frame.margin_left = shape.text_frame.margin_right = Inches(0.12)
    return top + height


_MARKS = {
    COMPARABLE: ("■ ", LIGHT.comparable),
    CAUTION: ("▨ ", LIGHT.hatch),
    UNSURE: ("▣ ", LIGHT.comparable),
}
_POINTS = {
    COMPARABLE: ("● ", LIGHT.comparable),
    CAUTION: ("◇ ", LIGHT.comparable),
    UNSURE: ("○ ", LIGHT.comparable),
}
_DOTS = {
    "alone": LIGHT.comparable,
    COMPARABLE: LIGHT.comparable,
    CAUTION: LIGHT.hatch,
    UNSURE: LIGHT.shades[1],
}
_EMPTY = ("□ ", LIGHT.hatch)  # squares of a map without a figure


def _foot(spec: ChartSpec, across: float, most: int) -> tuple[list[list[Run]], int]:
    """Key, notes and sources in small print and the lines they fill; what the slide cannot hold the notes page has."""
    foot, filled = _key(spec, across)
    sources, *rest = closing(spec)
    each = 2 if across == INNER else 4
    for text in [sources, *spec.notes, *rest] if across == INNER else [*spec.notes, sources, *rest]:
        shown, lines = fit(text, 9, each, across)
        if filled + lines >= most:
            foot.append([(label("part.more_in_notes", spec.language), 9, LIGHT.faint, False)])
            return foot, filled + 1
        foot.append([(shown, 9, LIGHT.faint, False)])
        filled += lines
    return foot, filled


def _key(spec: ChartSpec, across: float) -> tuple[list[list[Run]], int]:
    """The key of the looks on one line, in a column on a line each, and how many lines it fills."""
    said: list[list[Run]] = []
    for grade, words in (*spec.legend, *(spec.key if isinstance(spec, Tiles) else ())):
        mark, colour = _look(spec, grade)
        said.append([(mark, 9, colour, False), (words + "　　", 9, LIGHT.quiet, False)])
    if across == INNER:
        return ([[run for entry in said for run in entry]], 1) if said else ([], 0)
    return said, sum(fit(f"{mark}{words}", 9, 5, across)[1] for (mark, *_), (words, *_) in said)
