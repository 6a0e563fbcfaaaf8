"""The site runs under its own Content-Security-Policy: nothing it does is refused, and what a stranger brings is."""

from __future__ import annotations

import pytest

from .conftest import Visit

pytestmark = pytest.mark.browser

CASE = "casos/fundicion-cambia-luz/"
PAGES = ("", "en/", "casos/", "en/case-studies/", CASE, "en/case-studies/foundry-changes-lighting/",
         "medidas/iluminacion-ejemplo/", "kits/kit-ejemplo/", "buscar/", "en/find/", "suscribirse/", "en/subscribe/everything/", "acerca/", "404.html", "en/404.html")
LISTEN = "window.refused = []; addEventListener('securitypolicyviolation', e => window.refused.push(e.violatedDirective + ' ' + e.blockedURI))"


@pytest.mark.parametrize("visit", [{"color_scheme": "light"}, {"color_scheme": "dark", "viewport": {"width": 360, "height": 800}}],
                         indirect=True, ids=["desk", "phone in the dark"])
def test_no_page_breaks_its_own_policy(visit: Visit) -> None:
    visit.page.add_init_script(LISTEN)
    top = visit.root.removesuffix("sub/")
    visit.page.route(f"{top}assets/**", lambda route: route.continue_(url=route.request.url.replace(top, visit.root)))  # 404's are absolute
    refused: dict[str, list[str]] = {}
    for path in PAGES:
        page = visit.go(path)
        assert page.locator("meta[http-equiv='Content-Security-Policy']").count() == 1, path
        before = page.locator("html").get_attribute("data-md-color-scheme")
        page.locator("[data-theme]").click()  # the script of the page works
        assert page.locator("html").get_attribute("data-md-color-scheme") != before, path
        page.emulate_media(media="print")
        page.emulate_media(media="screen")
        if found := page.evaluate("window.refused"):
            refused[path] = found
    visit.go(CASE).pdf()
    refused |= {"printed": found} if (found := visit.page.evaluate("window.refused")) else {}
    assert refused == {}
    assert [problem for problem in visit.problems if "404" not in problem] == []


def test_a_stranger_s_script_style_and_request_are_refused(visit: Visit) -> None:
    """The policy is in force, not only written: what an injection would try does nothing."""
    visit.page.add_init_script(LISTEN)
    page = visit.go("casos/")
    page.evaluate("""() => {
      const make = (name, more) => document.body.append(Object.assign(document.createElement(name), more));
      make('script', {textContent: 'window.stranger = 1'});
      make('script', {src: 'https://example.invalid/x.js'});
      make('style', {textContent: 'body { display: none }'});
      make('img', {src: 'https://example.invalid/x.png'});
      make('iframe', {src: 'https://example.invalid/'});
      make('div', {innerHTML: '<b onclick="window.stranger = 1" style="color: red">x</b>'});
      document.querySelector('b[onclick]').click();
      const link = Object.assign(document.createElement('a'), {href: 'javascript:window.stranger = 1'});
      document.body.append(link);
      link.click();
      return fetch('https://example.invalid/').catch(() => null);
    }""")
    page.wait_for_timeout(200)
    assert page.evaluate("window.stranger") is None
    assert page.locator("body").is_visible()
    seen = {entry.split()[0] for entry in page.evaluate("window.refused")}
    assert {"script-src-elem", "script-src-attr", "style-src-elem", "style-src-attr", "img-src", "connect-src"} <= seen
