"""Phrases that pages print among the sentences of an article, as data.

Every pattern is matched against a whole sentence or line, case folded with straight quotes,
and says what the phrase is: noise is dropped, a credit is kept in a field of its own.
"""

from __future__ import annotations

import re

from broadsheet.text import folded

LONGEST = 320

_NOISE = (
    (
        "noise: error",
        r"(?:(?:error in|failed) retrieving data ?|sign in to access your portfolio ?)+",
    ),
    (
        "noise: warning",
        r"warning! \w{2,30} has (?:detected|detect) \d+ (?:warning signs?|severe warning"
        r" signs?) with .{1,40}",
    ),
    (
        "noise: warning",
        r"is .{1,60} fairly valued\? test your thesis with our free dcf calculator\.?",
    ),
    (
        "noise: share",
        r"(?:copy|share|copied|link copied|save|print|email)(?: (?:the |this )?(?:story"
        r"|article|page|post|link|url))*(?: (?:link|url|to clipboard))?[.!]?",
    ),
    (
        "noise: share",
        r"(?:(?:share|tweet|post|pin|send)(?: (?:on|via|to|with|this|article|by))* ?)?"
        r"(?:(?:facebook|twitter|x|whatsapp|telegram|linkedin|reddit|email|messenger|pinterest"
        r"|copy link|print|flipboard|bluesky|threads)[,|/ ]*){1,10}",
    ),
    ("noise: share", r"(?:click|tap) (?:here )?to share.{0,80}"),
    ("noise: share", r"copy the story link"),
    (
        "noise: promotion",
        r"(?:scroll to continue|story continues(?: below(?: this)?(?: ad| advertisement)?)?"
        r"|continue reading(?: below)?|article continues (?:below|after).{0,40}|advertisement"
        r"(?: - scroll to continue)?|advertisment|sponsored(?: content)?|ad feedback|skip"
        r" ad|loading\.{0,3}|read full story|show more|show less|view comments|view gallery.{0,30}"
        r"|recommended (?:stories|videos?)|trending|most read|related (?:articles|stories"
        r"|topics|content):?|more on this story|top stories|featured|promoted)",
    ),
    (
        "noise: promotion",
        r"(?:read (?:more|also|next)|also read|see also|must read|related|watch|watch now"
        r"|recommended|don't miss|read on)\s?(?:\||:|>|»).{0,160}",
    ),
    (
        "noise: promotion",
        r"(?:read more|also read|read also|read next|watch now|learn more|find out more"
        r"|click here)(?: (?:here|below|about this))?[.!>»]*",
    ),
    ("noise: promotion", r"(?:click here|tap here) (?:to|for) .{1,160}"),
    (
        "noise: promotion",
        r"(?:\w{2,20} )?this content is provided by .{2,30}, which may be using cookies.{0,60}",
    ),
    (
        "noise: promotion",
        r"(?:sign up|subscribe)(?: (?:now|today|here|free))?(?: (?:to|for|and) .{1,200})?[.!]?",
    ),
    (
        "noise: promotion",
        r"get (?:the )?(?:latest|breaking|daily|free) .{1,120} (?:in|to) your inbox.{0,60}",
    ),
    ("noise: promotion", r"(?:follow|like|find|join) us (?:on|at) .{1,160}"),
    ("noise: promotion", r"(?:download|get) (?:the|our) .{0,30}app\b.{0,100}"),
    (
        "noise: promotion",
        r"(?:enter (?:your )?e-?mail(?: address)?(?: sign up| subscribe)?|sign up|by signing"
        r" up.{0,200}|email address|your email)[.]?",
    ),
    ("noise: promotion", r"(?:new|our) .{1,40} newsletter:? .{0,60}\bsign up .{1,200}"),
    (
        "noise: promotion",
        r"(?:this (?:video|content|browser) (?:is|cannot|can't|does).{1,80}(?:available"
        r"|played|support.{1,40})|your browser does not support.{1,80})[.]?",
    ),
    (
        "noise: promotion",
        r"(?:اقرأ أيضا|اقرأ أيضًا|اقرأ المزيد|شاهد أيضا|إقرأ أيضا|تابعونا على)\s?:?.{0,160}",
    ),
)
_CREDITS = (
    r"this (?:article|story|post|column|content|piece)(?: was| has been| is)?"
    r" (?:first |originally |initially |previously )?(?:appear(?:ed|s)|published|featured"
    r"|produced|posted|provided|written|created|generated|syndicated|translated|adapted"
    r"|republished)(?: first)? (?:on|in|by|from|at|with|and)\b.{1,200}",
    r"(?:this|the) (?:article|story|post|report|piece|column|interview|review)(?: was)?"
    r" (?:first|originally|initially|previously) (?:appeared|published|posted|featured)"
    r" (?:on|in|by|at)\b.{1,200}",
    r"(?:originally|first) (?:published|appeared|posted) (?:by|on|in|at)\b.{1,160}",
    r"the post .{1,240} (?:first )?appeared first on .{1,80}",
    r"\(?(?:additional )?(?:reporting|writing) (?:and \w+ )?by .{2,160}(?:;|editing).{0,160}",
    r"\((?:additional )?(?:reporting|writing|editing|compiled|translated|edited|photography"
    r"|graphics?) (?:and \w+ )?by:? .{2,200}",
    r"(?:reporting|editing|writing|edited|translated|photography|photographs?|graphics?)"
    r" by:? [^.]{2,45}\.?",
    r"\(?(?:file )?(?:photos?|pictures?|images?|pics?|photographs?|credits?|foto|bild|الصورة"
    r"|صورة|تصوير|المصدر)(?: credits?| source| courtesy)?\s?[:|].{2,120}\)?",
    r"\(?(?:file )?(?:photo|picture|image|pic|photograph|video)s? (?:by|courtesy of?|via"
    r"|from) [^.]{2,60}\.?\)?",
    r"(?:© ?|copyright (?:©|\(c\))?).{2,120}",
    r"[^.]{2,90}(?:/|\||via )\s?(?:getty images?|shutterstock|istock(?:photo)?|ap photo"
    r"|afp|reuters)(?:/.{1,30}|\.com)?\.?\)?",
    r"(?:with inputs? from|with files from|- ?with (?:agency|agencies|inputs)) .{2,80}",
)
NOISE = tuple((reason, re.compile(pattern)) for reason, pattern in _NOISE)
CREDITS = tuple(re.compile(pattern) for pattern in _CREDITS)
KEYWORDS = re.compile(
    r"(?:key ?words|tags|topics|hashtags|الكلمات المفتاحية|كلمات دلالية|الوسوم)\s?:\s*(.{2,300})",
    re.IGNORECASE,
)

