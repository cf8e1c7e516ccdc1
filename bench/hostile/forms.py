"""Every form in which an article comes in, with something in each of its places.

`said` has a text for each slot. `raw`: where a form has its own marks, the texts stand there
unescaped, and break it if they can; else escaped as the form asks, so that they come through.
"""

from __future__ import annotations

import csv
import html
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

Said = Mapping[str, str]
Laid = Callable[[Said, bool], bytes]


@dataclass(frozen=True, slots=True)
class Form:
    """One form: how its files end, which slots it has, and a file with all of them filled."""

    name: str
    ending: str
    slots: tuple[str, ...]
    laid: Laid


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _line(text: str) -> str:
    return " ".join(text.split())


def _paragraphs(said: Said) -> list[str]:
    """Return the text of an article: prose, the payload by itself, inside a sentence, as a name."""
    first, *rest = said["prose"].split("\n\n")
    inside = f"The council read {said['body']} aloud, and then went home in the rain."
    named = f"Mayor {said['entity']} told reporters that nothing had been decided."
    quoted = f"“{said['quote']}, and nothing else will do for us,” said Anna Keel."
    return [first, said["body"], inside, named, quoted, *rest]


def dump(said: Said, raw: bool) -> bytes:
    """Return a text dump: a headline, who and when, and paragraphs on lines of their own."""
    head = [_line(said["title"]), "", f"{_line(said['source'])} {_line(said['date'])}"]
    by = f"By {_line(said['author'])}"
    return _bytes("\n".join([*head, by, *_paragraphs(said)]) + "\n")


def _page(said: Said, raw: bool, extra: str = "") -> str:
    def put(text: str) -> str:
        return text if raw else html.escape(text)

    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": said["title"],
            "author": [{"@type": "Person", "name": said["author"]}],
            "publisher": {"@type": "Organization", "name": said["source"]},
            "articleSection": said["section"],
            "keywords": [said["topic"]],
            "datePublished": said["date"],
            "url": said["url"],
            "description": said["summary"],
            "articleBody": said["prose"] + said["body"],
        }
    )
    data = data if raw else data.replace("<", "\\u003c")
    body = "".join(f"<p>{put(text)}</p>\n" for text in _paragraphs(said))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{put(said["title"])}'
        f'</title><meta name="author" content="{put(said["author"])}">'
        f'<meta property="og:site_name" content="{put(said["source"])}">'
        f'<meta property="og:description" content="{put(said["summary"])}">'
        f'<meta property="article:section" content="{put(said["section"])}">'
        f'<meta property="article:published_time" content="{put(said["date"])}">'
        f'<link rel="canonical" href="{put(said["url"])}">{extra}'
        f'<script type="application/ld+json">{data}</script></head><body><article>'
        f"<h1>{put(said['title'])}</h1><p class=byline>By {put(said['author'])}</p>{body}"
        f'<p><a href="{put(said["url"])}">{put(said["topic"])}</a></p>'
        f'<figure><img src="{put(said["url"])}" alt="{put(said["caption"])}">'
        f"<figcaption>{put(said['caption'])}</figcaption></figure>"
        f"<table><tr><th>{put(said['topic'])}</th><td>{put(said['body'])}</td></tr></table>"
        f"</article></body></html>"
    )


def page(said: Said, raw: bool) -> bytes:
    return _bytes(_page(said, raw))


def _cdata(text: str, raw: bool) -> str:
    return f"<![CDATA[{text}]]>" if raw else escape(text)


def rss(said: Said, raw: bool) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in _paragraphs(said))
    item = (
        f"<title>{_cdata(said['title'], raw)}</title><link>{escape(said['url'])}</link>"
        f"<guid isPermaLink='false'>{escape(said['url'])}#{escape(said['title'][:20])}</guid>"
        f"<dc:creator>{_cdata(said['author'], raw)}</dc:creator>"
        f"<category>{_cdata(said['topic'], raw)}</category>"
        f"<pubDate>{escape(said['date'])}</pubDate>"
        f"<description>{_cdata(said['summary'], raw)}</description>"
        f"<content:encoded>{_cdata(body, raw)}</content:encoded>"
        f"<enclosure url={quoteattr(said['url'])} length='1' type='image/png'/>"
    )
    return _bytes(
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{_cdata(said['source'], raw)}</title><link>https://news.example/</link>"
        f"<item>{item}</item></channel></rss>"
    )


