import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { runEvent } from "./run-event-schema.js";

export interface FakeLineageService {
  readonly url: string;
  /** Those that it took, in order. */
  readonly events: readonly ReturnType<typeof runEvent.parse>[];
  /** What the next requests are answered with instead of 201. */
  fail(...statuses: readonly number[]): void;
  close(): Promise<void>;
}

/** Takes run events as Marquez does: 201 for what holds to the specification, 400 for all else, 401 without the key when it wants one. */
export async function startFakeLineageService(options: { readonly key?: string } = {}): Promise<FakeLineageService> {
  const events: ReturnType<typeof runEvent.parse>[] = [];
  const failures: number[] = [];
  const server = createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const failure = failures.shift();
    if (failure !== undefined) return void response.writeHead(failure).end("not now");
    if (options.key !== undefined && request.headers.authorization !== `Bearer ${options.key}`)
      return void response.writeHead(401).end(`who is ${request.headers.authorization}?`);
    if (request.method !== "POST" || request.url !== "/api/v1/lineage") return void response.writeHead(404).end();
    const { success, data, error } = runEvent.safeParse(JSON.parse(body));
    if (!success) return void response.writeHead(400).end(error.message);
    events.push(data);
    response.writeHead(201).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    events,
    fail: (...statuses) => void failures.push(...statuses),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
