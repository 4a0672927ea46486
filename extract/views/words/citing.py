"""How a report is cited: by GB/T 7714—2015, the standard of Chinese scholarship, and as BibTeX.

A report whose source is an address of the web is an electronic announcement ([EB/OL], with the day on which it was looked at),
any other a report ([R]). What the workspace does not know is said as the standard says it ([出版地不详], [出版年不详]); nothing
is invented. Who reads English gets the standard's own Latin words (S.l., s.n.).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extract.readings import words
from extract.regions import registry
from extract.table import Source
from extract.views.words.language import Language
from extract.views.words.wording import report_title

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"，。；（）“”]+", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d")
_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{mark: f"\\{mark}" for mark in "{}%&$#_"},
}
_UNKNOWN = {
    "zh": {"place": "[出版地不详]", "publisher": "[出版者不详]", "year": "[出版年不详]"},
    "en": {"place": "[S.l.]", "publisher": "[s.n.]", "year": "[n.d.]"},
}


@dataclass(frozen=True, slots=True)
class _Origin:
    """What a report's ``source`` says: who published it, at which address, and the day on which somebody looked at it."""

    publisher: str
    address: str
    looked_at: str


def _origin(source: Source, made: date) -> _Origin:
    """A day that stands behind the address is the day on which it was looked at; else that is the day of the citation."""
    found = _ADDRESS.search(source.source)
    if found is None:
        return _Origin(source.source.strip(), "", "")
    rest = source.source[found.end() :]
    day = _DAY.search(rest)
    said = source.source[: found.start()] + (rest.replace(day.group(), "") if day else rest)
    return _Origin(
        " ".join(said.split()).strip(" ,，;；:：()（）"),
        found.group().rstrip(".,;"),
        day.group() if day else made.isoformat(),
    )


def gb(source: Source, say: Language, made: date) -> str:
    """The citation by GB/T 7714, with its full stop.

    >>> told = Source("综述", "吉林省", 2022, "双辽市基层党建工作综述", "2022-06-30", "双辽党建网", "", "")
    >>> gb(told, Language("zh"), date(2026, 11, 28))
    '双辽市基层党建工作综述[R]. [出版地不详]: 双辽党建网, 2022.'
    >>> from dataclasses import replace
    >>> gb(replace(told, source="双辽党建网 https://dj.example.cn/a_1.html"), Language("zh"), date(2026, 11, 28))
    '双辽市基层党建工作综述[EB/OL]. 双辽党建网, 2022(2022-06-30)[2026-11-28]. https://dj.example.cn/a_1.html.'
    >>> gb(replace(told, source="", published=""), Language("en"), date(2026, 11, 28))
    '双辽市基层党建工作综述[R]. [S.l.]: [s.n.], [2022].'
    """
    origin, unknown = _origin(source, made), _UNKNOWN[say.code]
    title = _title(source)
    year = source.published[:4] or (f"[{source.year}]" if source.year else unknown["year"])
    if not origin.address:
        return f"{title}[R]. {unknown['place']}: {origin.publisher or unknown['publisher']}, {year}."
    updated = f"({source.published})" if len(source.published) > 4 else ""
    who = f"{origin.publisher}, {year}" if origin.publisher else year
    return f"{title}[EB/OL]. {who}{updated}[{origin.looked_at}]. {origin.address}."


_IN_BRACES = str.maketrans(
    {"{": "%7B", "}": "%7D", "\\": "%5C"}
)  # of an address, which would close its field


def bibtex(source: Source, made: date) -> str:
    """The entry for BibTeX and BibLaTeX, with a line break at its end; its key is the region in Latin letters, the year and a
    check of the report's words.

    >>> told = Source("综述", "吉林省四平市双辽市", 2022, "100%覆盖_综述", "2022-06-30", "https://dj.example.cn/a_1", "", "")
    >>> print(bibtex(told, date(2026, 11, 28)), end="")
    @online{Shuangliao2022_c8b4d5,
      title = {100\\%覆盖\\_综述},
      year = {2022},
      date = {2022-06-30},
      url = {https://dj.example.cn/a_1},
      urldate = {2026-11-28},
      language = {chinese},
    }
    """
    origin = _origin(source, made)
    year = source.published[:4] or (str(source.year) if source.year else "")
    fields = {
        "title": _latex(_title(source)),
        "institution" if not origin.address else "organization": _latex(origin.publisher),
        "year": year,
        "date": source.published,
        "url": origin.address.translate(_IN_BRACES),
        "urldate": origin.looked_at,
        "note": "" if source.published or not year else "年份为推定",
        "language": "chinese",
    }
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields.items() if value]
    kind = "online" if origin.address else "techreport"
    return f"@{kind}{{{_key(source, year)},\n{''.join(lines)}}}\n"


def bibliography(sources: Sequence[Source], made: date) -> str:
    """All reports as one file of BibTeX."""
    return "\n".join(bibtex(source, made) for source in sources)


def _title(source: Source) -> str:
    return " ".join(report_title(source, Language("zh")).split())


def _key(source: Source, year: str) -> str:
    region = registry().by_full_name.get(source.region)
    name = re.sub(r"[^A-Za-z]", "", registry().english(region)) if region else "Report"
    return f"{name}{year}_{words(source.raw or source.name)[:6]}"


def _latex(text: str) -> str:
    return "".join(_LATEX.get(character, character) for character in text)
