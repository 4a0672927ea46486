"""Whose report it is when a title names one person (“人民楷模”李保国——, 刘建明代表——): a portrait, whose figures are that person's
where nothing moves them."""

from __future__ import annotations

from extract.patterns import lazy
from extract.regions import registry
from extract.territory.names import PLACE
from extract.territory.opening import Head
from extract.territory.site_words import site_words

_OFTEN = 5  # times that a portrait names its person at least
_EVERY = 3  # paragraphs in which it does once
_LINE = lazy(r"\n+")


def own_person(clean: str, head: Head) -> str:
    """The person whose portrait a report is, "" for none: who stands at the end of a title line and is named all along.

    >>> own_person("守林人王大山——\\n\\n" + "王大山说，王大山栽树900棵。王大山还带着3户。\\n" * 2, Head(10, 10))
    '王大山'
    """
    body = clean[head.body :]
    often = max(_OFTEN, len(_LINE.findall(body)) / _EVERY)
    for named in site_words().portrayed.finditer(clean, 0, head.end):
        name = named["name"]
        if (
            body.count(name) >= often
            and name not in registry().by_form  # 田 and 于 are surnames, 田东县 and 于都县 no persons
            and not name.startswith(site_words().no_person)
        ):
            return name
    return ""


def is_person(site: str) -> bool:
    """Whether what a report is of is a person, not a place or a body.

    >>> is_person("王大山"), is_person("王山村"), is_person("")
    (True, False, False)
    """
    return site_words().full_name.fullmatch(site) is not None and not PLACE.search(site)
