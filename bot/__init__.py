"""The bot: its features, what they stand on, and the ways in: Telegram and the command line."""
