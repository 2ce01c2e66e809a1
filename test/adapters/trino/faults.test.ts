import { createSimulatedClock, InvalidArgumentError } from "golden-pipeline";
import { trinoEngine } from "golden-pipeline/adapters/trino";
import { contract } from "golden-pipeline/schema";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { serviceFailure } from "../service-failure.js";
import { answer, type FakeTrino, type Fault, failure, startFakeTrino } from "./fake-trino.js";

const numbers = contract("numbers", z.object({ n: z.int(), departedAt: z.number() }));
const secret = "correct horse battery staple";
let server: FakeTrino;
beforeAll(async () => {
  const rows = Array.from({ length: 8 }, (_, n) => ({ n, departedat: n / 2 }));
  server = await startFakeTrino({ t: { columns: { n: "integer", departedat: "number" }, rows } });
});
afterAll(() => server.close());

const open = (options = {}) => trinoEngine({ url: server.url, user: "ann", ...options });
const status =
  (code: number): Fault =>
  (_, response) =>
    answer(response, code, "busy");
const failing =
  (name: string, message: string, type?: string): Fault =>
  (_, response) =>
    answer(response, 200, { id: "q", error: failure(name, message, type), stats: { state: "FAILED" } });

/** As a proxy that ends TLS: what it is asked by https goes on by http, and its answers name it. */
const throughProxy: typeof fetch = async (input, init) => {
  const response = await fetch(String(input).replace("https:", "http:"), init);
  const text = await response.text();
  return new Response(text === "" ? null : text.replaceAll("http:", "https:"), { status: response.status });
};
const secure = () => ({ url: server.url.replace("http:", "https:"), fetch: throughProxy });

