// Builds what the browser gets: `npm run build [-- FOLDER]`, into rbo/static where no other folder is named.
import { spawn } from "node:child_process";
import { parseArgs } from "node:util";

const { values: { watch }, positionals } = parseArgs({ options: { watch: { type: "boolean" } }, allowPositionals: true });
const [folder = "../rbo/static"] = positionals;
const asScript = ["--format=iife", "--banner:js='use strict';"]; // as strict and as closed as the modules it is made of
const commands = [
  ["tailwindcss", "--input", "app.css", "--output", `${folder}/app.css`, "--minify"],
  ["esbuild", "js/app.js", "js/early.js", `--outdir=${folder}`, "--bundle", "--minify", ...asScript, "--log-level=warning"],
];

for (const [program, ...options] of commands) {
  const build = spawn(program, watch ? [...options, "--watch"] : options, { stdio: "inherit" });
  build.on("exit", (code) => {
    process.exitCode ||= code ?? 1;
  });
}
