// The same pages with Eleventy: cases read once as global data, JavaScript templates, pagination.
export default function (config) {
  config.setQuietMode(true);
  config.ignores.add("lib/**");
  config.ignores.add("node_modules/**");
  config.ignores.add("*.json");
  return { dir: { input: ".", output: "../sites/eleventy", data: "_data" }, templateFormats: ["11ty.js"] };
}
