"""What sort of figure it is: its kind, the unit that goes with it, its sign, and what it is counted per."""

from __future__ import annotations

from extract.binding.aims import is_aim, is_done
from extract.binding.grammar import alternation, grammar
from extract.binding.per import OF_WHOM, per_of
from extract.binding.phrases import Phrase
from extract.patterns import HAN, lazy
from extract.records import record

_ADDED = alternation(
    ("了", "约", "近", "超", "达", "为", "将近", "超过", "大约", "幅度", "率", "的", "共", "总计", "分别")
)
_TRAILING = lazy(f"(?:{_ADDED})+$")
_TRAILS = frozenset("了约近超达为过度率的共计别")  # what one of them ends in
_SHARE_WORDS = lazy(r"占|比例|比重|率|覆盖|学历|文化程度|比上届|较上届|面(?=提|达|上)")
_RATE = lazy(  # what is a share itself: 参与率, 占比, 覆盖面, 大专以上学历的
    r"(?:[率占]|占比|比例|比重|覆盖面?|面|学历|文化程度|程度|达标|合格)(?:同比|环比|较?比?上[一]?[年届月期]|较?去年|比上届|较上届|分别|又|再|已|的)*$"
)
_SPAN_WORDS = lazy(
    r"同比|环比|分别|连续|平均|年均|实际|累计|名义|[比较](?:上一?[年届月期]|去年|前年|年初|\d{4}年|换届前|此前|以往|上届)(?:同期|底|末)?|同期|[又再已均也则并,，、；;的了]|\d{4}年|今年|去年|全年|上半年|本届"
)
_WORDS_OF_CHANGE = lazy(
    r"(?:净?增[长加幅速]|净增(?=率)|上[升涨浮]|提[高升]|下[降滑浮]|降[低幅]|回落|减少|扩大|缩小|压[减缩]|负增长|精简|削减)(?:幅度?|比例|了|率|约|近|超过?|达到?|为)*"
)
_AMOUNT = lazy(
    r"(?:收入|产值|投资|总额|金额|数量?|总量|量|人数|户数|规模|面积|资金|经费|销售额|支出|利润|税收|资产|产量|人次|件|起)$"
)
_AMOUNTS = lazy(r"(?:增长|增加|减少|增幅|降幅|增速)[^率]{0,2}$")
_HELD_TO = lazy(  # 参会人数控制在200人以内, 原则上每年|不超过1次
    r"控制在$|(?:原则上|一般)[^，,。；;\d]{0,8}$"
)
_AT_MOST = ("不", "至少", "最多", "至多")
_GREW_YEARLY = lazy(  # 年均增长19.9%，达到|87.6亿元: what it grew to is of no year
    r"年均(?=[^，,。；;\d]{0,4}?(?:增长|递增|增加|提高|下降|增幅|增速))"
)
_OF_BEFORE = lazy(  # 是去年同期的5.2倍, 是新中国成立时的17倍; but 完成年初计划的1.1倍
    r"(?:年|同期|上[届次]|往年|[年月]?[初末底]|时|以前|过去|原[来先]|此前)(?:同期|水平)?的(?:约|近|超过?|[\d.]+倍[、和])*$"
)
_PRESCRIBED = lazy(
    r"(?:经费|报酬|补贴|补助|薪酬|工资|待遇|标准|津贴)[^,，]{0,6}(?:(?:提高|提升|增加|调整|上调|核定)[到至为]|由|从)|标准|(?:村|社区|组织)[^,，]{0,8}经费[^,，]{0,4}(?:每年|年均|年)|(?:报酬|补贴|补助|工资|津贴|薪酬)(?:每年|每月)$"
)
_SET_AT = lazy(  # 按村3万元、社区|8万元的标准
    r"(?:[、，,和][^，,。；;\d]{0,8}?\d[\d.]*[万千]?元){0,3}(?:以上|左右)?的(?:标准|定额|额度)"
)
_MORE = lazy(
    rf"(?:比|较|同比)[^,，]{{0,8}}?(?:(?P<more>多|少)[{HAN}]{{0,7}}|(?P<lower>[小低轻短]了))$|(?<![至多缺减许不变])(?P<changed>[多少])了$"
)
# 平均年龄从41岁下降为40岁
_BECOMES = lazy(r"(?:下降|降低|减少|缩小|缩短|上升|提高|提升|增加|扩大|升|降|减|增)为$")
_OF_CUTS = lazy(
    "(?:精简|撤并|整合|压减|下降|降低)率(?:达到?|为|超过?)*$"
)  # 精简率达|57.2% is a share of what there was
_EXTREME = lazy("最(?:年轻|少|低|小)的?(?:只有|仅有?|为|是)?$")  # 最年轻的|31岁
_AGAINST = lazy(r"[比较][^,，]{0,12}?\d[^,，]{0,4}(?P<more>[多少])$")  # 比上年同期847件少297件
# 减少各类证明材料350项, 减少比例达73%
_CUT = lazy(
    rf"(?:减少|压减|精简|下降|降低|缩减|削减)(?:了|的)?(?:(?:比例|幅度|比率|率)(?:达到?|为|超过?|约)?|(?<=减少)[{HAN}]{{0,3}}[{HAN}]{{2,8}}(?<![次人名]))$"
)
_NET = lazy(rf"净(?P<way>[增减])[加少]?(?:了|的)?[{HAN}]{{1,8}}$")  # 净增党员320名, 净减党支部12个
_INCOME_ADDED = lazy(rf"(?:增加|新增)(?:了)?[{HAN}]{{0,8}}(?:收入|收益)$")  # 年增加集体收入|10万元
_ARRIVES = ("达", "到", "至", "为", "有", "是")  # 每人每月提高800元,达到4200元
_PASSES = lazy("突破|超过?|逾|达")  # 党员总数增长2.1%，|突破4.3万名
_SET_RATE = lazy(r"(?:按照?|以)[^，,。；;：:\d]{0,16}$")  # 按照|5%至8%的比例确定, 按行政村总数|10%的比例倒排
_LEAST = lazy(r"不(?:得)?(?:[低少高大]于|超过)[^，,。；;：:\d]{1,16}的?$")  # 不低于总课时的|70%
_EACH_TIME = lazy(  # 每季度至少开展1次督查
    r"每(?:半?年|个?季度|个?月|周|天|日)[^，,。；;\d]{0,4}(?:至少|不少于|不低于)[^，,。；;\d]{0,6}$"
    r"|每(?:个(?!星期|月|季度)|名|支|家)[^，,。；;\d]{1,12}(?:至少|最少)[^，,。；;\d了]{1,6}$"  # 每个重点村至少安排1个
)
# 每季度召开|1次会议, 每半年评议|一次: how often it is to be
_OFTEN = lazy(
    r"(?<![\d一二两三四五六七八九十均])(?:每个?|按)(?:半?个?月|季度?|周|天|日|半年|半个月|两个?月|星期|旬)(?![末底])[^，,。；;\d了过可]{0,24}$"
)
_ONCE = lazy(r"(?:[12一二两]|[1一][至到—–~-]+[2二两])[ ]?[次场期篇份回]")
# 按|300至500户划分网格, 一人联系|3至5家企业: how many there are to be of them
_BY_RANGE = lazy(r"(?:按照?|(?<![一-龥])(?:一人|每人)[^，,。；;\d了]{0,6})$")
_RANGE = lazy(r"\d(?:[名个户家人])?(?:至|到|-|—|~|～|－|–)+\d")
_SET_AGAINST = lazy(r"[比较][^,，]{0,12}?\d")  # 比上年同期298件上升了132件
_NEW = lazy(r"新增[加设添]?(?:了|的)?$")  # what is newly there; 比上年新增86个 is a difference
_COMPARED = lazy(r"[比较]|同期")
_THINGS, _LENGTHS = ("个", "次", "户"), ("米", "平方米")
_MEASURED = lazy("(?:里程|长度|面积|宽度|高度|海拔|水位|深度)[^，,。；;]{0,4}$")
_OF_VALUE = lazy(r"(?:提高|提升|上升|上调)(?:了)?$")
# what the area of venues in general comes up to is a norm: 村级活动场所面积达到200平方米; 办公场所面积240平方米 is that of one
_VENUE = "场所|广场|阵地|中心|设施|用房|活动室"
_OF_VENUE = "[村社区级的()（）和站]|农村|嘎查|行政|党员|党组织|组织|活动|党群|室内|室外|文体|办公|服务|综合|便民|平均|普遍|建筑|每个|标准化"
_VENUE_AREA = lazy(
    rf"(?:^|[,，;；])(?:{_OF_VENUE}|{_VENUE})*(?:{_VENUE})(?:{_OF_VENUE})*面积(?:全部|普遍|[均都])*(?:达到?|不[低少]于|超过|[要须]|应)|(?:^|[,，;；])平均面积"
)
OFTEN = frozenset({"天", "周", "半月", "月", "两月", "季度", "半年"})
"""The times shorter than a year that a figure may be counted per."""

