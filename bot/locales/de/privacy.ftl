# /privacy.

privacy-kept =
    <b>Was aus deinen Bewertungen wird</b>
    Ich behalte sie für deine eigenen Empfehlungen. /export gibt dir eine Kopie, /forget löscht alles.
privacy-contributing = Außerdem lerne ich aus den Bewertungen von allen, welche Filme sich ähneln, auch aus deinen. Niemand sieht, wer was gegeben hat.
privacy-opted-out = Für andere lerne ich nichts daraus: Ab dem nächsten Training bleiben sie außen vor. Deine eigenen Empfehlungen bleiben so gut wie bisher.

button-privacy-out = Lerne nicht aus meinen Bewertungen
button-privacy-in = Du darfst aus meinen Bewertungen lernen

toast-privacy-out = Ab meinem nächsten Training bleiben deine Bewertungen außen vor
toast-privacy-in = Danke! Mein nächstes Training darf daraus lernen
