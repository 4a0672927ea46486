"""The territory: the region that a report is about, and the scope and site of each of its figures.

`home` finds the report's own region; `following` goes through its sentences from one `anchor` to the next; `sites`
knows the names of what is narrower than a county, `returns` what leads back to the region.
"""

from extract.territory.following import Home, Territory, Where, report_region

__all__ = ["Home", "Territory", "Where", "report_region"]
