# /recommend and /similar, and why no model serves.

recommend-nothing-left = You have told me about every film I know. There is nothing left to recommend!

# It has never been trained, is being trained, or the training failed.
model-none = I have no model of tastes yet.
model-training = I am still learning from other people's ratings; it takes about a minute.
model-failed = My last training failed, so I have no model of tastes at the moment.
problem-similar-model-none = { model-none } Please ask me again then.
problem-similar-model-training = { model-training } Please ask me again then.
problem-similar-model-failed = { model-failed } Please ask me again then.

similar-which-film = Like which film? Send me its title.
similar-nothing = Nobody has rated { $film } yet, so I cannot say what is like it.
similar-doubt =
    <i>It was rated only { $count ->
        [one] once
       *[other] { $count } times
    }: take what is like it with a grain of salt.</i>
