"""What those who run the bot ask of it, and what it tells them."""