describe("what goes wrong with Trino", () => {
  it("is asked as whom, where and with what; names know no capitals", async () => {
    const before = server.seen.length;
    const session = { query_max_run_time: "10m", "memory.note": "a, b=c" };
    const { rows, valid, unsupported } = await open({ catalog: "memory", schema: "default", session }).check(
      "t",
      numbers,
    );
    expect({ rows, valid, unsupported }).toEqual({ rows: 8, valid: 8, unsupported: [] });
    for (const { headers } of server.seen.slice(before))
      expect(headers).toMatchObject({
        "x-trino-user": "ann",
        "x-trino-catalog": "memory",
        "x-trino-schema": "default",
        "x-trino-session": "query_max_run_time=10m,memory.note=a%2C%20b%3Dc",
        "x-trino-time-zone": "UTC",
      });
  });

  it("is told a password or a token by https, and nobody else is", async () => {
    for (const [given, sent] of [
      [{ password: secret }, `Basic ${Buffer.from(`ann:${secret}`).toString("base64")}`],
      [{ token: secret }, `Bearer ${secret}`],
    ] as const) {
      const before = server.seen.length;
      expect((await open({ ...secure(), ...given }).check("t", numbers)).rows).toBe(8);
      expect(server.seen[before]?.headers.authorization).toBe(sent);
      expect(() => open(given)).toThrow("an address of https");
    }
    expect(() => open({ ...secure(), password: secret, token: secret })).toThrow("either `password` or `token`");
    expect(() => open({ ...secure(), user: "a:b", password: secret })).toThrow("without a colon");
    expect(() => open({ session: { "a b": "c" } })).toThrow("`session`");
    expect(() => open({ catalogue: "memory" })).toThrow("Did you mean");
    server.faults.push((_, response) =>
      answer(response, 200, { id: "q", nextUri: "https://elsewhere.example/v1/statement/x" }),
    );
    const { message } = await serviceFailure(open({ ...secure(), password: secret }).check("t", numbers));
    expect(message).toContain("https://elsewhere.example");
  });

  it("says Trino's name of an error, and no secret", async () => {
    server.faults.push(failing("PERMISSION_DENIED", `Access denied to ${secret}`));
    const refused = await serviceFailure(open({ ...secure(), password: secret }).check("t", numbers));
    expect(refused.message).toContain("Trino failed: PERMISSION_DENIED: Access denied to [redacted]");
    expect(refused.retryable).toBe(false);
    server.faults.push(failing("EXCEEDED_GLOBAL_MEMORY_LIMIT", "too much", "INSUFFICIENT_RESOURCES"));
    expect((await serviceFailure(open().check("t", numbers))).retryable).toBe(true);
    server.faults.push((_, response) => answer(response, 401, `Invalid credentials: ${secret}`));
    const unknown = await serviceFailure(open({ ...secure(), password: secret }).check("t", numbers));
    expect(unknown).toMatchObject({ status: 401, retryable: false });
    expect(unknown.message).not.toContain(secret);
  });

  it("is asked again when it is busy, or an answer breaks off, and nothing is lost", async () => {
    const cut: Fault = (_, response) => {
      response.writeHead(200, { "content-length": "1000" }).write('{"id": "q", "da');
      response.destroy();
    };
    server.faults.push(status(503), status(502), undefined, status(504), cut, status(429));
    const before = server.seen.length;
    const { minimum, maximum, mean } = (await open().profile("t", numbers)).columns[0]?.numbers ?? {};
    expect({ minimum, maximum, mean }).toEqual({ minimum: 0, maximum: 7, mean: 3.5 });
    expect(server.seen.slice(before).filter(({ method }) => method === "POST").length).toBeGreaterThan(3);
    expect(server.faults).toEqual([]);
  });

  it("is given up when it stays away, at once where that cannot help", async () => {
    const patient = open({ patienceMilliseconds: 0 });
    server.faults.push(status(503));
    expect(await serviceFailure(patient.check("t", numbers))).toMatchObject({ status: 503, retryable: true });
    server.faults.push(status(500));
    expect(await serviceFailure(open().check("t", numbers))).toMatchObject({ status: 500 });
    const closed = await startFakeTrino({});
    await closed.close();
    const gone = trinoEngine({ url: closed.url, user: "ann", patienceMilliseconds: 0 });
    expect((await serviceFailure(gone.check("t", numbers))).message).toContain("ECONNREFUSED");
    const clock = createSimulatedClock(0);
    const asked = serviceFailure(trinoEngine({ url: closed.url, user: "ann", clock }).check("t", numbers));
    let over = false;
    void asked.then(() => {
      over = true;
    });
    while (!over) {
      await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(100);
    }
    expect((await asked).retryable).toBe(true);
    server.faults.push((_, response) => answer(response, 200, { hello: "world" }));
    expect((await serviceFailure(open().check("t", numbers))).message).toContain("is it Trino");
    server.faults.push((_, response) => response.writeHead(302, { location: "http://elsewhere.example" }).end());
    expect(await serviceFailure(open().check("t", numbers))).toMatchObject({ status: 302 });
  });

  it("is cancelled by a signal there, too, and answers the next question", async () => {
    const controller = new AbortController();
    const before = server.seen.length;
    server.faults.push(undefined, (request, response) => {
      controller.abort(new Error("too long"));
      request.on("close", () => response.destroy());
    });
    await expect(open().check("t", numbers, { signal: controller.signal })).rejects.toThrow("too long");
    const requests = server.seen.slice(before);
    expect(requests.map(({ method }) => method)).toEqual(["POST", "GET", "DELETE"]);
    expect(requests[2]?.path).toBe(requests[1]?.path);
    expect((await open().check("t", numbers)).rows).toBe(8);
  });

  it("is told of a table and of a column that are not there", async () => {
    const unknown = open().check(["memory", "default", "u"], numbers);
    await expect(unknown).rejects.toSatisfy((error) => InvalidArgumentError.isInstance(error));
    await expect(unknown).rejects.toThrow('the name of a table or view that is there, got "memory.default.u"');
    const named = contract("named", z.object({ m: z.int() }));
    await expect(open().check("t", named)).rejects.toThrow("one with n, departedat");
  });
});
