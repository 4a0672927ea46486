"""Figures that the words around them set aside: conditions, spans of time, ages, lists, articles.

A number with its unit has been read; the rules here say why it is no figure that the report gives. Each is a small
function over a `Candidate` with the phrase that forced it; `reason` asks those that concern the unit. They look at a
bounded window on both sides, so reading stays linear.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import regex

from extract.units import units

_WINDOW = 24  # characters on each side


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number with its unit in folded text: where the number begins and ends, and where its unit ends.

    ``value`` is the number as written, scales included, before the unit's factor; ``chinese`` says that it is in
    Chinese numerals, ``magnitude`` that it is a bare scale (百, 千万), ``modified`` that a modifier loosens it.
    """

    text: str
    start: int
    number_end: int
    end: int
    value: Decimal
    high: Decimal | None
    unit: str
    counter: str
    chinese: bool
    magnitude: bool
    modified: bool

    @property
    def before(self) -> str:
        """What stands before the number, at most a window."""
        return self.text[max(0, self.start - _WINDOW) : self.start]

    @property
    def after(self) -> str:
        """What stands after the unit, at most a window."""
        return self.text[self.end : self.end + _WINDOW]


_MORE = r"\s?(?:\(含[^()]{0,6}\))?(?:及其?)?(?:以上|以下|以内|之间|之内)"
_BODY = r"(?:村|行政村|社区|乡镇|镇|县|企业|单位|党组织|党支部|支部|党委|楼宇|农户|家庭|户|项目|合作社|学校|网格|小区|地区|部门|经济组织|党员|干部|人员|人才|老人|老年人|群众|员工|青年)"


def per_base(c: Candidate) -> bool:
    """每10户设1名: the base of a ratio; 每3个月: a frequency."""
    return c.text[max(0, c.start - 3) : c.start].rstrip().endswith(("每", "每隔", "每满", "每增加", "每新增"))


_OF_ALL = regex.compile(
    r"(?<![人平户村年月日])(?:均|都|全部)(?:已|在|为|达|达到|超|超过|突破|实现|不低于|不少于|稳定在|达标)*(?:年?收入|经营性收入)?(?:达|达到|超|超过|在|为)?$"
)
_OF_BODY = regex.compile(rf"(?:{_MORE})?的[^，。；、\d]{{0,8}}?{_BODY}|{_MORE}(?=[^，。；、,;:）)的]|的)")
_INVESTED = regex.compile(
    r"(?:投资|价值|造价|总额|给予|奖励|补助|补贴|发放|投入|募集|捐赠|争取)[^，。；]{0,6}$"
)


def money_condition(c: Candidate) -> bool:
    """收入5万元以上的村743个, 超过100万元的村: the count of villages is the fact; 均达到2万元以上: a threshold that all meet."""
    if _OF_ALL.search(c.before):
        return True
    return bool(_OF_BODY.match(c.after)) and not _INVESTED.search(c.before)


_MEMBERS = regex.compile(
    rf"{_MORE}(?:的|{_BODY})|的(?:非公|“?两新”?|规模|小型|大型|机关|社会)?[^，。；、\d]{{0,4}}?(?:企业|单位|支部|党支部|党组织|村|楼宇|网格|小区)(?=[，。、；都均要应必需可单])"
)


def size_condition(c: Candidate) -> bool:
    """党员3名以上的企业, 50人以上企业, 100户以上的村."""
    return bool(_MEMBERS.match(c.after)) and (
        regex.match(_MORE, c.after) is not None or c.before.endswith(("满", "足", "有", "过", "少于", "低于"))
    )


_SHARE_OF_BODY = regex.compile(
    rf"(?:{_MORE})?的(?:行政|贫困|脱贫)?(?:村|社区|乡镇|县|企业|地区)(?:有|共|达|数|\d|占)"
)


def share_condition(c: Candidate) -> bool:
    """党员占比30%以上的村有12个."""
    return bool(_SHARE_OF_BODY.match(c.after))


_AGE_FACT = regex.compile(
    r"平均|均龄|人均|中位|下降|降低|降至|降到|降为|缩小|提高|年轻了?|减小|减少|增加|增长|预期寿命|寿命|小了|低了|高了"
)
_AGE_LIMIT = regex.compile(rf"{_MORE}")


