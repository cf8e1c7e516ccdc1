"""Whatever is edited, in whatever order: addresses settle at once and lead somewhere."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from newsroom import article, planned, published, record, shelved

from broadsheet.library import Row
from broadsheet.model import Article

SLUGS = st.sampled_from(["x", "X", "y", "x-2"])
NAMES = st.lists(st.sampled_from(["José", "Jose", "JOSE", "Bo Vale", "Vale"]), max_size=2)
EDITIONS = st.lists(
    st.dictionaries(
        st.sampled_from(["2025/07/28/x", "2025/07/29/a", "2025/07/29/b", "2025/07/29/y"]),
        st.builds(
            dict,
            slug=SLUGS,
            people=NAMES,
            places=NAMES,
            story=st.sampled_from([None, "x", "X", "y", "b"]),
            source=st.sampled_from([None, "Vale Post", "Vale-Post"]),
            aliases=st.sampled_from([(), ("/2025/07/29/x/",), ("/old/",), ("/stories/x/",)]),
            content_notes=st.sampled_from([(), ("minors",)]),
            draft=st.booleans(),
        ),
    ),
    min_size=1,
    max_size=4,
)
RECORDS = st.sampled_from([(), (record("Bo Vale", aliases=("Vale", "Jose")),)])


def told(edition: dict[str, dict[str, object]]) -> list[Article]:
    return [article(id, **more) for id, more in edition.items()]


@settings(max_examples=80, deadline=None)
@given(EDITIONS, RECORDS)
def test_a_build_that_follows_its_own_register_plans_the_same_again(
    editions: list[dict[str, dict[str, object]]], records: tuple[object, ...]
) -> None:
    register: tuple[Row, ...] = ()
    for edition in editions:
        shelves = shelved(*told(edition), records=records, register=register)  # type: ignore[arg-type]
        register = published(shelves, register)
        again = shelved(*told(edition), records=records, register=register)  # type: ignore[arg-type]
        assert planned(again) == planned(shelves)
        assert published(again, register) == register


@settings(max_examples=80, deadline=None)
@given(EDITIONS)
def test_no_article_is_lost_no_address_changes_by_itself_and_no_redirect_leads_nowhere(
    editions: list[dict[str, dict[str, object]]],
) -> None:
    register: tuple[Row, ...] = ()
    before: dict[str, str] = {}
    wanted: dict[str, object] = {}
    for edition in editions:
        shelves = shelved(*told(edition), register=register)
        register = published(shelves, register)
        plan = planned(shelves)
        pages = [page for page in plan.values() if page.kind == "article"]
        assert len(pages) == sum(not more["draft"] for more in edition.values())
        assert len({at.casefold() for at in plan}) == len(plan)
        for id, permalink in shelves.permalinks.items():
            if id in before and wanted[id] == edition[id]["slug"]:
                assert permalink == before[id]
        redirects = [page for page in plan.values() if page.kind == "redirect"]
        assert all(plan[page.data.target].kind != "redirect" for page in redirects)
        before = dict(shelves.permalinks)
        wanted = {id: more["slug"] for id, more in edition.items()}
