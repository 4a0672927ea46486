"""Names of regions that stand side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extract.regions import registry
from extract.views.words.language import Language

_ROOMY = 4  # characters of a name that always have room


def told_apart(regions: Sequence[str], say: Language) -> dict[str, str]:
    """Names under which regions may stand side by side: their own, and where two have the same (朝阳区 of 北京市 and of
    长春市), the way to them from their province down."""
    own = {name: say.region(name) for name in regions}
    counts = Counter(own.values())
    return {name: short if counts[short] == 1 else _path(name, say) for name, short in own.items()}


def narrow(name: str, region: str, say: Language) -> str:
    """A region's ``name`` where there is little room: an autonomous region as everybody calls it.

    >>> narrow("宁夏回族自治区", "宁夏回族自治区", Language("zh")), narrow("辽宁省", "辽宁省", Language("zh"))
    ('宁夏', '辽宁省')
    """
    known = registry().by_full_name.get(region)
    long = say.code == "zh" and known is not None and known.level == "province" and len(name) > _ROOMY
    return known.short if known is not None and long and name == known.name else name


def _path(name: str, say: Language) -> str:
    region = registry().by_full_name.get(name)
    if region is None or say.code == "zh":
        return name
    return registry().english_path(region)
