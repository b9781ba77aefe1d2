# /import und Dateien, die jemand schickt.

import-how =
    Schick mir eine Datei mit deinen Filmen, dann übernehme ich sie: Bewertungen, gesehene Filme, deine Merkliste. Du siehst, was sich ändern würde, bevor sich etwas ändert.

    • <b>Letterboxd</b>: letterboxd.com/settings/data, „Export your data“. Schick mir die zip-Datei, wie sie ist, oder eine csv-Datei daraus.
    • <b>IMDb</b>: imdb.com, „Deine Bewertungen“, „Exportieren“; mit Merkliste und Listen geht es genauso.
    • <b>MovieLens</b>: movielens.org, unter „import / export“ die csv-Datei deiner Bewertungen oder deiner Wunschliste.
    • <b>Trakt, Simkl, Movary, TMDB</b>: eine csv-Datei deiner Bewertungen, gesehenen oder vorgemerkten Filme.
    • <b>Von mir</b>: was /export dir gegeben hat.

    Eine csv-Datei oder mehrere in einer zip-Datei, bis { $megabytes } MB und { $rows } Zeilen.
import-waits = Eine Datei von dir wartet auf deine Entscheidung.
import-private = Schick mir die Datei privat; dort siehst du, was sie ändern würde.
import-reading = Ich lese { $name } …
import-queued = Erst kommen Dateien von anderen, dann lese ich { $name } …
import-broken-off = Ich konnte { $name } nicht zu Ende lesen.
import-unnamed = deine Datei
import-own = von mir
import-other = unbekannter Herkunft
import-untitled = ein Film ohne Titel
import-which-kind = In { $name } steht nicht, was mit den Filmen ist. Hast du sie gesehen, oder willst du sie sehen?
import-which-scale = Sind das Filme? Ich weiß nicht, woher { $name } kommt. Wenn ja: Ist die bestmögliche Bewertung darin 5 oder 10?
import-films-or-not = Sind das Filme? Ich weiß nicht, woher { $name } kommt; die Bewertungen darin gehen bis { $top }.

# Die Vorschau. Je eine Zeile, untereinander.
import-title = <b>{ $name }</b> · { $source }
import-recognized =
    { $count ->
        [one] Erkannt: { $found } von { $count } Film.
       *[other] Erkannt: { $found } von { $count } Filmen.
    }
import-none-known =
    { $count ->
        [one] Den { $count } Film darin kenne ich nicht.
       *[other] Von den { $count } Filmen darin kenne ich keinen.
    }
import-added =
    { $count ->
        [one] ★ { $count } neue Bewertung
       *[other] ★ { $count } neue Bewertungen
    }
import-updated =
    { $count ->
        [one] ↻ { $count } Bewertung, die in einer früheren Datei anders war
       *[other] ↻ { $count } Bewertungen, die in einer früheren Datei anders waren
    }
import-seen =
    { $count ->
        [one] 👁 { $count } Film als gesehen vermerkt
       *[other] 👁 { $count } Filme als gesehen vermerkt
    }
import-wanted =
    { $count ->
        [one] 🔖 { $count } Film auf deiner Merkliste
       *[other] 🔖 { $count } Filme auf deiner Merkliste
    }
import-kept =
    { $count ->
        [one] ✋ { $count } Film bleibt, wie du es mir selbst gesagt hast
       *[other] ✋ { $count } Filme bleiben, wie du es mir selbst gesagt hast
    }
import-unchanged =
    { $count ->
        [one] ✓ { $count } Film kenne ich schon genau so
       *[other] ✓ { $count } Filme kenne ich schon genau so
    }
import-nothing-new = Für mich ist nichts Neues dabei.
import-likely =
    { $count ->
        [one] ≈ { $count } Film nur an einem ähnlichen Titel erkannt; ich übernehme ihn, wenn du es sagst:
       *[other] ≈ { $count } Filme nur an einem ähnlichen Titel erkannt; ich übernehme sie, wenn du es sagst:
    }
import-unsure =
    { $count ->
        [one] ❓ { $count } Film, der einer von mehreren sein kann
       *[other] ❓ { $count } Filme, die jeweils einer von mehreren sein können
    }
import-unknown =
    { $count ->
        [one] ✕ { $count } Film, den ich nicht habe
       *[other] ✕ { $count } Filme, die ich nicht habe
    }
import-refused =
    { $count ->
        [one] − { $count } Film, zu dem keiner meiner Vorschläge passt
       *[other] − { $count } Filme, zu denen keiner meiner Vorschläge passt
    }
import-left-out =
    { $count ->
        [one] { $count } Zeile bleibt weg:
       *[other] { $count } Zeilen bleiben weg:
    }
import-in-part =
    { $count ->
        [one] { $count } Zeile zählt nur zum Teil:
       *[other] { $count } Zeilen zählen nur zum Teil:
    }
import-fault-series = Serien, Folgen oder Spiele
import-fault-no-film = weder Titel noch Kennung
import-fault-stars = keine lesbare Bewertung
import-fault-status = weder bewertet noch gesehen noch vorgemerkt
import-fault-fields = kaputt, zu wenige oder zu viele Felder
import-fault-year = kein lesbares Jahr
import-fault-date = kein lesbares Datum
import-lines =
    { $count ->
        [one] Zeile { $lines }
       *[other] Zeilen { $lines }
    }
