"""`python -m bot.sandbox`: see Duly at work without GitHub."""

import asyncio
import sys
from pathlib import Path

import click

from bot.sandbox.demo.child import BotFailed
from bot.sandbox.demo.community import NoNotes
from bot.sandbox.demo.run import Options, run

SOURCE = click.Path(exists=True, path_type=Path)


@click.command()
@click.option("--notes", type=SOURCE, help="A folder of Markdown notes, or one note; without it a sample is used.")
@click.option("--config", type=SOURCE, help="A duly.yml for these notes; else the folder's own, else one is made up.")
@click.option("--port", default=0, show_default="a free one", help="Where the sandbox's API listens.")
@click.option("--once", is_flag=True, help="End after the last note instead of staying up for more pushes.")
def main(notes: Path | None, config: Path | None, port: int, once: bool) -> None:
    """Start a small GitHub and the bot beside it, push notes one by one, and tell of each issue."""
    try:
        asyncio.run(run(Options(notes, config, port, once)))
    except NoNotes as nothing:
        raise click.UsageError(str(nothing)) from None
    except OSError as error:
        raise click.ClickException(f"cannot listen on port {port}: {error.strerror}") from None
    except BotFailed as failure:
        click.echo(str(failure), err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
