"""All rows of the table, and the phrases that belong to no row."""

from __future__ import annotations

from .latin import LATIN
from .other_scripts import OTHER_SCRIPTS

LANGUAGES = (*LATIN, *OTHER_SCRIPTS)

AND = ("and", "et", "y", "und", "e", "en", "og", "och", "i", "и", "و")

JUST_NOW = (
    "just now",
    "moments ago",
    "a moment ago",
    "seconds ago",
    "a few seconds ago",
    "less than a minute ago",
    "à l'instant",
    "gerade eben",
    "ahora mismo",
    "agora mesmo",
    "zojuist",
    "przed chwilą",
    "только что",
    "az önce",
    "baru saja",
    "الآن",
    "刚刚",
    "剛剛",
    "たった今",
    "방금",
    "방금 전",
    "अभी",
    "vừa xong",
)

# "A few": the count is not known, so that only the day may be told from it.
VAGUE = {"a few": 3, "few": 3, "several": 4, "quelques": 3, "einigen": 3, "unas": 3, "alguns": 3}

MIN_READ = (
    "min read",
    "mins read",
    "minute read",
    "minutes read",
    "min lesezeit",
    "minuten lesezeit",
    "min de lecture",
    "minutes de lecture",
    "min de lectura",
    "minutos de lectura",
    "min di lettura",
    "minuti di lettura",
    "min de leitura",
    "minutos de leitura",
    "min leestijd",
    "мин чтения",
    "dk okuma",
)
