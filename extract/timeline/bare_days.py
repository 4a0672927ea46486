"""Days that name no month: 1日上午 in a newspaper is of the month in which it came out, or of the one before, unless the paragraph
goes on from another (9月28日…，29日…); 今天上午 is the day on which it came out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from extract.patterns import lazy
from extract.periods.moments import Moment, Period
from extract.sentences import Sentence
from extract.span import Span

_OPENS = r"(?:^|(?<=[\s　，。；：、“]))"  # 历时15日, 截至31日 and 每月5日 are no days by themselves
_HOUR = r"(?:上午|中午|下午|晚(?:上|间)?|凌晨|清晨|早(?:上|晨)|一早|傍晚|当天|(?:\d{1,2}|零)[时点])?"
_GOES_ON = r"(?=[，,]|(?![游程报前后内均益常子元照])[\u4e00-\u9fff])"  # 3日游, 5日内, 7日均
_DAY = lazy(rf"{_OPENS}(?P<day>[12]\d|3[01]|[1-9])日{_HOUR}{_GOES_ON}")

_TODAY = lazy(rf"{_OPENS}今[天日](?:上午|中午|下午|晚上?|凌晨|清晨)")  # 今天 alone may be any time of ours


def with_bare_days(
    own: Sequence[list[Period]], sentences: Sequence[Sentence], published: date
) -> list[list[Period]]:
    """The time expressions of each sentence with its days that name no month among them."""
    found: list[list[Period]] = []
    last: Moment | None = None  # the day that the paragraph named last
    for periods, sentence in zip(own, sentences, strict=True):
        last = None if sentence.opens_paragraph else last
        days = list(_days(periods, sentence.text, published, last)) if "日" in sentence.text else []
        days += _today(sentence.text, published) if "今" in sentence.text else []
        both = sorted([*periods, *days], key=lambda each: each.span.start) if days else periods
        last = next((each.start for each in reversed(both) if each.start and each.start.day), last)
        found.append(both)
    return found


def _days(periods: Sequence[Period], text: str, published: date, last: Moment | None) -> Iterator[Period]:
    for match in _DAY.finditer(text):
        start, end = match.start("day"), match.end()
        if any(each.span.start < end and start < each.span.end for each in periods):
            continue
        named = [each.start for each in periods if each.start and each.span.end <= start]
        before = next((each for each in reversed(named) if each.day), last)
        day = int(match["day"])
        month = _month(day, published, before)
        offset = -1 if month > published.month else 0
        if day > monthrange(published.year + offset, month)[1]:
            continue
        yield Period(Span(start, end), text[start:end], "within", Moment(offset=offset, month=month, day=day))


def _today(text: str, published: date) -> Iterator[Period]:
    for match in _TODAY.finditer(text):
        day = Moment(offset=0, month=published.month, day=published.day)
        yield Period(Span(*match.span()), match.group(), "within", day)


def _month(day: int, published: date, before: Moment | None) -> int:
    """The month of a day that names none: that of the day ``before`` it if it comes later in it, else the last one in which the
    report can have told of it.

    >>> _month(1, date(2019, 10, 2), None), _month(30, date(2019, 1, 2), None)
    (10, 12)
    >>> _month(29, date(2019, 10, 30), Moment(month=9, day=28))
    9
    """
    if before is not None and before.month and before.day and before.day <= day:
        told_of = before.month != published.month or day <= published.day
        if told_of:
            return before.month
    if day <= published.day:
        return published.month
    return published.month - 1 or 12
