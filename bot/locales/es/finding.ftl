# A qué película se refiere lo que alguien ha escrito.

film-unknown = No conozco ninguna película parecida a «{ $query }». Conozco películas, no series, y ninguna posterior a { $year }. Si debería estar, revisa el título, por favor.
film-unknown-closest = No conozco ninguna película «{ $query }»; mis películas llegan hasta { $year }. Los títulos más parecidos:

film-which = ¿A qué película te refieres con «{ $query }»?
film-which-stars = ¿A qué película te refieres con «{ $query }» para { $stars }?
film-this = Con «{ $query }», ¿te refieres a esta película?
film-this-stars = Con «{ $query }» para { $stars }, ¿te refieres a esta película?

film-mine-is = <i>La mía es de { $film }; mis películas llegan hasta { $year } y no conozco otra posterior con ese nombre.</i>

film-of-number = película { $id } (no está entre las que tengo cargadas)
