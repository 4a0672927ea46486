"""Whose report it is when it is no region's own: a town's, a community's, a company's, a school's.

Candidates stand in the title and in the first clause; the evidence is how often the report names them, or speaks of
itself as a body of their kind (全乡, 我校, 社区党总支), against how often it speaks of its region.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping

from extract.parties import committee
from extract.patterns import lazy, lazy_regex
from extract.places import find
from extract.regions import Region
from extract.territory import sites
from extract.territory.bodies import CAPTION, UP_TO_LAST_PART, bodies, clauses_end, profiled
from extract.territory.names import Ends, Site
from extract.territory.opening import OPENING, Head

_OWN_BODY = lazy(
    r"[全我本](?P<level>[乡镇村校院厂]|街道|社区|公司|集团|场(?=[共现有党职各上]|\d))(?!级|里|镇)"  # 全场党员, not 全场掌声
)
_OWN_PARTY = lazy(
    r"(?:乡|镇|村|校|院|街道|社区|学校|学院|医院|公司|集团|企业|农场|林场|牧场)(?=(?:党委|党工委|党总支|党支部)(?!书记(?:[^，,。；\n]{0,6}\d|培训|队伍|轮训|集中))|领导班子|现有|共有|建有|设有|下设|下?辖(?!内|域|属)|地处|位于|总面积)"
)
_INSIDE_WORD = lazy_regex(r"(?r)\p{Han}")
BODY_ENDS = {  # how a report calls itself -> how its name ends
    "乡": "乡", "镇": "镇", "村": "村", "街道": "街道", "社区": "社区", "校": "(?:大学|学院|中学|小学|学校|职校)",
    "学院": "学院", "学校": "(?:大学|学院|中学|小学|学校|职校)", "院": "(?:医院|学院|研究院|卫生院)", "医院": "医院", "厂": "厂",
    "农场": "农场", "林场": "林场", "牧场": "牧场", "场": "(?:农|林|牧|渔|茶|盐|猎|马|原种|种畜)场",
    "公司": "(?:公司|集团|厂|矿|油田|银行)", "集团": "(?:公司|集团)", "企业": "(?:公司|集团|厂|矿|油田)",
    "行": "(?:银行|分行|支行)", "局": "局",
}  # fmt: skip
_NAME_ENDS = {kind: lazy(f"{ends}$") for kind, ends in BODY_ENDS.items()}
_PORTRAIT = lazy(r"(?:——|—|：|^)记[^。\n]{4,60}")  # ——记疏勒县巴仁乡阔什艾日克村第一书记王建疆
_NOTHING_ELSE = lazy(r"[ 　]*(?:概况|简介|介绍|基本情况|情况简介)?[ 　]*")
_SUBJECT_WITHIN = 60  # characters
_OWN_BODY_OFTEN = 2
_QUOTED = lazy(r"[\s　]*[“\"][^”\"\n]{1,80}[”\"]")  # “党员要带头。”安澜公司党支部书记李强说
_MOTTO = lazy(r"[\s　]*[^，,。！？!?：:；;“”\d\n]{4,16}[。！!]")  # 群众利益无小事。凤鸣镇坚持…
_COUNTS = lazy(r"\d(?![\d年月日周届点时:：])")  # 建成党群服务中心16个：沙窝镇3个 names a town behind a figure
_PLACED = lazy(r"在[　 “]*$|[我从][^，。]{0,8}$")  # 我从原当代期刊集团出发 is not the group's report
_NAMES_ITSELF = 160  # characters of the text in which an entry of a party may first name it
_PARTY_SCHOOL = lazy(r"(?:[省市县区州旗]委)?党校(?=工作|概况|年鉴)")  # a section of a yearbook
_OPENS_OFTEN = 3  # times that a body which only opens the text is named
_OPENS_AS_ONE = lazy(
    r"[全我本](?:[乡镇村校院厂]|街道|社区|公司)(?![里级])"
)  # the body opens with 全校党组织健全
_NARRATOR = lazy(
    r"我(?:是|现任|任|担任|到|来到|被[^，,。；\n\d]{0,14}?(?:选派|选任|下派|派驻|派)(?:到|至|往|为)?)(?P<where>[^，,。；\n\d我]{2,24}?(?:村|社区|嘎查))(?:任|担任)?(?:村?党组织|党支部|党总支|党委|村|驻村)?(?:第一)?书记"
)
_HEAD_OF = lazy(  # 我从卧虎乡调至茂林镇工作; 我任茂林镇党委书记以来
    r"(?:我|本人)(?:从[^，,。；\n\d]{2,10}?)?(?:调(?:至|到|任)|现任|担任|任|到|作为)(?P<where>[^，,。；\n\d我]{1,16}?(?:镇|乡|街道))(?:党工?委(?:副|第一)?书记|任职|工作(?=[，,。；以至])|任党工?委书记)"
    r"|作为(?P<post>[^，,。；\n\d我]{1,16}?(?:镇|乡|街道))党工?委书记[，,]?我"
)
_TITLED = lazy(
    r"(?m)^[ 　]*(?:某|[xX×*]{1,4})?(乡|镇|村|社区|街道|学校|学院|医院|公司|集团)"
    r"(?:机关)?(?:党委|党工委|党总支|党支部|党建)[^\n。，]{0,10}(?:总结|汇报|报告|简介|概况)$"
)
_OPENS_AS_WE = lazy(
    r"[\s　]*(?:\d{4}年[^，,。\n]{0,4}[，,]|[一近今]年(?:以)?来[，,])?(?:[我本](乡|镇|村|校|院|街道|社区|公司)(?=现有|共有|位于|地处|党|设|下)"
    r"|(学校|学院|医院|公司|集团|街道|社区)(?=(?:党委|党工委|党总支|党支部|目前|现|共|下)*[有设辖][^，,。\n]{0,12}\d))"
)
# 在市委领导下，医院党委…: the subject of the first sentence, behind what that goes by
_FRAMES = r"(?:(?![^，,。；\n]{0,40}[全我各][省市县区州旗])(?:\d|[一近今去过本上下自截在按根围为随以])[^，,。；\n]{0,40}[，,]){0,4}"
_FIRST_SUBJECT = lazy(
    rf"[\s　]*{_FRAMES}(?:[我本](乡|镇|村|校|院|街道|社区|公司|集团)(?![里级民干])"
    r"|(乡|镇|医院|学院|学校|公司|集团|街道|社区)(?:党委|党工委|党总支|党支部)(?!书记|委员|[和与、])"
    r"|(医院|学院|学校|公司|集团|街道|社区)(?=认真|坚持|始终|深入|紧紧|围绕|全面|严格|积极|扎实|着力|高度))"
)
_WHOLE_REGION = lazy(r"[全我][省市县区州旗](?!直)")
_BY_KIND = lazy_regex(r"(?<!\p{Han})(?:医院|学校|学院|公司|集团|企业)(?!\d|、|和|与|等)")
_OUR_REGION = lazy(r"我[省市县区州旗]")
_TOWN_MOST = 9  # characters before a village among which its town stands
_TOWN_BEFORE = lazy_regex(r"(?<=[到在驻于县区市旗])\p{Han}{1,6}(?:镇|乡|街道)$")
_STORY_MOST = 20_000  # characters; what is longer is no story of one village
_MORE_THAN_ONCE, _TOLD_OFTEN = 2, 3  # times that a report names the only village of which it tells


def names_a(kind: str, name: str) -> bool:
    """Whether a name is that of a body which calls itself by a word: 校 of 清远市第一中学, 厂 of 第二制药厂."""
    return kind in _NAME_ENDS and _NAME_ENDS[kind].search(name) is not None


def own_body(title: str, clean: str, region: Region | None, head: Head, levels: Mapping[str, int]) -> str:
    """The town, company or school that a report is about when it speaks of itself as one: 全乡, 公司党委, 我校.

    >>> from extract.territory.home import report_region
    >>> report_region("田铺乡2022年工作总结", "全乡有党员512名，乡党委牢记嘱托。全乡发展党员9名。").site
    '田铺乡'
    """
    if title not in clean:
        clean, head = f"{title}\n{clean}", Head(head.end + len(title) + 1, head.body + len(title) + 1)
    portrait = _PORTRAIT.search(title) or _PORTRAIT.search(clean[: head.body])
    if portrait:
        found = [
            site for site in bodies(portrait.group(), region) if site.kind in ("town", "village", "body")
        ]
        if found:
            return found[0].name
    if caption := CAPTION.match(clean, head.body):
        head = Head(head.end, caption.end())
    if whose := profiled(clean, head, region):
        return whose
    self_levels = sum(levels.values())
    narrator = _NARRATOR.search(clean[: head.body + OPENING])
    if narrator:  # 我是双山村党支部书记李强
        told = [site.name for site in bodies(narrator["where"], region)]
        if told:
            return told[-1]
    post = _HEAD_OF.search(clean[: head.body + OPENING])
    if post:
        told = [site.name for site in bodies(post["where"] or post["post"], region)]
        if told and self_levels <= clean.count(told[-1][-1]):
            return told[-1]
    if not self_levels:
        # a feature whose title names its region opens with an example
        quoted = None if find(clean[: head.end], region) else _QUOTED.match(clean, head.body)
        start = quoted.end() if quoted else _behind_motto(clean, head.body, region)
        subject = _subject(clean[start : start + _SUBJECT_WITHIN], region)
        if subject:
            return subject
    school = _PARTY_SCHOOL.search(title + "\n" + clean[: head.end])
    if school and clean.count("党校") > self_levels:
        return school[0]
    if party := committee(f"{title}\n{clean[: head.body + _NAMES_ITSELF]}", clean):
        return party
    counts = _self_kinds(clean)
    opening = clean[head.body : head.body + OPENING]
    for text in dict.fromkeys((title, clean[: head.end].rstrip("\n"), opening)):  # most open with the title
        for site in bodies(text, region, clauses_end(text) if text is opening else None):
            if site.kind not in ("town", "village", "body"):
                continue
            alone = text is title and _is_all(site, title, region)
            if alone or _is_topic(site, text is opening, clean, region, levels, counts):
                return site.name
    level = max(counts, key=lambda each: counts[each], default="")
    said = ("" if self_levels else _kind_said(title, clean, head)) or _first_subject(clean, head, counts)
    if said:
        level = said
    elif not level or counts[level] < _OWN_BODY_OFTEN or sum(counts.values()) <= self_levels:
        return "" if self_levels else _only_one(clean, region)
    for text in (title, clean[: head.body + OPENING]):
        for site in bodies(text, region):
            if names_a(level, site.name):
                return site.name
    if not (
        said
        or _says_we(level, clean)
        or (not self_levels and _is_nobody_elses(level, counts, clean, head, region))
    ):
        return "" if self_levels else _only_one(clean, region)
    # 社区概况：现有小区2个…社区党总支…: a body that the text names late, or never
    named = Counter(site.name for site in bodies(clean, region) if names_a(level, site.name))
    first = named.most_common(1)
    if not first:
        return f"全{level}" if len(level) == 1 else level
    return first[0][0] if first[0][1] * 2 > named.total() else ""


def _behind_motto(clean: str, position: int, region: Region | None) -> int:
    """Where a report begins to tell that opens with a motto, a short sentence that names nobody: 群众利益无小事。|凤鸣镇坚持…"""
    motto = _MOTTO.match(clean, position)
    if motto is None or find(motto.group(), region) or sites.within(Ends(motto.group())):
        return position
    return position if any(bodies(motto.group(), region)) else motto.end()


def _kind_said(title: str, clean: str, head: Head) -> str:
    """The kind of body that a report calls itself in its title (某镇党建工作总结) or as it opens (我院现有党员…, 学校党委下设…)."""
    titled = _TITLED.search(title) or _TITLED.search(clean[: head.end])
    found = titled or _OPENS_AS_WE.match(clean, head.body)
    return next((kind for kind in found.groups() if kind), "") if found else ""


def _first_subject(clean: str, head: Head, counts: Mapping[str, int]) -> str:
    """The kind of body that is the subject of a report's first sentence (在市委领导下，医院党委…), if the report speaks of itself
    as one at least as often as of all its region."""
    found = _FIRST_SUBJECT.match(clean, head.body)
    if found is None:
        return ""
    kind = next(each for each in found.groups() if each)
    return kind if counts.get(kind, 0) >= max(1, len(_WHOLE_REGION.findall(clean))) else ""


def _says_we(level: str, clean: str) -> bool:
    """Whether a report says 我镇 of itself, and not 我县: it is the town's, whether or not it names it."""
    of_region = sum(1 for _ in _OUR_REGION.finditer(clean))
    return clean.count(f"我{level}") >= max(_MORE_THAN_ONCE, of_region + 1)


