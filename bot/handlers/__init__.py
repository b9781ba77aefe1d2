"""One module per conversation; `bot.app` tells the application about all of them."""
