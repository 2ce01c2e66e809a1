// Refuses a public name that nobody can find: every function, class and constant of a door has to stand in a document and in a test;
// every type in a document, an example, or in the signature of a public name. `tsx scripts/public-names.ts --list` prints what stands nowhere.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import ts from "typescript";
import { doors } from "./rooms.js";

const list = process.argv.includes("--list");
const entries = doors.map((door) => `src/${door}/index.ts`);
const program = ts.createProgram(entries, {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  skipLibCheck: true,
  types: ["node"],
});
const checker = program.getTypeChecker();

function textsBelow(folder: string, ending: RegExp): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => ending.test(path))
    .map((path) => readFileSync(join(folder, path), "utf8"))
    .join("\n");
}
const pagesText = [readFileSync("README.md", "utf8"), textsBelow("docs", /\.md$/)].join("\n");
const onPages = new Set(pagesText.match(/[A-Za-z_]\w*/g));
const shown = new Set([pagesText, textsBelow("examples", /\.ts$/)].join("\n").match(/[A-Za-z_]\w*/g));
const tested = new Set(textsBelow("test", /\.ts$/).match(/[A-Za-z_]\w*/g));

interface PublicName {
  readonly door: string;
  readonly name: string;
  readonly symbol: ts.Symbol;
  readonly isValue: boolean;
}

const names = entries.flatMap((entry, index): PublicName[] => {
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${entry} exports nothing`);
  return checker.getExportsOfModule(module).map((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    return {
      door: doors[index] as string,
      name: exported.name,
      symbol,
      isValue: (symbol.flags & ts.SymbolFlags.Value) !== 0,
    };
  });
});

/** Types that the signatures of shown names lead to, bodies of functions left out. */
function reachable(roots: readonly ts.Symbol[]): ReadonlySet<ts.Symbol> {
  const seen = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (ts.isBlock(node)) return;
    if (ts.isIdentifier(node)) {
      const found = checker.getSymbolAtLocation(node);
      if (found !== undefined) follow(found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found);
    }
    ts.forEachChild(node, visit);
  };
  const follow = (symbol: ts.Symbol): void => {
    if (seen.has(symbol)) return;
    seen.add(symbol);
    for (const declaration of symbol.declarations ?? [])
      if (declaration.getSourceFile().fileName.includes("/src/")) visit(declaration);
  };
  for (const root of roots) follow(root);
  return seen;
}

const known = reachable(names.filter(({ name }) => shown.has(name)).map(({ symbol }) => symbol));
const hidden = names.filter(({ name, symbol, isValue }) =>
  isValue ? !onPages.has(name) : !shown.has(name) && !known.has(symbol),
);
const untested = names.filter(({ name, isValue }) => isValue && !tested.has(name));
const homes = new Map<ts.Symbol, string>();
const twice = names.filter(({ symbol, door }) => {
  const home = homes.get(symbol) ?? door;
  homes.set(symbol, home);
  return home !== door;
});

function report(what: string, found: readonly PublicName[]): void {
  if (found.length > 0 || list) console.log(`${found.length} ${what}`);
  for (const { door, name, isValue } of found) console.log(`  ${door}: ${isValue ? "" : "type "}${name}`);
}
report("public names that stand in no document (types: in no example either)", hidden);
report("public functions that no test names", untested);
report("names that stand at two doors", twice);

const missing: string[] = [];
const pages = readdirSync("docs", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
for (const page of ["README.md", "CONTRIBUTING.md", ...pages.map((name) => `docs/${name}`)]) {
  const folder = dirname(page);
  for (const [, target = ""] of readFileSync(page, "utf8").matchAll(/\]\(([^)#\s]+)[^)]*\)/g))
    if (!/^[a-z]+:/.test(target) && !existsSync(join(folder, target))) missing.push(`${page}: ${target}`);
}
for (const link of missing) console.log(`broken link in ${link}`);

console.log(`${names.length} public names at ${doors.length} doors`);
if (!list && hidden.length + untested.length + twice.length + missing.length > 0) process.exit(1);
