"""One page of every kind, rich and empty: invented news of an invented region."""

from __future__ import annotations

from dataclasses import replace

from broadsheet.model import Page
from broadsheet.plan.views import (
    Alone,
    ArchivePage,
    ArticlePage,
    Bar,
    Calendar,
    Card,
    Cell,
    Chip,
    Chrome,
    Companion,
    Concern,
    Corrected,
    Correction,
    CorrectionsPage,
    Coverage,
    Day,
    Doubt,
    Earlier,
    EditionPage,
    EntitiesPage,
    EntityPage,
    Feeds,
    FeedsPage,
    Group,
    Head,
    KeysPage,
    Letter,
    Link,
    Linked,
    MessagePage,
    Missed,
    Moment,
    Network,
    Pager,
    Provenance,
    RedirectPage,
    Related,
    Reprint,
    Said,
    SearchPage,
    Share,
    Sighting,
    SourcePage,
    StatusPage,
    StoriesPage,
    StoryDay,
    StoryPage,
    StoryRef,
    Stub,
    Teller,
    TermRow,
    TermsPage,
    Text,
    Told,
    TopicPage,
)

HOST = "http://localhost:8000"
LONG_TITLE = " ".join(
    ["Council of the Lower Vale adopts, after nineteen hours of debate and four recesses, the"]
    + ["harbour, dredging, lighthouse and ferry-subsidy settlement"] * 5
)
LONG_WORD = "Donaudampfschiff" * 8


def feeds(at: str, title: str) -> Feeds:
    return Feeds(title, f"{at}feed.atom", f"{at}feed.rss", f"{at}feed.json")


NAV = tuple(
    Link(text, href)
    for text, href in [
        ("Latest", "/"),
        ("Stories", "/stories/"),
        ("Topics", "/topics/"),
        ("Names", "/entities/"),
        ("Sources", "/sources/"),
        ("Archive", "/2025/"),
        ("Feeds", "/feeds/"),
    ]
)
SITE = Chrome(
    title="The Vale Broadsheet",
    tagline="What the region’s papers said, on one page",
    language="en",
    base="",
    home="/",
    nav=NAV,
    footer=(
        Link("Feeds", "/feeds/"),
        Link("Keys", "/keys/"),
        Link("Data quality", "/status/"),
    ),
    feeds=feeds("/", "The Vale Broadsheet"),
    origin=HOST,
)


def head(title: str, at: str, own: Feeds | None = None, kind: str = "website") -> Head:
    return Head(f"{title} · The Vale Broadsheet", f"{title}, told.", HOST + at, "", own, kind)


def day(number: int) -> Moment:
    return Moment(f"2025-07-{number:02}", f"{number} July 2025")


CLOCKED = Moment("2025-07-29T09:12:00+00:00", "29 July 2025", "09:12 UTC")
HERALD = Link("Vale Herald", "/sources/vale-herald/")
COURIER = Link("Harbour Courier", "/sources/harbour-courier/")
QALA = Link("صحيفة القلعة", "/sources/qala/")
ECONOMY = Link("Economy, business and finance", "/topics/economy/")
SCIENCE = Link("Science and technology", "/topics/science/")
CRIME = Link("Crime, law and justice", "/topics/crime/")
PEOPLE = (
    Chip("Ines Okafor", "/people/ines-okafor/", "person", 4),
    Chip("Tomas Lindqvist", "", "person"),
)
FIRMS = (
    Chip("Northmere Dredging", "/organizations/northmere-dredging/", "organization", 6),
    Chip("Port of Sallow", "/organizations/port-of-sallow/", "organization", 3),
)
PLACES = (
    Chip("Sallow Bay", "/places/sallow-bay/", "place", 9),
    Chip("Lower Vale", "/places/lower-vale/", "place", 12),
)
SUMMARY = (
    "The port will close two of its five berths until spring while silt is cleared from the "
    "channel. Ferry crossings fall from nine a day to four."
)


def stub(title: str, number: int = 29, source: Link | None = HERALD, **more: object) -> Stub:
    fields: dict[str, object] = {
        "id": f"2025/07/{number:02}/a",
        "title": title,
        "href": f"/2025/07/{number:02}/harbour-dredging/",
        "moment": day(number),
        "lang": "en",
        "dir": "ltr",
        "source": source,
        "topic": ECONOMY,
        "summary": SUMMARY,
    }
    return Stub(**{**fields, **more})  # type: ignore[arg-type]


