"""Libraries that any web server can host and any Patternbook can pull from, with nobody in the middle.

A library is a static folder in the layout of The Update Framework (TUF 1.0): signed metadata against rollback,
freezing and mixing, and one content-addressed bundle for each published version. A bundle carries its publisher's
own signature (DSSE, Ed25519), so that it can be passed on by others without anybody having to trust them.
"""

from patternbook.library.federation.bundles import (
    Bundle,
    Contributor,
    Statement,
    bundle_of,
    open_bundle,
    passed_on,
)
from patternbook.library.federation.exporting import export
from patternbook.library.federation.keys import Key, PublicKey, read_public
from patternbook.library.federation.pulling import Library, Trust
from patternbook.library.federation.refusals import BundleRefused, LibraryRefused, LibraryUnreachable

__all__ = [
    "Bundle",
    "BundleRefused",
    "Contributor",
    "Key",
    "Library",
    "LibraryRefused",
    "LibraryUnreachable",
    "PublicKey",
    "Statement",
    "Trust",
    "bundle_of",
    "export",
    "open_bundle",
    "passed_on",
    "read_public",
]
