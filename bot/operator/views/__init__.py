"""What it looks like: pure functions of texts and of what is to be said."""
