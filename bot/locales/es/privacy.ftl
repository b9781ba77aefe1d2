# /privacy.

privacy-kept =
    <b>Qué pasa con tus puntuaciones</b>
    Las guardo para tus propias recomendaciones. /export te da una copia, /forget lo borra todo.
privacy-contributing = Además aprendo de las puntuaciones de todos qué películas se parecen, también de las tuyas. Nadie ve quién dio qué.
privacy-opted-out = No aprendo de ellas para otros: desde el próximo entrenamiento quedan fuera. Tus propias recomendaciones siguen siendo igual de buenas.

button-privacy-out = No aprendas de mis puntuaciones
button-privacy-in = Puedes aprender de mis puntuaciones

toast-privacy-out = Desde mi próximo entrenamiento, tus puntuaciones quedan fuera
toast-privacy-in = ¡Gracias! Mi próximo entrenamiento puede aprender de ellas
