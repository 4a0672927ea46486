"""Parts of a region that have no name of their own: 部分乡镇, 某村, 试点村, 样本村, 市区内309个小区."""

from __future__ import annotations

from collections.abc import Iterator

from extract.patterns import lazy, lazy_regex
from extract.span import Span
from extract.territory.names import Site
from extract.territory.site_words import site_words

_IN_TOWN_PROPER = lazy(
    r"(?<=在)(?:(?:市区|主城区|中心城区|县城)(?=[内里]?\d)|(?:蓄滞洪区|行洪区|滩区|库区|牧区|山区|灾区)(?=[内里]?\d|涉及的\d))"
)  # 在市区内309个小区设岗
_UNNAMED = lazy(
    "其[他余它]|部分|有的|有些|一些|少数|个别|不少|许多|某|各(?:深度)?贫困|各脱贫|各受灾|各边境|各受援|兄弟|周边|先进|邻近|相邻"
)
_SO_MANY = lazy(r"[这述余的驻包系扶](?:\d|[一二两三四五六七八九十百]+个)")
_PART = lazy_regex(
    r"(?:部分|有的|有些|一些|少数|个别|不少|许多)"
    r"(?:地区|地方|市县|县区|县（市、区）|县（区）|县市区?|县|市州|乡镇|镇|村居?|社区|街道|单位|企业|高校|学校|偏远地区)(?!化)"
    r"|其[他余它](?:县市区?|县区|市县|区县|县（市、区）|州市|地市|乡镇|镇街|镇村|村居?|社区|街道)(?!干部|民|工作者|级|医|教师)(?=[^，,。；;]{0,16}\d)"
    r"|(?<!(?:联系|帮扶|结对|包联|包抓|进驻|派驻|驻|到|赴|向|对|为|给|深入|走进)(?:\p{Han}{2,8}[省市县区州])?)各(?:深度贫困|贫困|脱贫|受灾|边境|受援)(?:县市区?|县区?|市县|乡镇|镇|乡|村|社区)(?!干部|民|级)"
    r"|(?<=^|[，,。；;：:！？\n\s])(?:兄弟|周边|先进|邻近|相邻)(?:县市区?|县区|市县|市区|地市|市州|县|市|地区|省份?|省市|城市)(?![委政直级]|\p{Han}{0,6}(?:派|援|捐|帮))"
    r"|某\p{Han}{0,4}?(?:镇|乡|村|社区|街道|县|市|区|单位|公司|企业|局|学校|医院)"
)
# 这66个村共有党员1847名, 被调查的30个支部, 所驻4个乡镇: a sample, or what was spoken of before; the number of them is nobody's but the region's
_THESE = lazy_regex(
    r"(?:这|上述|其余|(?:被?(?:调查|抽查|走访|调研)|抽取|受访|被访)的|所(?:驻|包|联系|帮扶)的?)(?:\d+|[一二两三四五六七八九十百]+)个(?P<what>\p{Han}{0,4}?(?:乡镇|镇|乡|村落?|社区|街道|县|市|区|单位|企业|支部|党组织))"
)
# 样本村中书记平均年龄50岁, 抽样村庄里…: those of a survey; not 选取样本村36个
_SAMPLE = lazy_regex(
    r"(?<!打造|建成|选取|选定|选择|抽取|确定|作为|设立)(?:样本|抽样|(?:被|受)(?:调查|调研|访)的?)(?:村庄?|社区|县区?|市县|乡镇|农?户|企业|单位|党支部|党组织)(?!\d|建设|数|、)"
)
_OF_SURVEYS = ("样本", "抽样", "被调", "受访", "被访", "受调")
_IS_PLACE = lazy("(?:[镇乡村落县市区])$")
_SURVEYED = lazy("调查|调研|走访|抽样|抽查|抽取")
# 试点村集体经济收入12万元, 湾沚区|合作社试点村…, 3个边境市推行…: those of one sort, not all of the region's
_SORT = lazy_regex(
    r"(?:(?<=^|[，,。；;：:\n\s])|(?<=\d个)|(?<=[省市县区州]))"
    r"(?P<name>(?:(?<=[省市县区州])(?:(?![全各省市县区州])\p{Han}){2,10}(?=试点村))?(?:试点|示范|贫困|脱贫|薄弱|先行|边境|经济强)(?:村|社区|乡镇|镇|乡|县|市))"
    r"(?=(?:的)?(?:村级)?(?:集体(?:经济)?|人均|村均|平均|年)[^，,。；;\d]{0,12}收入|村均|推行|探索|先行先试)"
)
_TOLD_OF_SORTS = ("收入", "村均", "推行", "探索", "先行先试")
# 全市教育系统发展党员620名, 国企领域：整顿4个: what those of one branch did is none of the region's
_BRANCHES = lazy("系统|领域|行业|战线")
_BRANCH = lazy_regex(  # before one of these
    r"(?r)(?:(?<=^|[，,。；;：:！？\n\s])|(?<=全[省市县区州旗盟]))"
    r"(?:教育|卫健|卫生健康|卫生|医疗卫生|政法|公安|国资|国有企业|国企|金融|税务|交通运输|交通|住建|农业农村|水利|文旅|司法|民政|科技|工信|商务|电力|邮政|烟草|供销|统战|林业|应急管理|市场监管|人社|财政|城管|高校|学校|公立医院|非公企业|社会组织|互联网)$"
)
_BRANCH_MOST = 8  # characters of it, with what stands before
_COUNTS_THERE = lazy(r"[^，,。；;\d]{0,20}\d|[：:]")
_AREA_OPENS = lazy_regex(r"(?:^|[，,。；;：:“”！？\n\s　在、年月日底来])$")


