"""More files made to hurt: of other charsets, other packings, other lies than `bombs`.

Each is (name, bytes, what is said of it), as there.
"""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import json
import random
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Iterator

from bench.hostile.bombs import Case, answer, dump, item, letter, page, rss, warc, zipped

_TEXT = "The harbour of Vey will be dredged in spring, the council said on Monday. "
_MIME = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n"


def charsets() -> Iterator[Case]:
    """Yield text in other letters than it says, or cut off inside one."""
    wide = page("<p>wide</p>").decode()
    yield "wide-odd.html", wide.encode("utf-16")[:-1], ""
    yield "wide-bare.html", wide.encode("utf-16-be"), ""
    yield "wide-halves.html", b"\xff\xfe" + b"\x00\xd8" * 40_000 + wide.encode("utf-16-le"), ""
    yield "wide-dump.txt", dump("x").decode().encode("utf-16-be"), "binary|encoding|NUL"
    russian = "Паром до Вея остановлен в понедельник, сообщил совет. " * 8
    yield "koi.html", page(russian).decode().encode("koi8-r"), ""
    yield "koi.txt", russian.encode("koi8-r"), "encoding|UTF-8"
    chinese = "维港渡轮周一停航，市议会表示。" * 20
    yield "gb.html", page(chinese, "<meta charset=gb2312>").decode().encode("gb18030"), ""
    yield "shift.html", page("フェリーは" * 99, "<meta charset=sjis>").decode().encode("cp932"), ""
    yield "escapes.html", page("\x1b$B%U%'\x1b(B\x1b$B" * 5000, "<meta charset=iso-2022-jp>"), ""
    yield "user.html", page(head="<meta charset=x-user-defined>"), ""
    yield "seven.txt", dump("+ADw-script+AD4-hit(1)+ADw-/script+AD4-"), ""
    yield "tags.txt", dump("".join(chr(0xE0000 + ord(c)) for c in "hidden words") * 500), ""
    yield "variation.txt", dump("A\ufe0f\u20e3" * 30_000), ""
    yield "mixed.rss", rss(item("V\xe9y")).decode().encode("latin-1"), ""
    yield "seven.rss", rss(item("+ADw-b+AD4-")).replace(b'"1.0"', b'"1.0" encoding="utf-7"'), ""


def sidecars() -> Iterator[Case]:
    """Yield what is said of the good files, as nobody should say it."""
    yield "good.txt.yaml", b"a: " + b"[" * 100_000, "nested|deep|YAML"
    yield "good.html.yaml", b"captured: 2025-99-99\nurl: javascript:hit(1)\nlang: {}\n", "captured"
    yield "good.rss.yaml", b"\xff\xfe\x00source: x", "UTF-8|sidecar|yaml"
    yield "nobody.yaml", b"source: Nobody\n" * 50_000, "no|twice"


def packings() -> Iterator[Case]:
    """Yield archives of too much, of what is no file, and with other lies."""
    yield (
        "names.zip",
        zipped({f"{n}/{n}.bin": b"\x00" for n in range(100_000)}),
        "no|binary|nothing",
    )
    yield "long-name.zip", zipped({"n" * 60_000 + ".html": page("a long name")}), ""
    yield "escapes.zip", zipped({"\x1b[2J\n\u202e.html": page("an odd name")}), ""
    yield "up.zip", zipped({"../../../../tmp/hit.html": page("up"), "/hit.html": page("down")}), ""
    yield "one-name.zip", _twice(), ""
    yield "linked.zip", _linked(), ""
    slow = {f"{n}.html": page("<table><td>a" * 4000) for n in range(12)}
    yield "slow.zip", zipped(slow), ""
    yield "special.tar", _special(), ""
    yield "long-name.tar", _tar(("n" * 5_000_000 + ".html", page("a name of five million"))), ""
    yield "junk-after.gz", gzip.compress(dump("then noise")) + b"noise" * 5000, ""
    yield "members.gz", gzip.compress(b"") * 50_000 + gzip.compress(dump("after many")), ""
    yield "members.bz2", bz2.compress(b"") * 20_000 + bz2.compress(dump("after many")), ""
    yield "slow-bomb.zip", zipped({f"{n}.txt": b"\0" * 1_900_000 for n in range(150)}), ""
    flipped = bytearray(zipped({"a.html": page("a"), "b.html": page("b")}))
    flipped[60:90] = bytes(byte ^ 255 for byte in flipped[60:90])
    yield "flipped.zip", bytes(flipped), "damaged|broken|unpack|archive"


