# Меню команд и то, что написано в профиле бота.

about-short = Узнаю по твоим звёздам, какие фильмы тебе нравятся, и нахожу другие, которые тебе ещё не попадались.

command-rate = оценить фильм: /rate Heat 4.5
command-recommend = фильмы, которые тебе ещё не попадались
command-similar = фильмы, похожие на другой: /similar Heat
command-movienight = фильм для всей компании
command-ratings = все твои оценки
command-watchlist = фильмы, которые хочется посмотреть
command-profile = портрет твоего вкуса
command-export = твои оценки и список в файлах
command-forget = удалить всё, что я о тебе знаю
command-import = перенести оценки из Letterboxd, IMDb, MovieLens
command-language = на каком языке мне говорить
command-privacy = что происходит с твоими оценками
command-cancel = забыть мой последний вопрос
command-help = что я умею
