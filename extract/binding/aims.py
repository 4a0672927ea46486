"""Aims: what is planned, promised or asked for, and so no figure of what was done.

An aim is said beside its figure (计划发展党员320名), or by what stands over it: the title of a plan, a section on what comes
next, a sentence that opens with 下一步. What was done may stand beside it (计划发展320名，实际发展318名), or in a section of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from extract.binding.phrases import Phrase
from extract.patterns import HAN, lazy
from extract.sentences import Sentence

_DO = (  # what reports plan to do
    r"(?:新?发展|吸收|招[生收]|[培轮]训|选[派聘拔配树举调]|派[出驻]|下派|招[录聘募]|[新改扩]建|改扩建|改造|建[成设立]?(?!议|党(?![群支组]))|组建|打造|创[建办]|培[养育]|整顿|转化|举办|开展|投入|筹[集措]|设立|成立|划分"
    r"|实现|完成|达到?|突破|解决|化解|走访|慰问|发放|表彰|评选|选树|配[备齐]|储备|覆盖|推动|争创|新增|增加|安排|消除|调整|引进|聘[请任]|开办|撤并|清理|修建|维修|提升|充实|帮扶|结对|征[求集]|听取|收集)(?!的)"
)
_HOW = "进一步|陆续|逐步|全[面部年]|再|新|累计|共|集中|分[批期别]|重点|着力|大力|持续|年内|积极|统一|确保|每年|力争|组织"
_FIGURE = r"(?:总?数|人数|名额|任务|指标|数量)?(?:为|是|达到?|[:：])?(?=\d)"
# 争取产业发展项目79个, 争取农田改造资金200万元: they were got; but 争取新建项目5个
_GOT = r"(?:(?!新[增建]|实施|完成|引进|实现|达到|突破|投入|筹|到20|年底)[^，,。；;\d]){0,16}?(?:项目|资金|经费)(?:共|近|约|合计|总额)?\d"
_ORDER = (  # 将重点抓好, 将着力做好; but 将落实党建责任情况纳入考核 says what is done with it
    r"(?:抓[好实细紧牢]|狠抓|做[好实细优强]|办[好实]|(?:落实|推进|实施|开展|聚焦|突出|围绕)(?!好?了))"
    r"(?![^，,。；;]{0,24}?(?:作为|纳入|列[入为]|摆[在到上]|放[在到]|定为|当[作成]|视为|贯穿|融入|转化|挂钩|结合|统筹))"
)
_HOW_ORDERED = f"(?:{_HOW}|继续|切实|扎实|主要|全力|紧紧|认真|深入|始终|坚持|突出)*"
_HOPED = (  # what one hopes for or promises
    rf"力争(?!上游)|争取(?!到?了?\d[\d.]*[万亿]*元|{_GOT})(?=[^，,。；;资上]{{0,14}}?{_DO}|(?:到|在|于)(?:20\d\d年|\d{{1,2}}月|[今明本]?年[底内末])|用(?!于)[^，,。；;]{{1,6}}?[年月]|年内)|预计(?![全今]年(?![^，,。；;]{{0,16}}?(?:将|可(?!支配)|(?!达|突破|实现|完成|增){_DO})))|有望|打(?<![合精盘计]打)算(?=[^，,。；;]{{0,10}}?{_DO})|谋划(?=[^，,。；;、]{{0,6}}?(?!帮扶|安排|发展(?!党员)){_DO})"
    # 预期带动就业3000人, 总投资估算约84万元
    rf"|预期(?=[^，,。；;\d]{{0,6}}?(?:{_DO}|创造|产生|带[来动]|收益))|投(?<=总投)资估算|估算(?=总投资)"
    rf"|准备(?<![的好做充分]准备)(?=(?:{_HOW}|在[^，,。；;]{{0,8}}?)*{_DO})"
    # 今年要确保170个贫困村出列; but 确保了, and 为确保稳定，投入400万元
    r"|确保(?!了|[^，,。；;\d]{0,12}了)"
)
_PLANNED = (  # what one means to do
    rf"计(?<!行动计|培养计|提升计|培育计|人才计|工程计|五年计|年度计|工作计|引领计|倍增计|完成计|成长计)(?<![按照据]计)划(?!生育)(?=再|新[增建发]|(?:[到在于用从]|[今明本全当]年|年[内底]|[下上]半年|\d{{4}}年|[一二三四五]年|每年|近期|三年|共|分)?[^，,。；;的]{{0,10}}?{_DO})"
    rf"|定(?<=[原预]定)(?=[^，,。；;的]{{0,6}}?{_DO})"
    r"|计划(?:总投资|投资|投入)"
    # 计划用三年时间把4000名党务工作者轮训一遍, 规划到2025年新建10所
    r"|计划(?=用[^，,。；;]{1,4}年(?:的?时间)?[，,]?[把将对分])"
    rf"|规划(?=[到至]20\d\d年[底末前]?[，,]?[^，,。；;]{{0,10}}?{_DO})"
    rf"|(?:计(?<![按照据]计)划|打算)(?=[到至](?:20\d\d|[明后今])年[底末前]?[，,]?[^，,。；;]{{0,24}}?{_DO})"
    # 拟表彰120名; but 以上拟表彰对象是全市2万名党员的代表, 拟制规划
    rf"|拟(?<![模虚草比]拟)(?![定任订人稿声制]|[^，,。；;\d]{{1,8}}?(?:对象|人选|名单))(?=[^，,。；;的]{{0,14}}?{_DO})"
    r"|(?P<case>拟(?:立案|给?予?处分|移送))"  # 立案3起，拟立案9起，移送1人: of its clause
)
_SET = (  # what somebody is given to reach
    # 下达发展党员指标320名, （原计划12个）, 计划数320名; but 领办任务430项, 实施帮扶计划32项, 设置考核指标28条
    rf"(?:下达|分配|分解)[^，,。；;]{{0,14}}?(?:计划|目标|任务|指标|名额|指导数|控制数){_FIGURE}"
    rf"|(?:计(?<![{HAN}]计)(?:划)|目(?<![{HAN}]目)标|任(?<![{HAN}]任)务|原计划|年[度初](?:计划|目标|任务)|[今全]年(?:计划|目标|任务)){_FIGURE}"
    rf"|(?:计划|目标|目标任务|任务数|任务指标){_FIGURE}(?=\d[\d.]*[万千百]*余?[名人])|目标(?:任务)?(?:是|为)|目(?<!聚焦目|围绕目|紧扣目|对照目)标[:：]?(?={_DO})"
)
_BY_WHEN = (  # by when it is to be there
    # 到年底可建成36个
    rf"到(?:[今明本]?年|\d{{4}}年)[底末][，,]?可(?:累计|再|全部)*(?={_DO})"
    # 在今年年底前完成|7个贫困县摘帽; but 今年年底前完成了320户
    rf"|[今明本](?:年年?|月)[底末](?:以?前|之前)[，,]?(?![^，,。；;\d]{{0,14}}[了已])[^，,。；;\d]{{0,8}}?{_DO}"
    rf"|(?P<reach>[到至])(?P<until>\d{{4}})年[底末]?[^,，。]{{0,12}}?(?:达到|实现|建成)(?!了)"
)
_PRESCRIBED_BY = ("方案", "意见", "通知", "办法", "规划", "纲要", "细则", "文件", "会议", "上级")
_TOLD_TO = (  # what a paper or those above ask for: 方案明确，选派第一书记152名
    rf"[明要提规](?<={'|'.join(f'{paper}[明要提规]' for paper in _PRESCRIBED_BY)})(?:[确出定]|求)(?:了)?[，,：:](?=(?:{_HOW})*[^，,。；;\d]{{0,4}}?{_DO})"
    # 未来三年，选派…; 申请新建12个; 每年可培训2600人次
    r"|(?:未来|今后)(?:[一二三四五\d]年|几年|一个?时期)(?:内|里)?[，,]?"
    r"|(?:申请|申报|立项|批复|报批|正在)(?=新建|改建|建设|改扩建|筹建|修建)"
    r"|年可(?=举办|培训|轮训|接待|开展)"
)
_ACCORDING = lazy(  # 根据会议|要求，选派152名: they did
    rf"(?:按照?|根据|依据|遵照|依照|落实|贯彻|对照|响应)[^，,。；;\d]{{0,8}}(?:{'|'.join(_PRESCRIBED_BY)})$"
)
_ACCORDING_WITHIN = 14  # characters
_TO_COME = (  # what will be
    # 可顺利实现10.2万人脱贫
    r"可(?<![许认尽]可)(?=(?:顺利|如期|按期|全部|全面)*实现)"
    # 1.2万名干部将进驻|3860个村
    rf"|将(?<![必终]将)(?:陆续|全部|分[批别期]|再|正式|集中|于[^，,。；;]{{1,8}}?)*(?:进驻|入驻|奔赴|赴|前往|深入|下沉|派驻|到)到?[^，,。；;\d的]{{0,6}}(?=\d)"
    rf"|将(?<![必终]将)(?:继续|确保|[^，,。；;的把]{{0,6}}?(?=增加到|担任|分赴|选用|达到?\d)|(?:分别|全部|陆续|[还可])?(?=带动|惠及|辐射|吸纳|(?:联系|结对|包联|走访)(?![^，,。；;]{{0,24}}?(?:作为|纳入|列[入为]|融入)))|(?:在[^，,。；;]{{0,16}}?|(?:{_HOW})+)?(?={_DO}))"
    rf"|将(?<![必终]将){_HOW_ORDERED}{_ORDER}"
    r"|将(?<![必终]将)(?:再|累计|总)?(?:投资|投入|筹资|出资)(?=[约近超]?过?\d)"  # 将投资1亿多元，新建15个
    r"|将(?<![必终]将)(?:会?有(?![关效力机限条利意能])|会(?:达|增))(?=[^，,。；;\d]{0,10}[\d近约上一二三四五六七八九十百千万])"
)
_MUST = (  # what is asked for
    # 须建立1个
    r"须(?<!无须)(?=建立|设立|成立|组建|配[备齐])"
    rf"|应(?<![相适反对响供效感]应)(?![{HAN}]{{1,3}}尽)(?:有|发展|达|配备|建|整顿|[培轮]训|选派|完成|不少于|不超过|当|参[训会加]|到(?=会|[^，,。；;]{{0,8}}?报到)|报到|换届)|不应超过"
    rf"|[需须](?<![急亟所按][需须])要?(?=新?发展|[培轮]训|选派|新建|建成|整顿|完成|集资|筹[集措资])"
    rf"|要(?<![主重首必只需想次不紧纲概扼]要)(?=(?:在[^，,。；;]{{0,12}}?|(?:{_HOW})+)?{_DO})"
    rf"|要求(?<![按照]要求)(?=(?:全年|今年|年内|各[^，,。；;的]{{0,6}}?|全[省市县区][^，,。；;的]{{0,4}}?|每[^，,。；;的]{{0,6}}?)?(?:至少|不少于|必须)?{_DO})"
)
_AIM = lazy(
    "|".join((_HOPED, _PLANNED, _SET, _BY_WHEN, _TOLD_TO, _TO_COME, _MUST))
)  # each alternative begins with a character, which a search goes to at once
# 谋划发展项目320个，建成36个: what else was done is no more planned
_OF_ITS_CLAUSE = ("谋划", "确保", "准备", "预期", "投资估算", "估算")
_WILL = lazy(  # 2万名干部|将进驻5000个村, 12个项目|将于年底竣工, 12支工作队|、60名队员将到岗; but 支部|将党员培训纳入计划
    r"(?:[^，,。；;：:、\d]{1,14}、\d[\d.]*[万千百]?[多余]?)?[^，,。；;：:\d]{0,14}?"
    rf"(?:(?:预计|计划|拟)[在于][^，,。；;]{{1,12}}(?:进行|举办|开班|召开|启动|开展)|[全都均]要(?={_DO}|摘帽|脱贫|出列|退出)|(?<![必终])将(?:于[^，,。；;]{{1,10}}?|在[^，,。；;]{{1,12}}?|陆续|全部|分[批别期]|继续|再|正式|全面)*"
    rf"(?=(?:{_DO}|进驻|入驻|奔赴|[分开]?赴|前往|深入|参[加与]|承担|担任|下沉|走进|联系|结对|包联|走访|开启|启动|竣工|开工|投用|到岗|上岗|到位)"
    r"(?![^，,。；;]{0,24}?(?:作为|纳入|列[入为]|融入|转化为|贯穿))))"
)
_SETTLED = lazy(r"(?:完成|达到|超过|实现|[按照依占比])[^，,。；;]{0,12}$")  # 完成发展党员计划580名
_DONE = lazy(
    rf"实际|成功(?![率的后地人])(?=[{HAN}]{{2}})|已(?!于)|目前|截[至止]|现有|累计(?!再)|[，,；;。(](?:[^，,；;。\d]{{0,6}}?)(?:完成(?!时)|发展了|共(?={_DO}))"
    rf"|[，,；;][^，,；;。\d]{{0,24}}?(?:增长|增加|提[高升]|下降|减少|降低|{_DO})了"  # 谋划实施项目，村集体收入较上年增长了|20.5%
    r"|[，,；;](?:今年|本年)?(?:上半年|前[一二三四五六七八九十\d]+个?月|\d{1,2}[—－\-至~]\d{1,2}月)(?![^，,；;。]{0,6}(?:计划|拟|要|将|力争))"
)
_NOW = lazy(r"\s*(?:截[至止])?目前[，,]")
_SO_FAR = lazy(
    rf"(?:截[至止])?目前[，,]?(?:全[省市县区州旗镇乡])?(?:已经?|现|共|累计|有|建成|完成)|现(?:已|有)|已(?:经)?(?:累计|陆续|全部)?{_DO}"
)
_CHOSEN = lazy("(?:[选下派]派|派[出驻]|抽调|选聘|招募)的")  # 今年下派的|6000名干部将联系…: they were sent
_FINISHED = lazy("完成|达到?|实现|共")
_DOING = lazy(_DO)
_MET = lazy(
    rf"[\s，,、；;(]*(?:实际上?|截[至止][^，,；;。]{{1,12}}?[底末日月前][，,]?|[已现共]|目前|累计|年底|全年|今年|上半年|前[一二三四五六七八九十\d]+个?月|全部|了|为|有|完成|{_DO})+"
)
_OVER = (  # what a heading over plans says
    r"(?:[需拟待]要?(?:新?建设?|实施|解决|协调)|规划建设|拟建)的?[^，,。；;\d]{0,4}(?:项目|工程|问题|事项)(?=$|[（(：:])|下一?步|下一?阶段|打算|今后|努力方向|工作要点|工作计划|工作安排|工作思路|工作规划|(?:\d{4}年|明年|下年度)[^，,。；;]{0,14}?(?:计划|安排|目标|重点|任务|要点|规划)"
    r"|(?<!聚焦)(?<!围绕)(?<!紧扣)(?<!抓好)(?<!明确)(?:主要任务|重点任务|目标任务|年度任务|工作任务|工作目标|总体目标|总体要求|工作谋划)(?=$|[（(：:])|(?:来年|未来)(?:工作)?展望"
)
_HEADING = lazy(_OVER)
_UNTIL = lazy(  # 到2025年，全省建成…, 到“十四五”末，…, in a report of 2021
    r"(?:[^，,。；;\d]{2,14}[，,])?(?:力争)?(?:到|至)(?:(?P<year>20\d\d)年|[“\"]?(?P<plan>十[三四五六])五[”\"]?(?:规划|时期)?[期结]?[末束])"
)
_PLANS = {"十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}  # the last year of each five-year plan
_ITEMS = r"(?:以下|如下|下列|[两二三四五六七八九十几\d](?:个方面|方面|项))(?:的?(?:[两二三四五六七八九十几\d]+)?(?:个方面|方面|项|点)?的?(?:重点|主要|具体)?(?:工作|任务|举措|措施|重点|内容))?"
_ORDERED = lazy(  # 下步，我们将重点抓好三方面工作。 over paragraphs that begin with 一是, 二是
    rf"(?:[^。；;\n]{{0,30}}[，,])?[^，,。；;\n]{{0,12}}?(?:将|拟|准备|要(?<![主重首必只需]要)){_HOW_ORDERED}(?:抓[好实]|做[好实]|办好|落实|推进|实施|开展|从|在)[^。；;：:\n]{{0,16}}?{_ITEMS}[^。；;\n]{{0,8}}[。：:]"
)
_STYLES = tuple(
    (lazy(first), lazy(others))
    for first, others in (
        (r"一(?:是|要)", r"[一二三四五六七八九十]+(?:是|要)"),
        (r"第一", r"第[二三四五六七八九十]|最后"),
        (r"首先", r"其次|再次|最后|同时|此外|另外"),
        (r"一、", r"[二三四五六七八九十]+、"),
        (r"[（(]一[)）]", r"[（(][二三四五六七八九十]+[)）]"),
        (r"[（(]?1[.．、)）](?!\d)", r"[（(]?\d{1,2}[.．、)）](?!\d)"),
        (r"①", r"[②-⑳]"),
        (r"[●■◆—·]", r"[●■◆—·]"),
    )
)
_MAY = lazy(  # one look for what all of these need; the characters come first, so that a search goes to them at once
    r"(?=[五到至下阶打今努工明主重目实行任责规接2以如两二三四六七八九十几需拟待总年来未])(?:[需拟待]要?(?:新?建设?|实施|解决|协调)|规划建设|五[”\"]?(?:规划|时期)?[期结]?[末束]|[到至]20\d\d年|下一?步|下一?阶段|打算|今后|努力方向|明年|下年度|接下来"
    r"|工作(?:要点|计划|安排|思路|规划|任务|目标|方案)|(?:主要|重点|目标)任务|(?:实施|行动)方案|任务(?:清单|分解)|责任书|规划|工作谋划|总体(?:目标|要求)|年度任务|来年|未来|20\d\d年[^，,。；;\n]{0,14}?(?:计划|安排|目标|重点|任务|要点|规划)"
    r"|(?:以下|如下|下列)[两二三四五六七八九十几\d]*(?:个方面|方面|项|点)?的?(?:重点|主要)?(?:工作|任务|内容|举措|措施)|[两二三四五六七八九十几](?:个方面|方面|项)的?(?:重点|主要)?(?:工作|任务))"
)
_TITLE = lazy(  # that of a plan ends in such words
    rf"(?:{_OVER}|(?:实施|工作|行动)方案|任务(?:清单|分解)|责任书|规划(?:纲要)?)(?:[》”\"）)]|的?通知|[（(][^（）()]*[）)])*\s*$"
)
_DONE_HEADING = lazy(
    r"情况|总结|回顾|成效|成就|成绩|进展|完成|落实|汇报|公报|综述|做法|亮点|问题|不足|附件|附表|(?:已|所)做"
)
_TOLD = lazy(  # what a heading over what was done says; but 落实党建责任, 解决突出问题 may be planned
    r"(?:情况|总结|回顾|成绩|成就|进展|(?:主要|工作|取得的?)成效|主要做法|亮点|存在的?(?:主要|突出)?(?:问题|不足|短板)|问题(?:和|与|及)不足)(?:[（(].*)?$|^附"
)
_REPORTS = lazy(
    r"报告|简报|纪实|动员|部署|推进|推行|启动|召开|实施(?!方案)"
)  # a title that holds one is no plan's
_OPENS = lazy(
    rf"(?P<heading>[^，,。；;：:\n]{{0,24}}?(?:{_OVER})[^，,。；;：:\n]{{0,8}})(?P<mark>[：:。])"
    r"|(?:下一?步|下一?阶段|接下来|今后|明年|下年度)(?:的?工作)?中?[，,、]"
)
_ANNOUNCES = lazy(rf"[^。；;\n]{{0,40}}?(?:{_OVER})[^。；;\n]{{0,20}}[：:]\s*$")  # 今后，重点抓好以下工作：
_NUMBERING = (
    lazy(r"\s*第[一二三四五六七八九十]+(?:部分|章)"),
    lazy(r"\s*[一二三四五六七八九十]+[、.．]"),
    lazy(r"\s*[（(][一二三四五六七八九十]+[)）]"),
    lazy(r"\s*\d{1,2}[、.．](?!\d)"),
    lazy(r"\s*(?:[（(]\d{1,2}[)）]|[①-⑳])"),
)
_LOWEST = len(_NUMBERING)
_TITLE_MOST = 60  # characters
_OPENING = 60  # characters in which a sentence says that what follows is ahead
_NUMBER = lazy(r"[\s（(第]*(?:[一二三四五六七八九十]+|\d{1,2})(?:部分|章)?[)）、.．\s]+")


_BY = lazy("按照?|围绕|锚定|紧扣|瞄准|朝着|向着")
_AIMED_AT = lazy(  # 按照增设1至2个|的目标推进, 达到60%|和70%以上的目标
    r"(?:以[上内]|左右)?[^，,。；;、和及\d的]{0,6}(?:[、和及][^，,。；;\d]{0,4}\d[\d.]*[^，,。；;\d]{0,4})?的[^，,。；;\d]{0,6}目标"
)
_PART_MET = lazy(r"完成[^，,。；;\d]{0,12}\d[\d.]*[^，,。；;\d]{0,4}的$")  # 完成年度计划200名的|78%
_BUILT_ON = lazy(r"[^，,。；;\d]{0,16}基础上[，,]")  # 将在市里选派1000名的基础上，各县再选派1000名


def has_aims(text: str) -> bool:
    """Whether a sentence may speak of an aim, or of what will be (将): only then may a figure of it be planned."""
    return "将" in text or "目标" in text or "要" in text or _AIM.search(text) is not None


def is_aim(phrase: Phrase, year: int | None) -> bool:
    """Whether what the figure counts is still ahead, or an aim before it reaches it: neither out of its bracket nor past what was done
    (计划发展320名，实际发展318名), and no aim that was met (完成发展党员计划320名) or lay before the ``year`` of the report (至2011年底达到)."""
    text, start = phrase.text, phrase.figure.start
    if _BUILT_ON.match(text, phrase.figure.end) or _PART_MET.search(text, phrase.clause.start, start):
        return False
    if _AIMED_AT.match(text, phrase.figure.end) and _BY.search(text, phrase.clause.start, start):
        return True
    if _is_ahead(phrase):
        return True
    found = [
        aim
        for aim in _AIM.finditer(text, 0, phrase.figure.end)
        if aim.end() <= start
        and (aim.start() >= phrase.clause.start or not (aim["case"] or aim.group() in _OF_ITS_CLAUSE))
        and not (aim["until"] and _is_past(aim, year))
        and not _ACCORDING.search(text, max(0, aim.start() - _ACCORDING_WITHIN), aim.start())
    ]
    aims = [aim for aim in found if not _is_settled(text, aim.start(), aim.group())]
    if not aims:
        return False
    between = text[aims[-1].end() : start]
    return between.count(")") <= between.count("(") and not _DONE.search(between)


def _is_past(aim: re.Match[str], year: int | None) -> bool:
    """Whether the year by which something is reached is one that a report looks back on: what is reached 至 the report's own year is."""
    if aim["reach"] == "至":
        return year is None or int(aim["until"]) <= year
    return year is not None and int(aim["until"]) < year