def _twice() -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        for n in range(200):
            archive.writestr(zipfile.ZipInfo("same.html"), page(f"the same name {n}"))
    return into.getvalue()


def _linked() -> bytes:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as archive:
        info = zipfile.ZipInfo("link.html")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
        archive.writestr("a.html", page("beside a link"))
    return into.getvalue()


def _special() -> bytes:
    into = io.BytesIO()
    kinds = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE)
    with tarfile.open(fileobj=into, mode="w") as archive:
        for number, kind in enumerate(kinds):
            info = tarfile.TarInfo(f"{number}.html")
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        info = tarfile.TarInfo("../../hit.html")
        info.size = len(page("up"))
        archive.addfile(info, io.BytesIO(page("up")))
    return into.getvalue()


def _tar(*files: tuple[str, bytes]) -> bytes:
    into = io.BytesIO()
    with tarfile.open(fileobj=into, mode="w", format=tarfile.GNU_FORMAT) as archive:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return into.getvalue()


def letters() -> Iterator[Case]:
    """Yield letters and saved pages of too many parts, or whose marks lie."""
    part = "--b\nContent-Type: text/plain\n\na\n"
    yield "parts.eml", letter(_MIME, part * 10_000 + "--b--"), "parts"
    html = base64.encodebytes(page("<b><i>" * 200_000)).decode()
    kind = "Content-Type: text/html\nContent-Transfer-Encoding: base64\n"
    yield "deep.eml", letter(kind, html), ""
    yield "bare.eml", letter().replace(b"\n", b"\r"), ""
    yield "nul.eml", letter(body=f"{_TEXT * 4}\0{_TEXT}"), ""
    yield "names.eml", letter(_MIME, _attached(3000)), "parts|text"
    marks = 'Content-Type: multipart/related; boundary="b b"; type="text/html"\n'
    saved = (
        f"From: <Saved>\nMIME-Version: 1.0\n{marks}\n--b b--\n--b b\nContent-Type: text/html\n\n"
    )
    yield "ended-first.mhtml", saved.encode() + page("after its end"), "page|no |nothing"
    inner = f"{saved}{marks}\n--b b\n" * 500
    yield "within.mhtml", inner.encode(), "page|no |nest|part"
    yield "tiny.mbox", b"From a@a.example Tue Jul 29 09:12:00 2025\nSubject: a\n\nb\n\n" * 8000, ""


def _attached(many: int) -> str:
    head = "--b\nContent-Type: image/png; name*0*=utf-8''%FF;\n name*1*=" + "%F0" * 300
    return f"{head}\n\nx\n" * many + "--b--"


def documents() -> Iterator[Case]:
    """Yield PDFs that swell, loop or never end, and archives of the web that lie of their length."""
    for name, stream in (("bomb", b"\0" * 400_000_000), ("words", b"(a) Tj " * 3_000_000)):
        yield f"{name}.pdf", _pdf(zlib.compress(stream, 9), b"/FlateDecode"), "PDF|text|long"
    twice = zlib.compress(zlib.compress(zlib.compress(b" " * 100_000_000, 9), 9), 9)
    yield "thrice.pdf", _pdf(twice, b"[" + b"/FlateDecode " * 3 + b"]"), "PDF|text"
    yield "filters.pdf", _pdf(b"x", b"[" + b"/ASCIIHexDecode " * 50_000 + b"]"), "PDF|text"
    loop = b"%PDF-1.5\nxref\n0 1\n0000000000 65535 f \ntrailer<</Root 1 0 R/Prev 9/Size 9>>\n"
    yield "previous.pdf", loop + b"startxref\n9\n%%EOF", "PDF|text"
    yield "count.pdf", _pdf(b"BT ET", b"/None", b"/Count 2147483647"), "PDF|text"
    yield "minus.warc", warc(answer(page("minus")), "-5"), ""
    yield "endless-length.warc", warc(answer(page("endless")), "9" * 4000), ""
    yield "records.warc", warc(b"HTTP/1.1 200 OK\r\n\r\n") * 20_000, ""
    yield "answer-headers.warc", warc(answer(page(), "X-A: b\r\n" * 100_000)), ""
    record = gzip.compress(warc(answer(page() + b" " * 30_000_000)))
    yield "records.warc.gz", record * 6, ""


def _pdf(stream: bytes, filters: bytes, more: bytes = b"/Count 1") -> bytes:
    pieces = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]" + more + b">>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 9 9]>>",
        b"<</Filter " + filters + b"/Length %d>>stream\n" % len(stream) + stream + b"\nendstream",
    )
    data, places = b"%PDF-1.4\n", []
    for number, piece in enumerate(pieces, 1):
        places.append(len(data))
        data += b"%d 0 obj" % number + piece + b"endobj\n"
    rows = b"".join(b"%010d 00000 n \n" % at for at in places)
    start = len(data)
    table = b"xref\n0 5\n0000000000 65535 f \n" + rows
    return data + table + b"trailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF" % start


