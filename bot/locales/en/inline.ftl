# Inline mode: what is offered while somebody types the bot's name in any chat, and what is sent.

inline-predicted = { $stars } for you
inline-given = you gave it { $stars }
inline-average =
    { $stars } on average, from { $count ->
        [one] { $count } rating
       *[other] { $count } ratings
    }

button-inline-open = See it and rate it
button-inline-begin = Films for my taste
button-inline-rate = Rate a few films, and I choose for you
