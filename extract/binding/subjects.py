"""What a figure counts, in short: the verb and its object as the sentence has them, without dates and fillers."""

from __future__ import annotations

from functools import cache

from extract.binding.grammar import grammar
from extract.binding.nouns import Noun, light_end
from extract.binding.phrases import RESPECTIVELY, Phrase
from extract.binding.spending import spent_on
from extract.binding.stretch import TOGETHER
from extract.patterns import HAN, lazy
from extract.regions import registry

_LONGEST = 32
_SHORTEST = 2  # characters of an object
_COUNTED = lazy(r"\d")  # 立案268件,处分241人: no object, but what was counted before
_ADVERB = lazy(r".*(?:共|已|累计|先后|陆续)(?:收[到集])?")
_AND_OTHERS = lazy(  # 党员|、20名党务工作者和15个党组织|受到表彰
    rf"(?:[、和与及]|以及)\d[^，,。；;]*?(?={TOGETHER})"
)
_LEAD_IN = lazy(
    r"(?:[\s、,，;；:：●■◆—\-·]|【[^【】]{1,24}】|其中|同时|此外|另外|目前|截[至止][^,，]{1,14}?(?:底|末|日|月|前)|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|起|底|初|末|,)?|"
    r"[一二三四五六七八九十\d]{1,3}年(?:多)?来|[一二三四五六七八九十]{1,2}是|\([一二三四五六七八九十]{1,2}\)|党的[一二三四五六七八九十]{1,3}大以来|近年来|年初以来|今年以来|去年|今年|"
    rf"(?:和|与|及|并|共计|共(?!产|建|青|同|计)|已|先后|累计|还|又|也|再|通过|把|将)(?=[{HAN}])|共计$)*"
)
_SPACES = "".join(filter(str.isspace, map(chr, range(0x3001))))
_JOINS = "和与及"
_STOPS = _SPACES + "、,，的"
_HEAD = _STOPS + _JOINS  # what only joins
_TAIL = _HEAD + ";；:：。!！?？占("
_MERE_VERB = lazy("(?:达到?|有|为|是|实现|完成|占|分别为|现有|共有|首次|率先|已经?|现)+")
# what joins a noun to its figure and names nothing: 增幅|为, 上升|了, 组织工作组|对, 村干部|分; but 违纪行为, 结对
_JOINING = lazy(
    r"(?:(?:[由从]|[增减提升下]?[加少高降][至到])(?:\d{4}年|[去上今前]年|年初)(?:同期|[底末初])?的?|[降升增减提][至到为]|划?分为|分别为|(?<![行作认成])为|了|(?<![结配成核])对|(?<![现所存潜实])在|(?<![关属])于|(?<![自理])由|将|把|被|向|(?<![乃以])至|(?<![占同环评对])比|(?<![计比])较|[同环]比|[比较与](?:[上去前往同]年?|年初|上[届月])(?:同期|[底末初])?(?:相比?)?|(?<=干部|党员|书记|人员|群众|队员|学员|代表)分)$"
)
_SOFT_END = lazy(r"[,，;；:：。!！?？\n]")
# 党总支(下设|党支部2个): the figure counts what stands in the bracket
_OPENS_BRACKET = lazy("(?:其中|包括|含|下设|下辖|设有?|现有?|共有?|另有?|有|分别|约|近|占)*")
_PART_OF_NOUN = lazy(r"(?:者|中|里|当中|活动|等活动)+|(?<=报)到")
_COMPARES = lazy(rf"(?:[比较](?:[{HAN}]|\d{{4}}年)|同比|环比|增|升|降|减|提高|下降|净)")
_KIND = lazy("农村|城市|行政村|村|社区|乡镇|街道|县|市")
_JOINED, _AMONG_WHOM = lazy("[、和与及]"), lazy("[中里][，,]$")
_OF_KIND = lazy(  # 村、社区|党组织书记|中，
    rf"(?:{_KIND.pattern})(?P<whose>[^、，,]+?)(?:之|当)?[中里][，,]$"
)
_RATE = lazy(r"率|占比|比例|比重|面$")
_OF_A_WHOLE = lazy(rf"[{HAN}](?<![侵抢强霸挤独])占(?![用地领道有比])[{HAN}]{{2,}}$")  # 女党员占党员|比例


