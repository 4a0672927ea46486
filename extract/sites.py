"""Names of what is narrower than a county: a town, a village, a park, a company, a building, a person, an unnamed part.

There is no register of such names, so they are known by their ends (镇, 社区, 公司, 联合党委 …) and by where a sentence puts
them: at the head of a clause, behind 在 or 走进, or behind the region that they lie in. Most words with such ends are
no names (脱贫村, 非公企业, 行业党委, 各乡镇); ``data/site_names.toml`` keeps them out.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import regex

from extract.span import Span


@dataclass(frozen=True, slots=True)
class Site:
    """A name found at ``span``. ``kind`` is ``town``, ``village``, ``body`` (an organisation, a building, a park),
    ``person`` or ``part`` (部分地区, 某村). ``inside`` says that it stands within a clause, behind 在 or 驻."""

    span: Span
    name: str
    kind: str
    inside: bool = False


# Characters that a name does not hold: function words, figures, marks.
_STOP = r"[的了着过在是和与及或、，。；：！？,;:（）()“”《》\s\d有各个每全多为对把将等让使被从到由该本某此我你他它这那其则即件次%已均都仍只才就还再又]"
_CHARACTER = rf"(?:(?!{_STOP})[\p{{Han}}A-Za-z·])"
_LED_BY_TIME = (
    r"(?:(?:比如|例如|譬如|如今的?|现在的?|昔日的?|其中|同时|此外|另外|目前|近日|日前|连日来|近年来|疫情期间|[去今前]年(?:以来|底|初)?"
    r"|截至[^，。；,;]{1,12}"
    r"|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:以来|底|初|末)?|\d{1,2}月(?:\d{1,2}日)?(?:以来|底)?|[近两三四五几]+年多?来?)[，,]?)?+"
)
_CLAUSE = regex.compile(
    rf"(?:^|(?<=[，。；：！？…,;:\n（(]|[。！？]”))[\s●■◆★—\-“]*+{_LED_BY_TIME}(?:在|走进(?:位于)?|来到|位于|家住|驻|以|由|如|像|据|经|对|于|当|继)?+"
)
_PARTY_END = regex.compile(
    r"(?<!联合|流动党员\p{Han}{0,4}|行业|机关)(?:党委|党总支|党支部)$"
)  # 昊华公司|党支部 is the company
_INSIDE = regex.compile(r"(?:在|走进(?:位于)?|来到|位于)$")
_PUT_THERE = regex.compile(r"(?<=[\p{Han}\d])(?:在|驻|帮扶|结对|联系|落户|位于|走进|来到|为|给)")
_PART = regex.compile(
    r"(?:部分|有的|有些|一些|少数|个别)(?:地区|地方|市县|县区|县（市、区）|县（区）|县市区?|县|市州|乡镇|镇|村居?|社区|街道|单位|企业|高校|学校|偏远地区)(?!化)"
    r"|某(?:[一些]?个?)(?:镇|乡|村|社区|街道|县|市|区|单位|公司|企业|局|学校|医院)"
)


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(regex.escape, words), key=len, reverse=True)) + ")"


@dataclass(frozen=True, slots=True)
class _Grammar:
    behind: regex.Pattern[str]
    alone: regex.Pattern[str]
    inside: regex.Pattern[str]
    ends: regex.Pattern[str]
    generic: regex.Pattern[str]
    phrase: regex.Pattern[str]
    person: regex.Pattern[str]
    zones: frozenset[str]
    strong_end: regex.Pattern[str]


@cache
def _grammar() -> _Grammar:
    words = tomllib.loads((files("extract") / "data" / "site_names.toml").read_text("utf-8"))
    town, village, zone = _any(words["town"]), _any(words["village"]), _any(words["zone"])
    bodies = [*words["body"], *words["zone"]]
    strong, weak = _any(bodies), _any([*bodies, *words["building"]])
    party = r"(?:(?:联合)?党委|党支部|党总支)?"
    no_verb, goes_on = f"(?!{_any(words['verbs'])})", f"(?!{_any(words['level_goes_on'])}|[（(“、]|和|与|及)"
    there = r"(?![级民土亲情风愁音、和与及])"  # behind 在 a level alone is a place as well: 在石栏镇|建设冷库
    network = r"(?<!网络(?=学院))"  # 干部网络学院 is a web site for the whole province
    village_name = rf"(?P<village>{_CHARACTER}{{1,7}}?{village})(?!社区|级|民(?!委|小组)|委会?(?=换届|班子))"
    body_name = rf"(?P<body>(?:{zone}|{_CHARACTER}{{1,14}}?{network}{weak}){party})"
    path = rf"(?P<town>{_CHARACTER}{{1,7}}?{town})(?![村镇土])(?:{village_name})?+(?:{body_name})?+|{village_name}(?:{body_name})?+"
    short = (
        rf"(?P<town>{_CHARACTER}{{1,5}}?{town}){village_name}(?:{body_name})?+|"
        rf"(?P<town>{_CHARACTER}{{2,5}}?{town}){goes_on}(?:{body_name})?+"
        rf"|(?P<village>{_CHARACTER}{{2,4}}?{village})(?!社区){goes_on}(?:{body_name})?+"
    )
    no_list = r"(?![、和与及\d）)])(?!等\d)"
    return _Grammar(
        # Behind a region anything may be a name (于都县|梓山镇潭头村).
        behind=regex.compile(rf"(?P<zone>{zone})|{no_verb}(?:{path}|{body_name})"),
        # At the head of a clause it is short, opens with no verb, and nothing generic follows.
        alone=regex.compile(
            rf"{no_verb}(?:{short}|(?P<body>(?:{zone}|{_CHARACTER}{{2,12}}?{network}{strong}){party}){no_list})"
        ),
        inside=regex.compile(
            rf"{no_verb}(?:{short.replace(goes_on, there)}|(?P<body>(?:{zone}|{_CHARACTER}{{2,12}}?{network}{weak}){party}){no_list})"
        ),
        ends=regex.compile(rf"(?:{town}|{village}|{weak}|联合党委)$"),
        phrase=regex.compile(_any(words["inner_verbs"])),
        generic=regex.compile(rf".*{_any(words['generic'])}$"),
        zones=frozenset(words["zone"]),
        strong_end=regex.compile(f"{strong}$"),
        person=regex.compile(
            rf"{_any(words['titles'])}(?!{_any(words['no_person'])})(?P<name>[{words['surnames']}]"
            r"(?!家|镇|村|庄|河|区|员|部|书记)\p{Han}{1,2}?)(?=[，,（(]|同志|[带连走把从自曾先累主率与为用靠骑])"
        ),
    )


def behind(text: str, position: int) -> Site | None:
    """The narrower name that goes on where a region's name ended: 于都县|梓山镇潭头村.

    >>> behind("赣州市于都县梓山镇潭头村党支部", 6).name
    '梓山镇潭头村'
    """
    grammar = _grammar()
    match = grammar.behind.match(text, position)
    if match and match["zone"]:
        return Site(Span(*match.span("zone")), match["zone"], "body")
    site = _named(match)
    # 昆山市玉山镇|的好孩子集团: the company, not the town, is what follows is about.
    owned = attributed(text, site.span.end if site else position)
    if owned is not None and grammar.strong_end.search(owned.name):
        return Site(Span(position, owned.span.end), owned.name, "body")
    return site


def alone(text: str) -> list[Site]:
    """The names that stand at the head of a clause of a text.

    >>> [site.name for site in alone("新渡镇永久村引进企业，在范岗镇樟枫村，脱贫村达到12个，各乡镇建成3处。")]
    ['新渡镇永久村', '范岗镇樟枫村']
    """
    grammar = _grammar()
    found: list[Site] = []
    for opening in _CLAUSE.finditer(text):
        pattern = grammar.inside if _INSIDE.search(text, opening.start(), opening.end()) else grammar.alone
        site = _named(pattern.match(text, opening.end()))
        if site is not None and text.startswith("、", site.span.end):
            continue  # one of several: 沙科村、土地村
        if site is not None and (not found or found[-1].span.end <= site.span.start):
            found.append(site)
    return found


def within(text: str) -> list[Site]:
    """Towns and villages inside a clause, behind a word that puts something there: 投资1200万元在|石栏镇|建成…

    >>> [site.name for site in within("投入资金300万元帮扶石栏镇大兴村，干部驻村")]
    ['石栏镇大兴村']
    """
    found = []
    for opening in _PUT_THERE.finditer(text):
        site = _named(_grammar().alone.match(text, opening.end()))
        if site is not None and site.kind != "body" and not text.startswith("、", site.span.end):
            found.append(Site(site.span, site.name, site.kind, inside=True))
    return found


def parts(text: str) -> list[Site]:
    """Unnamed parts of a region: 部分地区, 某村."""
    return [Site(Span(*match.span()), match.group(), "part") for match in _PART.finditer(text)]


def persons(text: str) -> list[Site]:
    """Named persons: 村党支部书记|李俊|带着, 主任|管向东|，."""
    return [Site(Span(*m.span("name")), m["name"], "person") for m in _grammar().person.finditer(text)]


def attributed(text: str, position: int) -> Site | None:
    """The thing whose measure stands before it: 441米|的广州国际金融中心, 558平方米|的西塔党群服务站."""
    if not text.startswith("的", position):
        return None
    site = _named(_grammar().behind.match(text, position + 1))
    return site if site is not None and site.kind == "body" else None


def _named(match: regex.Match[str] | None) -> Site | None:
    """The name of a match as far as its parts are proper names, None when the first only describes."""
    if match is None:
        return None
    end, kind = match.start(), ""
    for group in ("town", "village", "body"):
        part = match[group]
        if part is None:
            continue
        if not _proper(part):
            break
        end, kind = match.end(group), group
    if not kind:
        return None
    name = match.string[match.start() : end]
    return Site(Span(match.start(), end), _PARTY_END.sub("", name) if kind == "body" else name, kind)


def _proper(name: str) -> bool:
    grammar = _grammar()
    tail = grammar.ends.search(name)
    bare = name[: tail.start()] if tail else name
    if not bare and name in grammar.zones:
        return True
    return bool(bare) and not grammar.generic.match(bare) and not grammar.phrase.search(bare)
