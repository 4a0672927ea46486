"""Cells: the tables of a report put into words, so that a figure in a cell is bound as one in a sentence.

    grid -> frames (heads, labels, blocks) -> wording (茂林镇：发展党员120名。) -> the text that is read

`restore` gives the restored text of a report with its tables in words; every word of a cell still leads back to the
place where the cell stands in the file, and what was only repeated from a head or a label leads to nothing.
"""

from extract.cells.restoring import notes, prose, read, restore, stretches
from extract.cells.settling import in_table, settled

__all__ = ["in_table", "notes", "prose", "read", "restore", "settled", "stretches"]
