"""Libraries elsewhere: which are trusted, and what was taken from them."""
