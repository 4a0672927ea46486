"""Records: the small immutable types that the stages hand on, made thousands of times a report, and what they are asked for."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, dataclass_transform, overload

Own = TypeVar("Own")
Value = TypeVar("Value")


@dataclass_transform(frozen_default=True)
def record(own: type[Own]) -> type[Own]:
    """A dataclass with slots that is frozen for the type checker, which holds that nothing sets a field.

    At run time nothing stands in the way: a class that is frozen there too sets each field through a call, and takes five
    times as long to make. Use it where many are made for each sentence, ``@dataclass(frozen=True, slots=True)`` elsewhere.

    >>> @record
    ... class Place:
    ...     line: int
    >>> Place(3)
    Place(line=3)
    >>> {Place(3), Place(3)}
    {Place(line=3)}
    """
    return dataclass(slots=True, unsafe_hash=True)(own)


@contextmanager
def uncollected() -> Iterator[None]:
    """While records are made, no collector looks for cycles among them: they hold none, and to look again and again at all
    that a report has come to takes a twelfth of its time. What libraries leave behind goes afterwards.

    >>> with uncollected():
    ...     gc.isenabled()
    False
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class once(Generic[Value]):  # noqa: N801 it is used as the decorators of the standard library are
    """A property that is worked out when it is first asked for, and kept in the object's own dictionary.

    As `functools.cached_property`, without the lock that Python before 3.12 takes each time: that costs as much as what
    many of these work out, and an object of a report is asked by one thread.

    >>> class Sentence:
    ...     @once
    ...     def length(self) -> int:
    ...         print("counted")
    ...         return 3
    >>> sentence = Sentence()
    >>> sentence.length + sentence.length
    counted
    6
    """

    def __init__(self, work: Callable[[Any], Value]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, own: None, owner: type) -> once[Value]: ...
    @overload
    def __get__(self, own: object, owner: type) -> Value: ...
    def __get__(self, own: object | None, owner: type) -> once[Value] | Value:
        if own is None:
            return self
        value = own.__dict__[self._name] = self._work(own)
        return value
