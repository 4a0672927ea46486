"""Offices whose figures are less than their region's: one bureau, one department of a committee, the bodies directly below.

A region's committee, government, treasury and organisation department act for it: what they did is the region's figure; so
does its discipline commission, but for the cases and complaints that it handled itself. Any other office that is the subject of a clause (市委宣传部, 市司法局党委, 省直机关) covers itself only,
and so does one batch of units in a campaign (第一批活动单位).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from extract.patterns import lazy, lazy_regex
from extract.regions import registry
from extract.span import Span
from extract.territory.names import Site
from extract.territory.site_words import opens_phrase

LEVELS = "省市县区州旗盟"
_LEVEL = f"[{LEVELS}]"
_OPENS = lazy(r"[。！？]”|[，。；：！？…,;:（(）)【】—\s]")  # what a clause begins behind
_TIME = r"(?:(?:\p{Han}{0,6}(?:以来|期间|\d[年月日]|发生后)|同时|此外|目前|截至[^，,。；;]{1,10}|去年|今年|近年来)[，,]?)?+"
# 泰安市|市委, 福建|省市场监管局: the region's own name before its office.
_OF_REGION = r"(?:[我本该全][省市县区州旗盟](?=[省市县区州旗盟]直)|[我本该])?(?P<region>(?:\p{Han}{2,3}省)?(?!扎实|深入|积极|全面|认真|继续|着力|大力|持续)(?:(?![各全我从由对向给的每与和同经在组织选派据为使让把将等会以省市县区])\p{Han}){1,4}(?:省|市|县|区|州)??)?"
_DIRECT = r"直(?:属)?(?:各?机关(?:各单位|单位)?|各?单位|各?部门)"
_OF_COMMITTEE = (
    r"委(?:(?!组织部|各|书记|委员|副|和|与|同|在|把|将|按|统|高|全|对|制|出)\p{Han}{2,12}?(?:领导小组办公室|教育办|工委)"
    r"|宣传部|统战部|政法委|办公室|网信办|编办|老干部局|社会工作部|理论(?:学习)?中心组|(?=带头)|常委会?(?=带头|先后|累计|专题|深入|在开展|共|班子|\d|成员|研讨|召开))"
)
# 全省立案485件，省纪委共立案22件: what a commission itself handled, beside those below it; it trains and inspects for its region
_COMMISSION = r"纪委(?:监委|监察[委局厅])?(?:本级|信访室)?(?=(?:共|累计|已|先后|直接|自办|新)*(?:直查|立案|受理|接受|接收|接到|收到|处置|查处|查办|处分|审查|谈话函询|初核))"
_FILED_ALONE = lazy_regex(r"(?<=纪委(?:监委)?)(?:已|先后|新)*(?:立案|查处|查办|处分|审查)")
_BESIDE = lazy_regex(r"全[省市县区州旗盟]|各级|纪检监察机关")
# the names of bureaus with two tasks: 县人力资源和社会保障局
_OF_TWO = "人力资源和社会保障|住房和城乡建设|文化和旅游|文化广电和旅游|卫生和计划生育|发展和改革|工业和信息化|自然资源和规划|教育和体育|民族和宗教"
_BUREAU = (
    rf"(?:(?:{_OF_TWO})|(?![委政财直属级纪内域场上下和与及、等把将向对由从在的为各全]|人(?![社防]))\p{{Han}}(?:(?!县|市(?![场政容民])|[的等把将向对由从在为和与及各级到])\p{{Han}}){{1,6}}?)"
    r"(?:[局厅](?!级)|(?<=融媒体|疾控|疾病预防控制|老干部服务)中心|(?<=妇幼)保健院|(?<=图书|文化|博物|档案)馆|(?<=供销|供销合作)(?:联合)?社|报社)(?:党委|党组|党支部|\p{Han}{2,4}(?:大队|支队))?"
)
# 市日报社|走访群众500户, but a byline's is whose words they are
_MEDIA = r"(?:日报社|晚报社|报社(?!会)|(?:广播)?电视(?:总)?台|广播(?:电)?台)(?=\p{Han})(?!讯|记者|报道|消息|通讯|供稿|摄|编|主办|出版|发布|播|刊)"
# 市财政局|党总支, 市委组织部机关党支部: what acts for its region has members of its own
_OWN_BRANCH = (
    r"(?:(?![的等把将向对由从在为和与及各全级直属])\p{Han}){1,8}?(?:[局厅委办部院会]|中心|机关|公司|银行|学校)(?:机关)?(?:党总支|总支部?|党支部|支部|(?<=机关)党委)"
    r"(?=(?:现|共|目前|下设|下辖)*(?:有|设|辖)|(?:正式|预备)?党员\d|\d+[余多]?名(?:正式|预备)?党员|发展党员|(?:联合)?(?:开展|组织|召开|举办|举行)|全体)"
)
# 县教育工委, 县非公企业党工委
_OF_A_SECTOR = r"(?:(?:教育|卫健|卫生健康|政法|住建|交通|两新|非公|社会|经信|商务|国企|高校|离退休干部|互联网行业)(?:和社会组织|企业和社会组织|企业|经济组织|组织)?党?工委)(?!书记|副书记|主任|[和与、])"
# 县财政局驻村工作队: what was sent out by whatever office is its own
_SEAT = r"(?:(?![的等把将向对由从在为和与及各全级直属])\p{Han}){1,8}?[局厅委办部院会]机关(?=(?:现|共|目前)*有?(?:党员|党支部|党总支)\d)"  # 县委组织部机关|党员36名
_TEAM = r"(?:(?![的等把将向对由从在为和与及各全级省市县区批])\p{Han}){2,10}?(?:驻村|帮扶|扶贫)(?:帮扶|扶贫)?工作队"
_OFFICE = lazy_regex(
    rf"[\s　]*{_TIME}{_OF_REGION}(?P<name>{_LEVEL}(?:{_DIRECT}|{_OF_COMMITTEE}|{_COMMISSION}|{_TEAM}|{_SEAT}|{_OWN_BRANCH}|{_MEDIA}|{_BUREAU}|{_OF_A_SECTOR}|属工委|机关工委|本级(?!财政|[^，,。；;]{{0,12}}(?:资金|经费|支出|安排|投入|拨))))"
)
_NATIONAL = lazy_regex(
    rf"[\s　]*{_TIME}(?P<name>国家\p{{Han}}{{2,6}}?局|(?:国税|\p{{Han}}{{2,4}})总局)(?!\p{{Han}}{{0,3}}(?:数据|公布|发布))"
)
# 县委党校 trains for its county; a school named with the region over it or the nation's own is one school among others.
_SCHOOL = lazy_regex(
    rf"[\s　]*{_TIME}(?P<name>中央党校(?:（国家行政学院）)?|(?:(?![各全我从由对向给的每与和同经在依托组织选派据为使让把将等会县区])\p{{Han}}){{2,4}}?(?:[省市县州]委|自治区党委)党校)"
)
_OF_SCHOOL = lazy_regex(r"(?:中共)?(?P<region>\p{Han}{2,4})(?:[省市县州]委|自治区党委)党校")
_BATCH = lazy_regex(
    r"(?P<name>第[一二三四两\d]+批(?:(?:主题)?教育(?:实践)?(?:活动)?|(?:学习)?(?:实践)?活动|参学|试点|开展活动(?:的)?)?单位|中央第[一二三四五六七八九十]+(?:巡回)?(?:督导|指导|巡视|督察)组)"
)
# 教育局党委下设党支部12个, without the level
_BODY_OF_BUREAU = lazy_regex(
    rf"[\s　]*{_TIME}(?P<name>{_LEVEL}?(?:(?![的等把将向对由从在为和与及各全级我本省市县区州旗盟该])\p{{Han}}){{2,6}}[局委厅](?:机关)?(?:党委|党总支|党组))(?=(?:现|共|目前)*(?:下设|下辖|所属|辖|设|有)[^，,。；;]{{0,12}}\d|发展党员|培训|举办|开展|召开|组织)"
)
_MAYBE_BODY_OF_BUREAU = lazy(r"[局委厅](?:机关)?党(?:委|总支|组)[现共目下所辖设有发培举开召组]")
# 市教育局局长张某说, 市司法局的指导下, 市委宣传部部长: somebody, or an object, not the subject
_NO_SUBJECT = lazy_regex(
    r"(?:党委|党组)?(?:副|常务|原|主要|有关|相关)?(?:书记|局长|厅长|主任|部长|负责|工作人员|委员|党员(?=\p{Han}{2,3}[，,说在])|干部(?=\p{Han}{2,3}[，,说在])|领导(?!班子))"
    r"|的|“\p{Han}”|、(?![^，。；]{1,20}等(?:\d|部门|单位|多))|[^，,。；]{0,16}[后下][，,]|[牵会]头的"
)

# 选派1200名，其中省直单位86名、市直单位320名: where people come from, each of a level of its own
_ORIGIN = lazy_regex(rf"({_LEVEL}|国家)(?:{_DIRECT}|机关部委)(?=\d[\d.,万]*[余多]?[名人])")
_SENTENCE = lazy_regex(r"[^。！？\n]*")

_MAYBE_OFFICE = lazy(
    rf"{_LEVEL}(?:直|[^，。；]{{0,12}}工委|委|纪委|[^，。；]{{1,9}}(?:[局厅馆社台]|中心|保健院)|本级|[^，。；]{{4,12}}工作队|[^，。；]{{2,9}}机关|[^，。；]{{1,12}}(?:支部?|机关党委))"
)
_MAYBE_NATIONAL, _MAYBE_SCHOOL = lazy("总局|国家"), lazy("党校")
_LEAD = 32  # characters before such a word: more than a time, a region and the first part of a name take


def _told(text: str) -> Iterator[regex.Match[str]]:
    """The names of offices: each is sought only in a text that has a word which all of its sort hold."""
    yield from _at_openings(_OFFICE, _MAYBE_OFFICE, text)
    if "局" in text:
        yield from _at_openings(_NATIONAL, _MAYBE_NATIONAL, text)
    if "党" in text:
        yield from _at_openings(_BODY_OF_BUREAU, _MAYBE_BODY_OF_BUREAU, text)
    if "党校" in text:
        yield from _at_openings(_SCHOOL, _MAYBE_SCHOOL, text)
    if "单位" in text or "中央第" in text:
        yield from _BATCH.finditer(text)


def _at_openings(
    pattern: regex.Pattern[str], maybe: re.Pattern[str], text: str
) -> Iterator[regex.Match[str]]:
    """What a pattern finds where clauses open, tried there alone, and only before the words of ``maybe``: each name holds one."""
    done = seen = 0
    for word in maybe.finditer(text):
        first = max(seen, word.start() - _LEAD)
        opens = [mark.end() for mark in _OPENS.finditer(text, first, word.end())]
        for position in opens if first else (0, *opens):
            if position >= done and (match := pattern.match(text, position)):
                done = match.end()
                yield match
        seen = word.end()


def offices(text: str) -> Iterator[Site]:
    """The offices that open a clause of a text as what it is about.

    >>> text = "省直各单位派出205个工作队，市委组织部培训500人，市司法局党委派出9个指导组，市教育局局长说，共有12所。"
    >>> [site.name for site in offices(text)]
    ['省直各单位', '市司法局党委']
    """
    for match in _told(text):
        # 县纪委立案12件 where nothing is told of those below it is what the county has
        alone = _FILED_ALONE.match(text, match.end("name")) and _BESIDE.search(text) is None
        if _OF_SCHOOL.fullmatch(match["name"]) and not _is_of_region(match["name"]):
            continue
        if match["name"].endswith("工作队") and opens_phrase(match["name"][1:]):
            continue  # 浏阳市|派出驻村工作队
        if not alone and not _NO_SUBJECT.match(text, match.end("name")) and not _is_origin(text, match):
            yield Site(Span(*match.span("name")), match["name"], "office")


def _is_of_region(school: str) -> bool:
    """Whether a Party school's name begins with a region's: 昆明|市委党校, not 参加|市委党校."""
    found = _OF_SCHOOL.fullmatch(school)
    return found is not None and found["region"] in registry().by_form


def _is_origin(text: str, office: regex.Match[str]) -> bool:
    """Whether an office is one of several levels from which people were sent, with their number right behind it."""
    if _ORIGIN.match(text, office.start("name")) is None:
        return False
    start = max(text.rfind(mark, 0, office.start("name")) for mark in "。！？\n") + 1
    sentence = _SENTENCE.match(text, start)
    return sentence is not None and len(set(_ORIGIN.findall(sentence.group()))) > 1
