"""``python -m extract explain``: why a figure was read as it was, for a text or for one place of a report."""

from __future__ import annotations

import argparse
import json
import shlex
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extract.binding import Weights
    from extract.catalogue import Catalogue
    from extract.explaining import Considered, Explained, Explanation, Speaking
    from extract.facts import Unread
    from extract.given import Given
    from extract.report import Report
    from extract.views.words.language import Language

EXAMPLES = """examples:
  python -m extract explain "全县2万名党员开展行动"                    all figures of a text
  python -m extract explain "5年来，培训党员1.2万人次" --published 2022   a day of publication dates 5年来, 去年, 今年
  python -m extract explain --report 双辽市综述.docx --at 1204          the figure that stands at a place of a report
  python -m extract explain --report 双辽市综述.docx --brief            all of its figures, the strongest evidence only
  python -m extract explain "发展党员126名" --language en --format json  for a program

For each figure: what was read; the words found around it; every indicator that it could be, with its probability and
with the evidence for (+) and against (-) it, the three that weigh most marked ●; what none of them would be; region and
period with the words that gave them. What weighs how much stands in extract/data/weights.toml.

OFFSET counts characters of the text as read, as the columns start and end of `python -m extract table` do.

exit status: 0 when a figure was explained; 1 when there is none, or the report cannot be read; 2 when the command was
misused
"""
_LABELS = ("sentence", "value", "indicator", "around", "place", "period", "considered")


def add_explain_parser(commands: Any) -> None:
    """Add the command to the subparsers of `argparse`; its ``run`` takes the arguments and returns the exit status."""
    parser = commands.add_parser(
        "explain",
        help="why a figure was read as it was",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "text", nargs="?", metavar="TEXT", help="a sentence or a paragraph, in quotation marks"
    )
    parser.add_argument("--report", type=Path, metavar="FILE", help="a report instead of a text")
    parser.add_argument(
        "--at", type=int, metavar="OFFSET", help="only what stands at this character; default: all figures"
    )
    parser.add_argument("--region", default="", metavar="NAME", help="what the text is about")
    parser.add_argument("--published", default="", metavar="DAY", help="2022, 2022-06 or 2022-06-30")
    parser.add_argument(
        "--workspace",
        type=Path,
        metavar="DIR",
        help="with the indicators of this workspace and what it has learnt; default: the built-in ones",
    )
    parser.add_argument("--brief", action="store_true", help="of each candidate only what weighs most")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--language", choices=("zh", "en"), default="zh", help="default: zh")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Explain, and print."""
    if (arguments.text is None) == (arguments.report is None):
        print("explain: give a text in quotation marks, or a report with --report FILE", file=sys.stderr)
        return 2
    if arguments.text is not None and (wrong := _no_text(arguments.text)):
        print(f"explain: {wrong}", file=sys.stderr)
        return 2
    from extract.explaining import explained  # imported here: `--help` and wrong usage need no catalogue
    from extract.messages import WorkspaceError
    from extract.report import ReadError

    try:
        known, weights = _read_by(arguments.workspace)
        given = _given(arguments)
        report, found = explained(given, known, weights)
    except WorkspaceError as error:
        print(f"explain: {error}", file=sys.stderr)
        return 2
    except ReadError as error:
        print(error, file=sys.stderr)
        return 1
    offset: int | None = arguments.at
    if offset is not None and not 0 <= offset < len(report.raw):
        print(
            f"explain: the text has the characters 0 to {len(report.raw) - 1}; {offset} is none",
            file=sys.stderr,
        )
        return 2
    figures, unread = _asked(found, offset)
    if offset is not None and not figures and not unread:
        print(f"explain: {_nothing_at(found, report, offset)}", file=sys.stderr)
        return 1
    if arguments.format == "json":
        sys.stdout.write(_json(figures, unread) + "\n")
    else:
        from extract.views.words.language import Language

        said = _text(figures, unread, Language(arguments.language), brief=arguments.brief)
        sys.stdout.write("\n".join(said) + "\n")
    if not figures:
        print("explain: no figure was read", file=sys.stderr)
    return 0 if figures else 1


def _no_text(text: str) -> str:
    """What is wrong with a text that is none: nothing, or the name of a file; "" for a text."""
    from extract.reading.formats import ENDINGS

    if not text.strip():
        return "the text is empty; give a sentence or a paragraph in quotation marks"
    if "\n" not in text and (text.lower().endswith(ENDINGS) or _is_file(text)):
        return f"{text} is the name of a file and no text; say --report {shlex.quote(text)}"
    return ""


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # a text is too long for a name
        return False


def _read_by(folder: Path | None) -> tuple[Catalogue | None, Weights | None]:
    """The catalogue and the weights of a workspace, the built-in ones without one; raises `WorkspaceError`."""
    if folder is None:
        return None, None
    from extract.catalogue import adopt
    from extract.learnt import weights_of
    from extract.messages import WorkspaceError
    from extract.workspace import Workspace

    if not folder.is_dir():
        raise WorkspaceError("no_workspace", folder=folder)

    state = Workspace.open(folder).load()
    adopt(state.known)  # the names of its indicators are asked for as the words are put together
    return state.known, weights_of(state.lessons)


