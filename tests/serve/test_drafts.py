"""Drafts show to whoever edits, marked, at the addresses they will have; and nowhere else."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from running import served

from broadsheet import flow
from broadsheet.errors import BroadsheetError
from broadsheet.serve import Built, Bulletin, Proofs, Stand, application, built
from broadsheet.serve import proofs as room
from broadsheet.site import site

FRONT = "title: The ferry waits\ndate: 2025-07-29\ntopics: [politics]\npeople: [Mara Lindqvist]\n"
DRAFT = "title: The bridge falls\ndate: 2025-08-30\npeople: [Ines Calder]\ndraft: true\n"
AT = "/2025/08/30/bridge/"


def write(root: Path, name: str, front: str, body: str) -> Path:
    file = root / "content" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{front}---\n\n{body}\n")
    return file


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "broadsheet.yaml").write_text("title: The Ellery Digest\n")
    write(tmp_path, "2025/07/29/ferry.md", FRONT, "It waited. Mara Lindqvist saw it.")
    write(tmp_path, "2025/08/30/bridge.md", DRAFT, "It fell <b>twice</b>. Ines Calder saw it.")
    flow.publish(site(tmp_path))
    return tmp_path


@pytest.fixture
def proofs(root: Path) -> Proofs:
    return Proofs(site(root), "vscode://file{path}:{line}:{column}")


def shown(proofs: Proofs, address: str = AT) -> str:
    page = proofs.page(address)
    assert page is not None
    return page.decode()


def test_a_draft_is_readable_where_it_will_stand_and_says_what_it_is(proofs: Proofs) -> None:
    page = shown(proofs)
    assert "It fell" in page
    assert "<title>Draft: The bridge falls" in page
    main = page[page.index("<main") :]
    note = re.search(r'<p class="note" role="note"><span>Draft</span> Not published\.[^\n]*', main)
    assert note is not None
    assert note.start() < main.index("<h1")
    assert f"vscode://file{proofs.site.root}/content/2025/08/30/bridge.md:1:1" in note[0]


def test_it_is_the_page_that_is_published_then_but_for_the_mark(proofs: Proofs) -> None:
    page = shown(proofs)
    write(
        proofs.site.root,
        "2025/08/30/bridge.md",
        DRAFT.replace("draft: true\n", ""),
        "It fell <b>twice</b>. Ines Calder saw it.",
    )
    flow.publish(proofs.site)
    published = (proofs.site.out / AT.strip("/") / "index.html").read_text()
    bare = page.replace("Draft: ", "", 1)
    bare = re.sub(r'<p class="note" role="note"><span>Draft</span>.*?</p>', "", bare, count=1)
    share = re.compile(r'<meta property="og:image.*?>\n|<meta name="twitter:card".*?>\n')
    assert share.sub("", bare) == share.sub("", published)


def test_nothing_is_written(proofs: Proofs) -> None:
    before = {p: p.stat().st_mtime_ns for p in proofs.site.root.rglob("*") if p.is_file()}
    shown(proofs)
    proofs.listing()
    after = {p: p.stat().st_mtime_ns for p in proofs.site.root.rglob("*") if p.is_file()}
    assert after == before
    told = b"".join(path.read_bytes() for path in proofs.site.out.rglob("*") if path.is_file())
    assert b"bridge" not in told


def test_its_day_and_the_terms_that_it_alone_has_are_there_too(proofs: Proofs) -> None:
    links = re.findall(r'<a[^>]* href="(/[^"#]*)"', shown(proofs))
    for link in links:
        is_published = (proofs.site.out / link.strip("/") / "index.html").is_file()
        if not is_published and link != room.DRAFTS:
            assert "This page shows drafts" in shown(proofs, link), link
    assert "The bridge falls" in shown(proofs, "/2025/08/30/")


def test_an_edit_shows_once_what_was_read_is_forgotten(proofs: Proofs) -> None:
    shown(proofs)
    write(proofs.site.root, "2025/08/30/bridge.md", DRAFT, "It stands.")
    proofs.forget()
    assert "It stands." in shown(proofs)


def test_after_any_edits_a_page_is_what_it_would_be_read_afresh(proofs: Proofs) -> None:
    root, shared = proofs.site.root, "[Mara Lindqvist, Ines Calder]"
    for n in range(12):
        front = f"title: Part {n}\ndate: 2025-08-{n + 1:02}\ntopics: [weather]\npeople: {shared}\n"
        write(root, f"2025/08/{n + 1:02}/part.md", front, f"Ines Calder spoke, {n} of them.")
    edits = (
        ("2025/08/03/part.md", "[weather]", "[politics]"),
        ("2025/08/30/bridge.md", "[Ines Calder]", shared),
        ("2025/08/04/part.md", "title: Part", "draft: true\ntitle: Part"),
        ("2025/08/30/bridge.md", "date: 2025", "topics: [weather]\ndate: 2025"),
        ("2025/07/29/ferry.md", "[Mara Lindqvist]", "[Odile Brandt]"),
    )
    shown(proofs)
    for name, old, new in edits:
        file = root / "content" / name
        file.write_text(file.read_text().replace(old, new, 1))
        proofs.forget()
        assert shown(proofs) == shown(Proofs(proofs.site, proofs.form))


def test_a_broken_draft_shows_as_it_last_was(proofs: Proofs) -> None:
    shown(proofs)
    file = proofs.site.root / "content/2025/08/30/bridge.md"
    file.write_text(file.read_text().replace("title: The", "title: [The"))
    proofs.forget()
    assert "It fell" in shown(proofs)


def test_an_address_of_nothing_stays_one(proofs: Proofs) -> None:
    for address in ("/nowhere/", "/2025/08/31/", "/2025/08/30/bridge", "/"):
        page = proofs.page(address)
        assert page is None or address == "/"


def test_where_no_article_is_a_draft_nothing_is_planned(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "content/2025/08/30/bridge.md").unlink()
    monkeypatch.setattr(room, "read", lambda *_: pytest.fail("content was read"))
    texts: list[str] = []
    real = room.disk.text
    monkeypatch.setattr(room.disk, "text", lambda *given: texts.append(given[1]) or real(*given))
    desk = Proofs(site(root))
    os.utime(root / "content/2025/07/29/ferry.md", ns=(0, 0))
    assert desk.page(AT) is None


def test_the_list_names_each_draft_its_address_and_its_file(proofs: Proofs) -> None:
    page = proofs.listing().decode()
    assert f'<a class="headline" href="{AT}"' in page
    assert "30 August 2025" in page
    assert "content/2025/08/30/bridge.md</a>" in page
    assert "ferry" not in page


def test_a_list_of_none_says_what_makes_one(proofs: Proofs) -> None:
    (proofs.site.root / "content/2025/08/30/bridge.md").unlink()
    assert "draft: true" in proofs.listing().decode()


def test_what_a_person_wrote_is_text_in_every_slot(proofs: Proofs) -> None:
    odd = "title: '</p><script>alert(1)</script>'\ndate: 2025-08-30\ndraft: true\n"
    write(proofs.site.root, "2025/08/30/o\"><script>'&.md", odd, "</main><script>1</script>")
    listed = proofs.listing().decode()
    assert "<script>alert" not in listed
    assert '"><script>' not in listed
    address = re.search(r'headline" href="(/2025/08/30/[^"]*)" dir="auto">&lt;/p&gt;', listed)
    assert address is not None
    assert "<script>alert" not in shown(proofs, address[1])


def test_a_removed_article_is_no_draft_either(proofs: Proofs) -> None:
    listed = "articles:\n  - content/2025/08/30/bridge.md\n"
    (proofs.site.root / "content" / "removed.yaml").write_text(listed)
    assert "The bridge falls" not in proofs.listing().decode()


def test_a_template_of_a_persons_own_is_marked_as_well(proofs: Proofs) -> None:
    own = proofs.site.root / "templates" / "pages" / "article.html"
    own.parent.mkdir(parents=True)
    own.write_text("<h1>{{ page.title }}</h1>")
    page = Proofs(site(proofs.site.root)).page(AT)
    assert page is not None
    assert page.startswith(b'<p class="note" role="note"><span>Draft</span>')
    own.write_text("{% if %}")
    with pytest.raises(BroadsheetError, match=r"article\.html:1"):
        Proofs(site(proofs.site.root)).page(AT)


def test_a_report_tells_how_many_there_are(root: Path) -> None:
    write(root, "2025/08/30/other.md", DRAFT, "Another.")
    assert built(flow.publish(site(root), clean=True)).drafts == 2


# ---- the server ----------------------------------------------------------------------------------


def asked(root: Path, path: str, client: str = "127.0.0.1", base: str = "") -> tuple[int, Any, str]:
    """Return the status, headers and text of an answer to somebody at an address."""
    stand = Stand(root, root / "site", (), (), base=base)
    app = application(stand, Bulletin(), Proofs(site(root)))
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "path": path,
        "raw_path": path.encode(), "query_string": b"", "headers": [(b"host", b"localhost")],
        "client": (client, 5), "server": ("127.0.0.1", 8000), "scheme": "http",
    }  # fmt: skip
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as thread:  # a browser's loop may run in this one
        thread.submit(lambda: asyncio.run(app(scope, None, send))).result()  # type: ignore[arg-type]
    text = b"".join(message.get("body", b"") for message in sent[1:]).decode()
    return sent[0]["status"], dict(sent[0]["headers"]), text


def test_the_server_shows_a_draft_and_keeps_it_out_of_every_cache(root: Path) -> None:
    status, headers, text = asked(root, AT)
    assert status == 200
    assert headers[b"cache-control"] == b"no-store"
    assert headers[b"x-robots-tag"] == b"noindex"
    assert "It fell" in text
    assert 'reload.js" data-build="' in text


def test_whoever_sits_at_another_machine_sees_no_draft(root: Path) -> None:
    for path in (AT, room.DRAFTS):
        status, _, text = asked(root, path, client="192.0.2.7")
        assert status == 404
        assert "bridge" not in text
    assert asked(root, "/", client="192.0.2.7")[0] == 200


def test_an_address_of_nothing_is_not_found_as_before(root: Path) -> None:
    status, _, text = asked(root, "/nowhere/")
    assert status == 404
    assert "There is no such page" in text


def test_under_a_path_drafts_stand_there_as_well(root: Path) -> None:
    (root / "broadsheet.yaml").write_text("title: Digest\nurl: https://vey.example/news/\n")
    flow.publish(site(root))
    assert asked(root, f"/news{AT}", base="/news")[0] == 200
    assert asked(root, AT, base="/news")[0] == 404
    assert f'href="/news{AT}"' in asked(root, room.DRAFTS, base="/news")[2]


def test_a_template_that_is_broken_is_named_and_no_trace_is_shown(root: Path) -> None:
    own = root / "templates" / "pages" / "article.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ page.nothing_such }}")
    status, _, text = asked(root, AT)
    assert status == 500
    assert text.startswith("templates/pages/article.html:1: ")


def test_drafts_are_counted_for_this_machine_alone() -> None:
    bulletin = Bulletin()
    bulletin.post(Built(False, (), drafts=3))
    bulletin.post(Built(False, ()))
    assert b'"drafts":3' in bulletin.event()
    assert b'"drafts":0' in bulletin.event(trusted=False)
    bulletin.count(4)
    bulletin.count(None)
    assert b'"drafts":4' in bulletin.event()


# ---- the page ------------------------------------------------------------------------------------


@pytest.fixture
def url(root: Path) -> Iterator[str]:
    with served(root) as url:
        yield url


@pytest.mark.browser
def test_a_draft_is_found_read_edited_and_published(root: Path, url: str, chromium: Any) -> None:
    file = root / "content/2025/08/30/bridge.md"
    page = chromium.new_page()
    page.goto(url)
    page.get_by_role("link", name="1 draft").click(timeout=30_000)
    page.get_by_role("link", name="The bridge falls").click()
    page.get_by_text("It fell").wait_for()
    assert page.title().startswith("Draft: ")
    for width, scheme in ((320, "dark"), (1280, "light"), (320, "light"), (1280, "dark")):
        page.set_viewport_size({"width": width, "height": 700})
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        if folder := os.environ.get("BROADSHEET_PICTURES"):
            page.screenshot(path=f"{folder}/draft-{scheme}-{width}.png")
    file.write_text(file.read_text().replace("It fell", "It stands"))
    page.get_by_text("It stands").wait_for(timeout=30_000)
    assert page.get_by_role("note").count() == 1
    file.write_text(file.read_text().replace("draft: true\n", ""))
    page.get_by_role("note").wait_for(state="detached", timeout=30_000)
    assert "It stands" in page.inner_text("main")
    assert page.url == f"{url}{AT}"
    page.close()


@pytest.mark.browser
def test_an_article_taken_back_is_a_draft_at_once(root: Path, url: str, chromium: Any) -> None:
    file = root / "content/2025/07/29/ferry.md"
    page = chromium.new_page()
    page.goto(f"{url}/2025/07/29/ferry/")
    file.write_text(file.read_text().replace("title:", "draft: true\ntitle:", 1))
    page.get_by_role("note").wait_for(timeout=30_000)
    page.goto(url)
    page.get_by_role("link", name="2 drafts").wait_for(timeout=30_000)
    shutil.rmtree(root / "content" / "2025")
    page.get_by_role("link", name="drafts").wait_for(state="detached", timeout=30_000)
    page.close()