def atom(said: Said, raw: bool) -> bytes:
    body = "".join(f"<p>{text}</p>" for text in _paragraphs(said))
    kind = 'type="html"'
    return _bytes(
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        f"xml:base={quoteattr(said['url'])}><title {kind}>{_cdata(said['source'], raw)}</title>"
        f"<id>tag:news.example,2025:x</id><entry><title {kind}>{_cdata(said['title'], raw)}"
        f'</title><link rel="alternate" href={quoteattr(said["url"])}/>'
        f"<id>{escape(said['title'])}</id><updated>2025-07-29T08:00:00Z</updated>"
        f"<published>{escape(said['date'])}</published><author><name>{escape(said['author'])}"
        f"</name><uri>{escape(said['url'])}</uri></author>"
        f"<category term={quoteattr(said['topic'])}/>"
        f"<rights>{escape(said['rights'])}</rights>"
        f"<summary {kind}>{_cdata(said['summary'], raw)}</summary>"
        f"<content {kind}>{_cdata(body, raw)}</content></entry></feed>"
    )


def json_feed(said: Said, raw: bool) -> bytes:
    body = "".join(f"<p>{t if raw else html.escape(t)}</p>" for t in _paragraphs(said))
    item = {
        "id": said["title"],
        "url": said["url"],
        "title": said["title"],
        "content_html": body,
        "summary": said["summary"],
        "date_published": said["date"],
        "authors": [{"name": said["author"], "url": said["url"]}],
        "tags": [said["topic"]],
        "image": said["url"],
    }
    version = "https://jsonfeed.org/version/1.1"
    home = "https://news.example/"
    feed = {"version": version, "title": said["source"], "home_page_url": home, "items": [item]}
    return _plain_json(feed)


def _plain_json(data: object) -> bytes:
    """Return JSON with halves of characters as escapes, all else as it is."""
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "backslashreplace")


def mail(said: Said, raw: bool) -> bytes:
    def header(text: str) -> str:
        return text if raw else _line(text).replace("\x00", "")

    return _bytes(
        f"From: {header(said['source'])} <news@news.example>\n"
        f"Subject: {header(said['title'])}\nDate: {header(said['date'])}\n"
        f"Message-ID: <{header(said['url'])}@news.example>\nList-Id: {header(said['topic'])}\n"
        f"List-Post: <{header(said['url'])}>\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"{_page(said, raw)}\n"
    )


def mbox(said: Said, raw: bool) -> bytes:
    one = mail(said, raw).replace(b"\nFrom ", b"\n>From ")
    return b"From news@news.example Tue Jul 29 09:12:00 2025\n" + one + b"\n"


def warc(said: Said, raw: bool) -> bytes:
    url = said["url"] if raw else _line(said["url"])
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    block += _bytes(f"Link: <{_line(said['url'])}>; rel=canonical\r\n\r\n") + page(said, raw)
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2025-07-29T09:12:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return _bytes(head) + block + b"\r\n\r\n"


def mhtml(said: Said, raw: bool) -> bytes:
    place = said["url"] if raw else _line(said["url"])
    return _bytes(
        f"From: <Saved>\nSnapshot-Content-Location: {place}\nSubject: {_line(said['title'])}\n"
        'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="edge"\n\n'
        "--edge\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
        f"Content-Location: {place}\n\n{_page(said, raw)}\n--edge--\n"
    )


def row(said: Said, raw: bool) -> bytes:
    """Return a line of JSON as crawlers print it, or one that passes for our own export."""
    body = "\n\n".join(_paragraphs(said))
    lists = {"topics": [said["topic"]], "keywords": [said["keyword"]], "authors": [said["author"]]}
    told = {
        "title": said["title"],
        "source": said["source"],
        "url": said["url"],
        "date": said["date"],
        "summary": said["summary"],
        "section": said["section"],
        "rights": said["rights"],
        **lists,
    }
    ours = {
        "permalink": f"/2025/07/29/{said['title']}/",
        "generated": said["alias"],
        "markdown": body,
        "people": [said["entity"]],
        "places": [said["place"]],
        "key_points": [said["key_point"]],
        "quotes": [f"{said['author']}: {said['quote']}"],
        "aliases": [said["alias"]],
        "story": said["story"],
        "slug": said["alias"],
        "agency": said["agency"],
        "dateline": said["place"],
        "credits": [said["caption"]],
        "via": said["via"],
        "seed": said["alias"],
    }
    return _plain_json({**told, **(ours if raw else {"text": body})}) + b"\n"


def sheet(said: Said, raw: bool) -> bytes:
    into = io.StringIO()
    writer = csv.writer(into)
    body = "".join(f"<p>{t if raw else html.escape(t)}</p>" for t in _paragraphs(said))
    writer.writerow(["Title", "URL", "Content", "Tags", "MIME Type", "Language", "Creation date"])
    values = [said["title"], said["url"], body, said["topic"], "text/html", "en", said["date"]]
    writer.writerow([value.replace("\x00", "") for value in values])
    return _bytes(into.getvalue())


