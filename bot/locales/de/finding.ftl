# Welcher Film mit dem gemeint ist, was jemand geschrieben hat.

film-unknown = Ich kenne keinen Film wie „{ $query }“. Bitte prüf den Titel; /help zeigt alles Weitere.
film-unknown-closest = Ich kenne keinen Film „{ $query }“; /help zeigt alles Weitere. Die ähnlichsten Titel:

film-which = Welchen Film meinst du mit „{ $query }“?
film-which-stars = Welchen Film meinst du mit „{ $query }“ für { $stars }?
film-this = Meinst du mit „{ $query }“ diesen Film?
film-this-stars = Meinst du mit „{ $query }“ für { $stars } diesen Film?

film-of-number = Film { $id } (nicht unter den Filmen, die ich geladen habe)
