// Bundles the stylesheet, the scripts, the font and the used icons into built/, each under a content hash.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dirname, join } from "node:path";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const built = join(here, "built");
const icons = [
  "alert-triangle", "arrow-left", "arrow-right", "book", "building", "check", "circle-check", "clock", "copy", "download", "file-invoice",
  "inbox", "info-circle", "lifebuoy", "lock", "logout", "mail", "message-2", "receipt-2", "refresh", "search", "send", "server-cog", "settings",
  "user-check", "users", "x",
];

rmSync(built, { recursive: true, force: true });
mkdirSync(join(built, "icons"), { recursive: true });

await build({
  absWorkingDir: here,
  entryPoints: ["portal.css", "portal.js", "theme.js", "favicon.svg"],
  outdir: built,
  entryNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022", "chrome111", "firefox114", "safari16.4"],
  loader: { ".woff2": "file", ".svg": "copy" },
  legalComments: "none",
  logLevel: "warning",
});

for (const icon of icons) {
  cpSync(join(here, "node_modules/@tabler/icons/icons/outline", `${icon}.svg`), join(built, "icons", `${icon}.svg`));
}
// What the printed documents are set in; the pages have a font of their own.
mkdirSync(join(built, "fonts"));
for (const [face, name] of [["400Regular", "regular"], ["700Bold", "bold"]]) {
  cpSync(join(here, `node_modules/@expo-google-fonts/pt-sans/${face}/PTSans_${face}.ttf`), join(built, "fonts", `${name}.ttf`));
}
writeFileSync(join(built, "stamp"), "");
