"""Types calls: of functions of the language, of values that take inputs, of ``known`` and ``or``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from patternbook.errors import did_you_mean
from patternbook.language.expressions.errors import ExpressionError
from patternbook.language.expressions.functions import BY_NAME, QUESTIONS, Form, Function
from patternbook.language.expressions.scope import Signature
from patternbook.language.expressions.steps import strict
from patternbook.language.expressions.trees import MACROS, Binary, Call, Tree
from patternbook.language.expressions.typed import Because, Const, Invoke, Known, OrElse, Step, Strict
from patternbook.language.types import BOOL, Type, join

if TYPE_CHECKING:
    from patternbook.language.expressions.check import Checker


def call(checker: Checker, tree: Call, established: frozenset[str]) -> Step:
    """The step of a call. Raises `ExpressionError`."""
    if tree.function == "or" and tree.method:
        return _or_else(checker, tree, established)
    if not tree.method and (tree.function == "known" or tree.function in QUESTIONS):
        return _question(checker, tree, established)
    signature = None if tree.method else checker.scope.functions.get(tree.function)
    if signature is not None:
        return _invoke(checker, tree, signature, established)
    function = BY_NAME.get(tree.function)
    if function is None:
        raise _no_such_function(checker, tree)
    _check_style(function, tree)
    return _built_in(checker, function, tree, established)


def _no_such_function(checker: Checker, tree: Call) -> ExpressionError:
    if checker.scope.type_of(tree.function) is not None and not tree.method:
        return ExpressionError(
            "type", f"'{tree.function}' takes no inputs.", tree.at, f"Write {tree.function} alone."
        )
    known = [*BY_NAME, *QUESTIONS, *MACROS, "known", "or", *checker.scope.functions]
    message = f"There is no function called '{tree.function}'."
    return ExpressionError("unknown-function", message, tree.at, did_you_mean(tree.function, known))


def _check_style(function: Function, tree: Call) -> None:
    if function.style == "both" or (function.style == "method") == tree.method:
        return
    raise ExpressionError(
        "type", f"'{function.name}' is not called like this.", tree.at, f"Write it as in: {function.example}"
    )


def _one(tree: Call, count: int) -> None:
    if len(tree.args) != count:
        inputs = "one input" if count == 1 else "one value in brackets"
        raise ExpressionError("type", f"'{tree.function}' takes {inputs}.", tree.at)


def _or_else(checker: Checker, tree: Call, established: frozenset[str]) -> Step:
    _one(tree, 2)
    of, other = (checker.visit(arg, established) for arg in tree.args)
    found = join(of.type, other.type)
    if found is None:
        message = f"'or' gives one type, and these are '{of.type}' and '{other.type}'."
        raise ExpressionError("type", message, tree.at)
    return OrElse(found.known().maybe(of.type.optional and other.type.optional), of, other)


def _question(checker: Checker, tree: Call, established: frozenset[str]) -> Step:
    _one(tree, 1)
    before = set(checker.unknowns)
    of = checker.visit(tree.args[0], established)
    checker.unknowns &= before  # to ask whether a value is known is not to depend on it
    if tree.function == "known":
        return Known(BOOL, of)
    reason = QUESTIONS[tree.function]
    return Because(BOOL, of, reason)


def _invoke(checker: Checker, tree: Call, signature: Signature, established: frozenset[str]) -> Step:
    args = tuple(checker.visit(arg, established) for arg in tree.args)
    if len(args) != len(signature.takes):
        takes = ", ".join(f"{name}: {type_}" for name, type_ in signature.takes)
        message = f"'{tree.function}' takes {len(signature.takes)} inputs, and {len(args)} are given."
        raise ExpressionError("type", message, tree.at, f"Write {tree.function}({takes}).")
    for arg, part, (name, wanted) in zip(args, tree.args, signature.takes, strict=True):
        checker.need_fit(arg.type, wanted, f"'{name}' of '{tree.function}'", part.at)
    accepts = tuple(type_.optional for _, type_ in signature.takes)
    unsure = any(arg.type.optional and not may for arg, may in zip(args, accepts, strict=True))
    return Invoke(signature.gives.maybe(unsure), tree.function, args, accepts, signature.cost)


def _built_in(checker: Checker, function: Function, tree: Call, established: frozenset[str]) -> Step:
    args = tuple(checker.visit(arg, established) for arg in tree.args)
    known = tuple(arg.type.known() for arg in args)
    for form in function.forms:
        found = form.result(known)
        if found is not None:
            args = _with_literals(form, function, tree, args)
            return strict(Strict(found, args, form.run, form.fast, form.calendar))
    given = ", ".join(str(type_) for type_ in known)
    takes = " or ".join(f"({', '.join(form.takes)})" for form in function.forms)
    message = f"'{function.name}' takes {takes}, not ({given})."
    raise ExpressionError("type", message, tree.at, f"Write it as in: {function.example}")


def _with_literals(form: Form, function: Function, tree: Call, args: tuple[Step, ...]) -> tuple[Step, ...]:
    found = list(args)
    for place, read in form.literals.items():
        step, at = args[place], tree.args[place].at
        if not isinstance(step, Const) or not isinstance(step.value, str):
            message = f"'{function.name}' needs this text to be written out."
            raise ExpressionError("type", message, at, f"Write it as in: {function.example}")
        try:
            found[place] = Const(step.type, read(step.value))
        except ValueError as problem:
            raise ExpressionError("literal", str(problem), at) from problem
    return tuple(found)


def cannot_join(op: str, left: Type, right: Type) -> str:
    """The sentence for an operator that does not take its two sides."""
    if op in ("==", "!=", "<", "<=", ">", ">="):
        return f"'{left}' cannot be compared with '{right}' by '{op}'."
    return f"'{op}' does not take '{left}' and '{right}'."


def join_hint(left: Type, right: Type) -> str:
    """What to write where two sides do not go together."""
    kinds = {left.kind, right.kind}
    if "money" in kinds and kinds & {"int", "decimal"}:
        return 'Write money as pounds("37.50") or pence(3750).'
    if kinds == {"date", "datetime"}:
        return "Take the day of a moment with date_of(…)."
    if "period" in kinds:
        return "Reckon with periods by add(…) and before(…)."
    if kinds & {"date", "datetime", "time"} and "text" in kinds:
        return 'Write days as date("2026-04-01") and times as time("06:30").'
    return ""


def check_options(left: Type, right: Type, tree: Binary) -> None:
    """Refuse comparing a choice with a text that is not one of its keys, which can never be equal."""
    for mine, theirs, side in ((left, right, tree.right), (right, left, tree.left)):
        options = mine.item if mine.kind == "list" else mine
        if options.kind != "choice" or not theirs.choices:
            continue
        strange = [key for key in theirs.choices if key not in options.choices]
        if strange and (theirs.kind == "text" or len(strange) == len(theirs.choices)):
            _refuse_option(strange[0], options.choices, side)


def _refuse_option(key: str, options: Iterable[str], side: Tree) -> None:
    options = list(options)
    near = did_you_mean(key, options) or f"The options are: {', '.join(options[:12])}."
    raise ExpressionError("unknown-option", f"'{key}' is not one of the options.", side.at, near)
