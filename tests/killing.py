"""Kills a child at every step of every kind of write to a workspace, and looks at what is left: python killing.py DIR STEP…

A step is a call of the system that touches the workspace: opening a file for writing, making a folder, renaming, removing,
truncating, writing, syncing. The child dies by SIGKILL before the n-th of them, for n = 1, 2, 3 … until it lives. Prints
one JSON object: for each kind of write how many deaths there were, how many left the old and how many the new state, and
what was wrong.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from extract.audit.drawing import draw
from extract.corrections import ACCEPT, ADOPT, DRAW, SET, correction, undo
from extract.corrections.passages import passage
from extract.learnt import Lesson
from extract.manifest import Entry
from extract.span import Span
from extract.workspace import State, Workspace

ONE = "2021年，全县选派驻村干部230名，培训党员1.2万人次，投入党建经费350万元。\n"
TWO = "2020年，全县发展党员412名，建成村级书屋46个，整顿软弱涣散党组织15个。\n"
OWN = """[indicators.study_rooms]
zh = "村级书屋"
en = "Village study rooms"
unit = "个"
kind = "count"
basis = "stock"
theme = "resources"
definition_zh = "书屋数"
definition_en = "Study rooms"
examples = ["建成村级书屋[120个]。"]
counterexamples = ["建成图书馆[3个]。"]
names = [{ counted = ["书屋"] }]
"""
EVENTS = {"open", "os.mkdir", "os.rename", "os.remove", "os.truncate"}


class Fate:
    """Counts the steps of a child and kills it before the n-th."""

    def __init__(self, root: Path, last: int) -> None:
        self.root, self.last, self.count = str(root), last, 0
        sys.addaudithook(self.hear)
        for name in ("fsync", "write"):
            setattr(os, name, self.counted(getattr(os, name)))

    def hear(self, event: str, args: tuple[object, ...]) -> None:
        if event not in EVENTS or not any(self.root in str(arg) for arg in args[:2]):
            return
        if event == "open" and isinstance(args[1], str) and not set(args[1]) & set("wax+"):
            return
        self.step()

    def counted(self, real: Callable[..., object]) -> Callable[..., object]:
        def call(*args: object) -> object:
            self.step()
            return real(*args)

        return call

    def step(self) -> None:
        self.count += 1
        if self.count >= self.last:
            os.kill(os.getpid(), signal.SIGKILL)


def prepare(root: Path) -> Workspace:
    """A workspace with a report and two acknowledged corrections."""
    space = Workspace.open(root)
    space.keep(ONE.encode(), "一.txt", Entry("云南省", "", "2022"))
    for quote, value in (("230名", 203), ("350万元", 3e6)):
        start = ONE.index(quote)
        place = passage("一", ONE, Span(start, start + len(quote)))
        space.record([correction(SET, place, {"value": value}, who="王")])
    return space


def act(space: Workspace, step: str) -> None:
    """One kind of write."""
    if step == "keep":
        space.keep(TWO.encode(), "二.txt", Entry("云南省", "", "2022"))
    elif step == "replace":
        space.keep((ONE + TWO).encode(), "新.txt", Entry(), instead_of="一.txt")
    elif step == "record":
        start = ONE.index("1.2万人次")
        place = passage("一", ONE, Span(start, start + 6))
        space.record([correction(SET, place, {"value": 13000}, who="李", why="长" * 500)])
    elif step == "audit":  # a verdict, and what it takes the place of: both or neither
        start = ONE.index("1.2万人次")
        place = passage("一", ONE, Span(start, start + 6))
        before = space.load().log.in_force[-1]
        said = correction(ACCEPT, place, {}, who="李", audit="a", verdict="right")
        space.record([undo(before, who="李"), said])
    elif step == "draw":
        state = space.load()
        sample = draw(state.table, state.identities, "all", "", 2, "5eed")
        space.record([correction(DRAW, None, {}, who="李", draw=sample)])
    elif step == "adopt":
        start = ONE.index("350万元")
        space.record([correction(ADOPT, passage("一", ONE, Span(start, start + 5)), {}, who="李")])
    elif step == "learn":
        space.teach(Lesson("2026-11-28T09:00:00+00:00", 2, "v", {"act: beside": 0.25}))
    elif step == "describe":
        space.describe("一.txt", Entry("青海省", "", "2021"))
    elif step == "catalogue":
        space.write_catalogue(OWN)
    elif step == "remove":
        space.remove("一.txt")
    elif step == "load":
        shutil.rmtree(space.folder.root / "readings")
        space.load()
    else:
        raise ValueError(step)


def seen(state: State) -> object:
    """All of a state that a reader can see; corrections without their ids and times."""
    return (
        sorted(
            (f.report, f.quote, f.value, f.scope, f.indicator or "", f.corrected) for f in state.table.facts
        ),
        [(each.file, each.said, each.failure) for each in state.kept],
        [(c.action, c.passage, dict(c.values), c.verdict, c.draw) for c in state.log.corrections],
        sorted(state.known.indicators),
        state.lessons,
    )


def look(root: Path, old: object, new: object) -> tuple[str, str]:
    """Whether a workspace is in the old or in the new state, and what is wrong with it if it is in neither."""
    space = Workspace.open(root)
    first = space.load()
    state = seen(first)
    problems = [f"broken lines {first.log.broken}" if first.log.broken else ""]
    problems.append("" if len(first.log.in_force) >= 2 else "an acknowledged correction is lost")
    problems.append("" if state in (old, new) else f"neither old nor new: {state}")
    start = ONE.index("230名")
    place = passage("一", ONE, Span(start, start + 4))
    space.record([correction(SET, place, {"value": 1}, who="王")])  # it can be worked on
    if [path.name for path in root.rglob(".scrap-*")]:
        problems.append("scrap was left")
    if len(space.load().log.in_force) != len(first.log.in_force) + 1:
        problems.append("the next correction was not kept")
    return ("new" if state == new else "old"), "; ".join(filter(None, problems))


def kill_all(base: Path, step: str) -> dict[str, object]:
    """Every death of one kind of write."""
    before = base / "before"
    old = seen(prepare(before).load())
    after = base / "after"
    shutil.copytree(before, after)
    act(Workspace.open(after), step)
    new = seen(Workspace.open(after).load())
    deaths = {"old": 0, "new": 0}
    wrong = []
    for last in range(1, 1000):
        root = base / "trial"
        shutil.rmtree(root, ignore_errors=True)
        shutil.copytree(before, root)
        child = os.fork()
        if not child:
            Fate(root, last)
            act(Workspace.open(root), step)
            os._exit(0)
        _, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            return {"deaths": last - 1, **deaths, "wrong": wrong, "status": status}
        which, problem = look(root, old, new)
        deaths[which] += 1
        if problem:
            wrong.append(f"{last}: {problem}"[:400])
    raise RuntimeError(f"{step} never ends")


def main(base: Path, steps: list[str]) -> None:
    report = {}
    for step in steps:
        (base / step).mkdir()
        report[step] = kill_all(base / step, step)
    print(json.dumps(report, ensure_ascii=False))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
