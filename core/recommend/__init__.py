"""Answers out of a model: lists and their reasons, decks, films for groups, portraits.

`recommender` is the door; the others are what it is made of.
"""