import-scale = Die Bewertungen lese ich auf einer Skala bis { $top }: Aus { $top } wird ★5, aus { $half } wird ★2.5.
import-unread =
    { $count ->
        [one] { $count } Datei im Zip konnte ich nicht lesen: { $names }
       *[other] { $count } Dateien im Zip konnte ich nicht lesen: { $names }
    }
import-guessed-letters = Die Datei sagt nicht, wie ihre Buchstaben gespeichert sind; ich habe Windows-1252 angenommen. Umlaute und Akzente können falsch sein.
import-replaces = Die Datei, die du vorher geschickt hast, wartet nicht mehr. Mehrere auf einmal gehen zusammen in einer zip-Datei.

# Filme, bei denen Zweifel bleiben.
import-doubt = { $place } von { $total }: in deiner Datei { $film } · { $said }
import-doubt-which = Welcher Film ist das?
import-doubt-right = Ist das der Film?
import-said-seen = gesehen
import-said-wanted = vorgemerkt

# Danach.
import-done = Fertig, übernommen:
import-already = Genau diese Datei habe ich schon übernommen:
import-cancelled = Verworfen. Es wurde nichts übernommen.
import-undone = Rückgängig gemacht:
import-undone-ratings =
    { $count ->
        [one] { $count } Bewertung ist wieder wie vorher.
       *[other] { $count } Bewertungen sind wieder wie vorher.
    }
import-undone-marks =
    { $count ->
        [one] { $count } Film ist nicht mehr deswegen als gesehen oder vorgemerkt vermerkt.
       *[other] { $count } Filme sind nicht mehr deswegen als gesehen oder vorgemerkt vermerkt.
    }
import-undone-kept =
    { $count ->
        [one] { $count } Bewertung, die du seitdem geändert hast, bleibt.
       *[other] { $count } Bewertungen, die du seitdem geändert hast, bleiben.
    }
import-undone-nothing = Es gab nichts rückgängig zu machen.

button-import-show = Zeigen
button-import-private = Zum privaten Chat
button-import-seen = Ich habe sie gesehen
button-import-wanted = Ich will sie sehen
button-import-rated = Filme, bewertet bis { $top }
button-import-apply =
    { $count ->
        [one] { $count } Film übernehmen
       *[other] { $count } Filme übernehmen
    }
button-import-likely =
    { $count ->
        [one] Auch { $count } ähnlichen Film übernehmen
       *[other] Auch { $count } ähnliche Filme übernehmen
    }
button-import-check =
    { $count ->
        [one] { $count } unsicheren Film prüfen
       *[other] { $count } unsichere Filme prüfen
    }
button-import-unknown =
    { $count ->
        [one] { $count } fehlenden Film ansehen
       *[other] { $count } fehlende Filme ansehen
    }
button-import-none = Keiner davon
button-import-overview = Übersicht
button-import-cancel = Abbrechen
button-import-undo = Import rückgängig machen

problem-import-gone = Diese Datei wartet nicht mehr. Bitte schick sie noch einmal.
problem-import-lost = Diese Datei finde ich nicht mehr. Bitte schick sie noch einmal.
problem-import-download = Telegram hat mir diese Datei nicht gegeben. Bitte schick sie noch einmal.
problem-import-empty = Diese Datei ist leer.
problem-import-too-large = Diese Datei ist größer als { $megabytes } MB, das ist mir zu viel.
problem-import-too-many-rows = Diese Datei hat mehr als { $rows } Zeilen, das ist mir zu viel.
problem-import-too-often = Du hast heute schon { $count } Dateien übernommen, mehr kann ich an einem Tag nicht aufnehmen. Bitte bring die nächste morgen.
problem-import-too-many-wait = Gerade warten so viele Dateien darauf, übernommen zu werden, dass für eine weitere kein Platz ist. Bitte versuch es morgen noch einmal.
problem-import-not-text = Diese Datei ist kein Text. Ich lese csv-Dateien, auch in einer zip-Datei: /import
problem-import-unknown = So eine Liste kenne ich nicht. Welche ich lese: /import
problem-import-no-films = Das sieht nach einer Liste von Büchern, Musik oder Spielen aus. Ich nehme nur Filme: /import
problem-import-several-people = In dieser Datei stehen Bewertungen von mehreren Leuten; ich brauche die von einer Person.
problem-import-nothing-left =
    { $n ->
        [one] Mit dieser Datei kann ich nichts anfangen: Ihre einzige Zeile nennt keinen Film mit Bewertung.
       *[other] Mit dieser Datei kann ich nichts anfangen: Keine ihrer { $n } Zeilen nennt einen Film mit Bewertung.
    }
problem-import-broken-lines = Diese Datei ist beschädigt: Ihre Anführungszeichen gehen nicht auf, zum ersten Mal in Zeile { $line }.
problem-import-zip-damaged = Diese zip-Datei ist beschädigt. Bitte mach sie neu.
problem-import-zip-encrypted = Diese zip-Datei hat ein Passwort. Bitte schick sie ohne.
problem-import-zip-too-large = Diese zip-Datei wird ausgepackt größer als { $megabytes } MB oder ist gepackt wie kein Export.
