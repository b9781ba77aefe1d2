# /recommend и /similar, и почему модели нет.

recommend-nothing-left = Ты рассказал(а) мне обо всех фильмах, которые я знаю. Больше советовать нечего!

# Её ещё не обучали, она обучается или обучение не удалось.
model-none = У меня пока нет модели вкусов.
model-training = Я ещё учусь на оценках других людей; это займёт около минуты.
model-failed = Последнее обучение не удалось, поэтому модели вкусов у меня сейчас нет.
problem-similar-model-none = { model-none } Спроси меня, пожалуйста, позже.
problem-similar-model-training = { model-training } Спроси меня, пожалуйста, чуть позже.
problem-similar-model-failed = { model-failed } Спроси меня, пожалуйста, позже.

similar-which-film = На какой фильм должно быть похоже? Пришли его название.
similar-nothing = { $film } ещё никто не оценил, поэтому не могу сказать, что на него похоже.
similar-doubt =
    <i>Его оценили всего { $count ->
        [one] { $count } раз
        [few] { $count } раза
       *[many] { $count } раз
    }: не принимай похожее слишком всерьёз.</i>