def age(c: Candidate) -> bool:
    """35岁以下干部: a condition; 现年45岁, 52岁的李某: one person's age. Only mean ages and their changes are figures."""
    clause = c.before.rsplit("。", 1)[-1].rsplit("；", 1)[-1]
    if not _AGE_FACT.search(clause):
        return True
    near = regex.split("[，,、]", clause)[-1]
    return bool(_AGE_LIMIT.match(c.after)) and not _AGE_FACT.search(near)


_DURATION_FACT = regex.compile(
    r"(?:累计|平均|共|总共|合计|奋战|坚守|值守|值班|隔离|抗疫|驻村|住村|入户|历时|用时|耗时|仅用|缩短|压缩|减少|减|延长|提前|增加|提速|节省|节约|由|从|缩减|降|时限|时长|时间|寿命|工龄|党龄|在岗|出勤)[^，。；\d]{0,8}$"
)
_DATING = regex.compile(
    r"\s?多?(?:来|以来|内|以内|之内|间|中|前|后|之后|之前|期|制|行动|计划|规划|任期|任务|目标|一届|一次|一度|一换|一遍|一轮|期满|左右?完成)"
)


def span_of_time(c: Candidate) -> bool:
    """连续3年, 10年来, 24小时值班, 三年行动: time that dates or names; 累计抗疫三百多天 is reported."""
    if c.unit in ("月", "周"):
        return not (_SHORTENED.search(c.before) and not _DATING.match(c.after))
    if _DATING.match(c.after):
        return True
    if c.unit == "天" and c.counter not in ("天", "工作日", "个工作日"):
        return False  # 连续奋战700多个日夜
    if c.unit == "年":
        return not _SHORTENED.search(c.before)
    if c.unit in ("小时", "分钟"):
        return not (_SERVED.search(c.before) or _SHORTENED.search(c.before) or c.value >= 1000)
    return not _DURATION_FACT.search(c.before)


_SHORTENED = regex.compile(r"(?:平均|缩短|压缩|压减|延长|提前|缩减|减少)[^，。；]{0,12}$")
_SERVED = regex.compile(r"(?:累计|时长|服务|志愿|培训|学习|平均|缩短|压缩)[^，。；\d]{0,8}$")

_ARTICLE_COUNT = regex.compile(
    r"(?<![每这那某同另任唯第之新旧头其单统为是了成到出起过有的第再又下上各哪任])[\u4e00-\u9fff]$"
)


def article(c: Candidate) -> bool:
    """一个, 一批, 一支队伍: the article, unless it closes an item of a list (主任一名、副主任两名)."""
    if c.unit in ("倍", "百分点", "美元"):
        return False
    if c.unit == "%":
        return not c.modified and not regex.search(
            r"(?:占|增长|上涨|下降|提高|减少|增加|有|到|达)$", c.before
        )
    if not regex.match(r"[、，；,;。]|$", c.after):
        return True
    return c.counter not in (
        "名",
        "人",
        "个",
        "台",
        "辆",
        "套",
        "处",
        "所",
        "座",
        "间",
        "家",
        "部",
    ) or not _ARTICLE_COUNT.search(c.before)


_LISTED = (
    "方面|层面|维度|环节|举措|措施|步骤|原则|抓手|关键|板块|阶段|特点|优势|转变|转化|意识|自信|维护|确立|务必|坚持|聚力|导向|禁令|身份|角度|难题|权责|职责|职能|要求|"
    "方向|统一|结合|到位|不准|严禁|必须|一律|覆盖率|过硬|能力|本领|定力|思维|效应|底线|红线|关口|保障|支撑|作用|要素|体系|格局|战略|战役|攻坚战|提升|提升行动|行动"
)
_LISTED_AFTER = regex.compile(
    rf"[^，。；：！？、,;:!?\d“”《》()的个项条名]{{0,6}}?(?:(?:方面|层面|维度|环节|举措|措施)|(?:{_LISTED})(?=[，。；：、,;:”()]|$|[的等和与及中上为是]))|[^，。；：\d]{{0,14}}?之一"
)
_LISTED_CHINESE = regex.compile(
    r"[^，。；：！？、,;:!?\d“”《》()的]{0,8}?(?:任务|工作|重点|制度|机制|问题|工程|计划|目标|内容|指标|清单|方式|模式|办法|载体|平台|规定|条件|标准|纪律|活动|主题|专题|领域|队伍|班子|战场|网|牌|卡|表|图|账|"
    r"关系|特色|品牌|文章|课题|短板|弱项|产业|服务|功能|途径|渠道|路径|梯次|类型|层次|档次|形态|方案|事项)"
)
_CONCRETE = regex.compile(
    r"[^，。；：！？、,;:!?\d“”《》()的]{0,8}?(?:村|乡|镇|县|区|市|省|州|旗|街道|社区|企业|公司|单位|部门|支部|党委|党总支|党组织|党组|小组|工作组|督导组|巡察组|检查组|工作队|服务队|小分队|医疗队|基地|项目|岗位|集体|"
    r"中心|服务站|学校|学院|医院|合作社|示范点|党员|干部|群众|车间|园区|大棚|广场|公厕|泵站|厂|店|馆|院|室|场|楼|桥|井|路|家庭|农户|人|孩子|案件|案例|村庄|小区|网格|点位|站点|国家|地区|工厂|泵|车|课题组|班次|奖项)"
)
_MADE = regex.compile(
    r"(?:成立|组建|新建|建成|建立|设立|新增|增设|派出|选派|划分|整合|打造|创建|培育|评选|引进|购置|新设|组成|表彰|授予|荣获|获|追授|下设|辖|有)了?$"
)


