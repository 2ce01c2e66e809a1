import type { System } from "../system.js";
import { postgres } from "./postgres.js";

/** A library over Postgres: its server is all there is to start. */
export const dbos: System = { ...postgres, name: "dbos" };