def _is_ahead(phrase: Phrase) -> bool:
    """Whether those that it counts will only do something: 2万名干部将进驻5000个村; but 选派320名干部将分赴各村 were chosen."""
    text, start = phrase.text, phrase.figure.start
    chosen = (
        _DOING.search(text, phrase.clause.start, start) or _CHOSEN.search(text, phrase.clause.start, start)
    ) is not None
    return not chosen and _WILL.match(text, phrase.figure.end, phrase.clause.end) is not None


def _is_settled(text: str, start: int, aim: str) -> bool:
    """Whether an aim that is named as a thing was met or only measured by: 完成目标任务320名."""
    return aim[:2] in ("计划", "目标", "任务", "指标", "要求") and _SETTLED.search(text, 0, start) is not None


def is_done(phrase: Phrase) -> bool:
    """Whether a figure under what is ahead tells how far one is: 到2025年达到60个以上，目前已建成|45个."""
    start = phrase.figure.start
    lead = phrase.leads[0] if phrase.leads else None
    begin = lead.start if lead and _NOW.fullmatch(lead.of(phrase.text)) else phrase.clause.start
    said = [match.end() for match in _SO_FAR.finditer(phrase.text, begin, start)]
    return bool(said) and _AIM.search(phrase.text, said[-1], start) is None


