# Filmabend: eine Gruppe findet einen Film.

night-title = 🍿 <b>Filmabend</b>
night-members = <b>Dabei ({ $count }):</b>
night-nobody-in = Noch ist niemand dabei.
night-people =
    <b>Dabei:</b> { $count ->
        [one] { $count } Person
       *[other] { $count } Leute
    }
night-films = <b>Filme:</b>
night-unseen = neu für euch alle
night-period = <b>Abstimmung:</b> { $period }
night-hint = Drück auf „Bin dabei“, wenn du mitschaust. Die Gruppe sieht deinen Namen und deine Stimme; deine Bewertungen und was ich von dir erwarte, bleiben unter uns.
night-hint-more = Filme, die jemand von euch schon gesehen hat, kann ich weglassen. Und wie lange soll die Abstimmung laufen? Für Filme wie einen schreib zum Beispiel <code>/movienight wie heat</code>
night-begun = ▶ Die Abstimmung läuft, siehe unten.
night-cancelled = ✕ Abgesagt.
night-ended = ✓ Die Abstimmung ist vorbei, siehe unten.
night-moved = 🍿 Der Filmabend geht weiter unten weiter.
night-voting =
    ▶ Die Abstimmung läuft: { $count ->
        [one] { $count } von euch hat abgestimmt
       *[other] { $count } von euch haben abgestimmt
    }. Noch { $period }

