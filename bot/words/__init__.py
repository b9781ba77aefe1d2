"""Words: the sentences people read, and the reading of what they write, in all languages."""
