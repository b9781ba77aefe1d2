# Which film is meant by what somebody typed.

film-unknown = I know no film like “{ $query }”. I know films and no series, and none made after { $year }. If it should be there, please check the title.
film-unknown-closest = I know no film “{ $query }”; my films end in { $year }. The closest titles:

film-which = Which film do you mean by “{ $query }”?
film-which-stars = Which film do you mean by “{ $query }” for { $stars }?
film-this = By “{ $query }”, do you mean this film?
film-this-stars = By “{ $query }” for { $stars }, do you mean this film?

film-mine-is = <i>Mine is of { $film }; my films end in { $year }, and I do not know a later one of that name.</i>

film-of-number = film { $id } (not in the films I have loaded)
