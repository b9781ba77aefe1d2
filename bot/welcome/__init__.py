"""The first words, the help, the language, and what to say to everything that is no command."""
