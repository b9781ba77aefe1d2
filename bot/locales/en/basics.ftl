# /start, /cancel, and what is said to everything that is no command.

start-welcome = Hello { $name }! Tap stars for a few films you know, and I find you others that you will like.
start-again =
    Hello again, { $name }! I know { $count ->
        [one] { $count } film you have rated
       *[other] { $count } films you have rated
    }. Shall we look for one to watch, or do you rate some more?
start-group = Hello { $name }! I find films from the stars people give. Let us get to know each other in private; here /movienight finds one film for all of you, and I answer /recommend and /rate.

button-start-begin = ★ Let us begin
button-start-go-on = ★ Rate more films
button-start-private = Open the private chat

cancelled = Cancelled.
cancelled-nothing = There is nothing to cancel.
unknown-command = I do not know that command. /help shows what I can do.
forwarded-command = A forwarded command does nothing: it may not be yours. Please send it yourself.
only-text = I only read text. Send me a film title, or /help.

said-thanks = You are welcome! /recommend finds you a film.
said-stop = All right. Whenever you like: a film title, or /recommend.
