"""The Telegram edge: handlers, rendering, settings and the command line."""
