# /export.

export-ratings =
    <b>{ $count ->
        [one] The film
       *[other] The { $count } films
    } you have rated or seen.</b> Letterboxd takes it at letterboxd.com/import, and marks every film in it as watched. I take it too: just send it to me.
export-watchlist =
    <b>{ $count ->
        [one] The film
       *[other] The { $count } films
    } on your watchlist.</b> Letterboxd imports it on the page of your watchlist there. I take it too: just send it to me.
export-nothing = You have told me nothing yet that could be exported. Rate a film, for example: /rate Heat 4.5
export-in-private = Your films are nobody else’s business: I send you the files in private.

button-export-private = Get the files in private
