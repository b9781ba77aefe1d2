# /language.

language-which = ¿En qué idioma te hablo?
language-name = Español
button-language-telegram = Como en Telegram
button-chosen = ✓ { $choice }
toast-language = A partir de ahora, en español
