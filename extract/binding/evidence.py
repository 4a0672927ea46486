"""Evidence: what the words around a figure say for or against one candidate.

Each function of `EVIDENCE` looks at one thing and answers with a level, a few words that a reader understands, or abstains
with "". What a level weighs stands in ``data/weights.toml`` and is fitted from labelled figures; no function decides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from extract.binding.candidates import Candidate
from extract.binding.grammar import grammar
from extract.binding.lexicon import pairs
from extract.binding.scene import Scene
from extract.patterns import lazy

_REGION_WIDE = lazy(r"全[省市县州区旗盟国镇乡]|我[省市县州区旗]|[省市县州区旗盟](?=共|现|有)|辖区|共有|总数|总量")
_PARTY = lazy(r"党|支部|第一书记|驻村|纪委|纪检|组织部")
_OF_WHOLE = lazy(r"占(?P<whole>[^，,。；;占\d]{2,16}?)的?(?:比例|比重)?(?:达到|达|为|超过|近|约)*$")
_EMPTY = lazy(r"全[省市县州区国]|我[省市县]|总人?数|总量|全部|的|比例|比重")
_EACH = lazy(r"每[个名村户人家支]|各[村社支]|人均|户均")
_BODY = (
    "公司", "集团", "银行", "医院", "学校", "大学", "学院", "中学", "小学", "幼儿园", "党委", "党总支", "党支部", "支部", "委员会",
    "局", "厅", "协会", "商会", "厂", "企业", "分院", "校区", "监狱", "中心", "工作室",
)  # fmt: skip
_JOINS = ("、", "和", "与", "及", "以及")
_ADDED = lazy(r"新增|新建|新成立|新组建|新设|净增|增加|增长")

Evidence = Callable[[Scene, Candidate, Sequence[Candidate]], str]


def noun(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Where the counted noun stands: 选派500名干部 counts 干部, 干部队伍500支 does not."""
    return f"{one.place} {one.indicator.basis}"


