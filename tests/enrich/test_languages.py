"""The language of a text; with little to go by, what the capture said."""

from __future__ import annotations

import pytest

from broadsheet.enrich.annotating import annotated
from broadsheet.enrich.language import language as language_of
from broadsheet.enrich.reading import Untold
from broadsheet.enrich.tagger import tagger

TEXTS = [
    ("en", "The council said on Monday that the bridge would be closed for most of the summer."),
    (
        "de",
        "Der Stadtrat hat am Montag beschlossen, dass die Brücke im Sommer gesperrt wird.",
    ),
    ("fr", "Le conseil municipal a annoncé lundi que le pont serait fermé pendant tout l'été."),
    ("es", "El ayuntamiento anunció el lunes que el puente permanecerá cerrado todo el verano."),
    ("it", "Il consiglio comunale ha annunciato lunedì che il ponte resterà chiuso per l'estate."),
    ("pt", "A câmara anunciou na segunda-feira que a ponte não vai abrir até ao fim do verão."),
    ("nl", "De gemeenteraad heeft maandag besloten dat de brug de hele zomer gesloten blijft."),
    ("ar", "أعلن المجلس البلدي يوم الاثنين أن الجسر سيبقى مغلقا طوال فصل الصيف"),
    ("ru", "Городской совет объявил в понедельник, что мост будет закрыт на все лето."),
    ("zh", "市议会星期一宣布这座桥整个夏天都将关闭"),
    ("ja", "市議会は月曜日に、橋は夏の間ずっと閉鎖されると発表しました"),
    ("ko", "시의회는 월요일에 다리가 여름 내내 폐쇄될 것이라고 발표했다"),
]


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_a_sentence_is_enough(code, text):
    assert language_of(Untold("", text, "en")) == code


@pytest.mark.parametrize(("hint", "code"), [("de-AT", "de"), ("pt_BR", "pt"), (None, "en")])
def test_a_short_text_is_in_the_language_that_it_is_said_to_be(hint, code):
    assert language_of(Untold("Regen", "12:30", hint)) == code


@pytest.mark.parametrize(("code", "text"), TEXTS)
def test_every_language_is_annotated_without_harm(code, text):
    said = annotated(Untold(text, f"{text} {text}", code), tagger("rules"))
    assert said.lang == code
    assert said.content_notes == ()
