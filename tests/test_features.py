"""Reports in several parts: each is read as a report of its own region, or of the body that the title lists."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extract.pipeline import extract
from extract.regions import NATION
from extract.report import Report
from extract.sentences import split
from extract.span import Span
from extract.speaking import heard
from extract.territory import Home, Parted, report_region
from extract.territory.weighing import Part

PLACES = """奋斗新时代

　　江西井冈山——
　　红色旅游兴起
　　本报记者  张三
　　走进茨坪村，红旗招展。如今的井冈山接待游客1200万人次，建成公厕86座。
　　茨坪村有党员52名，茨坪村还办起民宿90家。
　　河南兰考——
　　大干一场
　　本报记者  李四
　　葡萄架乡杜寨村曾是穷村。杜寨村大棚有130座，杜寨村的瓜农有260户。
　　全县种瓜3.2万亩。
　　陕西延安——
　　苹果飘香
　　本报记者  王五
　　延安苹果产量达300万吨，发展党员940名。
"""

SIGNED = """奋斗者向祖国表白——
我爱你，中国

　　全国涌现了一批奋斗者，全国人民为他们点赞。
　　王大山——
　　守林一生
　　那片沙地如今栽树1200亩，带动就业30人。
　　——甘肃省古浪县林场场长王大山
　　（本报记者张三采访整理）
　　李小川——
　　跑好邮路
　　雪线邮路长209公里，一年投递邮件9000件。
　　——四川省甘孜县邮政局驾驶员李小川
　　赵铁——
　　精益求精
　　1949年，我国铁路营业里程仅有2.18万公里。
"""

BODIES = """安达集团、海通银行、北原大学扎实开展主题教育——
紧扣任务

　　主题教育开展以来，三家单位整改见效。
　　安达集团：挂图作战
　　集团党委组建12个指导组，查摆问题260个。
　　海通银行：
　　紧盯期盼
　　全行2.7万人参加培训。
　　北原大学：把问题找准
　　学校召开座谈会38次。
"""

COMPANY = """践行初心使命
安达集团抓好防控和生产