def _is_nobody_elses(
    level: str, counts: Mapping[str, int], clean: str, head: Head, region: Region | None
) -> bool:
    """Whether a report that never speaks of a region as its own is that of a body which it does not name: often it says
    公司党委, or opens with 全校, or names no region at all."""
    if counts[level] >= _OPENS_OFTEN or _OPENS_AS_ONE.match(clean, head.body):
        return True
    return not find(clean, region)


def _only_one(clean: str, region: Region | None) -> str:
    """The only village or town that a report tells of which never speaks of a region as its own: 来到茂林镇双山村…该村…"""
    if len(clean) > _STORY_MOST:
        return ""
    named: defaultdict[str, set[str]] = defaultdict(set)
    for site in bodies(clean, region):
        if site.kind in ("town", "village"):
            named[UP_TO_LAST_PART.sub("", site.name)].add(site.name)
            if len(named) > 1:
                return ""
    if not named:
        return ""
    ((short, names),) = named.items()
    again = clean.count(f"该{short[-1]}") + clean.count(f"{short[-1]}里")
    of_county = region is not None and region.level == "county"
    opens = of_county and again and clean.find(short) < OPENING  # 在茂林镇双山村，…该村…
    often = clean.count(short) >= _MORE_THAN_ONCE and clean.count(short) + again >= _TOLD_OFTEN
    if not opens and not (often and (again or of_county)):
        return ""
    at = clean.find(short)
    while at >= 0:
        if of_town := _TOWN_BEFORE.search(clean[max(0, at - _TOWN_MOST) : at]):
            return of_town[0] + short
        at = clean.find(short, at + 1)
    return max(names, key=len)


