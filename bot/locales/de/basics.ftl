# /start, /cancel und die Antwort auf alles, was kein Befehl ist.

start-welcome = Hallo { $name }! Gib ein paar Filmen, die du kennst, Sterne, und ich finde dir andere, die dir gefallen werden.
start-again =
    Hallo { $name }, da bist du ja wieder! Ich kenne { $count ->
        [one] { $count } Bewertung
       *[other] { $count } Bewertungen
    } von dir. Suchen wir etwas zum Ansehen, oder bewertest du noch ein paar?
start-group = Hallo { $name }! Ich finde Filme anhand der Sterne, die jemand vergibt. Lernen wir uns im privaten Chat kennen; hier finde ich mit /movienight einen Film für euch alle und antworte auf /recommend und /rate.

button-start-begin = ★ Los geht’s
button-start-go-on = ★ Mehr Filme bewerten
button-start-private = Privaten Chat öffnen

cancelled = Abgebrochen.
cancelled-nothing = Es gibt nichts abzubrechen.
unknown-command = Diesen Befehl kenne ich nicht. /help zeigt, was ich kann.
forwarded-command = Ein weitergeleiteter Befehl bewirkt nichts: Er muss ja nicht von dir sein. Schick ihn bitte selbst.
only-text = Ich lese nur Text. Schick mir einen Filmtitel oder /help.

said-thanks = Gern! /recommend findet dir einen Film.
said-stop = In Ordnung. Wann immer du magst: ein Filmtitel oder /recommend.
