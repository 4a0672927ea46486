"""What is still to be settled: problems that wait, are being dealt with or were handed on are none that were solved, people not yet
out of poverty none that left it."""

from __future__ import annotations

from extract.binding.phrases import Phrase
from extract.patterns import HAN, lazy

_SETTLE = r"(?:整改|整治|完成|办[理结]|解决|化解|处[理置]|销号|答复|落实|调[处解]|转化|建成|开工|换届|脱贫|清欠|移交|装修|施工|修建|筹建)"
_UNDONE = lazy(  # 未完成|5个, 正在办理|48件, 限期整改问题|26个; but 解决未整改的问题|26个
    rf"(?:未(?![来决])(?:能|曾|经|予|及时|全部|全面|按[期时]|如期|彻底)*|没有?能?|无法|没法|正在|仍在|[尚还]在|[尚还]需|(?<![接招对看优善款])待|(?<!模)拟|(?:限|延|暂缓|逾)期|责令)"
    rf"(?:抓紧|积极|加快|加紧|按[期时]|持续|继续|进一步|推进|推动|进行|予以|立即){{0,2}}{_SETTLE}(?:到位|完成|完毕|销号)?[^，,。；;：:的\d]{{0,6}}(?:的[共有]{{0,2}})?$"
)
_SPARED = lazy(  # 免予党纪处分|3人
    r"(?:免[予于受]|不予)[^，,。；;的\d]{0,8}?(?:处[分罚理]|问责|追究|立案)[^，,。；;：:的\d]{0,6}$"
)
_STILL = lazy(rf"(?:持续|继续|长期)(?:推进|推动|抓好|进行)?{_SETTLE}[^，,。；;：:的\d]{{0,6}}$")
_NOT_BEHIND = lazy(  # 1260人|没有脱贫, 48件|诉求尚未办结
    rf"[{HAN}]{{0,6}}?(?:未(?![来决])|没有)(?:能|及时|全部|按[期时]|如期|彻底)*{_SETTLE}"
)
_YET_BEHIND = lazy(  # 有54个|正在整改, 25条|问题待解决
    rf"[{HAN}]{{0,6}}?(?:正在|[仍尚还]在|(?<![接招对看优善款])待|持续|继续)(?:抓紧|积极|加快|加紧|持续|进一步|推进|进行){{0,2}}{_SETTLE}"
)
_SOME_DONE = lazy(  # 96个|软弱涣散党组织已实现转化70个, 320项|问题已有296项整改到位: these are all, of which some are settled
    rf"[{HAN}()]{{2,16}}?(?:当?中)?(?:目前|现)?已经?(?:有|实现|全?部?{_SETTLE})[{HAN}]{{0,8}}?\d[\d.]*[万千百]?[余多]?[个件项条起名人户]"
)
_HANDED_ON = lazy(  # 向市委提出意见建议|4条, 向县纪委移交问题|32个
    r"向[^，,、。；;\d]{1,20}?(?:提出|反馈|移交|转交|转办|交办|移送|下达|发出|制发|报送)[^，,。；;的\d]{0,10}$"
)
_ORDERED = lazy(r"(?:要求|责令|责成)[^，,。；;]*$")
_TO_SETTLE = lazy(  # 要求对130个|问题进行整改
    rf"[{HAN}]{{0,6}}?(?:限期|立即|逐[一项个条]|进行|予以|抓紧|及时)+{_SETTLE}(?!到位|完成|完毕|了)"
)


def unsettled(phrase: Phrase, *, behind_done: bool) -> bool:
    """Whether what is told of a figure's things is not done yet: 未完成5个, 正在办理48件, 54个正在整改; ``behind_done`` says that the
    figure before it is of something done, behind which what goes on is the rest (完成整改296个，持续整改15个)."""
    text, before, clause = phrase.text, phrase.before.start, phrase.clause
    start, end = phrase.figure.start, phrase.figure.end
    if (
        _UNDONE.search(text, before, start)
        or _SPARED.search(text, before, start)
        or _NOT_BEHIND.match(text, end, clause.end)
    ):
        return True
    if phrase.unit != "人" and _YET_BEHIND.match(text, end, clause.end):  # 120名干部正在化解纠纷 are at work
        return True
    if _SOME_DONE.match(text, end, clause.end):
        return True
    if behind_done and _STILL.search(text, before, start):
        return True
    return (
        _TO_SETTLE.match(text, end, clause.end) is not None
        and _ORDERED.search(text, clause.start, start) is not None
    )


def handed_on(phrase: Phrase) -> bool:
    """Whether matters were told or handed to somebody else, who neither heard nor settled them so: 向市委提出意见建议4条."""
    return _HANDED_ON.search(phrase.text, phrase.before.start, phrase.figure.start) is not None
