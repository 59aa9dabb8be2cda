"""How click asks what may follow at a prompt. What that is stands in `proposals.py`, read when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click
    from click.shell_completion import CompletionItem

THEMES = ("dark", "light", "contrast", "mono", "ansi-dark", "ansi-light", "auto")


def files(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:  # noqa: ARG001
    """Whatever files the shell finds."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(typed, type="file")]


def themes(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:  # noqa: ARG001
    """The names of themes."""
    return _items((name, "") for name in THEMES if name.startswith(typed))


def identifiers(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:  # noqa: ARG001
    """Ids of agreements, organisations and initiatives."""
    from shell.proposals import ids

    return _items(ids(_told(context, "db"), typed))


def organisations(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:  # noqa: ARG001
    """Ids of organisations."""
    from shell.proposals import ids

    return _items(ids(_told(context, "db"), typed, ("organisations",)))


def words(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:  # noqa: ARG001
    """Fields of a query and their values."""
    from shell.options import words_of
    from shell.proposals import query_words

    return _items(query_words(_told(context, "db"), words_of([typed])))


def saved(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:  # noqa: ARG001
    """Names of saved searches."""
    from shell.proposals import saved_names

    return _items(saved_names(_told(context, "searches"), typed))


def commands(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """The commands below those that the line has already."""
    from click.shell_completion import CompletionItem

    from shell.manual import below, context_of

    above = context_of(context.find_root().command, tuple(context.params.get(parameter.name or "") or ()))
    found = below(above) if above else ()
    return [CompletionItem(name, help=each.get_short_help_str()) for name, each in found if name.startswith(typed)]


def _items(found: Iterable[tuple[str, str]]) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [
        CompletionItem(value, type="part" if value.endswith(":") else "plain", help=about) for value, about in found
    ]


def _told(context: click.Context | None, name: str) -> str | None:
    """What an option of this command, or of one above it, was given."""
    while context is not None:
        if context.params.get(name):
            return str(context.params[name])
        context = context.parent
    return None
