"""The same articles on the shelf of every press."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.corpus import corpus
from bench.edits import Shelf
from bench.presses.press import Press


def shelves(folder: Path, presses: Sequence[Press], articles: int, seed: int) -> list[Shelf]:
    """Write a site for each press into a new folder of its own, and return them."""
    folders = [folder / type(press).__name__.lower() for press in presses]
    for press, own in zip(presses, folders, strict=True):
        own.mkdir(parents=True)
        press.lay(own)
    ids = []
    for article in corpus(articles, seed):
        ids.append(article.id)
        for press, own in zip(presses, folders, strict=True):
            press.shelve(own, article)
    return [Shelf(press, own, tuple(ids)) for press, own in zip(presses, folders, strict=True)]