def listed(c: Candidate) -> bool:
    """五项重点工作, 4项权责, 两个层面, 20个极贫乡镇之一: the number of a list or a set phrase, not of things counted."""
    if c.counter == "大":
        return True
    if _LISTED_AFTER.match(c.after) and c.value < 100:
        return True
    if not c.chinese or c.value > 20 or c.modified:
        return False
    if _LISTED_CHINESE.match(c.after) or regex.match(r"\s?[“‘「\"《]", c.after):
        return True
    if regex.match(r"[，。；、,;：:）)]|$", c.after):
        return not _NOUN_BEFORE.search(c.before)
    return not (
        _CONCRETE.match(c.after)
        or (_MADE.search(c.before) and c.counter not in ("种", "类", "大", "道", "张", "条"))
    )


_NOUN_BEFORE = regex.compile(r"(?<![这那各上下前后的其以及和与])[\u4e00-\u9fff]{2}$")
_SET_LIST = regex.compile(r"(?:支|张|套)(?:[^，。；、\d]{0,4})(?:队伍|清单|网|表|图|牌|账)(?:建设)?")


def round_number(c: Candidate) -> bool:
    """百名书记, 万户农家, 亿元村: an order of magnitude that stands for many, with no word that makes it a count."""
    return c.magnitude and not c.modified


_PERSONAL = regex.compile(
    r"我家|我们家|俺|咱家|我今年|我现在|我每|我自己|我在|我的|我儿|我爱人|老伴|我一|我种|我养|我妈|我爸|我拿|我挣"
)
_SPEECH = regex.compile(r"“[^“”]*+(?:”|$)|^[^“”]*+”")


def spoken(text: str) -> list[tuple[int, int]]:
    """The stretches of a sentence in which somebody speaks of himself: “我家去年卖枣就挣了8万元”."""
    return [found.span() for found in _SPEECH.finditer(text) if _PERSONAL.search(text, *found.span())]


Rule = Callable[[Candidate], bool]
_ALWAYS: tuple[tuple[str, Rule], ...] = (("base", per_base), ("round", round_number))
_BY_UNIT: dict[str, tuple[tuple[str, Rule], ...]] = {
    "元": (("condition", money_condition),),
    "岁": (("age", age),),
    "%": (("condition", share_condition),),
    "人": (("condition", size_condition),),
    "户": (("condition", size_condition),),
    "个": (("list", listed), ("condition", size_condition)),
    **dict.fromkeys(("天", "年", "月", "周", "小时", "分钟"), (("span", span_of_time),)),
}


def reason(candidate: Candidate) -> str | None:
    """Why the figure is set aside, a code of ``data/reasons.toml``; None when it stands."""
    for code, rule in _ALWAYS:
        if rule(candidate):
            return code
    if (
        candidate.chinese
        and candidate.value == 1
        and candidate.high is None
        and candidate.unit not in _TIMES
        and article(candidate)
    ):
        return "article"
    for code, rule in _BY_UNIT.get(candidate.unit, ()):
        if (
            code == "list"
            and candidate.counter not in units().generic
            and not _SET_LIST.match(candidate.counter + candidate.after)
        ):
            continue
        if rule(candidate):
            return code
    return None


_TIMES = frozenset({"天", "年", "月", "周", "小时", "分钟", "岁"})