def records() -> Iterator[Case]:
    """Yield JSON, CSV and XML as parsers fear it."""
    yield "deep.json", b"[" * 100_000 + b"]" * 100_000, "JSON|nested|depth|export|page"
    start = b'{"version":"https://jsonfeed.org/version/1.1","title":"A","items":['
    deep = b'{"id":"1","content_text":' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"}]}"
    yield "deep-item.json", start + deep, "JSON|nested|depth|item|entr"
    entry = b'{"id":"%d","title":"Vey","content_text":"x","date_published":1e999999999},'
    yield "items.json", start + b"".join(entry % n for n in range(20_000)) + b"{}]}", ""
    digits = b'{"title":"Vey","text":"a text","date":' + b"9" * 200_000 + b"}\n"
    yield "digits.jsonl", digits, "JSON|date|no text|number"
    yield "surrogates.jsonl", b'{"title":"\\ud800","text":"\\udfff %s"}' % (b"word " * 60), ""
    yield "twice.jsonl", b'{"title":"Vey"' + b',"title":"b"' * 100_000 + b"}", ""
    yield "nul.csv", b"title,url,text\nVey,https://a.example/nul,a\0b text\0\n" * 500, ""
    yield "quote.csv", b'title,url,text\n"' + b"Vey,u,t\n" * 400_000, ""
    yield "returns.csv", b"title,url,text\r" + b"Vey,https://a.example/,words\r" * 2000, ""
    yield "wide.csv", b"title,text" + b",a" * 400_000 + b"\n" + b"b," * 400_000 + b"\n", ""
    yield "formula.csv", b"title,url,text\n=cmd|' /C calc'!A0,https://a.example/f,+1+1\n", ""
    spaces = "".join(f' xmlns:n{n}="urn:{n}"' for n in range(50_000))
    yield "spaces.rss", rss(item(more=f"<x{spaces}/>")), ""
    yield "cdata.rss", rss(item(more="<x><![CDATA[" + "]]" * 900_000)), ""
    parameter = "<!DOCTYPE r [<!ENTITY % p \"<!ENTITY q '%p;'>\"> %p; %p;]>"
    yield "parameter.rss", rss(item(text="&q; " + _TEXT * 3), parameter), ""
    attribute = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughing = rss(item(more='<x a="&l9;"/>'), f'<!DOCTYPE r [<!ENTITY l0 "ha">{attribute}]>')
    yield "attribute.rss", laughing, ""
    yield "author.rss", rss(item(more=f"<author>{'a' * 900_000}</author>")), ""
    bookmarks = b"<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p>" * 60_000
    yield "bookmarks.html", bookmarks + b'<DT><A HREF="https://a.example/">Vey</A>', ""


def pages() -> Iterator[Case]:
    """Yield pages that are too much for whatever reads them."""
    yield "million.html", page("<div>" * 1_000_000), ""
    yield "million-attributes.html", page("<p" + " a" * 1_000_000 + ">x</p>"), ""
    yield "million-classes.html", page(f'<p class="{"a " * 1_000_000}">x</p>'), ""
    yield "many-tags.html", page("<b>a</b><br><p>b" * 1_000_000), "too long"
    yield "attribute-long.html", page(f"<a href='https://a.example/{'%41' * 5_000_000}'>x</a>"), ""
    data = '<script type="application/ld+json">%s</script>'
    graph = [{"@type": "NewsArticle", "headline": f"Vey {n}"} for n in range(60_000)]
    yield "graph.html", page(head=data % json.dumps({"@graph": graph})), ""
    body = json.dumps({"@type": "NewsArticle", "headline": "Vey", "articleBody": _TEXT * 60_000})
    yield "body.html", page(head=data % body), ""
    yield "spans.html", page("<table><tr><td colspan=999999999 rowspan=999999999>a</table>"), ""
    yield "plaintext.html", page("<plaintext>" + "<script>hit(1)</script>" * 20_000), ""
    yield "open-comment.html", page("<!-- " + "a -- > " * 300_000), ""
    yield "nul.html", page("<p>a\0b\0c</p>" * 20_000), ""
    yield "microdata.html", page("<div itemscope itemprop=a itemtype=b>" * 50_000), ""
    yield "base.html", page(head='<base href="javascript:hit(1)//">' * 2000), ""
    link = "http://a.example/" + "(" * 30 + "a.b.c"
    for name, piece in {
        "parens": link,
        "dots": "a.b.c.d.",
        "at": "a@b.",
        "www": "www.www.",
    }.items():
        yield f"linkify-{name}.html", page(f"<p>{piece * 20_000}</p>"), ""
        note = f"---\ntitle: Linked {name}\n---\n{_TEXT * 3}\n\n{piece * 20_000}\n"
        yield f"linkify-{name}.md", note.encode(), ""


