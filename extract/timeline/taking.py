"""What a sentence takes up from the one before it: 累计, 先后, 其中, the parts of what was counted, the account that was made known."""

from __future__ import annotations

import re

from extract.patterns import COUNT, HAN, lazy
from extract.periods import Period
from extract.timeline.candidates import TAKEN_UP, Candidate, Reach
from extract.timeline.reach import is_point, is_short

_TAKES_UP = lazy(
    r"累计|先后|共计|总计|合计|^[ \u3000]*其中|(?:^|[，,；;])(?:在此|此|这)?期间|(?:^|[，,])(?:同期|届时|这一时期)"
    r"|(?:^|[，,；;])[^，,；;。\d]{0,6}?(?<![公一总])共(?:有|计|(?=[\d近约])|(?=(?:发展|培训|选派|投入|查处|解决|建成|办理|完成|组织|开展|举办|排查|整改|处理|处分|收到|受理)))"
)
_ATTENDED = lazy(r"(?:参加|出席|参与)了?(?:此次|本次|这次|该次)")
_MEETING = lazy(
    r"大会|会议|全会|(?:座谈|动员|表彰|总结|推进|研讨|交流|报告|培训|现场|启动|授牌|命名|汇演)[会班]?"
)
_AT_MEETING = lazy(  # 1958年2月14日召开第一次党员大会。正式代表52人, 会上表彰了20名, 表彰大会上, 根据表彰决定
    r"[ \u3000]*(?:(?:表彰|座谈|动员|总结|推进|启动|发布)?[大全]?会上?(?![堂议计员场址长费徽籍])|会后[，,]|(?:本次|此次|这次|该次)?(?:大会(?!堂)|会议(?!室))"
    r"|(?:本次|此次|这次)(?:共?表彰|受表彰)|根据(?:会议)?表彰决定|(?:正式|列席|出席|应到|实到|到会|特邀|与会)(?:大会|会议)?(?:的)?(?:正式)?(?:代表|人员|党员|\d))"
)
_SAME_DAY = lazy(r"[ \u3000]*(?:当天|当日|当晚)(?![^，,。]{0,4}(?:新闻|出版|报道))")
_MEETING_MOST = 6  # sentences after the day of a meeting in which what is told of it may stand
_MADE_KNOWN = lazy(  # 公布了2018年前三季度查处问题的情况。据通报，共查处1528件
    r"[^，,。；;]*(?:情况|数据|结果|成绩单|公报|[通月年]报|汇总表|名单)[。；]?"
)
_MAKES_KNOWN = lazy(r"(?:公布|发布|通报|公开|晒出)了?(?:全[省市县州区旗国])?$")
_AS_MADE_KNOWN = lazy(
    r"[ \u3000]*(?:根?据(?:通报|统计|介绍|公报|数据|梳理)|(?:通报|数据|统计|公报|结果)显示)[，,]"
)
_PARTS_OF = lazy(  # 年末有党员1814名。全镇党员中，有女党员359名; 查处问题386起。在查处的各类问题中，…
    rf"[ \u3000]*(?:根?据统计[，,])?在?(?:全[省市县州区旗盟镇乡村]|这些|上述|现有|新发展的?|[所被已]?[{HAN}]{{2,3}}的(?:各类|所有)?)?(?P<whole>[{HAN}]{{2,6}}?)(?:总数|队伍|当)?中[，,有]"
)
_PARTS_OF_NAMED = lazy(  # “十件实事”涉及项目1200个。据统计，在“十件实事”项目中，…
    rf"[ \u3000]*(?:根?据统计[，,])?在?(?P<whole>“[{HAN}]{{2,14}}”)[{HAN}]{{0,8}}中[，,有]"
)
_TOTAL = lazy(f"{COUNT}[名个人户家所件起例次份]")
_VIEWED = lazy(  # 今年以来，查处问题100件。从问题类型看，公车私用占两成
    r"[ \u3000]*从(?!长远|全局|目前|实际|整体|总体)(?P<view>[^，,。；;：:\d]{2,18}?)来?看[，,：:]"
)
_ELECTED = lazy(  # 2021年1月，全县村级换届完成。新一届班子平均年龄42岁
    r"[ \u3000]*(?P<cue>新(?:一届|当选|选出|任)|换届(?:选举)?后|(?:选举|换届)产生)"
)
_ELECTION = lazy(r"换届|选举|当选")
_IN_ELECTION = lazy(  # 此次换届选举中，…。“两委”成员中，35岁以下的占20%
    r"(?:换届|选举)(?:工作)?中"
)
_ELECTED_OF = lazy(
    r"当选|新一届|新任|连任|连选|留任|两委[”\"]?(?:班子)?(?:成员|干部|班子)|班子成员|委员|平均年龄|一肩挑|参选率|选民|候选人|选举|换届|(?:大专|本科|高中)[^，,。；;]{0,8}学历"
)

