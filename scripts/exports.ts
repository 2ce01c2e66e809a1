// Refuses a package whose exports disagree with the rooms: `npm run exports` says what differs.
import { existsSync, readFileSync } from "node:fs";
import { doors } from "./rooms.js";

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { readonly exports: Record<string, unknown> };
const expected = Object.fromEntries([
  [".", { types: "./dist/index.d.ts", default: "./dist/index.js" }],
  ...doors.map((room) => [`./${room}`, { types: `./dist/${room}/index.d.ts`, default: `./dist/${room}/index.js` }]),
  ["./package.json", "./package.json"],
]);
if (JSON.stringify(manifest.exports) !== JSON.stringify(expected))
  throw new Error(`package.json: expected exports to be\n${JSON.stringify(expected, null, 2)}`);
for (const target of Object.values(expected)) {
  const files = typeof target === "string" ? [target] : Object.values(target as Record<string, string>);
  for (const file of files) if (!existsSync(file)) throw new Error(`package.json exports ${file}, which was not built`);
}
// Workers of Temporal bundle a file by its path, which is reckoned from the code of the door.
const door = readFileSync("dist/adapters/temporal/index.js", "utf8");
if (!existsSync("dist/adapters/temporal/workflows.js") || !door.includes("./workflows$"))
  throw new Error("dist/adapters/temporal: expected workflows.js beside the code that gives its path");
console.log(`${Object.keys(expected).length} exports match what was built`);