AGENCIES = {
    name.casefold(): name
    for name in (
        "Reuters", "AP", "AFP", "Bernama", "PTI", "ANI", "IANS", "UNI", "WAM", "dpa", "Xinhua",
        "Bloomberg", "UPI", "EFE", "Kyodo", "Yonhap", "PA Media", "PA", "AAP", "TASS", "Anadolu",
        "Europa Press", "KUNA", "SPA", "QNA", "BNA", "MENA", "APP", "ANSA", "Belga", "Antara",
        "VNA", "CNA", "NHK", "Lusa",
        "PRNewswire", "PR Newswire", "Business Wire", "GLOBE NEWSWIRE", "Newsfile Corp.",
        "EIN Presswire", "ACN Newswire", "Media OutReach Newswire", "ACCESS Newswire", "Petra",
        "The Canadian Press", "Canadian Press", "Associated Press", "The Associated Press",
        "Agence France-Presse", "Press Association", "AsiaNet", "JCN Newswire", "Accesswire",
        "CNW", "TNS", "Tribune News Service", "RNZ", "AETOSWire", "APO Group", "Zawya",
        "رويترز", "وام", "أ ف ب", "د ب أ", "قنا", "واس", "بترا", "كونا",
    )
}  # fmt: skip
# Phrases that one-line bodies run together with the text: found anywhere, case as printed.
_AGENCY = (
    r"(?:iStock(?:photo)?|Getty(?: Images)?|Shutterstock|Unsplash|Pexels|Pixabay|Alamy|AFP|AP|EPA|"
    r"Reuters|Bernama|AAP|PA|NewsWire|NCA NewsWire|Supplied|Instagram|Facebook|TikTok|YouTube|"
    r"Twitter|Google|Handout|File|Screengrab)"
)
_OPENERS = (
    r"(?:The|A|An|In|On|At|It|He|She|They|But|And|When|Now|We|I|His|Her|Their|Its|This|That|These"
    r"|There|For|As|After|If|With)"
)
INLINE_CREDIT = re.compile(
    r"\b(?:Pictures?|Images?|Photos?|Pics?|Credit|Photo credit|Image credit|Picture credit)\s?[:"
    r"|]\s?"
    rf"(?:[A-Z][\w.'’-]{{1,20}} (?:[A-Z][\w.'’-]{{1,20}} )?(?:/|via |for ) ?)?{_AGENCY}\b"
    rf"(?: ?(?:/|via) ?(?:{_AGENCY}|@\w{{1,30}}))?"
    rf"|\bPhotographs?: (?:[A-Z][\w.'’-]{{1,20}} ?){{1,3}}/(?:{_AGENCY}\b|The [A-Z]\w{{2,20}}\b)"
    # In brackets the credit ends with them; a bare name ends where a sentence opens, and is
    # of two words where nothing tells how long it is.
    r"|\((?:File )?(?:Picture|Image|Photo|Photograph)s?(?: by|:) [^()]{2,60}\)"
    r"|\b(?:(?:Picture|Image|Photo): ?){1,2}(?:[A-Z][\w'’-]{1,20}(?: [A-Z][\w'’-]{1,20}){1,2}"
    rf"(?= {_OPENERS} )|[A-Z][\w'’-]{{1,20}} [A-Z][\w'’-]{{1,20}}"
    r"(?= [A-Z][\w'’.-]{0,20} (?:[A-Z][\w'’-]{0,20} ){0,2}[a-z]))"
)
_TEASER = (
    r"\b(?:READ MORE|ALSO READ|READ ALSO|READ NEXT|RELATED(?: STORY| STORIES| ARTICLES?)?|SEE ALSO"
    r"|MUST READ|DON'T MISS|WATCH)\b\s?[:|>]\s?"
)
INLINE_NOISE = (
    (
        "noise: error",
        re.compile(r"(?:(?:Error in retrieving data|Sign in to access your portfolio)\s*)+"),
    ),
    (
        "noise: warning",
        re.compile(
            r"Warning! [A-Z]\w{1,30} has detected \d{1,3} [Ww]arning [Ss]igns? with [\w:.-]{1,20}"
            r"(?<!\.)\.?"
        ),
    ),
    (
        "noise: promotion",
        re.compile(
            r"(?:(?:Story|Article) [Cc]ontinues [Bb]elow(?: (?:this |the )?[Aa]d(?:vertisement)?)?"
            r"|ADVERTISEMENT|(?<=[.!?'\"] )Story continues|(?<=[.!?'\"] )Advertisement(?= [A-Z]))"
        ),
    ),
    (
        "noise: promotion",
        re.compile(
            rf"{_TEASER}[^.!?|]{{8,110}}?[a-z]['’)]?(?= {_OPENERS} [a-z])"
            # Without a new sentence to be seen, all up to the stop.
            rf"|{_TEASER}(?:(?!\b(?:Mr|Ms|Dr)\b)[^.!?|]){{0,110}}(?:[.!?]+(?=\s|$)|$)"
        ),
    ),
    (
        "noise: promotion",
        re.compile(
            r"\b(?:READ MORE|ALSO READ|READ ALSO|READ NEXT|SEE ALSO)\b\s?[:|>]?|\bRELATED\s?[|:]"
        ),
    ),
    (
        "noise: promotion",
        re.compile(r"\bEnter [Ee]mail(?: [Aa]ddress)?(?: (?:Sign [Uu]p|SIGN UP|Subscribe))?\b"),
    ),
    ("noise: promotion", re.compile(r"\(You can now (?:subscribe to|follow) our [^()]{2,100}\)")),
    ("noise: share", re.compile(r"\bCopy the Story Link\b|\bCopy [Ll]ink(?: to clipboard)?\b")),
)
INLINE_KEYWORDS = re.compile(
    r"(?:^|(?<=[.!?'\")\]] )|(?<= ))(?:Keywords|KEYWORDS|Tags)\s?: ?(?=([^.!?]{2,300})[.!?]?$)"
)
_PICTURED = re.compile(r"(?:Photo(?:graph)?|Picture|Image|Pic|Credit)s?\s?[:|]")
_SMALL = re.compile(r" [a-z]{3,20}\b")
_LETTERS = re.compile(r"[^\W_]+")


