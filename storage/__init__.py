"""What people told the bot, kept in one SQLite file."""
