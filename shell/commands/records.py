"""The commands that show what is known: of one record, of organisations, of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from shell import proposing
from shell.options import CONTEXT, database_option, form_options, json_option, words_of

if TYPE_CHECKING:
    from shell.forms import Form


@click.command(context_settings=CONTEXT)
@database_option
@json_option
@click.argument("identifier", metavar="ID", shell_complete=proposing.identifiers)
@click.pass_context
def show(context: click.Context, db: str | None, as_json: bool, identifier: str) -> int:
    """Show all that is known of ID, an agreement, an organisation or an initiative, with the words that state it.

    \b
    Examples:
      explorer show interpol-europol-mou-2011
      explorer show interpol
      explorer show --json crimjust
    """
    from shell.reading import print_record

    return print_record(db or context.obj, identifier, as_json)


@click.command(context_settings=CONTEXT)
@database_option
@form_options
@click.argument("name", nargs=-1, shell_complete=proposing.organisations)
@click.pass_context
def orgs(context: click.Context, db: str | None, form: Form, name: tuple[str, ...]) -> int:
    """List the organisations that NAME may mean, with the number of their agreements; all without NAME.

    \b
    Examples:
      explorer orgs
      explorer orgs customs
      explorer orgs --json interpol
    """
    from shell.reading import print_organisations

    return print_organisations(db or context.obj, " ".join(name), form)


@click.command(context_settings=CONTEXT)
@database_option
@form_options
@click.argument("query", nargs=-1, shell_complete=proposing.words)
@click.pass_context
def articles(context: click.Context, db: str | None, form: Form, query: tuple[str, ...]) -> int:
    """List the articles that match QUERY, each with the sentence that holds the words; all without one.

    The words are those of title and text; year:, lang: and source: are of the article, org: is an organisation that
    it names. Other filters ask for an agreement that it tells of. The same as: explorer search in:articles QUERY

    \b
    Examples:
      explorer articles
      explorer articles piracy
      explorer articles '"secure communications"' year:2011..2017 org:europol
      explorer articles --json
    """
    from shell.reading import print_articles

    return print_articles(db or context.obj, words_of(query), form)
