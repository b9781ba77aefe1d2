"""A matrix with a place for each rating, which multiplies dense ones from both sides.

Kept by rows and once more by columns: so each row of a product is one thread's sum in a fixed
order, the same in every run, and TensorFlow's kernel for that is many times as fast as
`tf.sparse.sparse_dense_matmul`. Twice 8 bytes a rating are still less than a `tf.SparseTensor`.
"""

from collections.abc import Callable

import numpy as np
import tensorflow as tf
from numpy.typing import NDArray


class SparseMatrix:
    """Numbers that do not change, at (row, column); each place at most once."""

    def __init__(
        self,
        rows: NDArray[np.int32],
        columns: NDArray[np.int32],
        values: NDArray[np.float32],
        shape: tuple[int, int],
    ) -> None:
        self._forward = _by_rows(rows, columns, values, shape)
        self._backward = _by_rows(columns, rows, values, (shape[1], shape[0]))

    def times(self, dense: tf.Tensor) -> tf.Tensor:
        """matrix·dense, differentiable with respect to `dense`.

        And to nothing else: TensorFlow's own gradient is also that of every number in the matrix,
        by way of two arrays of shape (n_ratings, the width of `dense`).
        """

        @tf.custom_gradient  # type: ignore[untyped-decorator]
        def product(values: tf.Tensor) -> tuple[tf.Tensor, Callable[[tf.Tensor], tf.Tensor]]:
            return _product(self._forward, values), self.transposed_times

        return product(dense)

    def transposed_times(self, dense: tf.Tensor) -> tf.Tensor:
        """matrixᵀ·dense."""
        return _product(self._backward, dense)


def _product(compressed: tf.Tensor, dense: tf.Tensor) -> tf.Tensor:
    return tf.raw_ops.SparseMatrixMatMul(a=compressed, b=dense)


def _by_rows(
    rows: NDArray[np.int32],
    columns: NDArray[np.int32],
    values: NDArray[np.float32],
    shape: tuple[int, int],
) -> tf.Tensor:
    order = np.lexsort((columns, rows))
    places = np.empty((rows.size, 2), np.int64)
    places[:, 0], places[:, 1] = rows[order], columns[order]
    return tf.raw_ops.SparseTensorToCSRSparseMatrix(
        indices=places, values=values[order], dense_shape=np.array(shape, np.int64)
    )
