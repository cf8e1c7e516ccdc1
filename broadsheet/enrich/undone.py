"""What the annotators leave undone in a language, so that a page can say so."""

from __future__ import annotations

from broadsheet.enrich.tables import wordset

_UNCASED = wordset("ar fa ur ps he hi mr ne bn gu pa ta te kn ml si th lo km ka am ja zh ko my")
_HEARD = wordset("en es fr de it pt")  # languages whose verbs of speech are known
_ALL = "en"  # the language in which everything is done


def undone(lang: str, annotated: str | None) -> tuple[str, ...]:
    """Return what was not done for an article, as short phrases for a reader, in a fixed order.

    `lang` is the article's language (`pt`, `pt-BR`); `annotated` is its provenance, the backend
    and its version, or None for an article that a person wrote: nothing was to be done there.
    Empty when all was done. Meant to be read after "Not done in this language:".
    """
    code = lang.replace("_", "-").split("-")[0].lower()
    if not annotated or code in ("", _ALL):
        return ()
    uncased = code in _UNCASED
    by_model = annotated.startswith(f"spacy:{code}_")
    phrases = {
        "people and organizations, unless they are known names": uncased and not by_model,
        "names by a model": not uncased and not by_model,
        "topics, except from the outlet's own section": True,
        "who said what": code not in _HEARD,
        "content notes": True,
    }
    return tuple(phrase for phrase, left in phrases.items() if left)
