"""What money was for, where a sentence says so behind the sum: 投入资金3.2亿元新建村级活动场所, 投入1.8亿元,用于慰问困难党员."""

from __future__ import annotations

from extract.binding.phrases import Phrase
from extract.patterns import HAN, lazy

_ONLY_SPENDS = lazy(  # 铜仁市累计投入各类资金, and no word of what for
    rf"(?:[{HAN}]{{2,8}}?[省市州盟县旗区])?"
    r"(?:(?:全|我|本)?[国省区市州盟县旗乡镇村]|两级|各级|累计|先后|共计?|总计|已|每年|年均|预计|中央|财政|本级|[省市州县]管|整合|统筹|撬动|引导|带动|投入|投资|安排|拨付|下拨|划拨|"
    r"拨出|列支|争取|协调|筹集|筹措|募集|落实|支出|使用|拿出|下达|追加|注入|各类|专项|涉农|补助|奖补|项目|社会|配套|扶持|引导性?|管理|留存|代管|资金|经费|款项|党费|资本|[的等和、达为近约从中])+"
)
_FOR = (
    r"用于|用来|用以|作为|支持|扶持|资助|补助|补贴|奖励|慰问|新建|改建|扩建|改扩建|修建|修缮|维修|改造|提升|建成|建设|打造|"
    r"发展|推进|开展|实施|保障|解决|改善|购买|购置|发放|补充"
)
_BEHIND = lazy(
    rf"(?:的?(?:专项)?(?:资金|经费))?(?:全部|主要|专项|专门|重点|分别|统一|高标准|高质量)*(?P<aim>(?:{_FOR})[^,，。；;:：!！?？\n]*)"
)
_THINGS = lazy(r"[^\d]{4,}")
_JOINS = ",，"


def spent_on(phrase: Phrase, own: str) -> str:
    """What the words behind a sum, in its own clause or at the head of the next, say that it was for; "" where ``own``,
    what stands before it, says so already, or nothing does.

    The next clause counts only where it opens with what is done with money: 投入5470万元,新建服务中心71个, and not
    投入5470万元,有力推进了脱贫攻坚.
    """
    if phrase.unit != "元" or not _ONLY_SPENDS.fullmatch(own):
        return ""
    text = phrase.text
    for start, end in ((phrase.after.start, phrase.after.end), _next(phrase)):
        match = _BEHIND.match(text, start, end)
        if match and (said := _THINGS.match(match["aim"])):
            return said.group().rstrip("了的之、和与及")
    return ""


def _next(phrase: Phrase) -> tuple[int, int]:
    """The clause that follows, right behind the sum; an empty stretch where something stands between."""
    clause = phrase.follows
    if clause is None or phrase.text[phrase.figure.end : clause.start].strip(_JOINS):
        return phrase.figure.end, phrase.figure.end
    return clause.start, clause.end
