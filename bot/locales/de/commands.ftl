# Das Befehlsmenü und was im Profil des Bots steht.

about-short = Ich lerne an deinen Sternen, welche Filme du magst, und finde dir welche, die du noch nicht kennst.

command-rate = einen Film bewerten: /rate Heat 4.5
command-recommend = Filme, die du noch nicht gesehen hast
command-similar = Filme, die einem ähneln: /similar Heat
command-movienight = ein Film für die ganze Gruppe
command-ratings = was du bewertet hast
command-watchlist = die Filme, die du sehen willst
command-profile = ein Bild von deinem Geschmack
command-export = deine Bewertungen und deine Merkliste als Dateien
command-forget = alles löschen, was ich über dich weiß
command-import = Bewertungen von Letterboxd, IMDb, MovieLens holen
command-language = die Sprache, die ich spreche
command-privacy = was aus deinen Bewertungen wird
command-cancel = meine letzte Frage vergessen
command-help = was ich kann
