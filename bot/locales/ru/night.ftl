# Киновечер: компания находит один фильм.

night-title = 🍿 <b>Киновечер</b>
night-members = <b>Участвуют ({ $count }):</b>
night-nobody-in = Пока никого нет.
night-people =
    <b>Участвуют:</b> { $count ->
        [one] { $count } человек
        [few] { $count } человека
       *[many] { $count } человек
    }
night-films = <b>Фильмы:</b>
night-unseen = новые для всех вас
night-period = <b>Голосование:</b> { $period }
night-hint = Нажми «Я с вами», если смотришь вместе со всеми. Группе видны твоё имя и голос; твои оценки и мой прогноз для тебя останутся между нами.
night-hint-more = То, что кто-то из вас уже видел, можно не предлагать. И сколько продлится голосование? Чтобы найти похожие на какой-то фильм, напиши, например: <code>/movienight как heat</code>
night-begun = ▶ Голосование идёт, смотрите ниже.
night-cancelled = ✕ Отменён.
night-ended = ✓ Голосование окончено, смотрите ниже.
night-moved = 🍿 Киновечер продолжается ниже.
night-voting =
    ▶ Голосование идёт: { $count ->
        [one] есть { $count } голос
        [few] есть { $count } голоса
       *[many] есть { $count } голосов
    }. Осталось: { $period }

night-minutes =
    { $count ->
        [one] { $count } минута
        [few] { $count } минуты
       *[many] { $count } минут
    }
night-hours =
    { $count ->
        [one] { $count } час
        [few] { $count } часа
       *[many] { $count } часов
    }
night-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дня
       *[many] { $count } дней
    }

night-private = Киновечер — для групп: добавь меня в группу и напиши там /movienight. Я найду фильмы, которые должны понравиться всем, а вы проголосуете.

# Фильмы для голосования. Под каждым названием, через точку: что говорит в его пользу.
night-shortlist =
    🍿 <b>Киновечер { $id }:</b> фильмы на { $count ->
        [one] { $count } человека
        [few] { $count } человека
       *[many] { $count } человек
    }
night-unknown =
    { $count ->
        [one] { $count } из вас ещё ничего не оценил, поэтому считаю вкус средним.
        [few] { $count } из вас ещё ничего не оценили, поэтому считаю их вкус средним.
       *[many] { $count } из вас ещё ничего не оценили, поэтому считаю их вкус средним.
    }
night-at-least = все, скорее всего, дадут { $stars } или больше
night-safest = самый надёжный из них
night-stretch =
    { $count ->
        [one] для { $count } из вас — на любителя
        [few] для { $count } из вас — на любителя
       *[many] для { $count } из вас — на любителя
    }
night-seen =
    { $count ->
        [one] уже видел { $count }
        [few] уже видели { $count }
       *[many] уже видели { $count }
    }
night-rule = <b>Голосуйте ниже</b> за все фильмы, которые готовы смотреть. Побеждает тот, у кого больше голосов, а при равенстве — тот, что выше в списке. ✕ вычёркивает фильм: один на человека, и никто не видит, кто это был. Если большинство не хочет ни одного, будут пять других. Конец — когда проголосуют все, или когда выйдет время: { $period }.

night-poll = 🍿 Киновечер { $id }: что готовы смотреть?
night-poll-again = 🍿 Киновечер { $id }, раунд { $round }: что готовы смотреть?
night-none = Ничего из этого
night-goes-on = Голосование продолжается здесь.
night-stranger = Твой голос в этом киновечере не засчитан: ты не участвуешь, и Telegram не говорит мне, что ты есть в группе.
night-strangers = Проголосовал кто-то, кто не участвует и, насколько говорит Telegram, не состоит в этой группе. Такие голоса не считаются.
night-nameless = Мне не видно, кто голосует как анонимный админ или от имени канала, поэтому такой голос не считается. Проголосуй от своего имени; админам для этого нужно отключить «Анонимность».
night-next-none = Большинство из вас не хочет ни одного из этих. Вот другие:
night-next-vetoed = Все эти фильмы вычеркнуты. Вот другие:

night-decided = 🎬 Сегодня вы смотрите { $film }!
night-votes =
    { $count ->
        [one] За него { $votes } из { $count } голосовавшего.
        [few] За него { $votes } из { $count } голосовавших.
       *[many] За него { $votes } из { $count } голосовавших.
    }
