"""The draw: a simple random sample without replacement that anybody can repeat."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from extract.corrections import Value
from extract.corrections.draws import READ, Draw, Drawn
from extract.corrections.passages import passage
from extract.facts import Fact
from extract.readings import digest
from extract.table import Table


def population(facts: Iterable[Fact], kind: str, of: str = "") -> tuple[Fact, ...]:
    """The figures that a draw may take: all, those of one indicator, of one theme, or those that are to be checked; ``of``
    is the id of the indicator or theme."""
    match kind:
        case "all":
            return tuple(facts)
        case "indicator":
            return tuple(fact for fact in facts if fact.indicator == of)
        case "theme":
            return tuple(fact for fact in facts if fact.theme == of)
        case "unsure":
            return tuple(fact for fact in facts if fact.indicator and not fact.sure)
        case _:
            raise ValueError(f"no population {kind!r}")


def draw(
    table: Table, identities: Mapping[str, str], kind: str, of: str, wanted: int, seed: str = ""
) -> Draw:
    """Draw so many figures, at most all, each as likely as any other; raises `ValueError` where there are none.

    The order of the SHA-256 of seed and address is a random order of the figures, and its beginning the sample: unlike a
    library's generator it is the same in every version and every language. ``seed`` is drawn anew unless it is given.
    """
    facts = population(table.facts, kind, of)
    if not facts or wanted < 1:
        raise ValueError(f"nothing to draw: {wanted} of {len(facts)} figures")
    seed = seed or secrets.token_hex(8)
    raw = {source.name: source.raw for source in table.sources}
    addresses = {_address(fact, identities): fact for fact in facts}
    order = sorted(addresses, key=lambda address: _digest(f"{seed}\n{address}"))
    figures = [
        Drawn(
            passage(fact.report, raw[fact.report], fact.span), identities.get(fact.report, ""), reading(fact)
        )
        for fact in (addresses[address] for address in order[:wanted])
    ]
    reports = tuple((source.name, identities.get(source.name, "")) for source in table.sources)
    return Draw(kind, of, len(addresses), seed, _check(addresses), reports, tuple(figures))


def drawn_again(made: Draw, table: Table, identities: Mapping[str, str]) -> bool | None:
    """Whether the same seed draws the same figures again; None where the population is not the one that it was."""
    facts = population(table.facts, made.population, made.of)
    if not facts or _check({_address(fact, identities): fact for fact in facts}) != made.digest:
        return None
    again = draw(table, identities, made.population, made.of, len(made.figures), made.seed)
    return [_named(each) for each in again.figures] == [_named(each) for each in made.figures]


def reading(fact: Fact) -> Mapping[str, Value]:
    """How a figure is read: all that is judged of it."""
    return MappingProxyType({name: getattr(fact, name) for name in READ})


def _address(fact: Fact, identities: Mapping[str, str]) -> str:
    """A figure's address with its words, under whatever name its report is kept."""
    return f"{identities.get(fact.report, fact.report)}:{fact.start}:{fact.end}:{fact.quote}"


def _named(drawn: Drawn) -> tuple[str, str]:
    """A drawn figure by its report and its words; those around it may have been mended since."""
    return drawn.identity or drawn.passage.report, drawn.passage.quote


def _check(addresses: Iterable[str]) -> str:
    return _digest("\n".join(sorted(addresses)))[:16]


def _digest(text: str) -> str:
    return digest(text.encode("utf-8", errors="surrogatepass"))
