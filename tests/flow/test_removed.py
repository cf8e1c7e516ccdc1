"""What `content/removed.yaml` names leaves the whole site, and something small answers instead."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from desk import QuickPress
from fakes import files

from broadsheet import flow
from broadsheet.errors import SettingsError
from broadsheet.site import site

SECRET = "quicksilver lanterns over Ossory"
ARTICLES = {
    "dam": f"title: Vandermeerkat warns of the dam\nlastmod: 2026-03-11\n"
    "people: [Ottoline Vandermeerkat]\nplaces: [Skerrow]\nsource: Northwire\n"
    "source_url: https://northwire.example/2026/03/dam-may-break\naliases: [/old-dam/]\n"
    'quotes: ["Ottoline Vandermeerkat: It will break."]\n'
    f"---\n\nOttoline Vandermeerkat spoke of {SECRET} in Skerrow. “It will break,” she said.\n",
    "flood": "title: Flood at Skerrow\npeople: [Ottoline Vandermeerkat, Ravi Thorne]\n"
    "places: [Skerrow]\nstory: dam\nsource: Quayside Daily\n"
    'quotes: ["Ottoline Vandermeerkat: I said so.", "Ravi Thorne: So she did."]\n'
    "authors: [Ottoline Vandermeerkat]\n"
    "---\n\nOttoline Vandermeerkat met Ravi Thorne in Skerrow.\n\nVandermeerkat then left.\n",
    "vote": "title: A vote is called\npeople: [Ravi Thorne]\nplaces: [Skerrow]\nstory: dam\n"
    "source: The Elden Post\n---\n\nRavi Thorne called a vote in Skerrow.\n",
}
DAM = "/2026/03/10/dam/"
PERSON = "/people/ottoline-vandermeerkat/"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("broadsheet.flow.Press", QuickPress)
    monkeypatch.setattr("broadsheet.shortcut.Press", QuickPress)
    root = tmp_path / "news"
    for name, text in ARTICLES.items():
        write(root, name, text)
    (root / "broadsheet.yaml").write_text("url: https://digest.example/\npictures: all\n")
    assert publish(root) == []
    return root


def write(root: Path, name: str, text: str) -> None:
    path = root / f"content/2026/03/10/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ndate: 2026-03-10\n{text}")


def publish(root: Path) -> list[str]:
    return [str(problem) for problem in flow.publish(site(root)).problems]


def check(root: Path) -> list[str]:
    return [str(problem) for problem in flow.check(site(root)).problems]


def remove(root: Path, text: str) -> list[str]:
    (root / "content/removed.yaml").write_text(text)
    return publish(root)


def page(root: Path, address: str) -> str:
    return (root / "site" / address.strip("/") / "index.html").read_text()


def moved_to(root: Path, address: str) -> str | None:
    found = re.search(r'http-equiv="refresh" content="0; ?url=([^"]+)"', page(root, address))
    return found[1] if found else None


def holding(root: Path, phrase: str) -> list[str]:
    """Return which published files hold a phrase, however it is cased."""
    sought = phrase.lower().encode()
    return sorted(name for name, data in files(root / "site").items() if sought in data.lower())


def linking(root: Path, address: str) -> list[str]:
    own = address.strip("/")
    held = (name for name in holding(root, f'"{address}') if not name.startswith(own))
    return [name for name in held if f'url={address}"' not in (root / "site" / name).read_text()]


# ---- an article ---------------------------------------------------------------------------------


def test_no_published_file_holds_the_text_of_a_removed_article(root: Path) -> None:
    assert holding(root, SECRET)
    assert holding(root, "quicksilver")  # the search index
    assert remove(root, "articles:\n  - content/2026/03/10/dam.md\n") == []
    assert holding(root, SECRET) == []
    assert holding(root, "quicksilver") == []
    assert holding(root, "warns of the dam") == []
    assert holding(root, "2026/03/10/dam") == ["2026/03/10/dam/index.html", "old-dam/index.html"]


def test_nothing_links_to_it_and_no_link_is_dead(root: Path) -> None:
    assert linking(root, DAM)
    remove(root, "articles:\n  - content/2026/03/10/dam.md\n")
    assert linking(root, DAM) == []
    assert not [problem for problem in check(root) if "dead link" in problem]


@pytest.mark.parametrize(
    "entry",
    [
        "content/2026/03/10/dam.md",
        "2026/03/10/dam",
        "/2026/03/10/dam/",
        "/old-dam",
        "https://digest.example/2026/03/10/dam/#p1",
        "https://www.northwire.example/2026/03/dam-may-break?utm_source=x",
    ],
)
def test_it_is_named_by_its_file_or_any_of_its_addresses(root: Path, entry: str) -> None:
    assert remove(root, f"articles:\n  - {entry}\n") == []
    assert holding(root, SECRET) == []


def test_a_small_page_says_when_and_why_and_names_nothing(root: Path) -> None:
    entry = "  - path: content/2026/03/10/dam.md\n    date: 2026-04-02\n    reason: court order\n"
    assert remove(root, f"articles:\n{entry}    by: R. Editor\n") == []
    stone = page(root, DAM)
    assert "This article was removed on 2 April 2026: court order." in stone
    assert 'content="noindex"' in stone
    assert "Vandermeerkat" not in stone
    assert "R. Editor" not in stone


def test_its_former_addresses_lead_to_that_page(root: Path) -> None:
    write(root, "dam", ARTICLES["dam"].replace("title:", "slug: the-dam\ntitle:"))
    publish(root)
    remove(root, "articles:\n  - content/2026/03/10/dam.md\n")
    assert "was removed" in page(root, "/2026/03/10/the-dam/")
    assert moved_to(root, DAM) == "/2026/03/10/the-dam/"
    assert moved_to(root, "/old-dam/") == "/2026/03/10/the-dam/"


def test_the_file_itself_is_not_touched(root: Path) -> None:
    before = files(root / "content")
    remove(root, "articles:\n  - content/2026/03/10/dam.md\n")
    after = files(root / "content")
    assert {name: after[name] for name in before if name.endswith(".md")} == {
        name: data for name, data in before.items() if name.endswith(".md")
    }


def test_the_file_may_be_deleted_as_well_then_the_page_still_answers(root: Path) -> None:
    remove(root, "articles:\n  - content/2026/03/10/dam.md\n")
    (root / "content/2026/03/10/dam.md").unlink()
    assert publish(root) == []
    assert "was removed" in page(root, DAM)


def test_a_story_goes_on_without_it_and_one_that_is_all_gone_leads_to_the_page(root: Path) -> None:
    remove(root, "articles:\n  - content/2026/03/10/dam.md\n")
    assert "Flood at Skerrow" in page(root, "/stories/dam/")
    gone = "".join(f"  - content/2026/03/10/{name}.md\n" for name in ARTICLES)
    assert remove(root, f"articles:\n{gone}") == []
    assert moved_to(root, "/stories/dam/") == DAM


def test_a_newcomer_never_moves_in_at_its_address(root: Path) -> None:
    remove(root, "articles:\n  - /2026/03/10/dam/\n")
    write(root, "weir", "title: The weir\nslug: dam\n---\n\nThe weir holds.\n")
    publish(root)
    assert "was removed" in page(root, DAM)
    assert "The weir holds" in page(root, "/2026/03/10/dam-2/")


def test_taken_back_the_article_stands_where_it_stood(root: Path) -> None:
    before = files(root / "site")
    remove(root, "articles:\n  - content/2026/03/10/dam.md\n")
    (root / "content/removed.yaml").unlink()
    assert publish(root) == []
    assert files(root / "site") == before


def test_the_page_on_the_data_counts_what_was_removed(root: Path) -> None:
    assert "<dt>Removed</dt>" not in page(root, "/status/")
    remove(root, "articles:\n  - content/2026/03/10/dam.md\nnames:\n  - Ravi Thorne\n")
    assert "<dt>Removed</dt><dd>2</dd>" in page(root, "/status/")


# ---- a name -------------------------------------------------------------------------------------


def test_a_removed_name_stands_in_the_texts_of_outlets_and_nowhere_else(root: Path) -> None:
    assert remove(root, "names:\n  - Ottoline Vandermeerkat\n") == []
    told = "Ottoline Vandermeerkat met Ravi Thorne in Skerrow."  # the outlet's own sentence
    flood = page(root, "/2026/03/10/flood/")
    assert flood.count("Ottoline Vandermeerkat") == flood.count("Ottoline Vandermeerkat met") > 0
    for name in ("entities", "people", "people/ravi-thorne", "search", "stories/dam"):
        text = page(root, f"/{name}/").replace(told, "")
        opening = "Ottoline Vandermeerkat spoke of"  # of the story's first report
        assert "Ottoline" not in text.replace(opening, ""), name
    assert holding(root, "I said so") == []
    assert "This page was removed." in page(root, PERSON)
    assert linking(root, PERSON) == []
    assert not (root / "site/people/ottoline-vandermeerkat/feed.atom").exists()


def test_nobody_finds_an_article_by_a_removed_name(root: Path) -> None:
    assert [name for name in holding(root, '"ottoline') if name.startswith("search/")]
    remove(root, "names:\n  - Ottoline Vandermeerkat\n")
    assert [name for name in holding(root, '"ottoline') if name.startswith("search/")] == []


@pytest.mark.parametrize(
    "entry",
    ["ottoline vandermeerkat", "ottoline-vandermeerkat", PERSON, f"https://digest.example{PERSON}"],
)
def test_a_name_is_found_by_its_address_slug_or_spelling(root: Path, entry: str) -> None:
    assert remove(root, f"names:\n  - {entry}\n") == []
    assert "This page was removed." in page(root, PERSON)


def test_with_redact_no_published_file_holds_the_name(root: Path) -> None:
    assert remove(root, "names:\n  - name: Ottoline Vandermeerkat\n    redact: true\n") == []
    assert holding(root, "Ottoline Vandermeerkat") == []
    left = set(holding(root, "vandermeerkat"))
    assert left == {"people/ottoline-vandermeerkat/index.html"}  # its own address
    assert "(name removed) then left" in page(root, "/2026/03/10/flood/")
    assert "(name removed) warns of the dam" in page(root, DAM)


def test_every_alias_of_a_record_goes_with_the_name(root: Path) -> None:
    record = root / "content/entities/otto.md"
    record.parent.mkdir()
    record.write_text("---\nname: Otto V.\ntype: person\naliases: [Ottoline Vandermeerkat]\n---\n")
    publish(root)
    assert remove(root, "names:\n  - name: Otto V.\n    redact: true\n") == []
    assert holding(root, "Ottoline Vandermeerkat") == []
    assert "This page was removed." in page(root, "/people/otto-v/")
    assert moved_to(root, PERSON) == "/people/otto-v/"


# ---- builds -------------------------------------------------------------------------------------

BOTH = (
    "articles:\n  - content/2026/03/10/dam.md\nnames:\n  - Ravi Thorne\n"
    "  - name: Ottoline Vandermeerkat\n    redact: true\n"
)


def test_an_incremental_build_equals_a_clean_one(root: Path, tmp_path: Path) -> None:
    remove(root, BOTH)
    for name in ("flood", "vote", "flood"):  # bodies alone: the short way
        path = root / f"content/2026/03/10/{name}.md"
        path.write_text(path.read_text() + "\nMore of Ravi Thorne and Ottoline Vandermeerkat.\n")
        assert publish(root) == []
        clean = tmp_path / "clean"
        clean.mkdir()
        shutil.copytree(root / "content", clean / "content")
        shutil.copy(root / "broadsheet.yaml", clean)
        publish(clean)
        assert files(root / "site") == files(clean / "site")
        shutil.rmtree(clean)
    assert holding(root, "Ottoline") == ["people/ottoline-vandermeerkat/index.html"]


def test_a_body_is_still_printed_the_short_way(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remove(root, BOTH)
    publish(root)
    monkeypatch.setattr("broadsheet.plan.pages", None)  # the whole plan would need it
    path = root / "content/2026/03/10/vote.md"
    path.write_text(path.read_text() + "\nIt was close.\n")
    assert publish(root) == []
    assert "It was close" in page(root, "/2026/03/10/vote/")


def test_a_file_that_says_nothing_changes_no_byte(root: Path) -> None:
    before = files(root / "site")
    remove(root, "# nothing was removed yet\narticles:\nnames: []\n")
    assert files(root / "site") == before


def test_while_the_file_cannot_be_read_nothing_is_published(root: Path) -> None:
    remove(root, BOTH)
    before = files(root / "site")
    with pytest.raises(SettingsError, match=r"content/removed.yaml:1:1: unknown list `articel`"):
        remove(root, "articel:\n  - content/2026/03/10/dam.md\n")
    assert files(root / "site") == before


def test_an_entry_that_means_nothing_is_told_with_what_may_be_meant(root: Path) -> None:
    problems = remove(
        root,
        "articles:\n  - content/2026/03/10/damm.md\n  - /2026/03/10/dm/\n"
        "  - https://x.example/a-b-c\n  - /people/ravi-thorne/\n"
        "names:\n  - Otoline Vandermeerkat\n  - Thorne\n  - Nobody At All\n",
    )
    assert problems == [
        "content/removed.yaml:2:5: `content/2026/03/10/damm.md` is no article of this site "
        "(did you mean `content/2026/03/10/dam.md`?)",
        "content/removed.yaml:3:5: `/2026/03/10/dm/` is no article of this site "
        "(did you mean `/2026/03/10/dam/`?)",
        "content/removed.yaml:4:5: `https://x.example/a-b-c` is no article of this site "
        "(its address on this site does as well)",
        "content/removed.yaml:5:5: `/people/ravi-thorne/` is no article of this site "
        "(a name goes under `names:`)",
        "content/removed.yaml:7:5: no article names `Otoline Vandermeerkat` "
        "(did you mean `Ottoline Vandermeerkat`?)",
        "content/removed.yaml:9:5: no article names `Nobody At All` "
        "(as articles write it, or its address)",
    ]


def test_a_file_of_that_name_elsewhere_is_told(root: Path) -> None:
    (root / "content/2026/removed.yml").write_text("articles: []\n")
    assert publish(root) == [
        "content/2026/removed.yml: is not read (what was removed is said in content/removed.yaml)"
    ]


def test_check_tells_who_still_names_the_story_of_a_removed_article(root: Path) -> None:
    remove(root, "articles:\n  - content/2026/03/10/dam.md\n")
    assert check(root) == [
        "content/2026/03/10/flood.md:6:1: `story: dam` names an article that was removed "
        "(story: flood)",
        "content/2026/03/10/vote.md:6:1: `story: dam` names an article that was removed "
        "(story: flood)",
    ]
