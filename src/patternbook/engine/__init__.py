"""The engine: what a definition does. Pure: time, calendar, actor and facts are arguments."""
