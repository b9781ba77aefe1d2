# /stats.

stats-title = <b>Wie es mir geht</b>, { $up } nach dem Start
stats-people = Leute: { $people } · in den letzten 24 Stunden { $active } · mit Bewertungen { $raters }
stats-ratings = Bewertungen: { $ratings } · noch nicht gelernt { $new }
stats-days = Je 24 Stunden, die jüngsten zuletzt: { $days }
stats-replies = Antwort in ms: Median { $median } · 95 % { $p95 } · 99 % { $p99 } · längste { $worst }
stats-no-replies = Antwort in ms: noch keine gegeben
stats-queue = Wartende Nachrichten: { $queue } · erledigt { $updates } · gescheitert { $failures }
stats-unreadable = Beiseitegelegt, weil nicht lesbar: { $updates }
stats-memory = Speicher: { $memory } MB
stats-model = Modell { $number }: { $age } alt, { $figures }
stats-no-model = Modell: keins, es geht nach Beliebtheit
stats-training = Training { $number }: { $percent } % geschafft

span-minutes =
    { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
span-hours =
    { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
span-days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
