"""What no name of a town, a village or a body holds: function words, figures, marks, but for names that have one of them."""

from __future__ import annotations

from extract.patterns import HAN, lazy

# Characters that a name does not hold: function words, figures, marks.
FUNCTION_WORDS = "的了着是在与及或各每把等让使被从到由该此我你他它这那则即次%丨已均仍只才就还再又"
# Names with such a character in them: 李各庄村, 那桐镇, 均川镇
_NAMED_SO = "各庄|那[^个些里种样边时么年位家片条座一几两三的是有](?:[镇乡村]|街道|社区)|均[川楚](?=镇)|均村(?=乡)|次[渠邱营](?=镇)|(?<=[育英秀聚三])才|才溪|均安(?=镇)|等驾坡|还地桥|让胡路|又新(?=[镇乡街])|才湾|只乐(?=镇)|即墨路|则克台"
STOP = lazy(
    rf"(?!{_NAMED_SO})[{FUNCTION_WORDS}]|(?<![部软配零铸锻])件|[^{HAN}A-Za-z·]"
)  # 12件, but 机械零部件公司


def stopped(text: str, start: int, end: int) -> bool:
    """Whether something stands in a stretch that no name holds.

    >>> stopped("那桐镇", 0, 2), stopped("那个镇", 0, 2)
    (False, True)
    """
    found = STOP.search(text, start, end + 2)  # the end of a name says what a character in it is
    return found is not None and found.start() < end
