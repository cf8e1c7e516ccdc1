"""The press: planned pages in, published bytes out. It knows templates, never the library."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any

import jinja2
import orjson
import rcssmin
import rjsmin
from jinja2 import meta, nodes

import broadsheet
from broadsheet.errors import InputError, Problem
from broadsheet.model import Artifact, Page
from broadsheet.render import chart, faults, network, picture, web
from broadsheet.render.engine import Direct, Engine
from broadsheet.render.markdown import html
from broadsheet.render.shelf import Shelf, shelf
from broadsheet.render.structured import linked_data
from broadsheet.render.typeset import card, typeset
from broadsheet.text import direction

_USUAL = re.compile(r"/(?:[a-z0-9][a-z0-9_-]*/)*(?:[a-z0-9][a-z0-9_.-]*)?")
_SHEET = "static/style.css"
_THEME = "static/theme.css"  # a site's own: what it says of the look comes last
FEED_KINDS = frozenset(
    {"atom", "rss", "json", "opml", "sitemap", "sitemaps", "news", "robots", "key", "headers"}
)
INDEX_KIND = "index"  # files of the search index, which bring their bytes along
PICTURE = "picture"
_HTML_CODE = ("render/*.py", "text.py", "plan/views/*.py")
_HTML_PACKAGES = ("jinja2", "markupsafe", "markdown-it-py", "nh3", "orjson")
_FEED_CODE = (
    *("feeds/*.py", "render/markdown.py", "render/prose.py", "text.py"),
    *("plan/views/*.py", "plan/documents.py"),
)
_FEED_PACKAGES = ("feedgen", "lxml", "markdown-it-py", "nh3")
_INDEX_CODE = ("search/*.py",)
_INDEX_PACKAGES = ("orjson",)
_MINIFIED = {"css": rcssmin.cssmin, "js": rjsmin.jsmin}


def path(permalink: str) -> str:
    """Return where a permalink lives under `site/`: `/a/b/` is `a/b/index.html`.

    Raises InputError for an address that would leave the folder or name no file.
    """
    if _USUAL.fullmatch(permalink):
        return f"{permalink[1:]}index.html" if permalink.endswith("/") else permalink[1:]
    parts = permalink.removeprefix("/").split("/")
    inner = parts[:-1] if permalink.endswith("/") else parts
    odd = any(part in {"", ".", ".."} or set(part) & set("\\\0:") for part in inner)
    if not permalink.startswith("/") or (odd and permalink != "/"):
        raise InputError(Problem(permalink, "not an address inside the site"))
    return "/".join([*inner, "index.html"]) if permalink.endswith("/") else "/".join(inner)


class Press:
    """Renders pages with the templates found in the folders; the first folder wins.

    The folders are read once, so that fingerprints and pages come from the same sources.
    """

    def __init__(self, template_dirs: Sequence[Path]) -> None:
        self._shelf = shelf(template_dirs)
        self._environment = environment(self._shelf)
        self._direct = environment(self._shelf, Direct)
        self._closures: dict[str, str] = {}
        self._references: dict[str, list[str]] = {}

    def closure(self, kind: str) -> str:
        """Return a hash of all that turns data of this kind into bytes: templates and code.

        Raises TemplateError for a template that is missing, broken or included by a variable.
        """
        if kind not in self._closures:
            self._closures[kind] = self._closure(kind)
        return self._closures[kind]

    def prepare(self, kinds: Iterable[str]) -> None:
        """Load what renders pages of these kinds, once for all copies of this process."""
        for kind in kinds:
            if kind in FEED_KINDS:
                import broadsheet.feeds  # noqa: F401
            elif kind not in (INDEX_KIND, PICTURE):
                with suppress(Exception):  # told when a page is rendered
                    self._direct.get_template(f"pages/{kind}.html")

    def artifact(self, page: Page) -> Artifact:
        """Return the page's file. Raises TemplateError with the template's path and line."""
        return Artifact(path(page.permalink), self._bytes(page))

    def static(self) -> tuple[Artifact, ...]:
        """Return the files of `static/`; raise TemplateError for one that cannot be read.

        Style sheets and scripts are minified (`*.min.*` are not), and a theme is poured into the
        one sheet.
        """
        names = sorted(self._shelf.static.keys() - {_THEME})
        return tuple(Artifact(name, self._served(name)) for name in names)

    def _served(self, name: str) -> bytes:
        data = self._shelf.file(name)
        if name == _SHEET and _THEME in self._shelf.static:
            data += b"\n" + self._shelf.file(_THEME)
        kind = name.rpartition(".")[2]
        minified = _MINIFIED.get(kind) if not name.endswith(f".min.{kind}") else None
        return bytes(minified(data, keep_bang_comments=True)) if minified else data

    def _bytes(self, page: Page) -> bytes:
        if page.kind == INDEX_KIND:
            return bytes(page.data.data())
        if page.kind in FEED_KINDS:
            from broadsheet.feeds import rendered  # heavy: only when a feed is printed

            return rendered(page.kind, page.data, html)
        if page.kind == PICTURE:
            return picture.png(page.data)
        name = f"pages/{page.kind}.html"
        return self._html(name, page.data).encode("utf-8")

    def _html(self, name: str, data: Any) -> str:
        with suppress(Exception):  # the engine proper knows what to make of it
            return self._direct.get_template(name).render(page=data)
        try:
            return self._environment.get_template(name).render(page=data)
        except Exception as error:
            raise faults.told(error, name, self._shelf.places) from error

    def _closure(self, kind: str) -> str:
        if kind == INDEX_KIND:
            return _code(_INDEX_CODE, _INDEX_PACKAGES)
        if kind in FEED_KINDS:
            return _code(_FEED_CODE, _FEED_PACKAGES)
        if kind == PICTURE:
            return _code(("render/picture.py",), picture.PACKAGES)
        reached = {name: self._source(name) for name in self._reached(f"pages/{kind}.html")}
        state = blake2b(_code(_HTML_CODE, _HTML_PACKAGES).encode(), digest_size=16)
        for name, source in sorted(reached.items()):
            state.update(f"{len(name)}:{name}{len(source)}:{source}".encode())
        return state.hexdigest()

    def _reached(self, first: str) -> set[str]:
        """Return the names of all templates that one can reach, itself included."""
        found: set[str] = set()
        waiting = [first]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                if name not in self._references:
                    self._references[name] = self._referenced(name)
                waiting.extend(self._references[name])
        return found

    def _referenced(self, name: str) -> list[str]:
        try:
            tree = self._environment.parse(self._source(name), name)
        except jinja2.TemplateSyntaxError as error:
            raise faults.told(error, name, self._shelf.places) from error
        names = list(meta.find_referenced_templates(tree))
        for wanted in names:
            if wanted is not None and self._shelf.source(wanted) is None:
                raise faults.missing(wanted, self._shelf.places[name], _line(tree, wanted))
        if None in names:
            problem = Problem(
                self._shelf.places[name],
                "includes a template by a variable name",
                hint="name it literally, so that the pages it touches are known",
            )
            raise faults.TemplateError(problem)
        return [name for name in names if name]

    def _source(self, name: str) -> str:
        source = self._shelf.source(name)
        if source is None:
            raise faults.missing(name)
        return source


def _line(tree: nodes.Template, wanted: str) -> int | None:
    """Return the line on which a template names another."""
    for node in tree.find_all((nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
        named = getattr(node, "template", None)
        if isinstance(named, nodes.Const) and named.value == wanted:
            return node.lineno
    return None


def environment(sources: Shelf, kind: type[Engine] = Engine) -> jinja2.Environment:
    """Return the engine: everything escaped, nothing undefined, no clock, no chance."""

    def load(name: str) -> tuple[str, str, None] | None:
        source = sources.source(name)
        return None if source is None else (source, sources.places[name], None)

    engine = kind(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    engine.globals.clear()
    del engine.filters["random"]
    engine.filters.update(_FILTERS)
    engine.policies["json.dumps_function"] = _json
    return engine


def _json(data: object, **_: object) -> str:
    """Return JSON as short as UTF-8 allows, in the order in which it is said."""
    return orjson.dumps(data).decode()


_FILTERS: dict[str, Callable[..., Any]] = {
    "typeset": typeset,
    "markdown": card,
    "columns": chart.columns,
    "arcs": network.arcs,
    "direction": direction,
    "linked_data": linked_data,
    "place": web.place,
    "web_address": web.web_address,
}


@cache
def _code(patterns: tuple[str, ...], packages: tuple[str, ...]) -> str:
    """Return a digest of our own sources and of the versions of what they stand on."""
    home = Path(broadsheet.__file__).parent
    state = blake2b(digest_size=16)
    for pattern in patterns:
        for file in sorted(home.glob(pattern)):
            state.update(file.name.encode() + b"\0" + file.read_bytes())
    for package in packages:
        state.update(f"{package}={version(package)};".encode())
    return state.hexdigest()
