"""Where clauses, sentences and parentheses open and close around what a text names."""

from __future__ import annotations

from extract.patterns import HAN, lazy, lazy_regex

_OPENING_MARKS = frozenset("，。；：、！？…,;:“”（）()●【】年月日来后前期间时在由以如像对据经向从驻")
_OPENING_WORDS = (
    "位于", "走进", "来到", "比如", "例如", "譬如", "同时", "此外", "目前", "如今", "近日", "日前",
)  # fmt: skip
_TIMED = r"[^，,。！？\n]{0,10}(?:以来|年来|[日年月底初]|月份|目前|近日|日前|期间|同期)"
_SENTENCE_LEAD = lazy(
    rf"(?:^|[。！？\n]|编者按[：:])[\s　]{{0,4}}(?:(?:据[^，,。！？\n]{{1,8}}|{_TIMED})[，,]){{0,3}}(?:{_TIMED})?(?:而?在)?$"
)
_LEAD_WITHIN = 40  # characters
_OPENS_CLAUSE = lazy(r"(?:^|[，,。；;：:！？\n])[\s　]*(?:其中|同期|而|但|[又再比例譬]?如|像)?[，,：:]?$")
_JOINED_WITHIN = 8  # characters
_FRAME_LEAD = lazy(
    r"(?:^|[。！？\n])[\s　]{0,4}(?:按照|根据|依据|遵照|围绕|为|随着|自|经|通过|在|针对|结合)[^，,。；;：:！？\n\d]{2,30}[，,]$"
)
_STANDS_FOR = lazy_regex(
    r"(?:各级|上下|各领域|各系统|各条战线|各行各业|各单位|各地|各部门|继续|还|再|先后|陆续|每年|今年|去年|持续)*(?:\d|[现共已累总新约有]|[只仅]有|(?:范围|层面)?(?:内|来?看|而言|来说)[，,]|目前|截至|建[成立]|发展|选派|党员|(?:基层|农村|城市)?党组织|基层党|党支部|村党|社区党"
    r"|(?:派出|下派|抽调|投入|培训|轮训|查处|立案|表彰|安排|新增|拨付)(?=[^，,。；;]{0,20}\d)"
    r"|(?!\p{Han}{0,10}(?:先进|优秀|文明|模范|示范|试点|重点|劳动|百强|称号|第|首|代表|委员))\p{Han}{1,8}?(?:累计|(?<!公)共(?![产青同建享治商]))(?=\p{Han}{0,8}\d))"
)
_PARENTHESIS = lazy_regex("(?r)[（()）。]")
_CLOSING = lazy("[)）]")
_ASIDE_MOST = 120  # characters of a parenthesis
_SENTENCE_MOST = 600  # characters; a longer sentence has lost its stop
_SENTENCE_END = lazy(r"[。！？\n]")
_ACT = lazy(  # what a clause without a subject of its own opens with
    r"[ ]?(?:共|累计|已|先后|新|并)*(?:立案|结案|处分|处理|查处|受理|接受|接收|办结|移送|约谈|函询|谈话|问责|通报|走访|慰问|培训|轮训|举办|开展|组织|召开|选派|派出|投入|筹集|拨付|发放|帮扶|建成|制定|出台|印发|发展|表彰|解决)(?![部者科室])"
)
_CLAUSE_END = lazy(r"[。；;！？\n]")
HONOUR = lazy(r"[^，。；\d]{0,12}?(?:被评为|荣获|获评|被授予|获得|入选|当选)")
_HAN = lazy(f"[{HAN}]")
_COMMA = lazy(r"[，,。；;！？\n]")
_NEW_FIGURE = lazy(r"(?<=[，,；;])[约近有超]?过?\d")
INDEPENDENT = lazy_regex(
    r"(?:大学|集团|附属医院|大学第.医院|(?<!联合|综合)党委)$"
)  # no county has them as its own
PARTY_OF_ONE = lazy_regex(r"(?<!联合|综合|公司|医院|学院|中学|小学|学校|厂|区|村|社|站)党委$")  # 中国一汽党委
_TELLS = ("说", "介绍", "表示", "告诉", "坦言", "感慨", "回忆")
_FOUNDING = ("成立", "设立", "组建", "建立", "成立了", "设立了", "组建了", "建立了")


def sentence_end(text: str, position: int) -> int:
    """Where the sentence ends that a position lies in."""
    stop = _SENTENCE_END.search(text, position, position + _SENTENCE_MOST)
    return stop.start() if stop else min(len(text), position + _SENTENCE_MOST)


