"""What a workspace has learnt: its lessons, and the weights that they make of the built-in ones.

A lesson holds by how much each weight leans away from the built-in one, so that these stay what they are and a better
version of them carries it too. All lessons of a workspace stand in one file, the newest last: that one holds, and taking it
back leaves the one before.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from extract.binding import WORDING, Weights, built_in

_HEAD = """\
# What this workspace has learnt from its corrections, the newest lesson last: by how much each weight leans away from the
# built-in one. Written by `python -m extract learn` and the page Review; `--undo` takes the last lesson back.
"""


class LearntError(ValueError):
    """A file of lessons that cannot be read; the message names what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt at one time (``when``, ISO 8601, UTC) from so many ``corrections``: how far each level of evidence
    leans away from its built-in weight. ``program`` is the version that learnt it."""

    when: str
    corrections: int
    program: str
    leans: Mapping[str, float]

    def __hash__(self) -> int:
        """Of what tells a lesson from the next, since its leans have none."""
        return hash((self.when, self.corrections, self.program))


def weights_of(lessons: Sequence[Lesson]) -> Weights:
    """The built-in weights with what the last lesson makes of them.

    >>> weights_of(()) is built_in()
    True
    """
    if not lessons:
        return built_in()
    levels = dict(built_in().levels)
    for feature, lean in lessons[-1].leans.items():
        levels[feature] = levels.get(feature, 0.0) + lean
    return Weights(levels, any(feature.startswith(f"{WORDING}: ") for feature in lessons[-1].leans))


def mark(lessons: Sequence[Lesson]) -> str:
    """A word for the lesson that holds, "" for none: what was read with another is to be read again."""
    return _check(lessons[-1].leans) if lessons else ""


def render(lessons: Sequence[Lesson]) -> str:
    """Lessons as TOML: of each a table for every evidence, in it a line for every level."""
    parts = [_HEAD]
    for lesson in lessons:
        parts.append(
            "\n[[lesson]]\n"
            f"when = {_quoted(lesson.when)}\ncorrections = {lesson.corrections}\n"
            f"program = {_quoted(lesson.program)}\ncheck = {_quoted(_seal(lesson))}\n"
        )
        tables: defaultdict[str, list[str]] = defaultdict(list)
        for feature, lean in sorted(lesson.leans.items()):
            name, _, level = feature.partition(": ")
            tables[name].append(f"{_quoted(level)} = {lean}\n")
        for name, lines in tables.items():
            parts.append(f"\n[lesson.leans.{name}]\n{''.join(lines)}")
    return "".join(parts)


def parse(text: str) -> tuple[Lesson, ...]:
    """Lessons from TOML; raises `LearntError`, also where a lesson is not as it was written.

    >>> one = Lesson("2026-11-28T09:00:00+00:00", 12, "v", {"act: beside": 0.25, "wording: 特派 as cadres_dispatched": -0.5})
    >>> parse(render([one])) == (one,)
    True
    >>> parse(render([one]).replace("0.25", "2.5"))
    Traceback (most recent call last):
    extract.learnt.LearntError: lesson 1 is not as it was written (check)
    """
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LearntError(f"not TOML: {error}") from error
    strange = sorted(found.keys() - {"lesson"})
    if strange:  # a damaged [[lesson]] without leans would be a lesson that is gone
        raise LearntError(f"{', '.join(strange)}: not a lesson")
    rows = found.get("lesson", [])
    if not isinstance(rows, list):
        raise LearntError("lesson is no list of tables")
    return tuple(_lesson(number, row) for number, row in enumerate(rows, 1))


def _lesson(number: int, row: Any) -> Lesson:
    try:
        leans = {
            f"{name}: {level}": float(lean)
            for name, levels in row.get("leans", {}).items()
            for level, lean in levels.items()
        }
        found = Lesson(
            str(row["when"]), int(row["corrections"]), str(row["program"]), MappingProxyType(leans)
        )
        check = str(row["check"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise LearntError(f"lesson {number}: {type(error).__name__} {error}") from error
    if check not in (_seal(found), _check(leans)):  # the second: written before all of a lesson was checked
        raise LearntError(f"lesson {number} is not as it was written (check)")
    return found


def _seal(lesson: Lesson) -> str:
    """What all of a lesson comes to."""
    said = [lesson.when, lesson.corrections, lesson.program, sorted(lesson.leans.items())]
    return hashlib.sha256(json.dumps(said).encode("ascii")).hexdigest()[:16]


def _check(leans: Mapping[str, float]) -> str:
    return hashlib.sha256(json.dumps(sorted(leans.items())).encode("ascii")).hexdigest()[:16]


def _quoted(text: str) -> str:
    """A string of TOML, which are those of JSON."""
    return json.dumps(text, ensure_ascii=False)