def _given(arguments: argparse.Namespace) -> Given:
    """What is to be read, with what is said of it here or, of a file, in its folder's manifest; raises `WorkspaceError` for a region
    or a day that there is not, and `ReadError`."""
    from dataclasses import replace

    from extract.given import Given, Task
    from extract.manifest import Entry, entry
    from extract.workspace.listing import checked

    told = checked(Entry(arguments.region, "", arguments.published, ""))
    if arguments.report is None:
        return Given(arguments.text, "text.txt", "text", "text", told)
    said = entry(arguments.report)
    said = replace(said, region=told.region or said.region, published=told.published or said.published)
    return Task(arguments.report, arguments.report.stem, said).given()


def _asked(found: Explained, offset: int | None) -> tuple[Sequence[Explanation], Sequence[Unread]]:
    from extract.explaining import Explanation

    if offset is None:
        return found.figures, found.unread
    there = found.at(offset)
    if there is None:
        return (), ()
    return ((there,), ()) if isinstance(there, Explanation) else ((), (there,))


def _nothing_at(found: Explained, report: Report, offset: int) -> str:
    """What is seen at an offset without a figure, and where the nearest one stands."""
    around = report.raw[max(0, offset - 8) : offset + 8].replace("\n", "↵")
    nearest = min(
        (each.fact for each in found.figures), key=lambda fact: abs(fact.start - offset), default=None
    )
    hint = f"; the nearest figure, “{nearest.quote}”, begins at {nearest.start}" if nearest else ""
    return f"no figure stands at {offset} (…{around}…){hint}"


def _json(figures: Sequence[Explanation], unread: Sequence[Unread]) -> str:
    rows = []
    for each in figures:
        row = asdict(each)
        for option, considered in zip(row["considered"], each.considered, strict=True):
            strongest = len(considered.strongest)
            for n, evidence in enumerate(option["evidence"]):
                evidence["strongest"] = n < strongest
        rows.append(row)
    return json.dumps(
        {"figures": rows, "set_aside": [asdict(each) for each in unread]}, ensure_ascii=False, indent=2
    )


def _text(
    figures: Sequence[Explanation], unread: Sequence[Unread], say: Language, *, brief: bool
) -> Iterator[str]:
    from extract.views.words import reasoning

    for number, made in enumerate(figures):
        if number:
            yield ""
        yield from _figure(made, say, brief=brief)
    if unread:
        if figures:
            yield ""
        yield from (reasoning.aside(each, say) for each in unread)


def _figure(made: Explanation, say: Language, *, brief: bool) -> Iterator[str]:
    from extract.views.words import reasoning

    fact = made.fact
    before, after = fact.sentence[: fact.position], fact.sentence[fact.position + len(fact.text) :]
    yield f"━━ {fact.text} ━━ {fact.start}–{fact.end}"
    labels = {key: reasoning.said(f"card.{key}", say) for key in _LABELS}
    left = max(map(_width, labels.values()))
    found = reasoning.around(made, say)
    widest = max((_width(name) for name, _ in found), default=0)
    rows = [
        ("sentence", f"{before.lstrip()}[{fact.text}]{after.rstrip()}"),
        ("value", reasoning.value(made, say)),
        ("indicator", reasoning.why(made, say)),
        ("", reasoning.said("card.as_below", say, at=made.as_at) if made.as_at is not None else ""),
        ("", reasoning.next_best(made, say)),
        *(
            ("" if n else "around", f"{_padded(name, widest)}  {words}")
            for n, (name, words) in enumerate(found)
        ),
        ("place", reasoning.place(made.place, say)),
        ("period", reasoning.period(made.date, say)),
        ("considered", reasoning.said("card.weights", say) if made.considered else ""),
    ]
    for key, text in rows:
        if text:
            yield f"{_padded(labels.get(key, ''), left)}  {text}"
    for rank, each in enumerate(made.considered, 1):
        yield from _candidate(rank, each, say, brief=brief)


def _candidate(rank: int, each: Considered, say: Language, *, brief: bool) -> Iterator[str]:
    from extract.views.words import reasoning

    by = f"  {reasoning.said('card.by_word', say, word=each.word)}" if each.word else ""
    yield f"  {rank:>2}  {reasoning.share(each.probability):>5}  {reasoning.indicator(each.indicator, say)}{by}"
    if both := reasoning.weighed(each, say):
        yield f"             {both}"
    shown = each.strongest if brief else each.evidence
    lines = [(one, reasoning.evidence(one, say)) for one in shown]
    widest = min(max((_width(text) for _, text in lines), default=0), 64)
    for number, (one, text) in enumerate(lines):
        yield _evidence(one, _padded(text, widest), strongest=number < len(each.strongest))


def _evidence(one: Speaking, text: str, *, strongest: bool) -> str:
    words = one.words if len(one.words) <= 30 else one.words[:30] + "…"
    quoted = f"  “{words}”" if words else ""
    return f"      {'●' if strongest else ' '} {one.weight:+6.2f}  {text}{quoted}".rstrip()


def _padded(text: str, width: int) -> str:
    """A text filled up to a width in columns of a terminal.

    >>> len(_padded("地区", 6)), len(_padded("Region", 6))
    (4, 6)
    """
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """The columns that a text takes in a terminal: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
