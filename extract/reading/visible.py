"""What a page's reader sees of it: no scripts, nothing hidden, nothing struck out, and figures whole over the tags within a line."""

from __future__ import annotations

import regex
from lxml import etree
from lxml import html as lxml_html

from extract.reading.document import Note
from extract.reading.raised import settled

_NEVER = (
    "script",
    "style",
    "noscript",
    "template",
    "iframe",
    "svg",
    "button",
    "select",
    "textarea",
    "rt",
    "rp",
)
# Every other tag stands within a line, as a browser draws one that it does not know: Word writes st1:chmetcnv around 12公里.
_BLOCKS = (
    "html", "head", "title", "base", "link", "meta", "body", "header", "footer", "main", "nav", "menu", "search", "address", "article",
    "aside", "section", "div", "center", "p", "pre", "hr", "br", "blockquote", "hgroup", "h1", "h2", "h3", "h4", "h5", "h6", "dir", "dl",
    "dd", "dt", "ol", "ul", "li", "details", "summary", "dialog", "table", "caption", "colgroup", "col", "thead", "tbody", "tfoot", "tr",
    "td", "th", "figure", "figcaption", "fieldset", "form", "legend", "option", "optgroup", "frame", "frameset", "noframes", "video",
    "audio", "object", "embed", "canvas", "map", "a", "input",
)  # fmt: skip
_NAME = regex.compile(r"[\w:.-]+")
_GONE = regex.compile(
    r"display\s*:\s*none|(?:font-size|opacity)\s*:\s*0(?:\.0+)?(?:px|pt|em|rem)?\s*(?:;|!|$)",
    regex.IGNORECASE,
)
_UNSEEN = regex.compile(r"visibility\s*:\s*hidden", regex.IGNORECASE)
_THROUGH = regex.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", regex.IGNORECASE)
_HAN = regex.compile(r"\p{Han}")
_DIGIT = regex.compile(r"\d")
_SENTENCE = 8  # characters of Chinese in what is hidden that make it more than a button


def seen(tree: lxml_html.HtmlElement) -> list[Note]:
    """Leave in a page what its reader sees; gives what is to be said of the rest."""
    etree.strip_elements(tree, etree.Comment, *_NEVER, with_tail=False)
    said = [*_without_hidden(tree), *_without_struck(tree)]
    for raised in list(tree.iter("sup")):
        _settle(raised)
    etree.strip_tags(tree, "form")  # of many pages all that they say stands in one
    for moment in list(tree.iter("time")):  # one that stands alone dates the page
        if (moment.tail or "").strip() or (
            moment.getparent() is not None and (moment.getparent().text or "").strip()
        ):
            moment.drop_tag()
    within = {str(each.tag) for each in tree.iter() if isinstance(each.tag, str)} - {*_BLOCKS, "time"}
    etree.strip_tags(tree, *(name for name in within if _NAME.fullmatch(name)))
    return said


def _without_hidden(tree: lxml_html.HtmlElement) -> list[Note]:
    """What is hidden goes, unless it is the most of the page: an article that a script shows once it has come."""
    hidden = [
        each
        for each in tree.iter()
        if isinstance(each.tag, str)
        and each.tag not in ("html", "body", "head", "input")
        and (
            each.get("hidden") is not None
            or _GONE.search(each.get("style", ""))
            or _UNSEEN.search(each.get("style", ""))
        )
    ]
    inside = set(hidden)
    outer = [each for each in hidden if not any(above in inside for above in each.iterancestors())]
    texts = ["".join(each.itertext()) for each in outer]
    words = [len(_HAN.findall(text)) for text in texts]
    if 2 * sum(words) > len(_HAN.findall("".join(tree.itertext()))):
        return []
    for each in outer:
        each.drop_tree()
    told = sum(
        1
        for each, text, length in zip(outer, texts, words, strict=True)
        if (length >= _SENTENCE or each.tag in ("tr", "td")) and _DIGIT.search(text)
    )
    return [Note("hidden_text", (("count", str(told)),))] if told else []


def _without_struck(tree: lxml_html.HtmlElement) -> list[Note]:
    struck = [
        each
        for each in tree.iter()
        if isinstance(each.tag, str)
        and (each.tag in ("del", "s", "strike") or _THROUGH.search(each.get("style", "")))
    ]
    count = 0
    for each in struck:
        count += bool("".join(each.itertext()).strip())
        if each.getparent() is not None:
            for child in list(each):  # one within another goes with it, and is counted once
                each.remove(child)
            each.text = None
            each.drop_tree()
    return [Note("struck", (("count", str(count)),))] if count else []


def _settle(raised: lxml_html.HtmlElement) -> None:
    """The mark of a note goes, an exponent becomes one character: 12000<sup>1</sup>名, 350m<sup>2</sup>."""
    before, place = "", raised
    while not before and place.getparent() is not None:
        previous = place.getprevious()
        before = (place.getparent().text if previous is None else previous.tail) or ""
        place = place.getparent()
    text = settled(before, raised.text_content())
    for child in list(raised):
        raised.remove(child)
    raised.text = text
