"""What is followed: from `sources.yaml`, the OPML files that it names, and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from broadsheet import disk
from broadsheet.collect.addresses import RefusedError, address, host
from broadsheet.collect.nouns import Source, Sources
from broadsheet.collect.sources import FILE, sources
from broadsheet.content.keys import near
from broadsheet.errors import InputError, Problem, SettingsError
from broadsheet.site import Site

_OPML_LIMIT = 20_000_000
_LISTS = (".opml", ".xml")
_EXAMPLE = "write a sources.yaml (docs/collecting.md), or name an OPML file: `collect feeds.opml`"


def followed(site: Site, names: Sequence[str]) -> tuple[Sources, tuple[Source, ...], list[Problem]]:
    """Return what `sources.yaml` says, the sources that are wanted, and what is wrong in lists.

    Wanted are all, or those with these names, and those of OPML files among the names. Raises
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
    chosen += [_listed(Path(), name, name, problems) for name in lists]
    return said, _once(source for some in chosen for source in some), problems


def is_list(name: str) -> bool:
    """Return whether a name on the command line is that of a file that lists feeds."""
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
        fault = Problem(FILE, f"`opml: {file}` {error.problem.message}", line) if line else None
        raise SettingsError(fault or error.problem) from None
    found = []
    listed = feeds(data)
    if not listed:
        problems.append(Problem(path, "lists no feeds", hint="it should be an OPML file"))
    for one in listed:
        try:
            url = address(one.url)
        except RefusedError as refused:
            problems.append(Problem(path, f"`{one.url[:80]}` {refused.reason}"))
            continue
        found.append(Source(url, one.title or host(url), "feed", path=path))
    return tuple(found)


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
