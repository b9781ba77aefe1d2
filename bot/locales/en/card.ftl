# The card: one film at a time.

card-predicted = predicted { $stars } ± { $deviation }★
card-average = { $stars } on average; I do not know your taste yet
card-average-model-none = { $stars } on average. { model-none }
card-average-model-training = { $stars } on average. { model-training }
card-average-model-failed = { $stars } on average. { model-failed }

# Why it is shown: "because you gave Heat ★4.5 and Alien ★5".
card-because-rated = because you gave { $films }
card-because-seen = because you have seen { $films }
card-because-wanted = because of { $films } on your watchlist
card-two-films = { $first } and { $second }

card-rated = You gave it { $stars }.
card-marked-seen = ✓ You have seen it.
card-marked-refused = ✕ Not for you: I leave it out.
card-marked-wanted = + It is on your watchlist.

# Above the next film.
card-done-seen = ✓ { $film }: seen, and left out from now on.
card-done-refused = ✕ { $film }: not for you, and left out from now on.

button-rate = ★ Rate
button-mark-seen = ✓ Seen it
button-mark-refused = ✕ Not for me
button-mark-wanted = + Watchlist
button-unmark-seen = ✓ Not seen after all
button-unmark-refused = ✕ For me after all
button-unmark-wanted = − Watchlist
button-similar = ≈ Similar
button-filter = ⚙ Filter
button-next = Next ▶
button-back = ◀ Back
button-remove-rating = ✕ No rating

toast-seen = Seen
toast-refused = Not for you
toast-wanted = On your watchlist

problem-card-old = I no longer know what I showed here. Please ask me again: /recommend
