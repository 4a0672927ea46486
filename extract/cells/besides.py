"""What a head or a label that only divides or measures speaks of: the thing named to its left, or in a row above it.

发展党员（名）  其中：女  占比        党员（名）
                                      其中：女
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from extract.binding.grammar import grammar
from extract.cells.labels import Label
from extract.cells.lists import bare, counts_a_thing, lists
from extract.cells.values import base
from extract.patterns import lazy

# 村委会主任 below 村党组织书记 is a post of its own
_OF_ITS_OWN = lazy(r"(?:书记|主任|委员|干部|专员|局长|队员|队长|指导员|网格员|负责人)$")
_COUNT = lazy(r"(?:总人数|总数|人数|数)$")
_AIM = lazy(r"(?P<noun>.{2,}?)(?:年度)?(?:计划|目标|任务)(?:人?数|值)?")
_PLAN = "计划"


@dataclass(frozen=True, slots=True)
class Beside:
    """For each column of figures the noun that its head leaves unsaid ("" for none) with the base unit in which that is
    counted, and for those that measure a change without a unit the units of what they stand beside."""

    nouns: dict[int, str] = field(default_factory=dict)
    units: dict[int, tuple[str, ...]] = field(default_factory=dict)
    bases: dict[int, str] = field(default_factory=dict)

    def noun(self, index: int, base_unit: str) -> str:
        """The noun for a figure that has this base unit of its own, "" where what is named is counted in another:
        建设规模 1200平方米 beside 投资额（万元）."""
        counted = self.bases.get(index, "")
        return "" if base_unit not in ("", "%") and counted not in ("", base_unit) else self.nouns[index]


def beside(columns: Mapping[int, Sequence[Label]]) -> Beside:
    """The noun of the nearest column to the left that names a thing, where a column's own head only divides or measures it:
    发展党员 for 其中：女, 女党员 for the 占比 behind that; ``columns`` are the heads of the columns of figures, in order."""
    found = Beside()
    thing = near = counted_in = planned = ""
    named: tuple[str, ...] = ()  # the units of the column that names the thing
    summed: list[str] = []  # what the columns count that a total behind them sums up
    for index, heads in columns.items():
        nouns = [head.noun for head in heads if not head.generic]
        unit = next((base(unit) for head in reversed(heads) for unit in head.units), "")
        measures = bool(nouns) and lists().relative.match(nouns[-1]) is not None
        names = bool(nouns) and counts_a_thing(nouns[-1]) and not measures
        other = bool(unit and counted_in and unit != counted_in)  # 主题党日（场次） beside 发展党员（名）
        found.bases[index] = counted_in
        found.nouns[index] = "" if names or not nouns else near if measures else "" if other else thing
        if not nouns and any(head.total for head in heads):  # 合计 behind 男党员 and 女党员
            found.nouns[index] = _common(summed)
            summed = []
        summed += [noun for noun in nouns if counts_a_thing(noun)]
        if planned and not nouns:  # 完成数 beside 发展党员任务数
            found.nouns[index], found.units[index] = planned, named
        said = [noun for noun in nouns if not lists().relative.match(noun) and noun != _PLAN]
        things = [noun for noun in said if counts_a_thing(noun)]
        if things and not _is_kind_of(things[-1], thing):  # 大专及以上 behind 女党员 divides 党员总数, too
            thing, counted_in = things[-1], unit
            named = next((head.units for head in reversed(heads) if head.units), ())
        elif measures and not unit and not lists().rate.match(nouns[-1]):  # 增减 beside 党员（名）
            found.units[index] = named
        planned = thing if _PLAN in nouns else planned if not nouns else ""
        if said:  # 占比 measures what stands right beside it: 女 of 党员
            near = said[-1] if counts_a_thing(said[-1]) or not thing else f"{said[-1]}{thing}"
    return found


def _common(nouns: Sequence[str]) -> str:
    """The thing with which several nouns end, "" where they name different ones.

    >>> _common(["男党员", "女党员"]), _common(["党员", "群众"]), _common(["党员"])
    ('党员', '', '')
    """
    if len(nouns) < 2:
        return ""
    first = nouns[0]
    endings = (first[at:] for at in range(len(first)))
    return next((own for own in endings if counts_a_thing(own) and all(n.endswith(own) for n in nouns)), "")


class Over:
    """The thing that the nearest row above names, told row by row."""

    def __init__(self) -> None:
        self._noun = ""
        self._near = ""  # 女党员 below 党员总数: what 其中 below it divides
        self._unit = ""  # the base unit that this row named

    def forget(self) -> None:
        """A section begins: what stood above it speaks of nothing in it."""
        self._noun = self._near = self._unit = ""

    def noun(self, labels: Sequence[Label]) -> str:
        """The noun for a row that only divides, such as 其中：女; "" for one that names a thing itself."""
        if not labels:
            return ""
        last = labels[-1]
        unit = base(last.units[0]) if last.units else ""
        if counts_a_thing(last.noun) and not last.part and not lists().relative.match(last.noun):
            self._near = last.noun
            if not _is_kind_of(last.noun, self._noun):
                held = any(lists().counted_in.get(last.noun[at:]) == "次" for at in range(len(last.noun)))
                # 主题党日 below 三会一课 is another event
                self._noun, self._unit = "" if held else last.noun, unit
            return ""
        if unit and self._unit and unit != self._unit:  # 矛盾纠纷（起） below 发展党员（名）
            return ""
        if _OF_ITS_OWN.search(last.noun) and not last.part and bare(last.noun) not in lists().qualifier:
            return ""
        return self._near if last.part else self._noun


def _is_kind_of(noun: str, wider: str) -> bool:
    """Whether a noun is the wider one with a word that only divides it: 女党员 below 党员总数.

    >>> _is_kind_of("女党员", "党员总数"), _is_kind_of("发展党员", "党员总数"), _is_kind_of("党员", "")
    (True, False, False)
    """
    thing = _COUNT.sub("", wider)
    return bool(thing) and noun.endswith(thing) and noun.removesuffix(thing) in lists().qualifier


def aimed(head: Label) -> tuple[Label, ...]:
    """A head with what is aimed at in it as two: 发展党员计划数 is 发展党员 and 计划; 人才计划 is a thing of its own."""
    found = _AIM.fullmatch(head.noun)
    if not found or not (grammar().verbs.match(found["noun"]) or lists().money.search(found["noun"])):
        return (head,)
    return (replace(head, noun=found["noun"]), replace(head, noun=_PLAN))
