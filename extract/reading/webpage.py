"""Saved web pages: the article without what surrounds it, and what the page says of itself.

Inline tags are taken away first, so that ``投入<span>3.6</span>亿元`` stays one figure; tables of data become grids;
the lines of a page about itself (浏览次数：1234) go, as their numbers are no report's.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

import regex
from lxml import etree
from lxml import html as lxml_html

from extract.grid import Draft, Slot
from extract.reading.dates import day
from extract.reading.document import Document, Note, ReadError, bounded, printable
from extract.reading.plain import decode
from extract.reading.visible import seen

MAX_PAGE = 4 * 2**20  # bytes of HTML without its pictures: a page has well below one million

_CHARSET = regex.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,20})""", regex.IGNORECASE)
_PICTURE = regex.compile(
    rb"data:[\w.+-]{1,40}/[\w.+-]{1,40};base64,[A-Za-z0-9+/=]++"
)  # written into the page itself
_DECLARATION = regex.compile(r"^\s*<\?xml[^>]*\?>")
_LONG_TAG = regex.compile(r"<[A-Za-z][^<>]{4096,}+")
_MOST_ATTRIBUTES = 200
_FRAMES_NAMED = 5
_SENTENCES = ("p", "li", "td", "th", "dd")  # what holds the words of a sentence
_WORDS = 4  # letters outside of links that make a sentence with a full stop
_FEW = 100  # characters of Chinese below which pictures may be what the page has to say
_HAN = regex.compile(r"\p{Han}")
_DIGITS = regex.compile(r"\+?[0-9]{1,4}(?![0-9%])")
_LETTER = regex.compile(r"\p{L}")
_BULLET = regex.compile(r"^[-•]\s+")
_SOURCE = regex.compile(  # not 资金来源：
    r"(?<!\p{Han})(?:(?:信息|文章|稿件|内容)?来源|稿源)[:：]\s*(?P<source>[^\s|｜【】\[\]]{2,30})"
)
_PUBLISHED = regex.compile(
    r"(?<!\p{Han})(?:(?:发布|发表|更新|成文|上传)?(?:时间|日期)|发布于)[:：]?\s*(?P<day>(?:19|20)\d\d[年./-]\d{1,2}[月./-]\d{1,2})"
)
# Short lines by which a page speaks of itself; the words must make up the line, not stand in a sentence of the report.
_FURNITURE = regex.compile(
    r"(?:浏览|点击|阅读|访问)(?:次数|量|数)?[:：]|(?:发布|发表|更新|上传)(?:时间|日期)[:：]|字(?:体|号)[:：]?[【\[\s]*[大中小]|(?:责任)?编辑[:：]|"
    r"分享(?:到|至)|扫一扫|打印(?:本页)?|关闭(?:本页|窗口)|[京沪津渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川贵云藏陕甘青宁新蒙]ICP备|公网安备|版权所有|"
    r"(?:上|下)一(?:篇|条)[:：]|当前(?:的)?位置[:：]|您(?:现在)?(?:所在)?的位置|相关(?:阅读|链接|新闻|文章)|网站(?:地图|标识码)|联系电话[:：]|技术支持[:：]"
)
_OTHERS = regex.compile(
    r"(?:(?:热[点门]|相关|推荐|最新|更多|延伸|图片|精彩|往期)(?:新闻|资讯|文章|阅读|链接|推荐|报道|内容|信息|回顾|稿件)|猜你喜欢|(?:点击|新闻|阅读)排行榜?|大家都在看|延伸阅读|热门)[:：>》]*"
)
_TABLE = regex.compile(r"⟦(\d{1,6})⟧")
_FURNITURE_LENGTH = 120
_END_OF_SENTENCE = regex.compile(r"[。；]")


