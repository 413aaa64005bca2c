"""Templates rendered once per definition, then filled per request.

A template is rendered with a mark in place of each value that changes from request to request (a hole).
The result is cut at the marks; a page is then the constant pieces joined with the values, each escaped for
the place where it stands. The filled page is what the template would have written (a property test shows it).
"""

from patternbook.web.kit.segments.compile import Repeat, compile_segments
from patternbook.web.kit.segments.filled import NotUniform, SegmentError, Segments, UnsafePlace
from patternbook.web.kit.segments.holes import Hole

__all__ = ["Hole", "NotUniform", "Repeat", "SegmentError", "Segments", "UnsafePlace", "compile_segments"]
