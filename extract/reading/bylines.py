"""Bylines: what a report says of itself under its title or at its foot, who published it and when.

A line counts only when it is made up of such items alone (来源：… 2023-05-01 作者：…) and stands at the head or at the foot of the
text: 资金来源：财政拨款 within a report, or a sentence that names a day, says nothing of the report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.patterns import lazy_regex
from extract.reading.dates import day

_HEAD, _FOOT = (
    30,
    4,
)  # lines with words at either end where a byline may stand; above the first of prose a page has its furniture
_LONGEST = 120  # characters of such a line
_OPEN, _CLOSE = "(（[［【〔", ")）]］】〕"
_OTHERWISE = {"来": "來", "发": "發", "时": "時", "间": "間", "单": "單", "机": "機", "关": "關", "编": "編", "辑": "輯", "责": "責", "审": "審", "记": "記", "员": "員", "摄": "攝", "闭": "閉", "号": "號", "体": "體", "浏": "瀏", "览": "覽", "点": "點", "击": "擊", "阅": "閱", "读": "讀", "访": "訪", "问": "問", "数": "數", "签": "簽", "录": "錄", "传": "傳", "终": "終", "页": "頁"}  # fmt: skip


def _both(pattern: str) -> str:
    """A pattern that finds its words in traditional script too: this is read before anything is restored."""
    return "".join(f"[{each}{_OTHERWISE[each]}]" if each in _OTHERWISE else each for each in pattern)


_WHEN = lazy_regex(
    r"(?P<day>(?:19|20)\d\d(?:[-./]\d{1,2}[-./]\d{1,2}(?!\d)|年\d{1,2}月(?:\d{1,2}日)?))"
    r"(?:[T\s]*\d{1,2}(?:[:：]\d{2}(?:[:：]\d{2})?|[时時]\d{1,2}分))?"
)
_KEY = lazy_regex(
    _both(
        r"(?P<source>(?:信息|文章|稿件|内容|新闻)?来\s?源|稿\s?源|发布(?:单位|机构|者)|发文(?:单位|机关))\s*[:：]"
        r"|(?P<when>(?:(?:发布|发表|更新|成文|上传|录入|发文|印发)(?:时间|日期)|时间|日期)\s*[:：]?|发布于)"
        r"|(?P<who>作\s?者|撰稿(?:人)?|供稿(?:单位|人)?|记者|通讯员|摄影|(?:责任|值班|本期)?编\s?辑|责\s?编|审\s?核|校\s?对|初审|复审|终审|签发)\s*[:：]"
        r"|(?P<web>(?:浏览|点击|阅读|访问)(?:次数|量|数)?\s*[:：]?\s*\d*\s*次?|字(?:体|号)\s*[:：]?|[大中小](?=[\s/|｜】\]]|$)|打印(?:本页)?|分享(?:到|至)?\s*[:：]?|收藏|关闭(?:本页|窗口)?)"
    )
)
_OTHER_KEY = lazy_regex(r"\p{Han}{2,6}\s*[:：](?=\s*[^\s:：])")
_VALUE = lazy_regex(r"[^\s|｜【】\[\]（）()。；;！!？?，,：:]{2,30}")
_BETWEEN = lazy_regex(r"[\s\u3000|｜·•,，;；/—-]+")
_NAMES = lazy_regex(r"[\s\u3000、,，]+(?P<name>\p{Han}{2,4})(?=$|[\s\u3000、,，）)】|｜])")
_BODY = lazy_regex(
    r"\p{Han}{2,28}(?:委|部|局|厅|办|办公室|政府|组织|支部|党组|总支|工委|中心|协会|学校|集团|公司|网|报|社|台|日报|杂志|街道|镇|乡|村)"
)
_NO_PUBLISHER = lazy_regex(r"未知|不详|本站|网络|互联网|转载|整理|原创|佚名")


@dataclass(frozen=True, slots=True)
class Byline:
    """Who published a report, and the day (YYYY, YYYY-MM or YYYY-MM-DD); "" where it says nothing of that."""

    published: str = ""
    source: str = ""


def byline(text: str) -> Byline:
    """What a text says of itself at its head, else at its foot.

    >>> byline("某县党建工作综述\\n来源：某县党建网  2023-05-01  作者：张三\\n2022年，全县发展党员320名。\\n")
    Byline(published='2023-05-01', source='某县党建网')
    >>> byline("某县党建工作综述\\n（2023年5月1日）\\n全县发展党员320名。\\n资金来源：财政\\n")
    Byline(published='2023-05-01', source='')
    >>> byline("2022年，全县发展党员320名。资金来源：财政。\\n")
    Byline(published='', source='')
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    dated = (
        sum(_alone(line) for line in lines) == 1
    )  # of several days, each over what was done on it, none is the report's
    head = _read(_opening(lines), dated)
    foot = _read(lines[-_FOOT:], dated) if len(lines) > 1 else Byline()
    return Byline(head.published or foot.published, head.source or foot.source or _signed(lines))


