"""Links, tables, steps, captions and code, written as Markdown, show what the blocks hold."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from broadsheet import content
from broadsheet.content.escape import line
from broadsheet.fingerprint import fingerprint
from broadsheet.model import Block, BlockKind, Link, LinkedBlock
from broadsheet.render.markdown import html as page_html
from broadsheet.text import squeezed

MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
NASTY = st.text(min_size=1, max_size=20) | st.text(
    alphabet="#*_-+=~`[]()<>!&;|\\.:1a '\"/é", min_size=1, max_size=12
)
WORDS = NASTY.map(lambda text: squeezed(line(text))).filter(bool)
URLS = st.sampled_from(
    [
        "https://example.org/a_b*c?x=1&copy=2",
        "https://example.org/(odd)[one]",
        "mailto:desk@example.org",
        "https://example.org/a|b",
        "https://example.org/`tick`/~x~/!",
    ]
)


@st.composite
def linked(draw: st.DrawFn, kind: BlockKind = "paragraph") -> LinkedBlock:
    text, links = "", []
    for words, url in draw(st.lists(st.tuples(WORDS, st.none() | URLS), min_size=1, max_size=4)):
        blank = " " if text and draw(st.booleans()) else ""
        start = len(text) + len(blank)
        text += blank + words
        if url:
            links.append(Link(start, len(text), url))
    return LinkedBlock(kind, text, tuple(links))


def inlines(markdown: str) -> list[Token]:
    return [token for token in MARKDOWN.parse(markdown) if token.type == "inline"]


def words(inline: Token) -> str:
    return "".join(child.content for child in inline.children or () if child.type == "text")


def links(inline: Token) -> list[str]:
    opened = [child for child in inline.children or () if child.type == "link_open"]
    return [str(token.attrs["href"]) for token in opened]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(["paragraph", "subhead", "quote", "item", "step", "caption"]).flatmap(
        linked  # type: ignore[arg-type]
    )
)
def test_a_block_with_links_shows_its_text_and_leads_where_it_should(block: LinkedBlock) -> None:
    (inline,) = inlines(content.body([block]))
    assert words(inline) == block.text
    assert links(inline) == [MARKDOWN.normalizeLink(_fit(link.url)) for link in block.links]
    assert content.plain(content.body([block])) == block.text


def _fit(url: str) -> str:
    return url.replace("`", "%60").replace("|", "%7C")


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(WORDS | st.just(""), min_size=1, max_size=4), min_size=1, max_size=4))
def test_a_table_shows_every_cell(rows: list[list[str]]) -> None:
    rows = [row for row in rows if any(row)]
    body = content.body([Block("row", "\t".join(row)) for row in rows])
    width = max(map(len, rows), default=0)
    cells = [cell for row in rows for cell in row + [""] * (width - len(row))]
    assert [words(inline) for inline in inlines(body)] == cells
    shown = [line.split("\t") for line in content.plain(body).split("\n")] if rows else []
    assert [cell for row in shown for cell in row] == cells


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="`~ \tab\n|*<&\\", max_size=30))
def test_code_is_shown_letter_for_letter(text: str) -> None:
    fences = [t for t in MARKDOWN.parse(content.body([Block("code", text)])) if t.type == "fence"]
    if not text.strip():
        assert not fences
        return
    (fence,) = fences
    assert fence.content == text.strip("\n") + "\n"
    assert content.plain(content.body([Block("code", text)])) == text.strip("\n")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["paragraph", "subhead", "item", "step", "quote", "caption", "row"]
        ).flatmap(linked),  # type: ignore[arg-type]
        max_size=6,
    )
)
def test_blocks_of_all_kinds_keep_apart(blocks: list[LinkedBlock]) -> None:
    body = content.body(blocks)
    assert [words(inline) for inline in inlines(body)] == [block.text for block in blocks]
    assert [text for text in content.plain(body).split("\n") if text] == [b.text for b in blocks]


def test_a_table_is_published_as_a_table() -> None:
    rows = [Block("row", "Town\tSeats"), Block("row", "Vellin | Ost\t12"), Block("row", "Karre")]
    shown = page_html(content.body(rows))
    assert "<th>Town</th>" in shown
    assert "<td>Vellin | Ost</td>" in shown
    assert shown.count("<td>") == 4


def test_steps_are_numbered_and_captions_are_set_apart() -> None:
    blocks = [Block("step", "Stir"), Block("step", "2. Bake"), Block("caption", "A *loaf*.")]
    assert content.body(blocks) == "1. Stir\n2. 2\\. Bake\n\n*A \\*loaf\\*.*"
    assert re.search(r"<ol>.*<em>A \*loaf\*\.</em>", page_html(content.body(blocks)), re.DOTALL)


def test_code_is_published_escaped() -> None:
    shown = page_html(content.body([Block("code", "if a < b:\n    go()")]))
    assert html.unescape(shown) == "<pre><code>if a < b:\n    go()\n</code></pre>\n"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://x.example/<b>\n\\", "&lt;"])
def test_no_address_breaks_out_of_its_link(url: str) -> None:
    shown = page_html(content.body([LinkedBlock("paragraph", "a word", (Link(2, 6, url),))]))
    assert "javascript" not in shown
    assert re.sub(r"<[^<>]*>", "", shown) == "a word\n"


def test_links_out_of_place_are_left_out() -> None:
    wrong = (Link(3, 2, "https://a.example"), Link(0, 99, "https://b.example"))
    assert content.body([LinkedBlock("paragraph", "a word", wrong)]) == "a word"


def test_a_plain_block_has_the_fingerprint_it_had() -> None:
    assert fingerprint((Block("paragraph", "One."),)) != fingerprint(
        (LinkedBlock("paragraph", "One.", ()),)
    )
    assert fingerprint((Block("paragraph", "One."),)) == fingerprint((Block("paragraph", "One."),))


@pytest.mark.parametrize("unit", ["[a](<b>", "| a ", "`", "[\\]", "\n| a |\n| - |"])
def test_a_megabyte_of_one_mark_takes_no_long_time(unit: str) -> None:
    assert len(content.plain(unit * (1_000_000 // len(unit)))) <= 1_000_000
