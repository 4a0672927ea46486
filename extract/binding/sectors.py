"""Whose members a sentence tells of: those of one sector, of firms, of a profession, and not all that the region has.

快递企业15家，从业人员900名，党员34名 are the couriers', 卫生系统共有党支部30个、党员600名 the hospitals', 32个社区有党员3200名 the communities'. What a sentence counts first is what it is
about, until it speaks of the region as a whole.
"""

from __future__ import annotations

from extract.binding.phrases import Phrase
from extract.patterns import HAN, lazy

_SYSTEM = lazy(  # 教育系统, 全系统, 快递行业; but 各行业, 组织体系
    rf"(?:^|(?<=[，,。；;：:、\s]))(?:全[省市县区州旗]|我[省市县区州旗]|本|[{HAN}]{{2,3}}[省市县区州旗])?"
    rf"(?:全系统|系统内|本系统|(?![{HAN}]{{0,3}}[各全])[{HAN}]{{2,7}}?(?:系统|行业)(?![{HAN}]{{0,2}}(?:党委|工委|主管))|公安机关|检察机关|法院系统|离退休(?:干部|人员|职工)?)"
)
_BODIES = "企业|公司|律师事务所|律所|学校|中小学|幼儿园|医院|商户|商铺|门店|网点|楼宇|商圈|商会|协会|学会|社会组织|合作社|培训机构|诊所|药店"
_PROFESSIONS = "从业人员|员工|职工|教师|教职工|教职员工|医护人员|医务人员|律师|会计师|司机|骑手|快递员|外卖员|离退休(?:干部|人员|职工|教师)?|民警|干警|辅警|师生|学生|业主"
_COUNTED_FIRST = lazy(
    rf"^[^\d]*?(?P<noun>(?:[{HAN}]{{1,6}}(?:{_BODIES})|{_BODIES}|小区住户|{_PROFESSIONS}))(?:总数|人数)?(?:共|现|达|为|有|约|近)*\d[\d.,]*[万千百]?[余多]?[家所个户名人位座]"
)
_OWNED = lazy(  # 全市32个社区|有党员3200名, 12所学校共有党员; but 全镇12个村共有党员: nearly all of a town's
    rf"(?<![\d.,])(?<!全[镇乡])\d[\d.,]*[万千百]?[余多]?[个家所](?:[{HAN}]{{0,8}}?)(?:{_BODIES}|村|社区|居委会|机关单位|机关|单位)(?:\([{HAN}]{{1,4}}\))?[中内里]?"
    rf"(?:总?共|现|目前|已)*(?:拥?有|建有|设有|建立|成立|组建)了?[{HAN}]{{0,8}}$"
)
_OF_THE_REGION = lazy(
    rf"全[省市县区州旗盟镇乡村](?![{HAN}]{{0,8}}(?:系统|行业))|[共现]有党员|党员总数|辖区|下辖|面积|人口|(?:行政)?村\d|\d+个(?:行政)?[村社乡镇街]"
)


_ITS_ORGANISATIONS = lazy(  # 农村党组织391个，|党支部345个，党员8200名
    r"(?:^|(?<=[，,。；;：:、\s有中]))(?:全[省市县区州旗])?(?P<sector>农村|(?:城市)?社区|机关|事业单位|国有企业|国企|非公(?:有制)?(?:企业|经济组织)|社会组织|高校|学校|公立医院|医院)"
    r"(?:基层)?党(?:组织|委|总支|支部)(?:总数|共|现|有|达|为|约)*\d[\d.,]*[余多]?个"
)
_COUNTS = lazy(r"\d[余多]?[名个人]")
_BARE = lazy(
    r"[\s，,、和(]*(?:其中)?[，,]?(?:共|现|拥)?有?(?:基层)?(?:党委|党总支|总支|党支部|支部|党员)(?:总数)?(?:共|现|为|有|达)*"
)


def _goes_on_with_it(phrase: Phrase) -> bool:
    """Whether a bare 党支部 or 党员 stands behind the organisations of one sector, the only one that its sentence has counted."""
    text, start = phrase.text, phrase.figure.start
    first = list(_ITS_ORGANISATIONS.finditer(text, 0, start))
    alone = len({each["sector"] for each in first}) == 1
    if not alone or _COUNTS.search(text, 0, first[0].start()):
        return False
    return _BARE.fullmatch(phrase.before.of(text)) is not None


def of_a_sector(phrase: Phrase) -> bool:
    """Whether the sentence of a phrase is about one sector, its firms or a profession, and speaks of nothing wider before the figure."""
    text, start = phrase.text, phrase.figure.start
    if _OWNED.search(text, phrase.clause.start, start) or _goes_on_with_it(phrase):
        return True
    found = _COUNTED_FIRST.match(text, 0, start)
    end = found.end() if found else 0
    for system in _SYSTEM.finditer(text, 0, start):
        end = system.end()
    return end > 0 and _OF_THE_REGION.search(text, 0 if found and end == found.end() else end, start) is None
