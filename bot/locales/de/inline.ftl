# Inline-Modus: was angeboten wird, während jemand in irgendeinem Chat den Namen des Bots tippt, und was gesendet wird.

inline-predicted = { $stars } für dich
inline-given = von dir { $stars }
inline-average =
    { $stars } im Durchschnitt, aus { $count ->
        [one] { $count } Bewertung
       *[other] { $count } Bewertungen
    }

button-inline-open = Ansehen und bewerten
button-inline-begin = Filme für meinen Geschmack
button-inline-rate = Bewerte ein paar Filme, und ich wähle für dich
