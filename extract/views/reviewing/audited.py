"""What sampling audits found, in words: for the page of methods, for the notes of a file, and beside the figures judged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from html import escape

import pandas as pd

from extract.audit import Estimate, Result, Review, results
from extract.audit.estimates import MEASURES, Agreement
from extract.catalogue import catalogue
from extract.corrections.draws import Draw
from extract.views.charts.spec import ChartSpec
from extract.views.context import Context
from extract.views.reviewing.history import moment
from extract.views.words.language import Language
from extract.workspace import State

_NARROW = ("indicator", "theme", "all")  # the population that says most of one indicator comes first
_SHOWN = 4  # audits in the table, the newest finished one of each population


@lru_cache(maxsize=4)
def found(state: State) -> tuple[Result, ...]:
    """All audits of a workspace, the newest first."""
    return results(state)


def drawn_from(draw: Draw, say: Language) -> str:
    """The population of a draw: 全部 412 个数字."""
    known = catalogue()
    indicator, theme = known.indicators.get(draw.of), known.themes.get(draw.of)
    of = say.indicator(indicator) if indicator else say.theme(theme) if theme else draw.of
    return say(f"audit.from_{draw.population}", of=of, size=f"{draw.size:,}")


def day(when: str) -> str:
    """The day of a moment."""
    return moment(when)[:10]


def share(estimate: Estimate) -> str:
    """A share with its interval: 98.0% (89.5–99.6); "" where nothing was judged."""
    if estimate.share is None:
        return ""
    return f"{estimate.share:.1%} ({100 * estimate.low:.1f}–{100 * estimate.high:.1f})"


def outcome(review: Review, say: Language) -> str:
    """抽检 50 处，正确 49，95% 置信区间 89.5%–99.6%."""
    whole = review.whole
    return say(
        "audit.outcome",
        judged=whole.judged,
        right=whole.right,
        low=f"{whole.low:.1%}",
        high=f"{whole.high:.1%}",
    )


def agreed(one: Review, two: Review, agreement: Agreement, say: Language) -> str:
    """How far two reviewers agree, in a line."""
    return say(
        "audit.agreed",
        one=one.who, two=two.who, alike=agreement.alike, both=agreement.both,
        share=f"{agreement.alike / agreement.both:.0%}" if agreement.both else say("tile.none"),
        kappa=kappa(agreement, say),
    )  # fmt: skip


def kappa(agreement: Agreement, say: Language) -> str:
    """Cohen's kappa, or that there is none."""
    return (
        say("audit.no_kappa")
        if agreement.kappa is None
        else say("audit.kappa", kappa=f"{agreement.kappa:.2f}".replace("-", "−"))
    )


def teller(context: Context) -> Callable[[ChartSpec], str] | None:
    """What says of a chart what an audit found; None where none was finished."""
    if context.desk is None:
        return None
    done = [each for each in found(context.desk.state) if each.finished]
    return partial(note, done, context.say) if done else None


def note(done: Sequence[Result], say: Language, spec: ChartSpec) -> str:
    """What the narrowest and newest audit that speaks for a chart found, for the chart's notes; "" where none does."""
    theme = catalogue().indicators[spec.indicator].theme
    facts = [fact for row in spec.rows if row.fact for fact in (row.fact, *row.others)]
    own = [each for each in done if each.speaks_for(spec.indicator, theme, facts)]
    best = min(own, key=lambda each: _NARROW.index(each.audit.draw.population), default=None)
    if best is None or best.first is None:
        return ""
    parts = [
        outcome(best.first, say),
        say(
            "audit.source",
            population=drawn_from(best.audit.draw, say), who=best.first.who, day=day(best.first.when),
        ),
        *(agreed(one, two, each[0], say) for one, two, each in best.agreements[:1]),
    ]  # fmt: skip
    return "；".join(parts) + "。" if say.code == "zh" else "; ".join(parts) + "."


def shown(state: State) -> list[Result]:
    """The newest finished audit of each population."""
    newest: dict[tuple[str, str], Result] = {}
    for each in found(state):
        if each.finished:
            newest.setdefault((each.audit.draw.population, each.audit.draw.of), each)
    return list(newest.values())[:_SHOWN]


def table(told: Sequence[Result], say: Language) -> pd.DataFrame:
    """Finished audits, a column each: who judged how many of which figures, and the share that is right by field."""
    columns = {}
    for each in told:
        review = each.first
        if review is None:
            continue
        title = f"{drawn_from(each.audit.draw, say)} · {day(review.when)}"
        while title in columns:
            title += " "
        columns[title] = [
            review.who,
            f"{review.whole.judged:,}",
            *(
                f"{estimate.right} / {estimate.judged} · {share(estimate)}" if estimate.judged else ""
                for estimate in review.estimates
            ),
            _second(each, say),
        ]
    rows = ("who", "judged", *(f"of_{measure}" for measure in MEASURES), "second")
    return pd.DataFrame({say("audit.measure"): [say(f"audit.{row}") for row in rows], **columns})


def _second(result: Result, say: Language) -> str:
    lines = [agreed(one, two, each[0], say) for one, two, each in result.agreements]
    return say.clauses(lines) or say("audit.nobody_else")


def bars(estimates: Sequence[Estimate], say: Language) -> str:
    """The estimates as HTML: of each measure how many are right, and the interval on a line from 0 to 100 %."""
    lines = []
    for each in estimates:
        count = f"{each.right} / {each.judged}"
        if each.share is None:
            mark, words = "", say("tile.none")
        else:
            mark = (
                f'<i class="range" style="left:{100 * each.low:.1f}%;width:{100 * (each.high - each.low):.1f}%"></i>'
                f'<i class="dot" style="left:{100 * each.share:.1f}%"></i>'
            )
            words = f"{each.share:.1%} <small>{100 * each.low:.1f}–{100 * each.high:.1f}</small>"
        lines.append(
            f'<div class="audit-row {each.measure}"><span class="name">{escape(say(f"audit.of_{each.measure}"))}</span>'
            f'<span class="count">{count}</span><span class="track" aria-hidden="true">{mark}</span><span class="share">{words}</span></div>'
        )
    return f'<div class="audit-rows">{"".join(lines)}</div>'