CORRECTIONS = (
    Correction(
        "correction-2025-07-31", day(31), "Two berths are closed, not twelve <b>berths</b>."
    ),
    Correction("correction-2025-07-30", CLOCKED, "The Harbour Office is in Northmere."),
)
ARABIC = stub(
    "الميناء يغلق رصيفين حتى الربيع ويخفض رحلات العبارات إلى أربع يوميا",
    28,
    QALA,
    lang="ar",
    dir="rtl",
    summary="سيغلق الميناء رصيفين من أصل خمسة حتى الربيع.",
)
STUBS = (
    stub("Dredging closes two berths in Sallow Bay until spring"),
    ARABIC,
    stub("“Nobody told the ferry crews”: inside the week that emptied the timetable", 28, COURIER),
    stub("Woman tells court of eleven years of threats", 27, notes=("sexual violence", "minors")),
    stub(LONG_TITLE, 26, None),
    stub(LONG_WORD, 25, COURIER),
    stub("Tide gauge reads zero", 24, moment=CLOCKED),
)
RICH_CARD = Card(
    headline="Dredging closes two berths in Sallow Bay until spring",
    href="/stories/harbour-dredging/",
    lang="en",
    dir="ltr",
    moment=CLOCKED,
    sources=5,
    topic=ECONOMY,
    summary=SUMMARY,
    reports=(STUBS[0], STUBS[2], ARABIC),
    fresh=2,
    folded=(STUBS[6], STUBS[3]),
    entities=(*FIRMS, *PLACES, PEOPLE[1]),
)
COURT_CARD = Card(
    headline="Woman tells court of eleven years of threats",
    href="/2025/07/27/court/",
    lang="en",
    dir="ltr",
    moment=day(27),
    sources=1,
    topic=CRIME,
    notes=("sexual violence",),
    summary="The hearing in Lower Vale resumes on Thursday.",
    source=HERALD,
)
ARABIC_CARD = Card(
    headline=ARABIC.title,
    href=ARABIC.href,
    lang="ar",
    dir="rtl",
    moment=day(28),
    sources=1,
    topic=SCIENCE,
    summary=ARABIC.summary,
    source=QALA,
)
LONG_CARD = Card(
    headline=LONG_TITLE,
    href="/2025/07/26/long/",
    lang="en",
    dir="ltr",
    moment=day(26),
    sources=1,
    source=None,
    entities=PLACES,
)
WORD_CARD = Card(
    headline=f"{LONG_WORD} arrives",
    href="/2025/07/25/word/",
    lang="de",
    dir="ltr",
    moment=day(25),
    sources=2,
    topic=SCIENCE,
    reports=(STUBS[5], STUBS[6]),
)
CARDS = (COURT_CARD, ARABIC_CARD, LONG_CARD, WORD_CARD)
DAYS = tuple(
    Day(Link(day(n).text, f"/2025/07/{n}/"), day(n), n - 20, (STUBS[0].title, ARABIC.title))
    for n in (28, 27, 26, 25)
)
EARLIER = (
    Earlier(DAYS[0].link, DAYS[0].moment, (ARABIC_CARD, COURT_CARD)),
    Earlier(DAYS[1].link, DAYS[1].moment, (LONG_CARD, WORD_CARD)),
)
WEEKS = tuple(Bar(f"{n} May 2025", (n * 7) % 11) for n in range(1, 31))
ROWS = (
    TermRow(ECONOMY, 14, STUBS[0], (TermRow(SCIENCE, 2, None),)),
    TermRow(SCIENCE, 3, ARABIC),
    TermRow(CRIME, 1, None),
)
MANY_PLACES = (*PLACES, *(Chip(f"Berth {n}", "", "place") for n in range(1, 8)))
UNPAGED = Chip("Ilmar Sund", "", "person", 1, articles=(Link(ARABIC.title, ARABIC.href),))
SAID = (
    Said(
        "It is the silt of a decade",
        replace(PEOPLE[0], count=0),
        Link(STUBS[0].title, "/a/#p2"),
        "en",
        "ltr",
    ),
    Said("We wait", Chip("a passenger", "", ""), Link(STUBS[1].title, "/b/"), "en", "ltr"),
    Said(
        "نحن ننتظر منذ الصباح",
        replace(FIRMS[0], count=0),
        Link(ARABIC.title, ARABIC.href),
        "ar",
        "rtl",
    ),
)
TELLERS = (Teller(HERALD, CLOCKED, 3), Teller(QALA, CLOCKED, 1), Teller(COURIER, day(30), 1))
DIFFERENCES = (
    Alone(
        HERALD,
        (Link("4 million crowns", "/a/#p2"), Link("five berths", "/a/#p1")),
        (Link("21:30", "/a/#p3"),),
        (Link("Ines Okafor", "/a/#p4"), Link(LONG_WORD, "/a/#p4")),
    ),
    Alone(QALA, names=(Link("صلالة", "/b/#p1"),)),
)
NETWORK = Network(
    ("Northmere Dredging", "Ines Okafor", "Sallow Bay", "نورثمير", "A name that is cut where…"),
    ((0, 1, 3), (0, 2, 2), (0, 3, 1), (0, 4, 1), (1, 2, 1), (2, 4, 2)),
)
COVERAGE = Coverage(
    until=day(28),
    more=(Share(ECONOMY, 41, 12),),
    less=(Share(CRIME, 0, 9), Share(SCIENCE, 2, 8)),
    stories=7,
    told=0,
    missed=(
        Missed(Link(STUBS[3].title, "/stories/court/"), 4, day(27), ("minors",), "en", "ltr"),
        Missed(Link(ARABIC.title, "/stories/port/"), 2, day(28), (), "ar", "rtl"),
    ),
)
WEEK = (
    None,
    *(Cell(n) for n in range(1, 4)),
    *(Cell(n, f"/2025/07/{n:02}/", f"2025-07-{n:02}", n) for n in range(4, 7)),
)
CALENDAR = Calendar("July 2025", (WEEK, (Cell(7, "/2025/07/07/", "2025-07-07", 112), *[None] * 6)))
ALIKE = (
    Doubt(
        tuple(replace(chip, count=0) for chip in FIRMS),
        tuple(Link(stub.title, stub.href) for stub in STUBS[:2]),
        "If the two are one:\n\n`content/entities/a-firm.md`\n\n~~~~\n---\nname: A firm\n"
        "type: organization\naliases:\n  - Another name of the firm\n---\n~~~~",
    ),
    Doubt((replace(PLACES[0], count=0),), (Link(STUBS[0].title, STUBS[0].href),), "A record."),
)
PAGER = Pager(None, Link("Page 2", "/topics/economy/page/2/"))
BODY = """SALLOW BAY (Wire) - The port will close two of its five berths until spring. The work is \
let to Northmere Dredging, which cleared the channel in 2019.

Ferry crossings fall from nine a day to four, said Ines Okafor, the harbour master. “It is the \
silt of a decade,” Okafor told the *Vale Herald*.

## WHAT IT COSTS

- The city pays 4 million.
- Northmere Dredging pays for the `survey`.

| berth | closed | length |
|---|---|--:|
| 2 | October | 140 |
| 5 | November | 95 |

> Nobody told the ferry crews.

#### A smaller heading

See [the survey](https://survey.invalid/2025) and ![a map of the bay](https://maps.invalid/bay.png).
"""
PROVENANCE = Provenance(
    "seeds/2025-07-29-harbour.txt",
    "lines 68 to 70",
    CLOCKED,
    "stated",
    "relative",
    "Dailydeck",
    True,
)
FOREIGN = replace(
    PROVENANCE,
    edited=False,
    annotated="rules 4",
    undone=("people and organizations, unless they are known names", "content notes"),
)


