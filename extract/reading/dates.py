"""Days as pages and people write them."""

from __future__ import annotations

from datetime import date

from extract.patterns import lazy_regex

_DATE = lazy_regex(
    r"(?P<year>(?:19|20)\d\d)(?:[年./-](?P<month>\d{1,2})(?:[月./-](?P<day>\d{1,2})日?|月)?|年)?(?:[T ].*)?"
)


def day(stated: str) -> str:
    """A day as people write it as YYYY, YYYY-MM or YYYY-MM-DD; "" when it is none.

    >>> day("2022年6月30日"), day("2022-06"), day("2022/6/30 08:00"), day("2022-13"), day("去年")
    ('2022-06-30', '2022-06', '2022-06-30', '', '')
    """
    found = _DATE.fullmatch(stated.strip())
    if found is None:
        return ""
    parts = [int(part) for part in found.group("year", "month", "day") if part]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError:
        return ""
    return "-".join(f"{part:02d}" for part in parts)
