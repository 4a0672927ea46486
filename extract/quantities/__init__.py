"""Quantities: every number of a sentence, with its unit and bound, or set aside by name.

`reading` goes through a sentence; `shapes` and `asides` know what is no figure, by form and by context; `bounds`,
`portions` and `tabular` know modifiers, fractions and the units of a flattened table.
"""

from extract.quantities.reading import Aside, Quantity, read

__all__ = ["Aside", "Quantity", "read"]