def edition(moment: Moment | None, is_front: bool, at: str) -> Page:
    data = EditionPage(
        site=SITE,
        head=head("29 July 2025", at),
        moment=moment,
        is_front=is_front,
        lead=RICH_CARD if moment else None,
        cards=CARDS if moment else (),
        briefs=(
            Group("Economy", "/topics/economy/", STUBS[:3]),
            Group("Crime, law and justice", "/topics/crime/", STUBS[3:5]),
            Group("Other", "", STUBS[5:], 12),
        )
        if moment
        else (),
        articles=24 if moment else 0,
        sources=9 if moment else 0,
        minutes=41 if moment else 0,
        newer=None,
        older=Link("28 July 2025", "/2025/07/28/") if moment else None,
        up=Link("July 2025", "/2025/07/") if moment else None,
        earlier=EARLIER if is_front and moment else (),
        recent=DAYS if is_front and moment else (),
        whole=Link("29 July 2025", "/2025/07/29/") if is_front and moment else None,
        topics=(ECONOMY, SCIENCE, CRIME) if moment else (),
        entities=(*FIRMS, *PLACES, *PEOPLE) if moment else (),
    )
    return Page(at, "edition", data)


def article(at: str, rich: bool) -> Page:
    data = ArticlePage(
        site=SITE,
        head=head(STUBS[0].title, at, None, "article"),
        title=STUBS[0].title if rich else LONG_TITLE,
        lang="en",
        dir="ltr",
        moment=CLOCKED if rich else day(26),
        modified=day(30) if rich else None,
        minutes=3 if rich else 1,
        topics=(ECONOMY, SCIENCE) if rich else (),
        authors=("Mara Quist", "Jon Bell") if rich else (),
        agency="Wire" if rich else "",
        source=HERALD if rich else None,
        dateline="Sallow Bay" if rich else "",
        original="https://herald.invalid/harbour" if rich else "",
        notes=("sexual violence",) if rich else (),
        text=Text(
            BODY,
            (
                Linked(("Northmere Dredging", "Northmere"), FIRMS[0].href),
                Linked(("Ines Okafor", "Okafor"), PEOPLE[0].href),
                Linked(("Sallow Bay",), PLACES[0].href),
            ),
            (
                "The port will close two of its five berths until spring.",
                "“It is the silt of a decade,” Okafor told the Vale Herald.",
                "A sentence that the body no longer holds.",
            ),
        )
        if rich
        else Text(""),
        excerpt=False,
        credits=("Picture: Vale Herald / Jon Bell",) if rich else (),
        people=PEOPLE if rich else (),
        organizations=FIRMS if rich else (),
        places=PLACES if rich else (),
        story=StoryRef(Link(STUBS[0].title, "/stories/harbour-dredging/"), 5, STUBS[1:4])
        if rich
        else None,
        related=(Related(STUBS[6], "shares Sallow Bay, tides"),) if rich else (),
        provenance=PROVENANCE if rich else None,
        edition=Link("29 July 2025", "/2025/07/29/"),
        previous=Link(STUBS[3].title, "/2025/07/29/b/") if rich else None,
        next=Link(LONG_TITLE, "/2025/07/29/c/") if rich else None,
        reprints=(Reprint(COURIER, "Silt shuts two berths"), Reprint(QALA)) if rich else (),
        corrections=CORRECTIONS if rich else (),
    )
    return Page(at, "article", data)