def notes() -> Iterator[Case]:
    """Yield notes whose front matter or marks are made to be slow."""
    front = "---\n{}\ntitle: Vey\n---\n" + _TEXT * 3
    merges = "a: &a {b: c}\n" + "d: {<<: [" + "*a," * 5000 + "]}"
    yield "merges.md", front.format(merges).encode(), ""
    yield "python.md", front.format("a: !!python/object/apply:os.system [hit]").encode(), "tag|!"
    keys = "\n".join(f"key-{n}: {n}" for n in range(60_000))
    yield "keys.md", front.format(keys).encode(), ""
    yield "digits.md", front.format("date: " + "9" * 200_000).encode(), ""
    yield "folded.md", front.format("a: >\n" + "  b\n\n" * 100_000).encode(), ""
    yield "quoted.md", front.format('a: "' + "\\x" * 100_000).encode(), "quot|escape|end|\\\\"
    toml = "+++\ntitle = 'Vey'\n" + "".join(f"[{'.'.join('ab' * 100)}.k{n}]\n" for n in range(800))
    yield "tables.md", f"{toml}+++\n{_TEXT}".encode(), ""
    wide = "|a" * 3000 + "|\n" + "|-" * 3000 + "|\n" + ("|b" * 3000 + "|\n") * 30
    for name, text in {
        "wide": wide,
        "footnotes": "".join(f"[^{n}]: [^{n + 1}]\n\n" for n in range(8000)),
        "labels": "".join(f"[{'a' * 900}{n}]: x\n" for n in range(800)) + "[a" * 900,
        "autolinks": "<http://a" * 60_000,
        "backslashes": "\\" * 400_000,
        "numbers": "1. a\n" * 60_000,
        "underscores": "_a __b " * 60_000,
        "stops": "." * 400_000 + "x",
        "initials": "J. R. " * 80_000,
    }.items():
        yield f"{name}.md", f"---\ntitle: Vey {name}\n---\n{_TEXT * 3}\n\n{text}\n".encode(), ""


def dumps() -> Iterator[Case]:
    """Yield dumps whose lines make patterns go back and forth."""
    for name, text in {
        "stops": "." * 900_000 + "x",
        "stops-apart": ". . " * 200_000,
        "initials": "J. R. " * 150_000 + "x",
        "single": "a.b" * 300_000,
        "quotes": "“a ‘b " * 120_000,
        "days": "29 July 2025 " * 40_000,
        "by": "By By, and By and " * 30_000,
        "wires": "(Reuters) - " * 50_000,
        "rows": "\n".join(f"Photo: 29 July 2025 {n}" for n in range(30_000)),
        "blanks": " \u00a0\u3000" * 200_000 + "x",
        "catastrophe": "a" * 30_000 + "!" + "(a+)+$" * 9000,
        "numbers": "1,000 5 million $7bn " * 40_000,
        "places": "BEIJING, A-b/C, D e (f) [g], " * 30_000,
        "turns": "\u202eabc\u2066\u2069\u202c" * 60_000,
        "syllables": "กาำ" * 150_000,
    }.items():
        yield f"dump-{name}.txt", dump(text), ""
    noise = random.Random(9)
    signs = "AaZ .,;:!?\"'()[]{}<>|/\\-–—*_#&%$€12:30\n\n\t"
    yield "dump-noise.txt", dump("".join(noise.choices(signs, k=800_000))), ""


def names() -> Iterator[Case]:
    """Yield good pages under names that are bad."""
    odd = ("two\nlines", "\x1b[2J\x1b]0;owned\x07", "\u202elmth.exe", "n" * 250, "\u2028", "%2e%2e")
    for number, name in enumerate((*odd, "-rf ~", "$(hit)", "con", "A" * 60 + "\u0301" * 60)):
        yield f"{name}.html", page(f"<p>An odd name, number {number}.</p>"), ""


def traps() -> Iterator[Case]:
    """Yield every file, one after the other: together they are large."""
    for some in (charsets, sidecars, packings, letters, documents, records, pages, notes, dumps):
        yield from some()
    yield from names()
