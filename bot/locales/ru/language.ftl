# /language.

language-which = На каком языке мне с тобой говорить?
language-name = Русский
button-language-telegram = Как в Telegram
button-chosen = ✓ { $choice }
toast-language = Теперь по-русски
