"""What a figure counts beyond its indicator's name: 投入村级活动场所建设资金 and 追加社区工作者报酬 are both money invested, and
two matters; 女党员 and 党员 are a part and a whole.

`matter` reads it from a fact's subject: which of the things in ``data/matters.toml`` it names, and which words of none of
them. Two figures of one indicator count the same when all of that is the same.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

import regex

from extract.catalogue import Catalogue, Indicator, catalogue
from extract.facts import Fact
from extract.ordinary import ordinary
from extract.patterns import lazy, lazy_regex
from extract.regions import registry

EARLIER = lazy(r"[(（][^()（）]{1,6}前[)）]$")
"""What a subject ends in when its figure is the state that a later one replaced: 由A提升到B, of A."""

_WHOLE = lazy(
    r"全[国省区市州盟县旗乡镇](?!优秀|先进|示范)|总数|总量|共有|各级|合计"
)  # 全市共有党员: of all of the region
_CHANGE = lazy(
    r"新(?:增|建|组建|成立|设|添)|净增|增加|发展(?=[^,，。]{0,8}党员)|吸收|消除|退出|摘帽|撤销|取消|减少"
)
_QUOTES = lazy(r"[“”\"‘’「」『』]")
_CLAUSE = lazy_regex(
    r"(?P<what>[\p{Han}\d、,，()]{2,}?)的(?=\p{Han})"
)  # 公开承诺的党员: which ones, verb and all
_LIMIT = lazy(r"\d+(?:岁|万元|周岁|年党龄|人以上)")  # 30岁及以下党员 is no part of what 35岁及以下党员 counts
_OF_ORGANISATIONS = lazy(r"组织|党委|支部|小组")
# money for 新建改扩建活动场所 is for 活动场所建设; of either alone it is not
_BUILDING = frozenset({"build", "rebuild"})
_STOPS = "。；;!！?？\n"
# all ranks from the region's own down are the whole of it: 省市县三级 of a province, 市县两级 of a city but not of a province
_RANKS = lazy(r"(?P<first>中央|[省市州盟地县区旗])[省市州盟地县区旗乡镇村、和()]{1,10}[两二三四五2345]级")
_WORD = lazy_regex(r"\p{Han}{2,}|[A-Za-z\d]{2,}")


@dataclass(frozen=True, slots=True)
class Matter:
    """``narrowed`` is what the figure counts of its indicator, in the order of the alphabet: names of rows of
    ``data/matters.toml`` and words; () for all of it. ``whole``: the subject says that it is all of the region's;
    ``earlier``: a later figure replaced it; ``moved``: what came or went of a stock, not what there is."""

    narrowed: tuple[str, ...] = ()
    whole: bool = False
    earlier: bool = False
    moved: bool = False

    @property
    def key(self) -> str:
        """Equal for figures that count the same, "" for all that an indicator counts."""
        return "·".join(self.narrowed)


def matter(subject: str, indicator: str, scope: str = "") -> Matter:
    """What a subject says beyond its indicator's name; names of the figure's own region say nothing.

    >>> matter("县财政投入村级活动场所建设资金", "funds_invested").narrowed
    ('county', 'venue', 'village')
    >>> matter("全省党员总数", "party_members"), matter("公开承诺的党员", "party_members").narrowed
    (Matter(narrowed=(), whole=True, earlier=False, moved=False), ('公开承诺',))
    >>> matter("新建村级组织活动场所", "service_centres").moved, matter("全州社区（提升前）", "communities").earlier
    (True, True)
    """
    plain = _QUOTES.sub("", subject)
    named = any(name in plain for name in _own_names(scope)) or _RANKS.search(plain)
    return _read(
        subject, indicator, scope if named else "", catalogue()
    )  # 选派干部 of a thousand regions is read once


def counted(fact: Fact) -> str:
    """Equal for figures of one indicator that count the same, "" for all that it counts; what a person said comes first."""
    return f"={fact.matter}" if fact.matter else told(fact).key


def told(fact: Fact) -> Matter:
    """What a figure counts by its subject, and where that leaves it open by what its sentence says before it: in a frame (在粮食购销
    领域专项整治中，全市立案86件), or by an act of which a bare figure is what came of it (查处形式主义问题212起，处分186人)."""
    said = matter(fact.subject, fact.indicator or "", fact.scope)
    act = occasion(fact)
    return replace(said, narrowed=matter(act, fact.indicator or "", fact.scope).narrowed) if act else said


def occasion(fact: Fact) -> str:
    """The words of the frame or the act that tells what a figure is of, "" where its subject says so itself or nothing does."""
    rules = _occasions().get(fact.indicator or "")
    if rules is None or "subject" in fact.by_hand.split():
        return ""
    said = matter(fact.subject, fact.indicator or "", fact.scope)
    if said.narrowed:
        return ""
    before = fact.sentence[: fact.position]
    before = before[max(before.rfind(stop) for stop in _STOPS) + 1 :]
    frame = rules["frame"].search(before)
    if frame is not None:
        return frame["what"]
    names = _own_names(fact.scope)
    if said.whole or any(name in fact.subject for name in names):
        return ""
    acts = [found for rule in (rules["act"], rules["open"]) for found in rule.finditer(before)]
    last = max(acts, key=lambda found: found.end(), default=None)
    if last is None:
        return ""
    after = before[last.end() :]
    return "" if _WHOLE.search(after) or any(name in after for name in names) else last["what"]


@lru_cache(maxsize=1 << 14)
def _read(subject: str, indicator: str, scope: str, names: Catalogue) -> Matter:
    """``names`` is the catalogue in use: another workspace's indicator of the same id is another one."""
    known = names.indicators.get(indicator)
    earlier = EARLIER.search(subject)
    text = subject[: earlier.start()] if earlier else subject
    text = _QUOTES.sub("", text).replace("（", "(").replace("）", ")")
    return Matter(
        tuple(sorted(_narrowing(text, known, scope))),
        bool(_WHOLE.search(text)),
        bool(earlier),
        known is not None and known.basis == "stock" and bool(_CHANGE.search(text)),
    )


