"""A block of plain text, written as Markdown, shows literally the same text."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from broadsheet import content
from broadsheet.content.escape import line
from broadsheet.model import Block

COMMONMARK = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])

LITERAL = {
    # text of a paragraph: what stands in the file
    "Prices rose 5 * 3 = 15 %": r"Prices rose 5 \* 3 = 15 %",
    "a *bold* claim": r"a \*bold\* claim",
    "file_name_here is one word": "file_name_here is one word",
    "_so_ they say": r"\_so\_ they say",
    "# not a heading": r"\# not a heading",
    "#Ottilie is a hashtag": "#Ottilie is a hashtag",
    "- not an item": r"\- not an item",
    "-5 degrees": "-5 degrees",
    "+ plus": r"\+ plus",
    "1. not a list": r"1\. not a list",
    "2025) neither": r"2025\) neither",
    "1.5 million": "1.5 million",
    "> not a quote": r"\> not a quote",
    "---": r"\---",
    "- - -": r"\- - -",
    "===": r"\===",
    "+++": r"\+++",
    "***": r"\*\*\*",
    "[a link](https://example.org)": r"\[a link](https://example.org)",
    "[ref]: https://example.org": r"\[ref]: https://example.org",
    "![image](x.png)": r"!\[image](x.png)",
    "<script>alert(1)</script>": r"\<script>alert(1)\</script>",
    "5 < 6 and 7 > 6": "5 < 6 and 7 > 6",
    "<https://example.org>": r"\<https://example.org>",
    "AT&T and R&D;": r"AT&T and R\&D;",
    "&amp; &#65; &copy;": r"\&amp; \&#65; \&copy;",
    "`code`": r"\`code\`",
    "~~gone~~, ~500 people": r"\~\~gone\~\~, ~500 people",
    r"a back\slash": r"a back\\slash",
    "| a | b |": "| a | b |",
    "    four blanks": "four blanks",
    "two\nlines\r\nor three": "two lines or three",
    "a bell\x07 rings": "a bell rings",
    "يوم جديد *": r"يوم جديد \*",
}


def shown(markdown: str, tag: str) -> str:
    """Return the text of the one element that the Markdown is expected to make."""
    rendered = COMMONMARK.render(markdown)
    assert rendered.startswith(f"<{tag}>"), rendered
    assert rendered.endswith(f"</{tag}>\n"), rendered
    return html.unescape(rendered[len(tag) + 2 : -len(tag) - 4])


@pytest.mark.parametrize(("text", "markdown"), LITERAL.items())
def test_only_what_would_be_a_mark_is_escaped(text: str, markdown: str) -> None:
    assert content.body([Block("paragraph", text)]) == markdown
    assert shown(markdown, "p") == line(text)


nasty = st.text(min_size=1, max_size=40) | st.text(
    alphabet="#*_-+=~`[]()<>!&;|\\.:1a \t\n'\"/é", min_size=1, max_size=20
)
printable = nasty.filter(line)


@settings(max_examples=400, deadline=None)
@given(printable)
def test_a_paragraph_shows_its_text(text: str) -> None:
    assert shown(content.body([Block("paragraph", text)]), "p") == line(text)


@settings(max_examples=200, deadline=None)
@given(printable)
def test_a_subhead_shows_its_text(text: str) -> None:
    assert shown(content.body([Block("subhead", text)]), "h2") == line(text)


@settings(max_examples=200, deadline=None)
@given(st.lists(printable, min_size=1, max_size=4))
def test_items_and_quotes_show_their_text(texts: list[str]) -> None:
    items = shown(content.body([Block("item", text) for text in texts]), "ul")
    wanted = "\n" + "".join(f"<li>{line(text)}</li>\n" for text in texts)
    assert items == wanted
    for text in texts:
        quote = shown(content.body([Block("quote", text)]), "blockquote")
        assert quote == f"\n<p>{line(text)}</p>\n"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.builds(Block, st.sampled_from(["paragraph", "subhead", "item", "quote"]), nasty))
)
def test_each_block_stays_a_block_of_its_own(blocks: list[Block]) -> None:
    text = content.body(blocks)
    opened = [t for t in COMMONMARK.parse(text) if t.type == "inline"]
    assert len(opened) == sum(1 for block in blocks if line(block.text))
    assert not text.startswith(("---", "+++"))


@settings(max_examples=200, deadline=None)
@given(st.lists(printable, max_size=4))
def test_plain_takes_the_marks_off_again(texts: list[str]) -> None:
    body = content.body([Block("paragraph", text) for text in texts])
    assert content.plain(body) == "\n\n".join(line(text) for text in texts)


def test_plain_reads_what_people_write() -> None:
    markdown = "# Head\n\nA [link](https://example.org) and **bold** &amp; _so_.\n\n> said\n- one"
    assert content.plain(markdown) == "Head\n\nA link and bold & so.\n\nsaid\none"


@pytest.mark.parametrize("character", "_[&")
def test_a_megabyte_of_one_character_takes_no_long_time(character: str) -> None:
    body = content.body([Block("paragraph", character * 1_000_000)])
    assert len(content.plain(body)) <= 1_000_000
