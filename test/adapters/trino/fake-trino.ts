import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type LoadedTable, loadTables } from "../duckdb/load-tables.js";

/** What a request was answered with, in the place of an answer. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => void;

export interface FakeTrino {
  readonly url: string;
  /** Every request: its method, path and headers. */
  readonly seen: { readonly method: string; readonly path: string; readonly headers: IncomingMessage["headers"] }[];
  /** What the next requests are met with, in order; undefined lets one pass. */
  readonly faults: (Fault | undefined)[];
  close(): Promise<void>;
}

interface Query {
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly error?: object;
}

const pageRows = 3;

/**
 * Speaks Trino's statement protocol as the real one was seen to (476): queued first, then pages of few rows, numbers that JSON has not as text. What it is
 * asked it lets DuckDB compute, which has what the dialect of Trino needs by macros; that Trino says the same is for the tests of services.
 */
export async function startFakeTrino(tables: { readonly [name: string]: LoadedTable }): Promise<FakeTrino> {
  const connection = await loadTables(tables);
  for (const macro of ["is_nan(x) AS isnan(x)", "regexp_like(x, p) AS regexp_matches(x, p)"])
    await connection.run(`CREATE MACRO ${macro}`);
  const queries = new Map<string, Promise<Query>>();
  const seen: FakeTrino["seen"] = [];
  const faults: (Fault | undefined)[] = [];
  const server = createServer(async (request, response) => {
    const [method, path] = [request.method ?? "", request.url ?? ""];
    seen.push({ method, path, headers: request.headers });
    const sql = await textOf(request);
    const fault = faults.shift();
    if (fault !== undefined) return fault(request, response);
    if (request.headers["x-trino-user"] === undefined)
      return answer(response, 401, "Basic authentication or X-Trino-User must be sent");
    if (method === "POST") {
      const id = `20260101_000000_${String(queries.size).padStart(5, "0")}_fake`;
      queries.set(id, compute(connection, sql));
      return answer(response, 200, {
        id,
        infoUri: `${url}/ui/${id}`,
        nextUri: `${url}/v1/statement/queued/${id}/y/1`,
        stats: { state: "QUEUED" },
      });
    }
    const [, stage = "", id = "", token = "0"] = /^\/v1\/statement\/(\w+)\/(\w+)\/y\/(\d+)$/.exec(path) ?? [];
    const query = await queries.get(id);
    if (query === undefined) return answer(response, 404, "Query not found");
    if (method === "DELETE") {
      queries.delete(id);
      response.writeHead(204).end();
      return;
    }
    const page = stage === "queued" ? 0 : Number(token);
    const shared = { id, infoUri: `${url}/ui/${id}`, columns: query.columns };
    if (query.error !== undefined) return answer(response, 200, { id, error: query.error, stats: { state: "FAILED" } });
    const rows = query.rows.slice((page - 1) * pageRows, page * pageRows);
    const last = page * pageRows >= query.rows.length;
    answer(response, 200, {
      ...shared,
      ...(page > 0 && rows.length > 0 && { data: rows }),
      ...(!(page > 0 && last) && { nextUri: `${url}/v1/statement/executing/${id}/y/${page + 1}` }),
      stats: { state: last ? "FINISHED" : "RUNNING" },
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    seen,
    faults,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      connection.closeSync();
    },
  };
}

async function compute(connection: DuckDBConnection, sql: string): Promise<Query> {
  const described = /^DESCRIBE (.*)$/s.exec(sql)?.[1];
  const asked = described === undefined ? sql : `SELECT lower(column_name), column_type FROM (DESCRIBE ${described})`;
  try {
    const reader = await connection.runAndReadAll(asked.replaceAll("DECIMAL(38, 0)", "HUGEINT"));
    const types = reader.columnTypes().map(String);
    const columns = reader.columnNames().map((name, at) => ({ name, type: typeOf(types[at] ?? "") }));
    const rows = reader.getRows().map((row) => row.map((value, at) => encode(value, types[at] ?? "")));
    return {
      columns,
      rows: described === undefined ? rows : rows.map(([name, type]) => [name, typeOf(String(type)), "", ""]),
    };
  } catch (error) {
    const said = String(error instanceof Error ? error.message : error);
    const unknown = /Table with name|schema|catalog/i.test(said) && /does not exist/.test(said);
    const message = `line 1:1: ${unknown ? "Table 'memory.default.t' does not exist" : said.split("\n")[0]}`;
    return { columns: [], rows: [], error: failure(unknown ? "TABLE_NOT_FOUND" : "SYNTAX_ERROR", message) };
  }
}

/** As Trino tells of an error, without its stack. */
export function failure(errorName: string, message: string, errorType = "USER_ERROR"): object {
  return {
    message,
    errorCode: 46,
    errorName,
    errorType,
    failureInfo: { type: "io.trino.spi.TrinoException", message },
  };
}

export function answer(response: ServerResponse, status: number, body: unknown): void {
  response
    .writeHead(status, { "content-type": "application/json" })
    .end(typeof body === "string" ? body : JSON.stringify(body));
}

function typeOf(type: string): string {
  return type === "TIMESTAMP" ? "timestamp(3)" : type === "HUGEINT" ? "decimal(38, 0)" : type.toLowerCase();
}

function encode(value: unknown, type: string): unknown {
  if (typeof value === "bigint") return type === "HUGEINT" ? String(value) : Number(value);
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
