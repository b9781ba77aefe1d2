"""What becomes of what one has told: taken along, left out of models, deleted."""
