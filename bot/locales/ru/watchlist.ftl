# /watchlist: фильмы, которые человек хочет посмотреть.

watchlist-title = <b>В твоём списке { $count ->
        [one] { $count } фильм
        [few] { $count } фильма
       *[many] { $count } фильмов
    }</b>, сначала новые
watchlist-predicted = Звёзды — сколько, по-моему, поставишь ты.
watchlist-average = Звёзды — сколько в среднем ставят люди.
watchlist-buttons = ▸ открыть · ✓ просмотрено · ✕ убрать
watchlist-empty = Твой список пуст. Кнопка «+ В список» под фильмом добавит его сюда: пришли название или посмотри, что я предложу.
watchlist-seen = ✓ { $film }: просмотрено.
watchlist-rated = ✓ { $stars } — { $film }.
watchlist-removed = ✕ { $film } больше не в твоём списке.

button-without-stars = Без звёзд

toast-watchlist-removed = Убрано из списка
toast-watchlist-removed-already = Этого уже не было в списке
