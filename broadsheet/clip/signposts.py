"""Words that pages print around articles, as data: link words, headings of lists, footers.

Every pattern is matched against a whole line, case folded with straight quotes.
"""

from __future__ import annotations

import re

LINK = re.compile(
    r"[\[(«»→>\s]*(?:(?:read|see|view|get|continue|click for|click here for) )?(?:the )?"
    r"(?:full|whole|complete|entire|more|original)"
    r"(?: (?:story|article|report|text|coverage|details|here|on this|post))?[\s\])»→>….]*"
    r"|[\[(«»→>\s]*(?:read (?:on|it|story|article|now)|continue(?: reading)?|details|open"
    r" (?:story|article|link)|go to (?:story|article)|(?:click|tap) here (?:to|for) read(?: more)?|"
    r"keep reading|story|link|weiter ?lesen|mehr lesen|mehr|lire (?:la suite|plus|l'article)"
    r"|leer más|seguir leyendo|leia mais|continua a leggere|leggi tutto|"
    r"selengkapnya|baca (?:selengkapnya|lagi|seterusnya)|lees (?:meer|verder)|läs mer|czytaj"
    r" (?:więcej|dalej)|devamını oku|читать (?:далее|дальше)|подробнее|"
    r"اقرأ المزيد|المزيد|التفاصيل|"
    r"阅读全文|閱讀全文|查看详情|続きを読む|더보기|자세히 보기)[\s\])»→>….]*"
)

