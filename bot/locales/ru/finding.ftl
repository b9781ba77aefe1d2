# Какой фильм имеется в виду.

film-unknown = Я не знаю фильма, похожего на «{ $query }». Проверь, пожалуйста, название; остальное — в /help.
film-unknown-closest = Я не знаю фильма «{ $query }»; остальное — в /help. Самые похожие названия:

film-which = Какой фильм ты имеешь в виду: «{ $query }»?
film-which-stars = Какому фильму поставить { $stars }: «{ $query }»?
film-this = «{ $query }» — это вот этот фильм?
film-this-stars = «{ $query }», { $stars } — это вот этот фильм?

film-of-number = фильм { $id } (его нет среди загруженных)