def corrections(at: str) -> Page:
    place = f"/2025/07/29/harbour-dredging/#{CORRECTIONS[0].id}"
    one = Corrected(day(31), CORRECTIONS[0].text, Link(LONG_TITLE, place), "en", "ltr")
    arabic = replace(one, text=ARABIC.summary, article=Link(ARABIC.title, place))
    shown = (one, replace(arabic, lang="ar", dir="rtl"), replace(one, text=LONG_WORD))
    data = CorrectionsPage(SITE, head("Corrections", at, feeds(at, "Corrections")), shown, PAGER)
    return Page(at, "corrections", data)


def foreign_article(at: str) -> Page:
    data = article(at, rich=True).data
    text = Text(f"{ARABIC.summary}\n\nقالت إينيس أوكافور إن الطمي تراكم عقدا كاملا.")

    changed = replace(
        data,
        title=ARABIC.title,
        lang="ar",
        dir="rtl",
        source=QALA,
        text=text,
        excerpt=True,
        provenance=FOREIGN,
    )
    return Page(at, "article", changed)


def story(at: str, rich: bool) -> Page:
    timeline = (
        StoryDay("29 July 2025", "/2025/07/29/", tuple(Told(one, SUMMARY) for one in STUBS[:2])),
        StoryDay(
            "28 July 2025",
            "/2025/07/28/",
            tuple(Told(one, one.summary, f"{one.href}#p2") for one in STUBS[2:5]),
            STUBS[5:],
        ),
    )
    data = StoryPage(
        site=SITE,
        head=head(STUBS[0].title, at, feeds(at, STUBS[0].title)),
        headline=STUBS[0].title,
        lang="en",
        dir="ltr",
        notes=("minors",) if rich else (),
        summary=SUMMARY if rich else "",
        summary_of=STUBS[2],
        first=day(24),
        last=CLOCKED,
        days=6,
        sources=(HERALD, COURIER, QALA) if rich else (),
        topics=(ECONOMY,) if rich else (),
        timeline=timeline if rich else (),
        people=PEOPLE if rich else (),
        organizations=FIRMS if rich else (),
        places=MANY_PLACES if rich else (),
        related=(Related(STUBS[3], "shares Lower Vale"),) if rich else (),
        feeds=feeds(at, STUBS[0].title),
        quotes=SAID if rich else (),
        tellers=TELLERS if rich else (),
        leaders=2 if rich else 0,
        differences=DIFFERENCES if rich else (),
    )
    return Page(at, "story", data)


