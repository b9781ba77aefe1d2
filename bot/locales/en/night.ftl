# Movie night: a group finds one film.

night-title = 🍿 <b>Movie night</b>
night-members = <b>In ({ $count }):</b>
night-nobody-in = Nobody is in yet.
night-people =
    <b>In:</b> { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
night-films = <b>Films:</b>
night-unseen = new to all of you
night-period = <b>Vote:</b> { $period }
night-hint = Press “I’m in” if you watch along. The group sees your name and your vote; your ratings and what I expect of you stay between us.
night-hint-more = Films that one of you has seen can stay out. And how long may the vote go on? For films like one, write for example <code>/movienight like heat</code>
night-begun = ▶ The vote is on, see below.
night-cancelled = ✕ Called off.
night-ended = ✓ The vote is over, see below.
night-moved = 🍿 The movie night goes on further down.
night-voting =
    ▶ The vote is on: { $count ->
        [one] { $count } of you has voted
       *[other] { $count } of you have voted
    }. Time left: { $period }

night-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
night-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
night-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }

night-private = Movie night is for groups: add me to one and write /movienight there. I find films that all of you should like, and you vote.

# The films to vote on. Below each title, joined by dots: what speaks for it.
night-shortlist =
    🍿 <b>Movie night { $id }:</b> films for { $count ->
        [one] { $count } person
       *[other] the { $count } of you
    }
night-unknown =
    { $count ->
        [one] { $count } of you has not rated anything yet and counts as an average person.
       *[other] { $count } of you have not rated anything yet and count as average people.
    }
night-at-least = everybody should give it { $stars } or more
night-safest = the safest of these
night-stretch =
    { $count ->
        [one] a stretch for { $count } of you
       *[other] a stretch for { $count } of you
    }
night-seen =
    { $count ->
        [one] seen by { $count }
       *[other] seen by { $count }
    }
night-rule = <b>Vote below</b> for every film you would watch. Most votes win; in a tie, the film higher up. ✕ rules a film out: one each, and nobody sees whose it was. If most want none of them, five others come. Ends in { $period }, or when all have voted.

night-poll = 🍿 Movie night { $id }: what would you watch?
night-poll-again = 🍿 Movie night { $id }, round { $round }: what would you watch?
night-none = None of these
night-goes-on = The vote goes on here.
night-stranger = Your vote in that movie night does not count: you have not joined it, and Telegram does not tell me that you are in its group.
night-strangers = A vote came from somebody who has not joined and who, as far as Telegram tells me, is not in this group. Such votes do not count.
night-nameless = I cannot see who votes as an anonymous admin or as a channel, so that vote does not count. Please vote under your own name; admins switch off “Remain anonymous” for that.
night-next-none = Most of you want none of these. Here are others:
night-next-vetoed = All of these were ruled out. Here are others:

night-decided = 🎬 Tonight you watch { $film }!
night-votes =
    { $count ->
        [one] { $votes } of { $count } who voted would watch it.
       *[other] { $votes } of { $count } who voted would watch it.
    }
night-why-votes = It has the most votes.
night-why-tie = There was a tie; it was higher up on the list.
night-why-no-votes = Nobody voted, so it is the first of my list that nobody ruled out.
night-why-rounds = No list won you over, so it is the best of all rounds.
night-ruled-out = <b>Ruled out:</b>
night-tomorrow = I will ask each of you tomorrow, in private, how it was. If you have never written to me, start a chat first, so that I may.
night-no-film = I have no film left that you have not ruled out. Try again with other wishes: /movienight
night-not-allowed = I may not send polls here, so I have called the night off. Allow me to, and start again: /movienight

# The morning after, in private.
morning = How was { $film } at the movie night?
morning-rated = { $stars } for { $film }. Thank you, it counts for your next recommendations and nights.
morning-skipped = You did not watch { $film }. It does not count.

# /movienight history.
night-history = 🍿 <b>Your movie nights</b>
night-history-empty = There has been no movie night here yet: /movienight
night-history-mean =
    { $stars } on average, from { $answers } of { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
night-history-few =
    { $answers } of { $count ->
        [one] { $count } person has
       *[other] { $count } people have
    } told me how it was; from three on I show the average

button-night-join = 🙋 I’m in
button-night-leave = 👋 I’m out
button-night-rate = ★ Rate a few films first
button-night-period = ⏱ Time
button-night-start = ▶ Start the vote
button-night-cancel = ✕ Call it off
button-night-more = More
button-night-unseen = New to all of us
button-night-unlike = ✕ like { $film }
button-night-done = ✓ Done
button-night-for-me = 🔮 What would I give?
button-night-close = ⏹ End the vote
button-night-chat = 💬 Chat with me
button-morning-skip = I did not watch it
button-morning-change = Change

toast-night-joined = You are in. The group sees your name and your vote; your ratings and what I expect of you stay between us.
toast-night-in-already = You are in already.
toast-night-left = You are out.
toast-night-out-already = You are not in.
toast-night-cancelled = Called off
toast-night-changed = Changed
toast-night-for-me =
    Only you see this. I expect you to give:
    { $stars }
toast-night-average =
    Only you see this. I do not know your taste yet; people on average give:
    { $stars }
toast-night-veto = Ruled out: { $film }. Nobody sees that it was you. Press again to take it back.
toast-night-unveto = Back in: { $film }
toast-night-closing = I am counting the votes.
toast-morning-saved = { $stars } saved
toast-morning-skipped = Noted

problem-night-gone = This movie night is over. A new one: /movienight
problem-night-voting = The vote is on already; that cannot be changed any more.
problem-night-over = This vote is over.
problem-night-rights = Only whoever opened the night and the group’s admins can do that.
problem-night-members = Only those who are in can change that. Press “I’m in” first.
problem-night-full = That is as many people as I can find a film for: { $count }.
problem-night-empty = Nobody is in yet. Press “I’m in” first.
problem-night-too-many = That is enough movie nights for one day. Ask me again tomorrow.
problem-night-no-films = I find no film for all of you that fits. Give up a wish and try again.
problem-night-like-model = I cannot tell yet which films are alike. Please try again later.
problem-veto-used = You have one veto in each round, and it is on { $film }. Take it back there first.
problem-morning-gone = I no longer know that night.
