"""What each key of a front matter is for, in a line, as editors of text show it."""

from __future__ import annotations

from collections.abc import Mapping

DESCRIBED: Mapping[str, str] = {
    "title": "The headline. Left out, the first heading of the text, else the file's name.",
    "date": "The day of publication, or the instant with its zone: 2025-07-29T09:12:00Z.",
    "lastmod": "When the article was last changed after its publication.",
    "corrections": (
        "What was wrong and is right now, one line each: `2025-08-06: The figure was 12, not 21.` "
        "Shown above the text and at /corrections/."
    ),
    "draft": "true: kept, and published nowhere.",
    "slug": "The last part of the address, of a-z, 0-9 and hyphens. Left out, the file's name.",
    "aliases": "Former addresses that lead here: those that begin with a slash.",
    "lang": "The language of the text: en, pt-BR, zh-Hans.",
    "summary": "One or two sentences for cards, lists, feeds and search engines.",
    "image": "The address of a picture.",
    "date_basis": "How the date was found, where the capture does not state it.",
    "source": "The outlet that published it.",
    "also_at": "Other outlets of the same text: `Outlet`, or `Outlet: its headline`.",
    "agency": "The wire that the text is from.",
    "authors": "Who wrote it.",
    "dateline": "The place and date that open the text.",
    "source_url": "The address of the original.",
    "via": "The site that the capture came from.",
    "section": "The section under which the outlet printed it.",
    "topics": "Slugs of topics, the most fitting first.",
    "people": "Canonical names of people, the most salient first.",
    "organizations": "Canonical names of organizations, the most salient first.",
    "places": "Canonical names of places, the most salient first.",
    "about": "Of these names, those that the article is about.",
    "story": "The slug of the first article of the story that this one tells.",
    "story_doubt": "How like its story the article is, where that is little: 0 to 1.",
    "key_points": "Up to three sentences, word for word from the text.",
    "quotes": "What is quoted, each `Speaker: words`.",
    "content_notes": "What a reader may want to know first: sexual-violence.",
    "credits": "Who contributed, as the outlet prints it.",
    "keywords": "The outlet's own keywords.",
    "rights": "Whose text it is, and what may be done with it.",
    "noindex": "true: search engines are asked not to list it. Left out, so is a third party's.",
    "seed": "Where it was cut from: `seeds/<file>#L68-L70`.",
    "also_in": "Other captures that hold it.",
    "captured": "When the capture was made.",
    "captured_basis": "How the time of the capture was found.",
    "annotated": "By which programs names, topics and key points were found.",
    "generated": "The fingerprint of what the machine wrote; it tells a hand edit.",
}
RECORD_DESCRIBED: Mapping[str, str] = {
    "name": "The canonical name. Left out, made of the file's name.",
    "type": "What it is.",
    "aliases": "Other names under which articles may have it.",
    "same_as": "Web addresses of the same thing elsewhere.",
    "public": "false: no page, no index, no feed. true: shown even in sensitive stories.",
}

#: Keys that a machine writes: editors hide them.
MACHINE = frozenset(
    {
        *("date_basis", "story_doubt", "seed", "also_in", "captured", "captured_basis"),
        *("annotated", "generated"),
    }
)
