"""Files made to hurt whoever reads them: nested, endless, repeated, cut short, mislabelled.

Each is (name, bytes, what is said of it): a part of the problem, several with `|` between them,
or "" where it may be read as it is, or passed over, without a word.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from collections.abc import Iterator, Mapping

Case = tuple[str, bytes, str]

_WORDS = "The harbour of Vey will be dredged in spring, the council said on Monday. "
_PAGE = "<!doctype html><html><head><title>Vey</title>{head}</head><body><h1>Vey</h1>{body}</body>"
_RSS = '<?xml version="1.0"?>{doctype}<rss version="2.0"><channel><title>A</title>{items}</channel></rss>'
_ITEM = "<item><title>{title}</title><link>https://a.example/{n}</link><description>{text}</description>{more}</item>"
_LETTER = (
    "From: A <a@a.example>\nTo: b@b.example\nSubject: Vey\nDate: Tue, 29 Jul 2025 09:12:00 +0000\n"
)
_MANY = 200_000


def page(body: str = "", head: str = "") -> bytes:
    text = f"<p>{_WORDS * 6}</p>"
    return _PAGE.format(head=head, body=f"{text}{body}").encode("utf-8", "surrogatepass")


def rss(items: str, doctype: str = "") -> bytes:
    return _RSS.format(doctype=doctype, items=items).encode()


def item(title: str = "Vey", text: str = _WORDS * 4, more: str = "", n: int = 1) -> str:
    return _ITEM.format(title=title, text=text, more=more, n=n)


def letter(headers: str = "", body: str = _WORDS * 6) -> bytes:
    kind = "" if "Content-Type" in headers else "Content-Type: text/plain; charset=utf-8\n"
    return f"{_LETTER}{headers}{kind}\n{body}\n".encode("utf-8", "surrogateescape")


def dump(text: str) -> bytes:
    head = "Ferry to Vey stops\n29 July 2025\nBy Anna Keel\n"
    return f"{head}{_WORDS * 4}\n{text}\n".encode("utf-8", "surrogatepass")


def zipped(files: Mapping[str, bytes]) -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return into.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w") as archive:
        for name, data in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return into.getvalue()


def warc(block: bytes, length: str | None = None, more: str = "") -> bytes:
    size = str(len(block)) if length is None else length
    head = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
        f"WARC-Date: 2025-07-29T09:12:00Z\r\n{more}Content-Type: application/http; "
        f"msgtype=response\r\nContent-Length: {size}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(body: bytes, headers: str = "Content-Type: text/html\r\n") -> bytes:
    return f"HTTP/1.1 200 OK\r\n{headers}\r\n".encode() + body


def nested() -> Iterator[Case]:
    """Yield what is nested deeper than a parser goes."""
    deep = 100_000
    for tag in ("div", "b", "table", "blockquote", "ul><li", "svg", "span", "font", "a href=/x"):
        yield f"nested-{tag[:4].strip('>')}.html", page(f"<{tag}>" * deep + _WORDS), ""
    yield "nested-mixed.html", page("<b><i><a href=x><p>" * 30_000 + _WORDS), ""
    yield "nested-form.html", page("<form><math><mtext>" * 30_000 + _WORDS), ""
    data = '<script type="application/ld+json">%s</script>'
    yield "nested-ld.html", page(head=data % ('{"@graph":[' * deep)), ""
    yield "nested-ld-closed.html", page(head=data % ("[" * deep + "]" * deep)), ""
    yield "nested.json", b'[{"title":"a","text":' + b"[" * 1_000_000, "JSON|recursion|nested|export"
    yield "nested.jsonl", b'{"title":"a","text":' + b'{"a":' * deep + b"1" + b"}" * deep, "JSON"
    yield "nested.rss", rss(item(more="<x>" * deep + "</x>" * deep)), ""
    yield "nested-open.rss", rss("<item>" * deep), "feed|entr"
    xhtml = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Vey</title><content type="xhtml">'
    )
    yield "nested.atom", (xhtml + "<div>" * deep + _WORDS).encode(), "feed|entr|nested|depth|whole"
    yield "nested.opml", b"<opml version='2.0'><body>" + b"<outline text='a'>" * deep, "feed|list"
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]>'
    yield "laughs.rss", rss(item(text="&l9;" + _WORDS), bomb), ""
    blowup = f'<!DOCTYPE r [<!ENTITY a "{"x" * 50_000}">]>'
    yield "blowup.rss", rss(item(text="&a;" * 50_000), blowup), ""
    outside = '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    yield "outside.rss", rss(item(text="&e; " + _WORDS), outside), ""
    yield "laughs.opml", (bomb + "<opml><body><outline text='&l9;'/></body></opml>").encode(), ""
    yield "nested.md", b"---\ntitle: Vey\n---\n" + b"> " * deep + b"x\n", ""
    lists = "\n".join(" " * (2 * n) + "- a" for n in range(1500)).encode()
    yield "nested-list.md", b"---\ntitle: Vey\n---\n" + lists, ""
    yield (
        "nested-yaml.md",
        b"---\ntitle: " + b"[" * deep + b"\n---\n" + _WORDS.encode(),
        "nested|deep",
    )
    anchors = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{','.join(['*' + chr(97 + n)] * 9)}]\n" for n in range(9)
    )
    yield "anchors.md", f"---\n{anchors}title: Vey\n---\n{_WORDS}".encode(), "alias|anchor"
    toml = b"+++\ntitle = 'Vey'\na = " + b"[" * deep + b"\n+++\n" + _WORDS.encode()
    yield "nested-toml.md", toml, "TOML|front matter|nested"
    yield "nested-front.md", b'{"title": ' + b"[" * deep + b"\n\n" + _WORDS.encode(), ""
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000)
    )
    yield "nested-parts.eml", f"{_LETTER}MIME-Version: 1.0\n{parts}".encode(), "text|nested|parts"
    inner = "Content-Type: message/rfc822\n\n" * 3000
    yield "nested-letters.eml", f"{_LETTER}{inner}\n{_WORDS}".encode(), "text|nested|parts"
    box = dump("x")
    for _ in range(40):
        box = zipped({"in.zip": box})
    yield "nested.zip", box, "packed too deep"
    ball = gzip.compress(gzip.compress(gzip.compress(gzip.compress(dump("x")))))
    yield "nested.gz", ball, "packed too deep"
    box = dump("x")
    for _ in range(9):
        box = tarred({"a.tar": box})
    yield "nested.tar", box, "packed too deep"


def packed() -> Iterator[Case]:
    """Yield archives that swell, lie, or break off."""
    zeros = b"\0" * 300_000_000
    yield "bomb.gz", gzip.compress(zeros, 9), "unpack|swell|larger|times"
    yield "bomb.txt.bz2", bz2.compress(zeros[:200_000_000]), "unpack|swell|larger|times"
    yield "bomb.xz", lzma.compress(zeros[:200_000_000], preset=1), "unpack|swell|larger|times"
    yield (
        "bomb.zip",
        zipped({f"{n}.txt": zeros[:60_000_000] for n in range(8)}),
        "swell|unpack|times",
    )
    small = {f"{n}.txt": b"" for n in range(30_000)}
    yield "crowd.zip", zipped(small), "empty"
    good = zipped({"a.html": page(), "b.html": page("b")})
    yield "half.zip", good[: len(good) // 2], "zip|archive|damaged|end"
    yield "no-directory.zip", good[: good.rfind(b"PK\x01\x02")], "zip|archive|damaged|end"
    lies = bytearray(good)
    at = lies.rfind(b"PK\x01\x02")
    lies[at + 24 : at + 28] = b"\xff\xff\xff\x7f"
    yield "lies.zip", bytes(lies), ""
    far = bytearray(good)
    far[at + 42 : at + 46] = b"\xff\xff\xff\x7f"
    yield "far.zip", bytes(far), "damaged|archive|zip"
    locked = bytearray(good)
    locked[6] |= 1
    locked[at + 8] |= 1
    yield "locked.zip", bytes(locked), "password|encrypted|locked|damaged"
    yield "named.zip", good.replace(b"a.html", b"../../"), ""
    yield "empty.zip", zipped({}), "empty|holds|nothing|no document"
    whole = tarred({"a.html": page(), "b.html": page("b")})
    yield "half.tar", whole[:700], "damaged|archive|end"
    yield "half.tar.gz", gzip.compress(whole)[:90], "damaged|end|broken"
    big = bytearray(whole)
    big[124:136] = b"77777777777\0"
    big[148:156] = b"        "
    big[148:156] = f"{sum(big[:512]):06o}\0 ".encode()
    yield "huge-member.tar", bytes(big), "damaged|large|end|archive"
    yield "not-gzip.gz", b"\x1f\x8b\x08" + random.Random(1).randbytes(5000), "damaged|broken|gzip"
    seven = b"7z\xbc\xaf\x27\x1c" + random.Random(2).randbytes(4000)
    yield "seven.7z", seven, "binary|archive"
    yield "rar.rar", b"Rar!\x1a\x07\x00" + random.Random(3).randbytes(4000), "binary|archive"


def webs() -> Iterator[Case]:
    """Yield web archives, pages saved whole and PDFs that are not what they say."""
    one = warc(answer(page()))
    yield "half.warc", one[: len(one) // 2], "end|whole|damaged|cut"
    yield "negative.warc", warc(answer(page()), "-5"), "length|damaged|record"
    yield "endless.warc", warc(answer(page()), "9" * 30), "length|damaged|record|end|large"
    yield "no-length.warc", one.replace(b"Content-Length", b"X-Length"), "length|damaged|record"
    yield "header.warc", warc(answer(page()), more="X: " + "a" * 9_000_000 + "\r\n"), "header|long"
    yield "headers.warc", warc(answer(page()), more="X: a\r\n" * _MANY), "header|long|many"
    web = answer(page(), "X: a\r\n" * _MANY)
    yield "http-headers.warc", warc(web), ""
    yield "tiny.warc", warc(b"HTTP/1.1 204 No\r\n\r\n") * 8000, ""
    chunked = "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\n"
    yield "chunks.warc", warc(answer(b"1\r\na\r\n" * 300_000, chunked)), ""
    yield "chunk-size.warc", warc(answer(b"f" * 5000 + b"\r\nx", chunked)), ""
    zipped_body = gzip.compress(b"\0" * 200_000_000)
    bomb = answer(zipped_body, "Content-Type: text/html\r\nContent-Encoding: gzip\r\n")
    yield "encoded-bomb.warc", warc(bomb), "unpack|swell|times|article|page|coding"
    twice = "Content-Type: text/html\r\nContent-Encoding: " + "gzip, " * 9000 + "gzip\r\n"
    yield "encodings.warc", warc(answer(b"x", twice)), "coding|article|page|nothing"
    head = (
        "From: <Saved>\nSubject: Vey\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="{}"\n\n'
    )
    part = "--b\nContent-Type: text/html\nContent-Location: https://a.example/\n\n{}\n"
    yield "no-end.mhtml", (head.format("b") + part.format(page().decode())).encode(), ""
    parts = "--b\nContent-Type: text/css\n\na{}\n" * 100_000
    yield "parts.mhtml", (head.format("b") + parts).encode(), "page|no |parts"
    yield "boundary.mhtml", (head.format("b" * 500_000) + "x").encode(), "page|no |boundary|header"
    yield "no-boundary.mhtml", (head.format("") + part.format("x")).encode(), ""
    pdf = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    yield "loop.pdf", pdf, "PDF|pages|text"
    kids = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9"
    kids += b"/Kids[2 0 R 2 0 R 2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    yield "kids.pdf", kids, "PDF|pages|text"
    yield "half.pdf", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Cat", "PDF|read|text"
    yield "deep.pdf", b"%PDF-1.4\n1 0 obj\n" + b"[" * 500_000 + b"\nendobj\n%%EOF", "PDF|read|text"
    yield "noise.pdf", b"%PDF-1.4\n" + random.Random(4).randbytes(300_000), "PDF|read|text"


def long() -> Iterator[Case]:
    """Yield what is longer than anybody writes."""
    yield "attribute.html", page(f'<p title="{"a" * 9_000_000}">{_WORDS}</p>'), ""
    yield "attributes.html", page(f"<p {' a=1' * 500_000}>{_WORDS}</p>"), ""
    yield "names.html", page("<p " + " ".join(f"a{n}=1" for n in range(_MANY)) + ">x</p>"), ""
    yield "tag.html", page(f"<{'a' * 3_000_000}>{_WORDS}"), ""
    yield "large.html", page(_WORDS * 150_000), ""
    yield "too-large.html", page("x" * 101_000_000), "large|many"
    yield "title.html", page(head=f'<meta property="og:title" content="{"Vey " * 500_000}">'), ""
    yield (
        "canonical.html",
        page(head=f'<link rel=canonical href="https://a.example/{"a" * 3_000_000}">'),
        "",
    )
    yield "line.txt", dump("x" * 3_000_000), "characters is too long"
    yield "large.txt", dump("A line of words that says little.\n" * 700_000), "bytes are too many"
    yield "lines.txt", dump("a\n" * 2_000_000), ""
    yield "blank-lines.txt", dump("\n" * 5_000_000 + "x"), ""
    yield "word.txt", dump("a" * 1_900_000), ""
    yield "header.eml", letter(f"X-Long: {'a' * 5_000_000}\n"), ""
    yield "headers.eml", letter("X-A: b\n" * _MANY), ""
    yield "folded.eml", letter("X-Folded: a\n" + " a\n" * 500_000), ""
    yield "subject.eml", letter("Subject: " + "=?utf-8?q?a?= " * 100_000 + "\n"), ""
    yield "from.eml", letter("Reply-To: " + "a@b.example," * 100_000 + "\n"), ""
    yield "comments.eml", letter().replace(b"29 Jul", b"(" * 100_000 + b"29 Jul"), ""
    yield "from-comments.eml", letter().replace(b"From: A", b"From: " + b"(" * 100_000), ""
    pieces = "".join(f" name*{n}*=a;\n" for n in range(50_000))
    yield "parameters.eml", letter(f"Content-Type: text/plain;\n{pieces} charset=utf-8\n"), ""
    yield "charset.eml", letter(f"Content-Type: text/plain; charset={'x' * 200_000}\n"), ""
    yield "large.eml", letter(body=_WORDS * 150_000), ""
    sheet = f'title,url,text\nVey,https://a.example/,"{_WORDS * 200_000}"\n'
    yield "field.csv", sheet.encode(), ""
    yield "columns.csv", ("title,url,text" + ",c" * 300_000 + "\nVey,u,t\n").encode(), ""
    yield "rows.csv", ("title,url,text\n" + "Vey,https://a.example/,a text\n" * 5_000).encode(), ""
    row = json.dumps({"title": "Vey", "text": _WORDS * 120_000})
    yield "line.jsonl", row.encode(), "longer"
    yield "rows.jsonl", b'{"title":"a"}\n' * 150_000, "no text|rows"
    keys = json.dumps({"title": "Vey", "text": _WORDS * 3, **{f"k{n}": n for n in range(_MANY)}})
    yield "keys.jsonl", keys.encode(), ""
    yield "title.rss", rss(item(title="Vey " * 500_000)), ""
    yield "items.rss", rss("<item/>" * 60_000), "entr|item|feed|no "
    yield "links.rss", rss(item(more="<link>https://a.example/</link>" * 100_000)), ""
    yield "categories.rss", rss(item(more="<category>a</category>" * 100_000)), ""
    yield "outlines.opml", b"<opml><body>" + b"<outline xmlUrl='http://a.example/'/>" * 100_000, ""
    yield (
        "front.md",
        b"---\ntitle: Vey\ntags: [" + b"a," * 500_000 + b"]\n---\nx\n",
        "front matter|long",
    )
    yield "no-end.md", b"---\ntitle: Vey\n" + b"a: b\n" * 300_000, "front matter|twice|no end|long"


def repeated() -> Iterator[Case]:
    """Yield repetitions at which parsers, sanitizers and patterns take the square of the length."""
    pieces = {
        "anchors": '<a href="',
        "comments": "<!--",
        "cdata": "<![CDATA[",
        "less": "<",
        "slashes": "</",
        "amps": "&",
        "entities": "&#x41",
        "scripts": "<script>",
        "scripts-closed": "<script></script>",
        "styles": "<style><",
        "titles": "<title>",
        "svgs": "<svg><style>",
        "templates": "<template>",
        "paragraphs": "<p>",
        "breaks": "<br>",
        "articles": "<article><h2>a</h2>",
        "headings": "<h2>Vey</h2>",
        "cells": "<td>",
        "items": "<li>a",
        "ends": "</p></div></b>",
        "quotes": "\"'",
        "data": "data:,",
        "data-images": '<img src="data:image/png;base64,',
        "processing": "<?xml ?>",
        "selects": "<select><option>",
        "noscripts": "<noscript><noscript>",
        "frames": "<frameset>",
        "times": "<time datetime=2025-07-29>",
        "bylines": "<p class=byline>By By By",
        "spaces": " \t\n",
        "hyphens": "-",
    }
    for name, piece in pieces.items():
        yield f"repeated-{name}.html", page(piece * (1_000_000 // len(piece))), ""
    data = '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Vey"}</script>'
    yield "repeated-ld.html", page(head=data * 5000), ""
    yield "repeated-meta.html", page(head='<meta name="author" content="A">' * 100_000), ""
    table = "<table>" + ("<tr>" + "<td>a" * 300) * 300 + "</table>"
    yield "repeated-table.html", page(table), ""
    texts = {
        "sentences": "A. ",
        "quotes": "“",
        "straight": '" ',
        "initials": "J. R. ",
        "titles": "Mr. ",
        "names": "Aa Bb ",
        "capitals": "AAA ",
        "and": "Aa and ",
        "of": "Bank of ",
        "said": "said Anna Keel ",
        "figures": "1,",
        "digits": "1",
        "dates": "2025-07-",
        "months": "29 July ",
        "clocks": "12:",
        "ago": "3 hours ago ",
        "addresses": "http://",
        "mails": "a@",
        "brackets": "([",
        "marks": "*_",
        "bars": "| ",
        "ticks": "`",
        "dashes": "— ",
        "dots": "…",
        "hashes": "#a ",
        "zero-width": "\u200b",
        "combining": "\u0301",
        "thai": "ก",
        "chinese": "中文。",
        "arabic": "ا ل ",
        "emoji": "👩‍👩‍👧",
        "wide": "Ａ",
        "turned": "\u202e\u202c",
        "apostrophes": "o'",
    }
    for name, piece in texts.items():
        yield f"repeated-{name}.txt", dump(piece * (600_000 // len(piece))), ""
    rows = {
        "by": "By Anna Keel\n",
        "stamps": "Northern Ledger\n3 hours ago\n- Business\n",
        "bullets": "- a\n",
        "related": "Related Articles\n",
        "copies": "Ferry to Vey stops\n",
        "urls": "https://a.example/a\n",
        "datelines": "VEY (Northwire) - \n",
        "more": "Read more\n",
    }
    for name, piece in rows.items():
        yield f"repeated-{name}.txt", dump(piece * (400_000 // len(piece))), ""
    letters = {
        "forwarded": "---------- Forwarded message ---------\nFrom: A <a@a.example>\nSubject: Vey\n",
        "original": "-----Original Message-----\n",
        "quoted": "> > > > > > > > > > a\n",
        "signature": "-- \n",
        "rules": "------\nVEY\nhttps://a.example/1\n",
        "links": "[https://a.example/a] <https://a.example/b>\n",
    }
    for name, piece in letters.items():
        body = piece * (600_000 // len(piece))
        yield f"repeated-{name}.eml", letter(body=_WORDS * 3 + "\n" + body), ""
    quoted = "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n"
    yield "repeated-printable.eml", letter(quoted, "=" * 3_000_000), "text"
    coded = "Content-Type: text/plain\nContent-Transfer-Encoding: base64\n"
    yield "repeated-base64.eml", letter(coded, "A" * 3_000_001), "text|article|binary"
    unix = "Content-Type: text/plain\nContent-Transfer-Encoding: x-uuencode\n"
    yield "uuencoded.eml", letter(unix, "begin 644 a\n" + "M" * 500_000), ""
    froms = b"From a@a.example Tue Jul 29 09:12:00 2025\n"
    yield "froms.mbox", froms * 20_000, "text|message|empty|letter"
    yield "froms-inside.mbox", froms + letter(body="From \n" * _MANY), ""
    marks = {
        "links": "[a](b) ",
        "open": "[a](",
        "pictures": "![",
        "stars": "**a* ",
        "html": "<div>\n",
        "rows": "|a|b|\n|-|-|\n",
        "refs": "[a]: b\n\n[a]\n\n",
        "ticks": "``a`",
        "quotes": "> a\n\n",
        "wiki": "[[a|",
        "notes": "[^1]: ",
        "fences": "```\n",
        "callouts": "> [!note] a\n",
        "code": "    a\n",
        "rules": "***\n",
    }
    for name, piece in marks.items():
        text = piece * (500_000 // len(piece))
        note = f"---\ntitle: Vey {name}\n---\n{_WORDS * 3}\n\n{text}\n"
        yield f"repeated-{name}.md", note.encode(), ""


def mislabelled() -> Iterator[Case]:
    """Yield wrong encodings, wrong names, and what is cut short."""
    text = "Fähre nach Vey fällt aus\n29. Juli 2025\nDie Fähre fällt am Montag aus, hieß es.\n" * 3
    yield "sixteen.txt", text.encode("utf-16"), ""
    yield "sixteen-bare.txt", text.encode("utf-16-le"), "binary|encoding|NUL"
    yield "sixteen-odd.txt", text.encode("utf-16")[:-1], ""
    yield "thirty-two.txt", text.encode("utf-32"), ""
    yield "western.txt", text.encode("cp1252"), ""
    japanese = "フェリーは月曜日に止まりました。\n" * 40
    yield "japanese.txt", japanese.encode("shift-jis"), "encoding|UTF-8"
    yield "ebcdic.txt", text.encode("cp037"), "binary|encoding|UTF-8"
    yield "overlong.txt", dump("x") + b"\xc0\xbcscript\xc0\xbe" * 30, ""
    yield "halves.txt", dump("\ud800 \udfff " * 50), "UTF-8"
    yield "nul.txt", dump("a\0b\0c" * 20), ""
    yield "nuls.txt", b"\0" * 1_000_000, "binary|words|empty"
    yield "noise.txt", random.Random(5).randbytes(200_000), "binary|encoding|UTF-8|words"
    yield "signs.txt", b"!?%& ()\n" * 500, "words"
    yield "marks.txt", b"\xef\xbb\xbf" * 5 + dump("x"), ""
    escapes = "\x1b[2J\x1b]0;owned\x07\x9b31m" * 30
    yield "escapes.txt", dump(escapes), ""
    for charset in ("zlib", "base64", "rot13", "unicode_escape", "idna", "undefined", "x" * 5000):
        data = page("ä", head=f"<meta charset={charset}>")
        yield f"charset-{charset[:14]}.html", data, ""
    yield "charset-hex.eml", letter("Content-Type: text/plain; charset=hex\n"), ""
    yield "charset-punycode.eml", letter("Content-Type: text/html; charset=punycode\n"), ""
    seven = page("+ADw-script+AD4-", head="<meta charset=utf-7>")
    yield "seven.html", seven, ""
    yield "xml-bogus.rss", rss(item()).replace(b'"1.0"', b'"1.0" encoding="bogus"'), ""
    yield "xml-sixteen.rss", rss(item()).replace(b'"1.0"', b'"1.0" encoding="utf-16"'), ""
    yield "wide.rss", rss(item()).decode().encode("utf-16"), ""
    picture = b"\x89PNG\r\n\x1a\n" + random.Random(6).randbytes(3000)
    yield "picture.txt", picture, "PNG|binary"
    yield "picture.html", picture + b"<html>", "PNG|binary"
    yield "program.html", b"\x7fELF" + random.Random(7).randbytes(3000), "program|binary"
    yield (
        "database.json",
        b"SQLite format 3\0" + random.Random(8).randbytes(3000),
        "database|binary",
    )
    for ending in ("zip", "gz", "warc", "pdf", "eml", "mbox", "mhtml", "rss", "json", "csv"):
        yield f"text-named.{ending}", dump(f"named {ending}"), ""
    for ending in (
        "txt",
        "html",
        "rss",
        "json",
        "jsonl",
        "eml",
        "mbox",
        "warc",
        "zip",
        "md",
        "pdf",
    ):
        yield f"nothing.{ending}", b"", "empty"
        yield f"blank.{ending}", b" \n\t\n" * 50, "empty|words"
    yield "half.html", page()[:200], ""
    yield "half-tag.html", page() + b"<p class=", ""
    yield "half.json", b'{"version":"https://jsonfeed.org/version/1.1","items":[{"id"', "JSON|whole"
    yield "half.jsonl", b'{"title":"Vey","text":"' + _WORDS.encode(), "JSON"
    yield "half.rss", rss(item() * 3)[:-150], ""
    yield "half.csv", b'title,url,text\nVey,https://a.example/,"an open quote', ""
    yield "half.eml", _LETTER.encode()[:60], ""
    yield "half-letter.txt", dump("x").rstrip() + b"\xc3", ""
    yield (
        "coded.eml",
        letter(
            "Content-Type: text/html\nContent-Transfer-Encoding: base64\n",
            base64.b64encode(page()).decode()[:-7],
        ),
        "",
    )


def dated() -> Iterator[Case]:
    """Yield times that are not, or are not yet."""
    meta = '<meta property="article:published_time" content="{}">'
    times = ("2087-05-01", "0000-00-00", "9999-12-31T23:59:59-14:00", "10000-01-01", "1e308",
             "2025-02-30T25:61:61", "2025-07-29T09:12:00+99:99", "1" * 100_000, "NaN", "-1",
             "0001-01-01T00:00:00+23:59", "29/07/2025/29/07" * 500)  # fmt: skip
    for number, time in enumerate(times):
        yield f"dated-{number}.html", page(f"dated {number}", head=meta.format(time)), ""
        dated_item = item(title=f"Dated {number}", more=f"<pubDate>{time}</pubDate>", n=number)
        yield f"dated-{number}.rss", rss(dated_item), ""
    yield "dated.eml", letter().replace(b"29 Jul 2025", b"29 Jul 99999999999"), ""
    yield (
        "dated.jsonl",
        json.dumps(
            {"title": "Vey", "text": _WORDS * 3, "date": 10**400, "published": float("inf")}
        ).encode(),
        "",
    )
    yield "dated.txt", dump("1 January 2087\nOn 99 Smarch 12025 at 25:99"), ""


def cases() -> Iterator[Case]:
    """Yield every file, one after the other: together they are large."""
    for some in (nested, packed, webs, long, repeated, mislabelled, dated):
        yield from some()
