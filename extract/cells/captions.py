"""What stands over a table and speaks for all of its cells: 表2 茂林镇2021年党员情况统计表（单位：名）."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.cells.labels import is_place, label
from extract.cells.lists import counts_a_thing
from extract.cells.values import unit_words
from extract.patterns import HAN, lazy
from extract.territory.names import Ends, read_name

_ABOUT = (  # 表2 双辽市2021年各乡镇发展党员情况统计表 -> 发展党员
    lazy(r"^附?[表图]\s?[\d一二三四五六七八九十]*(?:[-—.．]\d+)?\s?[:：、.．]?\s*"),
    lazy(rf"^[{HAN}]{{2,8}}?(?:省|市|州|县|区|旗|镇|乡|街道)(?=\d|[{HAN}]{{2}})"),
    lazy(r"(?:截[至止]到?)?(?:19|20)\d\d年?(?:度|底|末)?(?:\d{1,2}月(?:\d{1,2}日|底|末)?)?"),
    lazy(rf"^[全各][省市县区州旗盟乡镇村街道社区、（）()]{{1,8}}(?=[{HAN}]{{2}})"),
)
_ENDS_ABOUT = lazy(
    r"(?:的|基本|主要|有关|分布|完成|总体|工作|计划|任务|指标|进度)*(?:情况|统计|一览|明细|汇总|登记|信息|数据|指标|结构|构成)*(?:表|图|台账|清单)?(?:如下)?[:：]?$"
)
_OWN_PLACE = lazy(  # whose the whole table is, a town's or a zone's; a region's name is known wherever it stands
    rf"(?:(?:19|20)\d\d年?+度?+)?+(?P<place>(?![^镇乡村]{{0,4}}(?:[全各]|部分|有关|若干|所属|下辖|所有))(?![本我市县年])[{HAN}]{{1,6}}?(?:镇|乡|街道|苏木|社区|村|经开区|高新区|开发区|工业园区?))(?=(?:19|20)\d\d|[{HAN}]{{2}})"
)
_OF_A_REGION = tuple(f"{level}{kind}" for level in "省市县区州旗" for kind in ("村", "社区"))
_ZONES = ("区", "园", "苏木")
_SECTOR = lazy(  # 两新组织|党员情况: of these and of no others
    r"(?P<sector>[“\"]?两新[”\"]?组织|新兴领域|新就业群体|非公(?:有制)?(?:企业|经济组织)?|民营企业|社会组织|农村|城市社区|社区|国有企业|国企|中小学校?|学校|高校|公立医院|医院|公安|政法|(?:[省市州县区]?直属?|党政)?机关(?:事业单位)?|事业单位|离退休(?:干部)?|流动|在职|互联网(?:企业)?|(?:教育|卫[健生]|国资|金融|政法|税务)系统)"
    r"(?:系统|领域|行业|战线)?(?:基层|新?发展)?(?=党员|党组织|党支部|党总支|党委|党建)"
)
_PLANNED = lazy(
    "名额分配|指标(?:分解|分配)|任务(?:分解|分配|清单|安排)|目标(?:任务|分解)|(?:培训|发展|工作|选派|年度|换届)计划|分配方案|控制数"
)
_MET = lazy("完成|落实|执行|进展")  # 培训计划|完成情况
_AS_OF = lazy(r"(?:统计|截[止至]|数据|时点)[^:：]{0,4}[:：]")  # 统计时间：2022年12月31日
_FILLED_IN = lazy(r"(?:填报|填表|制表|报送|上报|打印|印发|发布|报表)(?:时间|日期)\s*[:：]")


_NOTED = lazy(
    r"^\s*(?:[*＊※]|[（(]?(?:备?注|附注|说明)\d?\s*[:：]?)(?P<said>.{1,80})"
)  # 注：单位为万元, 数据截至2021年底
_UNIT_NOTED = lazy(r"单位(?:均|统一)?[为是:：]\s*(?P<unit>[^，,。；;、）)\s]{1,6})")
_DAY_NOTED = lazy(
    r"(?:截[至止]到?|统计时点为?|统计时间为?)\s*(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日|底|末)?|底|末)"
)


@dataclass(frozen=True, slots=True)
class Caption:
    """What stands over a table and speaks for all its cells: the noun that it names, units, time, place, the ``sector`` whose members
    and organisations alone it counts, and whether it tells what is ``planned``."""

    noun: str = ""
    units: tuple[str, ...] = ()
    period: str = ""
    place: str = ""
    sector: str = ""
    planned: bool = False


def caption(lines: Sequence[str]) -> Caption:
    """The caption that the lines over a table make, the farthest first.

    >>> caption(["表1 各乡镇党建经费投入情况（单位：万元）"])
    Caption(noun='党建经费', units=('万元',), period='', place='', sector='', planned=False)
    >>> caption(["表2 茂林镇2021年党员情况统计表"]).place, caption(["部分乡镇2021年党员情况统计表"]).place
    ('茂林镇', '')
    >>> caption(["荆门市两新组织党员情况统计表"]).sector, caption(["2023年发展党员名额分配表"]).planned
    ('两新组织', True)
    """
    noun = period = place = sector = ""
    planned = False
    named: tuple[str, ...] = ()
    for line in lines:
        whole = " ".join(line.split())
        dated = None if _FILLED_IN.search(whole) else _ABOUT[2].search(whole)
        when = label(dated.group()).period if dated else ""
        period = (f"截至{when}" if when and when[-1:] == "日" and _AS_OF.search(whole) else when) or period
        named = label(whole).units or named
        own = _OWN_PLACE.match(_ABOUT[0].sub("", whole, count=1))
        place = own["place"] if own and _is_own_place(own) else place
        of_sector = _SECTOR.search(whole)
        sector = of_sector["sector"] if of_sector else sector
        planned = planned or (_PLANNED.search(whole) is not None and _MET.search(whole) is None)
        about = label(whole).noun
        for pattern in _ABOUT:
            about = pattern.sub("", about, count=1).strip(" （()）")
        about = _ENDS_ABOUT.sub("", about)
        noun = next(
            (cut for cut in (about.removesuffix("投入"), about) if counts_a_thing(cut)),
            noun,
        )
    return Caption(noun, named, period, place, sector, planned)


def _is_own_place(found: re.Match[str]) -> bool:
    """Whether what a caption opens with is the name of a zone, a town or a village: no 扶持壮大村|级集体经济."""
    name = found["place"]
    if name.endswith(_ZONES):
        return is_place(name)
    read = read_name(Ends(found.string[found.start("place") :]), 0, shortest=1, buildings=False)
    of_region = name.endswith(_OF_A_REGION)  # 荆门市社区|工作者: those of the whole
    return read is not None and read.name == name and not of_region


def noted(over: Caption, lines: Sequence[str]) -> Caption:
    """A caption with the unit and the day that only notes beside the table name.

    >>> noted(Caption("党建经费"), ["注：单位为万元，数据截至2021年底。"])
    Caption(noun='党建经费', units=('万元',), period='截至2021年底', place='', sector='', planned=False)
    """
    for line in lines:
        note = _NOTED.match(line)
        if note is None:
            continue
        unit, day = _UNIT_NOTED.search(note["said"]), _DAY_NOTED.search(note["said"])
        if unit and not over.units:
            over = replace(over, units=unit_words(unit["unit"]))
        if day and not over.period.startswith("截"):
            over = replace(over, period=label(day.group()).period)
    return over
