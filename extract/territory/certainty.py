"""How sure a place is, by what gave it and how far away, by what the text speaks of there, and by how large the figure is.

What each weighs was fitted on labelled reports (``data/place_certainty.toml``): one place named in the figure's own clause is
surer than one that a sentence before it left behind, and 3名 without a site in a paragraph that speaks of residents is
hardly the whole county's.
"""

from __future__ import annotations

from functools import cache

from extract.likelihood import Likelihood, likelihood
from extract.patterns import lazy
from extract.regions import NATION, Region
from extract.speaking import Heard
from extract.territory.course import Anchor

_CLAUSE = lazy(r"[，,。；;：:！？\n]")
_SENTENCE = lazy(r"[。！？\n]")
_SORTS_OF = (
    dict.fromkeys(("人", "人次", "户"), "people") | dict.fromkeys(("个", "次"), "things") | {"元": "money"}
)
_SIZES = {  # from which values on the steps of a sort begin; of other units the size says nothing of the place
    "people": (10, 100, 1000, 10_000, 100_000),
    "things": (10, 100, 1000, 10_000, 100_000),
    "money": (10_000, 100_000, 1_000_000, 10_000_000, 100_000_000),
}
_STEPS = ("very small", "small", "middling", "large", "very large", "vast")
_SORTS = {
    "elsewhere": "region elsewhere",
    "returned": "region returned to",
}  # of regions other than the report's own
OF_PLACES = "of places"
"""The size of a figure that counts villages, towns or counties, which lie in no single place."""

_PLACES = lazy(
    "(?:贫困|深度贫困|行政|建制|经济薄弱|薄弱)?(?:村|社区|镇|乡|街道|县|市|区|州|旗|苏木|嘎查)(?!民|干部|党|级|两委|“两委|支|委|医|小组|里|内|场|中心)"
)
_NO_SIZE = ("%", "百分点", "岁")
# A table says in so many words whose a row is: .95, and .85 where it is the report's own. Set, not fitted, as no labelled real report
# has a table; of the figures in the project's own tables (`tests.tables`) all are placed rightly
_ROWS = {"rests_on: row": 2.45, "rests_on: row without a place": 1.25}


def basis(text: str, position: int, anchor: Anchor, home: Region | None, among_sites: bool) -> str:
    """What a figure's place rests on, as `data/place_certainty.toml` names it; ``among_sites`` says that the paragraph, or
    the one before, has come to a narrower place."""
    if anchor.region is None and not anchor.site:
        return "unknown"
    if anchor.rule == "own":
        return "own body" if anchor.site else "own, among sites" if among_sites else "own"
    sort = (
        "site" if anchor.site else _SORTS.get(anchor.rule, "region") if anchor.region is not home else "whole"
    )
    if _CLAUSE.search(text, anchor.position, position) is None:
        return f"{sort}, in the clause"
    if _SENTENCE.search(text, anchor.position, position) is None:
        return f"{sort}, in the sentence"
    return f"{sort}, before"


def size(value: float, unit: str) -> str:
    """How large a figure is for one of its unit.

    >>> size(143, "人"), size(3e6, "元"), size(82, "%"), size(40, "平方米")
    ('people, middling', 'money, large', '%', '')
    """
    if unit in _NO_SIZE:
        return unit
    sort = _SORTS_OF.get(unit)
    if sort is None:
        return ""
    return f"{sort}, {_STEPS[sum(abs(value) >= step for step in _SIZES[sort])]}"


def counts_places(text: str, end: int) -> bool:
    """Whether the figure that ends there counts villages, towns or counties.

    >>> counts_places("覆盖12个贫困县", 5), counts_places("12个村民小组", 3)
    (True, False)
    """
    return _PLACES.match(text, end) is not None


def of_region(rests_on: str, report: Heard, paragraph: Heard, large: str) -> tuple[str, ...]:
    """What speaks for and against a figure without a site covering its region: what its place rests on, what the report and its
    paragraph speak of and how often of the whole region (`extract.speaking`), and its size."""
    return (
        f"rests_on: {rests_on}",
        f"report: {report.level}",
        f"paragraph: {paragraph.level}",
        f"whole_in_report: {report.of_the_whole}",
        f"whole_in_paragraph: {paragraph.of_the_whole}",
        f"size: {large}",
    )


def alone(rests_on: str) -> tuple[str, ...]:
    """What speaks for the place of a figure with a site, or of one without any region: only what that rests on."""
    return (f"rests_on: {rests_on}",)


def in_row(anchor: Anchor) -> tuple[str, ...]:
    """What speaks for the place of a figure in a row of a table: the row's own label, or, where that names none, whose the table is."""
    if anchor.region is None and not anchor.site:
        return alone("unknown")
    return alone("row without a place" if anchor.rule == "own" else "row")


def guessed(rule: str, region: Region | None) -> tuple[str, ...]:
    """What speaks against a figure in its report's own region: that nobody gave it, and by which rule of `Home` it was found. That a
    text is about the nation is found in another way than which of its regions it is about.

    >>> guessed("opening", None), guessed("given", None), guessed("named", NATION)
    (('told_by: opening',), (), ('told_by: named, of the nation',))
    """
    if rule == "given":
        return ()
    return (f"told_by: {rule}, of the nation" if region is NATION else f"told_by: {rule}",)


@cache
def weights() -> Likelihood:
    """What each evidence weighs."""
    fitted = likelihood("place_certainty")
    return Likelihood({**fitted.weights, **_ROWS}, fitted.always)
