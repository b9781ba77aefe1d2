# The command menu, and what the bot's profile says.

about-short = I learn which films you like from your stars, and find you films you have not seen.

command-rate = rate a film: /rate Heat 4.5
command-recommend = films you have not seen
command-similar = films like one film: /similar Heat
command-movienight = find a film for the whole group
command-ratings = what you have rated
command-watchlist = the films you want to see
command-profile = a picture of your taste
command-export = your ratings and watchlist as files
command-forget = delete everything I keep about you
command-import = bring ratings from Letterboxd, IMDb, MovieLens
command-language = the language I speak
command-privacy = what becomes of your ratings
command-cancel = forget my last question
command-help = what I can do
