// Packs the library and uses it from empty projects outside the repository: types under every module resolution that can work, and runs.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { doors } from "./rooms.js";
import { capture, run } from "./run.js";

const entries = ["golden-pipeline", ...doors.map((room) => `golden-pipeline/${room}`)];
const program = `import { createRunner, defineStage, pipeline } from "golden-pipeline";
import { contract } from "golden-pipeline/schema";
import { checkRows } from "golden-pipeline/validation";
import { z } from "zod";
${entries.map((door, index) => `import * as door${index} from "${door}";`).join("\n")}

const visits = contract("visits", z.object({ page: z.string(), seconds: z.number().min(0) }));
const parse = defineStage({ id: "parse", version: "1.0.0", run: (text: string) => text.split(",").map(Number) });
const total = pipeline("total", parse).pipe(defineStage({ id: "sum", version: "1.0.0", run: (numbers) => numbers.reduce((sum, number) => sum + number, 0) }));
async function main(): Promise<void> {
  const { output } = await createRunner().run(total, "1,2,3");
  const sum: number = output;
  const { valid, invalid } = checkRows(visits, [{ page: "/", seconds: 3 }, { page: "/", seconds: -1 }]);
  const page: string | undefined = valid[0]?.page;
  if (sum !== 6 || page !== "/" || invalid.length !== 1) throw new Error("wrong answer");
  console.log([${entries.map((_, index) => `door${index}`).join(", ")}].every((door) => Object.keys(door).length > 0) ? "consumer ok" : "an empty door");
}
void main();
`;
const required = `const { createRunner, defineStage } = require("golden-pipeline");
${entries.map((door) => `if (Object.keys(require("${door}")).length === 0) throw new Error("${door} is empty");`).join("\n")}
createRunner().run(defineStage({ id: "double", version: "1.0.0", run: (x) => x * 2 }), 2).then(({ output }) => console.log(output === 4 ? "require ok" : "wrong"));
`;

const folder = mkdtempSync(join(tmpdir(), "golden-pipeline-consumer-"));
try {
  capture("npm", ["pack", "--pack-destination", folder, "--silent"]);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "consumer", private: true }));
  capture(
    "npm",
    ["install", "--no-audit", "--no-fund", "--prefer-offline", join(folder, "golden-pipeline-0.1.0.tgz")],
    { directory: folder },
  );
  symlinkSync(resolve("node_modules/typescript"), join(folder, "node_modules/typescript"));
  const project = (name: string, type: "module" | "commonjs", module: string, moduleResolution: string): string => {
    const directory = join(folder, name);
    mkdirSync(directory);
    writeFileSync(join(directory, "package.json"), JSON.stringify({ type, private: true }));
    writeFileSync(join(directory, "main.ts"), program);
    const compilerOptions = {
      strict: true,
      target: "es2022",
      module,
      moduleResolution,
      skipLibCheck: true,
      outDir: "out",
      types: ["node"],
      typeRoots: [join(folder, "node_modules/@types")],
    };
    writeFileSync(join(directory, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["main.ts"] }));
    run(process.execPath, [resolve("node_modules/typescript/bin/tsc"), "-p", directory]);
    return directory;
  };
  for (const [name, type, module, resolution] of [
    ["esm-node16", "module", "node16", "node16"],
    ["esm-nodenext", "module", "nodenext", "nodenext"],
    ["esm-bundler", "module", "esnext", "bundler"],
    ["cjs-nodenext", "commonjs", "nodenext", "nodenext"],
  ] as const) {
    const directory = project(name, type, module, resolution);
    console.log(name, capture(process.execPath, [join(directory, "out/main.js")]).trim());
  }
  writeFileSync(join(folder, "main.cjs"), required);
  const help = capture("npx", ["golden-pipeline", "--help"], { directory: folder });
  if (!help.includes("Usage: golden-pipeline <command>")) throw new Error(`npx golden-pipeline --help said ${help}`);
  console.log("npx golden-pipeline --help ok");
  console.log("plain require", capture(process.execPath, [join(folder, "main.cjs")]).trim());
  console.log(
    "tsx script",
    capture(process.execPath, ["--import", import.meta.resolve("tsx"), join(folder, "esm-bundler/main.ts")]).trim(),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
