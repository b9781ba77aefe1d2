# /language.

language-which = Which language shall I speak with you?
language-name = English
button-language-telegram = As in Telegram
button-chosen = ✓ { $choice }
toast-language = From now on in English