_AFTER_ELECTION = lazy(r"换届(?:选举)?后")  # 社区换届后，干部9名。平均年龄47岁，大专学历5人
_OF_THE_ELECTED = lazy(r"平均年龄|一肩挑|连[选任]|学历|文化程度|交叉任职")


def taken_up(text: str, last: Reach, before: str) -> Candidate | None:
    """Whether a sentence takes up what governed the one ``before`` it, the expression ``last``, and from which word on."""
    if not is_point(last.period) and (match := _ELECTED.match(text)) and _ELECTION.search(before):
        return Candidate(last, TAKEN_UP + match["cue"], match.start("cue"))
    if _IN_ELECTION.search(last.period.text) and (match := _ELECTED_OF.search(text)):
        return Candidate(last, TAKEN_UP + match.group())
    if _AFTER_ELECTION.search(last.period.text) and (match := _OF_THE_ELECTED.search(text)):
        return Candidate(last, TAKEN_UP + match.group())
    if is_a_day(last.period) and (match := _ATTENDED.search(text)):
        return Candidate(last, TAKEN_UP + match.group())
    cue = _TAKES_UP.search(text)
    if cue is None or (cue.group() == "累计" and is_short(last.period)):
        return None
    if cue.group() == "先后" and last.period.is_state:
        return None  # 截至2023年底，…。先后有2600名青年入住: what went on is no state of that day
    return Candidate(last, TAKEN_UP + cue.group().strip("，,；; "), cue.start())


def on_that_day(text: str, day: Reach, before: str, since: int) -> Candidate | None:
    """Whether a sentence, in whatever paragraph, tells of the ``day`` that was named last, ``since`` so many sentences: of the meeting that
    was held (会上, 此次表彰, 正式代表52人), or 当天."""
    if since > _MEETING_MOST:
        return None
    match = _SAME_DAY.match(text) or (_MEETING.search(before) and _AT_MEETING.match(text))
    return Candidate(day, TAKEN_UP + match.group().strip(" \u3000，,")) if match else None


def parts_of(text: str, last: Reach, *before: str) -> Candidate | None:
    """Whether a sentence opens with the parts of what one ``before`` it counts, be it in the paragraph before."""
    named = _PARTS_OF_NAMED.match(text)
    if named is not None and any(
        re.search(named["whole"] + r"[^，,。；;]{0,12}?\d", each) for each in before
    ):
        return Candidate(last, TAKEN_UP + "中", named.start("whole"))
    parts = _PARTS_OF.match(text)
    if parts is None:
        return None
    whole = parts["whole"]
    counted = rf"{whole}(?:总数)?[共达有为到]*\d|\d[\d.,]*[万亿]?余?[名个人]{whole}"
    found = any(re.search(counted, each) for each in before)
    return Candidate(last, TAKEN_UP + "中", parts.start("whole")) if found else None


def told_of(text: str, last: Reach, before: str) -> Candidate | None:
    """What governs the account of a time that was made known: 公布了2018年前三季度查处问题的情况。据通报，共查处1528件."""
    cue = _AS_MADE_KNOWN.match(text)
    if cue is None or not makes_known(last.period, before):
        return None
    return Candidate(last, TAKEN_UP + cue.group().strip("，, \u3000"))


def viewed(text: str, last: Reach, before: str) -> Candidate | None:
    """What governs the break-down of a total which the sentence before counts: 2008年发展党员280.7万名。从性别来看，…"""
    view = _VIEWED.match(text)
    if view is None or last.period.start is None or not _TOTAL.search(before, last.period.span.end):
        return None
    return Candidate(last, TAKEN_UP + f"从{view['view']}看", view.start("view"))


def is_of_an_election(period: Period, before: str) -> bool:
    """Whether 换届后 only points back to an election of which the sentence before tells."""
    return _ELECTED.fullmatch(period.text) is not None and _ELECTION.search(before) is not None


def is_of_its_course(period: Period, dated: Period, before: str) -> bool:
    """Whether 巡察期间 only points back to the days of which the sentence before tells: 5月7日至7月13日，巡察组开展专项巡察."""
    act = period.text.removesuffix("期间") if period.kind == "copied" else ""
    return act not in ("", period.text) and dated.kind == "span" and act in before


def makes_known(period: Period, text: str) -> bool:
    """公布了2018年前三季度查处问题的情况: what is told next is of the time whose account was published."""
    start = period.span.start
    said = _MAKES_KNOWN.search(text, max(0, start - 10), start) is not None
    return said and _MADE_KNOWN.fullmatch(text, period.span.end) is not None


def is_a_day(period: Period) -> bool:
    """6月7日: the day of a visit or a meeting, unlike one as of which something is counted."""
    return not period.is_state and period.start is not None and period.start.day is not None
