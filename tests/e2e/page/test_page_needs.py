"""What the page's tests need; the others of this directory skip without it."""

import pytest

from tests.e2e.page.conftest import BROWSERS, PLAYWRIGHT, browser_path


def test_a_browser_is_there_to_look_at_the_page() -> None:
    if not PLAYWRIGHT:
        pytest.skip("the page is not tested in a browser: pip install playwright")
    if browser_path() is None:
        pytest.skip(f"the page is not tested in a browser: none of {', '.join(BROWSERS)} is there")
