"""Updates of all kinds, valid and broken, for the whole bot: `python -m benchmarks.fuzz_updates`.

What an update may hold is taken from python-telegram-bot's own classes, so a new version of it
brings what is new in the Bot API. Texts, buttons and files are such as this bot understands; most
buttons are those that it has just shown. Half of the updates are then broken somewhere, as no
server should send them and third parties' servers do.

They go through the real polling path: a Bot API of `bot.playground` on loopback, which refuses
every reply that Telegram would refuse. Somebody who asks for help all the while has to be answered;
in the end everybody has, and the database must hold together. Only the limits on sending are
lifted, which would make hours of minutes.
"""
