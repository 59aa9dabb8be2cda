"""Answers that need to ask outside on the way: a talk yields questions, is sent what they get, and ends in its answer.

So what is said is decided by plain functions, and only `held` asks the database or touches a file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from db.errors import ExplorerError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path
    from typing import TypeAlias

    from db.catalogue import Catalogue

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class Outside(NamedTuple):
    """What questions are put to: the database, and the person's file of saved searches."""

    catalogue: Catalogue
    searches: Path


class Question(Protocol[T_co]):
    """Something that only the outside knows."""

    def answer(self, outside: Outside) -> T_co:
        """Ask; raises an ExplorerError where there is no answer."""


Talk: TypeAlias = "Generator[Question[Any], Any, T]"


def ask(question: Question[T]) -> Talk[T]:
    """The talk that is one question."""
    answer: T = yield question
    return answer


def held(talk: Talk[T], outside: Outside) -> T:
    """Holds a talk to its end; an error that a question meets is told to the talk, and raised where that lets it be."""
    try:
        question = next(talk)
        while True:
            try:
                answer = question.answer(outside)
            except ExplorerError as error:
                question = talk.throw(error)
            else:
                question = talk.send(answer)
    except StopIteration as end:
        result: T = end.value
        return result