def agency(text: str) -> str | None:
    """Return the wire that the words name, as it is usually written, or None."""
    return AGENCIES.get(text.strip(" ()/.–—-").casefold()) or AGENCIES.get(
        text.strip(" ()/–—-").casefold()
    )


def noise(text: str) -> str | None:
    """Return why a sentence or line is noise, or None when it may be part of an article."""
    if len(text) > LONGEST:
        return None
    plain = folded(text)
    return next((reason for reason, pattern in NOISE if pattern.fullmatch(plain)), None)


def credit(text: str) -> bool:
    """Tell whether a whole sentence or line says who made or first published something."""
    if len(text) > LONGEST or _told(text):
        return False
    plain = folded(text)
    return any(pattern.fullmatch(plain) for pattern in CREDITS)


def _told(text: str) -> bool:
    """Tell whether a sentence was run into a picture's credit: a stop, and many small words."""
    return (
        _PICTURED.match(text) is not None
        and text.endswith((".", "!", "?"))
        and len(_SMALL.findall(text)) >= 4
    )


def keywords(text: str) -> tuple[str, ...]:
    """Return the words of a line `Keywords: a, b`; nothing for any other line."""
    match = KEYWORDS.fullmatch(text) if len(text) <= LONGEST else None
    words = re.split(r"[,;|،]", match[1]) if match else []
    return tuple(word.strip(" .#") for word in words if _LETTERS.search(word))
