"""Where a clause is about somebody who is only pointed at: 他家有6垧地, 我去年挣了3万元, 夫妻俩种了8亩桑园."""

from __future__ import annotations

from extract.patterns import lazy
from extract.span import Span
from extract.territory.extents import opens_clause, speaks
from extract.territory.marks import NamedSite
from extract.territory.names import Site
from extract.territory.where import SOME_PLACE

_SOMEBODY = lazy(
    r"[他她](?![们国人乡家])|[他她我]家(?![乡门庭])|我(?![们国省市县区州旗盟镇乡村校院局厅部司公街社党军行厂]|家|为[群民人百]|是党|和我|爱)|俺|自家"
    r"|(?<![国大全])家[里中](?!人)|全家(?!族)|一家(?=人|[一二三四五六七八九十\d两]口)|[一二三四五六七八九十\d]口之家|夫妻俩|夫妇俩|夫妻二人|[母父]子俩|[母父]女俩|老两口"
)


def somebody(text: str, name: str = "") -> list[NamedSite]:
    """The pronouns and households that open a clause of a text; ``name`` is who was named last, "" for nobody."""
    return [
        NamedSite(found.start(), found.end(), site=Site(Span(*found.span()), name or SOME_PLACE, "person"))
        for found in _SOMEBODY.finditer(text)
        if opens_clause(text, found.start()) and not speaks(text, found.end())
    ]
