"""Blocks in a column, broken into pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.views.exports.image import Block

Chunk = list[Block]


@dataclass(slots=True)
class Flow:
    """Chunks in their order. ``marks`` are the places of those with a heading under its words, ``waiting`` what stands with the
    next, ``breaks`` those that begin a page, and ``heads`` what stands over those that a page begins with by chance: the
    heads of their table."""

    chunks: list[Chunk] = field(default_factory=list)
    marks: dict[str, int] = field(default_factory=dict)
    waiting: Chunk = field(default_factory=list)
    breaks: set[int] = field(default_factory=set)
    heads: dict[int, Block] = field(default_factory=dict)

    def add(self, *blocks: Block) -> None:
        """A chunk, behind what waits for it."""
        self.chunks.append([*self.waiting, *blocks])
        self.waiting = []

    def lead(self, *blocks: Block) -> None:
        """What must not stand at the foot of a page without what follows."""
        self.waiting += blocks

    def mark(self, words: str) -> None:
        """The next chunk is what the contents call so."""
        self.marks[words] = len(self.chunks)

    def on_page(self, place: int, *, first: bool) -> Chunk:
        """A chunk as it stands on its page."""
        head = [self.heads[place]] if first and place in self.heads else []
        return [*head, *self.chunks[place]]

    def new_page(self) -> None:
        """The next chunk begins a page."""
        self.breaks.add(len(self.chunks))

    def paged(self, room: float) -> list[list[int]]:
        """The places of the chunks on each page of so many points. One that is higher than a page has one to itself."""
        if self.waiting:
            self.add()
        pages: list[list[int]] = [[]]
        filled = 0.0
        for place, chunk in enumerate(self.chunks):
            height = sum(block.height for block in chunk)
            if pages[-1] and (filled + height > room or place in self.breaks):
                pages.append([])
                filled = sum(block.height for block in self.on_page(place, first=True)) - height
            pages[-1].append(place)
            filled += height
        return pages
