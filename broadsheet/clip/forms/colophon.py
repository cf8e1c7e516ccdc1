"""What a letter or digest prints around its articles: how to leave it, who sent it, who paid."""

from __future__ import annotations

import re

from broadsheet.text import folded

_LONGEST = 600
_LABEL = 60
_SPONSOR = re.compile(
    r"(?:advertise?ments?|advertorial|sponsored(?: content| post| message)?|promoted(?: content)?"
    r"|paid (?:post|content|partnership)|partner content|anzeige|werbung|publicite|publicité"
    r"|publicidad|patrocinado|pubblicita|pubblicità|advertentie|annons|annonse|annonce"
    r"|(?:a |today's )?(?:word|message) from our (?:sponsors?|partners?)"
    r"|(?:sponsored|presented|brought to you|supported|powered) by\b.{0,40}"
    r"|(?:together|in partnership) with [^.]{2,40})[ :.]*"
)
_LEAVING = re.compile(
    r"\bunsubscribe|\bopt[- ]?out\b|\bmanage (?:your )?(?:e-?mail |newsletter |subscription )?"
    r"(?:preferences|subscriptions?|settings|profile)|\b(?:update|change|edit) (?:your )?"
    r"(?:e-?mail |subscription )?(?:preferences|settings|address|profile)|\be-?mail preferences\b"
    r"|\b(?:abmelden|abbestellen|newsletter kündigen)\b|\bse désabonner|\bdésinscri|\bdésabonn"
    r"|\bdarse de baja|\bcancelar (?:la |tu |su )?suscripci"
    r"|\bcancelar (?:a )?(?:inscri|assin)"
    r"|\bannulla(?:re)? (?:l')?iscrizione|\bdisiscri|\bafmelden\b|\buitschrijven\b|\bavprenumerera"
    r"|\bafmeld\b|\bavmeld|\bwypisz|\botpisat|\bотписаться|\bвідписатися|إلغاء الاشتراك|退订"
    r"|配信停止|수신거부"
)
_WHY = re.compile(
    r"\b(?:you(?:'re| are)? (?:receiv(?:e|ed|ing)|getting|got) th(?:is|ese) "
    r"(?:e-?mails?|letters?|newsletters?|messages?)"
    r"|this (?:e-?mail|message|newsletter) was (?:sent|delivered) (?:to|by)"
    r"|you (?:signed up|subscribed|opted in)\b.{0,80}\b(?:letter|e-?mail|newsletter|at|to)\b"
    r"|sent to (?:you|\S+@\S+)\b|was this (?:e-?mail|newsletter) forwarded to you"
    r"|forwarded this (?:e-?mail|letter|newsletter|message)"
    r"|someone (?:sent|forwarded) (?:you )?this|do not reply to this|please do not reply"
    r"|add \S{1,80} to your (?:address book|contacts|safe senders)"
    r"|sie erhalten diese|vous recevez cet|recibe[sn]? este (?:correo|mensaje)|ricevi questa)"
)
_VIEW = re.compile(
    r"(?:having )?(?:trouble|problems?)? ?(?:viewing|reading|seeing|displaying)? ?(?:this )?"
    r"(?:e-?mail|message|newsletter)?\W{0,3}(?:click here to )?"
    r"(?:view|read|open|see|show)(?: this| the| it)?(?: e-?mail| message| newsletter| letter"
    r"| post| issue| online version| web version)?(?: in| on| with)?"
    r"(?: a| your| the| our)?(?: web ?)?(?: ?browser| online| app| website| web ?site| web"
    r"| version| online version)\W{0,3}"
    r"|web version|online version|view as (?:a )?web ?page|im browser (?:ansehen|anzeigen|öffnen)"
    r"|voir (?:la version en ligne|dans le navigateur)|ver en el navegador|ver no navegador"
    r"|visualizza nel browser|bekijk (?:online|in browser)|open in app(?: or online)?"
    r"|read (?:in|on) (?:the )?app"
)
_RIGHTS = re.compile(
    r"(?:copyright\b|©|\(c\) (?:19|20)\d\d).{0,300}|.{0,120}all rights reserved.{0,200}"
)
_POSTAL = re.compile(
    r"[^.!?]{3,120}\b(?:[a-z]{2} \d{5}(?:-\d{4})?|[a-z]{1,2}\d{1,2}[a-z]? \d[a-z]{2}"
    r"|p\.? ?o\.? box \d+"
    r"|suite \d{1,5}|\d{5} [^\W\d_]{3,30})\b[^.!?]{0,60}"
)
_FOLLOW = re.compile(
    r"(?:(?:share|tweet|forward|like|comment|restack|follow us|facebook|twitter|x|linkedin"
    r"|instagram"
    r"|whatsapp|threads|bluesky|mastodon|youtube|telegram|e-?mail)"
    r"(?: (?:this|to a friend|on|us|with"
    r"|a|your|the|friends?|post|letter))*[ |·•,/]*){1,12}"
    r"|(?:leave|write|post) a comment|(?:upgrade to paid|subscribe(?: now| here)?|sign up(?: here)?"
    r"|get the app|start writing|give a gift subscription|refer a friend|share this post|donate)"
    r"|privacy policy|terms (?:of (?:use|service)|and conditions)|contact us|advertise(?: with us)?"
    r"|about us|help(?: cent(?:er|re))?"
)
_MORE = re.compile(
    r"(?:(?:click here to )?(?:read|see|learn|find out|view|get|full)(?: the)?"
    r"(?: full| whole| rest of the"
    r"| entire)?(?: more| on| article| story| post| piece| report| it here| online| details)?"
    r"(?: here| online| now| at .{1,40}| on .{1,40}| about .{1,60})?"
    r"|continue(?: reading)?(?: .{1,60})?"
    r"|more|more here|keep reading|full (?:story|article)"
    r"|(?:weiterlesen|mehr lesen|zum artikel|mehr)"
    r"|lire (?:la suite|plus|l'article)|leer más|seguir leyendo|leia mais|ler mais"
    r"|continua(?: a leggere)?"
    r"|leggi (?:tutto|di più)|lees (?:meer|verder)|läs (?:mer|hela)|læs mere|les mer|lue lisää"
    r"|czytaj (?:więcej|dalej)|читать далее|докладніше|devamını oku|اقرأ المزيد"
    r"|続きを読む|阅读全文|더 보기)"
    r"[ .:…»›→>\]\[)(]*"
)


