"""What bars a candidate: words that say outright that a figure is not this, whatever else fits. It is one evidence, which
weighs as much as a plan does."""

from __future__ import annotations

from collections.abc import Sequence

from extract.binding.candidates import BODIES, FAR, MATTERS, Candidate
from extract.binding.narrowing import (
    before_noun,
    met,
    of_all_sorts,
    of_learners,
    of_one_kind,
    of_places_behind,
    of_things_behind,
    only_listed,
    sent_before,
    visits,
)
from extract.binding.reckoning import wholes
from extract.binding.scene import Scene
from extract.catalogue import Indicator
from extract.patterns import HAN, lazy

BARS = (
    "not spoken of", "not done yet", "handed on", "singled out", "of one rank", "another post", "of another body", "another amount", "those of an amount",
    "sent before", "visitors", "only met", "of its total", "private money", "other people", "another party", "of recruits", "of another total", "of a sector", "other learners", "other places", "other things", "of one kind",
)  # fmt: skip
"""What `barred` may say."""

_OF_MEMBERS = {"party_members", "members_recruited"}
_OF_ALL = {"party_members", "primary_organisations", "party_committees", "general_branches", "party_branches"}
_TO_BE = {"membership_applicants", "active_applicants"}
_SENT, _VISITED = "dispatched", "visits"  # the families of people sent, and of those visited
_SETTLED = {"problems_solved"}
_COMMENDED = ("表彰", "表扬", "嘉奖", "评选", "评议")
_HONOURED = {"honoured_members", "honoured_party_workers", "honoured_organisations", "model_organisations"}
# what is counted where cadres and members do it
_OF_OURS = ("培训", "轮训", "参训", "受训", "调训", "学员", "报到")
_SETTLEMENTS = ("村", "社区")
_TIME = lazy(r"\d{1,2}月|季度|半年|年")  # 其中7月份查处4480起 is a figure of its own time
_LISTED = lazy(r"\d[^。]{0,40}?[，,：:；;]\s*一是")  # 投入帮扶资金11万元，一是投入3.6万元改造村部；二是…
_AMOUNT = lazy(r"\d[\d.]*[万亿]?元")
_PEOPLE_COUNTED = r"\d[\d.]*[万千百]?[余多]?[名人位]"
_OTHERS = lazy(rf"其中|{_PEOPLE_COUNTED}")  # 选派268名到村任职，其中|担任第一书记134名
_OWNER = "村民|贫困户|脱贫户|农户|[养种]殖户|大户|居民"
_PRIVATE = lazy(  # 村民李强投入|3万元, 他投资|40多万元; but 动员村民自筹10万元, 他先后筹资两亿元
    rf"(?:(?<!动员)(?<!发动)(?<!组织)(?<!带领)(?<!帮助)(?<!引导)(?<!全体)(?:{_OWNER})(?!们)[{HAN}]{{0,4}}(?:在[^，。；]{{2,24}}下[，,])?"
    r"(?:先后|自己|个人|又|共|还)*(?:投[入资]|筹资|出资|贷款|借款)|(?<![其吉])[他她](?!们)(?:先后|自己|个人|又|还)*投[入资])了?(?:近|约|共)?$"
)
_POST = lazy(
    r"(?:担任|出任|兼任|任|当|为)[^，,、和及与。；;\d]{0,8}?(?P<post>(?:第一书记|党建(?:工作)?指导员))(?![^，,。；;\d]{0,4}助理|(?:[、和与及或]|以及)[^，,。；;]{0,8}?(?:员|书记|长|干部|主任))"
)


