# What could not be done. Shown as a message or, after a press, as a notice: without HTML.

problem-nobody = I cannot tell who you are here. Please write under your own name or in private.
problem-button-old = This button is out of date. Please ask me again.
toast-button-of-another = These buttons are for somebody else. Ask me yourself: /recommend
problem-star-range = Stars go from ★0.5 to ★5 in halves, for example: /rate Heat 4.5
problem-stars-without-film = Stars for which film? For example: /rate Heat 4.5
problem-film-gone = I do not have that film any more.
problem-rating-gone = I do not know that rating any more.
problem-rating-changed = You have changed this rating since; undo that change first.
problem-film-rated = You have rated this film since.
problem-film-not-rated = You have not rated that film.

# Failures on the bot's side.
problem-bug = Something went wrong on my side. Please try again.
problem-data = My film data cannot be read right now. Please try again later.
problem-model = My taste model is not usable right now. Please try again later.
problem-storage = I could not save that just now; nothing was changed. Please try again in a moment.
problem-uncertain = My answer may not have reached you: the connection broke while I was sending it. If you do not see it, please ask again.
saved-later = ⏳ This will be saved in a moment: the database is busy. Nothing is lost, and you need not say it again.
problem-input = I cannot follow that. /help shows what I can do.
