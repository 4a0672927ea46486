"""Which words may stand before the expression that opens its sentence: 【党员发展】2016年; 本报讯 2019年; 据统计，2016年."""

from __future__ import annotations

from extract.patterns import HAN, lazy
from extract.timeline.reach import MARKER

_WIRE = (  # 央广网广州1月22日消息（记者李明）2019年; 本报讯 2019年
    rf"[{HAN}]{{2,14}}(?:\d{{1,2}}月\d{{1,2}}日)?(?:[电讯]|消息)(?:[（(][^（）()\n]{{0,30}}[)）][:：]?|(?=[ \u3000])|$)"
)
_HEAD = (  # the head of an entry whose space or opening bracket was lost: 基层党建整治2012年11月, 机关组织建设】2011年, of a picture 党代会会场1987年
    rf"[{HAN}、“”]{{2,16}}(?:工作|建设|整治|管理|教育|培训|活动|概况|情况|监督|考核|选拔|选举|队伍|场面|现场|合影|会场)$|[{HAN}、“”（）]{{2,24}}】"
)
_LEAD_IN = lazy(  # 【党员发展】2016年; 据统计，2016年; 数据显示，2016年
    rf"(?:【[^【】\n]{{1,24}}】|{_HEAD}|[{HAN}、“”（）]{{2,16}}[ \u3000]++)?+(?:[ \u3000\t“\"?？\ufffd]|{MARKER}|{_WIRE}|(?:特别是|尤其是|同时|与此同时|此外|另外|其中|据统计|据悉|据了解|据介绍|据《[^《》\n]{{2,16}}》(?:报道|消息)?)[，,]?"
    r"|[^，,。；;：:\d]{0,24}?(?:显示|表明|获悉|了解到|介绍|表示|通报称|报道|透露|说|指出|告诉(?:本报)?记者)[，,：:]"
    r"|(?:根据|按照|遵照|经)[^，,。；;：:\d]{2,30}(?:部署|安排|要求|批准|同意|决定)[，,])*+(?:自从?|从|在|于)?"
)


def leads_in(text: str, end: int) -> bool:
    """Whether what stands before a position opens a sentence and says nothing of its own.

    >>> leads_in("据统计，2016年发展党员30名", 4), leads_in("县委要求2016年发展党员30名", 4)
    (True, False)
    """
    return _LEAD_IN.fullmatch(text, 0, end) is not None
