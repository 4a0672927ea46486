"""Names of what is narrower than a county: a town, a village, a park, a company, a building, a person; `parts` finds what has no name.

There is no register of such names, so they are known by their ends (镇, 社区, 公司, 联合党委 …) and by where a sentence puts
them: at the head of a clause, behind 在 or 走进, or behind the region that they lie in. Most words with such ends are
no names (脱贫村, 非公企业, 行业党委, 各乡镇); ``data/site_names.toml`` keeps them out. One automaton finds the ends of a whole
text; names are read where one of them lies within reach, and nowhere else.
"""

from __future__ import annotations

from dataclasses import replace

from extract.ordinary import everyday_verbs, ordinary
from extract.patterns import HAN, lazy, lazy_regex
from extract.span import Span
from extract.territory.common_names import is_common
from extract.territory.name_parts import LIVED_IN, LONGEST
from extract.territory.names import Ends, Site, read_name
from extract.territory.site_words import IN_A_ROW, ZONES, is_zone, opens_phrase, site_words
from extract.territory.stops import stopped

_LED_BY_TIME = (
    r"(?:(?:比如|例如|譬如|如今的?|现在的?|昔日的?|其中|同时|此外|另外|目前|近日|日前|连日来|近年来|疫情期间|[去今前]年(?:以来|底|初)?"
    r"|截至[^，。；,;]{1,12}"
    r"|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|底|初|末)?|\d{1,2}月(?:\d{1,2}日)?(?:以来|底)?|[近两三四五几]+年多?来?)[，,]?)?+"
)
# Behind a figure a pause opens the next item of a list as well: 茂林镇45名、双山镇32名.
BOUNDARY = lazy_regex(
    r"(?r)[，。；：！？…,;:\n（(）)【】丨｜|]|(?<=[。！？])”|(?<=\d[万亿]?余?\p{Han}{1,3}|[）)])、"
)
"""The mark that a clause begins behind, sought backwards."""
TITLES = rf"(?:[{HAN}]{{2,13}}+、(?<=代表、|委员、|模范、|标兵、|党员、|书记、|得者、))"
"""What somebody is before the body that they lead: 全国人大代表、|新川公司董事长."""
LEAD = lazy(
    rf"[\s●■◆★—\-“]*+(?:\d{{1,2}}[.．、])?+{_LED_BY_TIME}{TITLES}*+(?:我[省市县区州](?=(?:{'|'.join(ZONES)}))|[我该][省市县区州旗](?=(?![委政直全各级])[{HAN}]{{2,8}}(?:镇|乡|街道|村|社区)))?(?:(?:位于|地处|坐落[于在]|作为|素有|享有|被誉为|号称|远在|身处|有着|拥有|曾经?是)[{HAN}“”、]{{1,20}}?的(?=[{HAN}]{{2,4}}(?:镇|乡|街道|村|社区))|现[将就]|[我他她]们?(?:所在|居住|工作|生活)的|(?:(?:这|说这(?:番)?话的)是|作为|身为)(?=[{HAN}]{{2,16}}?(?:书记|主任|[镇乡局院校厂]长|村民|居民|党员))|[一二三四五六七八九十]是|时任|现任|仅(?:仅)?|单是|特别是|尤其是|在|走进(?:位于)?|来到|位于|家住|驻|以|由|如(?![实期何下果此今同数])|像|据|经(?![开济])|对|拿|当|除了?|继|中共|中国共产党)?+"
)
"""What may stand before the name at the head of a clause."""
LEAD_MOST = 30  # characters of it
_BEHIND_IN = ("在", "走进", "位于", "来到")
_PUT_THERE = lazy(  # 在石栏镇建成, 党员最多的乡镇是茂林镇
    rf"如[{HAN}]{{1,8}}的|(?<=[{HAN}\d])(?:在|驻|责成|交由|帮扶|推动|助推|助力|带动|带领|协助|指导|结对|联系|负责的?|落户|位于|走进|来到|为|给|对"
    r"|[是有](?<=[多少高低大小快位前]的[是有])|是(?<=[多少高低大小快位前]的[镇乡村]是)|是(?<=[多少高低大小快位前]的(?:乡镇|街道|社区)是)"
    r"|是(?<=分别是)|是(?<=其[次他余]是))"
)
# what one does to a village is told of it where its town stands before it: 推动|石栏镇双山村发展, but not 带动后进村
_MOVED = ("推动", "助推", "助力", "带动", "带领", "协助", "指导")
_TOGETHER = lazy(r"[与和][^，。；]{1,16}(?:共建|结对|合作|签订?|携手|联合|对接)")  # 江苏大学与丹徒区共建
_SURE_BODIES = ("集团", "有限公司", "银行", "大学", "医院", "中学", "小学", "学院")
_ITS_BUILDING = lazy(
    "(?:开发)?建设(?!了|局|集团)|规划|招商|布局|管理体制"
)  # 新区|建设加快: a work, and nobody's figure
_GOES_ON_ITSELF = lazy(  # 茂林镇|落实资金32万元, 茂林镇|“党建+”: what goes on so is a village or a town where its name is proper
    r"组织|落实|部署|委托|办理|办好|办成|治理|建设|亲自|志愿服务|干部|居民|党组织|党政|书记|(?<!村)“(?!两委|大党委|大工委)"
)
_NAMED_BEFORE = lazy("(?:村|社区|小区|街道|镇|乡|公司|集团|学校|学院|医院|园区)$")  # 东岭村|位于柳树镇西部
_ALIAS = lazy(r"[（(](?:现|原|以下简称)")  # 畹町镇（现畹町经济开发区）
_COUNTED = lazy(rf"[（(](?:共|有|达)?\d[\d.,]*[万千]?[余多]?[{HAN}]{{1,3}}[）)]")  # 茂林镇（120名）
_AND_SO_MANY = lazy(r"等(?:最后一批|首批|第[一二三四五六七八九十]批|一批)?\d")
# 柳巷街道|党工委书记高红霞等19人, 静游镇峰岭底村|党支部、…等25个: an example of what is counted, not its place
_ONE_OF_MANY = lazy_regex(
    r"(?:党(?:支部|总支部?|委|工委|组织|组))?(?:(?:原|副|第一)?(?:书记|主任|镇长|乡长|站长|所长|局长|经理|村民|党员|干部)\p{Han}{2,3}|、[^，,。；;：:！？\n的]{2,60}?|(?<=党(?:支部|总支|委|工委)))等(?:共计?)?\d"
    r"|[^，,。；;：:！？\n\d的]{2,40}等(?:共计?)?\d+[人名个家]\p{Han}{0,4}?(?:荣获|获得|获评|获|被|受到|当选|入选)"  # 社区党总支书记、居委会主任高红霞等19人荣获
)
_IN_TOWN = lazy_regex(r"(?:镇|乡|街道|办事处|苏木)\p{Han}")
# What a profile says of a body by its name, and no phrase goes on with: 二女桥社区|党总支, 团结村|位于
_PROFILE = lazy("党总支|居委会|村委会|位于|地处|坐落|现有|成立于|始建于|辖区|下辖|占地")
# … nor with what it has: 北外滩街道|有党员5200名, 东方红社区|党员320名
_OWNS = lazy(
    r"(?:目前|现|共|总)*有(?:基层|中共)?(?:党员|党组织|党支部|党总支|党委|居民|人口|干部|村民)|(?:发展|培训)?党员(?:人数|总数)?\d|(?:基层)?党(?:组织|支部)\d|(?:目前|现|共|总)+有\d"
)
_OF_A_PEOPLE = lazy("族(?:村|乡|镇|社区|嘎查)$")  # 资溪县|新月畲族村
_LEFT_OUT = ("除", "除了")  # 除|茂林镇外，其他9个乡镇: all but it are counted
_DWELT_IN = lazy("村民|居民|村委|居委|位于")  # 双辽市研究村村民, but not 双辽市优秀村党支部书记320名
_PARTS_OF_VILLAGES = ("自然村", "行政村")
# “百校联百村”行动, “老旧小区”改造
_CAMPAIGN = lazy(r"”(?:专项|三年|提升|攻坚)?(?:行动|工程|活动|计划|改造|项目|品牌|模式|试点|创建|建设)")
# 茂林镇|组织党员干部巡堤, 茂林镇|及时转移群众; but not 乡镇|组织委员
_COMMITTEE = lazy("(?:党?委员会|委(?![员托派]))")  # 大河镇委员会, 大河镇委
_SETS_OUT = lazy(
    "及时|及早|组织(?=党员|干部|群众|全体|机关|各村|志愿者|人员|召开|开展|镇村|力量|村|全镇|全乡)"
)
_PEOPLE_OR_YEAR = lazy(  # 县人民医院|36名党员写下请战书, 县供电公司|2019年发展党员
    r"\d[\d.]*[万余多]*[名位](?:党员|职工|员工|医护|教师|干部|民警|志愿者)|\d{4}年"
)
_NUMERALS = "一二三四五六七八九十百千万几两多半"