def subject(phrase: Phrase, shared: str, kind: str, topic: str) -> str:
    """The subject of one figure: at most 32 characters of its sentence.

    ``shared`` is the subject of the figure before it, "" for the first; ``topic`` what the indicator's words name
    elsewhere in the sentence (村党组织书记 … 平均年龄). What stands to both sides of the figure is kept in its order:
    选派｜500名｜干部驻村 → 选派干部驻村; a verb that stands once for several figures is given to each.
    """
    said = _said(phrase, shared, kind)
    if topic and topic not in said:
        said = topic + said
    said = _tidied(said)
    if kind == "share" and said and not _RATE.search(said):
        said += "比例" if _OF_A_WHOLE.search(said) else "占比"
    return _cut(said)


def _said(phrase: Phrase, shared: str, kind: str) -> str:
    text, noun = phrase.text, phrase.nouns[0] if phrase.nouns else None
    compares = noun is not None and _COMPARES.match(text, noun.span.start) is not None
    compared = kind == "change" and bool(shared) and compares  # 较去年底分别提高3.2和5.1个百分点
    if phrase.ordinal > 0 and noun is not None and (compared or not phrase.listed):
        return shared
    if phrase.listed and noun is not None and not compared:
        return _among(phrase) + _trim(text[noun.span.start : noun.ends[0]]) + _in_common(phrase, noun)
    before = _trim(phrase.before.of(text))
    if kind == "change" and shared and _COMPARES.match(before):
        return shared.removesuffix("占比") + before  # 平均年龄44.4岁,比上届下降2.8岁
    if phrase.shares and shared:
        own = _trim(_strip_light(before))
        return shared if not own or own in shared or _MERE_VERB.fullmatch(own) else shared + own
    if noun is not None and noun.side == "right":
        return _verb(phrase, before) + before + _behind(phrase, noun)
    own = _trim(_strip_light(before))
    if noun is not None and noun.verbal:
        own += _object(phrase, noun)
    own = _verb(phrase, own) + own
    own += spent_on(phrase, own)
    if (len(own) > 1 and not _MERE_VERB.fullmatch(own)) or not phrase.leads:
        return own
    if _MERE_VERB.fullmatch(own):  # 申请入党人数不断增长，2008年达到1944.9万人
        return _trim(phrase.leads[0].of(text)) or own
    # 村集体经济总收入4.36亿元，村均突破300万元: a clause that counts something itself is no subject
    return shared if kind == "average" and shared else _trim(phrase.leads[0].of(text)) + own


def _among(phrase: Phrase) -> str:
    """Of whom a figure behind 分别 tells, where the clause before says so: 村、社区党组织书记中，大专以上学历的分别占56%、85%."""
    item = phrase.nouns[-1]
    own, behind = item.span.of(phrase.text), phrase.text[item.span.end : phrase.clause.start]
    if len(phrase.nouns) < 2 or not _AMONG_WHOM.search(behind):
        return ""
    kind = _OF_KIND.search(behind) if _KIND.fullmatch(own) else None
    return _trim(own) + (kind["whose"] if kind else "")


def _in_common(phrase: Phrase, noun: Noun) -> str:
    """What the last of several items behind 分别 says for all of them: 村|党组织书记平均年龄、社区党组织书记平均年龄分别为46.2岁、42.1岁."""
    turn = RESPECTIVELY.search(phrase.text, noun.span.end, phrase.figure.start)
    row = phrase.text[noun.span.end : turn.start()] if turn else ""
    own, last = noun.span.of(phrase.text), _JOINED.split(row)[-1]
    if not row or not _JOINED.match(row) or _SOFT_END.search(row):
        return ""
    if _KIND.fullmatch(own) and (kind := _KIND.match(last)):
        return last[kind.end() :]
    alike = next((n for n in range(len(own), 1, -1) if own[-n:] in last), 0)
    return last.partition(own[-alike:])[2] if alike else ""


