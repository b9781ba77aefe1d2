"""A card: one message that shows one film at a time, and what is asked of it."""
