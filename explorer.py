"""The front door: the `explorer` command. Each command imports what it needs when it is called, so all start fast."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

try:
    import click
except KeyboardInterrupt:  # Ctrl-C at any moment, this one too
    sys.exit(130)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

VERSION = "0.1.0"
CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


def database_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --db to a command."""
    return click.option(
        "--db", metavar="FILE", help="The database file. Default: EXPLORER_DB, else one in your data folder."
    )(command)


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --json to a command."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")(command)


def sort_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --sort to a command."""
    orders = click.Choice(["newest", "oldest", "best match", "title", "kind", "sources"])
    return click.option("--sort", type=orders, help="The order; without one, that of the saved search, or newest.")(
        command
    )


def searches_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --searches to a command."""
    return click.option(
        "--searches", metavar="FILE", help="The file of saved searches. Default: EXPLORER_SEARCHES, else one of yours."
    )(command)


def saved_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --saved and --searches to a command."""
    return click.option("--saved", metavar="NAME", help="The saved search of this name, instead of a query.")(
        searches_option(command)
    )


def limit_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --max-bytes and --max-seconds to a command."""
    most = click.option(
        "--max-bytes", metavar="SIZE", default="20M", show_default=True,
        help="The largest file that is read, also when decompressed: a number, with k, M or G.",
    )  # fmt: skip
    longest = click.option(
        "--max-seconds", type=click.FloatRange(0.1, 3600), default=10, show_default=True,
        help="The longest time that parsing one file may take.",
    )  # fmt: skip
    return most(longest(command))