def read(content: bytes, where: str, stated: str = "") -> Document:
    """Read a page; ``stated`` is the encoding that its envelope names. Raises `ReadError`."""
    content = _PICTURE.sub(b"", content)
    if len(content) > MAX_PAGE:
        raise ReadError("large", where, size=len(content) // 2**20, limit=MAX_PAGE // 2**20)
    found = _CHARSET.search(content[:4096])
    text, notes = decode(content, where, stated or (found[1].decode("ascii", "ignore") if found else ""))
    try:
        plain = _LONG_TAG.sub(_shortened, _DECLARATION.sub("", text).replace("\0", ""))
        tree = lxml_html.document_fromstring(plain)
        bounded(sum(_span(cell, "colspan") * _span(cell, "rowspan") for cell in tree.iter("td", "th")), where)
        framed, pictures = _framed(tree), _pictures(tree)
        said = seen(tree)
        document = _article(tree, _prepare(tree))
    except ReadError:
        raise
    except Exception as error:  # the libraries raise whatever a broken page makes them stumble on
        raise ReadError("damaged", where, format="html", why=f"{type(error).__name__}: {error}") from error
    if not document.text.strip():
        if framed:
            raise ReadError("frames", where, files=", ".join(framed))
        if pictures:
            raise ReadError("pictures_only", where, count=pictures)
        raise ReadError("textless", where)
    if framed:
        said.append(Note("frames_beside", (("files", ", ".join(framed)),)))
    if pictures and len(_HAN.findall(document.text)) < _FEW:  # a heading, and the rest is scanned
        said.append(Note("pictures", (("count", str(pictures)),)))
    return replace(document, notes=(*notes, *said))


def _shortened(tag: regex.Match[str]) -> str:
    """A tag with its first attributes: the parser holds each new one against all before it."""
    kept = " ".join(tag[0].split(None, _MOST_ATTRIBUTES)[:_MOST_ATTRIBUTES])
    return kept + "".join(mark for mark in "\"'" if kept.count(mark) % 2)


def _prepare(tree: lxml_html.HtmlElement) -> list[_Table]:
    """Take menus away; a mark stands in the place of each table of data, ⟦0⟧ of the first."""
    for block in list(tree.iter("nav", "ul", "ol", "div")):
        if block.getparent() is not None and _only_links(block):
            block.drop_tree()
    _without_others(tree)
    for link in list(tree.iter("a")):
        if link.getparent() is not None and link.getparent().tag in _SENTENCES and _within(link):
            link.drop_tag()
    for term in list(tree.iter("dt")):  # <dt>党员总数</dt><dd>14240名</dd> is one line
        told = term.getnext()
        if told is not None and told.tag == "dd":
            told.text = f"{term.text_content().strip().rstrip(':：')}：{(told.text or '').lstrip()}"
            term.drop_tree()
    for line in list(tree.iter("br")):
        if line.getparent().tag in ("td", "th"):
            line.tail = " " + (line.tail or "")
    found: list[_Table] = []
    for table in list(tree.iter("table")):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        nested = next(table.iterdescendants("table"), None) is not None
        if nested or max((len(_cells_of(row)) for row in rows), default=0) < 2:
            _unframe(table)
            continue
        own = _Table(*_slots(rows), " ".join(table.xpath("string(./caption)").split()))
        # A mark in its place, with the table's words behind it: they are weighed as part of the article.
        mark = lxml_html.Element("p")
        mark.text = f"⟦{len(found)}⟧{'，'.join(slot.text for slot in own.slots)}。"
        mark.tail = table.tail
        table.getparent().replace(table, mark)
        found.append(own)
    return found


def _without_others(tree: lxml_html.HtmlElement) -> None:
    """Take away what a page lists of other articles, below words that say so: 热点新闻, 相关阅读."""
    every = len(_LETTER.findall("".join(tree.itertext())))
    for head in list(tree.iter("h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "b", "dt", "span")):
        block = head.getparent()
        if block is None or len(head) or not _OTHERS.fullmatch((head.text or "").strip()):
            continue
        following = head.getnext()
        if block.tag in ("div", "section", "aside", "dl") and _half(block, every):
            block.drop_tree()
        elif following is not None and following.tag in ("ul", "ol", "dl") and _half(following, every):
            following.drop_tree()


def _half(block: lxml_html.HtmlElement, every: int) -> bool:
    """Whether a block has less than the half of a page's letters."""
    return block.getparent() is not None and 2 * len(_LETTER.findall("".join(block.itertext()))) < every


def _unframe(table: lxml_html.HtmlElement) -> None:
    """A table that lays out the page is none: its cells are blocks of the page, menus among them go."""
    own = [
        part
        for part in table.iter("tr", "td", "th", "tbody", "thead", "tfoot")
        if next(part.iterancestors("table")) is table
    ]
    for part in (table, *own):
        part.tag = "div"
    for part in own:
        if part.getparent() is not None and _only_links(part):
            part.drop_tree()


def _framed(tree: lxml_html.HtmlElement) -> list[str]:
    """The files that a page shows in frames, the first few: what they say is not in the page. Frames without a size, or of one
    point, show nothing."""
    named = (
        str(frame.get("src") or frame.get("data") or "").strip()
        for frame in tree.iter("frame", "iframe", "object", "embed")
        if not any(
            str(frame.get(side) or "").strip() in ("0", "1", "0px", "1px") for side in ("width", "height")
        )
        and "none" not in str(frame.get("style") or "")
    )
    return list(
        dict.fromkeys(printable(name[:100]) for name in named if name and not name.startswith("about:"))
    )[:_FRAMES_NAMED]


def _pictures(tree: lxml_html.HtmlElement) -> int:
    return sum(1 for picture in tree.iter("img") if picture.get("src"))


@dataclass(frozen=True, slots=True)
class _Table:
    slots: list[Slot]
    heads: int
    caption: str


def _only_links(block: lxml_html.HtmlElement) -> bool:
    """Whether all words of a block stand in links: menus, and lists of other articles with their dates."""
    inside = sum(len(_LETTER.findall("".join(link.itertext()))) for link in block.iter("a"))
    return inside > 0 and inside >= len(_LETTER.findall("".join(block.itertext())))


def _within(link: lxml_html.HtmlElement) -> bool:
    """Whether a link is some words of a sentence, of which the more stand outside of links: 全市共有<a>党员12000名</a>，建成…"""
    around = link.getparent()
    inside = sum(len(_LETTER.findall("".join(each.itertext()))) for each in around.iter("a"))
    whole = "".join(around.itertext()).strip()
    rest = len(_LETTER.findall(whole)) - inside
    return inside < rest or (rest >= _WORDS and whole.endswith(("。", "；")))


def _cells_of(row: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    return list(row.iterchildren("td", "th"))


def _slots(rows: list[lxml_html.HtmlElement]) -> tuple[list[Slot], int]:
    """The cells of a table, and how many of its first rows are heads by their tags."""
    taken: set[tuple[int, int]] = set()
    slots: list[Slot] = []
    heads = 0
    for number, row in enumerate(rows):
        column = 0
        cells = _cells_of(row)
        if (
            heads == number
            and cells
            and (row.getparent().tag == "thead" or all(c.tag == "th" for c in cells))
        ):
            heads += 1
        for cell in cells:
            while (number, column) in taken:
                column += 1
            wide = _span(cell, "colspan")
            high = min(_span(cell, "rowspan"), len(rows) - number)
            taken.update((number + r, column + c) for r in range(high) for c in range(wide))
            slots.append(Slot(number, column, " ".join("".join(cell.itertext()).split()), high, wide))
            column += wide
    return slots, heads


def _span(cell: lxml_html.HtmlElement, name: str) -> int:
    """How far a cell spans, read as a browser reads it: 2; and 2px are 2."""
    stated = _DIGITS.match(cell.get(name, "1").strip())
    return min(max(int(stated[0]), 1), 64) if stated else 1


def _article(tree: lxml_html.HtmlElement, tables: Sequence[_Table]) -> Document:
    import trafilatura  # a second to load, for pages only

    whole = _visible(tree)
    found = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    title = published = ""
    lines = whole
    if isinstance(found, trafilatura.settings.Document):
        title, published = found.title or "", day(found.date or "")
        if found.text and found.text.strip():
            lines = found.text.splitlines()
    about = "\n".join(whole)
    stated = _PUBLISHED.search(about)
    source = _SOURCE.search(about)
    kept = [_BULLET.sub("", line.strip()) for line in lines if line.strip() and not _is_furniture(line)]
    named = [f"来源：{source['source']}"] if source else []
    draft = Draft()
    for line in (*kept, *named):
        mark = _TABLE.match(line)
        if mark is None or int(mark[1]) >= len(tables):
            draft.line(line)
            continue
        own = tables[int(mark[1])]
        if own.caption:
            draft.line(own.caption)
        draft.table(own.slots, own.heads)
    return Document(
        draft.text,
        title,
        day(stated["day"]) if stated else published,
        source["source"] if source else "",
        grids=tuple(draft.grids),
    )


def _visible(tree: lxml_html.HtmlElement) -> list[str]:
    """Every line of the page's body, for pages so short that no article can be told from the rest."""
    copy = deepcopy(tree)
    etree.strip_tags(copy, "a")
    body = copy.find("body")
    lines = (copy if body is None else body).itertext()
    return [line for part in lines if (line := " ".join(part.split()))]


def _is_furniture(line: str) -> bool:
    return (
        len(line) <= _FURNITURE_LENGTH
        and _FURNITURE.search(line) is not None
        and _END_OF_SENTENCE.search(line) is None
    )
