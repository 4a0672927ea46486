"""Whose members and branches a text speaks of: a yearbook has an entry for each of the other parties, with members, branches and
recruits of its own, told in the words in which the Communist Party tells its own."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable

from extract.patterns import HAN, lazy

_PARTY = lazy(
    "(?P<other>中国国民党革命|中国民主(?:同盟|建国会|促进会)|农工民主党|致公党|农工党|九三学社|台湾民主自治同盟|(?:民革|民盟|台盟)(?!命)"
    rf"|(?<![{HAN}])民[建进](?:会员|中央|总?支[部委]|[{HAN}]{{0,6}}?[省市县区州]委|(?=[、，,])))"
    "|中共(?!中央|第?[一二]?十[一二三四五六七八九]?[大届]|二十大)|中国共产党(?!成立|建党|第|领导)|中组部|组织部|纪委|党建|基层党组织|农村党|(?<![主公工])党(?:委|组织|支部|总支)"
)
_OTHER = lazy("国民党革|民主同盟|民主建国|民主促进|民主自治|民[革盟建进]|台盟|农工|致公|九三")


_COMMITTEE = lazy(
    r"(?:中国(?=国|民|致|农))?(?:国民党革命委员会|民主同盟|民主建国会|民主促进会|农工民主党|致公党|农工党|九三学社|民[革盟建进]|台盟)"
    rf"[{HAN}]{{0,8}}?(?:[省市县区州]委(?:员会|会)?|委员会|总?支部|支社)"
)


_HEADS = lazy(r"[\n【]?[^\n【】]+[\n】]")  # a line of its own, or what heads an entry: 【民革市委会】


def names_another(text: str) -> bool:
    """Whether a text may name another party at all: few do, and the others need not be looked through for each figure."""
    return _OTHER.search(text) is not None


def of_another(nearest_first: Iterable[str]) -> bool:
    """Whether the party that the stretches of a text before a figure named last is another than the Communist Party.

    >>> of_another(["全年发展党员12名", "致公党岳阳市委员会"]), of_another(["民盟市委发展盟员9名，支部"])
    (True, True)
    >>> of_another(["党员总数", "民革、民盟和基层党组织"]), of_another(["农民建房，便民进村"])
    (False, False)
    """
    for text in nearest_first:
        if named := deque(_PARTY.finditer(text), maxlen=1):
            return named[0]["other"] is not None
    return False


def committee(opening: str, text: str) -> str:
    """The committee of another party whose entry a text is, "" for none: it stands in the ``opening``, and the text speaks oftener
    of that party than of the Communist Party, or bears its name.

    >>> committee("致公党岳阳市委员会", "致公党岳阳市委员会\\n全年发展党员12名。致公党举办学习会。")
    '致公党岳阳市委员会'
    >>> committee("民革市委会调研", "民革市委会来访。中共县委领导陪同，县委组织部、党委办参加。")
    ''
    """
    found = _COMMITTEE.search(opening) if names_another(opening) else None
    if found is None:
        return ""
    if _HEADS.fullmatch(opening, max(0, found.start() - 1), min(len(opening), found.end() + 1)):
        return found.group()
    others = sum([1 if each["other"] else -1 for each in _PARTY.finditer(text)])
    return found.group() if others > 0 else ""