_TIMES = ("", "年", *OFTEN)
# 采取1名县级领导联村、1名乡镇干部包村、1名第一书记驻村的措施: who looks after each is a norm
_ONE = ("1名", "1个", "1位", "1支", "一名", "一个", "一位", "一支")
_ONE_EACH = lazy(
    rf"(?:(?:{alternation(_ONE)})[{HAN}]{{1,12}}?(?:[包联驻]村|结对|对接)[{HAN}]{{0,4}}[、，,和及]?){{2,}}"
)
# what an office is paid by rule; 工资 in a month is what somebody earns
_PAY = lazy(r"报酬|补贴|补助|津贴|薪酬|待遇|养老金")
_COUNTED = frozenset({"人", "人次", "个", "次", "户"})
_AGE = lazy(r"平均|均龄")
_OF_ONE = lazy(r"(?<!平均年龄)最[大小高低长年]的?[^，,。；;]{0,4}$")  # 平均年龄42岁，最大的|58岁
_TERM = lazy("任期(?:为|是)?$")  # 第一书记任期|两年
# 高标准农田|91亩, 平均海拔|3800米: neither a norm nor a mean
_IN_NAME_ONLY = lazy(r"高标准|标准化|平均(?=海拔)")


@record
class Attributes:
    """``kind`` of a figure, the unit that goes with it (25.2% of a share is 百分点), ``sign`` (-1 for a fall), ``per``
    ("" for the whole), and whether it is ``planned``: a target is a norm, and no figure of what was done."""

    kind: str
    unit: str
    sign: int
    per: str
    planned: bool = False


