"""Messages that were sent on: what is printed above the original, in the ways of mail programs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadsheet.text import folded

_MOST_ABOVE = 120  # lines of what the forwarder wrote
_WITHIN = 8  # lines between the separator and the first header
_DEEPEST = 5
_EDGES = " -_=*>:.|~\u2013\u2014"

_SEPARATORS = frozenset(
    folded(line)
    for line in """
    forwarded message|begin forwarded message|original message|start of forwarded message
    weitergeleitete nachricht|anfang der weitergeleiteten nachricht|ursprüngliche nachricht
    originalnachricht|anfang der weitergeleiteten e-mail|message transféré|message transmis
    début du message transféré|début du message réexpédié|message d'origine|mensaje reenviado
    inicio del mensaje reenviado|mensaje original|mensagem encaminhada|mensagem reencaminhada
    início da mensagem encaminhada|início da mensagem reencaminhada|mensagem original
    messaggio inoltrato|inizio messaggio inoltrato|messaggio originale|doorgestuurd bericht
    begin doorgestuurd bericht|oorspronkelijk bericht|vidarebefordrat meddelande
    vidarebefordrat mejl
    ursprungligt meddelande|videresendt meddelelse|videresendt melding|start på videresendt besked
    oprindelig meddelelse|opprinnelig melding|välitetty viesti|välitetty viesti alkaa
    alkuperäinen viesti|przekazana wiadomość|początek przekazywanej wiadomości|wiadomość oryginalna
    treść przekazanej wiadomości|přeposlaná zpráva|začátek přeposílané zprávy|původní zpráva
    preposlaná správa|továbbított üzenet|továbbított levél kezdete|eredeti üzenet
    mesaj redirecționat|пересылаемое сообщение|перенаправленное сообщение
    începe mesajul redirecționat|メッセージを転送
    начало переадресованного сообщения|переслане повідомлення|iletilen ileti|iletilmiş mesaj
    ileti başlangıcı|转发的邮件|转发邮件信息|原始邮件|転送されたメッセージ|전달된 메시지
    رسالة مُعاد توجيهها
    """.replace("\n", "|").split("|")
    if line.strip()
)
_LABELS = {
    "from": "from von de da van från fra od lähettäjä feladó от від отправитель expeditorul "
    "expeditor kimden gönderen "
    "mittente nadawca šalje saatja 发件人 差出人 보낸사람 送信元 من",
    "date": "date sent datum date\u00a0 gesendet fecha enviado data enviada inviato verzonden dato "
    "skickat datum: sendt päivämäärä lähetetty dátum elküldve дата отправлено tarih wysłano "
    "odesláno "
    "envoyé enviada em 发送时间 日付 trimis 날짜 التاريخ",
    "subject": "subject subiect betreff objet sujet asunto assunto oggetto onderwerp ämne emne "
    "aihe temat předmět predmet tárgy тема konu subiectul naslov 主题 件名 제목 الموضوع",
    "to": "to an à para a aan till til vastaanottaja komu do címzett кому kime pour destinatarul "
    "prima adresat 收件人 宛先 받는사람 إلى",
    "cc": "cc kopie copie copia kopi",
    "reply": "reply-to antwort an répondre à responder a",
}
_LABEL = {word: kind for kind, words in _LABELS.items() for word in words.split()}
_FIELD = re.compile(
    r"[>|\s*]{0,8}([^\W\d_][^\W\d_ -]{0,20}(?: [^\W\d_]{1,8})?)\s?\*{0,2}[:：]\*{0,2}\s*(.{0,400})"
)
_RUN_TOGETHER = re.compile(r"\s{0,8}(-{3,10}[^-]{5,40}-{3,10})\s{0,8}(\S.*)")
_CAPITAL = sorted((re.escape(word.capitalize()) for word in _LABEL), key=len, reverse=True)
_BEFORE_LABEL = re.compile(rf"(?<=[\s>\d\])A-Z])(?=(?:{'|'.join(_CAPITAL)})\s?:)")
_WROTE = re.compile(
    r"[^\"«„<]{0,80}\d[^\"«„<]{0,60}[\"«„]([^\"«»„”<]{2,80})[\"»”]\s{0,3}\(?[<\[]([^<>\s\]]{3,120})[>\]]\)?"
    r"[^<>]{0,60}:"
)
_PREFIX = re.compile(
    r"(?:\s*(?:fwd?|wg|tr|rv|enc|i|vs|vb|pd|doorst|továbbítás|videresend|redir|ilt|转发|転送"
    r"|re|aw|antw|sv"
    r"|res|rif)(?:\[\d{1,3}\])?\s{0,2}[:：]\s*)+",
    re.IGNORECASE,
)
_SENT_ON = re.compile(
    r"\s*(?:fwd?|wg|tr|rv|enc|i|vs|vb|pd|转发|転送)\s?[:：]|.{1,200}\(fwd\)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Forwarded:
    """The original's headers as a mail program printed them; its text begins after `last`."""

    first: int
    last: int
    sender: str = ""
    date: str = ""
    subject: str = ""


