# /profile: the caption, which says what the picture shows, and the words in the picture.

profile-none = I know nothing of your taste yet. Rate a few films, and I draw it for you.
profile-ratings =
    <b>Your taste in films</b>, from { $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    }, { $stars } on average.
profile-generous = Film for film, you give { $stars } more than the average person.
profile-strict = Film for film, you give { $stars } less than the average person.
profile-likes = You like more than others do: { $genres }.
profile-dislikes = You like less than others do: { $genres }.
profile-no-genres = Rate a few more films, and your genres show here.
profile-nearest = Nearest to you on the map of films: { $films }.
profile-known = I know { $percent }% of your taste: your ratings are mostly within { $deviation } of what I expect.

picture-title = Your taste in films
picture-ratings = { $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    }
picture-known = I know { $percent }% of your taste
picture-histogram = What you give films
picture-you = you
picture-average = the average person
picture-genres = Genres, compared with others
picture-less = less
picture-more = more
picture-map = You on the map of films

problem-picture = I could not draw the picture for this just now. Please try again later.
