from __future__ import annotations

import json

from generator.exports.search import settling


def output(order: int) -> dict[str, bytes]:
    """What Pagefind writes for two languages and two collections; ``order`` 1 or -1, as its hash tables please."""
    files = {"pagefind.js": b"js", "pagefind-ui.js": b"unused", "wasm.es.pagefind": b"w", "wasm.unknown.pagefind": b"u",
             "index/es_1.pf_index": b"i", "fragment/es_a1.pf_fragment": b"f", "fragment/es_b2.pf_fragment": b"g"}
    languages = {}
    for language, wasm in (("es", "es"), ("qu", None))[::order]:
        files[f"filter/{language}_{order}.pf_filter"] = settling.packed(["collection", [["awards", [1]], ["case_studies", [0]]][::order]])
        files[f"pagefind.{language}_{order}.pf_meta"] = settling.packed(
            ["1.5.2", [["es_a1", 3], ["es_b2", 4]], [["a", "b", "es_1"]], [["collection", f"{language}_{order}"]], [], ["typed"]])
        languages[language] = {"hash": f"{language}_{order}", "wasm": wasm, "page_count": 1}
    return files | {"pagefind-entry.json": json.dumps({"version": "1.5.2", "languages": languages}).encode()}
