"""Proposals: new indicators for what several regions report and the catalogue does not know.

Figures without an indicator that count kindred things (the same words, kind and unit) in several reports become one
proposal, written as an entry of the user's own catalogue. A proposal is tried before it is made: its examples are figures
that its entry really binds, its counter-example one that it leaves alone.
"""

from __future__ import annotations

import logging
import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha1
from typing import Any

import regex

from extract.catalogue import Catalogue, CatalogueError, extend
from extract.facts import Fact
from extract.pipeline import extract
from extract.report import Report

_LEAST, _LONGEST = 2, 8  # characters of the words that figures have in common
_FEWEST = 2  # reports that must have them
_EXAMPLES = 4
_TRIED = 50  # figures that are tried as a counter-example
_HAN = regex.compile(r"\p{Han}+")
_DATED = regex.compile(r"(?:底|末|目前|止)$|^/|^截")
_NO_NAME = (
    "v",
    "d",
    "p",
    "c",
    "ns",
    "uj",
    "ul",
)  # verbs, adverbs, prepositions, conjunctions, places, 的, 了
_NOT_OPENING = regex.compile(r"^[的了和与及等各]|^[省市县区州乡镇村](?!级|民|庄|居|务|集)")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new indicator: its id, its words, the figures that its entry would bind, and the entry as TOML."""

    id: str
    words: str
    kind: str
    unit: str
    facts: tuple[Fact, ...]
    toml: str

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that have such figures, each once."""
        return tuple(dict.fromkeys(fact.report for fact in self.facts))


def proposals(facts: Sequence[Fact], known: Catalogue, most: int = 12) -> tuple[Proposal, ...]:
    """The proposals for all figures without an indicator, those of the most reports first."""
    loose = [
        fact for fact in facts if fact.indicator is None and not fact.corrected and "part" not in fact.reasons
    ]
    made: list[Proposal] = []
    taken: set[str] = set()
    for words, kind, unit, group in _groups(loose):
        left = [fact for fact in group if fact.id not in taken]
        if len(made) == most:
            break
        if len({fact.report for fact in left}) < _FEWEST:
            continue
        proposal = _proposal(words, kind, unit, left, facts, known)
        if proposal is not None:
            made.append(proposal)
            taken.update(fact.id for fact in proposal.facts)
    return tuple(made)


