"""Files: the MovieLens data set the bot works with, and the lists that people bring and take."""
