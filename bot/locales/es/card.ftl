# La ficha: una película cada vez.

card-predicted = pronóstico: { $stars } ± { $deviation }★
card-average = { $stars } de media; todavía no conozco tus gustos
card-average-model-none = { $stars } de media. { model-none }
card-average-model-training = { $stars } de media. { model-training }
card-average-model-failed = { $stars } de media. { model-failed }

# Por qué sale: «porque a Heat le diste ★4.5 y a Alien ★5».
card-because-rated = por tus notas: { $films }
card-because-seen = porque has visto { $films }
card-because-wanted = porque tienes en tu lista { $films }
card-two-films = { $first } y { $second }

card-rated = Le diste { $stars }.
card-marked-seen = ✓ Ya la has visto.
card-marked-refused = ✕ No es para ti: no la saco más.
card-marked-wanted = + Está en tu lista.

# Encima de la película siguiente.
card-done-seen = ✓ { $film }: vista, ya no saldrá más.
card-done-refused = ✕ { $film }: no es para ti, ya no saldrá más.

button-rate = ★ Valorar
button-mark-seen = ✓ Ya la vi
button-mark-refused = ✕ No es para mí
button-mark-wanted = + Mi lista
button-unmark-seen = ✓ No la he visto
button-unmark-refused = ✕ Sí es para mí
button-unmark-wanted = − Mi lista
button-similar = ≈ Parecidas
button-filter = ⚙ Filtro
button-next = Siguiente ▶
button-back = ◀ Atrás
button-remove-rating = ✕ Sin nota

toast-seen = Vista
toast-refused = No es para ti
toast-wanted = En tu lista

problem-card-old = Ya no sé qué te enseñé aquí. Vuelve a preguntarme: /recommend