def _narrowing(text: str, known: Indicator | None, scope: str) -> set[str]:
    for name in _own_names(scope):
        text = text.replace(name, " ")
    text = _RANKS.sub(lambda match: " " if match["first"] in _own_ranks(scope) else match.group(), text)
    found = {limit for limit in _LIMIT.findall(text) if known and limit not in known.zh}
    own = _vocabulary(known)
    clause = _CLAUSE.match(text)
    if clause:  # where it names none of the rows, its words with their verbs
        named = _rows(clause["what"])
        said = set(_WORD.findall(own.sub(" ", _anything().sub(" ", clause["what"]))))
        found |= set(named) or {word for word in said if known is None or word not in known.zh}
        text = text[clause.end() :]
    named = _rows(text)
    if known is None or not _OF_ORGANISATIONS.search(
        known.zh
    ):  # 各级党组织收集意见: who acts, not what is counted
        named = [name for name in named if _data().table_of[name] != "organisations"]
    found |= set(named)
    rest = own.sub(" ", _anything().sub(" ", text))
    words = {word for piece in _WORD.findall(rest) for word in [_without_ordinary(piece)] if len(word) > 1}
    found |= {word for word in words if known is None or word not in known.zh}
    if known is not None and known.unit == "元" and found >= _BUILDING:
        found -= _BUILDING
    if (
        known is not None
        and known.basis == "stock"
        and _OF_ORGANISATIONS.search(known.zh)
        and "build" in found
    ):
        found = found - {"build"} | {
            "added"
        }  # 新建党组织 and 新成立党组织 are one act, which of buildings are two
    return found - _implied(known)


@lru_cache(maxsize=1 << 12)
def tables(narrowed: tuple[str, ...]) -> frozenset[str]:
    """Which tables of the data a narrowing is of: ranks, bodies, people, organisations, acts, purposes; "words" for what
    stands in none.

    >>> sorted(tables(matter("市级举办村党组织书记培训班", "training_courses_held").narrowed))
    ['bodies', 'people', 'ranks']
    """
    return frozenset(_data().table_of.get(name, "words") for name in narrowed)


def _rows(text: str) -> list[str]:
    """The rows of the data that a text names, the longest match at each place."""
    names = _data().row_of
    return [
        names[next(name for name, value in match.groupdict().items() if value)]
        for match in _anything().finditer(text)
        if not match["neutral"]
    ]


@lru_cache(maxsize=4096)
def _own_names(scope: str) -> list[str]:
    """The names of a region and of those above it, the longest first."""
    region = registry().by_full_name.get(scope)
    if region is None:
        return []
    own = (region, *registry().ancestors(region))
    return sorted(
        {name for each in own for name in (each.name, each.stem) if len(name) > 1}, key=len, reverse=True
    )


