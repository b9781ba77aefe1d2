"""What a conversation is made of, whatever carries it: turns, replies, buttons, problems."""
