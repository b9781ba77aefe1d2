# Welcher Film mit dem gemeint ist, was jemand geschrieben hat.

film-unknown = Ich kenne keinen Film wie „{ $query }“. Ich kenne Filme, keine Serien, und keine nach { $year }. Sollte er dabei sein, prüf bitte den Titel.
film-unknown-closest = Ich kenne keinen Film „{ $query }“; meine Filme enden { $year }. Die ähnlichsten Titel:

film-which = Welchen Film meinst du mit „{ $query }“?
film-which-stars = Welchen Film meinst du mit „{ $query }“ für { $stars }?
film-this = Meinst du mit „{ $query }“ diesen Film?
film-this-stars = Meinst du mit „{ $query }“ für { $stars } diesen Film?

film-mine-is = <i>Meiner ist von { $film }; meine Filme enden { $year }, einen neueren dieses Namens kenne ich nicht.</i>

film-of-number = Film { $id } (nicht unter den Filmen, die ich geladen habe)
