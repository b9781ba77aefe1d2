"""The only room that speaks Telegram: updates become turns, replies become messages."""
