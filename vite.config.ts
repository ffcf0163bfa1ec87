import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";

// Every islands/<name>/main.ts becomes dist/<name>.js. Names stay fixed: whitenoise hashes them when it
// collects static files, so templates write {% static "dist/<name>.js" %} and need no manifest of ours.
// The participant's phone gets one script and no shared chunk: its first load is counted in requests.
const ALONE = "participant";
const isAlone = process.env["JALONS_ISLAND"] === ALONE;
const islands = Object.fromEntries(
  readdirSync("islands", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`islands/${entry.name}/main.ts`))
    .filter((entry) => (entry.name === ALONE) === isAlone)
    .map((entry) => [entry.name, resolve(`islands/${entry.name}/main.ts`)]),
);

export default defineConfig({
  base: "./",
  publicDir: false,
  build: {
    outDir: "jalons/core/static/dist",
    emptyOutDir: !isAlone,
    target: ["chrome105", "firefox110", "safari16"],
    assetsInlineLimit: 0,
    modulePreload: false,
    rollupOptions: {
      input: isAlone ? islands : { ...islands, jalons: resolve("jalons/core/static/core/css/jalons.css") },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "chunk-[hash].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
