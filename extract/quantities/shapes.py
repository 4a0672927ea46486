"""Numbers that their own form tells to be no figures: dates, codes, ordinals, section numbers and the like.

Each `Shape` is a row: the reason under which the number is set aside, the pattern that the text must match from the
number's first character on (what stands before is asked by lookbehind), and an example that a test reads. The patterns
work on folded text (`extract.numerals.fold`) and are possessive or bounded, so that a hostile text costs no more than
its length. Their order matters only where a comment says so; two combined patterns are built from them, one for
numbers that begin with a digit and one for Chinese numerals.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.numerals import CHINESE
from extract.patterns import lazy, lazy_regex


@dataclass(frozen=True, slots=True)
class Shape:
    """One form of a number that is no figure; ``example`` marks what the pattern takes with ⟦ ⟧."""

    reason: str
    pattern: str
    example: str


_Y = r"(?:1[5-9]|20|21)\d\d"
_TO = r"\s?(?:[-—–―~至到、和与]|——)\s?"
_M, _D31 = r"(?:1[0-2]|0?[1-9])", r"(?:[12]\d|3[01]|0?[1-9])"
_DAY = rf"(?:\s?\d{{1,2}}\s?[日号](?:{_TO}(?:\d{{1,2}}\s?月\s?)?\d{{1,2}}\s?[日号])?)"
_MONTH = rf"\d{{1,2}}(?:{_TO}\d{{1,2}})?\s?月(?!亮)(?:份|[上中下]旬|[初底末中]|{_DAY})?"
_OPEN, _CLOSE = r"[(\[〔【［]", r"[)\]〕】］]"
_INDENT = r"\s"
_COUNTS = "个名人户家所件项次万亿余多条%元"  # what begins behind a number that counts, and so is no number of a telephone
_SIZES = "米吨亩公岁年月日倍期场"  # and behind one that measures: no code either
_FIRST = f"(?:{'|'.join(f'(?<=^{_INDENT * width})' for width in range(9))})"
_HEAD = rf"(?:{_FIRST}|(?<=[。；;:\n])|(?<=[。；;:\n]\s))"

_MEASURE = (  # what a decimal at the head of a line is a size of; before any other word it numbers a section
    r"(?:[%‰㎡]|成(?![立为员功果本效长就熟绩都])|[十百千]?[万亿]|个?(?:多)?百分点|个(?:半|多)?月|元(?![旦宵月素])|[美欧港日]元|倍(?!增)|周?岁(?![末首])|亩|吨|公[里斤顷分]|平方|平米|立方|千[米克瓦]|海里"
    r"|[米斤克](?![兰家罗服])|里(?![程面])|小时|分钟|级(?!别)|分(?![工类级析管片支局解层布散配享期步区组批流])|度(?!汛)|年(?![度轻终底初会级龄关])|天(?![然津水河桥门府]))"
)

_ARABIC = (
    Shape("damaged", r"\d[\d,.]*+�++(?:\d[\d,.]*+)?", "党员⟦1�000⟧名"),
    Shape(  # commas that group no thousands; 12,35,480名 is a list
        "damaged",
        r"(?=\d{1,3},\d)(?:[1-9]\d{0,2},\d{4,}|\d{1,3},0(?!\d\d(?!\d))\d*+)(?![\d,，])(?=\s?[余多]?[万亿名个人元户件%次])",
        "党员⟦1,2000⟧名",
    ),
    Shape(
        "section",
        rf"(?=\d{{1,2}}\.\d){_HEAD}\d{{1,2}}\.(?=\d{{1,3}}(?:个(?![体人性别案月百])|名(?![单称誉人册优师校牌额])|户(?![籍外口型主])|家(?![庭校园风长政居族教电畜禽])))",
        "⟦1.⟧3个支部获奖",
    ),
    Shape(
        "section",
        rf"(?=\d{{1,2}}\.\d){_HEAD}\d{{1,2}}\.\d{{1,2}}[.、．]?(?=\s?(?!{_MEASURE})[\u4e00-\u9fff“《])",
        "⟦2.1⟧项目建设",
    ),
    Shape("document", rf"(?<={_OPEN}){_Y}(?={_CLOSE}\s?第?\s?\d++\s?号)", "〔⟦2021⟧〕15号"),
    Shape("document", rf"(?<={_Y}{_CLOSE}\s?第?\s?)\d++\s?号", "〔2021〕⟦15号⟧"),
    Shape("document", r"\d++\s?号(?=文件|文|令|公告|通告|决定)", "⟦1号⟧文件"),
    Shape(
        "date",
        rf"{_Y}(?:\.|\s?年\s?){_M}(?:\.{_D31})?{_TO}(?:{_Y}\.)?{_M}(?:\.{_D31})?(?![\d.]|\s?[月个名人户家所件万亿元余多%])",
        "⟦2021.1—2021.9⟧培训",
    ),
    Shape("date", rf"{_Y}\s?年\s?{_M}\.{_D31}(?![\d.]|\s?[万亿元%])", "截至⟦2021年6.30⟧，"),
    Shape("date", rf"{_Y}(?P<sep>[-./])\d{{1,2}}(?P=sep)\d{{1,2}}(?!\d)", "⟦2021-07-01⟧发布"),
    Shape("date", rf"{_Y}\.(?:0?[1-9]|1[0-2])(?=以来|起|至今|\s?[-—~至])", "⟦2021.7⟧以来"),
    Shape(
        "date",
        rf"{_Y}(?:\s?年?(?:底|末|初)?{_TO}(?:{_Y}|\d\d(?=\s?年)))*+\s?(?:年(?:代|度|底|末|初)?|学年|届|级)(?:\s?{_MONTH})?",
        "⟦2018—2021年⟧投入",
    ),
    Shape("date", rf"{_Y}{_TO}{_Y}(?!\d|\s?[个名人户家所件万亿%])", "规划（⟦2018-2021⟧）"),
    Shape("date", rf"(?<={_OPEN}){_Y}(?={_CLOSE})", "（⟦2021⟧）"),
    Shape("date", _MONTH, "⟦7月1日⟧召开"),
    Shape("date", rf"\d{{1,2}}(?:{_TO}\d{{1,2}})?\s?日(?![夜常均趋])", "⟦26日⟧召开"),
    Shape("date", r"\d{1,2}·\d{1,2}(?!\d)", "⟦12·4⟧国家宪法日"),
    Shape("date", r"\d{1,4}\s?(?:年代|世纪|周年)", "上世纪⟦80年代⟧"),
    Shape(
        "date",
        rf"(?<=截[至止]到?\s?|[自从于由]){_Y}\.{_M}(?![\d.]|\s?[个名人户家所件万亿元余多%])",
        "截至⟦2021.6⟧，",
    ),
    Shape("date", rf"{_Y}[-/](?:1[0-2]|0[1-9])(?=\s?[底末初]?(?:[，,、；;）)\s]|$))", "⟦2021-06⟧，"),
    Shape(
        "date",
        r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d|\.\d|\s?[个名人户家所件万亿元余多])",
        "⟦20210701⟧",
    ),
    Shape("date", r"(?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[01])(?=\s+[012]?\d:[0-5]\d)", "⟦07-01⟧ 09:30"),
    Shape("clock", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?!\d)", "⟦9:30⟧开始"),
    Shape(
        "clock", r"(?:[01]?\d|2[0-4])\s?时(?:\s?\d{1,2}\s?分)?(?![间长期候代段常刻效限速而])", "⟦10时20分⟧到"
    ),
    Shape(
        "clock", r"(?:[01]?\d|2[0-4])\s?点(?:\s?\d{1,2}\s?分|半|钟|整|多)?(?![位个名赞击评])", "早上⟦8点半⟧"
    ),
    Shape("phone", r"(?<!\d)1[3-9]\d{9}(?!\d)", "⟦13912345678⟧"),
    Shape("phone", r"0\d{2,3}\)?\s?[-—]?\s?\d{7,8}(?:\s?[-—转]\s?\d{1,6})?(?!\d)", "⟦0556-6120000⟧"),
    Shape("phone", r"[48]00\s?[-—]\s?\d{3,4}\s?[-—]?\s?\d{3,4}(?!\d)", "⟦400-820-8820⟧"),
    Shape(
        "phone",
        r"(?=\d[\d\-— ]{2})(?<=(?:电话|热线|专线|传真|手机|邮编|邮政编码|QQ群?|账号|抖音号?|快手号?|视频号|频道|编号|证号|编码|号码|短信|微信号?)(?:号码)?[:：为是]?\s?(?:\([^()]{1,6}\))?\s?)"
        rf"\d[\d\-— ]{{2,40}}+(?!\d|\s?[{_COUNTS}])",
        "举报电话：⟦12388⟧。",
    ),
    Shape(
        "phone",
        r"(?:12[0-9]{3}|9[56]\d{3}|11[0-9]|12[0-2])(?=[\u4e00-\u9fff]{0,6}?(?:热线|专线|举报|平台|电话|服务台|服务中心|维权))",
        "⟦12345⟧热线",
    ),
    Shape(
        "code",
        r"(?=\d[\d-]{3})(?<=(?:标识码|代码|备案号|许可证号?|刊号|邮发代号)[:：为是]?\s?)\d[\d-]{3,40}+",
        "网站标识码：⟦2201820001⟧",
    ),
    Shape(
        "code",
        r"(?=\d{5})(?<=(?:ICP|公网安|网安|网文)[备证]?案?(?:号[::])?\s?)\d{5,}+\s?号?(?:-\d{1,3})?",
        "粤ICP备⟦12345678号-1⟧",
    ),
    Shape(
        "code",
        r"\d{1,4}(?:-\d{1,4})?\s?(?:号楼|号院|栋|幢|座|号)\s?(?:\d{1,2}\s?单元\s?)?\d{1,4}\s?(?:室|号房?|房)(?![内外友])",
        "幸福小区⟦5号楼3单元201室⟧",
    ),
    Shape("code", r"(?<=(?:高|初|年级)[一二三]?\(?\s?)\d{1,2}\)?班(?![次子级])", "高三⟦2班⟧"),
    Shape("code", r"\d{1,4}(?:-\d{1,4}){1,3}\s?(?:号(?:文|楼|院|文件)?|室)(?![码召])", "⟦12-1-302室⟧"),
    Shape("name", r"\d{1,3}(?:\.\d)?\s?(?:英?寸|吋)(?![土草步])", "⟦55寸⟧电视"),
    Shape("code", r"(?<=序号\s?:?\s?)\d{1,4}(?![.\d]|\s?[个名项])", "序号⟦1⟧，"),
    Shape("code", r"\d{1,4}\s?(?:单元(?![楼房])|室(?![内外友]))", "A座⟦1203室⟧"),
    Shape(
        "code", r"(?=\d{1,2}\s?组)(?<=(?<![全各每本多个两三余])村)\d{1,2}\s?组(?![织长建成])", "向阳村⟦5组⟧"
    ),
    Shape(
        "page",
        r"(?<=[:\s])(?<=(?:浏览|阅读|点击|访问|下载|评论|转发|点赞|字)(?:次数|总?量|数|率)\s?:\s?)\d[\d,]*+(?:\.\d++)?\s?万?\+?\s?(?:人?次|人|条|字)?",
        "浏览次数：⟦1234⟧",
    ),
    Shape(
        "page",
        r"(?<=[(:\s])(?<=(?:浏览|阅读|点击|访问|评论|跟帖|回复|转发|点赞|收藏|分享|在看|赞)\s?(?:\(|:\s?))\d[\d,]*+(?:\.\d++)?\s?万?\+?(?:\s?(?:人?次|人|条))?",
        "评论(⟦3⟧)",
    ),
    Shape("page", r"(?<=每页\s?(?:显示)?\s?)\d{1,3}\s?(?:条|项|行)", "每页⟦20条⟧"),
    Shape("page", r"(?<=[\s页])(?<=(?:首页|上一?页)[\s\d.]{0,40})\d++(?=\s)", "上一页 ⟦1⟧ 2 下一页"),
    Shape(  # at the head of a line alone: （1、2号楼） is a list
        "section",
        rf"(?=\d{{1,2}}、\d){_FIRST}\d{{1,2}}、(?={_Y}\s?年|\d{{1,5}}(?:\.\d++)?[余多]?[万亿]?(?:个(?![体人性别月])|名|户|家|所|处|项|支|座|人次?|场|%|元|村|社区|件))",
        "⟦1、⟧120个村换届",
    ),
    Shape("section", rf"(?=\d{{1,2}}[.、．)]){_HEAD}\d{{1,2}}(?:[.、．](?!\d)|\)(?=\S))", "⟦1.⟧加强领导"),
    Shape("section", r"(?<![\d.])\d{1,2}\.(?=[\u4e00-\u9fff“])", "加强领导，⟦2.⟧落实责任"),
    Shape("section", r"(?<=\s)\d{1,2}[、)](?=[\u4e00-\u9fff“])", "基本要求 ⟦4、⟧学生党支部"),
    Shape("code", r"\d{1,3}(?:\.\d{1,3}){3}(?![\d.])", "主机⟦192.168.1.100⟧"),
    Shape("section", r"\d{1,2}(?:\.\d{1,2}){2,4}(?!\d)", "⟦1.2.3⟧节"),
    Shape("code", r"(?<=[A-Za-z]_)\d++", "公众号gh_⟦12345⟧"),
    Shape(
        "name",
        r"[1-9]\d\d(?=医院|中学|部队|研究所|艺术区|高地(?!势))",
        "⟦301⟧医院",
    ),
    Shape("footnote", r"(?<=[\[【])\d{1,3}(?:[-—,、，]\d{1,3}){0,8}(?=[\]】])", "党员[⟦1⟧]"),
    Shape("section", r"(?<=\()\d{1,2}(?:\.\d{1,2})?(?=\))", "（⟦3⟧）落实"),
    Shape("section", r"[①-⑳⑴-⒇]++", "⟦①⟧落实"),
    Shape(
        "name",
        r"\d++(?:\.\d++)?\s?[+×*]\s?(?:\d++|[NnXx])(?:\s?\+\s?(?:\d++|[NnXx])){0,6}+(?![.\d])",
        "⟦1+3+N⟧体系",
    ),
    Shape(
        "name", r"\d{1,2}\([^()\d]{1,12}\)\s?\+\s?(?:\d{1,2}|[NnXx])(?![.\d])", "⟦1（名书记）+N⟧（名委员）"
    ),
    Shape("name", r"\d\.0(?!\d|\s?[%‰个名人户次件万亿米元吨倍岁分亩公平年天])", "党建⟦3.0⟧版"),
    Shape(
        "name", r"\d0(?:[、和]\d0)*+后(?![续来期备方勤又者])|\d5后(?![续来期备方勤又者])", "⟦80、90后⟧干部"
    ),
    Shape("name", r"\d{2,4}\s?强(?![化调烈])", "世界⟦500强⟧"),
    Shape("name", r"\d{1,3}[\u4e00-\u9fff]\d{1,3}(?=\s?级)", "⟦3岗17⟧级"),
    Shape(
        "name",
        r"(?:211|985|863|973|315)(?=[高院工计晚]|消费者|维权)|618(?=大?促|购物|电商|期间)|\d{3}(?=国道|省道|县道)|(?<=国道|省道|县道)\d{3}(?!\d)",
        "⟦211⟧高校",
    ),
    Shape("phone", r"(?:110|119|120|122)(?=报警|急救|指挥|接处?警|火警|联动|联网|消防)", "⟦110⟧报警"),
    Shape("ratio", r"\d++(?:\.\d++)?(?:\s?:\s?\d++(?:\.\d++)?){1,4}+", "按⟦1:3⟧配备"),
    Shape("ratio", r"\d++\s?(?:比|对|托|拖)\s?\d++(?![\d.]*\s?[个名年月人%万])", "⟦1对1⟧帮扶"),
    Shape("name", r"(?<=(?<![A-Za-z])[GDCKTZYL])\d{1,4}\s?次(?!数|元|[，。]共)", "乘坐G⟦4804次⟧专列"),
    Shape(
        "name",
        r"(?<=[A-Za-z][-—.]?)(?<!GDP|APP|App|app)\d++(?:[.\-]\d++)*+(?!\s?(?:[个名项家座件人%万亿次]))",
        "COVID-⟦19⟧病毒",
    ),
    Shape(
        "name",
        r"\d++(?:\.\d++)?(?=(?!(?:[mck]?m|KM|[kK][gG]|[kKMG]Wh?|MB)(?:[²³23]|\b|(?![A-Za-z])))[A-Za-z])",
        "⟦5⟧G基站",
    ),
    Shape("ordinal", r"(?<=第\s?)\d++(?:\.\d++)?(?:\s?[-—~至到、和]\s?第?\d++){0,4}+", "第⟦3⟧批"),
    Shape(
        "ordinal",
        r"(?<=(?<![年月天日周届任])前\s?)\d++(?=\s?(?:名|位|强|列|茅|%|[，。；、,;)”]|$))",
        "全国前⟦10⟧名",
    ),
    Shape("ordinal", r"\d++(?:\.\d++)?(?:[-—~至]\d++)?\s?(?:星?级|等奖|等功|号)(?!别)", "震感⟦3级⟧"),
    Shape(
        "ordinal",
        r"\d++(?=\s?路(?:公交|车))|(?<=公交车?\s?)\d{1,4}(?=\s?路)|\d{1,4}(?=公交车(?!站|道|公司))",
        "⟦3⟧路公交",
    ),
    Shape(
        "section",
        r"(?<=[件表录图栏例\s])(?<=(?:附件|附表|附录|附图|专栏|案例|(?<![意企试])图|(?<![代报])表)\s?)\d{1,2}(?=[\s:、，。)]|\.(?!\d)|$)|(?<=[件表录\s])(?<=(?:附件|附表|附录)\s?)\d{1,2}(?:[.-]\d{1,2})?(?!\d|\s?[个份项张条页件])",
        "附件⟦1⟧：名单",
    ),
    Shape(
        "section",
        r"(?<=[表图件录]\s?)(?<=^\s{0,4}附?(?:表|图|件|录)\s?)\d{1,2}(?:[-—.]\d{1,2})?(?=[\u4e00-\u9fff])(?!张|份|个|幅|页|件|项|条)",
        "表⟦2⟧村级集体经济收入",
    ),
    Shape(
        "section",
        r"(?<=[表图]\s?)(?<=(?<![代报意企试])[表图]\s?)\d{1,2}[-—.]\d{1,2}(?![\d.])|(?<=[见如由从][表图]\s?)\d{1,2}(?![\d.]|\s?[张份个幅])",
        "如表⟦3-2⟧所示",
    ),
    Shape("phrase", r"(?<=最后的?\s?)\d{1,3}\s?(?:公里|里|米|步)(?!路程|距离|长)", "打通最后⟦100米⟧"),
    Shape("section", r"(?<=[第共—/]\s?)\d++(?=\s?(?:页|—$))", "共⟦10⟧页"),
    Shape("ordinal", r"\d{1,3}\s?版(?![本权图块面画税])", "⟦03版⟧"),
    Shape(
        "code",
        r"(?<=\d°)\d{1,2}(?:\.\d++)?\s?['′’]|\d{1,3}(?:\.\d++)?°(?![CF℃])(?:\s?\d{1,2}(?:\.\d++)?\s?['′’](?:\s?\d{1,2}(?:\.\d++)?\s?[\"″”])?)?",
        "北纬⟦27°46′⟧",
    ),
    Shape("code", r"(?<=IS[BS]N[:-]?\s?)\d[\d-]{6,20}+", "ISBN ⟦978-7-01-012345-6⟧"),
    Shape(
        "code",
        r"(?<=(?:[编工学尾代刊考税证案]号|CN)\s?:?\s?)"
        rf"\d[\d-]*+(?!\.\d|\s?[{_COUNTS}{_SIZES}])",
        "档案号⟦12-3-45⟧",
    ),
    Shape(
        "name",
        r"(?<=[A-Za-z]\s|φ)(?<!GDP\s|APP\s|App\s)"
        rf"\d++(?:[.-]\d++)*+(?!\s?[{_COUNTS}{_SIZES}])",
        "GB/T ⟦19001-2016⟧标准",
    ),
    Shape("phone", r"(?<=\+)86[-\s]?\d{2,3}[-\s]?\d{4}[-\s]?\d{3,4}(?!\d)", "+⟦86-10-12345678⟧"),
    Shape("phrase", r"(?:90|180|270|360)\s?度(?=[\u4e00-\u9fff])(?!电|以[上下]|左右)", "⟦360度⟧评价"),
    Shape("ordinal", r"\d{1,2}\s?楼(?![宇栋幢盘道院房市])", "设在⟦5楼⟧"),
    Shape("section", r"(?<=注)\d{1,2}(?=:)", "注⟦1⟧："),
    Shape("ratio", r"\d(?:\.\d)?\s?折(?![叠算])", "⟦9折⟧优惠"),
    Shape("date", r"\d{1,3}\s?载(?![重客货人])", "从军⟦12载⟧"),
    Shape("name", r"(?:211|985)(?=[、和/](?:211|985))|996(?=工作制)|\d{1,2}(?=开本)", "⟦985⟧、211高校"),
    Shape("code", r"\d{16,}+", "⟦91110000100001234567⟧"),
)

_D = "[一二三四五六七八九十]"
_N = "[一二三四五六七八九十百零〇两]"

_CHINESE = (
    Shape(
        "date",
        rf"[一二三四五六七八九〇零][一二三四五六七八九〇零0oO]{{3}}\s?年(?:\s?{_D}{{1,2}}月(?:\s?{_D}{{1,3}}[日号])?)?",
        "⟦二〇二一年七月⟧",
    ),
    Shape(
        "date",
        rf"(?:十[一二]|{_D})月(?!一|[球亮])(?:份|[上中下]旬|[初底末]|{_D}{{1,3}}[日号])?",
        "⟦三月⟧以来",
    ),
    Shape("date", rf"{_D}{{1,3}}日(?![常夜趋均复])", "⟦三十日⟧"),
    Shape("date", rf"(?:[一二三四]|{_D}{{1,3}})(?:季度|年代|世纪)", "前⟦三季度⟧"),
    Shape("date", rf"{_N}{{1,4}}周年", "⟦七十周年⟧"),
    Shape("date", rf"(?<=[正腊冬]月){_D}{{1,3}}(?![\u4e00-\u9fff]?(?:名|人次|个|户))", "腊月⟦二十三⟧"),
    Shape("date", rf"(?<=初){_D}(?![期心中始级步])", "正月初⟦一⟧"),
    Shape("name", r"(?:十[一二三四五六七八九]|二十[一二]?)大(?![主类项举工行任])", "党的⟦二十大⟧"),
    Shape(
        "ordinal",
        rf"{_N}{{1,3}}届(?:{_D}中全会|{_N}{{1,3}}次全[会体]|[^，。；、\d]{{0,8}}?{_N}{{1,3}}次(?=[全会]))?",
        "⟦十九届六中全会⟧",
    ),
    Shape("ordinal", r"[一二三四五六七八]中全会", "⟦六中全会⟧"),
    Shape("name", r"十[二三四五六七]五(?=[规时期计目末以开]|[，。”、]|$)", "⟦十四五⟧规划"),
    Shape("clock", rf"{_N}{{1,3}}点(?:{_N}{{1,3}}分|半|钟|整)", "早上⟦八点半⟧"),
    Shape(
        "section",
        rf"(?:{_FIRST}|(?<=[，。；;:,\n、”）)])|(?<=[，。；;:,\n、”）)]\s)){_D}{{1,3}}(?:是|要|则(?!消)|来(?=[，]))",
        "⟦一是⟧抓党建",
    ),
    Shape("section", rf"{_HEAD}{_D}{{1,3}}(?:、|，|\.|．|\s)", "⟦三、⟧工作"),
    Shape("section", rf"(?<=\(){_D}{{1,3}}(?=\))", "（⟦二⟧）落实"),
    Shape("section", r"(?<=其)[一二三四五六七八九](?![人口中])", "其⟦一⟧，"),
    Shape(
        "ordinal",
        r"(?:(?<=第)|(?<=第\s))[〇零一二三四五六七八九十百千]++(?:(?:[至到、和]|[-—~])第?[一二三四五六七八九十]++(?=[期批轮届次季组章条]))*+",
        "第⟦一⟧书记",
    ),
    Shape("ordinal", rf"(?<=前){_D}{{1,3}}(?=名|位|强|甲|[，。；、,;”]|$)", "全国前⟦三⟧，"),
    Shape("phrase", rf"(?<=最后)(?:{_N}|一[百千]|[百千])(?:公里|里|米|步)", "打通最后⟦一百米⟧"),
    Shape(
        "ordinal",
        rf"{_N}{{1,3}}(?:星?级|等奖|等功|把手|线(?!路)|流|号(?!召|人(?![物员选]))|季|产业|手|楼)",
        "⟦三级⟧书记",
    ),
    Shape("ordinal", r"二(?=期|轮|次|批|代|孩|胎|副|中|队|班|组|门|道|类|部|本|台|套)", "⟦二⟧期工程"),
    Shape(
        "ordinal",
        rf"{_N}{{1,3}}次(?:[、和]{_N}{{1,3}}次)*(?=全会|全体会议|党代会|代表大会|分配|创业)",
        "⟦四次⟧党代会",
    ),
    Shape("phrase", rf"{_N}{{1,2}}位一体", "⟦五位一体⟧"),
    Shape("phrase", r"[两三四五六七八九十]个\s?(?:一(?!百|千|万)|[“‘「\"])", "⟦五个一⟧"),
    Shape(
        "phrase",
        r"一[^\d\s，。；、：！？,;:!?“”一-一〇零二三四五六七八九十百千万亿两]{1,5}?一(?:[^\d\s，。；、,;“”〇零一二三四五六七八九十百千万亿两]{1,2}一)*+(?![百千万亿个])",
        "⟦一街一⟧特色",
    ),
    Shape("code", rf"(?<=[^全各每本多个两三余]村){_D}{{1,2}}组(?![织长建成])", "向阳村⟦三组⟧"),
    Shape(
        "phrase",
        r"(?:三[台元]|[五九]台)(?=(?:新?发展|共有|现有|有)?党(?![旗徽报刊])|[、和][一-龥]{2,4}[县市区])",
        "⟦三台⟧党员6.1万名",
    ),
    Shape("phrase", r"[两三四]轮(?=车|摩托|电动|货|驱动|农用|拖)", "购置⟦三轮⟧车"),
    Shape("phrase", r"[两二三四五六七八]位(?=数(?![十百千万亿字]))", "增长⟦两位⟧数"),
    Shape("phrase", r"(?<=成)[百千](?:上千|上万)|(?<=以)[百千万亿]{1,2}计", "成⟦千上万⟧的群众"),
)


SHAPES = _ARABIC + _CHINESE
_REASONS = {f"{shape.reason}_{index}": shape.reason for index, shape in enumerate(SHAPES)}


def _combined(shapes: tuple[Shape, ...], first: int) -> str:
    return "|".join(f"(?P<{s.reason}_{i}>{s.pattern})" for i, s in enumerate(shapes, first))


_ARABIC_SHAPES = lazy_regex(_combined(_ARABIC, 0))  # 举报电话(24小时):12388: looks behind as far as it takes
_CHINESE_SHAPES = lazy(_combined(_CHINESE, len(_ARABIC)))

# Most numbers are figures at sight: nothing before them that makes a code or an ordinal, and a count word after them.
_BEFORE = r"第前件表录页示(\[【〔［（A-Za-z\-—.:/+·年"
_AFTER = "万亿余多个名人户元场次期批件所家处支座项条份起宗例%岁亩公平吨套辆台篇册倍村社支党"
_FIGURE = lazy(
    rf"(?<![{_BEFORE}])(?<![{_BEFORE}] )[0-9]{{1,6}}+(?:(?!\.)\s?[{_AFTER}]|\.[0-9]++\s?[余多]?[万亿%])"
)
_FEW = lazy(  # 3年, 45天, 12位: two digits are no code
    rf"(?<![{_BEFORE}])(?<![{_BEFORE}]\s)[0-9]{{1,2}}(?:[天张位块米间头斤岁分](?![0-9])|年(?!代))"
)
# So are most dates years and months at sight: 2021年, with nothing behind that makes it longer; 7月1日, 3月.
_YEAR = lazy(r"(?:1[5-9]|20|21)[0-9][0-9]年[代度底末初]?(?![\s0-9\-—–―~至到、和与底末初])")
_MONTH_FIRST = lazy(rf"(?=[0-9]{{1,2}}月){_MONTH}")
# What may follow a lone Chinese numeral in any of the shapes, or in a figure with 余, 成, 分之; after anything else it is
# part of a word.
AFTER_CHINESE = frozenset(
    "轮位星月日季年世周大届中五点是要则来、，. \n．):级等把线流号手产楼期轮次批代孩胎副队班组门道类部本台套位个名强甲；。;,”余多几成分十百千万亿至到—-~–方上计0"
)


def match(text: str, position: int) -> tuple[str, int] | None:
    """The reason and the end of the shape that stands at a numeral, or None when its form tells nothing.

    >>> match("2021年7月1日成立", 0), match("投入3亿元", 2)
    (('date', 9), None)
    """
    if text[position] in CHINESE:
        chinese = _CHINESE_SHAPES.match(text, position)
        name, end = (chinese.lastgroup, chinese.end()) if chinese else (None, position)
    elif _FIGURE.match(text, position) or _FEW.match(text, position):
        return None
    elif date := _YEAR.match(text, position) or _MONTH_FIRST.match(text, position):
        return "date", date.end()
    else:
        arabic = _ARABIC_SHAPES.match(text, position)
        name, end = (arabic.lastgroup, arabic.end()) if arabic else (None, position)
    return (_REASONS[name], end) if name and end > position else None
