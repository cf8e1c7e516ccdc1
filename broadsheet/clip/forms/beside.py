"""What pages print beside an article and extractors take for a part of it.

Each pattern is matched against a whole short block, case folded with straight quotes. A block
that is nothing but a link, and a heading below which no article goes on, are told here too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadsheet.model import Block
from broadsheet.text import folded

_LONGEST = 300
_LINKED = 0.9  # share of a block's letters that lead elsewhere
_WORDY = 4  # words of a block that is a link: less may be a name in a list

_LEADS_ON = re.compile(
    r"(?:read|see|watch|listen|more|related|recommended|also|don't miss|you (?:may"
    r"|might) (?:also )?"
    r"(?:like|be interested in|enjoy)|trending|popular|up next|next up|editor'?s'? picks?"
    r"|in case you"
    r" missed it|must[- ]read|explainer)"
    r"(?: (?:more|also|next|now|on|from|posts?|stor(?:y|ies)|articles?|news|reading|content|links?"
    r"|coverage|topics?|video|here|this|the|full|preview|about|to|of))*\s?(?:[:|»>›→].{0,200})?"
    r"|(?:lesen sie (?:auch|mehr)|mehr (?:zum thema|dazu|lesen)|auch interessant"
    r"|das könnte sie auch"
    r"|lire aussi|à lire (?:aussi|également)|voir aussi|sur le même sujet|lea también|leer también"
    r"|le puede interesar|te puede interesar|más información|leggi anche|potrebbe interessarti"
    r"|leia (?:também|mais)|veja também|lees ook|läs också|läs även|les også|læs også|lue myös"
    r"|czytaj (?:też|także|również|więcej)|zobacz (?:też|także|również)|przeczytaj (?:też|także)"
    r"|читайте также|читать далее|смотрите также|по теме|материалы по теме|διαβάστε (?:επίσης|ακόμα"
    r"|περισσότερα)|ayrıca okuyun|ilgili haber(?:ler)?|相关(?:新闻|阅读|报道|链接)"
    r"|相關(?:新聞|報導)"
    r"|延伸阅读|延伸閱讀|関連記事|あわせて読みたい|관련기사|اقرأ أيضا|اقرأ المزيد)"
    r"(?:\b.{0,12})?(?:[:：|»>›→].{0,200})?"
)
_ASKS = re.compile(
    r"(?:please )?(?:sign up|subscribe|register|log in|join us|get (?:the|our)"
    r"|start your)\b.{0,120}"
    r"\b(?:newsletters?|inbox|updates|digital|trial|free|subscribers?|notifications)\b.{0,80}"
    r"|(?:please )?(?:follow|like|find|join|connect with)\b.{0,80}\b(?:on|via) .{0,30}\b"
    r"(?:twitter|facebook|instagram|linkedin|x|threads|telegram|whatsapp|youtube|google news"
    r"|tiktok|bluesky)\b.{0,80}"
    r"|(?:e-?mail|write to|contact|reach|send|tips?)\b.{0,160}(?:\S@\S|\bon twitter\b).{0,80}"
    r"|(?:do you )?(?:have|got) a (?:story|tip|question|comment)\b.{0,240}"
    r"|[^\s@]{1,64}@[^\s@]{1,80}\.[a-z]{2,12}\.?"
    r"|(?:copyright\b|©).{0,160}|all rights reserved\.?.{0,120}"
    r"|(?:share|tweet|pin|print|save|like|email|comments?|reply|advertis(?:e|ement|ing)|sponsored"
    r"|loading|subscribe|follow(?: us)?|copy link|listen|scroll to continue|story continues below"
    r"|article continues (?:below|after (?:this |the )?(?:ad|advertisement|video)).{0,20})"
    r"(?: (?:this|article|story|on|by|via|loading|link|it|us|now|with|content|ad|below|facebook"
    r"|twitter|linkedin|whatsapp|x|email|a friend|post))*\W{0,4}\d{0,6}"
    r"|\d{1,6} (?:comments?|shares?|views?|likes?|replies)"
    r"|to contact the (?:reporter|editor|writer|author)s? (?:responsible )?(?:on|for) this .{1,200}"
    r"|(?:page )?last (?:updated|modified)\b.{0,60}|follow me\W.{0,80}|story tools|featured article"
    r"|back to (?:the )?top|return to(?: (?:the )?(?:latest|top|main|home|front|news|index"
    r"|previous|section)\b.{0,30})?|main category.{0,30}|page best viewed.{0,80}"
    r"|comments (?:are|have been) (?:now )?(?:closed|disabled)\b.{0,60}"
    r"|if you have any (?:questions|comments)\b.{0,120}"
    r"|article content|view comments|leave a (?:comment|reply)|post a comment"
    r"|join the (?:discussion"
    r"|conversation)|related(?: (?:stories|articles|topics|content|posts|links))?|more on this(?:"
    r" story| topic)?|newsletters?|image credits?:? .{1,80}|image source.{0,80}"
    r"|video (?:player|unavailable|is loading).{0,40}|(?:this )?video (?:cannot|can't"
    r"|could not) .{0,60}"
    r"|terms of (?:use|service).{0,60}|privacy policy.{0,60}|about the authors?|anzeige|werbung"
    r"|kommentare|partager|compartir|condividi|publicité|publicidad|reklama|реклама|διαφήμιση"
    r"|commentaires?|comentarios|commenti|komentarze|комментарии|поделиться|udostępnij|teilen"
)
_ENDS = re.compile(
    r"(?:(?:view |all |reader |user )?comments?(?: \(\d{1,6}\))?|\d{1,6} comments?"
    r"|leave a (?:comment"
    r"|reply)|post a comment|join the (?:discussion|conversation)|related (?:stories|articles|posts"
    r"|content|news|links)|you (?:may|might) also (?:like|be interested in).{0,20}"
    r"|most (?:read|popular"
    r"|viewed|shared)|comments (?:are|have been) (?:now )?(?:closed|disabled)\b.{0,60}"
    r"|recommended for you|latest (?:news|stories|headlines)"
    r"|popular (?:posts|stories"
    r"|articles)|top stories|like this"
    r"|das könnte sie auch interessieren|kommentare|leserkommentare|commentaires?|comentarios"
    r"|noticias relacionadas|más noticias|commenti|comentários|komentarze(?: \(\d{1,6}\))?|polecamy"
    r"|комментарии(?: \(\d{1,6}\))?|другие новости|материалы по теме|новости по теме|σχόλια"
    r"|σχετικά (?:άρθρα|νέα)|yorumlar|ilgili haberler|相关(?:新闻|阅读|报道|链接|文章)"
    r"|相關(?:新聞|報導|文章)|関連記事|評論|评论)\W{0,3}"
)


def reason(block: Block) -> str | None:
    """Return why a block is no part of the article it stands in, None where it may be."""
    if len(block.text) > _LONGEST or block.kind in ("code", "row"):
        return None
    plain = folded(block.text).strip(" []()|<>·•*-–—_=#▶►→›»:")
    if not plain:
        return "decoration"
    if _LEADS_ON.fullmatch(plain):
        return "leads to other articles"
    if _ASKS.fullmatch(plain):
        return "what a page asks of its readers"
    return None


def is_link(block: Block) -> bool:
    """Tell whether a paragraph or heading is nothing but the words of a link."""
    if block.kind not in ("paragraph", "subhead") or len(block.text) > _LONGEST:
        return False
    linked = sum(link.end - link.start for link in getattr(block, "links", ()))
    return linked >= _LINKED * len(block.text) and len(block.text.split()) >= _WORDY


def end(blocks: Sequence[Block]) -> int:
    """Return where the article ends: at the first heading of what stands below articles.

    No end is seen in the first three fifths of the text.
    """
    whole = sum(len(block.text) for block in blocks)
    passed = 0
    for number, block in enumerate(blocks):
        if 5 * passed >= 3 * whole and len(block.text) <= 60:
            plain = folded(block.text).strip(" |<>·•*-–—_=#▶►→›»:")
            if _ENDS.fullmatch(plain):
                return number
        passed += len(block.text)
    return len(blocks)
