# El menú de comandos y lo que dice el perfil del bot.

about-short = Aprendo qué películas te gustan con tus estrellas y te encuentro otras que no has visto.

command-rate = valorar una película: /rate Heat 4.5
command-recommend = películas que no has visto
command-similar = películas parecidas a una: /similar Heat
command-movienight = una película para todo el grupo
command-ratings = lo que has valorado
command-watchlist = las películas que quieres ver
command-profile = un retrato de tus gustos
command-export = tus valoraciones y tu lista en archivos
command-forget = borrar todo lo que guardo sobre ti
command-import = traer valoraciones de Letterboxd, IMDb, MovieLens
command-language = el idioma en que te hablo
command-privacy = qué pasa con tus puntuaciones
command-cancel = olvidar mi última pregunta
command-help = lo que sé hacer
