// Copies what the browser loads as it is, with its licence, from node_modules to rbo/static.
import { copyFileSync, mkdirSync } from "node:fs";

const from = new URL("node_modules/", import.meta.url);
const to = new URL("../rbo/static/", import.meta.url);
const scripts = ["latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"];
const files = {
  "htmx.org/dist/htmx.min.js": "vendor/htmx.min.js",
  "htmx.org/LICENSE": "vendor/htmx.LICENSE",
  "@fontsource-variable/inter/LICENSE": "fonts/inter.LICENSE",
  ...Object.fromEntries(scripts.map((script) =>
    [`@fontsource-variable/inter/files/inter-${script}-wght-normal.woff2`, `fonts/inter-${script}.woff2`])),
};

for (const folder of ["vendor/", "fonts/"]) mkdirSync(new URL(folder, to), { recursive: true });
for (const [source, target] of Object.entries(files)) copyFileSync(new URL(source, from), new URL(target, to));
