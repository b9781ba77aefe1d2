# /ratings: todo lo que alguien ha valorado.

ratings-none = Todavía no has valorado ninguna película. Prueba: /rate Inception 5
ratings-title =
    <b>{ $count ->
        [one] Tu { $count } valoración
       *[other] Tus { $count } valoraciones
    }</b> (✕ quita una):

button-undo-removal = ↩ Recuperar la quitada
button-order-newest = Más nuevas
button-order-best = Mejores
button-order-worst = Peores
button-order-title = Título
button-page-before = ◀ Página { $page }
button-page-after = Página { $page } ▶

toast-removed = Quitada
toast-removed-already = Ya estaba quitada
toast-back-again = Ha vuelto
