"""Jinja's code generator with the detours taken out that our templates never need.

A page makes some hundred calls; Jinja asks of each whether it wants the context, and wraps every value in a new
Markup. Ours are plain functions, and a value is escaped unless it is finished HTML: the same text, in half the
time. Escaping stays always on, and an unknown name stays an error.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.utils import missing
from markupsafe import Markup, escape
from markupsafe._speedups import _escape_inner

# What templates know under these names is never a map, so its attributes need no search; ``derived`` always is one.
OBJECTS = frozenset({"v", "data", "entry", "page", "record", "share", "site", "loop", "parts", "sharing", "onward"})
MAPS = frozenset({"derived"})

# Marks finished HTML as such: nothing is escaped. Only for text of ours, or text that went through `escaped`.
finished: partial[Markup] = partial(str.__new__, Markup)


def escaped(value: Any) -> str:
    """A value as HTML: finished HTML as it is, anything else escaped; UndefinedError for an unknown name."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is str:
        return _escape_inner(value)
    return str(value) if kind is int or kind is float else escape(value)


def macro(body: Callable[..., str], names: tuple[str, ...]) -> Callable[..., Markup]:
    """A template's macro as a function; what the call leaves out takes its default, or is an unknown name."""
    count = len(names)

    def call(*given: Any, **named: Any) -> Markup:
        if named or len(given) < count:
            given += tuple([named.pop(name, missing) for name in names[len(given):]])
            if named:
                raise TypeError(f"no such argument: {', '.join(named)}")
        return finished(body(*given))

    return call


class DirectCalls(CodeGenerator):
    """Calls are calls, attributes of known objects are attributes, and output goes through :func:`escaped`."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        if forward_caller or node.dyn_args is not None or node.dyn_kwargs is not None:
            super().visit_Call(node, frame, forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name in OBJECTS or name in MAPS:
            self.visit(node.node, frame)
            self.write(f".{node.attr}" if name in OBJECTS else f"[{node.attr!r}]")
        else:
            super().visit_Getattr(node, frame)

    def _import_common(self, node: nodes.Import | nodes.FromImport, frame: Frame) -> None:
        if node.with_context:
            super()._import_common(node, frame)
            return
        self.write("environment.macros(")
        self.visit(node.template, frame)
        self.write(")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        super().visit_CondExpr(nodes.CondExpr(node.test, node.expr1, node.expr2 or nodes.Const(""), lineno=node.lineno), frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        if macro_ref.accesses_caller or macro_ref.accesses_kwargs or macro_ref.accesses_varargs:
            super().macro_def(macro_ref, frame)
            return
        names = tuple(argument.name for argument in macro_ref.node.args)
        self.write(f"environment.macro(macro, {names!r})")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("environment.escaped(")
