import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { readOptions } from "../../examples/flights/options.js";
import { openSystems, type SystemName } from "../../examples/flights/systems.js";

const directory = mkdtempSync(join(tmpdir(), "golden-pipeline-systems-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());

/** A port where nobody listens: it was free just now. */
async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    }),
  );
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function refusalOf(name: SystemName): Promise<string> {
  const error: unknown = await openSystems(readOptions(["--with", name, "--directory", directory])).then(
    () => new Error("it was reached"),
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : String(error);
}

describe("what --with names", () => {
  it.each<readonly [SystemName, string, string]>([
    ["kafka", "KAFKA_BROKERS", ""],
    ["kinesis", "AWS_ENDPOINT_URL_KINESIS", "http://"],
    ["postgres", "DATABASE_URL", "postgres://ann:hush-hush@"],
    ["s3", "AWS_ENDPOINT_URL_S3", "http://"],
    ["redis", "REDIS_URL", "redis://:hush-hush@"],
    ["alertmanager", "ALERTMANAGER_URL", "http://"],
    ["openlineage", "OPENLINEAGE_URL", "http://"],
    ["mlflow", "MLFLOW_TRACKING_URI", "http://"],
  ])(
    "%s that is away ends the job at once, and %s is named as where to say its address",
    async (name, variable, scheme) => {
      const address = `127.0.0.1:${await closedPort()}`;
      vi.stubEnv(variable, `${scheme}${address}`);
      vi.stubEnv("AWS_ACCESS_KEY_ID", "ann");
      vi.stubEnv("AWS_SECRET_ACCESS_KEY", "hush-hush");
      const message = await refusalOf(name);
      expect(message).toMatch(/^Expected \w+ at .*ECONNREFUSED.* by \w+ where it is$/);
      expect(message).toContain(address);
      expect(message).toContain(variable);
      expect(message).not.toContain("hush-hush");
    },
  );

  it("Prometheus, whose port is taken: the variable for another one is named", async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    vi.stubEnv("PROMETHEUS_TARGET_PORT", String(typeof address === "object" && address !== null ? address.port : 0));
    expect(await refusalOf("prometheus")).toMatch(/EADDRINUSE.* by PROMETHEUS_TARGET_PORT$/);
    await new Promise((resolve) => server.close(resolve));
  });

  it("brings January's flights from one place", () => {
    expect(() => readOptions(["--with", "kafka,redis,kinesis"])).toThrow(
      "--with takes kafka or kinesis, got both: January's flights come from one of them",
    );
  });

  it("has to be known", () => {
    expect(() => readOptions(["--with", "kafka,feast"])).toThrow(/^--with takes some of .*, got kafka,feast$/);
  });
});
