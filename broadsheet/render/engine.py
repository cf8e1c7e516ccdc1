"""The template engine: Jinja, with its hottest paths made short.

Templates mostly call macros and put texts into places. Jinja wraps every escaped text only to
join it at once, and prepares every call of a macro for cases that ours seldom are: without that,
a macro takes a third of the time. The bytes are those of a stock environment.

`Direct` goes a step further for what it can be sure of: attributes are read as Python reads them,
and a macro that is printed is called at once, which saves another third. Whatever it raises
means nothing but that the `Engine` shall have a look.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from keyword import iskeyword
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro
from markupsafe import Markup, escape


def escaped(value: object) -> str:
    """Return the value as HTML text; what is HTML already is left as it is."""
    if type(value) is Markup:
        return value
    if type(value) is str and not (
        "&" in value or "<" in value or ">" in value or '"' in value or "'" in value
    ):
        return value
    return escape(value)


class _Context(Context):
    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        """Call a macro at once when it is given just the arguments it names, one by one."""
        if (
            type(called) is Macro
            and len(args) == len(called.arguments)
            and not (called.caller or called.catch_varargs or called.catch_kwargs)
            and self.eval_ctx.autoescape
            and named.keys() <= _SCOPES
        ):
            return Markup(called._func(*args))
        return super().call(called, *args, **named)


#: What compiled templates hand on beside the arguments, for callables that want the scope.
_SCOPES = frozenset({"_loop_vars", "_block_vars"})


class _Generator(CodeGenerator):
    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Template(jinja2.Template):
    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        """Return the macros of a template that others import, made once: there are no globals."""
        if self._module is not None and (ctx is None or not ctx.globals_keys):
            return self._module
        return super()._get_default_module(ctx)


class Engine(jinja2.Environment):
    """A Jinja environment whose macros and texts are quick."""

    code_generator_class = _Generator
    context_class = _Context
    template_class = _Template
    escaped = staticmethod(escaped)

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._known: dict[str, jinja2.Template] = {}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        """Return a template, which is loaded once: a page asks for eight others."""
        if globals or not isinstance(name, str):
            return super().get_template(name, parent, globals)
        if name not in self._known:
            self._known[name] = super().get_template(name, parent)
        return self._known[name]


def _shown(context: Context, called: Any, *args: Any) -> str:
    """Return the HTML of a macro, or of whatever else is called where its result is printed."""
    if (
        type(called) is Macro
        and len(args) == len(called.arguments)
        and not (called.caller or called.catch_varargs or called.catch_kwargs)
    ):
        text: str = called._func(*args)
        return text
    return escaped(context.call(called, *args))


class _DirectGenerator(_Generator):
    _printed: frozenset[int] = frozenset()  # the calls that are printed, by identity

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self._printed |= {id(child) for child in node.nodes if _is_plain(child)}
        super().visit_Output(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if id(node) not in self._printed:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if id(node) not in self._printed:
            super()._output_child_post(node, frame, finalize)

    def visit_Call(  # noqa: N802
        self, node: nodes.Call, frame: Frame, forward_caller: bool = False
    ) -> None:
        if id(node) not in self._printed:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("environment.shown(context, ")
        self.visit(node.node, frame)
        self.signature(node, frame)
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        if node.ctx != "load" or node.attr.startswith("_") or iskeyword(node.attr):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")


def _is_plain(node: nodes.Node) -> bool:
    """Tell whether a node calls something by its name, with arguments in their order."""
    return (
        isinstance(node, nodes.Call)
        and isinstance(node.node, nodes.Name)
        and not (node.kwargs or node.dyn_args or node.dyn_kwargs)
    )


class Direct(Engine):
    """An engine that may raise what `Engine` would not, and else renders the same."""

    code_generator_class = _DirectGenerator
    shown = staticmethod(_shown)
