"""Charts as one HTML file that needs nothing else: pictures inside, no script, no request.

Everything from a report is escaped. The file prints well and follows the reader's preference for a dark ground only in
its frame: the pictures keep their white one.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from extract.facts import Fact
from extract.views.charts.folding import folded
from extract.views.charts.spec import ChartSpec, Row
from extract.views.exports.image import bare_svg
from extract.views.exports.rows import closing, heads, shortened, summary
from extract.views.palette import LIGHT
from extract.views.words import quoting
from extract.views.words.language import Language
from extract.views.words.wording import label

_COLUMNS = ("region", "level", "value", "period", "grade", "reasons", "quote")
_MOST_ROWS = 80
_STYLE = f"""
:root{{{LIGHT.css()}}}
*{{box-sizing:border-box}}
body{{margin:0;background:var(--ground);color:var(--ink);font:16px/1.65 "Noto Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}}
main{{max-width:900px;margin:0 auto;padding:2.5rem 1.25rem}}
section+section{{margin-top:4rem;border-top:1px solid var(--line);padding-top:2.5rem}}
h1,h2{{font-size:1.6rem;line-height:1.3;margin:0 0 .4rem}}
h3{{font-size:1.05rem;margin:2rem 0 .5rem}}
p{{margin:.25rem 0}}
.quiet{{color:var(--quiet);font-size:.92rem}}
.strip{{background:var(--notice);color:var(--notice_ink);border-radius:6px;padding:.7rem 1rem;margin:.9rem 0}}
img{{display:block;width:100%;height:auto;margin:.5rem 0}}
.wide{{overflow-x:auto}}
table{{border-collapse:collapse;width:100%;font-size:.88rem}}
th,td{{text-align:left;padding:.4rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}}
th{{background:var(--chip);color:var(--quiet);font-weight:600;white-space:nowrap}}
td.name,td.grade,td.period{{white-space:nowrap}}
nav{{margin-bottom:3rem}}
td.number,th.number{{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}}
tr.caution td.grade{{background:repeating-linear-gradient(135deg,var(--caution) 0 4px,transparent 4px 8px)}}
tr.unsure td.grade{{color:var(--comparable);border:1.5px dotted var(--comparable)}}
td.reasons{{min-width:15rem}}
tr.comparable td.grade{{color:var(--comparable);font-weight:600}}
tr.missing td,tr.refused td{{color:var(--faint)}}
ul{{padding-left:1.2rem;margin:.3rem 0;color:var(--quiet);font-size:.88rem}}
blockquote{{margin:.6rem 0;padding:.1rem 0 .1rem .9rem;border-left:3px solid var(--line)}}
blockquote footer{{color:var(--faint);font-size:.82rem;overflow-wrap:anywhere}}
mark{{background:var(--mark);border-bottom:2px solid var(--mark_line);font-weight:600}}
nav ol{{padding-left:1.4rem}}
a{{color:var(--comparable)}}
@media print{{main{{padding:0}}section{{break-inside:auto}}section+section{{break-before:page;border:0}}}}
""".replace("_ink", "-ink").replace("_line)", "-line)")


def html(specs: Sequence[ChartSpec]) -> bytes:
    """One page of all charts, with a list of contents when there are several."""
    first = specs[0]
    language = "zh-CN" if first.language.code == "zh" else "en"
    title = escape(first.title if len(specs) == 1 else label("part.chart", first.language))
    body = "".join(_section(spec, number) for number, spec in enumerate(specs, 1))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title>'
        f"<style>{_STYLE}</style></head><body><main>{_contents(specs)}{body}</main></body></html>\n"
    ).encode()


def _contents(specs: Sequence[ChartSpec]) -> str:
    if len(specs) == 1:
        return ""
    items = "".join(
        f'<li><a href="#chart-{number}">{escape(spec.title)}</a> <span class="quiet">{escape(spec.verdict)}</span></li>'
        for number, spec in enumerate(specs, 1)
    )
    return f"<nav><h1>{escape(label('part.contents', specs[0].language))}</h1><ol>{items}</ol></nav>"


def _section(spec: ChartSpec, number: int) -> str:
    say = spec.language
    parts = [f'<section id="chart-{number}"><h2>{escape(spec.title)}</h2>']
    parts += [f'<p class="quiet">{escape(text)}</p>' for text in (spec.subtitle, summary(spec)) if text]
    if spec.agreement:
        parts.append(
            f'<p class="strip"><strong>{escape(spec.headline)}</strong>　{escape(spec.agreement)}</p>'
        )
    if spec.rows:
        picture = base64.b64encode(bare_svg(shortened(spec, _MOST_ROWS))).decode()
        parts.append(f'<img alt="{escape(spec.alt)}" src="data:image/svg+xml;base64,{picture}">')
        parts.append(_table(spec))
    parts.append(f"<h3>{escape(label('part.notes', say))}</h3><ul>")
    parts += [f"<li>{escape(line)}</li>" for line in [*shortened(spec, _MOST_ROWS).notes, *closing(spec)]]
    parts.append("</ul>")
    quoted = [each for row in spec.rows for each in row.quoted]
    if quoted:
        over = quoting.heading([fact for _, fact in quoted], say)
        parts += [f"<h3>{escape(over)}</h3>", *(_quote(name, fact, say) for name, fact in quoted)]
    return "".join([*parts, "</section>"])


def _table(spec: ChartSpec) -> str:
    titles = heads(spec, _COLUMNS)
    titles[_COLUMNS.index("value")] = spec.language.bracketed(titles[_COLUMNS.index("value")], spec.unit)
    names = zip(_COLUMNS, titles, strict=True)
    head = "".join(f"<th{_class(column)}>{escape(name)}</th>" for column, name in names)
    lines = "".join(
        f'<tr class="{row.grade}">'
        + "".join(
            f"<td{_class(c)}>{escape(text)}</td>" for c, text in zip(_COLUMNS, _line(spec, row), strict=True)
        )
        + "</tr>"
        for row in folded(spec)
    )
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>'


def _class(column: str) -> str:
    return {
        "region": ' class="name"',
        "value": ' class="number"',
        "period": ' class="period"',
        "grade": ' class="grade"',
        "reasons": ' class="reasons"',
    }.get(column, "")


def _line(spec: ChartSpec, row: Row) -> tuple[str, ...]:
    reasons = spec.language.clauses(row.reasons)
    grade = spec.grade(row)
    quote = row.fact.quote if row.fact else ""
    return (row.name, row.level, row.whole, row.period, grade, reasons, quote)


def _quote(name: str, fact: Fact, say: Language) -> str:
    before, after = (
        fact.sentence[: fact.position].lstrip(),
        fact.sentence[fact.position + len(fact.text) :].rstrip(),
    )
    told = [name, f"{fact.report} {fact.start}–{fact.end}", quoting.note(fact, say)]
    where = escape(" · ".join(filter(None, told)))
    return f'<blockquote lang="zh">{escape(before)}<mark>{escape(fact.text)}</mark>{escape(after)}<footer>{where}</footer></blockquote>'
