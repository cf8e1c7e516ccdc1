"""A fragment of HTML as blocks of plain text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadsheet.clip.forms.markup import address, blocks, plain_line
from broadsheet.model import Block, Link, LinkedBlock

TAGS = "<p> </p> <li> <ul> <table> <tr> <td> <a> </a> <br> a b <q> <pre> &"
BASE = "https://courier.example/2025/"


def test_each_kind_of_block() -> None:
    html = (
        "<h3>Head</h3><p>Text<br>goes on.<br><br>New.</p><ul><li>a1<li><p>b2</p></ul>"
        "<ol><li>one</ol><blockquote><p>said</p></blockquote><figure><figcaption>shown</figcaption></figure>"
        "<pre>x = 1\n  y</pre><table><tr><th>Year<th>Sum<tr><td>1999<td>7</table>loose"
    )
    assert [(b.kind, b.text) for b in blocks(html)] == [
        ("subhead", "Head"),
        ("paragraph", "Text goes on."),
        ("paragraph", "New."),
        ("item", "a1"),
        ("item", "b2"),
        ("step", "one"),
        ("quote", "said"),
        ("caption", "shown"),
        ("code", "x = 1\n  y"),
        ("row", "Year\tSum"),
        ("row", "1999\t7"),
        ("paragraph", "loose"),
    ]


def test_links_stand_where_their_words_are() -> None:
    (block,) = blocks(
        "<p> See <a href='../a b'>the <b>report</b></a>, <a href='#x'>here</a>.</p>", BASE
    )
    assert block == LinkedBlock(
        "paragraph", "See the report, here.", (Link(4, 14, "https://courier.example/ab"),)
    )


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "#a", "", "http://[", "x"]
)
def test_only_addresses_of_the_web_are_kept(href: str) -> None:
    assert address(href) is None


def test_what_a_reader_does_not_see_is_left_out() -> None:
    html = (
        "<p>shown</p><script>x</script><style>y</style><p style='display: none'>n1</p>"
        "<p hidden>n2</p><img src=p.gif width=1 alt=n3><form><button>n4</button></form>"
    )
    assert blocks(html) == (Block("paragraph", "shown"),)


def test_tables_of_layout_are_no_tables() -> None:
    assert blocks("<table><tr><td><p>a1</p><td><table><tr><td>b2</table></table>") == (
        Block("paragraph", "a1"),
        Block("paragraph", "b2"),
    )


def test_text_without_markup_is_paragraphs() -> None:
    assert blocks("One\nline.\n\nTwo & three.") == (
        Block("paragraph", "One line."),
        Block("paragraph", "Two & three."),
    )


def test_a_title_is_one_line_without_tags() -> None:
    assert plain_line("A &amp;amp; B <b>c</b>\n&lt;i&gt;d&lt;/i&gt; 3 < 4") == "A & B c d 3 < 4"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(TAGS.split())))
def test_no_markup_makes_a_block_that_is_not_plain(pieces: list[str]) -> None:
    for block in blocks("".join(pieces), BASE):
        assert block.text.strip()
        assert "\n" not in block.text or block.kind == "code"
        for link in getattr(block, "links", ()):
            assert 0 <= link.start < link.end <= len(block.text)


@pytest.mark.parametrize(
    "unit", ["<div>", "<table><tr><td>", "<ul><li>", "<svg>", "<!--", "<a href=x>", "<"]
)
def test_a_hundred_thousand_of_one_tag_are_no_trouble(unit: str) -> None:
    assert len(blocks(unit * 100_000 + "end")) <= 1
