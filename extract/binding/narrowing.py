"""What stands before a counted noun and narrows it: 农村党员 are not all members, 全市现有党员 are."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence
from functools import lru_cache

from extract.binding.grammar import grammar
from extract.binding.nouns import BULLETS, REASON
from extract.binding.phrases import Phrase
from extract.binding.turns import only_names, outside
from extract.patterns import HAN, lazy
from extract.span import Span

_NO_VERB = lazy(r"[党会层济治团级新][”\"]?组织$")  # 企事业单位、社会组织专业技术人员
_BECAME = lazy(r"(?<!新)当选(?!的)|[选评列转]为|成为|进入")  # 130人被选为村“两委”成员
_INCLUDED = lazy(r"\((?:不?含|包括)[^()]*\)")  # 全市(含县市区)共有党员22万名
_OF_SOME_PLACES = lazy(  # 小区党支部64个, 居民区党员3638名, 全县社区党员1341名 are not all there are
    r"[小农牧林厂校矿库老山景园城民]区$|楼[栋院道]$|(?:[全我][省市县区州旗]|各(?:乡镇|镇街|街道|镇|地))(?:共有|现有|有)?(?:社区|村|行政村)$"
)
_ORGANISATION = lazy(r"(?:党组织|党支部|支部|党总支|党委)$")
_KINDS_OF_PEOPLE = "人口|居民|村民|群众|学生|师生|职工|教师|劳动力|住户|农户"
_POPULATION = lazy(  # 常住人口2.7万人, 2.7万常住人口
    rf"(?:{_KINDS_OF_PEOPLE})[^，,。；;：:\d]{{0,8}}\d[\d.,]*[万千]?[余多]?[人名户]"
    rf"|\d[\d.,]*[万千]?[余多]?[名人户]?(?:常住|户籍|流动|在校|在职)?(?:{_KINDS_OF_PEOPLE})"
)
_AMONG = lazy(  # 当选的代表|中，女党员12名, 教师|中，党员80名
    rf"(?P<who>[{HAN}“”\"]{{0,10}}(?:代表|委员|成员|干部|教师|教职工|职工|学员|学生|村民|居民|业主|会员|社员|股东|律师|医生|医务人员|村官|队员|志愿者|人才|员工))(?:当|之)?中[，,]"
)
_OF_THEM = lazy(  # 外出务工人员近10万人，其中|党员近千人; 出席大会353人，其中|党员291人
    rf"(?P<who>[{HAN}“”\"]{{0,10}}(?:代表|人员|成员|委员|队员|员工|职工|教师|学生|学员|会员|社员|股东|业主|志愿者|人才|能人|乡贤|带头人|年轻人|青年|大学生|农民工|干部|书记|大会|会议))[^，,。；;\d党]{{0,8}}?(?:近|约|共|有|达)?"
    rf"\d[\d.,]*[万千]?[余多]?[人名]?[{HAN}]{{0,4}}[，,（(]{{0,2}}其中[，,：:]?[^，,。；;\d]{{0,8}}$"
)
_OUT_OF_THEM = lazy(  # 共有22名突击队员，党员|有11名
    rf"\d[\d.]*[万千]?[余多]?[名人位](?P<who>[{HAN}]{{0,6}}(?:队员|代表|学员|教师|职工|员工|学生|律师|业主|委员))[，,、]党员[共仅只]?有?$"
)
_SUFFERED = lazy(  # 35人|因工作不力被|追究责任: why, and by the passive, narrows nothing
    rf"(?:{REASON})?(?:已|均|都|先后|分别|共)*(?:被|受到?)(?:了|依法|依规|依纪)*"
)
_SECTORS = ("qualified", "of a body")


@lru_cache(maxsize=1024)
def narrowed_by(before: str) -> str:
    """What words before a noun are; the names that count it are asked one after the other."""
    words = grammar()
    before = _INCLUDED.sub("", before)
    if _BECAME.search(before):
        return "became"
    if _OF_SOME_PLACES.search(before):
        return "of a body"
    if (
        _SUFFERED.fullmatch(before)
        or words.neutral.fullmatch(before)
        or only_names(before, 0, len(before), (), some=False)
    ):
        return "bare"
    if words.bodies.search(before):
        return "of a body"
    if words.ends_in_verb.search(before) and not _NO_VERB.search(before):
        return "object of a verb"
    return "qualified"


_QUALITY = lazy(
    r"女性?$|女性|男性?$|男性|少数民族|学历|文化程度|(?:大专|本科|研究生|高中|中专|初中)[及含]?以[上下]|\d岁|[5-9]0后"
)


def of_one_kind(before: str) -> bool:
    """Whether the words before a noun name who of the people by sex, age or schooling: 女性|“两委”干部, 大专以上学历的|社区工作者.

    >>> of_one_kind("大专以上文化程度的村"), of_one_kind("全县现有")
    (True, False)
    """
    return _QUALITY.search(before) is not None


_ITEM = lazy(
    rf"(?:[\s，,、和{BULLETS}*\-–—\[]|\(?(?:[一二三四五六七八九十]{{1,3}}|\d{{1,2}})[)）、.．]|\([一二三四五六七八九十\d]{{1,3}}\)|[①-⑳]"
    r"|[一二三四五六七八九十]{1,2}是|其[一二三四五六][，,]?)+"
)


_CLOSES = lazy(r"[^()\d]*\)")  # 党委(|总支)21个: the noun in the bracket is no noun of its own


def before_noun(text: str, start: int, end: int, names: Sequence[Span]) -> str:
    """The words between the start of a noun phrase and the noun that it counts, without the places that it names, the mark
    of an item (● 党员, （1）党员, 一是党员 have nothing before the noun) and what a bracket explains: 设有党总支(下设|党支部2个)."""
    opened = text.rfind("(", start, end)
    if opened >= 0 and text.find(")", opened, end) < 0 and not _CLOSES.match(text, end):
        start = opened + 1
    before = outside(text, start, end, names)
    mark = _ITEM.match(before)
    return before[mark.end() :] if mark else before


def of_others(phrase: Phrase) -> bool:
    """Whether the sentence counts among other people before it: 当选的代表中，女党员12名 are delegates; but 党员干部中."""
    start = phrase.figure.start
    among = [
        *_AMONG.finditer(phrase.text, 0, start),
        *_OF_THEM.finditer(phrase.text, max(0, start - 60), start),
        *_OUT_OF_THEM.finditer(phrase.text, max(0, start - 30), start),
    ]
    return any("党员" not in each["who"] for each in among)


_AMONG_MEMBERS = lazy(  # 在新发展的党员中，女党员占42%，大专及以上学历党员占47%; 全市党员中，女党员占29%
    rf"(?P<new>(?:发展|吸收|接收)(?:的|了)?[^，,。；;]{{0,6}}|新入党的?|新)?党员[{HAN}]{{0,4}}?(?:当|之|队伍)?中[，,:：有]?"
)


_WHOLE_MEMBERS = lazy(  # 发展党员1192名，其中女党员占47%; 共有党员3.2万名; but 女党员320名, 35岁以下党员900名 are parts
    r"(?P<new>(?:发展|吸收|接收|新增)(?:的|了|新)?(?:中共)?(?:预备)?)?(?<![女男性族历生下上])党员(?:总数|人数|总量)?(?:为|达到?|共)?(?:约|近|超过)?"
    r"\d[\d.]*[万千百]?[余多]?[名人]"
)


def of_recruits(phrase: Phrase) -> bool:
    """Whether the sentence tells of those who became members, and of no others since."""
    start = phrase.figure.start
    if among := deque(_AMONG_MEMBERS.finditer(phrase.text, 0, start), maxlen=1):
        return among[0]["new"] is not None
    whole = deque(_WHOLE_MEMBERS.finditer(phrase.text, 0, start), maxlen=1)
    if not whole or whole[0]["new"] is None:
        return False
    return phrase.unit == "%" or "其中" in phrase.text[whole[0].end() : start]


def of_sector(before: Sequence[Phrase], phrase: Phrase) -> bool:
    """Whether the sentence of a phrase counts the organisations of one sector first, in no bracket that is closed since:
    农村党支部30个，党员1162人 are the members of the villages."""
    text = phrase.text
    for each in before:
        noun = each.nouns[0] if each.nouns and not each.shares else None
        end = 0 if noun is None else noun.ends[0] if noun.side == "left" else noun.span.end
        head = noun and _ORGANISATION.search(text, noun.span.start, end)
        if not noun or not head or _closed(text, each, phrase):
            continue
        own = before_noun(text, noun.span.start, head.start(), phrase.names)
        return bool(own) and narrowed_by(own) in _SECTORS
    return False


_RANK = r"(?:(?:省部|[地省市]?厅|厅局|地厅|司局|地师|县处|处|乡科|科)级|[省市县区中]管(?=干部|党员|领导))"
_CADRES = rf"{_RANK}(?:及?以[上下])?(?:及其他)?(?:党员|领导|公职)*(?:干部|人员|官员|领导)?"
_TELLS = "(?:的?(?:违纪违法|违纪|违法|腐败)?(?:案件|问题|线索|人数)?(?:中?(?:的有|共?有|为|达到?))?)"
_OF_RANK = lazy(rf"{_CADRES}{_TELLS}$")
_RANKED = lazy(rf"(?:涉及|违纪|违法|的){{0,2}}{_RANK}")
_RANK_LAST = lazy(rf"{_CADRES}{_TELLS}\d[\d.]*[万千百]?[余多]?[名人件起][，,、]?$")


def of_rank(phrase: Phrase, whole: str) -> bool:
    """Whether cadres of one rank are spoken of, who are a part of all that were dealt with: 查处厅级干部案件18件, 12名县处级干部; or the
    ``whole`` that the figure is a part of counts them."""
    text, start, end = phrase.text, phrase.figure.start, phrase.figure.end
    if _OF_RANK.search(text, phrase.before.start, start) or _RANKED.match(text, end, phrase.clause.end):
        return True
    return _RANK_LAST.search(whole) is not None


def _closed(text: str, remark: Phrase, phrase: Phrase) -> bool:
    opened = text.rfind("(", 0, remark.figure.start)
    return opened >= 0 and text.find(")", opened, phrase.figure.start) >= remark.figure.end


_HONOUR = "(?:此|该|这一|[^，,。；;\\d]{0,10}?(?:称号|荣誉|殊荣|奖|表彰|表扬))"
# what befalls some of those that there are, and not all: 受到表彰, 被通报批评, 取得资格证书, 考取公务员, 走上领导岗位
_BEFELL = (
    rf"(?:受到?[^，,。；;\d]{{0,8}}?(?:表彰|表扬|奖励|嘉奖|处[分理罚]|问责|通报|批评)|荣?获得?{_HONOUR}|获评"
    r"|被[全省市县区州自治旗委政府组织部上级]{0,8}(?:[评选列聘]为|评[定选]为|命名|确定|授予|表彰|通报|约谈|批评|问责|召回|撤换|撤[销职]|免[职去]|淘汰|清退|处[分理罚]|提拔|录[用取])"
    r"|(?:取得|考[取上入]|获得?)[^，,。；;\d]{0,12}?(?:证书?(?!据)|资格|学历|学位|职称|公务员|事业编)|当选|落选|入选|上榜"
    r"|(?:走上|走进|进入|通过[^，,。；;\d]{0,6}?进入)[^，,。；;\d]{0,8}?(?:岗位|班子|队伍|行列|名单))(?!的)"
)
_SINGLED_OUT = lazy(
    rf"[{HAN}()]{{0,10}}?(?:[、和及]\d+个[{HAN}]{{2,10}}?)?(?P<told>(?:(?:尚|还|仍)未|未(?!来))(?!脱贫|摘帽|退出)|没有|列[入为]|[纳选]入|{_BEFELL}|完成了?(?=[^，,。；;\d]{{0,12}}换届)|(?<!已)(?:建立|成立|设立|组建)(?:了|起)?党)"
)
_BEFALLEN = lazy(rf"[{HAN}()]{{0,14}}?(?P<told>{_BEFELL})")
_CHOSEN_ARE = lazy(
    r"(?:选取|选择|选定|确定|筛选|筛选确定|遴选|挑选|抽取|抽查|划定)(?:了|出)?$"
)  # 选取|15个村作为试点
_THERE_ARE = lazy(r"(?<![共现拥辖设总所])有$")  # 有|12个行政村|开展试点
_THAT_DO = lazy(
    rf"(?:(?:行政|建制)村|村(?![民干级党支委务居组])|社区(?![党工居干支服]))(?P<told>(?![、和及与以])[{HAN}])"
)
_ALL_OF = lazy("均|都|全部|全面|各|皆|所有")


def of_some(phrase: Phrase) -> int | None:
    """Where it begins that what is told of them singles them out from all there are: 27个行政村|尚未通网, 155个居委会|建立了党支部, 有12个行政村|
    开展试点, or that they were chosen: 选取15个村作为试点; but 全部建立."""
    if _CHOSEN_ARE.search(phrase.text, phrase.clause.start, phrase.figure.start):
        return phrase.clause.end
    said = _SINGLED_OUT.match(phrase.text, phrase.figure.end)
    if said is None and _THERE_ARE.search(phrase.text, phrase.clause.start, phrase.figure.start):
        said = _THAT_DO.match(phrase.text, phrase.figure.end)
    return _told(said)


def befallen(phrase: Phrase) -> int | None:
    """Where it begins what befell those who are counted, as it befalls some of those that there are: 12家帮扶单位|被通报批评."""
    return _told(_BEFALLEN.match(phrase.text, phrase.figure.end, phrase.clause.end))


def _told(said: re.Match[str] | None) -> int | None:
    """Where what is told begins, unless it is told of all of them."""
    return said.start("told") if said is not None and _ALL_OF.search(said.group()) is None else None


_SENT_BEFORE = lazy(  # what is told of those who were sent before: 260名工作队员|受到表彰, 360名驻村干部|任期届满
    rf"(?:[{HAN}]{{0,10}}?[、和及与]+\d[\d.]*[万千百]?[余多]?[名人个位])?[{HAN}]{{0,14}}?"
    rf"(?:{_BEFELL}|(?:陆续|全部|均|已)*(?:返回|撤回|离任|期满|届满)|(?:任期|服务期)(?:已|全部)?(?:期?满|届满|结束)|牺牲|献出)"
)
_LEARNERS = lazy(
    "农民|农村学员|农牧民|村民|群众|居民|职工|学生|青年|妇女|[农种养殖植]户|企业主|劳动力|民工|医生|教师|团员|志愿者|公务员"
)
_OURS = lazy("党|干部|书记|两委|村官|人才")
_OF_PLACES = lazy(
    r"(?:行政|建制|自然|乡)?(?:村(?:\(社区\))?|社区|乡?镇(?:\(街道\))?|乡|街道|县区?|区县?)(?=[、，,。；;和及与以均都皆]|$|(?:开展|报到|驻点|驻村|蹲点|进行|走访|调研|宣讲|任职|担任|帮扶))"
)


def sent_before(phrase: Phrase) -> bool:
    """Whether what is told of people befell those who had been sent before: 260名工作队员受到表彰."""
    return _SENT_BEFORE.match(phrase.text, phrase.figure.end, phrase.clause.end) is not None


_VISITS = lazy(  # 3000名|党员干部走访群众, 69个|县直单位到村入户走访
    rf"[{HAN}]{{1,12}}?(?:到|深入|下到?|赴|主动|分别|全部|逐[户一]|挨家挨户|担任|开展|集中|常态化)*[{HAN}]{{0,4}}?(?:走访|慰问|看望|入户|上门|遍访)"
)
_VISITED_BEFORE = lazy(  # 走访慰问|老党员120名, 为住院治疗的|22位老人慰问演出
    r"(?:(?:走访|慰问|看望|入户|上门|遍访|服务|接待)[^，,。；;\d]*|[为对给向][^，,。；;\d]{0,14})$"
)


def visits(phrase: Phrase) -> bool:
    """Whether those who are counted visit others, and nobody visits them."""
    text, start = phrase.text, phrase.figure.start
    if _VISITED_BEFORE.search(text, phrase.clause.start, start):
        return False
    return _VISITS.match(text, phrase.figure.end, phrase.clause.end) is not None


_LISTED_ONLY = lazy(r"(?:梳理|排出|列出|立项|谋划)[^，,。；;\d]*$")  # 梳理民生实事|300件


def only_listed(phrase: Phrase) -> bool:
    """Whether things are told to have been listed, and not what became of them."""
    return _LISTED_ONLY.search(phrase.text, phrase.clause.start, phrase.figure.start) is not None


_MET = "处分|撤销|取消|关闭|关停|裁撤|解散|慰问|看望|探访|寻访|采访|表彰|表扬|嘉奖|撤换|(?:调整)?更换|调换|替换|召回|撤回|调离|约谈|考核|评议|测评|巡察|评选|观摩|参观|考察"
_MET_BEFORE = lazy(  # 撤换|驻村工作队员1392人, 共慰问|一线党员200余人
    rf"[\s，,、；;(和及与]*(?:[全我][省市县区州旗镇乡]|先后|累计|陆续|集中|分别|已经?|共|还|并|组织|外出|赴外地?)*(?:[{HAN}]{{2}}、){{0,3}}(?P<act>{_MET})(?![{HAN}]{{0,4}}?(?:资金|金|品|物资|款|大会|会议))"
)
_MET_BEHIND = lazy(  # 对10个临时党支部|进行慰问
    rf"[{HAN}()]{{0,14}}?(?:进行|开展|予以|给予)了?[{HAN}]{{0,4}}?(?P<act>{_MET})"
)


_ENUMERATED = ("、", "和", "及", "与")


def met(phrase: Phrase) -> str:
    """What else was done with those whom a figure counts, so that it is none of those who were sent or set up: 慰问, 表彰, 撤换; ""
    where nothing of that kind stands right before them or is their predicate."""
    text, figure, before = phrase.text, phrase.figure, phrase.before
    found = _MET_BEFORE.match(text, before.start, figure.start) or _MET_BEHIND.match(
        text, figure.end, phrase.clause.end
    )
    if found is None and text.startswith(_ENUMERATED, before.start):  # 召回第一书记51名、|队员101名
        found = _MET_BEFORE.match(text, phrase.head.start, phrase.head.end)
    return found["act"] if found else ""


_OF_ALL_SORTS = lazy(r"各类|各级|人员|学员")


def of_all_sorts(whole: str) -> bool:
    """Whether a total counts people of all sorts, so that its parts are no parts of one of them: 培训各类人员2.2万人次，其中党员1.3万人次."""
    return _OF_ALL_SORTS.search(whole) is not None


def of_population(phrase: Phrase) -> bool:
    """Whether the sentence counted people of all kinds last, none of them as Party members: 居民3200人，少数民族占30%."""
    counted = deque(_POPULATION.finditer(phrase.text, 0, phrase.figure.start), maxlen=1)
    return bool(counted) and "党" not in phrase.text[counted[0].start() : phrase.clause.end]


def of_learners(phrase: Phrase) -> bool:
    """Whether those who learn or report are named and are no cadres nor Party members: 养殖户短期培训1.2万人次, 大学生3200名到社区报到."""
    if phrase.unit not in ("人", "人次") or not phrase.nouns:
        return False
    noun = phrase.nouns[0].span.of(phrase.text)
    return _LEARNERS.search(noun) is not None and _OURS.search(noun) is None


def of_things_behind(phrase: Phrase) -> bool:
    """Whether a figure counts a noun that stands right behind it: 社区现有96个|楼栋 counts no communities."""
    own = phrase.nouns[0] if phrase.nouns and not phrase.shares else None
    return own is not None and own.side == "right" and own.span.start == phrase.figure.end


def of_places_behind(phrase: Phrase) -> bool:
    """Whether a figure counts the places that stand right behind it: 队员奔赴18个|镇 counts no teams."""
    return of_things_behind(phrase) and _OF_PLACES.match(phrase.text, phrase.figure.end) is not None
