"""What is followed: from `sources.yaml`, the OPML files that it names, and the command line.

There a file may be named as well: feeds in OPML, or the links of a reading list, which are
fetched once and then are no more than what lies in seeds/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from broadsheet import disk
from broadsheet.collect.addresses import RefusedError, address, host
from broadsheet.collect.nouns import Kind, Source, Sources
from broadsheet.collect.sources import FILE, sources
from broadsheet.content.keys import near
from broadsheet.errors import InputError, Problem, SettingsError
from broadsheet.site import Site

_OPML_LIMIT = 20_000_000
_LIST_LIMIT = 100_000_000
_LISTS = (".opml", ".xml", ".csv", ".tsv", ".json", ".html", ".htm", ".txt")
_HEAD = 65_536
_REFUSED = 20  # addresses of one list that are told one by one
_LINE = re.compile(r"\s{0,99}(https?://\S{1,2048})\s{0,99}", re.I)
_EXAMPLE = "write a sources.yaml (docs/collecting.md), or name an OPML file: `collect feeds.opml`"


def followed(site: Site, names: Sequence[str]) -> tuple[Sources, tuple[Source, ...], list[Problem]]:
    """Return what `sources.yaml` says, the sources that are wanted, and what is wrong in lists.

    Wanted are all, or those with these names, and what files among the names list. Raises
    SettingsError.
    """
    lists = [name for name in names if is_list(name)]
    wanted = [name for name in names if name not in lists]
    problems: list[Problem] = []
    said = Sources()
    if disk.exists(site.root, FILE):
        said = sources(_text(site.root), FILE)
    elif not lists:
        raise SettingsError(Problem(FILE, "there is nothing to follow", hint=_EXAMPLE))
    for file, line in said.opml:
        said = _with(said, _listed(site.root, file, file, problems, line))
    chosen = [_named(name, said.sources) for name in wanted] if names else [said.sources]
    chosen += [_named_by(name, problems) for name in lists]
    return said, _once(source for some in chosen for source in some), problems


def is_list(name: str) -> bool:
    """Return whether a name on the command line is that of a file that lists feeds or links."""
    return name.lower().endswith(_LISTS) and "://" not in name


def _text(root: Path) -> str:
    try:
        return disk.text(root, FILE)
    except InputError as error:
        raise SettingsError(error.problem) from None


def _with(said: Sources, more: Iterable[Source]) -> Sources:
    return Sources(_once((*said.sources, *more)), said.opml, said.contact, said.delay)


def _once(found: Iterable[Source]) -> tuple[Source, ...]:
    """Return each address once: what `sources.yaml` says of it wins over a list."""
    kept: dict[str, Source] = {}
    for source in found:
        kept.setdefault(source.url, source)
    return tuple(kept.values())


def _listed(
    root: Path, file: str, path: str, problems: list[Problem], line: int | None = None
) -> tuple[Source, ...]:
    """Return the feeds of an OPML file; one that cannot be used raises SettingsError."""
    from broadsheet.clip.forms.opml import feeds

    try:
        data = disk.read(root, file, _OPML_LIMIT)
    except InputError as error:
        raise SettingsError(
            Problem(FILE, f"`opml: {file}` {error.problem.message}", line)
        ) from None
    listed = [(one.url, one.title) for one in feeds(data)]
    if not listed:
        problems.append(Problem(path, "lists no feeds", hint="it should be an OPML file"))
    return _sources(listed, path, "feed", problems)


def _named_by(file: str, problems: list[Problem]) -> tuple[Source, ...]:
    """Return what a file on the command line lists: feeds to follow, or links to fetch once."""
    from broadsheet.clip.forms.opml import feeds

    try:
        data = disk.read(Path(), file, _LIST_LIMIT)
    except InputError as error:
        raise SettingsError(error.problem) from None
    if subscribed := feeds(data[:_OPML_LIMIT]):
        return _sources([(one.url, one.title) for one in subscribed], file, "feed", problems)
    listed = _links(data, file)
    if not listed:
        hint = "it should be OPML, the export of a reading list, or one address a line"
        problems.append(Problem(file, "lists no feeds and no links", hint=hint))
    return _sources(listed, file, "page", problems)


def _links(data: bytes, file: str) -> list[tuple[str, str]]:
    """Return (address, title) of what a reading list has no text of, or of lines of addresses."""
    from broadsheet.clip.forms import exports

    if exports.is_exports(data[:_HEAD], file):
        return [*exports.links(data, bare=True)]
    lines = data.decode("utf-8-sig", "replace").splitlines()
    alone = (_LINE.fullmatch(line) for line in lines[: exports.MOST_LINKS] if len(line) < 2500)
    return [(found[1], "") for found in alone if found]


def _sources(
    listed: Iterable[tuple[str, str]], path: str, kind: Kind, problems: list[Problem]
) -> tuple[Source, ...]:
    """Return sources for the (address, title) of a list; addresses not to be asked are problems."""
    found: list[Source] = []
    refused: list[Problem] = []
    for url, title in listed:
        try:
            plain = address(url)
        except RefusedError as error:
            refused.append(Problem(path, f"`{url[:80]}` {error.reason}"))
            continue
        told = title or host(plain)
        found.append(Source(plain, told, kind, path=path, line=None, once=kind == "page"))
    problems += _few(refused, path)
    return tuple(found)


def _few(refused: Sequence[Problem], path: str) -> Iterator[Problem]:
    yield from refused[:_REFUSED]
    if len(refused) > _REFUSED:
        yield Problem(path, f"{len(refused) - _REFUSED:,} more addresses are not asked for")


def _named(name: str, known: Sequence[Source]) -> tuple[Source, ...]:
    """Return the sources of a title, an outlet, a host or an address; raise SettingsError."""
    sought = name.strip().casefold()
    found = tuple(source for source in known if sought in _names(source))
    if found:
        return found
    titles = tuple(dict.fromkeys(source.title for source in known))
    meant = near(name, titles) or next((t for t in titles if sought in t.casefold()), None)
    hint = f"did you mean `{meant}`?" if meant else f"known: {', '.join(titles[:12])}"
    raise SettingsError(Problem(FILE, f"names no source `{name[:80]}`", hint=hint))


def _names(source: Source) -> set[str]:
    told = {source.title, source.source or "", source.url, source.url.rstrip("/")}
    return {one.casefold() for one in (*told, host(source.url)) if one}
