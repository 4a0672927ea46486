"""Furniture: lines of a web page or a printed sheet whose numbers are no figures of the report.

``来源：… 编辑：… 浏览次数：1234``, ``阅读 3521 次``, ``- 3 -``, ``1/12``. Numbers of such a kind within a line (评论(3), ICP备…号) are rows
of `shapes`.
"""

from __future__ import annotations

from extract.patterns import lazy

_READERS = (
    r"(?:(?:已有|共有|共)\s{0,8}\d[\d,]{0,12}\s{0,8}(?:人|条|个)?\s{0,8}(?:参与)?(?:评论|跟帖|回复|阅读|点赞|浏览)[)）]?|(?:已|已有|共有)?\s{0,8}(?:总|累计|今日|昨日|本日)?(?:阅读|浏览|点击|访问|评论|跟帖|转发|点赞|收藏|分享|在看|人气|热度|下载)(?:次数|总?量|人?数|率)?"
    r"\s{0,8}[:：(（]?\s{0,8}\d[\d,，.]{0,12}\s{0,8}万?\+?\s{0,8}(?:人?次|人|条|个)?\s{0,8}(?:参与|评论|阅读|浏览)?[)）]?)"
)
_LABELS = (
    "来源|信息来源|稿件?来源|文章来源|稿源|作者|撰稿|供稿|摄影|记者|通讯员|发布时间|发布日期|发布机构|发布单位|发布者|更新时间|发稿时间|录入时间|时间|日期|编辑|本期编辑|责编|责任编辑|审核|校对|初审|复审|终审"
    "|二审|三审|一审|监制|签发|浏览次数|浏览量|浏览|点击数|点击率|点击量|点击|阅读次数|阅读量|阅读数|阅读|访问量|访问次数|字号|字体|字体大小|主办单位|主办|承办单位|承办|版权所有|技术支持|网站标识码|联系电话|联系我们|地址|邮编|邮箱|传真|索引号|发文机关|发文字号|文号|成文日期|发文日期|主题分类"
)
_PAGE_LINE = lazy(
    rf"\s{{0,8}}(?:(?:{_READERS}\s{{0,8}})+。?|[-—–·•]{{1,8}}\s{{0,8}}\d{{1,4}}\s{{0,8}}[-—–·•]{{1,8}}|第?\s{{0,8}}\d{{1,4}}\s{{0,8}}页?\s{{0,8}}/\s{{0,8}}共?\s{{0,8}}\d{{1,4}}\s{{0,8}}页?|[Pp]age\s{{0,8}}\d{{1,6}}(?:\s{{0,8}}(?:of|/)\s{{0,8}}\d{{1,6}})?"
    rf"|[【\[（(]?(?:{_LABELS})[】\]）)]?\s{{0,8}}[:：][^。！？]{{0,400}})\s{{0,8}}"
)


_FIRSTS = frozenset(_LABELS.replace("|", "").replace("?", "")) | frozenset(
    "·•今昨已阅浏点访评跟转收分在人热下已共总累第Pp0123456789-—–【[（("
)


def is_page_line(text: str) -> bool:
    """Whether a whole line belongs to the page and not to the report.

    >>> is_page_line("来源：县委组织部　浏览次数：1234"), is_page_line("1/12"), is_page_line("时间过半，任务过半")
    (True, True, False)
    """
    return text.lstrip()[:1] in _FIRSTS and _PAGE_LINE.fullmatch(text) is not None