def barred(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Whether it is told that the act was not done, or that others are counted: 未完成5个, 27个行政村尚未通网, 查处厅级干部案件18件."""
    own = one.indicator
    if one.term.asks and not one.term.asks & scene.around.topic.said:
        return "not spoken of"
    if (
        own.basis == "flow"
        and one.term.done
        and (scene.undone or (own.id in _SETTLED and only_listed(scene.phrase)))
    ):
        return "not done yet"
    if own.things == MATTERS and scene.handed_on:
        return "handed on"
    if scene.of_some is not None and _are_all(one, scene.of_some):
        return "singled out"
    if scene.befallen is not None and one.end <= scene.befallen and _are_there(one):
        return "singled out"
    if (own.theme == "discipline" or own.things == MATTERS) and scene.of_rank:
        return "of one rank"
    if own.family == _SENT and sent_before(scene.phrase):
        return "sent before"
    if own.family == _VISITED and visits(scene.phrase):
        return "visitors"
    if own.basis == "flow" and (told := _of_a_flow(scene, one)):
        return told
    if own.unit == "元" and _PRIVATE.search(scene.text, 0, scene.phrase.figure.start):
        return "private money"
    if (_counts_members(own.id) and scene.of_others) or (_is_part_of_members(own.id) and scene.of_population):
        return "other people"
    if own.basis == "stock" and _is_part_of_members(own.id) and scene.of_recruits:
        return "of recruits"
    if own.basis == "stock" and own.kind == "count" and _is_part_of_another(own.id, scene.total):
        return "of another total"
    if own.id in _OF_ALL and scene.of_a_sector:
        return "of a sector"
    if scene.of_another_party and _is_of_the_party(own):
        return "another party"
    if _counts_people(one) and of_one_kind(_before(scene, one)):
        return "of one kind"
    if one.word in _OF_OURS and of_learners(scene.phrase):
        return "other learners"
    if (
        one.place in FAR
        and (own.slow or own.theme != "context")
        and (other := _counts_another(scene, own.slow))
    ):
        return other
    if own.family == _SENT and _sent_as_another(scene, one, rivals):
        return "another post"
    if own.per and _per_another(own.per, scene.per):
        return "of another body"
    return _amount(scene, one, rivals)


def _are_all(one: Candidate, told: int) -> bool:
    """Whether a candidate counts all villages, Party organisations or people of a kind that there are, by a noun alone that stands
    before what is told of them: 86个基层党组织|受到表彰; but 369名党员|列入村储备人选."""
    own, term = one.indicator, one.term
    if own.slow and own.theme == "context":
        return True
    stock = own.basis == "stock" and own.kind == "count" and (own.things == BODIES or own.unit == "人")
    return stock and one.end <= told and not (term.near or term.done)


def _are_there(one: Candidate) -> bool:
    """Whether a candidate counts those that there are, or that came to be by no act of its own: 选调生."""
    own = one.indicator
    counts = own.kind == "count" and (own.things == BODIES or own.unit == "人") and own.id not in _HONOURED
    return counts and (own.basis == "stock" or not one.term.done)


def _is_part_of_another(id: str, total: str | None) -> bool:
    """Whether what an indicator counts a part of is neither what the figure counts whose part this is, nor holds it: 表彰党员90名，其中
    女党员21名; but 党支部54个，其中机关党支部11个."""
    whole = wholes().get(id, frozenset())
    return total is not None and bool(whole) and not whole & {total, *wholes().get(total, ())}


def _is_part_of_members(id: str) -> bool:
    return bool(wholes().get(id, frozenset()) & _OF_MEMBERS)


def _counts_members(id: str) -> bool:
    return id in _OF_MEMBERS or _is_part_of_members(id)


def _is_of_the_party(own: Indicator) -> bool:
    """Whether an indicator counts members of the Party, those who want to be, or its organisations."""
    return own.theme == "organisation" or own.id in _TO_BE or _counts_members(own.id)


def _counts_people(one: Candidate) -> bool:
    """Whether a candidate is how many people there are, and no part of others by what they are."""
    own = one.indicator
    return (own.unit, own.kind, own.basis) == ("人", "count", "stock") and not wholes().get(own.id)


def _before(scene: Scene, one: Candidate) -> str:
    """The words of its noun phrase before the noun."""
    if one.noun is None or one.place not in ("counted", "shared"):
        return ""
    left = one.noun.side == "left" and one.place == "counted"
    start = scene.phrase.before.start if left else one.noun.span.start
    return before_noun(scene.text, start, one.start, scene.phrase.names)


def _of_a_flow(scene: Scene, one: Candidate) -> str:
    """Whether a figure is a part of the total that its paragraph gave (举办培训班33期。其中，乡村干部培训班6期), of no time of its own, or what
    befell those who are counted is another act."""
    parts = scene.part == "a part" or _LISTED.search(scene.text, 0, scene.phrase.figure.start)
    of_its = one.word in scene.whole or not of_all_sorts(scene.whole)
    if (parts and of_its and one.indicator.id in scene.of_total) or one.indicator.id in scene.of_list:
        own_time = _TIME.search(scene.text, scene.phrase.clause.start, scene.phrase.figure.start)
        return "" if own_time else "of its total"
    return "only met" if _only_met(scene, one) else ""


def _only_met(scene: Scene, one: Candidate) -> bool:
    """Whether an act that is none of its own befell those who are counted: 慰问临时党支部10个 set up none."""
    act, name = met(scene.phrase), one.term.name
    if one.indicator.theme == "discipline" or (act in _COMMENDED and one.indicator.id in _HONOURED):
        return False  # 召回问责102人 are held accountable, 表彰优秀党务工作者15名 honoured
    return act != "" and not any(act in word for word in (*name.done, *name.counted, *name.near))


def _counts_another(scene: Scene, slow: bool) -> str:
    """Whether a figure counts what stands behind it, so that what stands elsewhere is counted by another or by none."""
    if slow:
        return "other things" if of_things_behind(scene.phrase) else ""
    return "other places" if of_places_behind(scene.phrase) else ""


def by_an_amount(one: Candidate) -> bool:
    """Whether an amount defines what a candidate counts: 5万元以上的村."""
    near = one.term.name.near
    return bool(near) and near[0][0].isdigit()


def _amount(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> str:
    """Beside an amount one that another amount defines is barred (31个村超过3万元), and where its own stands there the mere number
    of villages (40个村超过5万元)."""
    if by_an_amount(one):
        return "" if one.term.near & scene.beside or not _has_amount(scene) else "another amount"
    if one.indicator.theme != "context":
        return ""
    defined = any(by_an_amount(other) and other.term.near & scene.beside for other in rivals)
    return "those of an amount" if defined and _has_amount(scene) else ""


def _has_amount(scene: Scene) -> bool:
    return _AMOUNT.search(scene.text, scene.phrase.before.start, scene.phrase.after.end) is not None


def _sent_as_another(scene: Scene, one: Candidate, rivals: Sequence[Candidate]) -> bool:
    """Whether a sentence says that people are sent to be something else: 选派320名干部到村担任第一书记 counts first secretaries, and no
    cadres besides."""
    end = scene.phrase.figure.end
    reach = scene.phrase.follows.end if scene.phrase.follows else scene.phrase.clause.end
    others = _OTHERS.search(scene.text, end, reach)
    post = _POST.search(scene.text, end, others.start() if others else reach)
    if post is None:
        return False
    owners = scene.around.lexicon.owners
    posts = scene.said.nouns(owners, post.start("post"), post.end("post"))
    counting = {id for word, start, _ in posts if start == post.start("post") for id in owners[word]}
    return one.indicator.id not in counting and any(
        other.indicator.family == _SENT and other.indicator.id in counting for other in rivals
    )


def _per_another(per: str, told: str) -> bool:
    """Whether a norm is told of others than it is one of: 社区每年10万元 is none of a village."""
    own, others = per.partition("·")[0], told.partition("·")[0]
    return own in _SETTLEMENTS and others in _SETTLEMENTS and own != others