def may_be_parts(text: str) -> bool:
    """Whether a text holds a word that what `parts` finds has."""
    return (
        _UNNAMED.search(text) is not None
        or _SO_MANY.search(text) is not None
        or any(word in text for word in (*_OF_SURVEYS, *_TOLD_OF_SORTS))
        or _BRANCHES.search(text) is not None
        or _IN_TOWN_PROPER.search(text) is not None
        or site_words().areas.search(text) is not None
    )


def parts(text: str) -> list[Site]:
    """Parts of a region that have no office of their own: 部分地区, 某村, 南疆四地州."""
    found = list(_PART.finditer(text)) if _UNNAMED.search(text) else []
    spans = [match.span() for match in found]
    if any(word in text for word in _TOLD_OF_SORTS):
        spans += [match.span("name") for match in _SORT.finditer(text)]
    spans += _branches(text)
    spans += [
        match.span()
        for match in site_words().areas.finditer(text)
        if _AREA_OPENS.search(text, max(0, match.start() - 1), match.start())
    ]
    spans += [match.span() for match in _IN_TOWN_PROPER.finditer(text)] if "在" in text else []
    samples = [match.span() for match in _SAMPLE.finditer(text)]
    these = _THESE.finditer(text) if _SO_MANY.search(text) else ()
    return [
        *(Site(Span(*span), text[slice(*span)], "part") for span in spans),
        *(Site(Span(*span), text[slice(*span)], "sample") for span in samples),
        *(
            Site(
                Span(*match.span("what")),
                match.group(),
                "sample"
                if _IS_PLACE.search(match["what"]) and _SURVEYED.search(text, 0, match.end())
                else "part",
            )
            for match in these
        ),
    ]


def _branches(text: str) -> Iterator[tuple[int, int]]:
    """Where those of one branch stand that have or did what is counted."""
    for kind in _BRANCHES.finditer(text):
        branch = _BRANCH.search(text, max(0, kind.start() - _BRANCH_MOST), kind.start())
        if branch is not None and _COUNTS_THERE.match(text, kind.end()):
            yield branch.start(), kind.end()


def in_town_proper(text: str, position: int) -> bool:
    """Whether a part at a position is the town or the stretch of land in which all of its sentence goes on: 在|市区内309个小区."""
    return _IN_TOWN_PROPER.match(text, position) is not None
