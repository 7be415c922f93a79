// Builds static/build: app.js, network.js, theme.js, app.css and the icon sprite.
// No source maps (the manifest storage would look for them) and licences kept beside each bundle.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { filled, outline } from "./icons.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static", "build");
const icons = join(here, "..", "node_modules", "@tabler", "icons", "icons");

/** One <symbol>; the line width stays with the page's CSS, so that it follows the icon's size. */
async function symbol(folder, name, id, paint) {
  const svg = await readFile(join(icons, folder, `${name}.svg`), "utf8");
  const body = svg
    .replace(/^[\s\S]*?<svg[^>]*>/, "")
    .replace(/<\/svg>\s*$/, "")
    .replace(/<path stroke="none" d="M0 0h24v24H0z"[^>]*\/>/, "")
    .replace(/\s*\n\s*/g, "");
  return `<symbol id="${id}" viewBox="0 0 24 24" ${paint}>${body}</symbol>`;
}

async function sprite() {
  const line = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"';
  const solid = 'fill="currentColor" stroke="none"';
  const symbols = await Promise.all([
    ...outline.map((name) => symbol("outline", name, name, line)),
    ...filled.map((name) => symbol("filled", name, `${name}-filled`, solid)),
  ]);
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("\n")}</svg>\n`;
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await Promise.all([
  build({
    entryPoints: {
      app: join(here, "src", "app.js"),
      designer: join(here, "src", "designer.js"),
      network: join(here, "src", "network.js"),
      settings: join(here, "src", "settings.js"),
      theme: join(here, "src", "theme.js"),
    },
    outdir: target,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    sourcemap: false,
    legalComments: "linked",
    logLevel: "warning",
  }),
  build({
    entryPoints: {
      admin: join(here, "styles", "admin.css"),
      app: join(here, "styles", "app.css"),
      designer: join(here, "styles", "designer.css"),
      settings: join(here, "styles", "settings.css"),
    },
    outdir: target,
    bundle: true,
    minify: true,
    target: ["chrome123", "firefox128", "safari17.5"],
    sourcemap: false,
    legalComments: "linked",
    logLevel: "warning",
  }),
  sprite().then((text) => writeFile(join(target, "icons.svg"), text)),
]);
