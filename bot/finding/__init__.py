"""Titles in plain text and in inline mode."""
