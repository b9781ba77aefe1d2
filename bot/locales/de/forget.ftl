# /forget: jemanden vergessen.

forget-question = <b>Soll ich alles löschen, was ich über dich gespeichert habe?</b>
forget-ratings = • { $count ->
        [one] { $count } Bewertung
       *[other] { $count } Bewertungen
    }
forget-watchlist = • { $count ->
        [one] { $count } Film auf deiner Merkliste
       *[other] { $count } Filme auf deiner Merkliste
    }
forget-marks = • { $count ->
        [one] { $count } Film, den du als gesehen, nicht gesehen oder nichts für dich markiert hast
       *[other] { $count } Filme, die du als gesehen, nicht gesehen oder nichts für dich markiert hast
    }
forget-imports = • { $count ->
        [one] { $count } importierte Datei
       *[other] { $count } importierte Dateien
    }
forget-nights = • { $count ->
        [one] { $count } Filmabend mit deiner Stimme
       *[other] { $count } Filmabende mit deinen Stimmen
    }
forget-rest = • was dazugehört: deine Sprache, jede Änderung einer Bewertung, was ich dir gezeigt und was ich dich gefragt habe
forget-warning = Das lässt sich nicht rückgängig machen. Mit /export bekommst du vorher eine Kopie.
forget-nothing = Ich habe nichts über dich gespeichert, also gibt es nichts zu löschen.
forget-kept = Es wurde nichts gelöscht.
forgotten = <b>Ich habe alles gelöscht, was ich über dich gespeichert hatte:</b>
forgotten-begin-again = Mein nächstes Training weiß davon nichts mehr. Falls du neu anfangen willst: /start

button-forget = 🗑 Alles löschen
button-keep = Alles behalten

toast-forgotten = Gelöscht
toast-forget-changed = Das hat sich seitdem geändert. Bitte sieh noch einmal hin.
