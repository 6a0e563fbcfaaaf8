"""What packages and receipts say, in the languages that sister centres read."""

from __future__ import annotations

WORDS = {
    "es": {
        "title": "{site}: entrega a {network}, {quarter}",
        "summary": "{n} publicaciones del trimestre {quarter} para {network}.",
        "summary_one": "Una publicación del trimestre {quarter} para {network}.",
        "origin": "Publicado en",
        "licence": "Puede copiarlo y adaptarlo citando la fuente:",
        "readme": (
            "{site}: entrega a {network}, {quarter}\n{url}\n\n"
            "Publicaciones: {n}. Empiece por es/index.html o en/index.html.\n"
            "es/, en/    cada publicación como HTML y como texto (.txt), lista para su sitio o su boletín\n"
            "data/       los mismos registros con todas sus cifras y fuentes (JSON)\n"
            "{manifest}  la lista de lo entregado, con direcciones\n"
            "{sums}  para comprobar: sha256sum -c {sums}\n\n"
            "Licencia CC BY 4.0: puede copiar y adaptar citando la fuente con un enlace.\n"
        ),
    },
    "en": {
        "title": "{site}: delivery to {network}, {quarter}",
        "summary": "{n} publications of the quarter {quarter} for {network}.",
        "summary_one": "One publication of the quarter {quarter} for {network}.",
        "origin": "Published at",
        "licence": "You may copy and adapt it if you cite the source:",
        "readme": (
            "{site}: delivery to {network}, {quarter}\n{url}\n\n"
            "Publications: {n}. Begin with es/index.html or en/index.html.\n"
            "es/, en/    each publication as HTML and as text (.txt), ready for your site or your bulletin\n"
            "data/       the same records with all their figures and sources (JSON)\n"
            "{manifest}  the list of what was delivered, with addresses\n"
            "{sums}  to check: sha256sum -c {sums}\n\n"
            "Licence CC BY 4.0: you may copy and adapt it if you cite the source with a link.\n"
        ),
    },
}
