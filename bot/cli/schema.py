"""`duly schema`: what the config may contain, for editors and for the docs."""

import json

import click

from bot.core.config import reference


@click.command("schema")
@click.option("--table", is_flag=True, help="Print the keys as a table in Markdown instead.")
def command(table: bool) -> None:
    """Print the JSON Schema of the config, for editors that check YAML."""
    if table:
        click.echo(reference.table(), nl=False)
    else:
        click.echo(json.dumps(reference.json_schema(), indent=2, ensure_ascii=False))
