# Which kind of films: in words and by buttons.

filter-without = no { $genre }
filter-since = from { $year } on
filter-until = up to { $year }
filter-decade = { $year }s
filter-popularity-1 = little known
filter-popularity-2 = less known
filter-popularity-3 = fairly known
filter-popularity-4 = well known
filter-popularity-5 = everybody knows
filter-gems = hidden gems
filter-like = like { $film }
filter-surprise = a surprise

filter-title = <b>What kind of film?</b>
filter-anything = Any film
filter-count =
    { $count ->
        [one] { $count } film fits
       *[other] { $count } films fit
    }
filter-hint-genres = Press a genre once for films with it, twice for films without it.
filter-hint-years = Press a decade, or two for everything between them.
filter-hint-popularity = How well known? Left: little known, right: everybody knows.
filter-hint-popularity-chosen = How well known? <b>{ $step }</b>. Press it again for any.

filter-none = No film I can show you is all of this:
filter-no-more = That was every film I have for you that is all of this:
filter-films-end = My films end in { $year }.
filter-drop-one = Give one of these up?

filter-unknown = I do not know “{ $words }” as a kind of film. Try it like this: <code>/recommend comedy 90s -horror</code>
filter-left-out = I did not understand “{ $words }” and left it out; ⚙ Filter shows what I can look for.
problem-years-never = No year fits all that. Please name the years like this: 1990-1999

button-filter-genres = Genres
button-filter-years = Years
button-filter-popularity = Fame
button-filter-clear = Clear
button-filter-done = ✓ Show
button-filter-drop =
    Drop “{ $condition }” ({ $count ->
        [one] { $count } film
       *[other] { $count } films
    })
button-like-film = ≈ Films like { $film }
