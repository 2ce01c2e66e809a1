import { createServer } from "node:net";
import { join } from "node:path";
import { createRunner, defineStage, pipeline } from "golden-pipeline";
import { expect, it } from "vitest";
import { cacheFolder } from "../../../scripts/services/cache-folder.js";
import { freePort } from "../../../scripts/services/free-port.js";
import { startCollector } from "../../../scripts/services/systems/opentelemetry.js";
import { keepingSink, routerOf, visit } from "../../deployment/make.js";
import { factsOf } from "../facts-of.js";
import { otlpSdk } from "./otlp-sdk.js";
import { receivedSpans, textOf } from "./received.js";

const folder = join(factsOf("opentelemetry").text("folder"), "faults");
const signal = new AbortController().signal;
const double = defineStage({ id: "double", version: "1.0.0", run: (value: number) => value * 2 });

/** Runs and answers as if nothing were wrong. */
async function work(sdk: Awaited<ReturnType<typeof otlpSdk>>, runId: string): Promise<void> {
  const { interceptor, log, predict, predictions, metrics } = sdk.telemetry;
  const runner = createRunner({ interceptor, log });
  expect((await runner.run(pipeline("p", double), 2, { runId })).output).toBe(4);
  const kept = keepingSink();
  const router = await routerOf([{ value: 0.7 }], { predictions: predictions(kept) });
  const answer = predict(router);
  for (let user = 0; user < 500; user++) expect((await answer(visit(user))).value).toBe(0.7);
  expect(kept.written).toHaveLength(500);
  await metrics.write([{ name: "load", help: "Load", type: "gauge", samples: [{ value: 1 }] }]);
}

it("a collector that is gone costs nothing but what is not sent, and is told again when it is back", async () => {
  const port = await freePort();
  const place = { cache: cacheFolder(), folder, signal };
  const sdk = await otlpSdk(port, 1000);
  await work(sdk, "before");
  await sdk.flush();
  const collector = await startCollector(place, port);
  try {
    await work(sdk, "after");
    const arrived = () => receivedSpans(folder).map((span) => textOf(span, "golden_pipeline.run.id"));
    await expect
      .poll(
        async () => {
          await work(sdk, "again");
          await sdk.flush();
          return arrived();
        },
        { timeout: 40_000 },
      )
      .toContain("again");
    await collector.kill();
    await work(sdk, "killed");
  } finally {
    await collector.stop();
    await sdk.close();
  }
});

it("a collector that takes connections and never answers is not waited for", async () => {
  const open = new Set<import("node:net").Socket>();
  const server = createServer((socket) => void open.add(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const sdk = await otlpSdk(typeof address === "object" && address !== null ? address.port : 0, 500);
  await work(sdk, "slow");
  expect(open.size).toBeLessThanOrEqual(20);
  await sdk.close();
  for (const socket of open) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

it("a collector that breaks off costs nothing either", async () => {
  const server = createServer(
    (socket) => void socket.on("error", () => undefined).once("data", () => socket.end("HTTP/1.1 200")),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const sdk = await otlpSdk(typeof address === "object" && address !== null ? address.port : 0, 500);
  await work(sdk, "half");
  await sdk.close();
  await new Promise((resolve) => server.close(resolve));
});
