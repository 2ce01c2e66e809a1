import Database from "libsql";
import { describe, it } from "vitest";
import { type OpenDatabase, sqliteChecks } from "./sqlite-checks.js";

/** Built into Node from 22.13 on. */
const builtIn = process.getBuiltinModule?.("node:sqlite") as
  | { readonly DatabaseSync: new (path: string) => OpenDatabase }
  | undefined;

const clients: Readonly<Record<string, ((path: string) => OpenDatabase) | undefined>> = {
  libsql: (path) => new Database(path),
  "node:sqlite": builtIn && ((path) => new builtIn.DatabaseSync(path)),
};

for (const [client, open] of Object.entries(clients))
  describe.skipIf(open === undefined)(`SQLite by ${client}`, () => {
    for (const { name, checks } of open === undefined ? [] : sqliteChecks(open))
      describe(name, () => {
        for (const { name, run } of checks) it(name, run);
      });
  });