def _object(phrase: Phrase, verb: Noun) -> str:
    """What a verb without an object of its own was done to, which the figure before it counts: 省级层面确定30项、55件具体实事;
    已经解决58件, or 新建村级活动场所45个,改建33个."""
    text, bare = phrase.text, _is_bare(verb)
    for other in phrase.nouns[1:]:
        if other.side == "right":
            return other.span.of(text)
        said = text[other.span.start : other.ends[0]]
        if (
            bare
            and not _is_bare(other)
            and other.span.end <= phrase.before.start
            and not _COUNTED.search(said)
            and len(said) >= _SHORTEST  # no 截 of 截至目前
        ):
            return _without_verbs(said)
    return ""


def _is_bare(noun: Noun) -> bool:
    """Whether it is a verb and nothing else."""
    return noun.verbal and noun.ends[0] == noun.ends[1]


def _without_verbs(said: str) -> str:
    """What a stretch says behind its verbs; a noun may begin like one (开展|培训班)."""
    verbs = grammar().verbs
    found = verbs.search(said) or _ADVERB.search(said)
    while found and len(said) - found.end() >= _SHORTEST:
        said = said[found.end() :]
        found = verbs.match(said)
    return _trim(said)


def _behind(phrase: Phrase, noun: Noun) -> str:
    """What follows a figure whose noun stands to its right, to the end of the clause."""
    end = _SOFT_END.search(phrase.text, noun.span.start, phrase.after.end)
    said = phrase.text[noun.span.start : end.start() if end else phrase.after.end]
    return _without_joins(_AND_OTHERS.sub("", said))


def _verb(phrase: Phrase, own: str) -> str:
    """The verb that the clause's first figure has, for one behind it without a verb: 培训书记3人、党务工作者5人."""
    head = phrase.head.of(phrase.text)
    if phrase.head.end == phrase.figure.start or grammar().verbs.search(own):
        return ""
    verb = grammar().verbs.search(head)
    return verb.group() if verb else ""


def _trim(text: str) -> str:
    opened = _LEAD_IN.match(text)
    start = opened.end() if opened else 0
    if start and text.startswith(_joined(), start - 1):
        start -= 1
    own = text[start:].lstrip(_STOPS)
    return _without_joins(own if own.startswith(_joined()) else own.lstrip(_HEAD))


def _without_joins(text: str) -> str:
    """Without what only joins it to what follows; 参与 ends in none."""
    own = text.rstrip(_TAIL)
    return own + "与" if own.endswith("参") and text.startswith("与", len(own)) else own


@cache
def _joined() -> tuple[str, ...]:
    """The names of regions that begin like a conjunction: 和平区 is no 平区."""
    return tuple(sorted({region.name for region in registry() if region.name[0] in _JOINS}))


def _strip_light(before: str) -> str:
    """Without 总数达到 and the like, but not without what a noun ends in: 党务工作者."""
    light = light_end(before)
    if not light or not light.start():
        return before
    kept = _PART_OF_NOUN.match(before, light.start())
    return before[: kept.end() if kept else light.start()]


def _tidied(text: str) -> str:
    """A subject without brackets that have no other half, and without what only joins it to its figure.

    >>> _tidied("(其中五保户"), _tidied("乡镇党委)"), _tidied("增幅为"), _tidied("村(社区)")
    ('五保户', '乡镇党委', '增幅', '村(社区)')
    """
    closed, opened = text.find(")"), text.rfind("(")
    if 0 <= closed < text.find("(") or (closed >= 0 and opened < 0):
        text = text[closed + 1 :] or text[:closed]
    if (opened := text.rfind("(")) > text.rfind(")"):
        own = _OPENS_BRACKET.sub("", text[opened + 1 :], count=1)
        text = own if opened <= 1 or len(own) >= _SHORTEST else text[:opened]
    bare = _JOINING.sub("", text)
    return bare if len(bare) > 1 else text


def _cut(text: str) -> str:
    """The last characters name what is counted, so a long subject loses its beginning, whole items of a list first."""
    if len(text) <= _LONGEST:
        return text
    short = text[-_LONGEST:]
    at = short.find("、")
    return short[at + 1 :] if 0 <= at < _LONGEST // 2 else short