def _groups(facts: Iterable[Fact]) -> list[tuple[str, str, str, list[Fact]]]:
    """Figures by the words in which their subjects end, by kind and by unit: of the most reports first, then of the
    longest words."""
    groups: dict[tuple[str, str, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        for words in _endings(fact.subject):
            groups[words, fact.kind, fact.unit].append(fact)
    shared = [
        (*key, group) for key, group in groups.items() if len({fact.report for fact in group}) >= _FEWEST
    ]
    return sorted(shared, key=lambda each: (-len({fact.report for fact in each[3]}), -len(each[0]), each[0]))


def _endings(subject: str) -> set[str]:
    """The last words of a subject, from two characters up to eight: what is counted stands at the end.

    >>> sorted(_endings("新建村级书屋"), key=len)
    ['书屋', '村级书屋']
    """
    runs = _HAN.findall(subject)
    last = runs[-1] if runs else ""
    endings, start = set(), 0
    for word, part in _words(last):
        if _LEAST <= len(last) - start <= _LONGEST and part not in _NO_NAME:
            endings.add(last[start:])
        start += len(word)
    return {words for words in endings if not _NOT_OPENING.match(words)}


def _words(phrase: str) -> list[tuple[str, str]]:
    """A phrase as words with their parts of speech: what begins within a word (级书屋 of 村级书屋) or with a verb (新建书屋)
    is no name for what is counted."""
    return [(pair.word, pair.flag) for pair in _segmenter().lcut(phrase)]


@cache
def _segmenter() -> Any:
    """Two seconds to load, so only when somebody asks for proposals."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of its age: invalid escapes, and what setuptools is about to drop
        import jieba
        import jieba.posseg

    jieba.setLogLevel(logging.WARNING)
    jieba.posseg.dt.initialize()
    return jieba.posseg.dt


def _proposal(
    words: str, kind: str, unit: str, group: Sequence[Fact], facts: Sequence[Fact], known: Catalogue
) -> Proposal | None:
    """A proposal whose entry binds figures of several reports, None when it does not."""
    id = _id(words, unit, known)
    theme = _commonest(fact.theme for fact in group)
    basis = "stock" if 2 * sum(bool(_DATED.search(fact.period)) for fact in group) > len(group) else "flow"
    entry = {
        "zh": words, "en": " ".join(_spoken(words)).capitalize(), "unit": unit, "kind": kind, "basis": basis, "theme": theme,
        "definition_zh": f"报告所载“{words}”的数字", "definition_en": "Proposed from reports; please describe it",
    }  # fmt: skip
    trial = extend(known, toml(id, entry, [words], [_marked(group[0])], [_marked(group[0])]))
    bound = [fact for fact in group if _bound(fact, trial) == id]
    if len({fact.report for fact in bound}) < _FEWEST:
        return None
    own = {fact.id for fact in group}
    near = [fact for fact in facts if fact.id not in own]
    near.sort(key=lambda fact: (fact.kind, fact.unit) != (kind, unit))  # the likest first
    other = next((_marked(fact) for fact in near[:_TRIED] if _bound(fact, trial) != id), None)
    if other is None:
        return None
    examples = list(dict.fromkeys(_marked(fact) for fact in bound))[:_EXAMPLES]
    return Proposal(id, words, kind, unit, tuple(bound), toml(id, entry, [words], examples, [other]))


def toml(
    id: str, entry: Mapping[str, str], counted: Sequence[str], examples: Sequence[str], others: Sequence[str]
) -> str:
    """An entry of a catalogue."""
    lines = [f"[indicators.{id}]", *(f"{name} = {_quoted(value)}" for name, value in entry.items())]
    for name, texts in (("examples", examples), ("counterexamples", others)):
        lines += [f"{name} = [", *(f"    {_quoted(text)}," for text in texts), "]"]
    lines += ["", f"[[indicators.{id}.names]]", f"counted = [{', '.join(map(_quoted, counted))}]", ""]
    return "\n".join(lines)


def problems(text: str, known: Catalogue) -> list[str]:
    """What is wrong with entries that a user wrote or changed: examples that they do not bind, counter-examples that they
    do; raises `CatalogueError` for entries that contradict themselves."""
    trial = extend(known, text)
    own = [indicator for id, indicator in trial.indicators.items() if id not in known.indicators]
    missed = [
        f"{each.id}: {text}" for each in own for text in each.examples if _reads(text, trial) != each.id
    ]
    mistaken = [
        f"{each.id} ≠ {text}"
        for each in own
        for text in each.counterexamples
        if _reads(text, trial) == each.id
    ]
    return [*missed, *mistaken]


def _reads(example: str, trial: Catalogue) -> str | None:
    """The indicator that is given to the bracketed figure of an example."""
    start, end = example.find("["), example.find("]")
    if start < 0 or end < start:
        raise CatalogueError(f"{example!r} marks no figure; put it in square brackets")
    text = example[:start] + example[start + 1 : end] + example[end + 1 :]
    return _indicator_at(text, start, end - 1, trial)


def _bound(fact: Fact, trial: Catalogue) -> str | None:
    """The indicator that a figure's sentence alone gives it."""
    return _indicator_at(fact.sentence, fact.position, fact.position + len(fact.text), trial)


def _indicator_at(text: str, start: int, end: int, trial: Catalogue) -> str | None:
    found = _extracted(text, trial)
    return next((each.indicator for each in found if each.start < end and start < each.end), None)


@lru_cache(maxsize=512)
def _extracted(text: str, trial: Catalogue) -> tuple[Fact, ...]:
    return extract(Report("example", text), trial).facts


def _marked(fact: Fact) -> str:
    """A figure's sentence with the figure in square brackets; those that stand there already are made round."""
    plain = fact.sentence.replace("[", "（").replace("]", "）").replace("\n", " ")
    end = fact.position + len(fact.text)
    return f"{plain[: fact.position]}[{plain[fact.position : end]}]{plain[end:]}".strip()


def _id(words: str, unit: str, known: Catalogue) -> str:
    """An id that nobody has: the words as they sound."""
    sound = regex.sub(r"[^a-z0-9]+", "_", "_".join(_spoken(words)).lower()).strip("_") or "own"
    if sound in known.indicators:
        sound = f"{sound}_{sha1(f'{words}{unit}'.encode()).hexdigest()[:6]}"
    return sound


def _spoken(words: str) -> list[str]:
    """The syllables of Chinese words, without tones."""
    # the library's phrases take a fifth of a second to load, a tenth of the dashboard's start
    from pypinyin import lazy_pinyin

    return lazy_pinyin(words)


def _commonest(names: Iterable[str]) -> str:
    seen = list(names)
    return max(dict.fromkeys(seen), key=seen.count)


def _quoted(text: str) -> str:
    """A text as TOML has it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + regex.sub(r"[\x00-\x1f\x7f]", " ", escaped) + '"'
