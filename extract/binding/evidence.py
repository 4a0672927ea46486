"""Evidence: what the words around a figure say for or against one candidate.

Each function of `EVIDENCE` looks at one thing and answers with a level, a few words that a reader understands, or abstains
with "". What a level weighs stands in ``data/weights.toml`` and is fitted from labelled figures; no function decides.
``data/evidence.toml`` has the words for a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import attrgetter

from extract.binding.attributes import OFTEN
from extract.binding.bars import barred, by_an_amount
from extract.binding.candidates import Candidate
from extract.binding.grammar import grammar, within_noun
from extract.binding.narrowing import before_noun, narrowed_by
from extract.binding.parts import (
    again,
    change_of,
    kin,
    larger,
    part,
    reckoned,
    same_whole,
    sector,
    shared_out,
    whole,
)
from extract.binding.scene import IN_REPORT, NOWHERE, REACHES, Scene
from extract.patterns import lazy

_BODY = (
    "公司", "集团", "银行", "医院", "学校", "大学", "学院", "中学", "小学", "幼儿园", "党委", "党总支", "党支部", "支部", "委员会",
    "局", "厅", "机关", "大队", "法院", "检察院", "协会", "商会", "厂", "企业", "分院", "校区", "监狱", "中心", "工作室",
)  # fmt: skip
_JOINS_BEGIN = lazy("[、，,和与及以]")
_HAS = lazy(r"(?P<owner>[^，,、；;。\d]{2,})(?:[共现拥]?有|[下现]?设有?|建有|设立|下辖)(?:约|近)?$")
_GLOSSED = 12  # characters before a bracket in which the noun that it joins one to begins
_SHORTEST_JOINED = 2  # characters of a noun
# from the one to the other: 书记、党务工作者, but not 党员中,企事业单位、社会组织管理人员; before 共 also 成立突击队、设立先锋岗|共6238个
_JOINED, _SUMMED = lazy(r"(?:、|和|与|及|以及).{0,5}"), lazy(r"[、，,和与及]+.{0,10}")
_JOINED_ON = lazy(r"[、/(和及]|以及")  # 27支先锋队、突击队, 111个行政村(社区)
_PEOPLE = ("人", "人次")
_SUM = ("共", "共计", "合计", "总计")
_COUNTS = ("counted", "shared")  # the places of a noun that the figure counts
_OTHERS = lazy(r"(?:成员|委员|主任|干部|队员|书记|党员|代表)的?$")
_BEGINS = "对在"  # of an act whose verb stands behind: 在商圈成立党组织46个
_IN_CLAUSE = REACHES.index("in its clause")
_NEAR = REACHES.index("clauses before")
_NEARNESS = ("near", "near", "far", "far", "far", "far", "far", "absent", "absent")  # of each of REACHES
_SIZELESS = frozenset({"%", "岁", "百分点"})

Evidence = Callable[[Scene, Candidate, Sequence[Candidate]], str]


def indicator(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """How often it is meant where it may be meant."""
    return one.indicator.id


def noun(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Where the counted noun stands: 选派500名干部 counts 干部, 干部队伍500支 does not."""
    side = f" {one.noun.side}" if one.noun and one.place in _COUNTS else ""
    return f"{one.place}{side}, {one.indicator.basis}"


