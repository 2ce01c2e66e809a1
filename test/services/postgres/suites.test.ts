import { afterAll, describe, it } from "vitest";
import { postgresChecks } from "../../adapters/postgres/postgres-checks.js";
import { openPool } from "./connect.js";

const [client, other] = [openPool(), openPool()];
afterAll(() => Promise.all([client.end(), other.end()]));

for (const { name, checks } of postgresChecks(() => ({ client, other })))
  describe(`Postgres itself: ${name}`, () => {
    for (const { name, run } of checks) it(name, run);
  });

for (const isolation of ["repeatable read", "serializable"] as const) {
  const strict = openPool({ options: `-c default_transaction_isolation=${isolation.replace(" ", "\\ ")}` });
  afterAll(() => strict.end());
  describe(`Postgres set to ${isolation}`, () => {
    const [logs] = postgresChecks(() => ({ client: strict, other: strict }));
    for (const { name, run } of logs?.checks ?? []) it(name, run);
  });
}
