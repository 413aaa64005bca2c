"""Clocks: legal and promised time limits. A deadline is a pure function of events, period and calendar."""

from patternbook.engine.clocks.states import ClockState, Standing

__all__ = ["ClockState", "Standing"]
