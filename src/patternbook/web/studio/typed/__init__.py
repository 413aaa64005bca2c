"""Values of declared types in forms: how each is asked for, read back and shown again."""

from patternbook.web.studio.typed.kind import Asked, Drawing, Form, Wrong, in_words
from patternbook.web.studio.typed.several import draw, fill, kind_of, read
from patternbook.web.studio.typed.words import say

__all__ = ["Asked", "Drawing", "Form", "Wrong", "draw", "fill", "in_words", "kind_of", "read", "say"]