def subject(text: str) -> str:
    """Return a subject without what mail programs put before it: `Fwd:`, `WG:`, `Re:`."""
    plain = _PREFIX.sub("", text, count=1).strip()
    return plain.removesuffix("(fwd)").strip() or text.strip()


def is_sent_on(text: str) -> bool:
    """Tell whether a subject says that the message was sent on."""
    return _SENT_ON.match(text[:300]) is not None


def forwarded(lines: Sequence[str], sent_on: bool) -> Forwarded | None:
    """Return the innermost forwarded original that the lines print, or None.

    Without a line that says so (`Forwarded message`), three headers in a row are believed only
    where the subject says that the message was sent on.
    """
    best: Forwarded | None = None
    start = 0
    for _ in range(_DEEPEST):
        found = _next(lines, start, sent_on or best is not None)
        if found is None:
            return best
        best, start = found, found.last + 1
    return best


def _next(lines: Sequence[str], start: int, sent_on: bool) -> Forwarded | None:
    for at in range(start, min(len(lines), start + _MOST_ABOVE)):
        line = lines[at]
        if found := _in_one_line(line, at) or (_wrote(line, at) if sent_on else None):
            return found
        if len(line) > 120:
            continue
        if _is_separator(line):
            found = _headers(lines, at + 1, 2)
        elif sent_on and _field(line):
            found = _headers(lines, at, 3)
        else:
            continue
        if found:
            return found
    return None


def _in_one_line(line: str, at: int) -> Forwarded | None:
    """Return what a line says that holds the separator and all headers, run together."""
    match = _RUN_TOGETHER.match(line[:2000])
    if not match or not _is_separator(match[1]):
        return None
    found = _headers(_BEFORE_LABEL.sub("\n", match[2]).split("\n"), 0, 2)
    return replace(found, first=at, last=at) if found else None


def _wrote(line: str, at: int) -> Forwarded | None:
    """Return what a line says such as `On 28 July, "Ann Lee" <ann@lee.example> wrote:`."""
    match = _WROTE.fullmatch(line.strip("\ufeff> ")[:300])
    return Forwarded(at, at, f"{match[1]} <{match[2]}>") if match else None


def _is_separator(line: str) -> bool:
    plain = folded(line).strip(_EDGES)
    return plain in _SEPARATORS or (len(plain) < 60 and plain.startswith("forwarded by "))


def _field(line: str) -> tuple[str, str] | None:
    match = _FIELD.fullmatch(line[:440])
    kind = _LABEL.get(match[1].lower().split(" ")[0]) if match else None
    return (kind, match[2].strip(" *")) if match and kind else None


def _headers(lines: Sequence[str], start: int, enough: int) -> Forwarded | None:
    """Return the headers printed from a line on, where there are enough, one of them the sender."""
    told: dict[str, str] = {}
    last = -1
    waiting = ""
    for at in range(start, min(len(lines), start + _WITHIN + 14)):
        line = lines[at].lstrip("> \t").rstrip()
        field = _field(line)
        if field and field[0] not in told:
            told[field[0]] = field[1]
            waiting = "" if field[1] else field[0]
            last = at
        elif waiting and line:
            told[waiting], waiting, last = line, "", at
        elif line and told and at - last == 1 and _goes_on(line, told):
            last = at
        elif line and (told or at - start >= _WITHIN):
            break
    if "from" not in told or len(told) < enough:
        return None
    return Forwarded(start, last, told["from"], told.get("date", ""), told.get("subject", ""))


def _goes_on(line: str, told: dict[str, str]) -> bool:
    """Tell whether a line is the rest of a list of people."""
    return "@" in line and len(line) < 200 and ("to" in told or "cc" in told)