def _self_kinds(clean: str) -> Mapping[str, int]:
    """How often a report speaks of a kind of body as of its own: 全乡, 我校, 公司党委."""
    counts: defaultdict[str, int] = defaultdict(int)
    for level in _OWN_BODY.findall(clean):
        counts[level] += 1
    for match in _OWN_PARTY.finditer(clean):
        if not _INSIDE_WORD.match(clean, 0, match.start()):
            counts[match.group()] += 1
    for farm in ("农场", "林场", "牧场"):
        if counts.get("场") and farm in clean:  # 全场 of a report that calls itself 农场
            counts[farm] += counts.pop("场")
    return counts


def _is_topic(
    site: Site,
    opens: bool,
    clean: str,
    region: Region | None,
    levels: Mapping[str, int],
    kinds: Mapping[str, int],
) -> bool:
    """Whether a body that a title or the first clause names is what the whole report is about: it is named, or the
    report calls itself one, more often than the region is."""
    own = clean.count(UP_TO_LAST_PART.sub("", site.name)) + sum(
        count for kind, count in kinds.items() if names_a(kind, site.name)
    )
    if opens:  # 双辽市第一医院现有职工…。医院实施…
        own += sum(
            1
            for found in _BY_KIND.finditer(clean)
            if names_a(found.group(), site.name) and site.kind == "body"
        )
    around = sum(levels.values())
    if region is not None:
        around += clean.count(region.stem) - clean.count(region.stem + site.name)
        if region.name != region.stem:  # 和田县|柳园镇三措并举
            around -= clean.count(region.name + site.name)
        if region.stem in site.name:
            around -= clean.count(site.name)
    return own > around and own >= (_OPENS_OFTEN if opens else 1)


def _is_all(site: Site, title: str, region: Region | None) -> bool:
    """Whether a title is a body's name and no more: 二女桥社区, 东台市二女桥社区概况; but not 市领导到二女桥社区."""
    before = title[: site.span.start].strip(" 　")
    of_region = region is not None and region.full_name.endswith(before)
    return (not before or of_region) and _NOTHING_ELSE.fullmatch(title, site.span.end) is not None


def _subject(opening: str, region: Region | None) -> str:
    """The town or body that opens a report which never speaks of a region as its own: 方兴社区党支部坚持…"""
    end = clauses_end(opening)
    for site in bodies(opening, region, end):
        before = opening[: site.span.start]
        if site.span.end <= end and not _PLACED.search(before) and not _COUNTS.search(before):
            return site.name
    return ""
