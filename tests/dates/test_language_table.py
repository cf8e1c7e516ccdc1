"""The table of languages keeps its own rules."""

from __future__ import annotations

import pytest

from broadsheet.dates import printed
from broadsheet.dates.language import Language
from broadsheet.dates.languages import LANGUAGES
from broadsheet.dates.words import UNITS, units, valued

by_code = pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)


@by_code
def test_a_row_names_every_month_weekday_and_unit(language: Language) -> None:
    assert len(language.months.split("|")) == (12 if language.months else 1)
    assert len(language.weekdays.split("|")) == 7
    assert len(language.units.split("|")) == len(UNITS)
    assert language.ago


@by_code
def test_every_age_that_a_row_can_say_is_read_with_its_unit(language: Language) -> None:
    for form, (unit, factor) in units(language).items():
        if factor > 1:
            continue
        for template in language.ago:
            line = template.replace("_", f"3 {form}").replace("*", f"3 {form}")
            found = printed(line)
            assert found is not None, line
            assert found.age is not None
            assert found.unit in {unit, {n: u for n, (u, _) in known(form)}.get(form)}, line


def known(form: str) -> list[tuple[str, tuple[str, int]]]:
    """Return what other languages mean by a form: Danish `time` is an hour, as is `saat`."""
    return [(n, u) for row in LANGUAGES for n, u in units(row).items() if n == form]


@by_code
def test_every_whole_month_of_a_row_makes_a_date(language: Language) -> None:
    for number, cell in enumerate(language.months.split("|"), 1):
        for form in cell.split()[:1]:
            found = printed(f"3 {form.replace('_', ' ')} 2025")
            assert found is not None, form
            assert str(found.stated) == f"2025-{number:02}-03", form


@by_code
def test_every_word_for_a_whole_day_is_read(language: Language) -> None:
    for form, age in valued(language.days).items():
        found = printed(f"{form}, 14:05")
        assert found is not None, form
        assert found.age is not None
        assert found.age.days == age, form


def test_there_are_at_least_fifteen_languages() -> None:
    assert len({language.code for language in LANGUAGES}) >= 15
