# /privacy.

privacy-kept =
    <b>What becomes of your ratings</b>
    I keep them for your own recommendations. /export gives you a copy, /forget deletes everything.
privacy-contributing = Besides, I learn from everybody's ratings which films are alike, from yours too. Nobody sees who gave what.
privacy-opted-out = I do not learn from them for others: from the next training on they are left out. Your own recommendations stay as good.

button-privacy-out = Do not learn from my ratings
button-privacy-in = You may learn from my ratings

toast-privacy-out = From my next training on, I leave your ratings out
toast-privacy-in = Thank you! My next training may learn from them