def reason(text: str) -> str | None:
    """Return why a block of a letter is no part of an article, or None when it may be."""
    if len(text) > _LONGEST:
        return None
    plain = folded(text).strip(" []()|<>·•*-–—_=#")
    if not plain:
        return "decoration"
    if is_sponsor(text):
        return "advertisement"
    if _LEAVING.search(plain):
        return "how to unsubscribe"
    if _WHY.search(plain) and len(plain) < 400:
        return "why it was sent"
    if len(plain) <= 120 and _VIEW.fullmatch(plain):
        return "view in browser"
    if len(plain) <= 300 and _RIGHTS.fullmatch(plain):
        return "copyright"
    if _FOLLOW.fullmatch(plain[:200]):
        return "share and subscribe"
    return None


def is_sponsor(text: str) -> bool:
    """Tell whether a line is the label that stands above an advertisement."""
    return (
        len(text) <= _LABEL and _SPONSOR.fullmatch(folded(text).strip(" []()*-–—_=~")) is not None
    )


def is_more(text: str) -> bool:
    """Tell whether the words of a link only lead on: `Read more`, `Continue reading`."""
    return len(text) <= 90 and _MORE.fullmatch(folded(text).strip(" [](){}")) is not None


def is_end(text: str) -> bool:
    """Tell whether nothing below a line belongs to a letter's articles."""
    return len(text) <= _LONGEST and reason(text) in (
        "how to unsubscribe",
        "why it was sent",
        "copyright",
    )


def is_postal(text: str) -> bool:
    """Tell whether a short line may be a sender's postal address; to be believed near the end."""
    return len(text) <= 200 and _POSTAL.fullmatch(folded(text)) is not None
