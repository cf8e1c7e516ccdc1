"""The engine's short cuts show in no byte: a stock environment renders the same."""

from __future__ import annotations

from typing import Any

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from broadsheet.render.engine import Direct, Engine

TEMPLATES = {
    "a text": "{{ x }}",
    "a text in quotes": '<a title="{{ x }}">',
    "a filter": "{{ x | upper }}{{ x | e }}{{ x | safe }}",
    "arguments in order": "{% macro m(a, b) %}<{{ a }}{{ b }}>{% endmacro %}{{ m(x, 1) }}",
    "a default left out": "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(x) }}",
    "a default by name": "{% macro m(a, b=2) %}{{ a }}{{ b }}{% endmacro %}{{ m(x, b=x) }}",
    "all by name": "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(a=x) }}",
    "more than named": "{% macro m(a) %}{{ a }}{{ varargs }}{% endmacro %}{{ m(x, x) }}",
    "a caller": "{% macro m() %}[{{ caller() }}]{% endmacro %}{% call m() %}{{ x }}{% endcall %}",
    "in a loop": "{% macro m(a) %}{{ a }}{% endmacro %}"
    "{% for n in x %}{% set y = n %}{{ m(y) }}{{ loop.index }}{% endfor %}",
    "a macro in a macro": "{% macro i(a) %}<i>{{ a }}</i>{% endmacro %}"
    "{% macro m(a) %}{{ i(a) }}{{ i(i(a)) }}{% endmacro %}{{ m(x) }}",
    "a macro as a value": "{% macro m(a) %}<{{ a }}{% endmacro %}{% set y = m(x) %}{{ y ~ x }}",
    "unescaped": "{% macro m(a) %}<{{ a }}{% endmacro %}"
    "{% autoescape false %}{{ x }}{% set y = m(x) %}{{ y }}{% endautoescape %}",
    "a block set": "{% set y %}<{{ x }}>{% endset %}{{ y }}",
    "an attribute": "{{ x.__class__.__name__ }}{{ x.upper() }}{% set y = x.upper %}{{ y() }}",
    "a macro of a macro's name": "{% macro m(a) %}{{ a.title() }}{% endmacro %}{{ m(m(x)) }}",
    "no text": "{{ 1 }}{{ 1.5 }}{{ none }}{{ [x] }}{{ true }}",
}


def rendered(kind: type[jinja2.Environment], template: str, value: Any) -> str:
    environment = kind(autoescape=True, undefined=jinja2.StrictUndefined)
    return environment.from_string(template).render(x=value)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES)
@given(value=st.text(max_size=5) | st.sampled_from(["<b>", "a & 'b'", '"', Markup("<i>x</i>")]))
@settings(max_examples=50, deadline=None)
def test_a_template_renders_as_in_a_stock_environment(template: str, value: str) -> None:
    stock = rendered(jinja2.Environment, template, value)
    assert rendered(Engine, template, value) == stock
    assert rendered(Direct, template, value) == stock


@pytest.mark.parametrize("call", ["m()", "m(x, x)", "m(b=x)"])
def test_a_wrong_call_fails_alike(call: str) -> None:
    template = "{% macro m(a) %}{{ a }}{% endmacro %}{{ " + call + " }}"
    said = []
    for kind in (Direct, Engine, jinja2.Environment):
        with pytest.raises((TypeError, jinja2.UndefinedError)) as error:
            rendered(kind, template, "x")
        said.append(str(error.value))
    assert said[0] == said[1] == said[2]


class Sub(str):
    """A text of another type is not taken for a plain one."""

    def __html__(self) -> str:
        return f"<{self}>"


def test_what_says_its_own_html_is_asked_for_it() -> None:
    assert rendered(Engine, "{{ x }}", Sub("b")) == "<b>"