def behind(ends: Ends, position: int) -> Site | None:
    """The narrower name that goes on where a region's name ended: 于都县|梓山镇潭头村.

    >>> behind(Ends("赣州市于都县梓山镇潭头村党支部"), 6).name
    '梓山镇潭头村'
    """
    if not ends:
        return None
    text = ends.text
    site = read_name(ends, position, shortest=1, buildings=True)
    # 昆山市玉山镇|的好孩子集团: the company, not the town, is what follows is about.
    owned = attributed(ends, site.span.end if site else position, buildings=False)
    if owned is not None:
        return Site(Span(position, owned.span.end), owned.name, "body")
    if (
        site is not None
        and site.kind != "body"
        and opens_phrase(site.name)
        and not _OF_A_PEOPLE.search(site.name)
        and not is_common(site.name)
        # 三门县|横渡镇岩下潘村: a town with its village is a name, whatever it begins like
        and not _IN_TOWN.search(site.name)
        and not (_PROFILE.match(text, site.span.end) or _OWNS.match(text, site.span.end))
        and (site.name[0] in _NUMERALS or not _DWELT_IN.match(text, site.span.end))
    ):
        return None  # 三水区|梳理村（社区）重要事权, 江西|七成村, but 城口县|前进村村民
    if site is None and text.startswith("的", position):  # 锦江区|的牛沙社区
        site = read_name(ends, position + 1, shortest=2, buildings=False)
        if site is None or site.kind == "body" or opens_phrase(site.name):
            return None
    return site


