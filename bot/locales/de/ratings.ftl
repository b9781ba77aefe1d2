# /ratings: alles, was jemand bewertet hat.

ratings-none = Du hast noch keinen Film bewertet. Probier: /rate Inception 5
ratings-title =
    <b>{ $count ->
        [one] Deine { $count } Bewertung
       *[other] Deine { $count } Bewertungen
    }</b> (✕ entfernt eine):

button-undo-removal = ↩ Doch nicht entfernen
button-order-newest = Neueste
button-order-best = Beste
button-order-worst = Schlechteste
button-order-title = Titel
button-page-before = ◀ Seite { $page }
button-page-after = Seite { $page } ▶

toast-removed = Entfernt
toast-removed-already = Sie war schon entfernt
toast-back-again = Sie ist wieder da
