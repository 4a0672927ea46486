"""Flips one bit in every kind of file that is kept or published, many times, and looks at what is left: python -m tests.rotting [FLIPS] [--only WORD] [--seed N]

A flip may end in four ways. ``whole``: every figure and everything that was said stands as before, since what was damaged is
made again, or means nothing. ``told``: the same, and a reader is told which file is damaged. ``named``: he is told, and what the
file says is not shown. ``silent``: figures differ or something is gone, and nobody was told; or the program fell over, which
tells a reader nothing. The last one is a defect, and the command's exit status then 1. Prints a line a kind of file.
"""

from __future__ import annotations

import argparse
import io
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.__main__ import main as command
from extract.audit.drawing import draw
from extract.audit.judging import audits, judged
from extract.corrections import ADOPT, DRAW, SET, correction
from extract.corrections.passages import passage
from extract.learnt import Lesson
from extract.manifest import Entry
from extract.messages import WorkspaceError
from extract.reading.document import ReadError
from extract.span import Span
from extract.stored import open_table
from extract.workspace import Workspace
from extract.workspace.parcel import pack, unpack
from tests.killing import OWN
from tests.test_reading import paragraph, word

ONE = (
    "青河县基层党建工作综述\n2021年，全县选派驻村干部230名，培训党员1.2万人次，投入党建经费350万元，新建党群服务中心12个。"
    "各级党组织深入基层一线，帮助群众解决急难愁盼问题560个，党员志愿者走进社区开展服务3200次，受到群众好评。\n"
)
TWO = "2020年，全县发展党员412名，建成村级书屋46个，整顿软弱涣散党组织15个。"
SHEET = "乡镇,党员（名）\n茂林镇,1200\n卧虎镇,980\n"
WHOLE, TOLD, NAMED, SILENT = "whole", "told", "named", "silent"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept: where it stands below ``root``, and what is left of ``root`` when that file is another."""

    name: str
    root: Path
    look: Callable[[Path], str]

    def flipped(self, bit: int, trial: Path) -> str:
        """What a flip of one bit comes to, in a copy of everything."""
        shutil.rmtree(trial, ignore_errors=True)
        shutil.copytree(self.root, trial)
        path = trial / self.name
        content = bytearray(path.read_bytes())
        content[bit // 8] ^= 1 << bit % 8
        path.write_bytes(content)
        return self.look(trial)

    @property
    def bits(self) -> int:
        """How many there are to flip."""
        return 8 * (self.root / self.name).stat().st_size


def rot(kept: Kept, flips: int, chosen: random.Random, trial: Path) -> tuple[Counter[str], list[str]]:
    """How many flips of a file end in which way, and which were silent."""
    found: Counter[str] = Counter()
    silent = []
    for _ in range(flips):
        bit = chosen.randrange(kept.bits)
        try:
            how = kept.flipped(bit, trial)
        except Exception as error:  # whatever it is, it was no message
            how, why = SILENT, f"{type(error).__name__}: {error}"
        else:
            why = "figures differ"
        found[how] += 1
        if how == SILENT:
            silent.append(f"{kept.name} bit {bit}: {why}"[:200])
    return found, silent


# --- a workspace -----------------------------------------------------------------------------------------


def workspace(root: Path) -> Workspace:
    """A workspace with all that one can hold: three formats, corrections of each kind, an audit, own indicators, lessons."""
    space = Workspace.open(root)
    said = Entry("云南省", "", "2022", "青河日报")
    space.keep(ONE.encode(), "一.txt", said)
    space.keep(word(paragraph(TWO)), "二.docx", said)
    space.keep(SHEET.encode(), "三.csv", Entry("吉林省四平市双辽市", "党员名册"))
    space.write_catalogue(OWN)
    for report, quote, action, values in (
        ("一", "230名", SET, {"value": 222}),
        ("二", "412名", SET, {"value": 421}),
        ("二", "46个", SET, {"matter": "农家书屋"}),
        ("一", "560个", ADOPT, {}),
    ):
        raw = next(source.raw for source in space.load().table.sources if source.name == report)
        start = raw.index(quote)
        place = passage(report, raw, Span(start, start + len(quote)))
        space.record([correction(action, place, values, who="王")])
    state = space.load()
    sample = draw(state.table, state.identities, "all", "", 4, "5eed")
    space.record([correction(DRAW, None, {}, who="王", draw=sample)])
    (audit,) = audits(space.load().log)
    space.record(judged(space.load(), space.load().log, audit, 0, "right", who="李"))
    for corrections in (12, 13):
        space.teach(
            Lesson("2026-11-28T09:00:00+00:00", corrections, "v", {"act: beside": 0.25 / corrections})
        )
    space.load()
    return space


def seen(space: Workspace) -> tuple[object, bool]:
    """All of a workspace that a reader can see, and whether he is told of damage."""
    state = space.load()
    shown = (
        state.table.facts,
        state.table.unread,
        state.table.sources,
        [each.said for each in state.kept],
        {id: repr(each) for id, each in state.known.indicators.items()},
        state.log.corrections,
        state.lessons,
    )
    return shown, bool(state.damage or state.wrong or state.unlisted or state.table.failed)


def in_workspace(root: Path) -> Iterator[Kept]:
    """Every file of a workspace but the table, which is written anew whenever the workspace is read."""
    space = workspace(root)
    sound, named = seen(space)
    assert not named

    def look(trial: Path) -> str:
        try:
            shown, named = seen(Workspace.open(trial))
        except WorkspaceError:
            return NAMED
        if shown == sound:
            return TOLD if named else WHOLE
        return NAMED if named else SILENT

    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.name.startswith(".") and path.name != "table.parquet":
            yield Kept(str(path.relative_to(root)), root, look)


# --- what is published -----------------------------------------------------------------------------------


def of_tables(base: Path, reports: Path) -> Iterator[Kept]:
    """The table of a workspace, as one may publish it, and every kind of file of a dataset."""
    (base / "one").mkdir(parents=True)
    shutil.copy(base / "ws" / "table.parquet", base / "one")
    assert command(["table", str(reports), "-o", f"{base}/many/"]) == 0
    yield _table(base / "one", "table.parquet", "table.parquet")
    yield _table(
        base / "many",
        "",
        str(next((base / "many").glob("province=*/*/*.parquet")).relative_to(base / "many")),
    )
    yield _table(base / "many", "", str(next((base / "many").glob("_reports/*")).relative_to(base / "many")))
    yield _table(base / "many", "", "_SUCCESS")


def _table(root: Path, opened: str, name: str) -> Kept:
    def read(place: Path) -> object:
        found = open_table(place / opened)
        return found.take(range(len(found.columns))), found.sources, found.set_aside

    sound = read(root)

    def look(trial: Path) -> str:
        try:
            return WHOLE if read(trial) == sound else SILENT
        except ReadError:
            return NAMED

    return Kept(name, root, look)


def in_parcel(base: Path, space: Workspace) -> Kept:
    """A packed workspace."""
    base.mkdir()
    buffer = io.BytesIO()
    table = pack(space, buffer)
    (base / "packed.jiceng.zip").write_bytes(buffer.getvalue())

    def look(trial: Path) -> str:
        fresh = trial / "fresh"
        try:
            found = unpack(io.BytesIO((trial / "packed.jiceng.zip").read_bytes()), Workspace.open(fresh))
        except WorkspaceError:
            return NAMED
        return NAMED if found.differs else WHOLE if found.table.facts == table.facts else SILENT

    return Kept("packed.jiceng.zip", base, look)


def every_kind(base: Path) -> Iterator[Kept]:
    """Every kind of file that is kept or published, made below a folder."""
    yield from in_workspace(base / "ws")
    yield from of_tables(base, Path(__file__).parents[1] / "seeds")
    yield in_parcel(base / "packed", Workspace.open(base / "ws"))


def main(arguments: list[str]) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.rotting", description=__doc__.partition("\n")[0])
    parser.add_argument("flips", nargs="?", type=int, default=500, help="of each file; default 500")
    parser.add_argument("--only", default="", metavar="WORD", help="files whose name has this")
    parser.add_argument("--seed", type=int, default=13)
    given = parser.parse_args(arguments)
    total: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as scratch:
        for kept in every_kind(Path(scratch)):
            if given.only not in kept.name:
                continue
            found, silent = rot(kept, given.flips, random.Random(given.seed), Path(scratch) / "trial")
            total += found
            print(f"{kept.name:60} {kept.bits // 8:8} bytes  {dict(found)}", *silent, sep="\n  ", flush=True)
    print(f"all together {dict(total)}")
    return 1 if total[SILENT] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
