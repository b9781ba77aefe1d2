# /import, and files that people send.

import-how =
    Send me a file with your films and I take them over: ratings, films you have seen, your watchlist. You see what it would change before anything changes.

    • <b>Letterboxd</b>: letterboxd.com/settings/data, “Export your data”. Send me the zip as it is, or one of its csv files.
    • <b>IMDb</b>: imdb.com, “Your ratings”, “Export”; the same works for your watchlist and lists.
    • <b>MovieLens</b>: movielens.org, the csv of your ratings or of your wishlist from “import / export”.
    • <b>Trakt, Simkl, Movary, TMDB</b>: a csv of your ratings, of what you have seen or want to see.
    • <b>From me</b>: what /export has given you.

    A csv file or a zip of some, up to { $megabytes } MB and { $rows } lines.
import-waits = A file of yours waits for your word.
import-private = Send me the file in private; there you see what it would change.
import-reading = I am reading { $name } …
import-queued = Files of others come first, then I read { $name } …
import-broken-off = I could not finish reading { $name }.
import-unnamed = your file
import-own = from me
import-other = of unknown origin
import-untitled = a film without a title
import-which-kind = { $name } does not say what its films are. Have you seen them, or do you want to?
import-which-scale = Is it a list of films? I do not know where { $name } comes from. If it is: what is the best rating there can be, 5 or 10?
import-films-or-not = Is it a list of films? I do not know where { $name } comes from; its ratings go up to { $top }.

# The preview. A line each, below one another.
import-title = <b>{ $name }</b> · { $source }
import-recognized =
    { $count ->
        [one] I recognized { $found } of { $count } film.
       *[other] I recognized { $found } of { $count } films.
    }
import-none-known =
    { $count ->
        [one] I do not know the { $count } film in it.
       *[other] I know none of the { $count } films in it.
    }
import-added =
    { $count ->
        [one] ★ { $count } new rating
       *[other] ★ { $count } new ratings
    }
import-updated =
    { $count ->
        [one] ↻ { $count } rating that an earlier file had otherwise
       *[other] ↻ { $count } ratings that an earlier file had otherwise
    }
import-seen =
    { $count ->
        [one] 👁 { $count } film marked as seen
       *[other] 👁 { $count } films marked as seen
    }
import-wanted =
    { $count ->
        [one] 🔖 { $count } film on your watchlist
       *[other] 🔖 { $count } films on your watchlist
    }
import-kept =
    { $count ->
        [one] ✋ { $count } film stays as you have told me yourself
       *[other] ✋ { $count } films stay as you have told me yourself
    }
import-unchanged =
    { $count ->
        [one] ✓ { $count } film I know like that already
       *[other] ✓ { $count } films I know like that already
    }
import-nothing-new = Nothing in it is new to me.
import-likely =
    { $count ->
        [one] ≈ { $count } film I know by a similar title only, and take when you say so:
       *[other] ≈ { $count } films I know by a similar title only, and take when you say so:
    }
import-unsure =
    { $count ->
        [one] ❓ { $count } film that may be one of several
       *[other] ❓ { $count } films that may each be one of several
    }
import-unknown =
    { $count ->
        [one] ✕ { $count } film I do not have
       *[other] ✕ { $count } films I do not have
    }
import-refused =
    { $count ->
        [one] − { $count } film that none of my guesses fits
       *[other] − { $count } films that none of my guesses fits
    }
import-left-out =
    { $count ->
        [one] { $count } line is left out:
       *[other] { $count } lines are left out:
    }
import-in-part =
    { $count ->
        [one] { $count } line counts only in part:
       *[other] { $count } lines count only in part:
    }
import-fault-series = series, episodes or games
import-fault-no-film = neither a title nor an id
import-fault-stars = no rating I can read
import-fault-status = neither rated nor seen nor wanted
import-fault-fields = broken, too few or too many fields
import-fault-year = no year I can read
import-fault-date = no date I can read
import-lines =
    { $count ->
        [one] line { $lines }
       *[other] lines { $lines }
    }
import-scale = I read its ratings on a scale up to { $top }: { $top } becomes ★5, { $half } becomes ★2.5.
import-unread =
    { $count ->
        [one] { $count } file in the zip I could not read: { $names }
       *[other] { $count } files in the zip I could not read: { $names }
    }
import-guessed-letters = The file does not say how its letters are written; I took it for Windows-1252. Accents may be wrong.
import-replaces = The file you sent before waits no longer. Several at once go together in a zip.

# The films in doubt.
import-doubt = { $place } of { $total }: in your file { $film } · { $said }
import-doubt-which = Which film is it?
import-doubt-right = Is this the film?
import-said-seen = seen
import-said-wanted = to watch

# Afterwards.
import-done = Done, imported:
import-already = You have imported this very file already:
import-cancelled = Dropped. Nothing was imported.
import-undone = Taken back:
import-undone-ratings =
    { $count ->
        [one] { $count } rating is as it was before.
       *[other] { $count } ratings are as they were before.
    }
import-undone-marks =
    { $count ->
        [one] { $count } film is no longer marked as seen or wanted because of it.
       *[other] { $count } films are no longer marked as seen or wanted because of it.
    }
import-undone-kept =
    { $count ->
        [one] { $count } rating you have changed since stays.
       *[other] { $count } ratings you have changed since stay.
    }
import-undone-nothing = There was nothing to take back.

button-import-show = Show it
button-import-private = To our private chat
button-import-seen = I have seen them
button-import-wanted = I want to see them
button-import-rated = Films, rated up to { $top }
button-import-apply =
    { $count ->
        [one] Import { $count } film
       *[other] Import { $count } films
    }
button-import-likely =
    { $count ->
        [one] Take the { $count } similar one too
       *[other] Take the { $count } similar ones too
    }
button-import-check =
    { $count ->
        [one] Check { $count } doubtful film
       *[other] Check { $count } doubtful films
    }
button-import-unknown =
    { $count ->
        [one] See { $count } film I lack
       *[other] See { $count } films I lack
    }
button-import-none = None of these
button-import-overview = Overview
button-import-cancel = Cancel
button-import-undo = Undo the import

problem-import-gone = That file waits no longer. Please send it once more.
problem-import-lost = I cannot find that file any more. Please send it once more.
problem-import-download = Telegram did not give me that file. Please send it once more.
problem-import-empty = This file is empty.
problem-import-too-large = This file is larger than { $megabytes } MB, more than I can take.
problem-import-too-many-rows = This file has more than { $rows } lines, more than I can take.
problem-import-too-often = You have taken over { $count } files within a day; that is as many as I can take. Please bring the next one tomorrow.
problem-import-too-many-wait = So many people's files are waiting to be taken over that there is no room for another one. Please try again tomorrow.
problem-import-not-text = This file is not text. I read csv files, or a zip of them: /import
problem-import-unknown = I do not know this kind of list. Which ones I read: /import
problem-import-no-films = This looks like a list of books, music or games. I take films only: /import
problem-import-several-people = This file holds the ratings of several people; I need those of one person.
problem-import-nothing-left =
    { $n ->
        [one] I can use nothing in this file: its only line names no film with a rating.
       *[other] I can use nothing in this file: none of its { $n } lines names a film with a rating.
    }
problem-import-broken-lines = This file is damaged: its quotation marks do not match, for the first time in line { $line }.
problem-import-zip-damaged = This zip is damaged. Please make it anew.
problem-import-zip-encrypted = This zip is locked with a password. Please send it without one.
problem-import-zip-too-large = This zip unpacks to more than { $megabytes } MB, or is packed as no export is.