def alone(ends: Ends) -> list[Site]:
    """The names that stand at the head of a clause of a text.

    >>> text = "新渡镇永久村引进企业，在范岗镇樟枫村，脱贫村达到12个，各乡镇建成3处。"
    >>> [site.name for site in alone(Ends(text))]
    ['新渡镇永久村', '范岗镇樟枫村']
    """
    found: list[Site] = []
    text, reach, before = ends.text, 0, -1
    for end, kind in ends.led:
        farthest = max(0, end - LEAD_MOST - LONGEST["body"])
        mark = BOUNDARY.search(text, max(farthest, reach - 1), end)
        if mark is None and farthest:
            continue
        boundary = mark.end() if mark else 0
        if boundary == before or boundary < reach:
            continue
        opening = LEAD.match(text, boundary)
        assert opening is not None  # it matches the empty string
        start = opening.end()
        there = text.endswith(_BEHIND_IN, boundary, start)
        if kind == "building" and not there and not text.startswith("党委", end):
            continue  # at the head of a clause 文化广场 is any
        before = boundary
        led = start > boundary and not text.endswith("其中", boundary, start)  # 其中|叶坪乡 is of no 中叶
        if stopped(text, start, end) or (led and text[start - 1 : start + 1] in ordinary()):
            continue  # 以|便城乡社区: what leads is the beginning of a word
        site = _free(ends, start, there)
        if site is not None:
            found.append(site)
            reach = site.span.end
    return found


