"""`python -m bot.sandbox`: try Duly without GitHub. `make run` and `duly demo` start it."""

import asyncio
import sys
from pathlib import Path

import click

from bot.sandbox.demo.child import BotFailed
from bot.sandbox.demo.community import NoCommunity
from bot.sandbox.demo.run import Options, run

SOURCE = click.Path(exists=True, path_type=Path)


@click.command()
@click.option("--notes", type=SOURCE, help="A folder of notes, or one note. Default: sample notes.")
@click.option(
    "--config", type=SOURCE, help="A config for these notes. Default: that of the folder, else a generated one."
)
@click.option("--port", default=0, show_default="a free port", help="The port of the sandbox's API and page.")
@click.option("--once", is_flag=True, help="Stop after the last note instead of waiting for further pushes.")
def main(notes: Path | None, config: Path | None, port: int, once: bool) -> None:
    """Start a local GitHub stand-in and Duly beside it, push notes one by one, and print what Duly does."""
    try:
        asyncio.run(run(Options(notes, config, port, once)))
    except NoCommunity as error:
        raise click.UsageError(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"cannot listen on port {port}: {error.strerror}") from None
    except BotFailed as failure:
        click.echo(str(failure), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main(prog_name="duly demo")
