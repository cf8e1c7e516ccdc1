"""Settings for programs in which articles are edited, made from the table of keys.

Front Matter, an extension of VS Code, and Decap CMS, which edits a repository from a web page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from broadsheet.content.described import DESCRIBED, MACHINE, RECORD_DESCRIBED
from broadsheet.content.keys import KEYS, RECORD_KEYS, Key
from broadsheet.yaml12 import scalar

Fields = dict[str, Any]

_LONG = frozenset({"summary"})  # texts of more than one line on a screen
_FORMAT = "YYYY-MM-DDTHH:mm:ssZ"


# ---- Front Matter ------------------------------------------------------------------------------


def vscode(topics: Sequence[str]) -> Fields:
    """Return the `frontmatter.json` of a site; `topics` are slugs to propose."""
    return {
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.framework.startCommand": "python build.py serve",
        "frontMatter.preview.host": "http://localhost:8000",
        "frontMatter.content.publicFolder": "templates/static",
        "frontMatter.content.pageFolders": [
            {
                "title": "Articles",
                "path": "[[workspace]]/content",
                "excludePaths": ["entities"],
                "contentTypes": ["article"],
            },
            {
                "title": "Records",
                "path": "[[workspace]]/content/entities",
                "contentTypes": ["record"],
            },
        ],
        "frontMatter.taxonomy.dateFormat": "yyyy-MM-dd'T'HH:mm:ssxxx",
        "frontMatter.taxonomy.customTaxonomy": [{"id": "topics", "options": list(topics)}],
        "frontMatter.taxonomy.contentTypes": [
            _content_type("article", KEYS, DESCRIBED),
            _content_type("record", RECORD_KEYS, RECORD_DESCRIBED),
        ],
    }


def _content_type(name: str, keys: Sequence[Key], described: Mapping[str, str]) -> Fields:
    fields = [_vscode_field(key, described) for key in keys]
    return {"name": name, "pageBundle": False, "clearEmpty": True, "fields": fields}


def _vscode_field(key: Key, described: Mapping[str, str]) -> Fields:
    said = {"title": _label(key), "name": key.name, "description": described[key.name]}
    if key.name in MACHINE:
        return {**said, "type": "string", "hidden": True}
    match key.kind:
        case "when":
            use = {"date": "isPublishDate", "lastmod": "isModifiedDate"}.get(key.name)
            return {**said, "type": "datetime", **({use: True} if use else {})}
        case "flag":
            return {**said, "type": "draft" if key.name == "draft" else "boolean"}
        case "slugs":
            return {**said, "type": "taxonomy", "taxonomyId": "topics"}
        case "texts" | "pairs" | "dated":
            return {**said, "type": "list"}
        case "choice":
            return {**said, "type": "choice", "choices": list(key.allowed)}
        case "slug":
            return {**said, "type": "slug", "editable": True}
        case "share":
            return {**said, "type": "number"}
    return {**said, "type": "string", **({} if key.name in _LONG else {"single": True})}


# ---- Decap -------------------------------------------------------------------------------------


def decap(topics: Sequence[str]) -> str:
    """Return the `config.yml` of Decap CMS; `topics` are slugs, named in a hint."""
    articles: Fields = {
        "name": "articles",
        "label": "Articles",
        "label_singular": "Article",
        "folder": "content",
        "path": "{{year}}/{{month}}/{{day}}/{{slug}}",
        # Or a collection with a path keeps pictures beside its articles, where none is published.
        "media_folder": "/templates/static",
        "public_folder": "/static",
        "filter": {"field": "type"},  # without a value: what has no such key, as records have
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "sortable_fields": ["date", "title", "source"],
        "fields": [*(_decap_field(key, DESCRIBED) for key in KEYS), _body("Text")],
    }
    records: Fields = {
        "name": "records",
        "label": "Records",
        "label_singular": "Record",
        "folder": "content/entities",
        "identifier_field": "name",
        "create": True,
        "extension": "md",
        "format": "yaml-frontmatter",
        "fields": [*(_decap_field(key, RECORD_DESCRIBED) for key in RECORD_KEYS), _body("Card")],
    }
    whole = {
        "backend": {"name": "git-gateway", "branch": "main"},
        "local_backend": True,
        "media_folder": "templates/static",
        "public_folder": "/static",
        "slug": {"encoding": "ascii", "clean_accents": True},
        "collections": [articles, records],
    }
    known = "".join(f"#   {slug}\n" for slug in topics)
    return f"# Topics to choose from:\n{known}" + "".join(f"{line}\n" for line in _yaml(whole))


def _decap_field(key: Key, described: Mapping[str, str]) -> Fields:
    needed = key.name in ("title", "date", "name", "type")
    said = {"name": key.name, "label": _label(key), "required": needed}
    if key.name in MACHINE:
        return {**said, "widget": "hidden"}
    said["hint"] = described[key.name]
    match key.kind:
        case "when":
            return {**said, "widget": "datetime", "format": _FORMAT}
        case "flag":
            return {**said, "widget": "boolean"}
        case "texts" | "pairs" | "dated" | "slugs":
            field = {"name": "line", "label": "Line", "widget": "string"}
            return {**said, "widget": "list", "field": field}
        case "choice":
            return {**said, "widget": "select", "options": list(key.allowed)}
        case "share":
            return {**said, "widget": "number", "value_type": "float"}
    return {**said, "widget": "text" if key.name in _LONG else "string"}


def _body(label: str) -> Fields:
    return {"name": "body", "label": label, "widget": "markdown", "required": False}


def _label(key: Key) -> str:
    return key.name.replace("_", " ").capitalize()


def _yaml(value: Any, indent: str = "") -> Iterator[str]:
    """Yield lines of YAML in block style; every list holds something."""
    if isinstance(value, Mapping):
        for name, one in value.items():
            if isinstance(one, Mapping | list):
                yield f"{indent}{name}:"
                yield from _yaml(one, f"{indent}  ")
            else:
                yield f"{indent}{name}: {scalar(one)}"
        return
    for item in value:
        if isinstance(item, Mapping):
            first, *rest = _yaml(item, f"{indent}  ")
            yield f"{indent}- {first.strip()}"
            yield from rest
        else:
            yield f"{indent}- {scalar(item)}"
