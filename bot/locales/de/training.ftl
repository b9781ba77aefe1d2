# /retrain: wie ein Training läuft und was daraus wurde.

training-title = <b>Training { $number }</b> läuft
training-title-again = <b>Training { $number }</b>, nach einem Neustart noch einmal begonnen
training-joined = Es läuft schon; du siehst jetzt mit, wie es vorangeht.
training-collects = Ich sammle die Bewertungen von allen.
training-how-to-cancel = Das dauert eine Weile, und alle werden solange weiter bedient. /retrain cancel bricht es ab.
training-step = { $phase }: Schritt { $step } von { $total }
training-phase-validation = Sterne, ein Teil zurückgehalten
training-phase-twin = Listen, ein Teil zurückgehalten
training-phase-model = Sterne, aus allen Bewertungen
training-phase-ranking = Listen, aus allen Bewertungen
training-phase-reference = Sterne, nur aus den Filmdaten
training-phase-reference-ranking = Listen, nur aus den Filmdaten
training-phase-judging = Vergleich
training-loss = Verlust { $loss }
training-rmse = RMSE auf dem Zurückgehaltenen { $rmse }
training-seconds-left =
    noch etwa { $count ->
        [one] { $count } Sekunde
       *[other] { $count } Sekunden
    }
training-minutes-left =
    noch etwa { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
training-over = <b>Training { $number }</b> ist zu Ende.
training-was-cancelled = <b>Training { $number }</b> wurde abgebrochen.

training-promoted = ✅ <b>Ab jetzt dient Modell { $model }.</b>
training-rejected = ❌ <b>Modell { $model } wurde abgelehnt.</b>
training-first = Es ist das erste für diese Filme. RMSE auf dem Zurückgehaltenen: { $rmse }.
training-nothing-changed = Was bisher diente, dient weiter.
training-cancelled = Das Training ist abgebrochen. Was bisher diente, dient weiter.
training-not-cancelled = Es läuft kein Training, das sich abbrechen ließe.
training-failed-memory = ⚠️ <b>Training { $number } brauchte zu viel Speicher</b> und wurde beendet. RETRAIN_MEMORY sagt, wie viel es darf.
training-failed-time = ⚠️ <b>Training { $number } dauerte zu lange</b> und wurde beendet. RETRAIN_TIME sagt, wie lange es darf.
training-failed-data = ⚠️ <b>Training { $number } ist gescheitert:</b> Die Bewertungen ließen sich nicht lesen oder sind zu wenige. Das Log sagt mehr.
training-failed-storage = ⚠️ <b>Training { $number } ist gescheitert:</b> Die Datenbank war nicht benutzbar. Das Log sagt mehr.
training-failed-model = ⚠️ <b>Training { $number } ist gescheitert:</b> Sein Prozess starb oder kam zu keinem Modell. Das Log sagt mehr.
training-failed-bug = ⚠️ <b>Training { $number } ist gescheitert</b>, durch einen Fehler von mir. Das Log sagt mehr.
training-failed-forgotten = ⚠️ <b>Training { $number } wurde aufgegeben:</b> Dreimal nacheinander wurden Leute vergessen, von denen es gelernt hatte. Das nächste ist ohne sie.
training-failed-cut-off = ⚠️ <b>Training { $number } wurde unterbrochen</b> wie schon die davor, also fange ich es nicht gleich noch einmal an. Vielleicht hat die Maschine zu wenig Speicher. /retrain beginnt eins.
training-ratings =
    Gelernt aus { $count ->
        [one] { $count } Bewertung
       *[other] { $count } Bewertungen
    }
training-people =
    { $count ->
        [one] darunter die von { $count } Person dieses Bots
       *[other] darunter die von { $count } Personen dieses Bots
    }
training-left-out = Ausgelassen: { $what }
training-why-rejected = Warum:
training-changes = Am meisten haben neue Bewertungen geändert:

left-out-unknown-film =
    { $count ->
        [one] { $count } Bewertung eines Films, den ich nicht habe
       *[other] { $count } Bewertungen von Filmen, die ich nicht habe
    }
left-out-few =
    { $count ->
        [one] { $count } Person mit zu wenigen Bewertungen
       *[other] { $count } Personen mit zu wenigen Bewertungen
    }
left-out-one-star =
    { $count ->
        [one] { $count } Person, die immer gleich viele Sterne gibt
       *[other] { $count } Personen, die immer gleich viele Sterne geben
    }
left-out-fast =
    { $count ->
        [one] { $count } Person, schneller als jede Hand
       *[other] { $count } Personen, schneller als jede Hand
    }
left-out-copy =
    { $count ->
        [one] { $count } Kopie von jemand anderem
       *[other] { $count } Kopien von jemand anderem
    }
left-out-person-cap =
    { $count ->
        [one] { $count } Bewertung über dem Gewicht einer Person
       *[other] { $count } Bewertungen über dem Gewicht einer Person
    }
left-out-film-cap =
    { $count ->
        [one] { $count } Bewertung von Neulingen über dem Anteil eines Films
       *[other] { $count } Bewertungen von Neulingen über dem Anteil eines Films
    }

against-champion = das Modell im Dienst
against-reference = nur MovieLens
among-everybody = alle
among-dataset = MovieLens-Nutzer
among-people = Leute dieses Bots
check-rmse = RMSE schlechter um
check-ndcg = nDCG@10 schlechter um
check-means = RMSE besser als bloße Mittelwerte um
check-popularity = nDCG@10 besser als Beliebtheit um
check-coverage = Verschiedene Filme in Listen
check-finite = Vorhersagen, die keine Zahl sind
check-sequels = Fortsetzungen nahe beieinander
check-films = Filme zu wenig oder zu viel
check-size = Datei
reason-at-most = • { $check } { $value }, höchstens { $limit }
reason-at-least = • { $check } { $value }, mindestens { $limit }

picture-model-serves = Modell { $number } dient
picture-model-rejected = Modell { $number } wurde abgelehnt
picture-curves = Das Training, Schritt für Schritt
picture-loss = Verlust
picture-validation = RMSE auf dem Zurückgehaltenen
picture-duels = Das neue Modell | das andere
picture-worse = zu schlecht
picture-better = besser
picture-changes = Was die neuesten Bewertungen geändert haben
picture-would-change = Was die neuesten Bewertungen geändert hätten
picture-new-ratings = { $count } neu
picture-no-changes = Kein Film hat neue Bewertungen.

problem-admins-only = Das dürfen leider nur meine Admins.
problem-retrain-usage = /retrain beginnt ein Training, /retrain cancel bricht es ab.
problem-retrain-busy = Ein anderes Programm trainiert gerade auf meiner Datenbank. Bitte versuch es danach noch einmal.
