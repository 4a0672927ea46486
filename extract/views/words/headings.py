"""The heading of a text whose file is called nothing: the article's own, not what the page around it says.

A page of a newspaper opens with its own furniture (第03版：要闻 上一版 下一版, 首页 > 新闻 > 正文, 来源：…), of which a line is as short as
a heading, ends like one, and names nothing that the reader looks for.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import takewhile

import regex

from extract.reading.bylines import is_byline

_HEADING = regex.compile(r"(?=(?:.*\p{Han}){5})[^。；;！!]*[^。；;！!，,、：:]")
_LONGEST = 60  # characters of a heading
_HEAD, _FIRST_LINES = 400, 4  # characters and lines where it may stand
_FURNISHED = 40  # lines with words where it may stand below a page's furniture

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
    r"^[^|｜]{1,12}(?:[|｜][^|｜]{0,12}){2,}$",
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
_PROSE = regex.compile("。")


def heading(text: str) -> str:
    """The heading of a text, "" where it has none: one of its first lines that is as short as one and no sentence; below the
    furniture of a page, of the lines down to the first of prose.

    >>> heading("双辽市基层党建工作综述\\n近年来，双辽市委狠抓落实。")
    '双辽市基层党建工作综述'
    >>> heading("第03版：要闻 上一版3  4下一版\\n\\n版面导航\\n2022年7月1日 星期五\\n全县党员队伍结构持续优化\\n本报讯 去年，全县发展党员320名。")
    '全县党员队伍结构持续优化'
    >>> heading("第03版：要闻 下一版\\n去年，全县发展党员320名。\\n全县党员队伍结构持续优化")
    ''
    """
    first = [" ".join(line.split()) for line in text[:_HEAD].splitlines()[:_FIRST_LINES]]
    if any(map(is_furniture, first)):
        lines = [own for line in text.splitlines() if (own := " ".join(line.split()))][:_FURNISHED]
        first = [*takewhile(_in_head, lines)]
    return next((line for line in first if _is_heading(line)), "")


@lru_cache(maxsize=4096)  # a page asks of the title of each report several times
def is_furniture(line: str) -> bool:
    """Whether a line belongs to the page around an article.

    >>> [is_furniture(each) for each in ("第02版：要闻 PDF版", "首页 > 党建 > 正文", "来源：某某日报 2023-05-01")]
    [True, True, True]
    >>> [is_furniture(each) for each in ("第3版修订说明", "党建引领 凝心聚力 共谋发展", "写好下一篇文章")]
    [False, False, False]
    """
    return _IS_FURNITURE.search(line) is not None or is_byline(line)


def _in_head(line: str) -> bool:
    return is_furniture(line) or (len(line) <= 2 * _LONGEST and _PROSE.search(line) is None)


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST and _HEADING.fullmatch(line) is not None and not is_furniture(line)