@lru_cache(maxsize=4096)
def _own_ranks(scope: str) -> frozenset[str]:
    """The words for the rank of a region and of those above it: 省 and 市 of 山东省泰安市."""
    region = registry().by_full_name.get(scope)
    above = () if region is None else (region, *registry().ancestors(region))
    return frozenset({"中央", *(each.name[-1] for each in above)})


def _without_ordinary(piece: str) -> str:
    """A piece of a subject without its verbs, adverbs and adjectives of two characters."""
    kept, at = "", 0
    while at < len(piece):
        if piece[at : at + 2] in ordinary():
            at += 2
        else:
            kept += piece[at]
            at += 1
    return kept


@dataclass(frozen=True, slots=True)
class _Matters:
    """The data: ``implied`` is by indicator what it means anyhow, ``row_of`` the row of each named group of the pattern,
    ``words`` are those of all rows as (group, word), ``table_of`` is the table of each row."""

    implied: Mapping[str, Sequence[str]]
    row_of: Mapping[str, str]
    words: Sequence[tuple[str, str]]
    table_of: Mapping[str, str]


@cache
def _data() -> _Matters:
    data = tomllib.loads((files("extract") / "data" / "matters.toml").read_text("utf-8"))
    own = {table: rows for table, rows in data.items() if table not in ("neutral", "implied", "occasions")}
    rows = {name: words for each in own.values() for name, words in each.items()}
    groups = {f"r{number}": name for number, name in enumerate(rows)}
    words = [(group, word) for group, name in groups.items() for word in rows[name]]
    words += [("neutral", word) for word in data["neutral"]]
    tables = {name: table for table, each in own.items() for name in each}
    return _Matters(data["implied"], groups, tuple(words), tables)


@cache
def _occasions() -> Mapping[str, Mapping[str, regex.Pattern[str]]]:
    """By indicator, what tells what its figures are of; a frame is the clause right before that of the figure, or for a bare
    one anywhere before it (``open``)."""
    data = tomllib.loads((files("extract") / "data" / "matters.toml").read_text("utf-8"))
    made = {}
    for row in data["occasions"].values():
        act, frame = (row.get(name, "(?!)(?P<what>)") for name in ("act", "frame"))
        rules = {"act": regex.compile(act), "open": regex.compile(f"(?:{frame})[,，]")}
        rules["frame"] = regex.compile(f"(?:{frame})[,，][^,，]*$")
        made.update(dict.fromkeys(row["of"], rules))
    return made


@cache
def _anything() -> regex.Pattern[str]:
    """All words of the data, the longest match first."""
    by_length = sorted(_data().words, key=lambda each: -len(each[1]))
    groups: dict[str, list[str]] = {}
    for group, word in by_length:
        groups.setdefault(group, []).append(word)
    named = "|".join(f"(?P<{group}>{'|'.join(words)})" for group, words in groups.items())
    return regex.compile(f"(?p)(?:{named})")  # (?p): the longest of all alternatives


@lru_cache(maxsize=512)
def _vocabulary(known: Indicator | None) -> regex.Pattern[str]:
    """The words by which reports name an indicator."""
    words = (
        {known.zh} | {word for name in known.names for word in (*name.counted, *name.done, *name.near)}
        if known
        else set()
    )
    longest = sorted(words, key=len, reverse=True)
    return regex.compile("|".join(map(regex.escape, longest)) or r"(?!)")


@lru_cache(maxsize=512)
def _implied(known: Indicator | None) -> frozenset[str]:
    """The rows that say no more than the indicator's name does; of a share or an average, than its definition."""
    if known is None:
        return frozenset()
    data = _data()
    told = known.zh if known.kind in ("count", "change") else known.zh + known.definition_zh
    told = told.replace("（", "(").replace("）", ")")
    # of what is not one thing, its purposes tell, and its kind of organisation
    own = ("acts", "purposes", "organisations") if known.mixes else ("acts",)
    named = {row for row in _rows(told) if data.table_of[row] not in own}
    return frozenset(
        {
            *named,
            *data.implied.get(known.id, ()),
            *(["member"] if "党员" in told else []),
            *(["added"] if known.kind == "change" else []),
        }
    )
