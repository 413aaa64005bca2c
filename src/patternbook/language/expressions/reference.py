"""The tables of the reference that are written from the code."""

from __future__ import annotations

from patternbook.language.expressions.functions import FUNCTIONS, QUESTIONS, Form, Function


def function_table() -> str:
    """Every function as a Markdown table: how it is called, what it does, an example."""
    rows = [f"| {_called(function)} | {function.says} | `{function.example}` |" for function in FUNCTIONS]
    rows += [
        f"| `{name}(x)` gives `bool` | Whether `x` is unknown with the reason `{reason}`. | `{name}(collections)` |"
        for name, reason in QUESTIONS.items()
    ]
    return "\n".join(["| function | what it does | example |", "|---|---|---|", *rows])


def _called(function: Function) -> str:
    return "<br>".join(_form(function, form) for form in function.forms)


def _form(function: Function, form: Form) -> str:
    takes = [pattern.replace("|", " or ") for pattern in form.takes]
    if form.more:
        takes.append("…")
    if function.style == "method":
        called = f"{takes[0]}.{function.name}({', '.join(takes[1:])})"
    else:
        called = f"{function.name}({', '.join(takes)})"
    return f"`{called}` gives `{_gives(form)}`"


def _gives(form: Form) -> str:
    named = {"same": "the same", "item": "what it holds", "joined": "the same"}
    gives = named.get(form.gives, form.gives)
    return f"{gives}?" if form.unknown else gives
