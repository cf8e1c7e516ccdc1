"""The addresses at which editors open a file at a line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from broadsheet.errors import Problem, SettingsError

NO_EDITOR = "none"
_USUAL = "vscode"
_ADDRESSES = {
    "cursor": "cursor://file{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "vscode": "vscode://file{path}:{line}:{column}",
    "vscode-insiders": "vscode-insiders://file{path}:{line}:{column}",
    "vscodium": "vscodium://file{path}:{line}:{column}",
    "zed": "zed://file{path}:{line}:{column}",
}
_COMMANDS = {
    "charm": "pycharm",
    "code": "vscode",
    "code-insiders": "vscode-insiders",
    "codium": "vscodium",
    "cursor": "cursor",
    "idea": "idea",
    "mate": "textmate",
    "zed": "zed",
}
_OWN = re.compile(
    r"(?!(?:javascript|data|vbscript|blob|file|https?):)[a-z][a-z0-9+.-]*:\S*\{path\}\S*"
)


def pattern(editor: str | None, environment: Mapping[str, str]) -> str:
    """Return the form of an editor's addresses; "" for no links.

    `editor` is a name, "none", or a form of one's own that holds {path}; without it, the editor
    is guessed from the environment. Raises SettingsError.
    """
    if editor is None:
        return _ADDRESSES[_guess(environment)]
    if editor == NO_EDITOR:
        return ""
    if editor in _ADDRESSES:
        return _ADDRESSES[editor]
    if _OWN.fullmatch(editor):
        return editor
    hint = f"{', '.join(_ADDRESSES)}, none, or an address like my-editor://open?{{path}}:{{line}}"
    raise SettingsError(Problem("--editor", f"{editor!r} is not known", hint=hint))


def address(form: str, root: Path, problem: Problem) -> str:
    """Return where an editor opens the place of a problem; "" for one in no file of the site."""
    file = root / problem.path
    if not form or ".." in file.parts or not file.is_relative_to(root) or not file.is_file():
        return ""
    said = {"{path}": quote(str(file)), "{line}": str(problem.line or 1)}
    said["{column}"] = str(problem.column or 1)
    return re.sub(r"\{(?:path|line|column)\}", lambda found: said[found[0]], form)


def _guess(environment: Mapping[str, str]) -> str:
    for name in ("VISUAL", "EDITOR"):
        words = environment.get(name, "").split()
        if words and (known := _COMMANDS.get(Path(words[0]).name)):
            return known
    return _USUAL
