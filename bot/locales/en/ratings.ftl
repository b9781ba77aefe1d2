# /ratings: everything one has rated.

ratings-none = You have not rated any film yet. Try: /rate Inception 5
ratings-title =
    <b>Your { $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    }</b> (✕ removes one):

button-undo-removal = ↩ Undo the removal
button-order-newest = Newest
button-order-best = Best
button-order-worst = Worst
button-order-title = Title
button-page-before = ◀ Page { $page }
button-page-after = Page { $page } ▶

toast-removed = Removed
toast-removed-already = It was removed
toast-back-again = It is back
