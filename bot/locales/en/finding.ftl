# Which film is meant by what somebody typed.

film-unknown = I know no film like “{ $query }”. Please check the title; /help shows the rest.
film-unknown-closest = I know no film “{ $query }”; /help shows the rest. The closest titles:

film-which = Which film do you mean by “{ $query }”?
film-which-stars = Which film do you mean by “{ $query }” for { $stars }?
film-this = By “{ $query }”, do you mean this film?
film-this-stars = By “{ $query }” for { $stars }, do you mean this film?

film-of-number = film { $id } (not in the films I have loaded)