def within(ends: Ends) -> list[Site]:
    """Towns and villages inside a clause, behind a word that puts something there: 投资1200万元在|石栏镇|建成…

    >>> [site.name for site in within(Ends("投入资金300万元帮扶石栏镇大兴村，干部驻村"))]
    ['石栏镇大兴村']
    """
    found: list[Site] = []
    done = 0
    for end, kind in ends.led:
        if kind not in ("town", "village"):
            continue
        for opening in _PUT_THERE.finditer(ends.text, max(done, end - LONGEST["body"] - 2), end):
            done = opening.end()
            lies = opening.group() == "位于" and _NAMED_BEFORE.search(ends.text, 0, opening.start())
            if not lies and not stopped(ends.text, done, end):
                site = _free(ends, done, False)
                aimed = opening.group() == "对"  # 对运河社区326户居民走访, but not 对茂林镇开展检查12次
                if site is not None and aimed and not ends.text[site.span.end : site.span.end + 1].isdigit():
                    continue
                if site is not None and opening.group() in _MOVED and not _IN_TOWN.search(site.name):
                    continue
                if site is not None and site.kind != "body":
                    found.append(replace(site, inside=True))
    return found


def one_of_many(text: str, end: int) -> bool:
    """Whether a name that ends at a position is only an example of those that a figure counts: 峰岭底村党支部等25个, 城关镇等6个."""
    return _AND_SO_MANY.match(text, end) is not None or _ONE_OF_MANY.match(text, end) is not None


def attributed(ends: Ends, position: int, buildings: bool = True) -> Site | None:
    """The thing whose measure stands before it: 441米|的广州国际金融中心, 558平方米|的西塔党群服务站."""
    if not ends.text.startswith("的", position):
        return None
    site = read_name(ends, position + 1, shortest=1, buildings=buildings)
    return site if site is not None and site.kind == "body" else None


def _is_proper(name: str) -> bool:
    """Whether no everyday word begins or ends the own part of a town's or a village's name: 茂林镇; not 王某关注|社区."""
    own = name.removesuffix("社区").removesuffix("街道") if name.endswith(("社区", "街道")) else name[:-1]
    return not opens_phrase(name) and own[-2:] not in everyday_verbs()


def _free(ends: Ends, position: int, there: bool) -> Site | None:
    """A name without its region before it: it is short, nothing generic follows, and it is not one of several."""
    text = ends.text
    site = read_name(ends, position, shortest=2, buildings=there)
    if site is None or text.startswith("、", site.span.end) or one_of_many(text, site.span.end):
        return None
    if text.endswith(_LEFT_OUT, 0, position):
        return None
    if text[position - 1 : position] == "“" and _CAMPAIGN.match(text, site.span.end):
        return None
    if site.name in site_words().zones and _ITS_BUILDING.match(text, site.span.end):
        return None
    if site.kind == "body":
        listed = (
            (
                text.startswith(IN_A_ROW, site.span.end)
                and not _TOGETHER.match(text, site.span.end)
                and not _SETS_OUT.match(text, site.span.end)
            )
            or text.startswith(("）", ")"), site.span.end)
            or (
                text[site.span.end : site.span.end + 1].isdigit()
                and not is_zone(site.name)
                and not _PEOPLE_OR_YEAR.match(text, site.span.end)
            )
        )
        if listed:
            return None
        return replace(
            site,
            doubtful=not site.name.endswith(_SURE_BODIES)
            and site.name not in ZONES
            and opens_phrase(site.name)
            and not _PROFILE.match(text, site.span.end),
        )
    if site.name.endswith(_PARTS_OF_VILLAGES) and not there and not LIVED_IN.match(text, site.span.end):
        return None  # 通硬化路的自然村 and 撤并自然村 only describe
    if _IN_TOWN.search(site.name) or _ALIAS.match(text, site.span.end):
        return site
    if len(site.name) > 7 or (
        not there
        and not _COUNTED.match(text, site.span.end)
        and text.startswith(site_words().goes_on, site.span.end)
        and not (_is_proper(site.name) and _GOES_ON_ITSELF.match(text, site.span.end))
        and not _SETS_OUT.match(text, site.span.end)
        and not _COMMITTEE.match(text, site.span.end)
    ):
        return None
    sure = _PROFILE.match(text, site.span.end) or _OWNS.match(text, site.span.end)
    return replace(site, doubtful=opens_phrase(site.name) and not sure and not is_common(site.name))
