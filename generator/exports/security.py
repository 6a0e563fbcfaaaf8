"""What a page may load and do: one policy, in every page and for the headers of servers.

A page holds it as ``<meta http-equiv="Content-Security-Policy">``, so that it also binds where nobody may set
headers. A server says it once more, together with what browsers heed in headers only: ``deploy/csp.txt``.
"""

from __future__ import annotations

DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",  # the search's index is read by WebAssembly; nothing is evaluated
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
}
ONLY_IN_HEADERS = {"frame-ancestors": "'none'"}

PAGE_POLICY = "; ".join(f"{name} {sources}" for name, sources in DIRECTIVES.items())
HEADER_POLICY = "; ".join(f"{name} {sources}" for name, sources in (DIRECTIVES | ONLY_IN_HEADERS).items())
