"""Pages that hold no article: walls, errors, lists. Each is told by what stands in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from broadsheet.clip.forms.markup import said
from broadsheet.clip.forms.metadata import Metadata
from broadsheet.clip.forms.tree import Element
from broadsheet.model import Block
from broadsheet.text import folded

_SHORT = 900  # characters; a wall's words are fewer
_STUB = 1500
_BEGUN = 400  # characters: from here on the free beginning of a paid text is worth keeping
_TEASER = 200
_HEAD = 3000

_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")  # say as much as two letters

_ERROR = re.compile(
    r"(?:error |http )?(?:40[0-9]|41[0-9]|429|45[01]|50[0-9]|52[0-9])\b.{0,60}"
    r"|.{0,40}\b(?:page|article|story|file) (?:was |is |could )?(?:not|no longer) (?:be"
    r" )?(?:found|available)"
    r"|not found|.{0,30}\bpage not found.{0,40}|(?:access|permission) denied.{0,40}|forbidden"
    r"|service unavailable.{0,40}|(?:bad gateway|gateway time-?out).{0,40}|internal server error"
    r"|seite nicht gefunden.{0,40}|page introuvable.{0,40}|p[aá]gina no encontrada.{0,40}"
    r"|site (?:is )?(?:under|down for) maintenance.{0,40}"
)
_ROBOT = re.compile(
    r"\b(?:are you (?:a robot|human)|verify (?:that )?you are (?:a )?human|just a moment\.\.\."
    r"|attention required! \| cloudflare|checking your browser|unusual (?:traffic|activity) from"
    r"|complete the (?:captcha|security check)|press (?:&|and) hold|pardon our interruption)"
)
_SCRIPTED = re.compile(
    r"\b(?:(?:please )?(?:enable|turn on|activate) javascript|javascript (?:is|seems to be|must"
    r" be) "
    r"(?:disabled|required|enabled|turned off)|(?:requires?|need) javascript|you need to enable"
    r" javascript"
    r"|bitte aktivieren sie javascript|veuillez activer javascript|habilita(?:r)? javascript)"
)
_CONSENT = re.compile(
    r"\b(?:before you continue|we (?:and our (?:\d+ )?partners|use cookies)|your privacy choices"
    r"|accept (?:all )?cookies|manage (?:your )?(?:cookie|privacy|consent)|cookie (?:consent"
    r"|settings|wall)"
    r"|consent to (?:the use of )?cookies|wir (?:und unsere partner|verwenden cookies)"
    r"|datenschutz(?:einstellungen)?"
    r"|alle akzeptieren|tout accepter|accepter et continuer|aceptar (?:todas )?las cookies"
    r"|utilizamos cookies"
    r"|utilizziamo i cookie|pur-abo|store and/or access information on a device)"
)
_PAYWALL = re.compile(
    r"\b(?:(?:subscribe|register|sign ?(?:in|up)|log ?in|join)(?: now| today)? (?:to|and)"
    r" (?:continue|keep|read|unlock|access|finish)"
    r"|(?:this|the (?:full|rest of (?:this|the))) (?:article|story|content) is (?:only "
    r"|exclusively )?(?:available|reserved|for)"
    r"(?: only| exclusively)? (?:to|for)? ?(?:our )?(?:paying )?(?:subscribers|members)"
    r"|subscriber[- ](?:only|exclusive)|for subscribers only"
    r"|already (?:a )?(?:subscriber|member)|unlock (?:this|the full) (?:article|story)|to read"
    r" the full (?:article|story)"
    r"|you(?:'ve| have) (?:reached|read|used) (?:your|all|the)[^.]{0,40}(?:limit|free articles?)"
    r"|(?:start|get) your (?:free )?(?:trial|subscription)|become a (?:subscriber|member) to"
    r"|weiterlesen mit|jetzt (?:abonnieren|weiterlesen)|nur f(?:ü|ue)r abonnenten|r(?:é"
    r"|e)serv(?:é|e) (?:à|aux) (?:nos )?abonn(?:é|e)s"
    r"|article r(?:é|e)serv(?:é|e)|suscr(?:í|i)bete para|contenido exclusivo para|solo per"
    r" abbonati)"
)


def reason(root: Element, found: Metadata, body: Sequence[Block]) -> tuple[str, str] | None:
    """Return (what the page is, what to do) where it is no article; else None."""
    length = sum(len(block.text) + len(_DENSE.findall(block.text)) for block in body)
    if length >= _STUB and not (found.paid and length < 2 * _STUB):
        return None
    if wall := _wall(root, found, body, length):
        return wall
    if length < _STUB and is_paid_stub(root, found, body, length):
        return "this is a paywall stub", "save the page while signed in, or write the text by hand"
    if length < _TEASER and is_list(root, found):
        return "this is a list page, not an article", "`collect` follows its links"
    return None


def _wall(
    root: Element, found: Metadata, body: Sequence[Block], length: int
) -> tuple[str, str] | None:
    title = folded(found.title or next((said(one)[:200] for one in root.iter("title")), ""))
    shown = folded(" ".join(_shown(root)))[:_HEAD]
    text = folded(" ".join(block.text for block in body))
    short = length < _SHORT
    if short and _ERROR.fullmatch(title):
        return "this is an error page", "save the page again once it is there"
    if short and (_ROBOT.search(title) or _ROBOT.search(shown[:1000])):
        return "this is a check for robots, not an article", "save the page from a browser"
    if short and _SCRIPTED.search(text or shown[:1000]) and length < _SHORT // 2:
        return "this page shows nothing without scripts", "save it from a browser, once it is shown"
    if short and len(_CONSENT.findall(text or shown)) >= 2 and not found.article:
        return "this is a cookie wall", "accept or refuse there, and save the page again"
    return None


def is_paid_stub(root: Element, found: Metadata, body: Sequence[Block], length: int) -> bool:
    """Tell whether a page holds only the beginning of a text that must be paid for."""
    asked = _PAYWALL.search(folded(" ".join(block.text for block in body[-4:]))) is not None
    if found.paid and (asked or length < _BEGUN):
        return True
    walled = asked or any(_PAYWALL.search(line) for line in map(folded, _gates(root)))
    return walled and length < _SHORT


def is_begun(found: Metadata, body: Sequence[Block]) -> bool:
    """Tell whether an article that must be paid for seems to break off."""
    return found.paid and sum(len(block.text) for block in body) < _STUB


def _gates(root: Element) -> list[str]:
    path = (
        ".//*[contains(@class,'paywall') or contains(@id,'paywall') or contains(@class,'regwall')]"
    )
    return [said(element)[:600] for element in root.xpath(path)[:10]]


def _shown(root: Element) -> list[str]:
    lines: list[str] = []
    size = 0
    for element in root.iter("h1", "h2", "h3", "p", "li", "button", "div", "span", "noscript", "a"):
        if text := (element.text or "").strip():
            lines.append(text[:500])
            size += len(text)
        if size > _HEAD:
            break
    return lines


def is_list(root: Element, found: Metadata) -> bool:
    """Tell whether a page leads to articles and is none: declared so, or made of links."""
    if found.article:
        return False
    if found.listed and not found.date:
        return True
    linked = total = 0
    for element in root.iter("a", "p", "li", "h2", "h3"):
        size = len(said(element))
        if element.tag == "a":
            linked += size
        total += size if element.tag in ("a", "p") else 0
    try:
        front = found.url is not None and not urlsplit(found.url).path.strip("/")
    except ValueError:
        front = False
    return total > 0 and (linked / total > 0.7 or front)
