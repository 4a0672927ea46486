"""Remainders: what follows a unit and adds to its number: 三亩半, 一倍半, 18元3角2分."""

from __future__ import annotations

from decimal import Decimal

from extract import numerals
from extract.numerals import CHINESE
from extract.patterns import lazy

_COIN = f"[0-9{CHINESE}]"
_COINS = lazy(rf"(?P<jiao>{_COIN})角(?:(?P<fen>{_COIN})分(?!之))?|零?(?P<alone>{_COIN})分(?![之的钟])")
_HALVED = frozenset({"倍", "平方米", "米", "公斤", "年", "天", "元", "百分点"})
_AFTER_HALF = lazy("[年月天日个夜山路径岛数以之]")


def behind(text: str, end: int, base: str, counter: str) -> tuple[Decimal, int]:
    """What stands at ``end``, behind a unit, in that unit, and where it ends.

    >>> behind("三亩半", 2, "平方米", "亩"), behind("18元3角2分", 3, "元", "元"), behind("3人半天", 2, "人", "人")
    ((Decimal('0.5'), 3), (Decimal('0.32'), 7), (Decimal('0'), 2))
    """
    if text[end : end + 1] == "半" and base in _HALVED and not _AFTER_HALF.match(text, end + 1):
        return Decimal("0.5"), end + 1
    if counter == "元" and (coins := _COINS.match(text, end)):
        jiao, fen = coins["jiao"], coins["fen"] or coins["alone"]
        tenths = numerals.parse(jiao) / 10 if jiao else Decimal(0)
        return tenths + (numerals.parse(fen) / 100 if fen else Decimal(0)), coins.end()
    return Decimal(0), end
