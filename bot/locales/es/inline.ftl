# Modo en línea: lo que se ofrece mientras alguien escribe el nombre del bot en cualquier chat, y lo que se envía.

inline-predicted = { $stars } para ti
inline-given = le pusiste { $stars }
inline-average =
    { $stars } de media, con { $count ->
        [one] { $count } valoración
       *[other] { $count } valoraciones
    }

button-inline-open = Verla y valorarla
button-inline-begin = Películas para mi gusto
button-inline-rate = Valora unas películas y elijo para ti
