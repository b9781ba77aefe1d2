# /language.

language-which = In welcher Sprache soll ich mit dir reden?
language-name = Deutsch
button-language-telegram = Wie in Telegram
button-chosen = ✓ { $choice }
toast-language = Ab jetzt auf Deutsch
