"""One article kept as a text dump, a saved page, an entry of a feed and a newsletter."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from broadsheet import content, flow
from broadsheet.model import Article
from broadsheet.site import site

PARAGRAPHS = (
    "The ferry between Saltmarsh and Ottilie will stay in harbour until the inquiry is over. "
    "The harbour board said on Monday that two of the four engines had failed within a week.",
    "Passengers are carried by bus over the Kestrel bridge, which adds an hour to the journey. "
    "Traders on the island say that fresh bread arrives two hours late.",
    "The board expects the inquiry to report before the end of the month. "
    "Its last report, in 2019, led to a new rule for night sailings.",
)
TITLE = "Ferry stays in harbour until inquiry is over"
STANDFIRST = (
    "Two failed engines keep the boat from Saltmarsh at its berth; buses go over the bridge."
)
ADDRESS = "https://ottilie-post.example/2026/03/10/ferry-stays-in-harbour"
PATH = "content/2026/03/10/ferry-stays-in-harbour-until-inquiry-is-over.md"
DUMP = "\n".join(("Daily8", "", TITLE, "Ottilie Post", "10 March 2026", "", *PARAGRAPHS, ""))
PAGE = f"""<!doctype html><html lang="en"><head><title>{TITLE} | Ottilie Post</title>
<link rel="canonical" href="{ADDRESS}">
<meta property="og:site_name" content="Ottilie Post">
<meta name="description" content="{STANDFIRST}">
<script type="application/ld+json">
{{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "{TITLE}",
"datePublished": "2026-03-10T07:30:00Z", "dateModified": "2026-03-10T09:00:00Z",
"author": {{"@type": "Person", "name": "Ida Maren"}},
"publisher": {{"@type": "Organization", "name": "Ottilie Post"}}}}
</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><main><article><h1>{TITLE}</h1>
<p>By Ida Maren</p><p>{PARAGRAPHS[0]}</p><h2>Bread comes late</h2>
<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article></main>
<footer>Ottilie Post, Harbour Street</footer></body></html>
"""
FEED = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel>
<title>Ottilie Post</title><link>https://ottilie-post.example/</link>
<item>
<title>Cracks in Kestrel bridge</title>
<link>https://ottilie-post.example/2026/03/09/cracks-in-kestrel-bridge</link>
<guid isPermaLink="false">op-11</guid><pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate>
<description>Engineers have found cracks in the northern pier; lorries may not cross.</description>
</item>
<item>
<title>{TITLE}</title><link>{ADDRESS}?utm_source=rss</link>
<guid isPermaLink="false">op-12</guid><pubDate>Tue, 10 Mar 2026 07:30:00 GMT</pubDate>
<description>{STANDFIRST}</description>
</item>
</channel></rss>
"""
HEADERS = (
    "From: Ottilie Post <news@ottilie-post.example>",
    "To: reader@example.org",
    f"Subject: {TITLE}",
    "Date: Tue, 10 Mar 2026 08:00:00 +0000",
    "Message-ID: <ferry.12@mail.ottilie-post.example>",
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=utf-8",
)
MAIL = "\n".join((*HEADERS, "", "\n\n".join(PARAGRAPHS), ""))
FORMS = {"dump.txt": DUMP, "page.html": PAGE, "feed.xml": FEED, "mail.eml": MAIL}


def drop(root: Path, *names: str) -> None:
    """Put captures into seeds/, each with the hour at which it was made."""
    for name in names:
        seed = root / "seeds" / name
        seed.parent.mkdir(parents=True, exist_ok=True)
        seed.write_text(FORMS[name])
        hour = 10 + list(FORMS).index(name)
        seed.with_suffix(".yaml").write_text(f"captured: 2026-03-10T{hour}:00:00Z\n")


def ferry(root: Path) -> Article:
    """Return the one article that tells of the ferry."""
    (path,) = (root / "content").rglob("*ferry*.md")
    found, problems = content.article(path.read_text(), path.relative_to(root).as_posix())
    assert found is not None
    assert problems == ()
    return found


def files(root: Path) -> dict[str, tuple[bytes, int]]:
    found = (path for path in (root / "content").rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in found}


def test_four_forms_are_one_file_and_one_page_that_name_them_all(tmp_path: Path) -> None:
    drop(tmp_path, *FORMS)
    report = flow.ingest(site(tmp_path))
    assert report.problems == ()
    found = ferry(tmp_path)
    assert found.path == PATH
    assert (found.seed or "").startswith("seeds/page.html#")
    others = [place.partition("#")[0] for place in found.also_in]
    assert others == ["seeds/dump.txt", "seeds/feed.xml", "seeds/mail.eml"]
    assert "## Bread comes late" in found.body
    assert (found.source_url, found.authors) == (ADDRESS, ("Ida Maren",))
    assert (found.summary, str(found.lastmod)) == (STANDFIRST, "2026-03-10 09:00:00+00:00")
    assert len([*(tmp_path / "content").glob("20*/**/*.md")]) == 2
    before = files(tmp_path)
    assert flow.ingest(site(tmp_path), clean=True).written == 0
    assert files(tmp_path) == before
    flow.publish(site(tmp_path))
    page = tmp_path / PATH.replace("content", "site", 1).removesuffix(".md") / "index.html"
    provenance = page.read_text().partition('class="provenance"')[2]
    for name in FORMS:
        assert f"<code>seeds/{name}</code>, line" in provenance


@pytest.mark.parametrize("names", [*permutations(FORMS)][::5])
def test_forms_dropped_one_by_one_end_as_the_same_article(
    tmp_path: Path, names: tuple[str, ...]
) -> None:
    for name in names:
        drop(tmp_path, name)
        flow.ingest(site(tmp_path))
    found = ferry(tmp_path)
    assert (found.seed or "").startswith("seeds/page.html#")
    assert len(found.also_in) == 3
    assert found.summary == STANDFIRST


def test_a_deleted_article_stays_away_in_every_other_form(tmp_path: Path) -> None:
    drop(tmp_path, "feed.xml")
    flow.ingest(site(tmp_path))
    (tmp_path / PATH).unlink()
    drop(tmp_path, "page.html", "mail.eml")
    report = flow.ingest(site(tmp_path))
    assert f"{PATH}: stays away: deleted by hand" in report.kept
    assert [*(tmp_path / "content").rglob("*ferry*.md")] == []


def test_an_edited_article_is_kept_when_another_form_comes(tmp_path: Path) -> None:
    drop(tmp_path, "feed.xml")
    flow.ingest(site(tmp_path))
    file = tmp_path / PATH
    file.write_text(mine := file.read_text() + "\nA line of mine.\n")
    drop(tmp_path, "page.html")
    report = flow.ingest(site(tmp_path))
    assert f"{PATH}: kept: edited by hand" in report.kept
    assert file.read_text() == mine