night-minutes =
    { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
night-hours =
    { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
night-days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }

night-private = Ein Filmabend ist etwas für Gruppen: Nimm mich in eine auf und schreib dort /movienight. Ich finde Filme, die euch allen gefallen sollten, und ihr stimmt ab.

# Die Filme, über die abgestimmt wird. Unter jedem Titel, durch Punkte getrennt: was für ihn spricht.
night-shortlist =
    🍿 <b>Filmabend { $id }:</b> Filme für { $count ->
        [one] { $count } Person
       *[other] euch { $count }
    }
night-unknown =
    { $count ->
        [one] { $count } von euch hat noch nichts bewertet und zählt als Durchschnitt.
       *[other] { $count } von euch haben noch nichts bewertet und zählen als Durchschnitt.
    }
night-at-least = alle dürften ihm { $stars } oder mehr geben
night-safest = der sicherste von diesen
night-stretch =
    { $count ->
        [one] für { $count } von euch gewagt
       *[other] für { $count } von euch gewagt
    }
night-seen =
    { $count ->
        [one] { $count } kennt ihn schon
       *[other] { $count } kennen ihn schon
    }
night-rule = <b>Stimmt unten ab</b>, für jeden Film, den ihr sehen würdet. Die meisten Stimmen gewinnen, bei Gleichstand der Film weiter oben. ✕ schließt einen Film aus: einmal pro Person, und niemand sieht, wer es war. Wollen die meisten keinen davon, kommen fünf andere. Ende in { $period } oder wenn alle abgestimmt haben.

night-poll = 🍿 Filmabend { $id }: Was würdet ihr sehen?
night-poll-again = 🍿 Filmabend { $id }, Runde { $round }: Was würdet ihr sehen?
night-none = Keinen davon
night-goes-on = Die Abstimmung geht hier weiter.
night-stranger = Deine Stimme bei diesem Filmabend zählt nicht: Du bist nicht dabei, und Telegram sagt mir nicht, dass du in der Gruppe bist.
night-strangers = Jemand hat abgestimmt, der nicht dabei ist und, soweit Telegram es mir sagt, auch nicht in dieser Gruppe. Solche Stimmen zählen nicht.
night-nameless = Ich sehe nicht, wer als anonymer Admin oder als Kanal abstimmt, deshalb zählt diese Stimme nicht. Bitte stimm unter deinem eigenen Namen ab; Admins schalten dafür „Anonym bleiben“ aus.
night-next-none = Die meisten von euch wollen keinen davon. Hier sind andere:
night-next-vetoed = Alle diese Filme wurden ausgeschlossen. Hier sind andere:

night-decided = 🎬 Heute seht ihr { $film }!
night-votes =
    { $count ->
        [one] { $votes } von { $count }, die abgestimmt hat, würde ihn sehen.
       *[other] { $votes } von { $count }, die abgestimmt haben, würden ihn sehen.
    }
night-why-votes = Er hat die meisten Stimmen.
night-why-tie = Es war Gleichstand; er stand weiter oben auf der Liste.
night-why-no-votes = Niemand hat abgestimmt, also der erste auf meiner Liste, den niemand ausgeschlossen hat.
night-why-rounds = Keine Liste hat euch überzeugt, also der beste aus allen Runden.
night-ruled-out = <b>Ausgeschlossen:</b>
night-tomorrow = Morgen frage ich alle von euch privat, wie er war. Wer mir noch nie geschrieben hat, startet vorher einen Chat mit mir, sonst darf ich nicht.
night-no-film = Ich habe keinen Film mehr, den ihr nicht ausgeschlossen habt. Versucht es mit anderen Wünschen: /movienight
night-not-allowed = Ich darf hier keine Umfragen senden und habe den Abend deshalb abgesagt. Erlaub es mir und fang neu an: /movienight

# Am Morgen danach, privat.
morning = Wie war { $film } am Filmabend?
morning-rated = { $stars } für { $film }. Danke, das zählt für deine nächsten Empfehlungen und Filmabende.
morning-skipped = Du hast { $film } nicht gesehen. Er zählt nicht.

# /movienight history.
night-history = 🍿 <b>Eure Filmabende</b>
night-history-empty = Hier gab es noch keinen Filmabend: /movienight
night-history-mean =
    im Schnitt { $stars }, von { $answers } der { $count ->
        [one] { $count } Person
       *[other] { $count } Leute
    }
night-history-few =
    { $answers } von { $count ->
        [one] { $count } Person
       *[other] { $count } Leuten
    } haben mir gesagt, wie er war; ab drei zeige ich den Schnitt

button-night-join = 🙋 Bin dabei
button-night-leave = 👋 Bin raus
button-night-rate = ★ Erst ein paar Filme bewerten
button-night-period = ⏱ Dauer
button-night-start = ▶ Abstimmen
button-night-cancel = ✕ Absagen
button-night-more = Mehr
button-night-unseen = Neu für uns alle
button-night-unlike = ✕ wie { $film }
button-night-done = ✓ Fertig
button-night-for-me = 🔮 Was gäbe ich?
button-night-close = ⏹ Beenden
button-night-chat = 💬 Chat mit mir
button-morning-skip = Ich habe ihn nicht gesehen
button-morning-change = Ändern

toast-night-joined = Du bist dabei. Die Gruppe sieht deinen Namen und deine Stimme; deine Bewertungen und was ich von dir erwarte, bleiben unter uns.
toast-night-in-already = Du bist schon dabei.
toast-night-left = Du bist raus.
toast-night-out-already = Du bist nicht dabei.
toast-night-cancelled = Abgesagt
toast-night-changed = Geändert
toast-night-for-me =
    Das siehst nur du. Ich erwarte von dir:
    { $stars }
toast-night-average =
    Das siehst nur du. Deinen Geschmack kenne ich noch nicht; im Schnitt geben die Leute:
    { $stars }
toast-night-veto = Ausgeschlossen: { $film }. Niemand sieht, dass du es warst. Noch einmal drücken nimmt es zurück.
toast-night-unveto = Wieder im Rennen: { $film }
toast-night-closing = Ich zähle die Stimmen.
toast-morning-saved = { $stars } gespeichert
toast-morning-skipped = Notiert

problem-night-gone = Dieser Filmabend ist vorbei. Ein neuer: /movienight
problem-night-voting = Die Abstimmung läuft schon; das lässt sich nicht mehr ändern.
problem-night-over = Diese Abstimmung ist vorbei.
problem-night-rights = Das kann nur, wer den Abend eröffnet hat, oder ein Admin der Gruppe.
problem-night-members = Das können nur die ändern, die dabei sind. Drück zuerst auf „Bin dabei“.
problem-night-full = Für mehr Leute kann ich keinen Film finden: { $count } sind das Höchste.
problem-night-empty = Noch ist niemand dabei. Drück zuerst auf „Bin dabei“.
problem-night-too-many = Das waren genug Filmabende für einen Tag. Fragt mich morgen wieder.
problem-night-no-films = Ich finde keinen passenden Film für euch alle. Verzichtet auf einen Wunsch und versucht es noch einmal.
problem-night-like-model = Welche Filme sich ähneln, kann ich noch nicht sagen. Bitte versuch es später noch einmal.
problem-veto-used = Du hast in jeder Runde ein Veto, und es liegt auf { $film }. Nimm es dort zuerst zurück.
problem-morning-gone = Diesen Abend kenne ich nicht mehr.