def wallabag(said: Said, raw: bool) -> bytes:
    body = "".join(f"<p>{t if raw else html.escape(t)}</p>" for t in _paragraphs(said))
    entry = {
        "is_archived": 0,
        "tags": [said["topic"]],
        "title": said["title"],
        "url": said["url"],
        "content": body,
        "created_at": "2025-07-29T09:00:00+00:00",
        "published_at": said["date"],
        "published_by": [said["author"]],
        "reading_time": 3,
        "domain_name": said["source"],
        "preview_picture": said["url"],
        "language": "en",
    }
    return _plain_json([entry])


def _yaml(fields: Mapping[str, object]) -> str:
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in fields.items())
    return "".join(lines)


def note(said: Said, raw: bool) -> bytes:
    fields = {
        "title": said["title"],
        "author": [said["author"]],
        "source": said["url"],
        "published": said["date"],
        "tags": [said["topic"]],
        "description": said["summary"],
    }
    front = "".join(f"{key}: {value}\n" for key, value in fields.items()) if raw else _yaml(fields)
    return _bytes(f"---\n{front}---\n\n" + "\n\n".join(_paragraphs(said)) + "\n")


def article(said: Said, raw: bool) -> bytes:
    """Return an article of content/ that a person wrote, or pasted together from elsewhere."""
    fields = {
        "title": said["title"],
        "date": "2025-07-29T09:12:00Z",
        "lastmod": said["date"],
        "lang": said["lang"],
        "slug": said["name"],
        "summary": said["summary"],
        "image": said["url"],
        "source": said["source"],
        "also_at": [f"{said['agency']}: {said['title']}"],
        "agency": said["agency"],
        "authors": [said["author"]],
        "dateline": said["place"],
        "source_url": said["url"],
        "via": said["via"],
        "section": said["section"],
        "topics": [said["topic"]],
        "people": [said["entity"]],
        "organizations": [said["agency"]],
        "places": [said["place"]],
        "story": said["story"],
        "key_points": [said["key_point"], said["body"]],
        "quotes": [f"{said['entity']}: {said['quote']}"],
        "content_notes": [said["caption"]],
        "credits": [said["caption"]],
        "keywords": [said["keyword"]],
        "rights": said["rights"],
        "aliases": [said["alias"], f"/{said['alias']}", f"/moved/{said['alias']}/"],
        "seed": said["name"],
        "annotated": said["rights"],
        "generated": said["via"],
        said["keyword"][:40]: said["alias"],
    }
    if raw:
        fields = {key: fields[key] for key in ("title", "date", "people", "topics", "source_url")}
    return _bytes(f"---\n{_yaml(fields)}---\n\n" + "\n\n".join(_paragraphs(said)) + "\n")


def record(said: Said, raw: bool) -> bytes:
    fields = {
        "name": said["entity"],
        "type": "person",
        "aliases": [said["alias"], said["title"]],
        "same_as": [said["url"]],
    }
    return _bytes(f"---\n{_yaml(fields)}---\n\n{said['body']}\n")


def sidecar(said: Said, raw: bool) -> bytes:
    fields = {"url": said["url"], "source": said["source"], "rights": said["rights"]}
    return _bytes(_yaml({**fields, **({"lang": said["lang"]} if raw else {})}))


_PAGE = ("title", "author", "source", "topic", "entity", "date", "url", "body", "summary")
_MORE = (*_PAGE, "section", "quote", "caption")
_ROW = (*_PAGE, "keyword", "rights", "section", "place", "key_point", "quote", "alias", "story")
_ALL = (*_ROW, "agency", "caption", "via", "lang", "name")
FORMS = (
    Form("dump", ".txt", (*_PAGE[:5], "date", "body", "quote", "name"), dump),
    Form("page", ".html", (*_MORE, "name"), page),
    Form("rss", ".rss", (*_PAGE, "quote", "name"), rss),
    Form("atom", ".atom", (*_PAGE, "quote", "rights", "name"), atom),
    Form("json-feed", ".json", (*_PAGE, "quote", "name"), json_feed),
    Form("mail", ".eml", (*_MORE, "name"), mail),
    Form("mbox", ".mbox", (*_MORE, "name"), mbox),
    Form("warc", ".warc", _MORE, warc),
    Form("mhtml", ".mhtml", (*_MORE, "name"), mhtml),
    Form("rows", ".jsonl", (*_ROW, "agency", "caption", "via", "name"), row),
    Form("sheet", ".csv", ("title", "topic", "entity", "date", "url", "body", "quote"), sheet),
    Form("wallabag", ".json", (*_PAGE, "quote"), wallabag),
    Form("note", ".md", (*_PAGE, "quote", "name"), note),
)
ARTICLE = Form("content", ".md", _ALL, article)
RECORD = Form("record", ".md", ("entity", "alias", "title", "url", "body"), record)
SIDECAR = Form("sidecar", ".yaml", ("url", "source", "rights", "lang"), sidecar)
SLOTS = _ALL
