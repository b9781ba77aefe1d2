"""People and labels to draw, without anything that draws."""

from dataclasses import replace

import numpy as np

from bot.pictures.labels import ProfileLabels
from core.catalog.films import Catalog, Film
from core.recommend.portrait import Portrait, portrait
from tests.builders import build_model

ENGLISH = ProfileLabels(
    title="Your taste in films",
    ratings="24 ratings",
    known="I know 42% of your taste",
    histogram="What you give films",
    you="you",
    average="the average user",
    genres="Genres, compared with others",
    less="less",
    more="more",
    no_genres="Rate a few more films and your genres show here.",
    film_map="You on the map of films",
    no_model="I am still learning about films.",
)
GERMAN = ProfileLabels(
    title="Dein persönlicher Filmgeschmack auf einen Blick",
    ratings="1.024 Bewertungen abgegeben",
    known="Ich kenne deinen Geschmack zu 42 %",
    histogram="So bewertest du Filme im Vergleich zu anderen",
    you="du",
    average="Durchschnittsnutzerinnen und Durchschnittsnutzer",
    genres="Genres, die du lieber oder weniger gern magst als andere",
    less="weniger gern als andere",
    more="lieber als andere",
    no_genres="Bewerte noch ein paar Filme, dann zeigen sich hier deine Lieblingsgenres.",
    film_map="Du auf der Landkarte aller Filme",
    no_model="Ich lerne die Filme gerade erst kennen.",
    genre_names={"Comedy": "Komödie", "Horror": "Dokumentarfilmkomödie", "War": "Kriegsfilm"},
)
SPANISH = ProfileLabels(
    title="Tu gusto en películas, de un vistazo",
    ratings="24 valoraciones",
    known="Conozco el 42 % de tus gustos",
    histogram="Las estrellas que das a las películas",
    you="tú",
    average="el usuario medio",
    genres="Géneros, en comparación con los demás",
    less="menos que otros",
    more="más que otros",
    no_genres="¡Valora algunas películas más y aquí verás tus géneros!",
    film_map="Tú en el mapa de las películas",
    no_model="Todavía estoy aprendiendo de cine.",
    genre_names={"Comedy": "Comedia", "Horror": "Terror", "War": "Bélico"},
)
RUSSIAN = ProfileLabels(
    title="Ваш кинематографический вкус",
    ratings="24 оценки",
    known="Я знаю ваш вкус на 42 %",
    histogram="Как вы оцениваете фильмы",
    you="вы",
    average="среднестатистический зритель",
    genres="Жанры: что вам нравится больше и меньше, чем другим",
    less="меньше, чем другим",
    more="больше, чем другим",
    no_genres="Оцените ещё несколько фильмов, и здесь появятся ваши жанры.",
    film_map="Вы на карте фильмов",
    no_model="Я ещё только знакомлюсь с фильмами.",
    genre_names={"Comedy": "Комедия", "Horror": "Документальный", "War": "Военный"},
)
FOREIGN = replace(
    ENGLISH, title="Прикл 七人の侍 😀 עברית", you="あなた", average="", less="", more="\0"
)
TITLES = (
    "$5 a Day_^{",
    "七人の侍",
    "Amélie",
    "Ночной дозор",
    "One Flew Over the Cuckoo's Nest",
    "",
)


def world(n_films: int = 120) -> Portrait:
    """Somebody who likes one kind of film, does not another, and has said nothing of the third."""
    rng = np.random.default_rng(3)
    kinds = ("Comedy", "Horror", "War")
    factors = rng.normal(0, 0.2, (n_films, 4))
    factors[np.arange(n_films), np.arange(n_films) % 3] += 0.5
    count = rng.integers(1, 300, n_films)
    films = [
        Film(10 * (index + 1), TITLES[index % len(TITLES)], 1950 + index, (kinds[index % 3],))
        for index in range(n_films)
    ]
    stars = {10 * (index + 1): (5.0, 1.5)[index % 3] for index in range(36) if index % 3 < 2}
    catalog = Catalog.build(films, count, np.asarray(count * 3.0, np.float64))
    return portrait(build_model(factors, item_count=count.tolist()), catalog, stars)
