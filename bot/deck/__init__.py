"""A deck of films to rate, page by page."""
