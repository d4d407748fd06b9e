"""Whether file permissions hold for whoever runs the tests: for root they mostly do not."""

from __future__ import annotations

import functools
import os
import tempfile


@functools.cache
def writes_anywhere() -> bool:
    """Whether a folder that may only be read can be written all the same."""
    if os.name != "posix":
        return True
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o500)
        try:
            os.close(os.open(os.path.join(folder, "file"), os.O_CREAT | os.O_WRONLY))
        except PermissionError:
            return False
        finally:
            os.chmod(folder, 0o700)
    return True
