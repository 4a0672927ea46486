"""Which region and which site a figure belongs to: the cases, and what must hold for any report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.regions import NATION, registry
from extract.sentences import split
from extract.span import Span
from extract.territory import Territory, Where, report_region
from extract.territory.certainty import weights

CASES = Path(__file__).parent / "cases" / "territory.txt"
_FIGURE = re.compile(r"\[([^\]]*)\]")


def _cases() -> list[str]:
    lines = CASES.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _at(territory: Territory, text: str, start: int, end: int) -> Where:
    sentences = split(text)
    index = max(i for i, sentence in enumerate(sentences) if sentence.span.start <= start)
    offset = sentences[index].span.start
    return territory.at(index, Span(start - offset, end - offset))


@pytest.mark.parametrize("case", _cases())
def test_a_figure_belongs_where_its_case_says(case: str) -> None:
    named, marked = case.split(" :: ")
    home = registry().resolve(named)
    assert home is not None, f"{named} is no region"
    marked = marked.replace("⏎", "\n")
    text = _FIGURE.sub(lambda match: match[1].split("|")[0], marked)
    territory = Territory(split(text), home)
    removed = 0
    for match in _FIGURE.finditer(marked):
        figure, region, site = (*match[1].split("|"), "", "")[:3]
        start = match.start() - removed
        removed += len(match.group()) - len(figure)
        scope = registry().resolve(region) if region else home
        assert scope is not None, f"{region} is no region"
        where = _at(territory, text, start, start + len(figure))
        assert (where.scope, where.site) == (scope.full_name, site), f"{figure}: {where}"


def test_without_a_region_a_figure_has_no_scope() -> None:
    text = "培训党员300人。"
    where = _at(Territory(split(text), None), text, 4, 8)
    assert (where.scope, where.site, where.rule, where.evidence) == ("", "", "own", ("rests_on: unknown",))


def test_the_order_of_questions_does_not_matter() -> None:
    text = "宣威市东山镇芙蓉村建成大棚86个。\n全市共有党员27.9万名。\n芙蓉村增收12万元。"
    home = registry().resolve("云南省曲靖市")
    spots = [(text.index(figure), len(figure)) for figure in ("86个", "27.9万名", "12万元")]
    forward, backward = Territory(split(text), home), Territory(split(text), home)
    asked = [_at(forward, text, start, start + length) for start, length in spots]
    again = [_at(backward, text, start, start + length) for start, length in reversed(spots)]
    assert asked == again[::-1]
    assert [where.site for where in asked] == ["东山镇芙蓉村", "", "东山镇芙蓉村"]


def test_a_town_speaks_for_itself_in_its_own_report() -> None:
    text = "田铺乡2022年工作总结\n全乡有党员512名。乡党委学习14次。发展党员9名。"
    home = report_region("", text, "河南省信阳市新县")
    territory = Territory(split(text), home.region, home.site)
    where = _at(territory, text, text.index("9名"), text.index("9名") + 2)
    assert (where.scope, where.site) == ("河南省信阳市新县", "田铺乡")


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("镇党员值守860人次。和田县委组织部派出教师[76人次]。", "茂林镇"),
        ("镇党委建站3个，和田县政府、和田县人大等检查后，又建成[6个]。", "茂林镇"),
        ("镇里缺水，和田县直单位捐款，修渠[12公里]。", "茂林镇"),
        ("镇党员860名。和田县党员[1.2万名]。", ""),
        ("镇党员860名。和田县委员会所在地外，全县建站[36个]。", ""),
        ("镇党员860名。和田县村民人均收入[1.2万元]。", ""),
    ],
)
def test_a_named_office_of_the_county_is_above_a_town_in_its_own_report(text: str, site: str) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    home = registry().resolve("新疆维吾尔自治区和田地区和田县")
    assert _at(Territory(split(plain), home, "茂林镇"), plain, start, end).site == site


@pytest.mark.parametrize(
    ("title", "text", "site"),
    [
        ("", "国网安澜供电公司现有党支部86个。公司党委学习24次。公司党委投入320万元。", "国网安澜供电公司"),
        ("", "柳园社区党支部坚持党建引领，聚焦民生实事。划定网格6个。", "柳园社区"),
        ("——记和田县英阿瓦提乡巴格其村第一书记王建", "他走村入户，办实事120件。", "英阿瓦提乡巴格其村"),
        ("柳州学院党委工作总结", "全校党员1200名，学校党委开展培训12期，我校投入80万元。", "柳州学院"),
        (
            "",
            "柳园社区位于县城西北，面积1.2平方公里。社区党总支设党支部7个。社区现有工作人员32名。",
            "柳园社区",
        ),
        (
            "",
            "柳园街道办事处于今年3月成立，下辖3个社区，面积12平方公里。党工委设党支部27个。现有工作人员132名。",
            "柳园街道办事处",
        ),
        (
            "柳园街道：完成换届",
            "自全县换届启动以来，该街道迅速行动。柳园街道15个社区换届，柳园街道选出委员105人。",
            "柳园街道",
        ),
        ("中共安澜机械厂第八次党代会", "代表构成。党员总数854人。", "安澜机械厂"),
        ("", "根据农场的情况整党。农场党委开展评议，全场1360名党员参加。全场党支部74个。", "农场"),
        ("", "全校党组织健全，设党支部59个。截至年底，全校党员1273人，全校发展9名。", "全校"),
        ("", "全校党组织健全，设党支部59个。截至年底，全校党员1273人，党总支书记参加院务会9次。", "全校"),
        (
            "总结",
            "按照安排，现将十五里沟镇工作汇报如下：\n十五里沟镇共有9个党支部。十五里沟镇发展党员3名。",
            "十五里沟镇",
        ),
        (
            "",
            "在和田县公安局第一党支部会上，我支部汇报。我支部听取县委要求，走访3户。县委肯定，县委表扬。",
            "公安局第一党支部",
        ),
        (
            "",
            "3月2日，县国家税务局举办全县国税系统培训会。国家税务局立足全县国税系统，培训81人。",
            "县国家税务局",
        ),
        ("", "今年以来，县林业局驻村工作队扎实帮扶，发放传单3000份。", "县林业局驻村工作队"),
        ("", "和田县安澜汽车零部件有限公司党支部注重创新，攻关23项。", "安澜汽车零部件有限公司"),
        (
            "",
            "“不足三个月，公路完成1公里。”督查组来到英阿瓦提乡巴格其村，该村书记介绍。巴格其村发展党员3名。",
            "英阿瓦提乡巴格其村",
        ),
        ("", "督查组来到英阿瓦提乡巴格其村。巴格其村发展党员3名，同乡的柳园村发展5名。", ""),
        ("", "以来，我镇抓好建设，我镇抽调干部15名。全县启动后，镇党委下发方案。全镇悬挂横幅20条。", "全镇"),
        ("", "以来，我县抓好建设，我镇抽调干部15名。我县启动后，镇党委下发方案。全镇悬挂横幅20条。", ""),
        ("总结", "学院现有党总支9个，党支部36个。学院党委召开会议12次。学生党员320名。", "学院"),
        ("", "我院现有党员120名，设党支部6个。医院投入80万元。", "全院"),
        ("", "本网讯 连日来，柳园镇组织党员干部320名防汛。转移群众120人。", "柳园镇"),
        ("", "为庆祝建党100周年，柳园街道举办演出，320名党员参加。", "柳园街道"),
        ("", "“党员要带头。”安澜机械公司党支部书记李强说。公司现有党员36名。", "安澜机械公司"),
        ("和田县打造家园", "“清出垃圾十车。”柳园社区书记李强说。党员现有36名，发放320份。", ""),
        ("", "在柳园镇双山村，党员李强种植大棚86个。该村集体收入32万元。", "柳园镇双山村"),
        ("某镇党建工作总结", "我镇党委重视党建。调整支部书记6名。发展党员12名。", "全镇"),
        ("关于学院党建工作的汇报", "我院党委下设党总支9个，党员1200名。", "全院"),
        ("", "学校党委现有党总支9个，党支部320个。全年发展党员860名。", "学校"),
        ("", "学校党建得到加强，党员32名。全县学校党支部320个，全县发展860名。", ""),
        ("述职报告", "2018年，我到柳园镇双山村任第一书记。县委派我驻村，走访群众320户。", "柳园镇双山村"),
        ("村党支部书记培训班开班", "12月3日，培训班开班，村党支部书记320名参加。", ""),
        ("柳园社区概况", "现有小区2个，住户2192户。和田县命名的示范社区，和田县文明社区。", "柳园社区"),
        ("和田县教育局党建总结", "我局抓好党建，全局共有党员120名。局党委学习12次。", "教育局"),
        ("", "和田县农商银行党建总结\n全行共有党员120名，我行党员带头。全行发展党员3名。", "农商银行"),
        (
            "",
            "中共和田县文化和旅游局党组关于巡察整改情况的通报\n县委巡察组进行了巡察。已整改问题19个。",
            "文化和旅游局",
        ),
        ("中共和田县委员会关于巡视整改情况的通报", "省委巡视组进行了巡视。已整改问题19个。", ""),
        ("中共和田县柳园镇委员会关于巡察整改情况的通报", "已整改问题19个。", "柳园镇"),
        (
            "",
            "词条 | 柳园镇 |\n释义 | § 一、面积和人口 柳园镇是城郊镇，素有东大门之称。全镇面积325平方公里。镇辖17个行政村。",
            "柳园镇",
        ),
        ("", "全行业发展党员32名，本所在地我所知道的党员9名，全队员党员3名。", ""),
        ("和田县民政局总结", "我局服务全局。全县民政系统发展党员30名，全县培训3200人次，全县建站9个。", ""),
        ("", "县委组织部立足全局，谋划全局，发展党员320名。", ""),
        ("", "近年来，新疆墨玉县公安局坚持党建引领。今年以来，组建突击队30支。", "县公安局"),
        (
            "墨玉县林业局党建有声色",
            "机关党员32名。全县造林，林业局党员带头，林业局党组学习，林业局设岗。",
            "县林业局",
        ),
        ("墨玉县林业局党建有声色", "全县造林3.2万亩，全县党员上山，全县设岗320个，林业局党员带头。", ""),
        ("", "县统计局公布，常住人口32万人，城镇居民9万人。", ""),
        ("", "县教育局局长李明说，建成学校32所。", ""),
        ("", "演出结束，全场掌声雷动，全场观众1200名。党员志愿者32名。", ""),
        ("", "全校学习，全校党员32名。全县党员3.2万名，全县发展党员320名，全县培训1.2万人次。", ""),
        ("柳园村摘掉71块牌子", "全县整治牌子，全县取消挂牌320块，县委印发通知，柳园村只留3块。", ""),
        ("", "近年来，全市各社区开展活动120次。柳园社区划定网格6个。", ""),
        ("", "县委坚持党建引领，全县建成驿站36个，公司党委共建12个。", ""),
        ("", "各级党组织走访群众6万户。", ""),
        (
            "县直机关党建概况",
            "县直机关各级党组织学习。全县有直属机关党委5个。县直机关发展党员32名，县直机关表彰3名。",
            "县直机关",
        ),
        ("县直机关党建概况", "县直机关各级党组织学习。全县有党组织320个，县委通知，全县发展党员320名。", ""),
        ("组织工作", "工委组织部培训干部。年内，工委召开全区会议，约谈11人。", "全区"),
        ("组织工作", "县直机关工委组织部培训干部，县委区委通知。年内，县直工委召开全区会议。", ""),
        ("组织工作", "年内，工委召开全区会议。区委通知，区委约谈11人，社会工委印发办法。", ""),
        ("和田县柳园镇三措并举抓党建", "严格程序，培训320名。发展党员12名。", "柳园镇"),
        ("和田县柳园镇三措并举抓党建", "和田县严格程序，全县培训320名。", ""),
        ("", "近日，墨玉县人民法院召开会议。我院现有党员86名，走访320户。", "县人民法院"),
        ("", "县委组织部与墨玉县检察院共建。全县发展党员86名，县委培训320名。", ""),
        ("", "国家税务总局墨玉县税务局坚持引领。该局服务企业320户。", "税务局"),
        (
            "述职报告",
            "去年我从卧虎乡调至茂林镇工作，认真履职。组织学习6次，卧虎乡建成3个，全镇谈话34次，全县3个。",
            "茂林镇",
        ),
        ("述职报告", "本人担任茂林镇党委书记以来，组织学习6次。全县推广3次。", "茂林镇"),
        ("述职报告", "作为双山街道党工委书记，我组织学习6次。街道走访320户。", "双山街道"),
        ("工作总结", "我到茂林镇工作调研6次，县委培训12期，全县发展党员320名。", ""),
        ("工作总结", "我曾任茂林镇党委书记。县委部署，全县培训320名，全县发展党员86名。", ""),
        ("工作总结", "我局干部到茂林镇任职3名。全县培训320名。", ""),
        ("", "实干才能兴村。柳园镇聚焦群众所盼，走访320户。", "柳园镇"),
        ("", "民生连着民心。自主题教育启动以来，三棵树街道聚焦难事，召开会议6次。", "三棵树街道"),
        ("", "人民城市人民建！昊华集团党委聚焦主业，培训党员86名。", "昊华集团"),
        ("", "民生连着民心。柳园镇聚焦群众所盼，走访320户。全县走访9万户，县委表彰36名。", ""),
        ("", "民生连着民心。今年发展党员320名，柳园镇36名。", ""),
        ("和田县抓治理", "“清出了十大车杂物哩。”接到电话时，柳园社区书记李强正在清扫。36个社区参加。", ""),
        ("", "民生连着民心，各级党组织走访6万户。柳园镇走访320户。", ""),
        ("党建总结", "今年，医院党委按照市委部署抓好学习。医院现有党支部5个，党员83名。", "医院"),
        ("总结", "过去一年，在区委的领导下，街道党工委开展学习181场次。街道党工委慰问党员36名。", "街道"),
        ("主题党日", "2018年1月25日上午，我校教工支部与县委办公室支部联合活动，走访60户。", "全校"),
        ("总结", "近年来，全县抓党建，街道党工委书记带头，建站36个。县委培训320名。", ""),
        ("总结", "学校党委书记培训班开班，全县培训86名。医院党委和学校党委各派出3名。", ""),
        ("总结", "2022年，公司党委、学校党委共建，全市建站36个，全市培训320名。", ""),
        (
            "第一书记总结",
            "今年4月，我被市委农办选派到墨玉县双山乡柳林村担任村党组织第一书记。走访320户。",
            "双山乡柳林村",
        ),
        ("第一书记总结", "我被单位下派到柳林村任第一书记以来，在县委领导下，走访320户。", "柳林村"),
        ("第一书记", "县委把86名干部选派到柳林村等村任第一书记。全县走访320户。", ""),
        (
            "述职报告",
            "2021年，数学系本科生党支部围绕部署工作。支部共有党员61名。本支部严格学习。",
            "数学系本科生党支部",
        ),
        ("总结", "2022年，团县委党支部抓好学习，开展党课6次。我支部走访12户。", "委党支部"),
        ("总结", "全县农村党支部培训书记320名，每个支部有党员3名以上。", ""),
        (
            "先锋",
            "墨玉县第一人民医院共有职工1200名。医院实施工程，走访36户。医院开展培训12次。在全县率先义诊，覆盖12个村。",
            "墨玉县第一人民医院",
        ),
        ("党建", "墨玉县实验小学党支部现有党员56名。学校培训12次，县委肯定。学校获奖36项。", "实验小学"),
        ("先锋", "墨玉县第一人民医院派出医生6名。全县走访360户，全县培训320名。医院、学校建站12个。", ""),
        ("乡镇党建", "乡党委下设支部26个，党员960名。全乡培训党员1200人次。县委组织部检查6次。", "全乡"),
        ("党建", "今年以来，镇党委抓好换届，镇党委选派干部9名，培训320人次。", "全镇"),
        ("党建", "镇党委书记队伍建设抓得实，全县培训镇党委书记19名。", ""),
        ("", "墨玉县交警大队组织党员32名上路。全县走访12家，该队党员走访3家，大队设岗6个。", "县交警大队"),
        # a profile says where it lies and how large it is, whatever frame stands before it
        (
            "",
            "词目 | 茂林乡 |\n解释 | 概况新疆茂林乡地处县城以东，总面积63平方公里。全县第2位，县委表彰。",
            "茂林乡",
        ),
        ("双山村简介", "双山村地处茂林镇东部，辖6个村民小组。全县评为先进，县委授牌，全县推广。", "双山村"),
        (
            "",
            "和田县大河镇隶属和田县，人口3.2万人，党员860名。全市位次第3，全县位次第1，县委表彰。",
            "大河镇",
        ),
        (
            "和田县党建工作",
            "茂林乡位于县城以东，总面积63平方公里。全县推广其做法，县委培训320名，全县建站36个。",
            "",
        ),
        ("茂林乡见闻", "记者来到茂林乡，听县委介绍全县情况。全县面积1.2万平方公里，县委建站36个。", ""),
        (
            "和田县概况",
            "和田县位于新疆西南部，面积3.6万平方公里。双山村位于东部，党员36名。全县党员1.2万名。",
            "",
        ),
        # an hour is no figure, and a picture's caption opens no report
        ("", "6月3日清晨6点半，和田县茂林镇36个放映点开始布置。该镇党员参加。镇党员860人次到场。", "茂林镇"),
        ("", "7:30，双山镇的防汛队伍集合完毕。该镇巡堤36公里。", "双山镇"),
        ("", "晚上8点整，大河社区党支部准时开会。社区党员36名。", "大河社区"),
        ("", "有3点建议。和田县茂林镇36个站点先做，双山镇20个，大河镇12个。", ""),
        (
            "",
            "4月8日的和田县双山村，果园开花。\n本报记者 李强摄\n近日，和田县推出岗位86个，选拔干部。",
            "",
        ),
        ("", "和田县茂林镇，果园丰收。张华 摄影\n和田县选派干部320名，建站36个。", ""),
        ("", "（双山村党员义诊。王伟摄）\n今年，和田县义诊320次。", ""),
        ("", "双山村党支部航拍航摄茶园，建成36亩。\n村里发展党员3名。", "双山村"),
        ("五角场街道党建工作总结", "我们认真落实责任，服务群众930人次。", "五角场街道"),
        ("十四道沟镇基层党建情况汇报", "我们认真落实责任，服务群众930人次。", "十四道沟镇"),
        ("五个镇基层党建情况汇报", "我们认真落实责任，服务群众930人次。", ""),
        ("中共大河镇委员会2018年工作总结", "我们认真落实责任，服务群众930人次。", "大河镇"),
        ("中共大河镇委关于党建的报告", "我们认真落实责任，服务群众930人次。", "大河镇"),
    ],
)
def test_whose_report_it_is(title: str, text: str, site: str) -> None:
    assert report_region(title, text, "新疆维吾尔自治区和田地区和田县").site == site


@pytest.mark.parametrize(
    ("text", "site"),
    [
        ("1948年，县委始建党训班，培训党员120人。县委通知全县学习，全县培训984人次。", "某县"),
        ("和田县委通知全县学习，县委培训120人，全县培训984人次。", ""),
        ("全区县委书记会议召开。县委书记培训3期，全区党员9万名，县委组织部32个。", ""),
    ],
)
def test_a_county_that_is_never_named_is_less_than_the_province(text: str, site: str) -> None:
    assert report_region("", text, "新疆维吾尔自治区").site == site


@pytest.mark.parametrize(
    ("region", "text", "site"),
    [
        ("山东省济宁市", "2022年，区委召开会议6次。区委书记走访群众，解决问题320个。", "某区"),
        ("浙江省", "今年，区委培训党员960名，全区建站36个。", "某区"),
        ("浙江省宁波市", "全区党员9600名，区委选派干部36名，我区建站12个。", "某区"),
        ("浙江省宁波市", "全区党员9600名，区委选派干部36名，江北区建站12个。", ""),
        ("浙江省宁波市", "全市党员60万名，市委选派干部360名，全区建站12个。", ""),
        ("广西壮族自治区南宁市", "区委部署后，全区党员260万名，全区建站3.6万个。", ""),
    ],
)
def test_a_district_that_is_never_named_is_less_than_its_city(region: str, text: str, site: str) -> None:
    assert report_region("", text, region).site == site


@pytest.mark.parametrize(
    ("said", "scope", "site"),
    [
        ("贵州省黔西南布依族苗族自治州义龙新区", "贵州省黔西南布依族苗族自治州", "义龙新区"),
        ("湖北省随县柳林镇", "湖北省随州市随县", "柳林镇"),
        ("四川省成都市天府新区", "四川省成都市", "天府新区"),
        ("吉林省双辽镇", "", ""),  # of which of its counties?
        ("湖北省随县柳林", "", ""),
    ],
)
def test_a_report_may_be_said_to_be_a_places_own(said: str, scope: str, site: str) -> None:
    home = report_region("", "立案79件。全县共有党员1.2万名。", said)
    assert (home.region.full_name if home.region else "", home.site) == (scope, site)


def test_the_nation_is_a_scope() -> None:
    text = "全国共有党员9671万名。"
    assert _at(Territory(split(text), NATION), text, 6, 12).scope == "全国"


_FRAGMENTS = (
    "全市", "县委", "宣威市", "东山镇芙蓉村", "曲靖", "浙江", "昊华公司党支部", "某村", "部分地区", "一是", "该县", "各县", "分别", "“", "”",
    "村里", "的西塔党群服务站", "12个", "3.5%", "，", "。", "；", "、", "和", "在", "走进", "书记李俊带着", "是全市的缩影", "等5个", "\n",
    "（一）", "成立东岸联合党委，", "被评为先进", "说", "组织党员", "到", "昆明市人民医院", "（", "）", "联合", "驻",
)  # fmt: skip


@given(st.lists(st.sampled_from(_FRAGMENTS), max_size=30).map("".join))
@example("浙江书记李俊带着12个")
def test_every_figure_has_a_place_and_only_a_topic_lies_outside_the_report(text: str) -> None:
    home = registry().resolve("云南省曲靖市")
    assert home is not None
    sentences = split(text)
    territory = Territory(sentences, home)
    for index, sentence in enumerate(sentences):
        for match in re.finditer(r"\d", sentence.text):
            where = territory.at(index, Span(*match.span()))
            inside = registry().within(registry().by_full_name[where.scope], home)
            assert inside or where.rule == "elsewhere"
            assert where.site != "" or where.rule not in ("town", "village", "body", "person", "part")


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("全县发展党员9名。", "whole, in the clause"),
        ("茂林镇发展党员9名。", "site, in the clause"),
        ("茂林镇强化培训，发展党员9名。", "site, in the sentence"),
        ("茂林镇强化培训。发展党员9名。", "site, before"),
        ("发展党员9名。", "own"),
    ],
)
def test_how_sure_a_place_is(text: str, basis: str) -> None:
    start = text.index("9名")
    where = _at(Territory(split(text), registry().resolve("吉林省双辽市")), text, start, start + 2)
    assert where.evidence[0] == f"rests_on: {basis}"
    assert 0 < where.certainty < 1


def test_every_basis_has_a_weight() -> None:
    sorts = [
        f"{sort}, {where}"
        for sort in ("site", "region", "whole")
        for where in ("before", "in the clause", "in the sentence")
    ]
    known = weights().weights
    for basis in (*sorts, "own", "own, among sites", "own body", "unknown", "row", "row without a place"):
        assert f"rests_on: {basis}" in known


def test_a_figure_is_as_likely_the_regions_as_the_words_around_it_say() -> None:
    def likely(text: str, figure: str, large: str = "") -> float:
        at = text.index(figure)
        territory = Territory(split(text), registry().resolve("吉林省双辽市"))
        sentence = next(n for n, own in enumerate(split(text)) if own.span.start <= at < own.span.end)
        start = split(text)[sentence].span.start
        return territory.at(sentence, Span(at - start, at - start + len(figure)), large).certainty

    of_region = "全市各乡镇抓实培训，市委派出讲师团。共培训党员320名。"
    of_place = "居民们说，社区办了好事，大家都来参加。共培训党员320名。"
    assert (
        likely(of_region, "320名")
        > likely("抓实培训。共培训党员320名。", "320名")
        > likely(of_place, "320名")
    )
    assert likely(of_region, "320名", "people, very small") < likely(of_region, "320名", "people, very large")
    assert likely("居民们说好。覆盖320个村。", "320个") > likely("居民们说好。建成320个点。", "320个")


def test_a_row_of_a_table_is_not_doubted_for_the_words_around_it() -> None:
    text = "居民们说，社区办了好事，大家都来参加。\n东风社区的居民320人\n"
    start, home = text.index("320"), registry().resolve("吉林省双辽市")
    row = Span(text.index("东风"), len(text))
    in_table = _at(Territory(split(text), home, tables=[row]), text, start, start + 4)
    in_prose = _at(Territory(split(text), home), text, start, start + 4)
    assert in_table.scope == in_prose.scope
    assert len(in_table.evidence) == 1


def test_a_report_of_one_place_that_it_does_not_name_is_not_the_regions() -> None:
    told = "居民以前没有活动的地方，大家说起来都叹气。小区里腾出两间房，社区居民都来帮忙。村民和居民一起布置，我们也高兴。\n"
    text = told * 2 + "现有党员37名，设立岗位9个。"
    figure = text.index("9个")
    home = registry().resolve("吉林省双辽市")
    where = _at(Territory(split(text), home), text, figure, figure + 2)
    assert (where.scope, where.site, where.rule) == ("吉林省四平市双辽市", "其中一处", "unnamed")
    again = text.replace("两间房", "两间房，全市各乡镇、街道都来学，市委组织部也来看")
    figure = again.index("9个")
    assert _at(Territory(split(again), home), again, figure, figure + 2).site == ""