def attributes(
    phrase: Phrase,
    unit: str,
    prescribed: bool,
    aims: bool,
    ahead: bool,
    previous: Attributes | None,
    year: int | None,
) -> Attributes:
    """Kind, unit, sign and per of one figure; ``previous`` are those of the figure before it in the sentence,
    ``prescribed`` that its own words set a norm (不低于70%), ``aims`` that the sentence `has_aims`, ``ahead`` that it stands under what is ahead,
    ``year`` that of the report."""
    start = phrase.clause.start
    if phrase.shares and phrase.leads and unit == "元":  # 薪酬每人每月提高800元,达到4200元
        start = phrase.leads[0].start
    clause_before = phrase.text[start : phrase.figure.start]
    if start < phrase.clause.start:
        clause_before = _GREW_YEARLY.sub("", clause_before)
    if unit in _COUNTED:
        clause_before = OF_WHOM.sub("", clause_before)
    if (ahead and not is_done(phrase)) or (aims and is_aim(phrase, year)) or _is_norm(phrase, unit):
        return Attributes("standard", unit, 1, per_of(clause_before), planned=True)
    before = (phrase.label or phrase.before).of(phrase.text)
    per = per_of(clause_before)
    shares = previous if phrase.shares or phrase.ordinal > 0 else None
    change = _change(before) or (_against(clause_before) if before in ("多", "少") else 0)
    if change and unit in _COUNTED and _OF_VALUE.search(before) and not _SET_AGAINST.search(clause_before):
        change = 0  # 整顿提升软弱涣散党组织86个: things are not raised by 86
    if change and unit in _LENGTHS and _OF_VALUE.search(before) and not _MEASURED.search(before):
        change = 0  # 道路硬化提升77公里
    if change and unit in _THINGS and _NEW.search(before) and not _COMPARED.search(clause_before):
        change = 0  # 新增了30盏路灯
    if unit == "百分点":
        return Attributes("change", unit, change or (shares.sign if shares else 1), "")
    if change:
        share = unit == "%" and _of_share(phrase, previous)
        return Attributes("change", "百分点" if share else unit, change, per if unit == "元" else "")
    # 同比分别增长8.4%和11.2%; but 增长12.5%，占党员总数3.1%
    if shares and shares.kind == "change" and "占" not in before and not _arrives(phrase, before):
        return Attributes("change", shares.unit if unit == "%" else unit, shares.sign, "")
    if unit == "平方米" and _VENUE_AREA.search(clause_before):
        per = "场所"
    if not per and _is_one_each(phrase):
        per = "村"
    kind = _kind(phrase, unit, prescribed, clause_before, before, per, shares)
    return Attributes(kind, unit, 1, per)


def _arrives(phrase: Phrase, before: str) -> bool:
    """Whether it is what a number came to, and none of the differences that are told in turn: 提高800元,达到|4200元."""
    if before.endswith(_ARRIVES):
        return True
    return phrase.ordinal < 0 and _PASSES.match(phrase.text, phrase.figure.start) is not None


