"""The frame of a page around an article: its way (首页 > 新闻 > 正文), its menu, its day, what it says of itself.

A copy of a page begins with such lines; none of them is the title of a report, nor says what it is about.
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.reading.bylines import is_byline

# Lines of a page and not of its article, by what they are.
_FURNITURE = (
    # the page of a newspaper: 第03版：要闻 上一版3 4下一版; 第 3 版 of a book stands behind its title
    r"^(?:\d{4}年\d{1,2}月\d{1,2}日\s*)?(?:第\s*[A-Z]?\d{1,5}|[A-Z]?\d{2,5})\s*版\s*(?:[：:]|$)",
    r"(?:^|[\s\d|<«])[上下]一[版篇期页](?=$|[\s\d|>»：:])",
    r"^(?:版面导航|标题导航|本版(?:新闻|导读|导航|标题|文章)(?:列表)?)(?=$|[\s|：:])|(?<=\s)(?:PDF|图片)版$|\s数字报(?:纸|刊)?$",
    # the way to it: 当前位置：首页 > 新闻 > 正文
    r"^(?:您|你)?(?:现在|当前|目前)?(?:所在|所处)?的?位置\s*[：:]",
    r"(?:^|\s|\p{Han})(?:>{1,2}|›|»)\s*(?:\p{Han}|$)",
    r"^(?:返回|网站|本站)?首页(?=$|[\s|])",
    # its menu: 要闻 | 党建 | 专题, or six short words in a row
    r"^[^|｜]{1,12}(?:[|｜][^|｜]{1,12}){2,}[|｜]?$",
    r"^\S{2,6}(?:\s+\S{2,6}){5,}",
    # its day: 今天是2022年7月1日 星期五
    r"^(?:今天是\s*)?\d{4}\s*(?:年|[-/.])\s*\d{1,2}\s*(?:月|[-/.])\s*(?:\d{1,2}日?)?\s*(?:星期|周)[一二三四五六日天]?$",
    # who wrote or sent it: 新华社北京6月30日电, ■本报记者 张三
    r"^(?:新华社|中新社|本报)\p{Han}{2,8}\d{1,2}月\d{1,2}日[电讯]",
    r"^(?:新华社|本报)记者|^[■●□◆▲]?\s*(?:\p{Han}{0,8}(?:网|报|社|台|组))?(?:全媒体|融媒体|首席|见习|特约|实习)?(?:记者|通讯员)\s+\p{Han}{2,4}(?:\s|$|摄|[、，])",
    # what it says of itself: 统一刊号, 版权所有, 官方网站
    r"(?:统一)?刊号\s*[：:]|版权所有|官方网站|旗下媒体|^扫(?:描|一扫)|浏览器|设为首页|加入收藏|放大\s+缩小",
)
_IS_FURNITURE = regex.compile("|".join(f"(?:{each})" for each in _FURNITURE))
# … and what stands in a menu of which every item has a line of its own
_ITEM = regex.compile(r"[\p{Han}]{2,6}")
_OF_MENU = regex.compile(
    r"首页|(?:工作|党建|通知|新闻)(?:动态|公告|中心)|(?:政务|信息|党务|政府信息)公开|(?:机构|领导|组织)(?:概况|设置|简介|机构|介绍)|(?:专题|互动|办事|便民|在线)(?:专栏|交流|服务|大厅)|网站(?:地图|导航)|登录|注册|联系我们|无障碍"
)
_MENU = 3  # lines in a row that make one


@lru_cache(maxsize=4096)  # a page asks of the title of each report several times
def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page around an article.

    >>> [is_furniture(each) for each in ("第02版：要闻 PDF版", "首页 > 党建 > 正文", "来源：某某日报 2023-05-01")]
    [True, True, True]
    >>> [is_furniture(each) for each in ("第3版修订说明", "党建引领 凝心聚力 共谋发展", "写好下一篇文章")]
    [False, False, False]
    """
    return _IS_FURNITURE.search(line) is not None or is_byline(line)


def below_frame(text: str) -> str:
    """A text without the lines of a page's frame, and the menu, with which it begins.

    >>> below_frame("首页\\n工作动态\\n通知公告\\n\\n当前位置：首页 > 正文\\n双辽市党建工作综述\\n近年来，")
    '双辽市党建工作综述\\n近年来，'
    >>> below_frame("双辽市\\n组织工作\\n综述\\n近年来，")
    '双辽市\\n组织工作\\n综述\\n近年来，'
    """
    lines = text.splitlines(keepends=True)
    start = menu = 0
    told = False  # whether an item of the menu is one that a report's title cannot be
    for index, line in enumerate(lines):
        own = line.strip()
        if not own:
            continue
        if is_furniture(own):
            start, menu, told = index + 1, 0, False
        elif _ITEM.fullmatch(own):
            menu, told = menu + 1, told or _OF_MENU.search(own) is not None
            start = index + 1 if told and menu >= _MENU else start
        else:
            break
    return "".join(lines[start:])
