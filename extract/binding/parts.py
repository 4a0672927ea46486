"""Evidence of what a figure is a part, a share or a change of: its total, the whole it is reckoned from, the figure before.

Read like that of `extract.binding.evidence`, which lists it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from extract.binding.candidates import Candidate
from extract.binding.lexicon import pairs
from extract.binding.narrowing import before_noun, narrowed_by, of_all_sorts
from extract.binding.reckoning import wholes
from extract.binding.scene import Scene
from extract.catalogue import catalogue
from extract.patterns import lazy

_IN_A_POST = lazy(
    r"成员|委员|干部|书记|代表|队员|职工|员工|志愿者|网格员|教师|学生|工作者|工作人员|村官|班子"
)
_ROSE = lazy("[净新]?[增减][加少]?了?$")  # 净增|党员320名
_EMPTY = lazy(  # 占社区党员总数 in the report of a community
    r"全[省市县州区国村镇乡旗盟]|[我本][省市县州区村镇乡旗盟]|[本该]?(?:社区|村|镇|乡|街道|居民区|党?支部|党?总支)(?=党员)|总人?数|总量|全部|的|比例|比重"
)


def whole(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """The whole that a share or the share behind a count names (占发展党员总数的49%): its own, a wider one (占党员总数的25.1%),
    or another."""
    named = _named(scene.of_whole)
    own = _whole_of_a_part(one.indicator.id)
    if not own and one.indicator.kind == "share":
        own = pairs(_EMPTY.sub("", one.indicator.definition_zh.rpartition("占")[2]))
    if not own or not named:  # 占总数的
        return ""
    if not named - own:
        return "its own" if not own - named else "wider"
    return "in part its own" if named & own else "another"


@lru_cache(maxsize=2048)
def _named(whole: str) -> frozenset[str]:
    """The pairs of characters that tell one whole from another, however it is said: 中共党员总数 is 党员总数."""
    return pairs(_EMPTY.sub("", catalogue().in_first_words(whole)))


@cache
def _whole_of_a_part(id: str) -> frozenset[str]:
    """The pairs of characters in the names of the wholes of which an indicator counts a part."""
    known = catalogue().indicators
    return frozenset().union(*(pairs(_EMPTY.sub("", known[whole].zh)) for whole in wholes().get(id, ())))


def shared_out(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A count whose share stands behind it is a part: 来信235件、占55% are no total of their own; one of a place that its clause names
    is a part of what the wider region has: 长沙市发展党员2300名，占全省的15.3%."""
    clause = scene.phrase.clause
    if any(
        clause.start <= name.start and name.end <= scene.phrase.figure.start for name in scene.phrase.names
    ):
        return ""
    return "a part" if one.indicator.id in wholes() else f"no part, {one.indicator.basis}"


def sector(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A sentence that counts the organisations of one sector first goes on with this sector's: 农村党支部30个，党员1162人."""
    return f"of a sector, {'total' if one.indicator.total or one.indicator.id in wholes() else one.indicator.basis}"


def change_of(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Whether a difference is that of the figure before: 党员8512万名，比上年增加252万名, but not 发展党员8.2万名，比上年增加2923名; what
    has been gained on balance is of no flow (发展党员307万名，净增227万名)."""
    if not one.indicator.change_of:
        return ""
    if one.term.near & scene.beside:
        return "named beside" if _names_all(scene, one.indicator.change_of) else "of another"
    before = scene.previous
    on_balance = "净" in scene.phrase.before.of(scene.text)
    if before is None or (on_balance and before.basis == "flow"):
        return "of none"
    its = one.indicator.change_of in (before.id, before.change_of)
    return "of the one before" if its else "of another"


def _names_all(scene: Scene, changed: str) -> bool:
    """Whether the noun beside a difference is all that an indicator counts, and no part of it: 女党员|同比增长2.1%."""
    start, end = scene.phrase.before.start, scene.phrase.figure.start
    owners = scene.around.lexicon.owners
    counted = [hit for hit in scene.said.nouns(owners, start, end) if changed in owners[hit[0]]]
    if not counted:
        return True
    _, first, last = max(counted, key=lambda hit: hit[2] - hit[1])
    if any(at < first and to >= last for _, at, to in scene.said.nouns(owners, start, end)):
        return False
    before = _ROSE.sub("", before_noun(scene.text, start, first, scene.phrase.names))
    return not catalogue().indicators[changed].total or narrowed_by(before) == "bare"


def reckoned(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Whether the whole that count and share make together (4.2万名，占45.2%) is the one that it is a part of."""
    of = wholes().get(one.indicator.id, frozenset())
    if scene.of_reckoned in of:
        return "its own whole"
    if one.indicator.id == scene.of_reckoned:
        return "the whole itself"
    return "another whole" if of else ""


def same_whole(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Of two that bear one noun, which is a part of the whole that its sentence spoke of last: 35岁以下的有83名 of the members, or of
    those recruited."""
    of = wholes().get(one.indicator.id)
    if not of or not any(
        other.start == one.start and (whole := wholes().get(other.indicator.id)) and not whole & of
        for other in rivals
    ):
        return ""
    return "of the last" if of & scene.divided else "of another"


def part(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A part of a total (其中 …, in brackets), and whether the total bears the same noun, or counts people in a post, of whom the
    Party members are none of the region's: 选出委员105人，其中党员95人. Of a stock's own whole it says nothing: 党员12000名，其中女性3200名."""
    own_whole = scene.divided & wholes().get(one.indicator.id, frozenset())
    if one.indicator.basis == "stock" and own_whole and one.word not in scene.whole:
        return ""
    return f"{scene.part}, {_total(scene, one)} total, {one.indicator.basis}"


def _total(scene: Scene, one: Candidate) -> str:
    if one.word in scene.whole:
        return "its own"
    if one.indicator.basis == "stock":
        of_people = scene.part == "a part" and one.indicator.unit == "人" and _IN_A_POST.search(scene.whole)
        return "people's" if of_people else "another"
    if any(word in scene.whole for word in _nouns_of_wholes(one.indicator.id)):
        return "its whole's"
    return "a general" if of_all_sorts(scene.whole) else "another"


@cache
def _nouns_of_wholes(id: str) -> tuple[str, ...]:
    """The nouns of the wholes of which an indicator counts a part."""
    known = catalogue().indicators
    return tuple(
        word for whole in wholes().get(id, ()) for name in known[whole].names for word in name.counted
    )


def again(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """The very number that the report has given before is the same thing: 查处问题2578件。…从2578件问题的类型看，…"""
    return "as before" if one.indicator.id == scene.given else "otherwise before"


def larger(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Where a paragraph gives the total first, the smaller figures behind it are its parts: 发展党员4328名。发展女党员1867名。"""
    return f"given before, {one.indicator.basis}" if one.indicator.id in scene.larger else ""


def kin(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """What it shares with the figure before: 女党员 and 女党员占比, 新发展女党员 and 新发展少数民族党员."""
    before = scene.previous
    assert before is not None  # that is its cause
    part = ", a part" if scene.part else ""
    if before.id == one.indicator.id:
        return f"the same, {one.indicator.basis}{part}"
    shared = _alike(before.zh, one.indicator.zh)
    how = "" if before.kind == one.indicator.kind else f", {one.indicator.kind} behind {before.kind}"
    return f"{shared} pairs{how}{part}"


@lru_cache(maxsize=4096)
def _alike(one: str, other: str) -> int:
    """How many pairs of characters two names share, at most 4."""
    return min(len(pairs(one) & pairs(other)), 4)
