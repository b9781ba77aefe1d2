"""The recommender: films, models and numbers. Knows neither Telegram nor SQLite."""