def is_met(phrase: Phrase, plan: Phrase) -> bool:
    """Whether a figure has no words but what says that the plan before it was met: 计划发展党员320名，实际发展|318名."""
    own = phrase.text[plan.figure.end : phrase.figure.start]
    if not _MET.fullmatch(own):
        return False
    said = phrase.text[plan.clause.start : plan.figure.start]
    return all(act[0] in said for act in _DOING.findall(_FINISHED.sub("", own)))


def ahead(sentences: Sequence[Sentence], clean: str, year: int | None) -> Sequence[bool]:
    """Of each sentence of a report whether what stands over it, or how its paragraph opens, says that it tells of what is
    still to be done; ``year`` is the report's own."""
    said = [match.start() for match in _MAY.finditer(clean)]
    if not said:
        return [False] * len(sentences)
    reading = _Outline(sentences, year)
    return [reading.go_on(sentence, _says(sentence.span.start, said)) for sentence in sentences]


def _says(start: int, said: Sequence[int]) -> bool:
    """Whether one of these places stands in the opening of what begins at ``start``."""
    index = bisect_left(said, start)
    return index < len(said) and said[index] < start + _OPENING


class _Outline:
    """The sections of a report, read sentence by sentence; what stands deeper than a heading belongs to it."""

    def __init__(self, sentences: Sequence[Sentence], year: int | None) -> None:
        self._year = year
        first = next((sentence.text for sentence in sentences if sentence.text.strip()), "").strip()
        title = first if len(first) <= _TITLE_MOST else ""
        self._whole = bool(_TITLE.search(title)) and not (
            _DONE_HEADING.search(title) or _REPORTS.search(title)
        )
        self._ahead, self._level = self._whole, -1
        self._paragraph = -1  # the one that a sentence turns to what is ahead
        self._announced = False  # items are, and the next paragraph may begin the first
        self._style: re.Pattern[str] | None = None  # how the next of them begins
        self._first = True

    def go_on(self, sentence: Sentence, says: bool) -> bool:
        """Read one sentence; ``says`` that its opening has a word of what is ahead."""
        text = sentence.text.strip()
        if sentence.opens_paragraph and text:
            self._section(sentence, text)
        if text and (self._announced or (self._style and sentence.opens_paragraph)):
            self._item(sentence, text)
        if not says:
            return self._ahead or self._paragraph == sentence.paragraph
        bare = text[match.end() :] if (match := _NUMBER.match(text)) else text
        opens = _OPENS.match(bare)
        if (
            opens and opens["mark"] == "。" and not match
        ):  # only a numbered one is a heading: （四）2022年工作重点。
            opens = None
        if opens and not _DONE_HEADING.search(opens["heading"] or ""):
            self._paragraph = sentence.paragraph
        if ordered := _ORDERED.match(bare):
            self._announced = True
            if ordered.group()[-1] != "。":
                self._paragraph = sentence.paragraph
        until = _UNTIL.match(bare)
        last = (int(until["year"]) if until["year"] else _PLANS[until["plan"]]) if until else 0
        later = self._year is not None and last > self._year
        return self._ahead or self._paragraph == sentence.paragraph or later

    def _item(self, sentence: Sentence, text: str) -> None:
        """Take in what may be one of the items that were announced: it holds to the end of its paragraph."""
        if self._announced:
            self._style = next((others for first, others in _STYLES if first.match(text)), None)
            self._announced = False
            begins = self._style is not None
        else:
            begins = self._style is not None and self._style.match(text) is not None
        if begins:
            self._paragraph = sentence.paragraph
        else:
            self._style = None

    def _section(self, sentence: Sentence, text: str) -> None:
        """Take in a line that opens a section, or one that may."""
        first, self._first = self._first, False
        if first and not text.endswith(("：", ":")):
            return  # the title
        heads = sentence.is_heading or (text.endswith(("：", ":")) and _ANNOUNCES.match(text) is not None)
        if not heads and self._level < 0:
            return
        level = next((n for n, number in enumerate(_NUMBERING) if number.match(text)), None)
        if heads and not _DONE_HEADING.search(text) and _HEADING.search(text):
            self._ahead, self._level = True, _LOWEST if level is None else level
        elif sentence.is_heading and _TOLD.search(text):
            self._ahead, self._level = False, _LOWEST if level is None else level
        elif (self._level >= 0 and level is not None and level <= self._level < _LOWEST) or (
            self._level == _LOWEST and level is None and sentence.is_heading
        ):
            self._ahead, self._level = self._whole, -1