def noun_length(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A longer noun says more: 社区党组织书记 than 书记."""
    return f"{min(len(one.word), 6)} characters"


def longer_noun(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A rival's noun that holds this one: 农村党员 beside 党员."""
    if any(
        other.start <= one.start and one.end <= other.end and len(other.word) > len(one.word)
        for other in rivals
        if other is not one and other.place in ("counted", "shared")
    ):
        return "a rival has a longer noun"
    return ""


def narrowed(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """What stands before the noun: nothing but place and time, a body or sector (企业党员), a verb of which it is the
    object (摸排党员), or something else."""
    if one.noun is None or one.place not in ("counted", "shared", "inside"):
        return ""
    level = _narrowing(scene, one)
    if one.indicator.total and one.place == "counted":
        wide = "the region" if _REGION_WIDE.search(scene.text, scene.phrase.before.start, scene.phrase.after.end) else "unsaid"
        return f"{level}, {wide}, total {one.indicator.basis}"
    return f"{level} {one.indicator.basis}"


def _narrowing(scene: Scene, one: Candidate) -> str:
    words, own = grammar(), one.noun
    left = own is not None and own.side == "left"
    start = scene.phrase.before.start if left and one.place == "counted" else own.span.start if own else one.start
    before = scene.text[start : one.start].lstrip("，,、和 ")
    if not before or words.neutral.fullmatch(before):
        return "bare"
    if words.bodies.search(before):
        return "of a body"
    return "object of a verb" if words.ends_in_verb.search(before) else "qualified"


def goes_on(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """What stands behind figure and noun: nothing, or what the counted do (3.6万名党员到社区报到)."""
    if one.noun is None or one.place not in ("counted", "shared"):
        return ""
    phrase = scene.phrase
    end = one.end if one.noun.side == "right" and one.place == "counted" else phrase.figure.end
    rest = scene.text[end : phrase.clause.end].strip("，,、；;。：:）) \n")
    if not rest or scene.text[end : end + 1] in "，,、；;。（(":
        return f"ends {one.indicator.basis}"
    return f"{'的' if rest[0] == '的' else 'goes on'} {one.indicator.basis}"


def whole(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """The whole that a share names (占发展党员总数的49%): one of its own definition, or another."""
    if scene.unit != "%":
        return ""
    phrase = scene.phrase
    match = _OF_WHOLE.search(scene.text, phrase.before.start, phrase.figure.start)
    if not match:
        return ""
    named = pairs(_EMPTY.sub("", match["whole"]))
    own = pairs(one.indicator.definition_zh.rpartition("占")[2])
    return "its own" if not named - own else "in part its own" if named & own else "another"


def act(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Where the act that makes it this indicator stands: 培训 beside the figure, in its clause, in a clause before."""
    if not one.term.done:
        return ""
    level = _REACHES[_reach(scene, one.term.done)]
    if level == "nowhere" and scene.around.lexicon.verbs & scene.clause:
        return "nowhere, another verb"
    return level


def act_of_rival(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """The nearest act that makes it another indicator, where this one's own stands farther: 发展 beside 党员."""
    own = _reach(scene, one.term.done) if one.term.done else len(_REACHES)
    nearest = min(
        (
            _reach(scene, other.term.done)
            for other in rivals
            if other.term.done and other is not one and other.place in ("counted", "shared")
        ),
        default=len(_REACHES),
    )
    if nearest < min(own, _ELSEWHERE):
        return f"{_REACHES[nearest]} {one.indicator.basis}"
    if own == len(_REACHES) and scene.around.lexicon.verbs & scene.beside:
        return f"of none {one.indicator.basis}"
    return ""


_REACHES = (
    "beside", "in its clause", "a clause before", "clauses before", "in the clause behind", "in a sentence before", "above",
    "in the report", "nowhere",
)  # fmt: skip
_NEARNESS = ("near", "near", "far", "far", "far", "far", "far", "absent", "absent")
_ELSEWHERE, _NOWHERE = _REACHES.index("in the report"), _REACHES.index("nowhere")


def _reach(scene: Scene, bit: int) -> int:
    """Where the nearest word of a list stands, as the place of that in `_REACHES`."""
    if bit & scene.beside:
        return 0
    if bit & scene.clause:
        return 1
    for distance, lead in enumerate(scene.leads[:8]):
        if bit & lead:
            return 2 if distance == 0 else 3
    if bit & scene.follows:
        return 4
    if bit & scene.around.said_earlier:
        return 5
    if bit & scene.around.said_above:
        return 6
    return 7 if bit & scene.around.topic.said else _NOWHERE


def about(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Where that which it is about is said: in the noun's clause, before it, in the paragraph, in the heading."""
    return _REACHES[_reach(scene, one.term.near)] if one.term.near else ""


def together(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Noun, act and topic at once: any two of them say more than their sum, and any one alone says little."""
    said = [
        "unneeded" if not bit else _NEARNESS[_reach(scene, bit)] for bit in (one.term.done, one.term.near)
    ]
    return f"noun {one.place}, act {said[0]}, topic {said[1]}, {one.indicator.basis}"


def never(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A word of the few that speak against this indicator."""
    bit = one.term.never
    if not bit:
        return ""
    if bit & scene.beside:
        return "beside"
    return "in its clause" if bit & scene.clause else ""


def alone(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """How many other indicators the figure could be by its noun alone."""
    others = sum(other.place in ("counted", "shared") for other in rivals if other is not one)
    return "no rival" if not others else "one rival" if others == 1 else "rivals"


def part(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A part of a total (其中 …, in brackets), and whether the total bears the same noun."""
    if not scene.part:
        return ""
    same = one.word in scene.whole
    return f"{scene.part} of {'its own' if same else 'another'} total, {one.indicator.basis}"


def after_larger(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Where a paragraph gives the total first, the smaller figures behind it are its parts: 发展党员4328名。发展女党员1867名。"""
    return f"smaller {one.indicator.basis}" if one.indicator.id in scene.larger else ""


def planned(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A target is no figure of what was done: 力争发展党员500名."""
    return "planned" if scene.planned else ""


def site(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A figure of one place or of one body: the members of one company are no stock of the region."""
    if not scene.standing.site:
        return ""
    of = "a body" if scene.standing.site.endswith(_BODY) else "a place"
    return f"of {of} {one.indicator.basis}"


def whole_region(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """全市, 共有, 总数: what speaks of the region as a whole."""
    phrase = scene.phrase
    if one.indicator.total and one.place == "counted":
        return ""  # weighed with what narrows it
    if _REGION_WIDE.search(scene.text, phrase.before.start, phrase.after.end):
        return f"beside {one.indicator.basis}"
    if _REGION_WIDE.search(scene.text, phrase.clause.start, phrase.clause.end):
        return f"in its clause {one.indicator.basis}"
    return ""


def party(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Whether the sentence, or else the report, speaks of Party work at all."""
    theme = "context" if one.indicator.theme == "context" else "party"
    where = "in the clause" if _PARTY.search(scene.own) else "in the sentence" if _PARTY.search(scene.text) else "unsaid"
    return f"{where}, {scene.around.topic.party} in the report, {theme}"


def size(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A handful is seldom what a region reports."""
    if scene.unit in ("%", "岁", "百分点"):
        return ""
    size = abs(scene.value)
    level = "one" if size <= 1 else "a handful" if size < 10 else "tens" if size < 100 else ""
    return f"{level} {one.indicator.basis}" if level else ""


def unit(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """The other of two units that it is counted in (560名 beside 560人次)."""
    return "the other unit" if scene.unit != one.indicator.unit else ""


def kind(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A sum that is set as a norm and counted as an amount: 每年安排专项资金500万元."""
    return "a norm taken as an amount" if one.indicator.kind != scene.kinds[0] else ""


def each(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """每村1名: what each has is not what all have."""
    phrase = scene.phrase
    return "each" if _EACH.search(scene.text, phrase.before.start, phrase.figure.start) else ""


def heading(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """A figure in a title."""
    return "in a heading" if scene.heading else ""


def added(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """新增, 净增: what came in addition is no stock."""
    phrase = scene.phrase
    if _ADDED.search(scene.text, phrase.before.start, phrase.figure.start):
        return f"added {one.indicator.basis}"
    return ""


def joint(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Two nouns counted as one, of which this is the last: 培训书记、党员3135人次."""
    if one.noun is None or scene.phrase.ordinal >= 0:
        return ""
    owners = scene.around.lexicon.owners
    start = scene.phrase.before.start if one.noun.side == "left" else one.noun.span.start
    for word, _, end in scene.said.nouns(owners, start, one.start):
        if scene.text.startswith(_JOINS, end) and one.indicator.id not in owners[word]:
            return "joined"
    return ""


def kin(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """What it shares with the figure before: 女党员 and 女党员占比, 新发展女党员 and 新发展少数民族党员."""
    before = scene.previous
    if before is None:
        return ""
    if before.id == one.indicator.id:
        return f"the same {one.indicator.basis}{', a part' if scene.part else ''}"
    shared = min(len(pairs(before.zh) & pairs(one.indicator.zh)), 4)
    how = "" if before.kind == one.indicator.kind else f", a {one.indicator.kind} behind a {before.kind}"
    return f"{shared} pairs{how}"


def turn(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """非公企业、社会组织覆盖率分别达到89%、85%: the n-th of what is named takes the n-th figure."""
    if scene.phrase.ordinal < 0:
        return ""
    named = sorted({place for other in rivals if (place := _named_at(scene, other)) >= 0})
    own = _named_at(scene, one)
    if own < 0 or len(named) < 2 or scene.phrase.ordinal >= len(named):
        return ""
    return "its turn" if named[scene.phrase.ordinal] == own else "another's turn"


def _named_at(scene: Scene, one: Candidate) -> int:
    """Where what it is about is named in the clause and the one before, -1 for nowhere."""
    phrase = scene.phrase
    start = phrase.leads[0].start if phrase.leads else phrase.clause.start
    return max((scene.text.rfind(word, start, phrase.figure.start) for word in one.term.name.near), default=-1)


EVIDENCE: tuple[Evidence, ...] = (
    noun, noun_length, longer_noun, narrowed, goes_on, whole, act, act_of_rival, about, together, never, alone, part, after_larger, planned, site, whole_region,
    party, size, unit, kind, each, heading, added, joint, kin, turn,
)  # fmt: skip
