"""The peers, one module a library; they run in an environment of their own, never in the bot's."""
