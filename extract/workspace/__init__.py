"""The workspace: a user's own reports, what was read of them, their corrections and their indicators, as one table.

`store` is what the pages work with, `folder` what stands where on the disk. `filenames` makes names safe, `versions` tells
whether a report is there already, or is another version of one that is.
"""

from extract.workspace.keeping import Kept
from extract.workspace.store import State, Workspace

__all__ = ["Kept", "State", "Workspace"]
