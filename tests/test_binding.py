"""What a figure counts: the answers written in ``cases/binding.txt``, read through the whole line.

A case states only what it is about. A figure of a case is found when a fact's quote overlaps its words, as the
scoring of the gold reports has it; the wording of a site is free, that there is one is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import regex

from extract.binding.totals import Totals
from extract.catalogue import catalogue
from extract.facts import Fact
from extract.pipeline import extract, read_folder
from extract.report import Report

FILE = Path(__file__).parent / "cases" / "binding.txt"
MARK = regex.compile(r"\[(?P<quote>[^\[\]|]+)\|(?P<answer>[^\[\]|]*)\]")
HEAD = regex.compile(r"@(?P<said>\S+) ")
KEYS = {"indicator", "kind", "unit", "bound", "per", "period", "value", "theme", "site", "scope"}


@dataclass(frozen=True, slots=True)
class Marked:
    """A figure of a case: where it stands in the text and what must be read of it; no answers: no figure."""

    quote: str
    start: int
    answers: tuple[tuple[str, str], ...]

    @property
    def end(self) -> int:
        return self.start + len(self.quote)


@dataclass(frozen=True, slots=True)
class Case:
    """A line of the file as a report, with its marked figures."""

    number: int
    text: str
    region: str
    published: str
    marks: tuple[Marked, ...]


def read(number: int, line: str, file: Path = FILE) -> Case:
    """The case that stands in a line; ValueError names the line whose answer cannot be read."""
    region = published = ""
    while head := HEAD.match(line):
        said, line = head["said"], line[head.end() :]
        if said.isdecimal():
            published = f"{said}-12-20"
        else:
            region = said
    text, marks, done = "", [], 0
    for match in MARK.finditer(line):
        text += line[done : match.start()]
        pairs = [] if match["answer"] == "-" else [pair.partition("=") for pair in match["answer"].split()]
        if any(key not in KEYS or not value for key, _, value in pairs) or (
            not pairs and match["answer"] != "-"
        ):
            raise ValueError(f"{file.name}:{number}: no answer can be read in {match[0]!r}")
        marks.append(Marked(match["quote"], len(text), tuple((key, value) for key, _, value in pairs)))
        text, done = text + match["quote"], match.end()
    if not marks:
        raise ValueError(f"{file.name}:{number}: no figure is marked")
    return Case(number, (text + line[done:]).replace("¶", "\n"), region, published, tuple(marks))


def read_cases(file: Path) -> tuple[Case, ...]:
    """The cases of a file."""
    return tuple(
        read(number, line, file)
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if line and not line.startswith("#")
    )


CASES = read_cases(FILE)


def differs(fact: Fact, key: str, wanted: str) -> bool:
    """Whether a fact says something other than the answer; ``-`` answers that there is nothing."""
    got = getattr(fact, key) or ""
    if key == "value":
        return float(fact.value) != pytest.approx(float(wanted))
    if key == "site":
        return bool(got) != (wanted != "-")
    if key == "scope":
        return not str(got).endswith(wanted)
    return bool(got != ("" if wanted == "-" else wanted))


@cache
def facts(case: Case) -> tuple[Fact, ...]:
    report = Report("case", case.text, region=case.region, published=case.published)
    return tuple(extract(report).facts)


def wrong_answers(case: Case) -> list[str]:
    """What is read otherwise than the case says."""
    wrong: list[str] = []
    for mark in case.marks:
        found = [f for f in facts(case) if f.start < mark.end and mark.start < f.end]
        if not mark.answers:
            wrong += [f"{mark.quote}: no figure stands here, got {f.quote} ({f.indicator})" for f in found]
        elif not found:
            wrong.append(f"{mark.quote}: not found")
        else:
            nearest = min(found, key=lambda f: abs(f.start - mark.start) + abs(f.end - mark.end))
            wrong += [
                f"{mark.quote}: {key} is {getattr(nearest, key)!r}, not {wanted}"
                for key, wanted in mark.answers
                if differs(nearest, key, wanted)
            ]
    return wrong


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"line {case.number}")
def test_case(case: Case) -> None:
    wrong = wrong_answers(case)
    if wrong:
        pytest.fail(f"{FILE.name}:{case.number} {case.text}\n  " + "\n  ".join(wrong), pytrace=False)


def test_enough_cases() -> None:
    negative = [c for c in CASES if any(not m.answers or ("indicator", "-") in m.answers for m in c.marks)]
    assert len(CASES) >= 260
    assert len(negative) >= len(CASES) / 3


def test_what_is_not_sure_says_why() -> None:
    facts = [
        fact
        for fact in read_folder(Path(__file__).parent.parent / "seeds").facts
        if fact.indicator and not fact.sure
    ]
    assert facts
    explained = {"unsure_meaning", "unsure_period", "unsure_place", "beyond", "damaged", "recognised"}
    assert [fact.id for fact in facts if not explained & set(fact.reasons)] == []


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("全市投入资金3.2亿元新建改扩建村级活动场所。", "全市投入资金新建改扩建村级活动场所"),
        ("全市投入1.8亿元，用于村级活动场所建设。", "全市投入用于村级活动场所建设"),
        ("累计投入5470万元，高标准新建服务中心71个。", "投入新建服务中心"),
        ("铜仁市从市管党费中划拨320万元，慰问生活困难党员。", "铜仁市从市管党费中划拨慰问生活困难党员"),
        ("全市投入村级运转经费1.8亿元，用于办公。", "全市投入村级运转经费"),  # says so already
        ("全市投入1.8亿元，有力推进了脱贫攻坚。", "全市投入"),  # what came of it, not what it was for
        ("发展党员120名，用于补充队伍。", "发展党员"),
    ],
)
def test_money_is_for_what_the_words_behind_it_say(text: str, subject: str) -> None:
    (fact, *_) = extract(Report("r", text)).facts
    assert fact.subject == subject


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        (
            "新建村级活动场所45个，改建33个，扩建12个。",
            ["新建村级活动场所", "改建村级活动场所", "扩建村级活动场所"],
        ),
        ("收到提案548件，立案408件。", ["收到提案", "立案收到提案"]),
        ("移交问题线索20件，已办结9件。", ["移交问题线索", "办结移交问题线索"]),
        ("排查软弱涣散党组织23个，已整顿20个。", ["排查软弱涣散党组织", "整顿软弱涣散党组织"]),
        ("立案268件，处分241人。", ["立案", "处分"]),
        ("化解矛盾23起，后备干部储备120名。", ["化解矛盾", "后备干部储备"]),  # it has an object of its own
    ],
)
def test_a_verb_alone_has_the_object_of_the_figure_before_it(text: str, subjects: list[str]) -> None:
    assert [fact.subject for fact in extract(Report("r", text)).facts] == subjects


def test_no_part_of_a_time_is_the_object_of_a_verb() -> None:
    (fact,) = extract(Report("x", "截至目前，处分28人。")).facts
    assert fact.subject == "处分"


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("村、社区党组织书记平均年龄分别为44.9岁和40.3岁。", ["村党组织书记平均年龄", "社区党组织书记平均年龄"]),
        ("规上高技术制造业、装备制造业增加值分别增长23.7%、16.5%。", ["规上高技术制造业增加值", "装备制造业增加值"]),
        ("村、社区党组织书记中，大专以上学历的分别占40.8%、77.7%。", ["村党组织书记大专以上学历占比", "社区党组织书记大专以上学历占比"]),
        ("女党员、少数民族党员分别占26.1%、7.4%。", ["女党员占比", "少数民族党员占比"]),
    ],
)  # fmt: skip
def test_each_of_several_items_has_what_the_last_says_for_all(text: str, subjects: list[str]) -> None:
    assert [fact.subject for fact in extract(Report("r", text)).facts] == subjects


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("全省共有党员421.7万名，比2020年底净增15万名。", ["全省共有党员", "全省共有党员比2020年底净增"]),
        (
            "企业党组织覆盖率86.3%，较去年底分别提高3.2和5.1个百分点。",
            ["企业党组织覆盖率", *["企业党组织覆盖率较去年底分别提高"] * 2],
        ),
    ],
)
def test_a_change_has_what_changed_for_its_subject(text: str, subjects: list[str]) -> None:
    assert [fact.subject for fact in extract(Report("r", text)).facts] == subjects


def test_an_average_behind_its_sum_has_the_sum_for_its_subject() -> None:
    sum_, mean = extract(Report("x", "全县村集体经济总收入4.36亿元，村均突破300万元。")).facts
    assert mean.subject == sum_.subject == "全县村集体经济总收入"
    assert mean.per == "村"


def test_a_number_is_known_again_by_three_digits_whatever_its_size() -> None:
    totals, members = Totals(), catalogue().indicators["party_members"]
    for value in (300.0, 3_000_000.0, 1_965_000.0, 27.9, 0.05):
        totals.give("人", value, members)
    assert [totals.given("人", value) for value in (300.0, 3_000_000.0, 0.05)] == ["", "", ""]
    assert [totals.given("人", value) for value in (1_965_000.0, 27.9)] == ["party_members"] * 2


def test_a_region_that_begins_like_a_conjunction_keeps_its_first_character() -> None:
    first, second = extract(Report("x", "2021年，和平区发展党员320名，和顺县发展党员120名。")).facts
    assert (first.subject, second.subject) == ("和平区发展党员", "和顺县发展党员")
    _, joined = extract(Report("x", "发展党员320名，和女党员120名。")).facts
    assert joined.subject == "女党员"


def test_a_report_as_long_as_a_government_s_has_few_figures_of_party_work() -> None:
    told = "全省推动高质量发展，产业不断壮大，民生持续改善。\n"
    said = "为企业办理诉求1.3万件。\n"
    short, long = (
        extract(Report("一", f"{told * times}{said}", region="湖北省")).facts[0] for times in (12, 400)
    )
    assert short.quote == long.quote == "1.3万件"
    assert long.indicator is None
    party = extract(
        Report("一", f"{told * 400}{'党员和党支部下沉社区。' * 60}\n{said}", region="湖北省")
    ).facts[0]
    assert party.indicator == "problems_solved"


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("全村有贫困户23户(其中五保户5户)。", "五保户"),
        ("信访量由去年同期的39件下降到今年的5件。", "信访量（提升前）"),
        ("申请入党人数不断增长，2008年达到1944.9万人。", "申请入党人数不断增长"),
        ("查处违纪行为21起。", "查处违纪行为"),
        ("全市党员净增903名，增幅为0.2%。", "全市党员增幅"),
    ],
)
def test_a_subject_is_what_a_reader_understands(text: str, subject: str) -> None:
    subjects = [fact.subject for fact in extract(Report("x", text, region="吉林省四平市")).facts]
    assert subject in subjects or f"{subject}占比" in subjects


def test_more_people_than_a_region_has_are_to_be_checked() -> None:
    text = "2021年，全县发展党员10亿名，培训党员3200名，培训书记320万人次。"
    recruited, trained, attended = extract(Report("一", text, "江西省上饶市玉山县", "", "", "")).facts
    assert "beyond" in recruited.reasons and not recruited.sure
    assert "beyond" not in trained.reasons + attended.reasons  # one may attend more than once
