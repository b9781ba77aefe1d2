"""What one has told: ratings, watchlist, and the taste they show."""
