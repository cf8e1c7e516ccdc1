"""What an editor took out, found: which articles and names, and what answers in their place.

Addresses are looked up in the register, so that an entry goes on meaning the same after the file
is gone. An address that was taken out is reserved: nobody else may ever move in there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from broadsheet.content.keys import near
from broadsheet.content.removed import Entry, Removed
from broadsheet.errors import Problem
from broadsheet.library.addresses import Row, owners
from broadsheet.library.entities import names as listed_names
from broadsheet.library.moves import aliases, normalised
from broadsheet.library.nouns import FOLDERS, TYPES, Library, Name, Removal, Tombstone
from broadsheet.library.stories import stem
from broadsheet.library.striking import spoken
from broadsheet.model import Article, EntityType, Record
from broadsheet.text import folded, slug, squeezed

_ENTITIES = "content/entities/"
_SUGGESTED = 10  # entries that are helped with what may be meant
_LOOKED_AT = 500  # names or paths among which that is sought
_KINDS: Mapping[str, EntityType] = {FOLDERS[kind]: kind for kind in TYPES}


def removal(
    removed: Removed,
    articles: Sequence[Article],
    records: Sequence[Record],
    register: Sequence[Row],
    url: str,
) -> Removal:
    """Return what the entries take out of these articles, and a problem for each that means none.

    `url` is the site's own, with no slash at its end.
    """
    if not (removed.articles or removed.names):
        return Removal()
    desk = _Desk(articles, records, register, url)
    ids = {entry: desk.ids(entry) for entry in removed.articles}
    names = {entry: desk.name(entry) for entry in removed.names}
    graves = [*desk.of_articles(ids), *desk.of_names(names)]
    tombstones: dict[str, Tombstone] = {}
    moved: dict[str, str] = {}
    for stone, former in graves:
        tombstones.setdefault(stone.permalink, stone)
        moved |= dict.fromkeys(former, stone.permalink)
    found = frozenset(id for several in ids.values() for id in several)
    return Removal(
        ids=found,
        names=tuple(dict.fromkeys(names.values())),
        tombstones=tuple(tombstones[at] for at in sorted(tombstones)),
        moved={old: at for old, at in sorted(moved.items()) if old not in tombstones},
        stories=desk.stories(found, tombstones.keys()),
        problems=tuple(desk.problems(ids, names)),
    )


@dataclass(slots=True)
class _Desk:
    """What entries are looked up in."""

    articles: Sequence[Article]
    records: Sequence[Record]
    register: Sequence[Row]
    url: str
    _by_id: dict[str, Article] = field(default_factory=dict)
    _owner: dict[str, str] = field(default_factory=dict)  # address -> folded key
    _at: dict[str, str] = field(default_factory=dict)  # address -> id of an article
    _known: dict[str, set[str]] = field(default_factory=dict)  # folded name -> as written
    _called: dict[str, str] = field(default_factory=dict)  # address -> kind:name

    def __post_init__(self) -> None:
        self._by_id = {article.id: article for article in self.articles}
        self._owner = owners(self.register)
        for article in self.articles:
            for alias in filter(None, map(normalised, article.aliases)):
                self._at.setdefault(alias, article.id)
            last = slug(article.slug or stem(article))
            self._at[f"/{article.day.isoformat().replace('-', '/')}/{last}/"] = article.id
            for _, name in listed_names(article):
                self._known.setdefault(folded(name), set()).add(name)
        for record in self.records:
            for name in (record.name, *record.aliases):
                self._known.setdefault(folded(name), set()).add(squeezed(name))
        for address, key in self.register:
            kind, _, name = key.partition(":")
            if kind == "article":
                self._at[address] = name
            elif kind in TYPES:
                self._known.setdefault(folded(name), set()).add(name)
                self._called.pop(address, None)  # whoever came last stands last
                self._called[address] = key

    # ---- articles ---------------------------------------------------------------------------

    def ids(self, entry: Entry) -> tuple[str, ...]:
        """Return the ids of the articles that an entry names."""
        if entry.ids:
            return entry.ids
        what = self._path(entry.what)
        if what.startswith("/"):
            found = self._at.get(normalised(what) or "")
            return (found,) if found else ()
        id = what.removeprefix("./").removeprefix("content/").removesuffix(".md")
        return (id,) if id in self._by_id or id in self._at.values() else ()

    def _path(self, what: str) -> str:
        """Return a full address on this site as the path that it is here."""
        own = f"{self.url}/"
        return what.removeprefix(self.url).partition("#")[0] if what.startswith(own) else what

    def of_articles(
        self, ids: Mapping[Entry, Sequence[str]]
    ) -> Iterator[tuple[Tombstone, list[str]]]:
        """Yield what stands for each article that had an address, with its former addresses."""
        homes: dict[str, list[str]] = {}
        for address, key in self.register:
            if key.startswith("article:") and self._owner[address] == folded(key):
                homes.setdefault(key.partition(":")[2], []).append(address)
        for entry, several in ids.items():
            for id in several:
                if had := list(dict.fromkeys(homes.get(id, ()))):
                    stone = Tombstone(had[-1], "article", entry.date, entry.reason)
                    article = self._by_id.get(id)
                    also = aliases((article,), {id: had[-1]})[0] if article else {}
                    yield stone, [*had[:-1], *also]

    def stories(self, ids: Iterable[str], stones: Iterable[str]) -> dict[str, str]:
        """Return the names of stories that removed articles told -> what stands for one of them."""
        standing = set(stones)
        found: dict[str, str] = {}
        for address, id in self._at.items():
            if address in standing and id in ids:
                article = self._by_id.get(id)
                said = squeezed(article.story or "") if article else ""
                for name in filter(None, (id.rpartition("/")[2], said)):
                    found.setdefault(name, address)
        return found

    # ---- names ------------------------------------------------------------------------------

    def name(self, entry: Entry) -> Name:
        """Return the name that an entry takes out, in all its forms; as written in doubt."""
        kind = entry.type
        what = self._path(entry.what)
        folder = f"/{what.strip('/').partition('/')[0]}/"
        if what.startswith("/") and folder in _KINDS:
            kind = kind or _KINDS[folder]
        said = self._said(what, kind)
        claims = [r for r in self.records if self._claims(r, said, kind)]
        for record in claims:
            said |= {squeezed(name) for name in (record.name, *record.aliases) if name.strip()}
        known = {name for form in said for name in self._known.get(folded(form), ())}
        types = (kind,) if kind else TYPES
        return Name(tuple(sorted(said | known)), types, entry.redact)

    def _said(self, what: str, kind: EntityType | None) -> set[str]:
        """Return the names that are meant: by an address, a record's file, a slug or a name."""
        if what.startswith("/"):
            called = self._called.get(normalised(what) or "")
            if called:
                return {called.partition(":")[2]}
            what = what.rstrip("/").rpartition("/")[2]
        elif what.startswith(_ENTITIES):
            return {r.name for r in self.records if r.path == what} or {what}
        if folded(what) in self._known:
            return {what}
        if slug(what) == what:
            alike = {n for known in self._known.values() for n in known if slug(n) == what}
            return alike or {what}
        return {what}

    def _claims(self, record: Record, said: Iterable[str], kind: EntityType | None) -> bool:
        own = {folded(name) for name in (record.name, *record.aliases)}
        return kind in (None, record.type) and any(folded(name) in own for name in said)

    def of_names(self, names: Mapping[Entry, Name]) -> Iterator[tuple[Tombstone, list[str]]]:
        """Yield what stands for each name that had a page, with its former addresses."""
        homes: dict[str, list[tuple[int, str]]] = {}
        for n, (address, key) in enumerate(self._called.items()):
            if self._owner[address] == folded(key):
                homes.setdefault(folded(key), []).append((n, address))
        for entry, name in names.items():
            for kind in name.types:
                keys = {folded(f"{kind}:{form}") for form in name.forms}
                had = [
                    at for _, at in sorted(place for key in keys for place in homes.get(key, ()))
                ]
                main = [address for address in had if address.count("/") == 3]
                if main:
                    stone = Tombstone(main[-1], kind, entry.date, entry.reason)
                    yield stone, [address for address in had if address != main[-1]]

    # ---- entries that mean nothing ------------------------------------------------------------

    def problems(
        self, ids: Mapping[Entry, Sequence[str]], names: Mapping[Entry, Name]
    ) -> Iterator[Problem]:
        """Yield a problem for each entry that means nothing here, the first with suggestions."""
        helped = 0
        for entry, several in ids.items():
            if not several:
                helped += 1
                hint = self._meant(entry.what) if helped <= _SUGGESTED else ""
                yield entry.problem(f"`{entry.what[:200]}` is no article of this site", hint)
        for entry, name in names.items():
            if not self._is_known(name):
                helped += 1
                hint = self._called_alike(entry.what) if helped <= _SUGGESTED else ""
                yield entry.problem(f"no article names `{entry.what[:200]}`", hint)

    def _is_known(self, name: Name) -> bool:
        if any(folded(form) in self._known for form in name.forms):
            return True
        return any(spoken(article, (name,)) for article in self.articles)

    def _meant(self, what: str) -> str:
        path = self._path(what)
        if path.startswith(_ENTITIES) or f"/{path.strip('/').partition('/')[0]}/" in _KINDS:
            return "a name goes under `names:`"
        if path.startswith(("http://", "https://")):
            sources = {a.source_url: a.source_url for a in self.articles if a.source_url}
            return _did_you_mean(_nearest(path, sources)) or "its address on this site does as well"
        if path.startswith("/"):
            return _did_you_mean(_nearest(path, {at: at for at in self._at}))
        paths = {article.path: article.path for article in self.articles}
        paths |= {f"content/{id}.md": f"content/{id}.md" for id in self._at.values()}
        return _did_you_mean(_nearest(path, paths))

    def _called_alike(self, what: str) -> str:
        forms = {name: name for known in self._known.values() for name in known}
        return _did_you_mean(_nearest(what, forms)) or "as articles write it, or its address"


