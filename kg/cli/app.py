"""The program ``kg``: finds the command, runs it, and turns whatever goes wrong into one line and a status.

Commands are imported only when they are called, so that ``kg --help`` stays fast.
"""

from __future__ import annotations

import errno
import importlib
import logging
import os
import shlex
import sys
import traceback
import warnings
from collections.abc import Sequence
from typing import Any, NoReturn, TextIO

import click

from kg import __version__
from kg.cli.streams import argument_text, prepare_streams, printable
from kg.errors import KgError, StaleFactsWarning

COMMANDS = {
    "ingest": "Read articles into a store.",
    "watch": "Keep a store up to date from feeds and folders.",
    "remove": "Take articles out of a store, with what only they said.",
    "extract": "Print what is read from articles, without a store.",
    "evaluate": "Compare what is read with what a careful reader takes from the same texts.",
    "query": "Ask the store: a question of the library, or a SPARQL file.",
    "search": "Find names and texts by the words in them.",
    "show": "Show an institution, official, agreement or article, with quotes.",
    "review": "Decide what may be one thing, correct a fact, list the decisions.",
    "view": "Write the store as linked HTML pages with networks.",
    "serve": "Serve the store: a query desk for people, SPARQL for programs.",
    "export": "Write the store for other tools: Turtle, CSV, GEXF and more.",
    "diff": "Tell what changed between two states of a store.",
    "validate": "Check the store against the shapes (SHACL).",
    "reason": "Check the ontology and the store by OWL reasoning.",
    "stats": "Say what the store covers, what is missing and what was left out.",
    "lexicon": "Count the entries of the lexicons and list the doubtful ones.",
    "doctor": "Say whether this machine, the data files and a store are well.",
}
LONGEST_ARGUMENT = 120
"""Characters of an argument that an error shows."""
DONE, SKIPPED, FAILED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


class CommandGroup(click.Group):
    """A group whose commands live in modules of their own name, imported on demand."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of the command and return its ``command``."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"kg.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table above, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=CommandGroup,
    epilog="\b\nExamples:\n  kg ingest data/articles/\n  kg show 'استانداری مازندران'\n  kg view -o pages\n\n"
    "'kg COMMAND --help' explains each command with examples.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="kg")
@click.option("--debug", is_flag=True, help="Print the traceback of an error instead of one line.")
def program(debug: bool) -> None:
    """Turn news about governmental agreements into a graph whose every fact shows its sentence."""
    if not debug:
        warnings.simplefilter("ignore")
        logging.disable(logging.CRITICAL)


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit status; all messages are printed here."""
    prepare_streams()
    try:
        status = _invoke([argument_text(argument) for argument in arguments])
        sys.stdout.flush()
    except BaseException as error:
        if isinstance(error, SystemExit):
            raise
        if "--debug" in arguments and not isinstance(error, BrokenPipeError):
            traceback.print_exc()
        return _explain(error, arguments)
    return status


def main() -> NoReturn:
    """Run the command line of this process and leave it with the exit status."""
    sys.exit(run(sys.argv[1:]))


def _invoke(arguments: list[str]) -> int:
    """Run the click program; a command returns its status, or None for done."""
    context = program.make_context("kg", arguments)
    with context, warnings.catch_warnings():
        warnings.simplefilter("always", StaleFactsWarning)
        warnings.showwarning = _tell_warning
        status: Any = program.invoke(context)
    return status if isinstance(status, int) else DONE


def _tell_warning(  # noqa: PLR0913, PLR0917 - what the warnings module hands over
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Print what a warning tells as one line on standard error, and nothing of where it was raised."""
    _complain(str(message))


def _explain(error: BaseException, arguments: Sequence[str]) -> int:
    """Print the one line that tells of ``error`` and return the exit status it stands for."""
    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        print(error.format_message(), file=sys.stderr)
        return FAILED
    if isinstance(error, BrokenPipeError):
        _silence_stdout()
        return PIPE_CLOSED
    if isinstance(error, KeyboardInterrupt | click.Abort):
        _complain("interrupted; a store keeps what was finished before")
        return INTERRUPTED
    _complain(_shortened(_message(error, arguments), arguments))
    return FAILED


def _message(error: BaseException, arguments: Sequence[str]) -> str:
    """Say what went wrong, where, and what to do next."""
    if isinstance(error, KgError):
        return str(error)
    if isinstance(error, click.UsageError):
        path = error.ctx.command_path if error.ctx else "kg"
        return f"{error.format_message().rstrip('.')}. Next: {path} --help"
    if isinstance(error, OSError) and error.errno is not None:
        reason = "no space is left" if error.errno == errno.ENOSPC else os.strerror(error.errno).lower()
        return f"{error.filename}: {reason}" if error.filename else reason
    hint = f"Next: run kg --debug {shlex.join(arguments)} and report what it prints"
    return f"unexpected {type(error).__name__}: {error}. {hint}"


def _shortened(message: str, arguments: Sequence[str]) -> str:
    """Return the message with very long arguments cut, so that what was wrong with them can be seen."""
    for argument in arguments:
        for part in (argument, argument.partition("=")[2]):
            text = " ".join(argument_text(part).split())
            for shown in (text, repr(text)[1:-1]):
                if len(shown) > LONGEST_ARGUMENT:
                    message = message.replace(shown, f"{shown[:LONGEST_ARGUMENT]}…")
    return message


def _complain(message: str) -> None:
    """Print one line on standard error, whatever the message holds."""
    print(f"kg: {printable(' '.join(message.split()))}", file=sys.stderr, flush=True)


def _silence_stdout() -> None:
    """Let the interpreter close without a second complaint about the closed pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