　　安达集团（简称“安达”）向湖北捐款3000万元，集团党员捐款150万元。
　　党旗高扬显担当
　　安达组建先锋队221支，武汉团队日夜守护。
　　脱贫攻坚见成效
　　安达定点帮扶贵州省天柱县，派出干部34名。
"""


def _places(text: str, region: str = "") -> dict[str, tuple[str, str]]:
    facts = extract(Report("r", text, region=region)).facts
    return {fact.quote: (fact.scope, fact.site) for fact in facts}


def test_each_part_of_a_feature_has_a_region_of_its_own() -> None:
    found = _places(PLACES)
    assert found["1200万人次"] == ("江西省吉安市井冈山市", "")
    assert found["130座"] == ("河南省开封市兰考县", "葡萄架乡杜寨村")
    assert found["3.2万亩"] == ("河南省开封市兰考县", "")
    assert found["300万吨"] == found["940名"] == ("陕西省延安市", "")


def test_who_signs_a_part_stands_at_its_end() -> None:
    found = _places(SIGNED)
    assert found["1200亩"][0] == "甘肃省武威市古浪县"
    assert found["209公里"][0] == "四川省甘孜藏族自治州甘孜县"
    assert found["2.18万公里"][0] == "全国"


def test_a_part_that_portrays_somebody_is_theirs() -> None:
    told = "湖南韶山的阎大山带头栽树，阎大山忙前忙后。阎大山还要巡山，阎大山几乎没合眼。韶山人都认得阎大山。"
    found = _places(f"{PLACES}　　阎大山代表——\n　　守林一生\n　　{told}他捐款30万元。\n")
    assert found["30万元"] == ("湖南省湘潭市韶山市", "阎大山")
    assert found["940名"] == ("陕西省延安市", "")


def test_a_narrative_goes_on_inside_its_part_only() -> None:
    found = _places(PLACES)
    assert found["90家"] == ("江西省吉安市井冈山市", "茨坪村")
    assert found["260户"][1] == "葡萄架乡杜寨村"


def test_parts_are_told_apart_in_a_report_given_as_the_nation_s() -> None:
    assert _places(PLACES, "全国")["940名"] == ("陕西省延安市", "")


def test_a_report_given_as_one_region_s_is_not_told_apart() -> None:
    assert _places(PLACES, "河南省开封市兰考县")["86座"][0] == "河南省开封市兰考县"


def test_a_body_that_the_title_lists_stands_over_its_part() -> None:
    found = _places(BODIES)
    assert {quote: site for quote, (_, site) in found.items()} == {
        "三家": "",
        "12个": "安达集团",
        "260个": "安达集团",
        "2.7万人": "海通银行",
        "38次": "北原大学",
    }


def test_what_one_company_does_in_several_regions_is_the_company_s() -> None:
    found = _places(COMPANY)
    assert found["221支"][1] == found["150万元"][1] == "安达集团"


def test_the_sections_of_one_region_s_report_are_no_parts() -> None:
    text = "双辽市选人用人\n\n　　双辽市有党员3万名。\n　　学习他处\n　　赴浙江学习的干部有30名。\n　　流动党员\n　　全市在广东打工的党员有120名。"
    found = _places(text)
    assert {scope for scope, _ in found.values()} <= {"吉林省四平市双辽市"}


def test_a_portrait_s_figures_are_its_person_s() -> None:
    text = (
        "守林人王大山——\n\n"
        + "　　王大山说，山上缺树。王大山栽树900棵。\n　　王大山，带着大家修路。王大山捐款3万元。\n" * 2
    )
    assert set(_places(text, "吉林省双辽市").values()) == {("吉林省四平市双辽市", "王大山")}
    several = text.replace("守林人王大山", "守林人李小河、王大山")
    assert ("吉林省四平市双辽市", "") in _places(several, "吉林省双辽市").values()


def test_a_county_whose_name_opens_like_a_person_s_is_none() -> None:
    text = "农科院帮扶田东县——一心一意\n\n" + "　　田东县有党员3万名。田东县发展党员300名，田东县很美。\n" * 3
    assert set(_places(text, "广西田东县").values()) == {("广西壮族自治区百色市田东县", "")}


def test_the_village_of_a_portrait_lies_in_the_one_county_that_it_names() -> None:
    text = "——追记浙江杭州湍口镇迎丰村主任王丰收\n\n　　在临安区，有这样一位主任。\n　　迎丰村不大，有农户298户。"
    assert _places(text, "浙江省杭州市")["298户"] == ("浙江省杭州市临安区", "湍口镇迎丰村")


def test_a_story_of_one_village_is_that_village_s_where_nothing_names_it() -> None:
    text = (
        "吉林省推广说事点\n\n　　在吉林省舒兰市水曲柳镇锦德村，走过水泥路，就到了说事点。\n　　吉林省的说事点办成了大事。\n"
        "　　去年春天，施工把锦德村的涵管堵死，村民急了。村里找来村民代表三名，村两委和村民一起去协调，村里的水田灌上了水，村民满意。"
    )
    scope, site = _places(text)["三名"]
    assert (scope, site) == ("吉林省吉林市舒兰市", "水曲柳镇锦德村")


_LINES = st.sampled_from(
    [
        "河南兰考——",
        "兰考县有党员3万名。",
        "安达集团：",
        "全行2人。",
        "海通银行、安达集团——",
        "陕西延安——",
        "延安市有12户，王大山说。",
        "",
        "本报记者  张三",
    ]
)


@given(st.lists(_LINES, max_size=12))
def test_every_sentence_has_a_place_whatever_the_parts(lines: list[str]) -> None:
    text = "\n".join(lines)
    sentences, home = split(text), report_region("", text)
    parted = Parted(sentences, home, None, (), [heard(sentence.text) for sentence in sentences])
    for index, sentence in enumerate(sentences):
        where = parted.at(index, Span(0, len(sentence.text)))
        assert 0 <= where.certainty <= 1
        assert parted.names(index) is not None


def test_what_stands_between_parts_is_the_whole_s() -> None:
    text = "开头3户。\n中间3户。\n结尾3户。"
    sentences = split(text)
    part = Part(
        sentences[1].span, report_region("", "双辽市有党员3名，双辽市好。").region or NATION, "双辽市"
    )
    parted = Parted(
        sentences, Home(NATION, "parts", "", "", (part,)), None, (), [heard(s.text) for s in sentences]
    )
    assert [parted.at(n, Span(2, 4)).scope for n in range(3)] == ["全国", "吉林省四平市双辽市", "全国"]
