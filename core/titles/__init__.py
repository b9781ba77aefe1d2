"""Which film a text means: search, completion, series, and long lists from elsewhere.

Knows the catalogue and no model.
"""
