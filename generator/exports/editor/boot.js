// Before the editor's own script. The page's policy evaluates nothing, and two parts of the editor would: its check of the
// configuration (Ajv writes functions), which the build has done already, and ways to find the global object.
"use strict";
(() => {
  const right = () => Object.assign(() => true, { errors: null });
  const made = (words) => {
    const code = String(words.at(-1));
    if (code.trim() === "return this") return () => globalThis;
    if (words.length === 3) return right; // Ajv: (self, scope, code) -> a function that says whether a value is right
    throw new EvalError("nothing is evaluated here");
  };
  globalThis.Function = new Proxy(Function, { construct: (_, words) => made(words), apply: (_, __, words) => made(words) });
  globalThis.CMS_MANUAL_INIT = true;
})();
