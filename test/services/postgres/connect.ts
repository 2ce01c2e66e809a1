import pg from "pg";
import { factsOf } from "../facts-of.js";

const facts = factsOf("postgres");
export const password = facts.text("password");
export const port = facts.number("port");

/** A pool as a service would have it; it survives connections that the server closes. */
export function openPool(changes: pg.PoolConfig = {}): pg.Pool {
  const [host, user, database] = [facts.text("host"), facts.text("user"), facts.text("database")];
  const pool = new pg.Pool({ host, port, user, database, password, max: 8, ...changes });
  pool.on("error", () => undefined); // An idle connection was closed: the pool opens another.
  return pool;
}