# Lists of headlines: what stands below one, and is followed by no text, is no article's.
_LISTS = (
    r"(?:more from|also in|more in|latest from) .{1,40}",
    r"(?:recent|latest|top|more|other|related|recommended|featured|trending|popular"
    r"|must[- ]reads?)(?: (?:news|stories|story|headlines|articles|posts?|reports?|topics|updates"
    r"|videos?|content|links|searches|now|today|for you))?",
    r"(?:more|other|latest|recent) (?:news|stories|headlines|articles) (?:from|in|on|by) .{1,40}",
    r"(?:today's )?most (?:read|viewed|popular|shared|commented|watched)(?: .{1,30})?",
    r"you (?:may|might) (?:also |have )?(?:like|missed?).{0,20}|editors?'s? (?:picks?|choice)",
    r"more on this (?:story|topic)|what(?:'s| is) (?:hot|new|trending)|in other news|read next",
    r"les plus (?:lus|populaires|consultés)|à lire (?:aussi|également)|sur le même (?:thème|sujet)",
    r"en continu|dernières (?:actualités|infos|nouvelles)",
    r"meist ?gelesen|(?:auch|noch) interessant|mehr zum thema|weitere (?:nachrichten|meldungen"
    r"|artikel|themen)|das könnte (?:sie|dich) .{1,30}|neueste (?:nachrichten|meldungen)",
    r"lo (?:más|mas) (?:leído|leido|visto)|últimas noticias|más noticias|te puede interesar"
    r"|también te puede interesar|noticias relacionadas",
    r"(?:as )?mais lidas|últimas notícias|leia também|i più letti|ultime notizie|leggi anche",
    r"meest gelezen|lees ook|ander nieuws|mest lästa|mest lest|najczęściej czytane|çok okunanlar",
    r"terpopuler|berita (?:terkait|terkini|lainnya)|artikel terkait|baca juga",
    r"الأكثر قراءة|(?:أخبار|مواضيع|مقالات) (?:ذات صلة|أخرى)|آخر الأخبار|اقرأ أيضا",
    r"热门(?:新闻|文章)|相关(?:新闻|文章|阅读)|関連記事|人気記事|많이 본 뉴스|관련 기사",
)
_FOOTERS = (
    r"(?:©|\(c\)|copyright\b).{0,160}|.{0,80}all rights reserved.{0,80}",
    r"privacy(?: (?:policy|notice|settings|centre|center))?|disclaimer|accessibility(?: .{1,20})?",
    r"terms(?: (?:of|and|&) .{1,20})?|cookies?(?: (?:policy|settings|notice|preferences))?",
    r"contact(?: (?:us|the editors?|information))?|about(?: (?:us|this (?:site|content|page)))?",
    r"advertise(?: with us)?|back to top|top|site ?map|careers|faqs?|help(?: cent(?:er|re))?",
    r"(?:older|newer) posts|(?:load|show) (?:more|older|newer)(?: (?:posts|articles|stories))?|"
    r"(?:see|view|show) all(?: (?:posts|articles|stories|news|updates))?|"
    r"(?:data|quotes|prices)(?: is| are)? delayed .{1,60}|page \d{1,4}(?: of \d{1,4})?",
    r"(?:connect|follow|find) (?:with )?us.{0,60}|rss(?: feeds?)?|newsletters?|unsubscribe",
    r"(?:is|was) this (?:page|article|story) (?:useful|helpful)\??|report (?:a|an) (?:problem|error"
    r"|typo|issue).{0,40}",
    r"(?:get|join|recevez|votre) (?:our|the|notre|nos) (?:newsletter|lettre).{0,40}",
    r"(?:(?:free|daily|weekly|morning|email) )+newsletters?|votre adresse e-?mail",
    r"get (?:the|our) (?:latest|day's|best|top) .{1,80} (?:newsletters?|inbox)\b.{0,60}",
    r"(?:keep|stay) (?:up to date|up-to-date|informed|in the loop).{0,100}",
    r"was this (?:e-?mail|newsletter) forwarded .{0,60}|(?:update|manage) (?:your )?preferences",
    r"(?:proudly )?powered by .{1,60}|site by .{1,40}",
    r"(?:designed|developed|hosted) by .{1,60}|best viewed .{1,60}",
    r"you(?: are|'re)? (?:get|received?|receiving|getting) this .{0,160}",
    r"impressum|datenschutz(?:erklärung|hinweise?)?|kontakt|agb|nutzungsbedingungen",
    r"mentions légales|(?:gestion|politique|paramètres) (?:des?|de) (?:cookies|confidentialité)"
    r"|nous contacter|qui sommes-nous|conditions générales.{0,30}|plan du site",
    r"aviso legal|política de (?:privacidad|privacidade|cookies)|contacto|quiénes somos"
    r"|mapa (?:web|del sitio)|condiciones de uso|publicidad",
    r"سياسة الخصوصية|اتصل بنا|من نحن|شروط الاستخدام|جميع الحقوق محفوظة.{0,80}",
)
_MENUS = (
    r"manage (?:your )?preferences|view (?:this )?(?:email )?(?:in|online).{0,30}",
    r"sign (?:in|up)|log ?in|log out|register|subscribe(?: now)?|search|menu|main menu|home"
    r"|homepage|skip to (?:main )?content|key events|show key events only",
    r"please turn on javascript.{0,60}|donate|support us|notifications?|my account",
    r"[«‹<←]{0,2} ?(?:first|next|prev|previous|last|primera|anterior|siguiente|última|premier"
    r"|première|suivante?|précédente?|dernière|nächste|vorherige|zurück|weiter)(?: page| seite)?"
    r" ?[»›>→]{0,2}",
    r"tweet|copy link|listen(?: to (?:this|the) (?:article|story))?|(?:\d{1,3} ){2,12}(?:next|»|>)",
    r"(?:suggested|related|recommended) topics|(?:see|voir) (?:more|plus) (?:headlines|d'articles|"
    r"d'actualités).{0,30}|older|newer|voir plus",
    r"\d{1,3} comments?|comments?(?: \(\d{1,4}\))?|leave a (?:comment|reply)|share(?: this(?: "
    r"(?:story|article|page|post))?)?|save|print|like|reply|partager|teilen|compartir|condividi",
    r"(?:(?:share|tweet|post|pin|send) (?:on|via|to|by) [a-z]{1,12} ?){1,8}|sponsored content",
    r"accept(?: all)?(?: cookies)?|reject(?: all)?|manage (?:cookies|preferences)|we use"
    r" cookies.{0,160}",
    r"accueil|se connecter|s'abonner|à la une|startseite|anmelden|abonnieren|inicio|portada"
    r"|ingresar|iniciar sesión|suscr[ií]b(?:ete|irse).{0,40}|المزيد من الأخبار|الرئيسية",
    r"(?:facebook|twitter|instagram|youtube|linkedin|whatsapp|telegram|tiktok|x)(?:[ |/·•,]+"
    r"(?:facebook|twitter|instagram|youtube|linkedin|whatsapp|telegram|tiktok|x))*",
)
ENDING = re.compile("|".join(f"(?:{pattern})" for pattern in (*_LISTS, *_FOOTERS)))
OWN = re.compile("|".join(f"(?:{pattern})" for pattern in (*_LISTS, *_FOOTERS, *_MENUS)))
_LAST = re.compile(
    r".*\S\s+(?P<word>[\[(«»→>]*(?:read more|read on|continue reading|full story"
    r"|leer más|seguir leyendo|lire la suite|weiter ?lesen|mehr(?= ?\.{2,3}|…)|leggi tutto"
    r"|leia mais|lees verder|baca selengkapnya|read article)[\s\])»→>….]*)",
    re.IGNORECASE,
)
_BAR = re.compile(r"\s?[|·•‧]\s?|\s[/–-]\s")


def own(plain: str) -> bool:
    """Tell whether a folded line is words of the page's own, or a bar of nothing but such words."""
    whole = plain.rstrip(" :")
    parts = [part.strip(" []") for part in _BAR.split(whole)]
    return OWN.fullmatch(whole) is not None or all(OWN.fullmatch(part) for part in parts)


def menu(text: str) -> bool:
    """Tell whether a line is a bar of at least four short names, such as `News | Sport | ...`."""
    parts = [part for part in _BAR.split(text) if part]
    few = all(len(part.split()) <= 3 for part in parts)
    return len(parts) >= 4 and few and not any(c.isdigit() for c in text)


def linked(text: str) -> tuple[str, str] | None:
    """Return (text, link word) of a line that ends with a link word, as in `... Leer más`."""
    match = _LAST.fullmatch(text[-400:]) if text[-1:] in "eEnNsSáÁoOrRaA»→>]).…" else None
    if match is None:
        return None
    word = match["word"]
    return text[: len(text) - len(word)].rstrip(), word
