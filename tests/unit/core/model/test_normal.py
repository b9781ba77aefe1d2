"""The normal distribution for arrays, against the one of the standard library."""

from statistics import NormalDist

import numpy as np
import pytest

from core.model.normal import normal_cdf, normal_quantiles


def test_it_is_the_normal_distribution() -> None:
    values = np.linspace(-9, 9, 1_001)
    exact = [NormalDist().cdf(each) for each in values.tolist()]
    assert normal_cdf(values) == pytest.approx(exact, abs=1e-6)


def test_quantiles_stand_for_equal_parts() -> None:
    assert normal_cdf(normal_quantiles(4)) == pytest.approx([0.125, 0.375, 0.625, 0.875], abs=1e-6)