def lexicon_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --lexicon to a command."""
    return click.option(
        "--lexicon", metavar="FILE", help="Organisations of your own, in TOML; docs/lexicon.md tells the form."
    )(command)


EXCLUDED = re.compile(r'-(?:[^\W\d_]{2}|["(])')
GUARD = "\0"  # stands in no argument that a shell can give


def guarded(arguments: Sequence[str]) -> list[str]:
    """Arguments in which words to exclude from a search, such as `-piracy`, are not taken for options."""
    if not any(name in arguments for name in ("search", "browse", "articles")):
        return list(arguments)
    return [GUARD + each if EXCLUDED.match(each) else each for each in arguments]


def words_of(arguments: Sequence[str]) -> str:
    """The query that arguments make."""
    return " ".join(arguments).replace(GUARD, "")


@click.group(context_settings=CONTEXT, invoke_without_command=True)
@click.version_option(VERSION, prog_name="explorer")
@database_option
@click.pass_context
def cli(context: click.Context, db: str | None) -> int | None:
    """Explore the cooperation agreements that articles tell of, each fact with the sentence that states it.

    Without a command, opens the explorer.

    \b
    Examples:
      explorer                              open the explorer
      explorer browse europol kind:mou      open it on a search
      explorer search osce year:2014..2017  the same search, printed
      explorer seed my-articles/            read more articles
    """
    context.obj = db
    if context.invoked_subcommand is None:
        return browse_database(db, "")
    return None


@cli.command(context_settings=CONTEXT)
@database_option
@saved_options
@click.argument("query", nargs=-1)
@click.pass_context
def browse(
    context: click.Context, db: str | None, saved: str | None, searches: str | None, query: tuple[str, ...]
) -> int:
    """Open the explorer, on QUERY if one is given. The database is built first when there is none.

    \b
    Examples:
      explorer browse
      explorer browse org:interpol kind:mou
      explorer browse --db agreements.db '"secure communications"'
      explorer browse --saved "INTERPOL since 2015"
    """
    return browse_database(db or context.obj, words_of(query), saved, searches)


@cli.command(context_settings=CONTEXT)
@database_option
@limit_options
@lexicon_option
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes that read; by default one a processor, at most 4.")
@click.option(
    "--unknown",
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="Write the organisations there that the lexicon does not know.",
)
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.pass_context
def seed(
    context: click.Context, db: str | None, max_bytes: str, max_seconds: float, lexicon: str | None, jobs: int | None,
    unknown: str | None, paths: tuple[str, ...],
) -> int:  # fmt: skip
    """Read articles into the database: files and folders of them, or the bundled ones without PATH.

    The path "-" stands for a list of paths on standard input.

    Files that were read before and are as they were are passed by. Ctrl-C stops after the batch in hand; the same
    command then goes on. Exit status: 0 all read, 1 some passed over, 2 wrong use, 3 nothing read.

    \b
    Examples:
      explorer seed
      explorer seed press-releases/ note.txt
      explorer seed --db agreements.db press-releases/
      explorer seed --lexicon bodies.toml press-releases/
      find /archive -name '*.html' -print0 | explorer seed -
    """
    from pathlib import Path

    from shell.limits import limits_of
    from shell.seeding import Wishes, default_jobs, seed_from

    own = Path(lexicon) if lexicon else None
    wishes = Wishes(limits_of(max_bytes, max_seconds), jobs or default_jobs(), own, unknown)
    return seed_from(db or context.obj, paths, wishes)


@cli.command(context_settings=CONTEXT)
@database_option
@json_option
@sort_option
@click.option(
    "--limit", type=click.IntRange(0, 2**31 - 1), default=100, show_default=True, help="Most rows; 0 for all."
)
@saved_options
@click.argument("query", nargs=-1)
@click.pass_context
def search(
    context: click.Context, db: str | None, as_json: bool, sort: str | None, limit: int, saved: str | None,
    searches: str | None, query: tuple[str, ...],
) -> int:  # fmt: skip
    """List the agreements that match QUERY; all of them without one.

    \b
    Words        europol piracy       all of them, in the record or its sentences
    A prefix     traffick*
    A phrase     '"secure communications"'
    Operators    europol OR '(wco NOT piracy)'
    Parties      org:interpol with:europol  only:interpol,europol  family:un
    Filters      kind:mou status:signed topic:piracy provision:training place:lyon person:noble lang:fr
    Dates        year:2014  year:2011..2017  date:2011-10..2014  before:2014  after:2014  undated:
    Facts        has:expiry  missing:date  conflict:  sources:2..

    \b
    Examples:
      explorer search europol
      explorer search org:osce year:2014..2017
      explorer search --json kind:mou status:referred
      explorer search --saved "INTERPOL since 2015"
    """
    from shell.reading import print_search

    words = words_of(query)
    if saved is not None:
        from shell.searches import search_named

        words, order = search_named(searches, saved, words)
        sort = sort or order
    return print_search(db or context.obj, words, sort or "newest", limit, as_json)


@cli.group(context_settings=CONTEXT, invoke_without_command=True)
@database_option
@json_option
@searches_option
@click.pass_context
def searches(context: click.Context, db: str | None, as_json: bool, searches: str | None) -> int | None:
    """List the saved searches, with how many agreements each has now.

    They stand in a TOML file that you may edit and share: $XDG_CONFIG_HOME/agreement-explorer/searches.toml, or the one
    that --searches or EXPLORER_SEARCHES names.

    \b
    Examples:
      explorer searches
      explorer searches --json --searches team.toml
      explorer searches add "INTERPOL since 2015" org:interpol year:2015..
    """
    if context.invoked_subcommand is not None:
        return None
    from shell.searches import print_searches

    return print_searches(db or context.obj, searches, as_json)


@searches.command(context_settings=CONTEXT)
@searches_option
@sort_option
@click.argument("name")
@click.argument("query", nargs=-1, required=True)
@click.pass_context
def add(context: click.Context, searches: str | None, sort: str | None, name: str, query: tuple[str, ...]) -> int:
    """Save QUERY under NAME, at the end of the file; what else is in it stays as it is.

    A name that is taken gets a number.

    \b
    Examples:
      explorer searches add "INTERPOL since 2015" org:interpol year:2015..
      explorer searches add --searches team.toml --sort oldest Piracy topic:piracy
      explorer searches add Others -- kind:mou -interpol
    """
    from shell.searches import save_search

    group = context.parent.params if context.parent else {}
    return save_search(searches or group.get("searches"), name, words_of(query), sort)


@cli.command(context_settings=CONTEXT)
@database_option
@json_option
@click.argument("identifier", metavar="ID")
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


@cli.command(context_settings=CONTEXT)
@database_option
@json_option
@click.argument("name", nargs=-1)
@click.pass_context
def orgs(context: click.Context, db: str | None, as_json: bool, name: tuple[str, ...]) -> int:
    """List the organisations that NAME may mean, with the number of their agreements; all without NAME.

    \b
    Examples:
      explorer orgs
      explorer orgs customs
      explorer orgs --json interpol
    """
    from shell.reading import print_organisations

    return print_organisations(db or context.obj, " ".join(name), as_json)


@cli.command(context_settings=CONTEXT)
@database_option
@json_option
@click.argument("query", nargs=-1)
@click.pass_context
def articles(context: click.Context, db: str | None, as_json: bool, query: tuple[str, ...]) -> int:
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

    return print_articles(db or context.obj, words_of(query), as_json)


@cli.command(context_settings=CONTEXT)
@database_option
@json_option
@click.pass_context
def check(context: click.Context, db: str | None, as_json: bool) -> int:
    """Check the database: every span gives its words, every index is in step, nothing is orphaned.

    Exit status: 0 all is well, 3 something is not.

    \b
    Examples:
      explorer check
      explorer check --db agreements.db --json
    """
    from shell.checking import print_check

    return print_check(db or context.obj, as_json)


@cli.command(context_settings=CONTEXT)
@database_option
@click.pass_context
def upgrade(context: click.Context, db: str | None) -> int:
    """Bring a database that an older Explorer wrote up to date; its articles are not read anew.

    \b
    Examples:
      explorer upgrade
      explorer upgrade --db agreements.db
    """
    from shell.upgrading import upgrade_database

    return upgrade_database(db or context.obj)


@cli.command(context_settings=CONTEXT)
@json_option
@click.option(
    "--explain", "explained", is_flag=True, help="Say why: the words and the rules, and what was nearly found."
)
@limit_options
@lexicon_option
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
def extract(
    as_json: bool, explained: bool, max_bytes: str, max_seconds: float, lexicon: str | None, paths: tuple[str, ...]
) -> int:
    """Print what articles state, one JSON object a line with --json. Writes nothing: no database, no cache.

    With --explain: each sentence that mattered, the words that fired in braces, each fact with the rule that gave it;
    then what was nearly taken for an agreement, a signatory or a date, and what was lacking.

    The path "-" stands for a list of paths on standard input. Exit status: 0 all read, 1 some not, 3 none.

    \b
    Examples:
      explorer extract article.txt
      explorer extract --explain article.txt
      explorer extract --json articles/*.txt > found.jsonl
    """
    from pathlib import Path

    from shell.extracting import print_extraction
    from shell.limits import limits_of

    own = Path(lexicon) if lexicon else None
    return print_extraction(paths, as_json, limits_of(max_bytes, max_seconds), explained, own)


def browse_database(option: str | None, query: str, saved: str | None = None, searches: str | None = None) -> int:
    """Opens the explorer, building the database first when there is none."""
    from shell.browsing import browse_or_build

    return browse_or_build(option, query, saved, searches)


def main() -> None:
    """Runs the command line and leaves with its exit status."""
    try:
        from shell.failures import run
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(run(lambda: cli.main(guarded(sys.argv[1:]), standalone_mode=False)))


if __name__ == "__main__":
    main()
