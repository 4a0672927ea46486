"""One box that finds a region, an indicator, a report, the words of a sentence, or a number.

Nothing is indexed: a pass over the sentences of a hundred thousand figures takes less than a reader notices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
import pandas as pd

from extract.catalogue import catalogue
from extract.facts import Fact
from extract.numerals import NumeralError, fold, parse
from extract.regions import registry
from extract.table import Table
from extract.views.frames import Shelf
from extract.views.words import wording
from extract.views.words.language import Language

KINDS = ("region", "indicator", "report", "number", "sentence")
_EACH = 5  # found of one kind; who wants more types more
_AROUND = 14  # characters of a sentence on each side of what was found
_PASS = 400  # figures looked at for sentences that differ: a long table gives one sentence many figures


@dataclass(frozen=True, slots=True)
class Hit:
    """What was found: its kind, one of `KINDS`; its id (a region's full name, an indicator's or report's id, or a fact's
    id); how it reads; and its ``report`` where it is a figure."""

    kind: str
    id: str
    label: str
    report: str = ""


def search(shelf: Shelf, query: str, say: Language) -> list[Hit]:
    """What a query finds, by kind in the order of `KINDS`; nothing for an empty one."""
    words = query.casefold().split()
    if not words:
        return []
    found = [*_regions(shelf, words, say), *_indicators(shelf, words, say), *_reports(shelf, words, say)]
    number = _number(query)
    if number is not None:
        values = shelf.table.column("value")
        rows = (values == float(number)).to_numpy().nonzero()[0].tolist()
        found += _figures(shelf, rows, "number", words, say)
    return found + _figures(shelf, _said(shelf, words), "sentence", words, say)


def _regions(shelf: Shelf, words: Sequence[str], say: Language) -> list[Hit]:
    def forms(name: str) -> Iterable[str]:
        region = registry().by_full_name.get(name)
        return (name, registry().english_path(region), region.pinyin) if region else (name,)

    return _named(
        "region", shelf.regions, words, forms, lambda name: name if say.code == "zh" else _in_english(name)
    )


def _in_english(name: str) -> str:
    """A region in English with the way to it; as it stands where the registry does not know it."""
    region = registry().by_full_name.get(name)
    return registry().english_path(region) if region else name


def _indicators(shelf: Shelf, words: Sequence[str], say: Language) -> list[Hit]:
    known = catalogue().indicators
    given = shelf.frame["indicator"].value_counts().to_dict()
    ids = sorted(known, key=lambda id: -given.get(id, 0))
    return _named(
        "indicator",
        ids,
        words,
        lambda id: (known[id].zh, known[id].en),
        lambda id: say.indicator(known[id]) + ("" if given.get(id) else say("side.no_figures")),
    )


def _reports(shelf: Shelf, words: Sequence[str], say: Language) -> list[Hit]:
    sources = shelf.sources
    return _named(
        "report",
        list(sources),
        words,
        lambda name: (f"{name} {wording.report_title(sources[name], say)} {sources[name].year or ''}",),
        lambda name: wording.report_label(sources[name], say),
    )


def _named(
    kind: str,
    ids: Iterable[str],
    words: Sequence[str],
    forms: Callable[[str], Iterable[str]],
    label: Callable[[str], str],
) -> list[Hit]:
    """The first things one of whose forms has all words."""
    found = []
    for id in ids:
        if any(all(word in form for word in words) for form in map(str.casefold, forms(id))):
            found.append(Hit(kind, id, label(id)))
            if len(found) == _EACH:
                break
    return found


def _number(query: str) -> Decimal | None:
    """The query as a number (38692, 38,692, 3.87万, 一百二十), None when it is none."""
    try:
        return parse(fold(query.strip()).replace(",", "").removesuffix("%"))
    except (NumeralError, ArithmeticError):
        return None


def _said(shelf: Shelf, words: Sequence[str]) -> Sequence[int]:
    """The rows whose restored sentence has all words, but for those that name the figure's region or indicator: 驻村第一书记 德清."""
    in_sentence = _held(shelf, "sentence", words, lambda text: (text,))
    about = _held(shelf, "scope", words, _names_of_region) | _held(
        shelf, "indicator", words, _names_of_indicator
    )
    every = (1 << len(words)) - 1
    rows: list[int] = ((in_sentence != 0) & (in_sentence | about == every)).nonzero()[0].tolist()
    return rows


def _held(
    shelf: Shelf, column: str, words: Sequence[str], forms: Callable[[str], Iterable[str]]
) -> np.ndarray:
    """For each row which of the words one of the forms of its value holds, a bit for each word."""
    if isinstance(shelf.table, Table):  # a categorical of sentences takes longer to make than to search
        values = pd.Series([getattr(fact, column) for fact in shelf.table.facts], dtype=object)
    else:
        values = shelf.table.column(column)
    found: dict[str, int] = {}

    def held(value: str) -> int:
        if value not in found:
            texts = [form.casefold() for form in forms(value)]
            found[value] = sum(1 << n for n, word in enumerate(words) if any(word in text for text in texts))
        return found[value]

    if isinstance(values.dtype, pd.CategoricalDtype):
        own = np.array([*map(held, values.cat.categories), 0])  # the last is that of no value
        return np.asarray(own[values.cat.codes.to_numpy()])
    return np.fromiter((held(value) if isinstance(value, str) else 0 for value in values), int, len(values))


def _names_of_region(name: str) -> Iterable[str]:
    region = registry().by_full_name.get(name)
    return (name, registry().english_path(region)) if region else (name,)


def _names_of_indicator(id: str) -> Iterable[str]:
    known = catalogue().indicators.get(id)
    return (known.zh, known.en) if known else ()


def _figures(shelf: Shelf, rows: Sequence[int], kind: str, words: Sequence[str], say: Language) -> list[Hit]:
    """One figure a sentence, with the words around what was found."""
    found: dict[tuple[str, str], Hit] = {}
    for fact in shelf.table.take([int(row) for row in rows[:_PASS]]):
        if (fact.report, fact.sentence) not in found:
            found[fact.report, fact.sentence] = Hit(
                kind, fact.id, _excerpt(fact, kind, words, say), fact.report
            )
        if len(found) == _EACH:
            break
    return list(found.values())


def _excerpt(fact: Fact, kind: str, words: Sequence[str], say: Language) -> str:
    lower = fact.sentence.casefold()
    said = next((lower.find(word) for word in words if word in lower), 0)
    at = fact.position if kind == "number" else said
    start, end = max(at - _AROUND, 0), at + 2 * _AROUND
    text = " ".join(fact.sentence[start:end].split())
    cut = ("…" if start else "") + text + ("…" if end < len(fact.sentence) else "")
    return f"{say.region(fact.scope)} · “{cut}”"
