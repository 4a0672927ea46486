"""What is said of a sentence under which a figure stands: the report's own words, or a sentence made of the cells of a table."""

from __future__ import annotations

from collections.abc import Collection

from extract.facts import CELLS, Fact
from extract.views.words.language import Language
from extract.views.words.wording import label


def heading(facts: Collection[Fact], say: Language) -> str:
    """What stands over the sentences of these figures."""
    made = [fact.made == CELLS for fact in facts]
    return label(
        "part.quotes" if not any(made) else "part.quotes_made" if all(made) else "part.quotes_and_made", say
    )


def note(fact: Fact, say: Language) -> str:
    """What stands behind a sentence that is no quotation, "" behind one that is."""
    return label("part.of_cells", say) if fact.made == CELLS else ""


def origin(fact: Fact, say: Language) -> str:
    """What the sentence is, for the column of a table."""
    return label("part.of_cells" if fact.made == CELLS else "part.quoted", say)


def line(name: str, fact: Fact, say: Language) -> str:
    """A figure's sentence as one line of plain text."""
    told = fact.sentence.strip()
    return f"{name}：{say.bracketed(told, note(fact, say)) if fact.made else told}"