def comma_after(text: str, position: int) -> int:
    """Where the next comma or stop stands behind a position."""
    stop = _COMMA.search(text, position, position + _SENTENCE_MOST)
    return stop.start() if stop else min(len(text), position + _SENTENCE_MOST)


def clause_end(text: str, position: int) -> int:
    """Where the next semicolon or full stop stands behind a position."""
    stop = _CLAUSE_END.search(text, position, position + _SENTENCE_MOST)
    return stop.start() if stop else min(len(text), position + _SENTENCE_MOST)


def subject_end(text: str, position: int) -> int:
    """Where the subject that stands before a position ceases to be one: at the full stop, or at a semicolon behind which no verb
    follows at once.

    >>> text = "市纪委受理信访86件；立案12件；各县立案320件。"
    >>> text[subject_end(text, 3) :]
    '；各县立案320件。'
    """
    end = clause_end(text, position)
    while text[end : end + 1] in ("；", ";") and _ACT.match(text, end + 1):
        end = clause_end(text, end + 1)
    return end


def closing(text: str, position: int) -> int | None:
    """Where the parenthesis closes in which a position stands, None outside one: what it says is about itself only.

    >>> closing("主任434名（其中马山村14户），副主任58名", 10), closing("（一）在马山村", 4)
    (15, None)
    """
    mark = _PARENTHESIS.search(text, max(0, position - _ASIDE_MOST), position)
    if mark is None or mark.group() in "）)。":
        return None
    stop = _CLOSING.search(text, position, position + _ASIDE_MOST)
    return stop.start() if stop else None


def part_end(text: str, position: int) -> int:
    """Where 部分地区 stops to hold: at the sentence's end, or where a clause opens with a figure of its own."""
    end = sentence_end(text, position)
    stop = _NEW_FIGURE.search(text, position, end)
    return stop.start() if stop else end


def party_end(text: str, position: int, end: int) -> int:
    """Where 全党 stops to hold that stands at ``position``..``end``: at the sentence's end where it opens a clause, and at the
    comma in 面对全党9000多万名党员的期待，…."""
    if not _HAN.match(text[position - 1 : position]):
        return sentence_end(text, end)
    stop = _COMMA.search(text, end)
    return stop.start() if stop else len(text)


def speaks(text: str, position: int) -> bool:
    """Whether whoever was named before a position only tells what follows."""
    return text.startswith(_TELLS, position)


def speech_end(text: str, position: int) -> int:
    """Where what somebody says ends who is named before a position: with the quotation that opens in the sentence, or with
    the sentence.

    >>> speech_end("李强说：“有3户。缺水。”全县", 2), speech_end("李强说，有3户。全县", 2)
    (12, 7)
    """
    end = sentence_end(text, position)
    opened = text.find("“", position, end)
    closed = text.find("”", opened) if opened >= 0 else -1
    return closed if closed > end else end


def is_founded(text: str, position: int) -> bool:
    """Whether what stands at a position is the object of 成立, 设立."""
    return text.endswith(_FOUNDING, 0, position)


def opens_clause(text: str, position: int) -> bool:
    """Whether a clause begins at a position, or only a word like 在 or 目前 stands before it in its clause."""
    if not position or text[position - 1] in _OPENING_MARKS or text[position - 1].isspace():
        return True
    return text.endswith(_OPENING_WORDS, 0, position)


def opens_sentence(text: str, position: int) -> bool:
    """Whether a sentence begins at a position, or only a time stands before it: 据统计，今年以来，河北省…"""
    return bool(_SENTENCE_LEAD.search(text, max(0, position - _LEAD_WITHIN), position))


def opens_after_frame(text: str, position: int) -> bool:
    """Whether only what a sentence goes by stands before a position: 按照统一部署，管城回族区…"""
    return bool(_FRAME_LEAD.search(text, max(0, position - _LEAD_WITHIN), position))


def opens_its_clause(text: str, position: int) -> bool:
    """Whether a clause begins at a position, or behind a word that only joins it on: 其中，江苏省昆山市…, 而昆山市….

    >>> opens_its_clause("相比之下，昆山市", 5), opens_its_clause("如昆山市", 1), opens_its_clause("赴昆山市", 1)
    (True, True, False)
    """
    return _OPENS_CLAUSE.search(text, max(0, position - _JOINED_WITHIN), position) is not None


def stands_for_all(text: str, position: int, end: int) -> bool:
    """Whether a word like 全省 is what its clause is about, in the report of a part of it: 全省发展党员9万名, but not
    全省脱贫攻坚先进个人3名."""
    return opens_clause(text, position) and _STANDS_FOR.match(text, end) is not None
