# /models und /rollback.

models-title = <b>Modelle</b>, das neueste zuerst
models-none = Für diese Filme wurde noch kein Modell trainiert. /retrain trainiert eins.
models-serving = im Dienst
models-retired = aufgehoben
models-rejected = abgelehnt
models-pruned = Datei gelöscht
models-lost = Datei fehlt oder ist beschädigt
models-figures =
    { $count ->
        [one] { $count } Bewertung
       *[other] { $count } Bewertungen
    }, { $figures }
models-random-split = RMSE { $rmse } auf zufälligen Bewertungen, die leichter sind
models-more =
    { $count ->
        [one] und { $count } älteres
       *[other] und { $count } ältere
    }
models-back = /rollback geht zum vorigen zurück, /rollback { $number } zu Modell { $number }.
rolled-back = ↩ <b>Modell { $number }</b> vom { $when } dient wieder.

problem-rollback-none = Es gibt kein älteres Modell, zu dem ich zurück könnte. /models zeigt, welche es gibt.
problem-rollback-unknown = Modell { $number } wurde abgelehnt, gelöscht oder war nie da. /models zeigt, welche es gibt.
problem-rollback-damaged = Die Datei von Modell { $number } ist beschädigt, also dient weiter, was bisher diente. /models zeigt die anderen.
problem-rollback-usage = Welches Modell? Zum Beispiel: /rollback 3
problem-rollback-training = Gerade läuft ein Training, das mit dem Modell im Dienst verglichen wird. Warte darauf, oder brich es erst ab: /retrain cancel
