"""How right the program is on real text: the measures with their intervals, how far its confidence may be trusted, and the file
of both that the page 数据与方法 and the README show.

Real texts are third parties' and are kept elsewhere; `tests.fitting --accuracy` reads them by weights that know none of them and
writes what comes out here. A row is judged as in `tests.scoring`, and as a reader of the comparison sees it: ``drawn`` are the
figures that stand for a region (an indicator, no site), right when indicator, scope, period and per all are; ``sure`` those
of them of which the program says 0.9 and more, of which only the share right is asked, and how many of the drawn they are.
Intervals are of 90 %, by drawing reports anew.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from extract.catalogue import catalogue
from extract.facts import Fact
from tests.scoring import ROW, SHOWN, Label, agree, pairs

LATEST, LATEST_NEWS = "latest", "latest_news"
SHOWN_IN_README = (LATEST, LATEST_NEWS, "articles", "news", "pages")
README = Path(__file__).parent.parent / "README.md"
JUDGED = ("scope", "site", "period", "bound", "kind", "per")  # fields of the figures that were found
MEASURES = ("figure", "indicator", "row", "drawn", "sure", "covered", *JUDGED)
TOLD = ("indicator", "row", "drawn", "sure", "scope", "site", "period")  # in the README
BINS = ((0.0, 0.5), (0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.01))
_SURE = 0.9
_TIMES = 400
_ONCE_IN_TWENTY = 0.05  # how seldom a worse share would show none wrong
_SEEN_AS_DRAWN = ("indicator", "scope", "period", "per")

Counts = dict[
    str, tuple[int, int]
]  # of a measure: twice the hits or the hits, and what they are held against


@dataclass(frozen=True)
class Judged:
    """One report: what each measure counts in it, and of each row under an indicator its confidence and whether it is right."""

    counts: Counts
    sure: tuple[tuple[float, bool], ...]
    figures: int


@dataclass(frozen=True)
class Group:
    """Real reports of one genre: how many of them somebody had looked at while the rules were made, and what came out."""

    reports: tuple[Judged, ...] = ()
    looked_at: int = 0


def same(name: str, label: Label, fact: Fact) -> bool:
    """Whether a fact has a label's value in one field; a field that is not labelled (null) is right, but an indicator that is
    null is none."""
    return (name != "indicator" and label.get(name) is None) or agree(name, label, fact)


def known_only(facts: Sequence[Fact], known: frozenset[str] | None) -> list[Fact]:
    """The facts without the indicators that the labels could not name."""
    if known is None:
        return list(facts)
    return [fact if fact.indicator in known else replace(fact, indicator=None) for fact in facts]


def judge(labels: Sequence[Label], facts: Sequence[Fact]) -> Judged:
    """What each measure counts in one report."""
    matched = pairs(labels, facts)
    named = [pair for pair in matched if pair[0]["indicator"] and agree("indicator", *pair)]
    whole = sum(all(same(name, *pair) for name in ROW) for pair in matched)
    drawn = [fact for fact in facts if fact.indicator and not fact.site]
    wanted = sum(bool(label["indicator"] and not label.get("site")) for label in labels)
    seen = [
        fact
        for label, fact in named
        if not fact.site and not label.get("site") and all(same(name, label, fact) for name in _SEEN_AS_DRAWN)
    ]
    sure = [fact for fact in drawn if fact.confidence >= _SURE]
    indicated = sum(bool(fact.indicator) for fact in facts)
    counts: Counts = {
        "figure": (2 * len(matched), len(facts) + len(labels)),
        "indicator": (2 * len(named), indicated + sum(bool(label["indicator"]) for label in labels)),
        "row": (2 * whole, len(facts) + len(labels)),
        "drawn": (2 * len(seen), len(drawn) + wanted),
        "sure": (sum(fact.confidence >= _SURE for fact in seen), len(sure)),
        "covered": (len(sure), len(drawn)),
    }
    for name in JUDGED:
        counts[name] = (sum(same(name, *pair) for pair in matched), len(matched))
    right = {fact.id for _, fact in named}
    said = tuple((fact.confidence, fact.id in right) for fact in facts if fact.indicator)
    return Judged(counts, said, len(labels))


def share(hits: int, of: int) -> float:
    """A share, 1 of nothing.

    >>> share(3, 4), share(0, 0)
    (0.75, 1.0)
    """
    return hits / of if of else 1.0


def with_interval(
    reports: Sequence[Judged], of: Callable[[Sequence[Judged]], float], number: int
) -> tuple[float, float, float]:
    """A measure of a ``number`` of things, and the lower and upper end of its 90 % interval. Where all are right, drawing anew shows
    no other; the lower end is then the share of which so many come out right once in twenty times.

    >>> one = Judged({"sure": (27, 27)}, (), 27)
    >>> [round(each, 3) for each in with_interval([one], measure("sure"), 27)]
    [1.0, 0.895, 1.0]
    """
    draw = random.Random(7)
    drawn = sorted(of(draw.choices(reports, k=len(reports))) for _ in range(_TIMES))
    value, low, high = of(reports), drawn[_TIMES // 20], drawn[-_TIMES // 20 - 1]
    return value, min(low, _ONCE_IN_TWENTY ** (1 / number)) if value == 1.0 and number else low, high


def measure(name: str) -> Callable[[Sequence[Judged]], float]:
    """A measure over several reports."""
    return lambda reports: share(
        sum(each.counts[name][0] for each in reports), sum(each.counts[name][1] for each in reports)
    )


def _right(low: float, high: float) -> Callable[[Sequence[Judged]], float]:
    def of(reports: Sequence[Judged]) -> float:
        told = [hit for each in reports for said, hit in each.sure if low <= said < high]
        return share(sum(told), len(told))

    return of


def written(groups: Mapping[str, Group], measured: date) -> str:
    """The measures of each group and the calibration over all of them, as the rest of the file."""
    lines = [line for name, group in groups.items() for line in _told(name, group, measured)]
    return "\n".join(lines) + _calibrated([each for group in groups.values() for each in group.reports])


def _calibrated(every: Sequence[Judged]) -> str:
    """How often the indicator was right of the figures with so much confidence, as the end of the file."""
    lines = []
    for low, high in BINS:
        told = [said for each in every for said, _ in each.sure if low <= said < high]
        if told:
            right, least, most = with_interval(every, _right(low, high), len(told))
            lines += [
                "",
                "[[calibration]]",
                f"from = {low}",
                f"to = {min(high, 1.0)}",
                f"figures = {len(told)}",
                f"said = {sum(told) / len(told):.3f}",
                f"right = {{ share = {right:.3f}, low = {least:.3f}, high = {most:.3f} }}",
            ]
    return "".join([f"\n{line}" for line in lines]) + "\n"


def _told(name: str, group: Group, measured: date) -> list[str]:
    """The measures of one group."""
    lines = [
        "",
        f"[real.{name}]",
        f"measured = {measured.isoformat()}",
        f"reports = {len(group.reports)}",
        f"looked_at = {group.looked_at} # of these, while the rules were made; none was read by weights that knew it",
        f"figures = {sum(each.figures for each in group.reports)}",
    ]
    for each in MEASURES:
        if not any(report.counts[each][1] for report in group.reports):
            continue  # of nothing there is no share: no figure was sure
        number = sum(report.counts[each][1] for report in group.reports)
        value, low, high = with_interval(group.reports, measure(each), number)
        lines.append(f"{each} = {{ share = {value:.3f}, low = {low:.3f}, high = {high:.3f} }}")
    return lines


def keep_one(name: str, group: Group, measured: date, others: Group | None = None) -> None:
    """Put one group of real text into the file, in its own place or before the others, and into the README. What the confidence of
    the latest is worth, and of ``others`` found with them, takes the place of what was measured before: it says what the program of
    today may be trusted with."""
    text = SHOWN.read_text("utf-8")
    own = "\n".join(_told(name, group, measured)) + "\n"
    before, here, behind = text.partition(f"\n[real.{name}]\n")
    if here:
        text = before + own + behind[behind.index("\n\n[") + 1 :]
    else:
        before, _, behind = text.partition("\n[real.")
        text = f"{before}{own}\n[real.{behind}"
    if name == LATEST:
        told, _, _ = text.partition("\n\n[[calibration]]")
        text = told.rstrip() + _calibrated([*group.reports, *(others.reports if others else ())])
    SHOWN.write_text(text, "utf-8")
    into_readme()


def keep(text: str) -> None:
    """Put what was measured on real text behind what was measured on ours, and into the README."""
    made = SHOWN.read_text("utf-8").partition("\n[real.")[0].rstrip()
    SHOWN.write_text(f"{made}\n{text}", "utf-8")
    into_readme()


def into_readme() -> None:
    """Write the tables of the README as the file has it."""
    readme = README.read_text("utf-8")
    for code in ("en", "zh"):
        readme = _TABLE[code].sub(lambda match, code=code: f"{match[1]}{table(code)}{match[3]}", readme)  # type: ignore[misc]
    README.write_text(readme, "utf-8")


_TABLE = {
    code: re.compile(rf"(<!-- accuracy {code} -->\n)(.*?)(<!-- /accuracy -->)", re.DOTALL)
    for code in ("en", "zh")
}
_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "head": "| share right (90 % interval) | bulletins, yearbook entries, summaries found last, never looked at | news found last, never looked at | newspaper articles of any kind whose region nobody gave, never looked at | real newspaper texts | real yearbook entries, bulletins, summaries | texts that we made |",
        "size": "reports, figures",
        "indicator": "indicator (F1)", "row": "whole row (F1)", "drawn": "drawn for a region, with place and period (F1)",
        "sure": "the same, where the program says 0.9 and more (precision)", "scope": "region", "site": "site", "period": "period",
        "comma": ", ",
    },
    "zh": {
        "head": "| 正确的比例（90% 区间） | 最近找来、没有人看过的公报、年鉴条目和总结 | 最近找来、没有人看过的新闻 | 没有给出地区的各类新闻，没有人看过 | 真实的新闻报道 | 真实的年鉴条目、公报和工作总结 | 我们自己写的文本 |",
        "size": "报告数、数字数",
        "indicator": "归入指标（F1）", "row": "整行全对（F1）", "drawn": "代表地区画出的数字，连同地区和期间（F1）",
        "sure": "其中程序有九成以上把握的（准确率）", "scope": "地区", "site": "更小范围", "period": "期间", "comma": "、",
    },
}  # fmt: skip


def table(code: str) -> str:
    """What the README shows, in one language: real text first."""
    known: dict[str, Any] = tomllib.loads(SHOWN.read_text("utf-8"))
    words, real, made = _WORDS[code], known["real"], known["made"]
    groups = [real[name] for name in SHOWN_IN_README if name in real]
    sizes = [f"{g['reports']}{words['comma']}{g['figures']:,}" for g in groups]
    ours = f"{sum(m['reports'] for m in made.values())}{words['comma']}{sum(m['labels'] for m in made.values()):,}"
    lines = [
        words["head"],
        f"| --- |{' ---: |' * (len(groups) + 1)}",
        f"| {words['size']} | {' | '.join(sizes)} | {ours} |",
    ]
    for each in TOLD:
        cells = [_with_interval(g[each]) if each in g else "–" for g in groups]
        own = [m[each] for m in made.values() if each in m]
        span = f"{min(own):.2f}–{max(own):.2f}" if own else "–"
        lines.append(f"| {words[each]} | {' | '.join(cells)} | {span} |")
    return "\n".join(lines) + "\n"


def _with_interval(told: Mapping[str, float]) -> str:
    return f"{told['share']:.2f} ({told['low']:.2f}–{told['high']:.2f})"


def ids_in(file: Path) -> frozenset[str]:
    """The ids that labels know, one a line, behind which a comma and more may stand; raises `SystemExit` for one that the
    catalogue does not have."""
    found = {line.partition(",")[0].strip() for line in file.read_text("utf-8").splitlines()} - {"", "id"}
    unknown = sorted(found - set(catalogue().indicators))
    if unknown:
        raise SystemExit(f"{file}: {unknown[0]} is no indicator of the catalogue")
    return frozenset(found)
