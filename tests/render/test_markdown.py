"""Markdown becomes HTML that is safe to publish: each case is the text beside its page."""

from __future__ import annotations

import time

import pytest

from broadsheet.render.markdown import html

CASES = [
    ("a *b* **c** `d`", "<p>a <em>b</em> <strong>c</strong> <code>d</code></p>"),
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("<b onclick=x>y</b>", "<p>&lt;b onclick=x&gt;y&lt;/b&gt;</p>"),
    # headings start at h2, skip nothing and are never empty
    ("# One\n\n## Two\n\n#### Four", "<h2>One</h2>\n<h2>Two</h2>\n<h3>Four</h3>"),
    ("##### First", "<h2>First</h2>"),
    ("##\n\ntext", "<p>text</p>"),
    # links
    ("[a](https://b.test/c)", '<p><a href="https://b.test/c" rel="nofollow">a</a></p>'),
    ("[a](//b.test)", '<p><a href="//b.test" rel="nofollow">a</a></p>'),
    ("[a](/b/)", '<p><a href="/b/">a</a></p>'),
    ("[a](mailto:b@c.test)", '<p><a href="mailto:b@c.test" rel="nofollow">a</a></p>'),
    ("[a](javascript:alert(1))", "<p>[a](javascript:alert(1))</p>"),
    ("[a](JaVaScRiPt&#58;alert(1))", "<p>[a](JaVaScRiPt:alert(1))</p>"),
    ("[a](ftp://b.test)", "<p>a</p>"),
    ("<tel:123>", "<p>tel:123</p>"),
    ("[a](data:text/html,x)", "<p>[a](data:text/html,x)</p>"),
    (
        "[](https://b.test/)",
        '<p><a href="https://b.test/" rel="nofollow">https://b.test/</a></p>',
    ),
    # images of other hosts never load by themselves
    ("![m](https://b.test/m.png)", '<p><a href="https://b.test/m.png" rel="nofollow">m</a></p>'),
    ("![](//b.test/m.png)", '<p><a href="//b.test/m.png" rel="nofollow">image</a></p>'),
    (
        "[![m](https://b.test/m.png)](https://c.test)",
        '<p><a href="https://c.test" rel="nofollow">m</a></p>',
    ),
    ("![m](data:image/png;base64,AAAA)", "<p>m</p>"),
    ("![m](/static/m.png)", '<p><img src="/static/m.png" alt="m" loading="lazy"></p>'),
    # tables, with alignment by class and never by style
    (
        "|a|b|\n|-|-:|\n|1|2|",
        '<table>\n<thead>\n<tr>\n<th>a</th>\n<th class="right">b</th>\n</tr>\n</thead>\n'
        '<tbody>\n<tr>\n<td>1</td>\n<td class="right">2</td>\n</tr>\n</tbody>\n</table>',
    ),
    ("x & y < z", "<p>x &amp; y &lt; z</p>"),
    ("", ""),
]


@pytest.mark.parametrize(("markdown", "expected"), CASES)
def test_markdown_is_set(markdown: str, expected: str) -> None:
    assert html(markdown).strip() == expected


@pytest.mark.parametrize("piece", ["[", "*", "_", "`", "!", "<", "&", ">", "|", "\\", "a", "\n"])
def test_a_megabyte_of_one_character_is_set_in_seconds(piece: str) -> None:
    start = time.process_time()
    html(piece * 1_000_000)
    assert time.process_time() - start < 5


@pytest.mark.parametrize("piece", ["[a](", "![a](", "*a **b ", "> ", "- ", "a*b_", "[]"])
def test_unfinished_marks_in_any_number_are_harmless(piece: str) -> None:
    start = time.process_time()
    html(piece * 50_000)
    assert time.process_time() - start < 5


def test_deeply_nested_emphasis_is_set() -> None:
    assert "x" in html("*a **b " * 2_000 + "x" + "** *" * 2_000)


def test_a_body_of_marks_alone_keeps_every_word() -> None:
    text = "[word] " * 30_000
    assert html(text).count("[word]") == 30_000
