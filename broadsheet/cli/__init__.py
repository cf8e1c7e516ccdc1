"""The command: options, exit status, and what a person is told. Rooms are imported when used.

A new command is one file with a function under `click.command`, and its place in `_COMMANDS`.
"""

from __future__ import annotations

import sys

import click

import broadsheet as package
from broadsheet.cli.answers import as_problem
from broadsheet.cli.building import build, ingest, ping, publish
from broadsheet.cli.checking import check
from broadsheet.cli.collecting import collect
from broadsheet.cli.desk import init, new, serve
from broadsheet.cli.doctoring import doctor
from broadsheet.cli.exporting import export
from broadsheet.cli.filtering import annotate, clip, stories
from broadsheet.cli.options import (
    BUSY,
    DEAF,
    DONE,
    INTERRUPTED,
    PROBLEMS,
    USAGE,
    Wanted,
    common,
)
from broadsheet.cli.schemas import schema
from broadsheet.cli.stopping import StoppedError, fall_silent, heeded
from broadsheet.errors import BroadsheetError, BusyError, SettingsError
from broadsheet.telling import say

_COMMANDS = (
    *(collect, ingest, publish, ping, check, serve),
    *(new, init, schema, doctor, clip, annotate, stories, export),
)


@click.group(invoke_without_command=True, context_settings={"max_content_width": 100})
@click.version_option(package.__version__, prog_name="broadsheet")
@common
def command(wanted: Wanted) -> int | None:
    """A press for news digests: seeds/ -> content/ -> site/.

    Without a command: ingest, then publish.
    """
    if click.get_current_context().invoked_subcommand is not None:
        return None
    return build(wanted, ingest=True, publish=True)


for _each in _COMMANDS:
    command.add_command(_each)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status.

    0 done, 1 problems in inputs, 2 usage or settings, 75 another process builds; 128 and the
    number of a signal that ended it.
    """
    try:
        with heeded():
            return _status(arguments)
    except StoppedError as stopped:
        click.echo(stopped.words, err=True)
        return stopped.status
    except BrokenPipeError:
        fall_silent()
        return DEAF


def _status(arguments: list[str] | None) -> int:
    try:
        status = command.main(args=arguments, standalone_mode=False)
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return USAGE
    except SettingsError as error:
        say(error.problem)
        return USAGE
    except BusyError as error:
        say(error.problem)
        return BUSY
    except BroadsheetError as error:
        say(error.problem)
        return PROBLEMS
    except (KeyboardInterrupt, click.Abort):
        click.echo("interrupted", err=True)
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # the latter is click's way to say the former
        raise BrokenPipeError from None
    except OSError as error:
        say(as_problem(error))
        return USAGE
    return status if isinstance(status, int) else DONE
