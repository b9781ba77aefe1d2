# A qué película se refiere lo que alguien ha escrito.

film-unknown = No conozco ninguna película parecida a «{ $query }». Revisa el título, por favor; en /help está lo demás.
film-unknown-closest = No conozco ninguna película «{ $query }»; en /help está lo demás. Los títulos más parecidos:

film-which = ¿A qué película te refieres con «{ $query }»?
film-which-stars = ¿A qué película te refieres con «{ $query }» para { $stars }?
film-this = Con «{ $query }», ¿te refieres a esta película?
film-this-stars = Con «{ $query }» para { $stars }, ¿te refieres a esta película?

film-of-number = película { $id } (no está entre las que tengo cargadas)
