# Карточка: по одному фильму.

card-predicted = прогноз: { $stars } ± { $deviation }★
card-average = в среднем { $stars }; твоего вкуса я ещё не знаю
card-average-model-none = в среднем { $stars }. { model-none }
card-average-model-training = в среднем { $stars }. { model-training }
card-average-model-failed = в среднем { $stars }. { model-failed }

# Почему он здесь: «потому что у тебя Heat ★4.5 и Alien ★5».
card-because-rated = потому что у тебя { $films }
card-because-seen = потому что просмотрено: { $films }
card-because-wanted = потому что в твоём списке { $films }
card-two-films = { $first } и { $second }

card-rated = Твоя оценка: { $stars }.
card-marked-seen = ✓ Уже просмотрено.
card-marked-refused = ✕ Не твоё: больше не показываю.
card-marked-wanted = + В твоём списке.

# Над следующим фильмом.
card-done-seen = ✓ { $film }: просмотрено, больше не появится.
card-done-refused = ✕ { $film }: не твоё, больше не появится.

button-rate = ★ Оценить
button-mark-seen = ✓ Уже видел(а)
button-mark-refused = ✕ Не моё
button-mark-wanted = + В список
button-unmark-seen = ✓ Ещё не видел(а)
button-unmark-refused = ✕ Всё-таки моё
button-unmark-wanted = − Из списка
button-similar = ≈ Похожие
button-filter = ⚙ Фильтр
button-next = Дальше ▶
button-back = ◀ Назад
button-remove-rating = ✕ Без оценки

toast-seen = Просмотрено
toast-refused = Не твоё
toast-wanted = В твоём списке

problem-card-old = Я уже не помню, что здесь было. Спроси меня ещё раз: /recommend