def topic(at: str, rich: bool) -> Page:
    data = TopicPage(
        site=SITE,
        head=head(ECONOMY.text, at, feeds(at, ECONOMY.text)),
        name=ECONOMY.text,
        code="medtop:04000000" if rich else "",
        count=14 if rich else 0,
        weeks=WEEKS if rich else (),
        stories=(RICH_CARD, WORD_CARD) if rich else (),
        articles=STUBS if rich else (),
        entities=(*FIRMS, *PLACES) if rich else (),
        related=(SCIENCE, CRIME) if rich else (),
        pager=PAGER if rich else Pager(),
        feeds=feeds(at, ECONOMY.text),
        parent=SCIENCE if rich else None,
        beneath=(TermRow(CRIME, 3, None),) if rich else (),
    )
    return Page(at, "topic", data)


def source(at: str, rich: bool) -> Page:
    data = SourcePage(
        site=SITE,
        head=head(HERALD.text, at, feeds(at, HERALD.text)),
        name=HERALD.text,
        count=31 if rich else 0,
        first=day(1),
        last=day(29) if rich else day(1),
        weeks=WEEKS if rich else (),
        topics=ROWS if rich else (),
        articles=STUBS if rich else (),
        entities=PEOPLE if rich else (),
        pager=PAGER if rich else Pager(),
        feeds=feeds(at, HERALD.text),
        coverage=COVERAGE if rich else None,
    )
    return Page(at, "source", data)


def entity(at: str, rich: bool) -> Page:
    sightings = tuple(
        Sighting(one, one.summary if number != 2 else "", f"{one.href}#p1" if number > 2 else "")
        for number, one in enumerate(STUBS)
    )
    data = EntityPage(
        site=SITE,
        head=head("Northmere Dredging", at, feeds(at, "Northmere Dredging")),
        name="Northmere Dredging",
        type="organization",
        card="A dredging firm of **Sallow Bay**.\n\n## Ships\n\n- *Heron*\n- *Ibis*"
        if rich
        else "",
        other_names=("Northmere", "نورثمير") if rich else (),
        same_as=("https://www.wikidata.org/wiki/Q0", "javascript:alert(1)") if rich else (),
        count=6 if rich else 0,
        first=day(1),
        last=day(29) if rich else day(1),
        weeks=WEEKS if rich else (),
        timeline=sightings if rich else (),
        together=(
            *(Companion(chip, Link(STUBS[0].title, STUBS[0].href)) for chip in PEOPLE),
            *(
                Companion(
                    chip, Link(ARABIC.title, f"{ARABIC.href}#p1"), ARABIC.summary, "ar", "rtl"
                )
                for chip in PLACES
            ),
        )
        if rich
        else (),
        outlets=ROWS[:2] if rich else (),
        topics=(ECONOMY,) if rich else (),
        pager=PAGER if rich else Pager(),
        feeds=feeds(at, "Northmere Dredging") if rich else None,
        quotes=SAID if rich else (),
        network=NETWORK if rich else None,
    )
    return Page(at, "entity", data)


def entities(at: str, rich: bool) -> Page:
    letters = (
        Letter("I", "letter-i", (PEOPLE[0], UNPAGED)),
        Letter("N", "letter-n", (FIRMS[0], Chip(LONG_WORD, "/places/d/", "place", 1))),
        Letter("S", "letter-s", (*PLACES, *FIRMS) * 4),
        Letter("ص", "letter-1", (Chip("صلالة", "/places/salalah/", "place", 2),)),
    )
    types = tuple(Link(t, f"/{t.lower()}/") for t in ("People", "Organizations", "Places"))
    intro = "Everyone and everything the articles name, from A to Z."
    data = EntitiesPage(
        SITE, head("Names", at), "Names", intro if rich else "", types, letters if rich else ()
    )
    return Page(at, "entities", data)


