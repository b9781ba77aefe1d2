"""MovieLens: finding, reading, checking and filtering the data set."""
