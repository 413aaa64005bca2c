"""Views for residents: fetch, ask, act, show."""
