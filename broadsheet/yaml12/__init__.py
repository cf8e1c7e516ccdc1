"""YAML by the rules of version 1.2: what looks like text stays text, mistakes say the cure.

The grammar is read by PyYAML (libyaml where it is built in); what a plain scalar means is
decided here, by the core schema of YAML 1.2 (section 10.3.2), with one rule more: digits with a
leading zero stay text, for they are codes and not numbers. There are no tags, no merge keys and
no timestamps. Dates are for whoever knows which keys hold dates.
"""

from __future__ import annotations

from broadsheet.yaml12.nouns import Document, Node, resolved
from broadsheet.yaml12.quick import quick
from broadsheet.yaml12.writing import flow, quoted, scalar

__all__ = ["Document", "Node", "flow", "load", "quoted", "resolved", "scalar"]


def load(text: str, path: str, first_line: int = 1) -> Document:
    """Return the document, or raise InputError with line, column and the corrected line.

    `first_line` is the line of the file at which the text begins.
    """
    found = quick(text, first_line)
    if found is not None:
        return found
    from broadsheet.yaml12.thorough import thorough  # a parser that most texts do not need

    return thorough(text, path, first_line)
