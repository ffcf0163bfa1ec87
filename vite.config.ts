import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import { build, defineConfig, type UserConfig } from "vite";

// Every islands/<name>/main.ts becomes dist/<name>.js. Names stay fixed: whitenoise hashes them when it
// collects static files, so templates write {% static "dist/<name>.js" %} and need no manifest of ours.
const islands = Object.fromEntries(
  readdirSync("islands", { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`islands/${entry.name}/main.ts`))
    .map((entry) => [entry.name, resolve(`islands/${entry.name}/main.ts`)]),
);

// The participant's phone gets one script and no shared chunk: its first load is counted in requests.
const { participant, ...others } = islands;

function output(input: Record<string, string>, emptyOutDir: boolean): UserConfig {
  return {
    base: "./",
    publicDir: false,
    build: {
      outDir: "jalons/core/static/dist",
      emptyOutDir,
      target: ["chrome105", "firefox110", "safari16"],
      assetsInlineLimit: 0,
      modulePreload: false,
      rollupOptions: {
        input,
        output: {
          entryFileNames: "[name].js",
          chunkFileNames: "chunk-[hash].js",
          assetFileNames: "[name][extname]",
        },
      },
    },
  };
}

export default defineConfig({
  ...output({ ...others, jalons: resolve("jalons/core/static/core/css/jalons.css") }, true),
  plugins: [
    {
      name: "the-phone-alone",
      async closeBundle() {
        if (participant) await build({ ...output({ participant }, false), configFile: false });
      },
    },
  ],
});
