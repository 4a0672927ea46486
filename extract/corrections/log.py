"""Corrections: what people said of figures, one JSON object a line, in a file that outlasts every new extraction.

A correction names its figure by a `Passage`, the quote with the words around it, and never by an offset. Nothing is
ever changed in the file: an undo is one more line. ``extract.corrections.overlay`` lays the corrections on a table.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from extract.corrections import draws
from extract.corrections.draws import NONE, RIGHT, Draw
from extract.corrections.fields import LONGEST, CorrectionError, Value, check_date, check_period, check_values
from extract.corrections.passages import Passage
from extract.intervals import notation_of

SET, ASIDE, ADD, ACCEPT, ADOPT, UNDO = "set", "aside", "add", "accept", "adopt", "undo"
DRAW, JUDGE = "draw", "judge"
REPORT = "report"
ACTIONS = (SET, ASIDE, ADD, ACCEPT, ADOPT, REPORT, UNDO, DRAW, JUDGE)
_PLACE = ("report", "quote", "before", "after", "occurrence", "among", "alike")
_SAID = ("undoes", "identity", "audit", "verdict", "batch")
_REASON = 2000  # characters of a reason


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that somebody did, and when (ISO 8601, UTC) and why.

    ``action`` is set (``values`` replace the program's), aside (the figure is none), add (a figure that the program
    missed, with all its ``values``), accept (looked at and right as it is), adopt (of several figures the one that stands for
    its region), report (``values`` are the ``year`` or ``period`` of all that the report leaves undated; its passage names the
    report and quotes nothing) or undo (of the correction with the id
    ``undoes``, which has no passage of its own). ``identity`` tells the report from another of its name, "" where
    nobody said. Corrections that were one act (of a whole column of a table) have one ``batch``, and are undone in one.

    Of a sampling audit: draw (``draw`` holds the sample; its ``id`` is the audit's) and judge (a verdict that changes
    nothing in the table; its ``values`` are what the reviewer takes for right). A set, aside or accept that was a
    verdict too names its ``audit`` and says the ``verdict``: right, none or the groups of fields that are wrong.
    """

    id: str
    who: str
    when: str
    why: str
    action: str
    passage: Passage | None
    values: Mapping[str, Value]
    undoes: str = ""
    identity: str = ""
    audit: str = ""
    verdict: str = ""
    draw: Draw | None = None
    batch: str = ""


@dataclass(frozen=True, slots=True)
class Broken:
    """A line of the file that is no correction: its number from 1, and what is wrong with it."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Log:
    """The file as it was read: all corrections in their order, and the lines that are none."""

    corrections: tuple[Correction, ...] = ()
    broken: tuple[Broken, ...] = ()

    @property
    def in_force(self) -> tuple[Correction, ...]:
        """The corrections that hold: those that were not undone; an undo that was undone itself undoes nothing."""
        return tuple(each for each in self.standing if each.action != UNDO)

    def together(self, made: Correction) -> tuple[Correction, ...]:
        """What of one act still stands: a correction alone, or all of its batch."""
        return tuple(
            each for each in self.standing if each.id == made.id or (made.batch and each.batch == made.batch)
        )

    @property
    def standing(self) -> tuple[Correction, ...]:
        """What holds with the undos that hold: what can be undone."""
        undone: set[str] = set()
        kept: list[Correction] = []
        for each in reversed(self.corrections):
            if each.id not in undone:
                kept.append(each)
                if each.action == UNDO:
                    undone.add(each.undoes)
        return tuple(reversed(kept))


def correction(
    action: str,
    passage: Passage | None,
    values: Mapping[str, Value],
    *,
    who: str,
    why: str = "",
    undoes: str = "",
    when: datetime | None = None,
    identity: str = "",
    audit: str = "",
    verdict: str = "",
    draw: Draw | None = None,
    batch: str = "",
) -> Correction:
    """A new correction with an id of its own, made now; raises `CorrectionError`."""
    at = (when or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")
    values = {
        name: notation_of(said) if name == "period" and isinstance(said, str) else said
        for name, said in values.items()
    }
    made = Correction(
        secrets.token_hex(8), who.strip(), at, why.strip(), action, passage, MappingProxyType(dict(values)), undoes,
        identity, audit, verdict, draw, batch,
    )  # fmt: skip
    _check(made)
    check_period(made.values)
    return made


def undo(other: Correction, *, who: str, why: str = "", batch: str = "") -> Correction:
    """The correction that undoes another."""
    return correction(UNDO, None, {}, who=who, why=why, undoes=other.id, batch=batch)


def new_batch() -> str:
    """What tells the corrections of one act from all others."""
    return secrets.token_hex(8)


def line(made: Correction) -> str:
    """A correction as a line of the file, line break included."""
    row: dict[str, Any] = {
        "id": made.id,
        "who": made.who,
        "when": made.when,
        "why": made.why,
        "do": made.action,
    }
    if made.passage is not None:
        row |= draws.place_row(made.passage)
    if made.identity:
        row["identity"] = made.identity
    if made.values:
        row["values"] = dict(made.values)
    if made.undoes:
        row["undoes"] = made.undoes
    if made.batch:
        row["batch"] = made.batch
    if made.audit:
        row |= {"audit": made.audit, "verdict": made.verdict}
    if made.draw is not None:
        row["draw"] = draws.row(made.draw)
    row["check"] = _check_of(row)
    text = json.dumps(row, ensure_ascii=False)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:  # half a character of a damaged report
        text = json.dumps(row)
    return text + "\n"


def _check_of(row: Mapping[str, Any]) -> str:
    """What a line's fields come to: a line that has another ``check`` was damaged, on its disk or by hand."""
    plain = json.dumps({name: row[name] for name in row if name != "check"}, sort_keys=True)
    return hashlib.sha256(plain.encode("ascii")).hexdigest()[:16]


