# /ratings: все оценки человека.

ratings-none = У тебя пока нет ни одной оценки. Попробуй: /rate Inception 5
ratings-title =
    <b>{ $count ->
        [one] Твоя { $count } оценка
        [few] Твои { $count } оценки
       *[many] Твои { $count } оценок
    }</b> (✕ удаляет):

button-undo-removal = ↩ Вернуть удалённую
button-order-newest = Новые
button-order-best = Лучшие
button-order-worst = Худшие
button-order-title = По названию
button-page-before = ◀ Стр. { $page }
button-page-after = Стр. { $page } ▶

toast-removed = Удалено
toast-removed-already = Она уже удалена
toast-back-again = Оценка вернулась