def is_byline(line: str) -> bool:
    """Whether a line is made up of such items alone.

    >>> is_byline("来源：某县党建网  2023-05-01"), is_byline("编辑部党支部工作总结")
    (True, False)
    """
    return next(_items(line), None) is not None


def _alone(line: str) -> bool:
    """Whether a line holds a day and nothing else."""
    return len(line) <= _LONGEST and _WHEN.fullmatch(line.strip(_OPEN + _CLOSE + " \u3000")) is not None


def _opening(lines: Sequence[str]) -> Sequence[str]:
    """The lines down to the first that runs on as prose does."""
    for number, line in enumerate(lines[:_HEAD]):
        if "。" in line or len(line) > _LONGEST:
            return lines[:number]
    return lines[:_HEAD]


def _read(lines: Sequence[str], dated: bool) -> Byline:
    """What some lines say; ``dated``: a day that stands alone is the report's. A key at the end of a line has its value in the
    next: 来源：, then 四川日报."""
    published = source = body = ""
    for number, line in enumerate(lines):
        items = list(_items(line))
        if items and items[-1] == ("source", "") and number + 1 < len(lines):
            items += [("source", found.group())] if (found := _VALUE.fullmatch(lines[number + 1])) else []
        for kind, value in items:
            published = published or (value if kind == "when" and (dated or not _alone(line)) else "")
            source = source or (value if kind == "source" and not _NO_PUBLISHER.fullmatch(value) else "")
            body = body or (value if kind == "who" and _BODY.fullmatch(value) else "")
    return Byline(published, source or body)


def _items(line: str) -> Iterator[tuple[str, str]]:
    """The items of a line that is made up of nothing else, with their values; none of any other line."""
    if len(line) > _LONGEST:
        return
    found: list[tuple[str, str]] = []
    bare = line.strip(_OPEN + _CLOSE + " \u3000")
    at = 0
    while at < len(bare):
        if between := _BETWEEN.match(bare, at):
            at = between.end()
            continue
        if bare[at] in _OPEN + _CLOSE:
            at += 1
            continue
        if when := _WHEN.match(bare, at):
            found.append(("when", day(when["day"])))
            at = when.end()
            continue
        key = _KEY.match(bare, at)
        if key is None:
            other = (
                _OTHER_KEY.match(bare, at) if found else None
            )  # 发布时间：… 发布开发区：…: of a site's own
            if other is None:
                return
            at, _ = _value(bare, other.end())
            continue
        at = key.end()
        if key["web"] is not None or key["when"] is not None:  # the day itself is the next item
            at += len(bare[at:]) - len(bare[at:].lstrip())
            continue
        at, value = _value(bare, at)
        found.append(("source" if key["source"] is not None else "who", value))
    yield from found


def _value(line: str, at: int) -> tuple[int, str]:
    """What stands behind a key, and where it ends: up to a gap, a bracket, a day or the next key."""
    start = at + len(line[at:]) - len(line[at:].lstrip())
    if _WHEN.match(line, start) or _KEY.match(line, start):
        return start, ""
    found = _VALUE.match(line, start)
    if found is None:
        return start, ""
    when = _WHEN.search(line, start, found.end())
    end = when.start() if when else found.end()
    while at_name := _NAMES.match(line, end):  # 作者：张三　李四: a second name goes with the first
        if _KEY.match(line, at_name.start("name")):
            break
        end = at_name.end()
    return end, found.group()[: (when.start() if when else found.end()) - start]


def _signed(lines: Sequence[str]) -> str:
    """The body that signs a report: alone on the line above the day at its foot."""
    for above, line in zip(lines[-_FOOT:], lines[-_FOOT:][1:], strict=False):
        if _alone(line) and _BODY.fullmatch(above):
            return above
    return ""
