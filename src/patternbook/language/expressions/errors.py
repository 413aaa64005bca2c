"""What is wrong in an expression, and where."""

from __future__ import annotations

from patternbook.errors import PatternbookError


class ExpressionError(PatternbookError):
    """An expression cannot be used. `offset` counts characters from the start of its text."""

    def __init__(self, code: str, message: str, offset: int = 0, hint: str = "") -> None:
        self.code, self.message, self.offset, self.hint = code, message, offset, hint
        super().__init__(code, message, offset, hint)

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()
