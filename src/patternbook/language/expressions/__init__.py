"""Expressions: read, typed, written, said in English, and compiled to code.

CEL's syntax, in a documented subset (docs/reference/expressions.md). Unknown is not false.

>>> from patternbook.language import types
>>> scope = Scope(names={"household": types.INT, "benefit": types.TEXT.maybe()})
>>> typed = check(parse("household >= 3 && benefit in ['uc', 'pc']"), scope)
>>> str(typed.type)
'bool?'
>>> run = generate(typed)
>>> run({"household": 4, "benefit": "uc"}), run({"household": 2}), run({"household": 4})
(True, False, Unknown('not_asked', 'benefit'))
"""

from patternbook.language.expressions.check import check
from patternbook.language.expressions.generate import Run, generate
from patternbook.language.expressions.parse import ExpressionError, parse
from patternbook.language.expressions.say import say
from patternbook.language.expressions.scope import Scope, Signature
from patternbook.language.expressions.trees import Tree, conjuncts, references, rename
from patternbook.language.expressions.typed import Typed
from patternbook.language.expressions.write import write
from patternbook.language.unknown import UNDEFINED, Reason, Unknown, is_unknown

__all__ = [
    "UNDEFINED", "ExpressionError", "Reason", "Run", "Scope", "Signature", "Tree", "Typed", "Unknown",
    "check", "conjuncts", "generate", "is_unknown", "parse", "references", "rename", "say", "write",
]  # fmt: skip
