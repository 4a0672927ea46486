"""What a figure is counted per: 每村每年2万元 is a village's and a year's."""

from __future__ import annotations

from extract.patterns import HAN, lazy

_EACH = lazy(
    rf"(?P<both>每(?:名|个|位)?[{HAN}]{{0,5}}?(?P<who>人|村|社区|户|干部|队员|书记|党员|学员)(?:每|均)(?P<time>月|年|天|日)|(?:(?P<often>月|年|天|日)人均|人均(?P<rate>月|年|日)))|(?P<person>每[名位](?:[{HAN}]{{0,6}}?(?:干部|领导|常委|书记|党员|队员|委员|代表|成员|职工|人员|志愿者|网格员|教师|医生|民警|选调生|指导员)))|(?P<every>村村|户户|人人|镇镇|乡乡)(?=[都均皆有])|(?P<many>每[百千万](?:名|个|户)?[{HAN}]{{0,6}}?(?=拥有|有|配|人口|居民|人|党员|农户|户))|(?:平均)?每(?:一)?(?:个|名|户|人|所|支|家|处|座)?(?:行政|城市|建制|自然|贫困|深度贫困|脱贫|重点|薄弱|示范|试点)?"
    r"(?P<entity>[^，,。；;、\d]{0,6}?工作[队组]|中心户|站点|队(?=[不至最要须])|[^，,。；;、\d]{0,4}?(?:服务队|小组|专班|督导组|巡察组)|嘎查村?|村(?!民)|社区|街道|乡镇|镇|乡|县|户|人|季度|半年|半个?月|两个?月|周|月|天|日|平方公里|网格|党支部|支部|党组织|场所|企业|校|学校|小区|亩|名|家|平均|(?<=每个)(?![^，,。；;]{0,6}至少)[^，,。；;、\d每个各的名]{2,5}?(?=安排|选派|配备|确定|聘请))"
    r"|(?P<mean>村|户|人|社区|镇|校|场|日)均|(?<![一二两三四五六七八九十几\d])各(?P<of_each>行政村|村|社区|街道|乡镇|镇|乡)(?!级)[^，,。；;\d]{0,12}?平均|(?:按照?|[、，,;；])(?:行政|建制|城市|农村)?(?P<norm>村|社区)(?:每个)?(?:每年)?(?:(?:提高|增加|调整|上调)[到至为]|为|达到?)?$"  # 村每年2万元、社区5万元
)
_EVERY = lazy("([村户人镇乡])\\1")
_IN_A_YEAR = (  # 年产值, 年增收, 年养鸭量: what is counted by the year
    rf"(?:总?产值|产量|吞吐量|销售|接待|纯?收入|加工|[增创]收|收益|净?利润|营收|营业|生产|发电|出栏|出资|投入(?!使用)|养[{HAN}]{{1,3}}量)"
)
_YEARLY = lazy(
    rf"每年|每村每年|年均|(?<![\d〇零一二三四五六七八九本上该全当今去同半下])年度[{HAN}]{{0,4}}?(?=经费|补[助贴]|报酬|津贴|产量|收入|投资|支出)|一年一|/年|(?<![\d二两三四五六七八九十几多数整近去今本当全上前明往历逐同每半来该这头次翌])(?<!第一)年(?={_IN_A_YEAR})|每个?社区每年|全年每"
)
OF_WHOM = lazy(
    r"[^，,。；;]*\d[\d.]*[万千百]?元(?:以[上下])?的(?=[^，,。；;]*$)"
)  # 年收入10万元以上的|村达21个, 人均纯收入600元以下的|村减少到34个
_TITLE = lazy(r"《[^《》]*》")  # 《每日聚焦》曝光问题
_ITS_TEAM = lazy(r".+(?=工作[队组]$)")
_OWN_ENTITY = {
    "平均": "",
    "名": "人",
    "嘎查": "村",
    "嘎查村": "村",
    "行政村": "村",
    "半个月": "半月",
    "两个月": "两月",
}


def per_of(clause_before: str) -> str:
    """What the figure is counted per, from its own clause: 每村每年 → 村·年.

    Only the nearest entity counts: 每个社区每年10万元 is per community and year.
    """
    clause_before = _TITLE.sub("", clause_before)
    dated = "年" in clause_before
    each = "每" in clause_before or "均" in clause_before or _EVERY.search(clause_before) is not None
    if not each and not dated:
        return ""
    entity = ""
    for match in _EACH.finditer(clause_before) if each else ():
        if match["many"]:
            entity = match["many"].removeprefix("每")
        elif match["both"]:
            who = match["who"] or "人"
            entity = (
                (who if who in ("村", "社区", "户") else "人")
                + "·"
                + (match["time"] or match["often"] or match["rate"])
            )
        elif match["person"] or match["every"]:
            entity = match["every"][0] if match["every"] else "人"
        else:
            entity = match["entity"] or match["mean"] or match["of_each"] or match["norm"] or ""
            entity = "天" if entity == "日" else _ITS_TEAM.sub("", entity)  # 帮扶|工作队
    entity = _OWN_ENTITY.get(entity, entity)
    yearly = dated and _YEARLY.search(OF_WHOM.sub("", clause_before)) is not None
    return "·".join(part for part in (entity, "年" if yearly and not entity.endswith("年") else "") if part)
