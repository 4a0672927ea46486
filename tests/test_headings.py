"""What a report is called whose file is called nothing: by its article's heading, not by the page around it."""

from __future__ import annotations

import pytest

from extract.table import Source
from extract.views.words.headings import heading, is_furniture
from extract.views.words.language import Language
from extract.views.words.wording import report_title

BODY = "本报讯 去年，全县发展党员320名。\n"
CALLED = "全县党员队伍结构持续优化"


@pytest.mark.parametrize(
    "above",
    [
        "第03版：要闻 上一版3  4下一版\n\n版面导航\n\n第01版\n头版\n\n第03版\n要闻\n标题导航\n首页 | 版面导航 | 标题导航 |\n2022年7月1日 星期五\n3 上一篇  下一篇 4 放大 缩小 默认",
        "2019年8月24日\n第02版:要闻 PDF版",
        "某某日报 数字报纸\n\n00015版:社会",
        "第A02版:\n本版新闻列表\n某报社旗下媒体: 某网 | 某日报 | 某晚报",
        "当前位置：首页 > 新闻中心 > 党建要闻 > 正文",
        "您现在的位置:某网>新闻中心>县区",
        "网站首页 要闻动态 专项活动 党纪党规 审查调查 巡察工作",
        "要闻 | 城市 | 专访 | 原创 | 党建专题",
        "今天是 2024年 4月 19日 星期五\n来源：某某日报  2024-04-19",
        "■本报记者 张三",
        "某省日报社主管 国内统一刊号:CN00-0000",
    ],
)
def test_the_page_around_an_article_is_not_its_heading(above: str) -> None:
    assert heading(f"{above}\n\n{CALLED}\n{BODY}") == CALLED


@pytest.mark.parametrize(
    "called",
    [
        "第3版党员教育规划修订说明",
        "党建引领 凝心聚力 共谋发展",
        "写好下一篇文章——全县党建工作综述",
        "把支部建在头版头条的村子里",
        "党员位置前移 服务质量提升",
        "编辑部党支部2022年工作总结",
        "记者节里看党建",
        "网站党支部工作汇报",
        "首页工程建设情况的汇报",
        "2022年7月1日前后的党建工作",
    ],
)
def test_a_heading_that_only_sounds_like_one_is_kept(called: str) -> None:
    assert not is_furniture(called)
    assert heading(f"{called}\n{BODY}") == called
    assert heading(f"第03版：要闻 下一版\n{called}\n{BODY}") == called


def test_below_the_first_of_prose_there_is_no_heading_of_the_whole() -> None:
    assert heading(f"第03版：要闻 下一版\n{BODY}{CALLED}\n") == ""


@pytest.mark.parametrize("name", ["002_dcf2e6a132f28bcb", "某县综述"])
def test_a_pages_own_title_counts_only_where_it_names_the_article(name: str) -> None:
    text = f"第03版：要闻\n{CALLED}\n{BODY}"
    told = Source(name, "", None, "第03版：要闻 上一版 下一版", "", "", text, text)
    assert report_title(told, Language("zh")) == CALLED
    own = Source(name, "", None, "某县党建综述", "", "", text, text)
    assert report_title(own, Language("zh")) == "某县党建综述"