def terms(at: str, heading: str, rich: bool) -> Page:
    intro = "Subjects of the IPTC Media Topics." if rich else ""
    data = TermsPage(SITE, head(heading, at), heading, intro, ROWS if rich else ())
    return Page(at, "terms", data)


def archive(at: str, rich: bool, months: bool = False) -> Page:
    data = ArchivePage(
        site=SITE,
        head=head("July 2025", at),
        heading="2025" if months else "July 2025",
        up=None if months else Link("2025", "/2025/"),
        months=(Day(Link("July 2025", "/2025/07/"), Moment("2025-07", "July 2025"), 31),)
        if months
        else (),
        days=DAYS if rich and not months else (),
        newer=None,
        older=Link("June 2025", "/2025/06/") if rich else None,
        calendar=CALENDAR if rich and not months else None,
        weeks=WEEKS if rich and months else (),
    )
    return Page(at, "archive", data)


def feeds_page(at: str, rich: bool) -> Page:
    groups = (
        ("Topics", tuple(feeds(t.href, t.text) for t in (ECONOMY, SCIENCE, CRIME))),
        ("Sources", (feeds(QALA.href, QALA.text), feeds("/x/", LONG_WORD))),
    )
    data = FeedsPage(
        SITE, head("Feeds", at), "/feeds/feeds.opml", SITE.feeds, groups if rich else ()
    )
    return Page(at, "feeds", data)


def status(at: str, rich: bool) -> Page:
    concerns = (
        Concern("Dates inferred", "The capture states no date; it was read from the text.", STUBS),
        Concern("No source", "No outlet could be made out.", STUBS[4:5]),
        Concern("Names that look alike", "These may be one.", (), ALIKE),
    )
    figures = (("Articles", 142), ("Stories", 12), ("Sources", 9), ("Edited by hand", 3))
    data = StatusPage(
        SITE, head("Data quality", at), figures if rich else (), concerns if rich else ()
    )
    return Page(at, "status", data)


def search(at: str, full: bool) -> Page:
    months = (Link("July 2025", "/2025/07/"), Link("June 2025", "/2025/06/")) if full else ()
    years = (Link("2025", "/2025/"),) if full else ()
    return Page(at, "search", SearchPage(SITE, head("Search", at), at, not full, months, years))


def sample_pages() -> tuple[Page, ...]:
    """Return pages of every kind, the rich ones first, each at an address of its own."""
    cards = (RICH_CARD, *CARDS)
    missing = MessagePage(SITE, head("Not found", ""), "Not found", "No page lives here.", NAV[:3])
    moved = RedirectPage(
        head("Harbour", "/2025/07/29/harbour-dredging/"), "en", "/2025/07/29/harbour-dredging/"
    )
    none = head("Stories", "/empty/stories/")
    return (
        edition(CLOCKED, True, "/"),
        edition(day(29), False, "/2025/07/29/"),
        article("/2025/07/29/harbour-dredging/", True),
        foreign_article("/2025/07/28/port/"),
        story("/stories/harbour-dredging/", True),
        Page("/stories/", "stories", StoriesPage(SITE, head("Stories", "/stories/"), cards, PAGER)),
        topic("/topics/economy/", True),
        source("/sources/vale-herald/", True),
        entity("/organizations/northmere-dredging/", True),
        entities("/entities/", True),
        terms("/topics/", "Topics", True),
        archive("/2025/", True, months=True),
        archive("/2025/07/", True),
        corrections("/corrections/"),
        feeds_page("/feeds/", True),
        status("/status/", True),
        Page("/keys/", "keys", KeysPage(SITE, head("Keys", "/keys/"))),
        search("/search/", True),
        Page("/404.html", "message", missing),
        Page("/old/", "redirect", moved),
        edition(None, True, "/empty/"),
        article("/empty/article/", False),
        story("/empty/story/", False),
        search("/empty/search/", False),
        Page("/empty/stories/", "stories", StoriesPage(SITE, none, (), Pager())),
        topic("/empty/topic/", False),
        source("/empty/source/", False),
        entity("/empty/entity/", False),
        entities("/empty/entities/", False),
        terms("/empty/terms/", "Sources", False),
        archive("/empty/archive/", False),
        feeds_page("/empty/feeds/", False),
        status("/empty/status/", False),
    )