def word(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """The noun itself: some words mean an indicator more often than others (第一书记, 人)."""
    return f"{one.term.alike.get(one.word, one.word)} as {one.indicator.id}"


def longer(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A rival's noun that holds this one: 农村党员 beside 党员."""
    for other in rivals:
        if other.place not in _COUNTS or len(other.word) <= len(one.word):
            continue
        if other.start <= one.start and one.end <= other.end and other.indicator is not one.indicator:
            asked = other.term.done or other.term.near
            return "a rival's" if not asked or scene.reach[asked] <= _NEAR else "a weak rival's"
    return ""


def narrowed(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """What stands before the noun: nothing but place and time, a body or sector (企业党员), a verb of which it is the
    object (摸排党员), that they became it (当选委员), or something else."""
    if one.noun is None or one.place not in ("counted", "shared", "inside"):
        return ""
    level = _narrowing(scene, one)
    if one.indicator.total and one.place == "counted":
        return (
            f"{level}, {'the region' if scene.wide == 'beside' else 'unsaid'}, total, {one.indicator.basis}"
        )
    return f"{level}, {one.indicator.basis}"


def _narrowing(scene: Scene, one: Candidate) -> str:
    own = one.noun
    left = own is not None and own.side == "left"
    start = (
        scene.phrase.before.start if left and one.place == "counted" else own.span.start if own else one.start
    )
    before = before_noun(scene.text, start, one.start, scene.phrase.names)
    if _is_object(scene, one):
        return "acted on"
    level = narrowed_by(before) if before else "bare"
    if one.indicator.kind == "average" and _OTHERS.search(before) and scene.reach[one.term.near] > _IN_CLAUSE:
        return "of others"  # 村书记平均年龄45.6岁，村委会主任|平均年龄44.7岁
    if level == "bare" and own is not None and not left and one.place == "counted" and _owned(scene):
        return "of a body"
    return level


def _is_object(scene: Scene, one: Candidate) -> bool:
    """Whether what would stand for how many there are is the object of an act: 调整“两委”成员530人, 约谈村书记11人."""
    if (
        one.indicator.basis != "stock"
        or one.indicator.kind != "count"
        or one.term.done
        or one.place != "counted"
    ):
        return False
    if scene.unit != "人" and scene.text.endswith("组织", 0, max(scene.acted, 0)):
        return False  # 组织党员服务队88支 sets them up
    if scene.acted < 0 or scene.wide_of(scene.acted):
        return False  # 号召全市2.7万个党组织 says how many there are
    if scene.text[scene.acted - 1] in _BEGINS or scene.acted > one.start:
        return False
    between = grammar().verbs.finditer(scene.text, scene.acted, one.start)
    return all(within_noun(scene.text, verb.start()) for verb in between)  # 推动|成立党组织4个 set them up


def _owned(scene: Scene) -> bool:
    """Whether a body or sector has what is counted: 全省公立医院有1117个党组织."""
    owner = _HAS.search(scene.phrase.before.of(scene.text))
    return owner is not None and narrowed_by(owner["owner"]) == "of a body"


def behind(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """What stands behind figure and noun: nothing, or what the counted do (3.6万名党员到社区报到)."""
    if one.noun is None or one.place not in _COUNTS:
        return ""
    phrase = scene.phrase
    end = one.end if one.noun.side == "right" and one.place == "counted" else phrase.figure.end
    ends = scene.text[end : end + 1] in "，,、；;。（("
    rest = "" if ends else scene.text[end : phrase.clause.end].strip("，,、；;。：:）) \n")
    if not rest:
        return f"nothing, {one.indicator.basis}"
    return f"{'的' if rest[0] == '的' else 'more'}, {one.indicator.basis}"


def act(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Where the act that makes it this indicator stands: 培训 beside the figure, in its clause, in a clause before."""
    if not one.term.done:
        return ""
    reach = scene.reach[one.term.done]
    return "nowhere, another verb" if reach == NOWHERE and scene.has_verb else REACHES[reach]


def other_act(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """The nearest act that makes it another indicator, where this one's own stands farther: 发展 beside 党员."""
    own = scene.reach[one.term.done] if one.term.done else len(REACHES)
    nearest = farthest = min(own, IN_REPORT)
    for other in rivals if nearest else ():
        if other.term.done and other.place in _COUNTS and other.indicator is not one.indicator:
            reach = scene.reach[other.term.done]
            if reach < nearest:
                nearest = reach
    if nearest < farthest:
        return f"{REACHES[nearest]}, {one.indicator.basis}"
    if not one.term.done and scene.around.lexicon.verbs & scene.beside:
        return f"of no rival, {one.indicator.basis}"
    return ""


def about(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Where that which it is about is said: beside the figure, before it, in the paragraph, in the heading."""
    return REACHES[scene.reach[one.term.near]] if one.term.near else ""


def together(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Noun, act and topic at once: any two of them say more than their sum, and any one alone says little."""
    done = _NEARNESS[scene.reach[one.term.done]] if one.term.done else "unneeded"
    near = _NEARNESS[scene.reach[one.term.near]] if one.term.near else "unneeded"
    return f"noun {one.place}, act {done}, topic {near}, {one.indicator.basis}"


def never(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A word of the few that speak against this indicator."""
    words = one.term.never
    if not words:
        return ""
    if words & (scene.beside | scene.taken_up):
        return "beside"
    return "in its clause" if words & scene.clause else ""


def misdeed(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """What was done against the rules is nothing that was achieved: 挪用集体资金2.4万元."""
    return "" if one.indicator.theme == "discipline" else "told"


def planned(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A target is no figure of what was done: 力争发展党员500名."""
    return "planned" if scene.planned else ""


def site(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A figure of one place or of one body: the members of one company are no stock of the region."""
    named = scene.standing.site
    return f"of {'a body' if named.endswith(_BODY) else 'a place'}, {one.indicator.basis}" if named else ""


_PLACES_ALONE = lazy(  # 全县83个村|大力推广; but 村民, 村干部, 村（社区）, 社区工作者
    r"(?:行政|建制)?村(?![民干党级支委组居医书官校企小两(（“\"]|集体|务)|社区(?![党工干服民矫居书网医支两(（“\"]|村)"
)


def wide(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """全市, 共有, 总数: what speaks of the region as a whole, as what it governs does: 辖261个村, 全县261个村."""
    if one.indicator.theme == "context" and one.noun is not None and one.noun.span.start == one.start:
        if scene.governed and one.place == "counted":
            return "governed"
        if scene.of_all and _PLACES_ALONE.match(scene.text, one.start):
            return "all of them"
    if not scene.wide:
        return ""
    if one.indicator.total and one.place == "counted":
        return ""  # of a total it is weighed with what narrows that
    return f"{scene.wide}, {one.indicator.basis}"


def party(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A report that speaks of no grassroots Party work: what it counts is seldom of this catalogue."""
    spoken = scene.around.topic.party
    if not spoken.startswith("none") or one.indicator.theme == "context":
        return ""
    return f"{scene.party}, {spoken.replace('none', 'none in the report')}"


def size(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A handful is seldom what a region reports."""
    value = abs(scene.value)
    if value >= 100 or scene.unit in _SIZELESS:
        return ""
    return f"{'one' if value <= 1 else 'a handful' if value < 10 else 'tens'}, {one.indicator.basis}"


def stands(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Whether the clause says that what it counts is there (共有党员), or what was done to it (带动农户, 党员被授予…), unless that is what
    makes it this indicator (结对帮扶农户)."""
    basis = one.indicator.basis
    said = "reached" if basis == "stock" and scene.undergoes else scene.stands
    if (
        said == "reached"
        and basis == "stock"
        and one.term.done
        and REACHES[scene.reach[one.term.done]] == "beside"
    ):
        said = ""
    return f"{said or 'unsaid'}, {basis}"


def since(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """比2018年底净增 in a report of 2021: the change of one year it is not."""
    return "several years" if scene.spans_years else ""


def often(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """What is done every week or month is told by no total of a period: 每月开展1次党课."""
    return f"every so often, {one.indicator.basis}" if one.indicator.kind == "count" else ""


def joint(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Two nouns counted as one, of which this is the last (培训书记、党员3135人次) or the first (111个行政村(社区))."""
    if one.noun is None or scene.phrase.ordinal >= 0:
        return ""
    if one.indicator.basis == "stock" and one.place in ("counted", "leads") and _joined_on(scene, one):
        return "joined, the first"
    if scene.text[one.start - 1] == "(" and scene.text.startswith(")", one.end):
        before = _nouns_of_others(scene, one, max(0, one.start - _GLOSSED), one.start - 1)
        return "joined, the last" if any(end == one.start - 1 for _, end in before) else ""  # 党委(总支)21个
    joins = _SUMMED if scene.text.endswith(_SUM, 0, scene.phrase.figure.start) else _JOINED
    start = scene.phrase.before.start if one.noun.side == "left" else one.noun.span.start
    if one.start - start < _SHORTEST_JOINED or not _JOINS_BEGIN.search(scene.text, start, one.start + 1):
        return ""
    others = _nouns_of_others(scene, one, start, one.start)
    if any(joins.fullmatch(scene.text, end, one.start) for _, end in others):
        if one.noun.side == "right" and one.indicator.basis == "stock":
            return "joined, the last"
        return "summed" if joins is _SUMMED else "joined"
    return ""


def _joined_on(scene: Scene, one: Candidate) -> bool:
    if by_an_amount(one):
        return False  # of villages and communities above an income there is one figure
    others = _nouns_of_others(scene, one, one.end, scene.phrase.after.end)
    return any(
        _JOINED_ON.fullmatch(scene.text, one.end, start)
        and (scene.text[one.end] != "(" or scene.text.startswith((")", "、"), end))
        for start, end in others
    )


def _nouns_of_others(scene: Scene, one: Candidate, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where nouns that other indicators count, and this one does not, stand in a stretch; beside people only those of people (选派96名薄弱村、
    后进村第一书记)."""
    owners, named = scene.around.lexicon.owners, scene.around.lexicon.terms
    people = [named["count", unit] for unit in _PEOPLE] if scene.unit in _PEOPLE else []
    for word, first, last in scene.said.nouns(owners, start, end):
        if last - first < _SHORTEST_JOINED or one.indicator.id in owners[word]:
            continue
        if not people or any(word in terms for terms in people):
            yield first, last


OF_FIGURE: tuple[Evidence, ...] = (planned, site, party, size, stands, since)
"""Those that say the same of all candidates of one basis, so that they are asked once a figure."""

CAUSES: Mapping[Evidence, Callable[[Scene], object]] = {
    misdeed: attrgetter("misdeed"),
    whole: attrgetter("of_whole"),
    shared_out: attrgetter("shared_out"),
    sector: attrgetter("sector"),
    reckoned: attrgetter("of_reckoned"),
    same_whole: attrgetter("divided"),
    part: attrgetter("part"),
    larger: attrgetter("larger"),
    wide: lambda scene: scene.wide or scene.governed or scene.of_all,
    kin: attrgetter("previous"),
    again: attrgetter("given"),
    often: lambda scene: scene.per in OFTEN,
}
"""What a figure must have for these to say anything of its candidates: they are asked only where it does."""

EVIDENCE: tuple[Evidence, ...] = (
    indicator, noun, word, longer, narrowed, behind, whole, shared_out, sector, change_of, reckoned, same_whole, act, other_act, about, together, never, barred, misdeed, part, larger, again, planned,
    site, wide, party, size, stands, since, often, joint, kin,
)  # fmt: skip
