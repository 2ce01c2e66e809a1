// Takes every TypeScript block out of README and docs, type-checks all of them together and runs each.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { capture, run } from "./run.js";

// `tsx scripts/docs-code.ts docs/03-features.md` checks one page alone.
const [only] = process.argv.slice(2);
const folder = `.docs-code${only === undefined ? "" : `-${only.replaceAll(/[/.]/g, "-")}`}`;
const pages =
  only === undefined
    ? [
        "README.md",
        "CONTRIBUTING.md",
        ...readdirSync("docs", { recursive: true, encoding: "utf8" })
          .filter((name) => name.endsWith(".md"))
          .map((name) => `docs/${name}`),
      ]
    : [only];

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
const programs: { readonly page: string; readonly file: string }[] = [];
for (const page of pages) {
  const blocks = [...readFileSync(page, "utf8").matchAll(/^```(?:ts|typescript)\n([\s\S]*?)^```$/gm)];
  blocks.forEach(([, code = ""], index) => {
    const file = `${folder}/${page.replaceAll(/[/.]/g, "-")}-${index + 1}.ts`;
    // A test block is run by vitest: it names its suite itself.
    writeFileSync(code.includes('from "vitest"') ? file.replace(/\.ts$/, ".test.ts") : file, `${code}\nexport {};\n`);
    programs.push({ page, file: code.includes('from "vitest"') ? file.replace(/\.ts$/, ".test.ts") : file });
  });
}
writeFileSync(
  `${folder}/tsconfig.json`,
  JSON.stringify({ extends: "../tsconfig.json", compilerOptions: { noUnusedLocals: false }, include: ["*.ts"] }),
);
run("npx", ["tsc", "-p", folder]);
for (const { page, file } of programs.filter(({ file }) => !file.endsWith(".test.ts"))) {
  capture(process.execPath, ["--import", "tsx", file]);
  console.log(`${page}: ${file} ok`);
}
if (programs.some(({ file }) => file.endsWith(".test.ts")))
  run("npx", ["vitest", "run", "--dir", folder, "--config", "vitest.docs.config.ts"]);
if (programs.length === 0) throw new Error("docs: no code found");
rmSync(folder, { recursive: true, force: true });