night-why-votes = У него больше всего голосов.
night-why-tie = Голосов поровну, но он выше в списке.
night-why-no-votes = Никто не голосовал, поэтому это первый в моём списке, который никто не вычеркнул.
night-why-rounds = Ни один список вас не убедил, поэтому это лучший из всех раундов.
night-ruled-out = <b>Вычеркнуто:</b>
night-tomorrow = Завтра спрошу каждого из вас в личке, как он вам. Если мы ещё не переписывались, начни чат со мной, иначе мне нельзя.
night-no-film = Не осталось ни одного фильма, который вы не вычеркнули. Попробуйте с другими пожеланиями: /movienight
night-not-allowed = Мне нельзя отправлять сюда опросы, поэтому вечер отменён. Разреши мне это и начни заново: /movienight

# На следующее утро, в личке.
morning = Как тебе { $film } на киновечере?
morning-rated = { $film }: { $stars }. Спасибо, учту в следующих рекомендациях и киновечерах.
morning-skipped = { $film }: просмотра не было. Не учитываю.

# /movienight history.
night-history = 🍿 <b>Ваши киновечера</b>
night-history-empty = Здесь ещё не было киновечеров: /movienight
night-history-mean =
    в среднем { $stars }, ответы: { $answers } из { $count ->
        [one] { $count } человека
        [few] { $count } человек
       *[many] { $count } человек
    }
night-history-few =
    как он вам, знаю от { $answers } из { $count ->
        [one] { $count } человека
        [few] { $count } человек
       *[many] { $count } человек
    }; среднее показываю от трёх ответов

button-night-join = 🙋 Я с вами
button-night-leave = 👋 Без меня
button-night-rate = ★ Сначала оценить фильмы
button-night-period = ⏱ Время
button-night-start = ▶ Голосовать
button-night-cancel = ✕ Отменить
button-night-more = Ещё
button-night-unseen = Новые для всех
button-night-unlike = ✕ как { $film }
button-night-done = ✓ Готово
button-night-for-me = 🔮 А моя оценка?
button-night-close = ⏹ Закончить
button-night-chat = 💬 Чат со мной
button-morning-skip = Просмотра не было
button-morning-change = Изменить

toast-night-joined = Ты в списке. Группе видны твоё имя и голос; твои оценки и мой прогноз для тебя останутся между нами.
toast-night-in-already = Ты уже в списке.
toast-night-left = Тебя больше нет в списке.
toast-night-out-already = Тебя и так нет в списке.
toast-night-cancelled = Отменён
toast-night-changed = Изменено
toast-night-for-me =
    Это видно только тебе. Мой прогноз для тебя:
    { $stars }
toast-night-average =
    Это видно только тебе. Твоего вкуса я ещё не знаю; в среднем люди ставят:
    { $stars }
toast-night-veto = Вычеркнут: { $film }. Никто не видит, кто это сделал. Нажми ещё раз, чтобы вернуть.
toast-night-unveto = Снова в списке: { $film }
toast-night-closing = Считаю голоса.
toast-morning-saved = { $stars } — записано
toast-morning-skipped = Учту

problem-night-gone = Этот киновечер закончился. Новый: /movienight
problem-night-voting = Голосование уже идёт, этого больше не изменить.
problem-night-over = Это голосование закончилось.
problem-night-rights = Это может только тот, кто открыл вечер, или администратор группы.
problem-night-members = Это могут менять только участники. Сначала нажми «Я с вами».
problem-night-full = Больше людей мне не вместить: { $count } — это предел.
problem-night-empty = Пока никого нет. Сначала нажми «Я с вами».
problem-night-too-many = На сегодня киновечеров хватит. Спросите меня завтра.
problem-night-no-films = Не нахожу фильма, который подошёл бы всем. Откажитесь от какого-нибудь пожелания и попробуйте ещё раз.
problem-night-like-model = Пока не могу сказать, какие фильмы похожи. Попробуй, пожалуйста, позже.
problem-veto-used = В каждом раунде у тебя одно вето, и оно на фильме { $film }. Сначала сними его там.
problem-morning-gone = Этого вечера я больше не помню.
