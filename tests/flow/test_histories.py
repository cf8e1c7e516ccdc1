"""Any history of edits, crashes, clocks and lost states ends in the bytes of a clean build."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from fakes import files
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from bench import quick
from bench.newsdesk import ACCIDENTS, EDITS, Newsdesk
from bench.promises import History, clock, copied, cut_off
from bench.wholeness import dead_links, difference
from broadsheet import flow
from broadsheet.site import site

MEMORY = Path("/dev/shm")


class Desk(RuleBasedStateMachine):
    """A site of a few articles, in the hands of a hasty editor and a bad machine."""

    def __init__(self) -> None:
        super().__init__()
        where = MEMORY if MEMORY.is_dir() else None
        self.folder = Path(tempfile.mkdtemp(dir=where, prefix="broadsheet-"))

    @initialize(seed=st.integers(0, 99))
    def begin(self, seed: int) -> None:
        self.desk = Newsdesk(self.folder / "site", seed, articles=3)

    @rule(edit=st.sampled_from(EDITS))
    def edit(self, edit: object) -> None:
        edit(self.desk)  # type: ignore[operator]

    @rule(accident=st.sampled_from(ACCIDENTS))
    def suffer(self, accident: object) -> None:
        accident(self.desk)  # type: ignore[operator]

    @rule(after=st.integers(1, 80))
    def be_cut_off(self, after: int) -> None:
        settled = not dead_links(self.desk.root / "site", self._base())
        with cut_off(after):
            flow.publish(site(self.desk.root))
        assert not settled or dead_links(self.desk.root / "site", self._base()) == []

    @rule(offset=st.sampled_from([0, 0, -3600, -86_400 * 400]))
    def publish(self, offset: int) -> None:
        self.desk.mend()
        with clock(offset * 10**9):
            flow.publish(site(self.desk.root))
        clean = self.folder / "clean"
        copied(self.desk.root, clean)
        flow.publish(site(clean))
        told = difference(files(self.desk.root / "site"), files(clean / "site"))
        shutil.rmtree(clean)
        assert told == []

    def _base(self) -> str:
        return flow.settings(site(self.desk.root)).base

    def teardown(self) -> None:
        shutil.rmtree(self.folder)


@pytest.mark.slow
def test_any_history_ends_in_a_clean_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", quick.QuickPress)
    monkeypatch.setattr("broadsheet.shortcut.Press", quick.QuickPress)
    bounded = settings(
        max_examples=8,
        stateful_step_count=8,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    from hypothesis.stateful import run_state_machine_as_test

    run_state_machine_as_test(Desk, settings=bounded)


def test_a_state_lost_before_an_ingest_is_known_for_lost_by_the_build_after_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("broadsheet.flow.Press", quick.QuickPress)
    desk = Newsdesk(tmp_path / "site", 2, articles=4)
    flow.publish(site(desk.root))
    desk.delete_article()
    desk.lose_state()
    flow.ingest(site(desk.root))
    assert "taken over" in " ".join(flow.publish(site(desk.root)).notes)
    history = History(desk, tmp_path / "clean", [])
    assert difference(files(desk.root / "site"), history._clean_build()) == []
