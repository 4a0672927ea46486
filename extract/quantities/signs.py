"""Signs: the minus before a number, which is no dash: 同比增长-3.5%, 增速为−2.1%, 负增长3.5%, 负三十二.

The sign stands outside the figure's quote, which begins with its first digit. A dash joins what stands on both its sides
(3-5人, 长春-吉林, 2019—2021年) or opens an item (- 12名): the words before it, the unit and the place tell the two apart.
"""

from __future__ import annotations

from extract.patterns import lazy, lazy_regex

_NEGATIVE_WORD = lazy_regex(
    r"(?r)(?:(?<![抱担欺辜胜自背肩减])负|零下|负增长(?:率|幅度?)?(?:了|为|约|达|达到|高达)?)\s?"
)
_LEAD = lazy_regex(
    r"(?r)(?:净?增[长速幅加减量]|净增|[同环]比|下[降滑]|降[低幅]|回落|减少|变[动化]|[涨跌]幅|涨跌|上升|提[高升]|[率差]|年均|上年|上月|去年|差额|盈亏|利润|收益|净额|结余|亏损"
    r"|气温|温度|低至|跌至|降至|减至|[为是达到至])[了约]?\s?"
)
_DASH = lazy_regex(r"(?r)(?<![-—–―])[-—–―]\s?")
_DASHES = frozenset("-—–―")
_ARROWS = frozenset("↓▼")  # 同比↓3.5%
_BEFORE = _DASHES | _ARROWS | frozenset("负下长率幅度了为约达到")
LEADS = _BEFORE | {" "}
"""What may stand before a number below nothing: without one of these nobody need ask."""
_RATES = frozenset({"%", "百分点", "摄氏度", "度"})


def negative(text: str, start: int, floor: int, unit: str) -> bool:
    """Whether the figure that begins at ``start`` of folded text lies below nothing; ``floor`` is where the one before ended.

    >>> negative("同比增长-3.5%", 5, 0, "%"), negative("党员3-5名", 4, 0, "人")
    (True, False)
    """
    before = text[start - 1 : start]
    if before == " ":
        before = text[start - 2 : start - 1]
    if before not in _BEFORE:
        return False
    if before in _ARROWS:
        return unit in _RATES
    if before not in _DASHES:
        return _NEGATIVE_WORD.match(text, max(0, start - 12), start) is not None
    dash = _DASH.match(text, max(0, start - 2), start)
    if dash is None:
        return False
    at = dash.start()
    left = text[at - 1 : at]
    if _LEAD.match(text, max(0, at - 4), at):
        return True
    if dash.group()[0] != "-" or (dash.group() != "-" and unit not in _RATES):
        return False
    if not left or left in " (:=，、；。":
        return (
            unit in _RATES
            or (left != "" and left in "(:=")
            or (not text[:at].strip() and _all_of(text, start))
        )
    return unit == "%" and "\u4e00" <= left <= "\u9fff" and at > floor


_ALONE = lazy(r"[0-9,. ]++[^0-9，。；、\s]{0,4}\s*\Z")


def _all_of(text: str, start: int) -> bool:
    """Whether nothing but the number and its unit follows: the cell of a table."""
    return _ALONE.match(text, start) is not None