def _nearest(what: str, known: Mapping[str, str]) -> str | None:
    """Return what is spelled nearly so: sought among those that share a beginning or an end."""
    plain = slug(what, 200)
    parts = {plain[:4], plain[-4:]}
    fit = [k for k in known if abs(len(k) - len(what)) <= 2 and parts & _ends(slug(k, 200))]
    exact = next((k for k in sorted(known) if slug(k, 200) == plain), None)
    if exact:
        return exact
    tails = {k[-40:]: k for k in sorted(fit)[:_LOOKED_AT]}
    found = near(what[-40:], tuple(tails))
    return tails[found] if found else _inside(plain, known)


def _ends(plain: str) -> set[str]:
    return {plain[:4], plain[-4:]}


def _inside(plain: str, known: Mapping[str, str]) -> str | None:
    """Return the only one whose words hold these, or are among these: `Jane` for `Jane Example`."""
    mine = set(plain.split("-"))
    fit = [k for k in known if mine <= (own := set(slug(k, 200).split("-"))) or own <= mine]
    return fit[0] if len(fit) == 1 else None


def _did_you_mean(found: str | None) -> str:
    return f"did you mean `{found}`?" if found else ""


def unspoken(
    made: Library, articles: Iterable[Article], gone: Removal, register: Sequence[Row]
) -> Library:
    """Return the library, made without what is gone, knowing what not to say and what answers.

    `articles` are those left, as they were before names were taken out of them.
    """
    withheld = dict(made.withheld)
    for id, forms in _withheld(articles, gone.names).items():
        withheld[id] = withheld.get(id, frozenset()) | forms
    moved = {**gone.moved, **made.moved}
    living = {story.permalink for story in made.stories}
    for address, key in register:
        stone = gone.stories.get(key.removeprefix("story:")) if key.startswith("story:") else None
        if stone and address not in moved and address not in living:
            moved[address] = stone
    problems = (*made.problems, *gone.problems)
    return replace(made, withheld=withheld, moved=moved, removal=gone, problems=problems)


def _withheld(articles: Iterable[Article], names: Sequence[Name]) -> dict[str, frozenset[str]]:
    """Return by id which forms no other page may repeat from an article, and none finds it by.

    Those of names that leave its text as well are not there to be repeated.
    """
    kept = tuple(name for name in names if not name.redact)
    found = ((article.id, spoken(article, kept)) for article in articles)
    return {
        id: frozenset(form for name in here for form in (*name.forms, *name.surnames))
        for id, here in found
        if here
    }
