"""Binding: each figure of a report joined to its indicator, place, period and subject, or set aside with a reason.

`ledger` brings the answers of the readers together. `phrases` finds the words around a figure in a sentence as `plain` has it, in
clauses that `joining` puts together, `stretch` how far they go and `nouns` what they count, all by `grammar`; `unsettled` tells what is not done yet, `surroundings` what stands outside their sentence; `turns` gives the figures behind 分别 to the items before it, `enumerations` tells which items of a list
repeat what was counted, `aims` what is only planned. Of these words `scene` makes what can be asked of them, `candidates`
the indicators that they may mean by what `lexicon` finds of the catalogue, `evidence` what speaks for and against each (`bars`
what bars one outright, and `wording` what a workspace has learnt of its own turns of phrase), and `arbiter` the verdict;
`likeness` knows in which words each indicator is usually told, which makes it surer or less sure.
`attributes` says kind and rate, `subjects` what is counted, `themes` the theme; `meanings` is all of it for one sentence,
`relations` what its figures are to one another, `totals` what the paragraph has counted before, `doubts` what else
there is to say against a fact, and `trust` how far it may be trusted for all this.
"""

from extract.binding.arbiter import (
    Features,
    Verdict,
    Weights,
    built_in,
    decide,
    evidence_of,
    none_of,
    told,
)
from extract.binding.bars import BARS
from extract.binding.candidates import Candidate
from extract.binding.ledger import Context, bind
from extract.binding.meanings import Decide
from extract.binding.scene import Scene
from extract.binding.wording import NAME as WORDING
from extract.binding.wording import wording

__all__ = [
    "BARS",
    "WORDING", "Candidate", "Context", "Decide", "Features", "Scene", "Verdict", "Weights",
    "bind", "built_in", "decide", "evidence_of", "none_of", "told", "wording",
]  # fmt: skip
