"""A copy of everything the bot knows, and the way back."""
