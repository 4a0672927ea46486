"""Who heads a town, a village or a body: what they say further on in the report is of it, 陈芳介绍，报到党员有1265人."""

from __future__ import annotations

from dataclasses import replace

from extract.patterns import lazy_regex
from extract.territory import extents
from extract.territory.course import Anchor
from extract.territory.marks import NamedSite
from extract.territory.naming import spoken

_HAVE_HEADS = ("镇", "乡", "街道", "村", "社区", "公司", "集团", "学校", "医院")
LAST_PART = lazy_regex(r"(?:镇|乡|街道)(\p{Han}{2,8})$")
"""A village behind the name of its town: 茂林镇|双山村."""

_TITLE = lazy_regex(
    r"(?:党|村|居|社区|委|会|总|支|部|工|第一|副|原|、|两)*(?:书记|主任|镇长|乡长|院长|校长|经理|董事长|负责人)"
)
_TITLE_MOST = 12  # characters


class Heads:
    """The people of one report whom it has introduced as the head of a body."""

    __slots__ = ("_of",)

    def __init__(self) -> None:
        self._of: dict[str, Anchor] = {}  # 陈芳 -> 丰乐社区, whose secretary she is

    def meet(self, name: str, now: Anchor, text: str, position: int) -> None:
        """Remember who is named at a position, if the body that the text has come to and a title stand right before."""
        if now.site.endswith(_HAVE_HEADS) and _introduced(now.site, text, position):
            self._of.setdefault(name, now)

    def said(self, mark: NamedSite, text: str, now: Anchor) -> Anchor | None:
        """Where what somebody says belongs, None for someone who heads nothing and where the text stands there anyway."""
        head = self._of.get(mark.site.name)
        if head is None or head.site == now.site:
            return None
        position = spoken(text, mark.position, mark.end)
        return replace(head, position=position, until=extents.speech_end(text, mark.end))


def _introduced(site: str, text: str, position: int) -> bool:
    """Whether a body's name and a title stand right before a position: 丰乐社区|党总支书记|陈芳."""
    own = LAST_PART.search(site)
    name = own[1] if own else site
    at = text.rfind(name, max(0, position - _TITLE_MOST - len(name)), position)
    return at >= 0 and _TITLE.fullmatch(text, at + len(name), position) is not None
