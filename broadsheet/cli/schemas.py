"""The command that tells editors of text what the front matter may hold."""

from __future__ import annotations

from pathlib import Path

import click

from broadsheet.cli.answers import remark
from broadsheet.cli.options import DONE, Wanted, common

#: What can be asked for, and the file that has it in the documentation.
FILES = {
    "article": "docs/front-matter.schema.json",
    "record": "docs/record.schema.json",
    "vscode": "docs/editors/frontmatter.json",
    "decap": "docs/editors/config.yml",
}


@click.command()
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.argument("what", type=click.Choice(tuple(FILES)), default="article")
@common
def schema(wanted: Wanted, what: str, out: Path | None) -> int:
    """Print the JSON Schema of an article's front matter, or of a record's.

    Or the settings made from it: `vscode` for Front Matter in VS Code, `decap` for Decap CMS.
    """
    text = schema_text(what)
    if out is None:
        click.echo(text, nl=False)
        return DONE
    out.write_text(text, encoding="utf-8")
    if not wanted.quiet:
        remark(f"written: {out}")
    return DONE


def schema_text(what: str) -> str:
    """Return what is asked for, as the text of a file."""
    import orjson

    from broadsheet.content.editors import decap, vscode
    from broadsheet.content.keys import KEYS, RECORD_KEYS, SYNONYMS
    from broadsheet.content.schema import schema
    from broadsheet.enrich.topics.subjects import SUBTOPICS, TOPICS

    topics = sorted(topic.slug for topic in (*TOPICS, *SUBTOPICS))
    match what:
        case "article":
            made = schema("An article", KEYS, SYNONYMS, topics)
        case "record":
            made = schema("An authority record", RECORD_KEYS)
        case "vscode":
            made = vscode(topics)
        case _:
            return decap(topics)
    return orjson.dumps(made, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()
