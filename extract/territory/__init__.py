"""The territory: the region that a report is about, and the scope and site of each of its figures.

`home` finds the report's own region by `weighing` those that it names, `features` those of its parts, `own_body` the town or
body whose report it is (among the `bodies` that it opens with), `own_person` whose portrait, `unnamed` the county that it never names;
`parted` reads each part of a feature as a report of its own; `following` goes through its
sentences from one of its `anchors` to the next (`marks` are what those may be, `siblings` the names that only a list makes
certain). `names` and `sites` know the names of what is narrower than a county (`name_parts` each part of one, `in_a_row` several together, `stops` what none holds, `common_names` those that are everyday words), `parts` what has none, `former` counties of old,
`offices` those of bureaus, `mentions` those that move nothing, `beside` those that need nothing of what was told before, `returns` what leads back to the region, `extents` how far each of them reaches; `heads` knows who speaks for a
body, `pronouns` who is only pointed at, `together` what several regions have as one, `sections` what the sections of a round-up are about, `ahead` what is introduced only below;
`certainty` says how likely a place is right by all this, and `wording`, which knows none of it, in which words figures are told that
cover less than their region.
"""

from extract.territory.certainty import size
from extract.territory.following import Territory
from extract.territory.home import headed_otherwise, report_region
from extract.territory.parted import Parted, territory_of
from extract.territory.weighing import Home
from extract.territory.where import Where

__all__ = [
    "Home",
    "Parted",
    "Territory",
    "Where",
    "headed_otherwise",
    "report_region",
    "size",
    "territory_of",
]
