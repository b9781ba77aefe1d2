"""What the long commands do: predictions for files, evaluations, searches."""
