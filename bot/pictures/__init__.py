"""Pictures for chats: plain values and ready texts in, PNG out, drawn in a process of its own.

Only `painter` and `labels` are for the bot to import; the other modules are imported by the child
process alone, since matplotlib takes time and memory that the bot does not have.
"""