def read(content: bytes) -> Log:
    """Read the file. A line that is no correction is kept apart and reported; a last line that was cut off while it was
    written was never acknowledged, and is as if it were not there."""
    corrections: list[Correction] = []
    broken: list[Broken] = []
    seen: set[str] = set()
    whole = whole_lines(content)
    for number, row in enumerate(whole.decode("utf-8", errors="replace").split("\n"), 1):
        if not row.strip():
            continue
        try:
            for made in _parsed(row):
                if made.id not in seen:  # else the same file merged twice
                    seen.add(made.id)
                    corrections.append(made)
        except CorrectionError as error:
            broken.append(Broken(number, str(error)))
    return Log(tuple(corrections), tuple(broken))


def _parsed(row: str) -> list[Correction]:
    """The corrections of one line: more than one where a line break is damaged, if what is left of each is whole; raises
    `CorrectionError`."""
    try:
        return [parse(row)]
    except CorrectionError:
        found, at = list[Correction](), 0
        try:
            while at < len(row):
                _, end = json.JSONDecoder().raw_decode(row, at)
                found.append(parse(row[at:end], checked=True))
                at = end + 1
        except (ValueError, RecursionError):
            found = []
        if not found:
            raise
        return found


def whole_lines(content: bytes) -> bytes:
    """The file without a last line that was cut off while it was written: one that breaks off within its JSON. What is
    whole, or damaged in another way, stays."""
    end = content.rfind(b"\n") + 1
    tail = content[end:].decode("utf-8", errors="replace")
    try:
        _parsed(tail)
    except CorrectionError:
        return content[:end] if _breaks_off(tail) else content
    return content


def _breaks_off(tail: str) -> bool:
    """Whether a line is the beginning of one."""
    try:
        json.JSONDecoder().raw_decode(tail)
    except json.JSONDecodeError as error:
        return error.pos >= len(tail.rstrip("\ufffd")) - 1 or "Unterminated" in error.msg
    except RecursionError:
        return False
    return False


def parse(row: str, *, checked: bool = False) -> Correction:
    """Read one line; raises `CorrectionError`, also for one without a check where it must be ``checked``."""
    try:
        found = json.loads(row)
    except (json.JSONDecodeError, RecursionError) as error:
        raise CorrectionError(f"not JSON: {error}") from error
    if not isinstance(found, dict):
        raise CorrectionError("not a JSON object")
    names = {"id", "who", "when", "why", "do"}
    texts = {name: found.get(name, "") for name in (*names, *_SAID)}
    wrong = sorted(name for name, value in texts.items() if not isinstance(value, str))
    if wrong:
        raise CorrectionError(f"{', '.join(wrong)} must be text")
    if found.get("check", "" if checked else None) not in (None, _check_of(found)):
        raise CorrectionError(
            "the line was damaged or changed: it has not the check that it was written with"
        )
    unknown = set(found) - {*names, *_SAID, *_PLACE, "values", "check", "draw"}
    if unknown:
        raise CorrectionError(f"unknown field {', '.join(sorted(unknown))}")
    values = found.get("values", {})
    if not isinstance(values, dict):
        raise CorrectionError("values must be a JSON object")
    made = Correction(
        texts["id"], texts["who"], texts["when"], texts["why"], texts["do"], draws.parsed_place(found),
        MappingProxyType(values), texts["undoes"], texts["identity"], texts["audit"], texts["verdict"],
        draws.parsed(found["draw"]) if "draw" in found else None, texts["batch"],
    )  # fmt: skip
    _check(made)
    return made


def _check(made: Correction) -> None:
    if made.action not in ACTIONS:
        raise CorrectionError(f"{made.action!r} is none of {', '.join(ACTIONS)}")
    if not made.id:
        raise CorrectionError("id is missing")
    if len(made.why) > _REASON or len(made.who) > LONGEST:
        raise CorrectionError("who or why is too long")
    if made.action == UNDO:
        if not made.undoes:
            raise CorrectionError("undo names no correction in undoes")
        return
    if made.action == DRAW:
        if made.draw is None:
            raise CorrectionError("draw has no draw")
        return
    if made.action == REPORT:
        if made.passage is None or not made.passage.report or made.passage.quote:
            raise CorrectionError("report needs a report, and quotes nothing")
        check_date(made.values)
        return
    if made.passage is None or not made.passage.quote or not made.passage.report:
        raise CorrectionError(f"{made.action} needs report and quote")
    check_values(made.values)
    if made.action == SET and not made.values:
        raise CorrectionError("set needs values")
    if made.action == ADD and not ("value" in made.values and made.values.get("unit")):
        raise CorrectionError("add needs a value and a unit")
    if made.audit or made.verdict or made.action == JUDGE:
        _check_verdict(made)


def _check_verdict(made: Correction) -> None:
    """A verdict says what its action does."""
    draws.check_verdict(made.verdict)
    wanted = {ACCEPT: (RIGHT,), ASIDE: (NONE,)}.get(made.action)
    if not made.audit or made.action in (ADD, ADOPT) or (wanted and made.verdict not in wanted):
        raise CorrectionError(f"{made.action} cannot be the verdict {made.verdict!r} of an audit")
    if made.action == SET and not draws.wrong(made.verdict):
        raise CorrectionError("set is the verdict of a figure that is wrong")
