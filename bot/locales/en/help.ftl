# /help.

help-begin = Send me the title of a film in private, and you see its card; with stars behind it, <code>Heat 4.5</code>, it is rated at once. Typing slips are fine, and a year tells remakes apart: <code>King Kong 1933</code>. Below are three examples to tap.
help-inline = In any other chat, <code>@{ $bot } heat</code> shares a film.
help-films = I know films and no series, and none made after { $year }.
help-data = <i>Films and ratings: MovieLens, GroupLens Research.</i>

# What one could write behind /recommend: whoever taps gets what these words find.
example-like = like { $film }
example-kind = comedy 90s
