"""Quantities: every number of a sentence, with its unit and bound, or set aside by name.

`reading` goes through a sentence; `shapes` and `furniture` know by its form what is no figure, `asides` and `set_phrases` by the words
around it; `bounds`, `signs`, `ranges` and `portions` know modifiers, the minus, upper ends and fractions, `nouns` the unit
that a noun gives, `sharing` and `tabular` those that a list or a flattened table says once.
"""

from extract.quantities.quantity import Aside, Quantity
from extract.quantities.reading import read

__all__ = ["Aside", "Quantity", "read"]
