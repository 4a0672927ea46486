"""Binding: each figure of a report joined to its indicator, place, period and subject, or set aside with a reason.

`ledger` brings the answers of the readers together. `phrases` finds the words around a figure and `nouns` what they count,
both by `grammar`; of these words `naming` makes the indicator, by what `lexicon` finds of the catalogue's own, `attributes`
kind and rate, `subjects` who counts, and `themes` the theme. `meanings` is all of it for one sentence, `relations` what its figures are to one another, and
`doubts` how sure that can be.
"""

from extract.binding.ledger import Context, bind

__all__ = ["Context", "bind"]
