"""Explaining: what a figure was decided by, in values, in words, and on the command line."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from extract.__main__ import main
from extract.binding import WORDING, built_in
from extract.binding.evidence import EVIDENCE
from extract.catalogue import adopt
from extract.explaining import CHOSEN, NO_WORD, UNSURE, Explanation, explain
from extract.facts import Unread
from extract.manifest import Entry
from extract.pipeline import extract, report_of
from extract.report import read, read_text
from extract.views.words import reasoning
from extract.views.words.language import CODES, Code, Language
from extract.workspace import Workspace
from tests.killing import OWN

ROOT = Path(__file__).parents[1]
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
TRAINED = "2022年，全县培训党员1.2万人次。"


def of(text: str, figure: str, **said: str) -> Explanation:
    report = read_text(text, "text", "text", Entry(said.get("region", ""), "", said.get("published", ""), ""))
    return next(each for each in explain(report).figures if each.fact.text == figure)


@pytest.mark.parametrize("path", SEEDS[:2], ids=lambda path: path.stem)
def test_every_figure_of_a_report_is_explained_as_it_was_read(path: Path) -> None:
    report = read(path)
    table, found = extract(report), explain(report)
    assert [each.fact for each in found.figures] == list(table.facts)
    assert found.unread == table.unread
    for each in found.figures:
        chosen = next(iter(each.considered), None)
        likeliest = chosen.indicator if chosen else None
        assert likeliest == each.fact.indicator
        assert sum(one.probability for one in each.considered) == pytest.approx(
            1.0 if each.considered else 0.0
        )
        assert each.place.scope == (each.fact.scope if each.as_at is None else each.place.scope)
        assert (each.why == CHOSEN) == (each.fact.indicator is not None)


def test_the_words_around_a_figure_and_those_that_speak_for_its_indicator_are_shown() -> None:
    made = of(TRAINED, "1.2万人次")
    first = made.considered[0]
    assert made.fact.indicator == first.indicator == "party_members_trained"
    assert "培训" in made.acts
    assert made.clause == "全县培训党员1.2万人次。"
    assert any("党员" in noun for noun in made.nouns)
    by_name = {each.name: each for each in first.evidence}
    assert by_name["act"].words == "培训"
    assert first.word in by_name["noun"].words
    weights = [abs(each.weight) for each in first.evidence]
    assert weights == sorted(weights, reverse=True)
    assert first.strongest == first.evidence[:3]
    assert made.runner_up is made.considered[1]


def test_what_a_comma_parts_from_a_figure_does_not_follow_it() -> None:
    made = of("全县举办培训班12场次、2万人次。", "12场次")
    behind = next(each for each in made.considered[0].evidence if each.name == "behind")
    assert (behind.level.split(", ")[0], behind.words) == ("nothing", "")
    goes_on = of("全县2万名党员开展行动。", "2万名").considered[0].evidence
    assert next(each.words for each in goes_on if each.name == "behind") == "开展行动"


def test_a_province_is_named_where_its_figure_says_what_is_spoken_of() -> None:
    honoured = of("表彰大会上，160名优秀共产党员受到表彰。", "160名", region="湖北省")
    shown = {each.name: each.words for each in honoured.considered[0].evidence}
    assert honoured.fact.indicator == "honoured_members"
    assert shown["about"] == "湖北省"


def test_the_subject_of_one_of_several_names_no_other() -> None:
    made = of("30名共产党员、20名党务工作者和15个基层党组织受到表彰。", "30名")
    assert made.fact.subject == "共产党员受到表彰"


def test_words_in_brackets_are_quoted_with_both_of_these() -> None:
    made = of("覆盖全县110个行政村（社区）。", "110个")
    villages = next(each for each in made.considered if each.indicator == "villages")
    assert next(each.words for each in villages.evidence if each.name == "joint") == "行政村(社区)"


@pytest.mark.parametrize(
    ("code", "words"),
    [("zh", "全文只说某一处，本段只说某一处，没有“全市”一类的说法"), ("en", "the report speaks of one place alone, the paragraph speaks of one place alone without words like 全市")],
)  # fmt: skip
def test_a_place_that_is_not_likely_says_what_the_text_speaks_of(code: Code, words: str) -> None:
    say = Language(code)
    text = "居民说，大家都来帮忙，培训党员320人次。"
    placed = of(text, "320人次", region="吉林省双辽市").place
    assert placed.likely is not None and placed.likely < 0.9
    assert f"{round(placed.likely * 100)}%" in reasoning.place(placed, say)
    assert words in reasoning.place(placed, say)
    sure = of("全市培训党员320人次。", "320人次", region="吉林省双辽市").place
    assert sure.likely is not None and sure.likely > 0.9 and "%" in reasoning.place(sure, say)
    assert reasoning.place(sure, say).count("·") < reasoning.place(placed, say).count("·")


def test_of_a_text_that_names_no_region_nothing_is_said_to_lie_elsewhere(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["explain", "全县2万名党员开展行动"]) == 0
    (region,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("地区")]
    assert "报告没有点明地区" in region and "以外" not in region


def test_why_a_figure_has_no_indicator_is_told_apart() -> None:
    silent = of("全县共有路灯3200盏。", "3200盏")
    assert (silent.why, silent.considered, silent.none) == (NO_WORD, (), 1.0)
    unlikely = of("该公司有企业党员12名到外省参观学习。", "12名")
    assert unlikely.fact.indicator is None
    assert unlikely.why == UNSURE
    assert unlikely.considered[0].indicator is None
    best = unlikely.surest
    assert best and best.indicator == "party_members" and best.certainty < 0.4 and best.told is not None
    assert best.probability < unlikely.none
    words = reasoning.why(unlikely, Language("zh"))
    assert "党员总数" in words and reasoning.share(best.certainty) in words


def test_place_and_period_come_with_the_words_that_gave_them() -> None:
    made = of("2022年，培训党员1.2万人次。", "1.2万人次", region="吉林省四平市双辽市")
    assert (made.place.scope, made.place.rule, made.place.home) == ("吉林省四平市双辽市", "own", "given")
    assert made.place.words == "吉林省四平市双辽市"
    assert (made.date.period, made.date.words, made.date.sentence) == ("2022", "2022年", "")


def test_a_period_of_the_sentence_before_is_quoted_with_it() -> None:
    made = of("抓好培训。\n2021年，举办培训班12期。累计培训党员5万人次。", "5万人次")
    assert made.date.words == "2021年"
    assert made.date.sentence == "2021年，举办培训班12期。"


def test_a_site_is_quoted_as_the_text_names_it() -> None:
    text = "英德市组织工作综述\n英德市委抓党建。连江口镇连樟村现有党员56名。"
    made = of(text, "56名", region="广东省清远市英德市")
    assert made.fact.site == "连江口镇连樟村"
    assert made.place.words == "连江口镇连樟村"


def test_the_words_of_a_place_are_those_that_mean_it() -> None:
    made = of("组织工作综述\n全市表彰全国优秀共产党员3名。", "3名", region="山西省运城市")
    assert made.place.words == "全市"
    made = of("组织工作综述\n我们党9000多万名党员，全市12万名。", "9000多万名", region="山西省运城市")
    assert (made.fact.scope, made.place.words) == ("全国", "我们党")


def test_a_figure_in_a_heading_points_to_the_one_that_it_means() -> None:
    text = "培训党员1.2万人次\n\n2022年，全县培训党员1.2万人次，举办培训班12期，效果明显。"
    (
        first,
        *_,
    ) = explain(read_text(text, "text", "text", Entry())).figures
    assert first.as_at == text.rindex("1.2万人次")
    assert first.date.words == "2022年"


def test_a_figure_in_a_heading_is_not_another_thing_of_the_same_number() -> None:
    text = "双辽市210个驻村工作队进村\n\n双辽市确定帮扶的贫困村210个，派出驻村工作队210个，效果明显。"
    made = explain(read_text(text, "text", "text", Entry())).figures
    assert made[0].fact.indicator == made[2].fact.indicator == "work_teams_dispatched"
    assert made[0].as_at == made[2].fact.start


def test_what_stands_at_an_offset_is_a_figure_a_number_set_aside_or_nothing() -> None:
    found = explain(read_text(TRAINED, "text", "text", Entry()))
    figure, year = found.at(TRAINED.index("1.2万") + 2), found.at(0)
    assert isinstance(figure, Explanation) and figure.fact.quote == "1.2万人次"
    assert isinstance(year, Unread) and year.reason == "date"
    assert found.at(TRAINED.index("全县")) is None


def wordless(features: Iterable[str]) -> list[str]:
    """Which of these ``name: level`` have no words in a language."""
    parts = [(feature, *feature.split(": ")) for feature in features]
    return [
        f"{feature} ({code})"
        for feature, own, levels in parts
        for code in CODES
        if not all(reasoning.part(own, level, Language(code)) for level in levels.split(", "))
    ]


def test_every_evidence_and_every_level_that_has_a_weight_has_words_in_both_languages() -> None:
    assert wordless(built_in().levels) == []
    names = {evidence.__name__ for evidence in EVIDENCE} | {"none", WORDING}
    words = tomllib.loads((files("extract") / "data" / "evidence.toml").read_text("utf-8"))
    assert set(words["names"]) == names
    assert wordless(["act: by magic"]) == ["act: by magic (zh)", "act: by magic (en)"]


def test_every_phrase_of_the_data_has_both_languages() -> None:
    words = tomllib.loads((files("extract") / "data" / "evidence.toml").read_text("utf-8"))

    def phrases(table: dict[str, object]) -> list[dict[str, object]]:
        if set(table) == set(CODES):
            return [table]
        return [each for own in table.values() if isinstance(own, dict) for each in phrases(own)]

    found = phrases(words)
    assert len(found) > 100
    assert all(str(text).strip() for each in found for text in each.values())


@pytest.mark.parametrize("code", CODES)
def test_every_rule_of_place_and_period_on_the_examples_has_words(code: Code) -> None:
    say = Language(code)
    known = tomllib.loads((files("extract") / "data" / "evidence.toml").read_text("utf-8"))
    for path in SEEDS:
        for each in explain(read(path)).figures:
            assert each.place.rule in known["place"]
            assert each.place.home in ("", *known["home"])
            assert each.date.rule in known["period"] or each.date.rule.startswith("taken up by")
            assert reasoning.place(each.place, say) and reasoning.period(each.date, say)


def test_the_card_escapes_what_the_report_says() -> None:
    made = of("<b>2022年</b>，全县培训<img src=x>党员1.2万人次。", "1.2万人次")
    for code in CODES:
        html = reasoning.card(made, Language(code))
        assert "<img" not in html
        assert "<b>" not in html


def test_the_command_explains_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", TRAINED]) == 0
    said = capsys.readouterr().out
    assert "全县培训党员[1.2万人次]" in said
    assert "培训党员" in said and "●" in said and "2022年" in said
    assert main(["explain", TRAINED, "--language", "en"]) == 0
    assert "Candidates" in capsys.readouterr().out


@pytest.mark.parametrize("wrong", [["--published", "某日"], ["--region", "乱写"], ["--workspace", "nowhere"]])
def test_the_command_says_what_it_cannot_understand(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", TRAINED, *wrong]) == 2
    assert wrong[1] in capsys.readouterr().err


def test_the_command_explains_with_the_indicators_of_a_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Workspace.open(tmp_path).add_indicators(OWN)
    try:
        assert main(["explain", "建成村级书屋120个。", "--workspace", str(tmp_path)]) == 0
    finally:
        adopt(None)
    assert "“村级书屋”" in capsys.readouterr().out


def test_the_command_explains_one_place_of_a_report_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "r.txt"
    path.write_text(TRAINED + "选派干部260名到村帮扶。", "utf-8")
    at = path.read_text("utf-8").index("260名")
    assert main(["explain", "--report", str(path), "--at", str(at), "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["figures"]
    assert (row["fact"]["quote"], row["fact"]["start"]) == ("260名", at)
    strongest = [each for each in row["considered"][0]["evidence"] if each["strongest"]]
    assert len(strongest) == 3
    assert {"name", "level", "weight", "words"} <= set(strongest[0])


def test_the_command_says_what_it_sees_where_there_is_no_figure(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "r.txt"
    path.write_text(TRAINED, "utf-8")
    assert main(["explain", "--report", str(path), "--at", "6"]) == 1
    assert f"“1.2万人次”, begins at {TRAINED.index('1.2')}" in capsys.readouterr().err
    assert main(["explain", "--report", str(path), "--at", "0"]) == 1
    assert "日期" in capsys.readouterr().out
    assert main(["explain", "--report", str(path), "--at", "999"]) == 2
    assert main(["explain"]) == 2
    assert main(["explain", "没有数字。"]) == 1
    assert main(["explain", "--report", str(tmp_path / "none.txt")]) == 1
    for no_text, said in (
        (str(path), "--report"),
        ("没有.docx", "--report '没有.docx'"),
        (" ", "the text is empty"),
    ):
        capsys.readouterr()
        assert main(["explain", no_text]) == 2
        assert said in capsys.readouterr().err


def test_the_fold_says_why_or_why_it_cannot() -> None:
    table = extract(read(SEEDS[0]))
    report = report_of(table.sources[0])
    fact = next(each for each in table.facts if each.indicator)
    assert "reasoning" in (html := reasoning.fold(fact, report, (), Language("zh")))
    assert reasoning.indicator(fact.indicator, Language("zh")) in html
    without = replace(report, raw="")
    assert "一张表" in reasoning.fold(fact, without, (), Language("zh"))
    assert "corrected by hand" in reasoning.fold(replace(fact, corrected="value"), report, (), Language("en"))
    assert "added by hand" in reasoning.fold(replace(fact, start=len(report.raw)), report, (), Language("en"))


def test_a_report_that_was_read_before_is_explained_as_it_was_read() -> None:
    report = read(SEEDS[0])
    given = replace(report, region="吉林省四平市双辽市", published="2021-03")
    (source,) = extract(given).sources
    assert explain(report_of(source)).figures == explain(given).figures


TABLED = (
    "双辽市党建情况\n乡镇\t2021年发展党员（名）\t2022年发展党员（名）\n茂林镇\t12名\t14名\n双山镇\t9名\t8名\n"
    "\n全市共有党员24000名，今年选派驻村干部300名。\n"
)


@pytest.mark.parametrize("region", ["", "吉林省四平市双辽市"])
@pytest.mark.parametrize("year", ["", "2022"])
@pytest.mark.parametrize(
    "text", [TABLED, "双辽市党建工作综述\n截至去年底，全市共有党员24000名，今年选派驻村干部300名。\n"]
)
def test_a_figure_is_explained_by_what_it_was_read_by(text: str, region: str, year: str) -> None:
    """With the tables of its report and the year that was said of it: else another figure is explained than is shown."""
    given = read_text(text, "x", "x", Entry(region, year=year))
    table = extract(given)
    (source,) = table.sources
    again = report_of(source)
    assert extract(again) == extract(report_of(source, region)) == table
    found = explain(again)
    assert [each.fact for each in found.figures] == list(table.facts)
    for each in found.figures:
        assert (each.place.scope, each.place.site) == (each.fact.scope, each.fact.site)
        assert each.date.period == each.fact.period and (not each.date.period or each.date.rule != "nothing")


def test_a_place_that_a_table_gives_is_said_to_be_of_the_table() -> None:
    made = explain(read_text(TABLED, "x", "x", Entry("吉林省四平市双辽市", year="2022"))).figures[0]
    assert made.fact.site == "茂林镇"
    assert "茂林镇" in reasoning.place(made.place, Language("zh")) and "own region" not in reasoning.place(
        made.place, Language("en")
    )