def _kind(
    phrase: Phrase,
    unit: str,
    prescribed: bool,
    clause_before: str,
    before: str,
    per: str,
    shares: Attributes | None,
) -> str:
    words = grammar()
    if (
        shares
        and shares.kind != "change"
        and shares.unit == unit
        and per in _TIMES
        and not words.averages.search(before)
    ):
        return shares.kind
    if unit == "%":
        return "standard" if prescribed else "share"
    if unit == "岁":
        reach = [clause_before, *(lead.of(phrase.text) for lead in phrase.leads)]
        mean = any(_AGE.search(part) for part in reach) and not _OF_ONE.search(clause_before)
        return "average" if mean else "measure"
    if unit == "倍":
        if _PRESCRIBED.search(clause_before):
            return "standard"
        return "change" if _OF_BEFORE.search(clause_before) else "measure"
    mean = words.averages.search(clause_before) is not None
    if unit in ("平方米", "米", "天", "年"):
        said = _IN_NAME_ONLY.sub("", clause_before)
        if words.averages.search(said):
            return "average"
        normative = prescribed or per == "场所" or words.norms.search(said) or _TERM.search(clause_before)
        return "standard" if normative else "measure"
    if unit in ("元", "美元"):
        if mean:
            return "average"
        entity = per not in _TIMES
        return (
            "standard"
            if entity
            or prescribed
            or _SET_AT.match(phrase.text, phrase.figure.end)
            or (per == "月" and _PAY.search(clause_before))
            or _PRESCRIBED.search(clause_before)
            else "count"
        )
    if mean or per == "平方公里":
        return "average"
    if prescribed:
        return "standard"
    return "count" if per in _TIMES else "standard"


def _is_norm(phrase: Phrase, unit: str) -> bool:
    """Whether the words about a figure make it a rule: 按照5%至8%的比例, 每季度至少开展1次, 按300至500户划分."""
    start, end = phrase.clause.start, phrase.figure.start
    if unit == "%":
        if _LEAST.search(phrase.text, start, end):
            return True
        following = phrase.text.startswith("的比例", phrase.figure.end)
        return following and _SET_RATE.search(phrase.text, start, end) is not None
    if _ONCE.fullmatch(phrase.figure.of(phrase.text)) and _OFTEN.search(phrase.text, start, end):
        return not phrase.text.startswith("的", phrase.figure.end)  # 每周两次|的上门探访 took place
    if unit in ("人", "个", "次", "天") and (held := _HELD_TO.search(phrase.text, start, end)):
        return held.group() == "控制在" or phrase.text.startswith(_AT_MOST, end)
    by_range = _RANGE.search(phrase.figure.of(phrase.text)) and _BY_RANGE.search(phrase.text, start, end)
    return bool(by_range) or _EACH_TIME.search(phrase.text, start, end) is not None


def _is_one_each(phrase: Phrase) -> bool:
    """Whether a figure is one of those that say who looks after each village: 1名干部联村、1名干部包村."""
    if not phrase.text.startswith(_ONE, phrase.figure.start):
        return False
    return any(row.start() <= phrase.figure.start < row.end() for row in _ONE_EACH.finditer(phrase.text))


def _change(before: str) -> int:
    """1 for a rise, -1 for a fall, 0 when the figure is no difference."""
    stripped = before.rstrip("、，,：: ")
    if _BECOMES.search(stripped) or _EXTREME.search(stripped) or _OF_CUTS.search(stripped):
        return 0
    if stripped[-1:] in _TRAILS:
        stripped = _TRAILING.sub("", stripped)
    if stripped.endswith(grammar().falls):
        return -1
    if ("多" in before or "少" in before or "了" in before) and (
        more := _MORE.search(before)
    ):  # 比上年多发展286名, 比上届小了5.3岁
        return 1 if "多" in (more["more"], more["changed"]) else -1
    if ("减" in before or "降" in before or "精简" in before) and _CUT.search(before):
        return -1
    if "净" in before and (net := _NET.search(before)):
        return 1 if net["way"] == "增" else -1
    if "增" in before and _INCOME_ADDED.search(stripped):
        return 1
    return 1 if stripped.endswith(grammar().rises) else 0


def _against(clause_before: str) -> int:
    """The sign of a difference whose base is a figure of its own: 比上年同期847件少297件."""
    more = _AGAINST.search(clause_before)
    return 0 if more is None else 1 if more["more"] == "多" else -1


def _of_share(phrase: Phrase, previous: Attributes | None) -> bool:
    """Whether a percentage that rose is one of a share, so that the difference is in percentage points.

    覆盖率提高2.1% is; 信访量下降12.5% is not, whatever share stands before it, nor 占计划的98.5%,同比增长12.5%: a share is
    raised, an amount grows.
    """
    own = _WORDS_OF_CHANGE.sub("", phrase.text[phrase.clause.start : phrase.figure.start])
    own = _SPAN_WORDS.sub("", own).strip()
    if own:
        return _RATE.search(own) is not None or (
            _SHARE_WORDS.search(own) is not None and not _AMOUNT.search(own)
        )
    if _AMOUNTS.search(phrase.before.of(phrase.text)):
        return False
    return previous is not None and previous.unit in ("%", "百分点")
