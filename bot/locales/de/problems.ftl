# Was nicht ging. Erscheint als Nachricht oder, nach einem Knopfdruck, als Hinweis: ohne HTML.

problem-nobody = Ich kann hier nicht erkennen, wer du bist. Bitte schreib unter deinem eigenen Namen oder privat.
problem-button-old = Dieser Knopf ist veraltet. Bitte frag mich noch einmal.
toast-button-of-another = Diese Knöpfe sind für jemand anderen. Frag mich selbst: /recommend
problem-star-range = Sterne gehen von ★0.5 bis ★5 in halben Schritten, zum Beispiel: /rate Heat 4.5
problem-stars-without-film = Sterne für welchen Film? Zum Beispiel: /rate Heat 4.5
problem-film-gone = Diesen Film habe ich nicht mehr.
problem-rating-gone = Diese Bewertung kenne ich nicht mehr.
problem-rating-changed = Du hast diese Bewertung seitdem geändert; mach zuerst diese Änderung rückgängig.
problem-film-rated = Du hast diesen Film seitdem bewertet.
problem-film-not-rated = Diesen Film hast du nicht bewertet.

# Fehler auf der Seite des Bots.
problem-bug = Bei mir ist etwas schiefgegangen. Bitte versuch es noch einmal.
problem-data = Meine Filmdaten lassen sich gerade nicht lesen. Bitte versuch es später noch einmal.
problem-model = Mein Geschmacksmodell ist gerade nicht brauchbar. Bitte versuch es später noch einmal.
problem-storage = Das konnte ich gerade nicht speichern; es hat sich nichts geändert. Bitte versuch es gleich noch einmal.
problem-uncertain = Meine Antwort ist vielleicht nicht angekommen: Die Verbindung brach ab, während ich sie sendete. Wenn du sie nicht siehst, frag mich bitte noch einmal.
saved-later = ⏳ Das wird gleich gespeichert: Die Datenbank ist gerade beschäftigt. Es geht nichts verloren, du musst es nicht noch einmal sagen.
problem-input = Damit kann ich nichts anfangen. /help zeigt, was ich kann.
