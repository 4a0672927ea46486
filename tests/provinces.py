"""A workspace of many regions to try the pages with: a report of every province for each of several years, and for the
last of counties, and of all prefectures of some provinces with all counties of some of these, each with figures that are known.

``python -m tests.provinces FOLDER [--years 2011 2023]`` writes the texts and their ``reports.csv``; ``python -m extract add FOLDER`` keeps them in
a workspace.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from extract.manifest import Entry
from extract.regions import registry
from extract.workspace import Workspace

YEARS = (2021, 2022)
COUNTIES = 40
NESTED = ("辽宁省", "辽宁省沈阳市", "广东省", "北京市")  # of which every part has a report
_SPARSE = 3  # every third region says nothing of what is rarely reported


@dataclass(frozen=True, slots=True)
class Written:
    """One report: its region's full name, its year, its text, and the figures in it by indicator."""

    region: str
    year: int
    text: str
    figures: dict[str, int]


def written(
    years: tuple[int, ...] = YEARS, counties: int = COUNTIES, nested: tuple[str, ...] = ()
) -> Iterator[Written]:
    """The reports, the provinces of each year first, and last the parts of the regions that are ``nested``."""
    known = [region for region in registry().by_full_name.values() if region.until is None]
    provinces = [region.full_name for region in known if region.level == "province"]
    mainland = [name for name in provinces if not name.startswith(("台湾", "香港", "澳门"))]
    below = [region.full_name for region in known if region.level == "county"]
    for year in years:
        for number, name in enumerate(mainland):
            yield _report(name, year, number, size=100)
    scattered = below[:: max(1, len(below) // max(counties, 1))][:counties]
    for number, name in enumerate(scattered):
        yield _report(name, years[-1], number, size=1)
    for whole in nested:
        for number, name in enumerate(parts(whole)):
            if name not in scattered:
                yield _report(name, years[-1], number, size=10 if whole.endswith("省") else 1)


def parts(whole: str) -> list[str]:
    """The full names of the regions that lie right below one."""
    above = registry().by_full_name[whole].adcode
    return [region.full_name for region in registry() if region.parent == above and region.until is None]


def _report(name: str, year: int, number: int, size: int) -> Written:
    """Figures that no two regions share; what is rarely reported stands in two reports of three."""
    since = year - 2000
    sent, recruited, trained = ((number + 3) * size * step + since for step in (11, 37, 113))
    members = (number + 40) * size * 317 + since * size * (7 + number % 5)
    figures = {"cadres_dispatched": sent, "members_recruited": recruited, "party_members": members}
    lines = [
        f"{name}{year}年基层党建工作综述",
        f"{year}年，{name}选派驻村干部{sent}名。",
        f"{year}年，全{_own(name)}发展党员{recruited}名。",
        f"截至{year}年底，全{_own(name)}共有党员{members}名。",
    ]
    if number % _SPARSE:
        figures["party_members_trained"] = trained
        lines.append(f"{year}年，全{_own(name)}培训党员{trained}人次。")
    return Written(name, year, "\n".join(lines) + "\n", figures)


def _own(name: str) -> str:
    return {"省": "省", "市": "市", "区": "区", "县": "县", "旗": "旗"}.get(name[-1], "县")


def keep(space: Workspace, reports: Iterable[Written]) -> None:
    """Keep reports in a workspace, each with its region and year."""
    for each in reports:
        entry = Entry(each.region, "", str(each.year))
        space.keep(each.text.encode(), f"{each.region}-{each.year}.txt", entry)


def write(
    folder: Path,
    years: tuple[int, ...] = YEARS,
    counties: int = COUNTIES,
    nested: tuple[str, ...] = NESTED,
) -> None:
    """Write the reports into a folder with what ``reports.csv`` says of them."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "reports.csv").open("w", encoding="utf-8", newline="") as stream:
        lines = csv.writer(stream)
        lines.writerow(["file", "region", "title", "published", "source"])
        for each in written(years, counties, nested):
            file = f"{each.region}-{each.year}.txt"
            (folder / file).write_text(each.text, encoding="utf-8")
            lines.writerow([file, each.region, each.text.split("\n")[0], f"{each.year}-12-31", ""])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--counties", type=int, default=COUNTIES)
    parser.add_argument(
        "--years", type=int, nargs=2, metavar=("FIRST", "LAST"), default=(YEARS[0], YEARS[-1])
    )
    asked = parser.parse_args()
    write(asked.folder, tuple(range(asked.years[0], asked.years[1] + 1)), asked.counties)
