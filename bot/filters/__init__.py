"""Which kind of films: conditions in words, and the buttons that choose them."""
