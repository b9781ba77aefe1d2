"""Files that people bring from elsewhere."""
