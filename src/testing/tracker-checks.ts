import type { TrackedEntry } from "../core/house.js";
import { createMemoryStore, type Tracker, type Tracking } from "../core/index.js";
import { deepStrictEqual, strictEqual } from "./assertions.js";
import { type Check, checksOf } from "./check.js";

/** A tracker, what a run has told it as read back from where it keeps that, and how to get rid of it. */
export interface CheckedTracker {
  readonly tracker: Tracker;
  read(runId: string): Promise<Tracking>;
  close(): Promise<void>;
}

/** Milliseconds since 1970. */
const time = Date.UTC(2001, 0, 1);
const stage = "train";
const metric = (name: string, step: number, value: number): TrackedEntry => ({
  type: "metric",
  stage,
  name,
  step,
  value,
  time: time + 1000 * step,
});

/**
 * What every tracker must keep of what runs tell.
 * @example
 * for (const { name, run } of trackerChecks(create)) it(name, run);
 */
export function trackerChecks(create: () => Promise<CheckedTracker>): Iterable<Check> {
  const { blobs } = createMemoryStore();
  const begin = (tracker: Tracker, runId: string): Promise<void> => tracker.start({ runId, name: "checked", time });
  return checksOf(
    create,
    {
      "is of the specification version that it states": async ({ tracker }) =>
        strictEqual(tracker.specificationVersion, "v1"),

      "keeps params, tags, metrics and artifacts by stage and name, and how the run ended": async ({
        tracker,
        read,
      }) => {
        const content = new TextEncoder().encode("trees");
        const digest = await blobs.put(content);
        await begin(tracker, "checked-kinds");
        await tracker.log(
          "checked-kinds",
          [
            { type: "param", stage, name: "trees", value: 200 },
            { type: "tag", stage, name: "team", value: "late flights" },
            metric("loss", 0, 0.5),
            { type: "artifact", stage, name: "importance", digest, bytes: content.length, mediaType: "text/plain" },
          ],
          blobs,
        );
        await tracker.finish("checked-kinds", "succeeded", time + 5000);
        const { params, tags, metrics, artifacts, status, name, startedAt, endedAt, nested } =
          await read("checked-kinds");
        deepStrictEqual(params, [{ stage, name: "trees", value: 200 }]);
        deepStrictEqual(tags, [{ stage, name: "team", value: "late flights" }]);
        deepStrictEqual(metrics, [{ stage, name: "loss", points: [{ step: 0, time, value: 0.5 }] }]);
        deepStrictEqual(artifacts, [
          { stage, name: "importance", digest, bytes: content.length, mediaType: "text/plain" },
        ]);
        deepStrictEqual(
          { status, name, startedAt, endedAt },
          { status: "succeeded", name: "checked", startedAt: time, endedAt: time + 5000 },
        );
        deepStrictEqual(nested, []);
      },

      "gives the points of a metric by rising step, each with its time, however many come at once": async ({
        tracker,
        read,
      }) => {
        await begin(tracker, "checked-steps");
        const steps = Array.from({ length: 2500 }, (_, index) => metric("loss", 2499 - index, 1 / (2500 - index)));
        await tracker.log("checked-steps", steps, blobs);
        await tracker.log("checked-steps", [metric("loss", 2500, 0)], blobs);
        await tracker.finish("checked-steps", "succeeded", time);
        const points = (await read("checked-steps")).metrics[0]?.points ?? [];
        deepStrictEqual(
          points.map(({ step }) => step),
          Array.from({ length: 2501 }, (_, step) => step),
        );
        deepStrictEqual(points[7], { step: 7, time: time + 7000, value: 1 / 8 });
      },

      "keeps apart what two stages and two runs call by one name": async ({ tracker, read }) => {
        for (const runId of ["checked-left", "checked-right"]) {
          await begin(tracker, runId);
          await tracker.log(runId, [metric("loss", 0, 1), { ...metric("loss", 0, 2), stage: "tune" }], blobs);
        }
        await tracker.log("checked-left", [metric("loss", 1, 3)], blobs);
        for (const runId of ["checked-left", "checked-right"]) await tracker.finish(runId, "succeeded", time);
        const seriesOf = async (runId: string) =>
          (await read(runId)).metrics.map((series) => [series.stage, series.points.map(({ value }) => value)]).sort();
        deepStrictEqual(await seriesOf("checked-left"), [
          ["train", [1, 3]],
          ["tune", [2]],
        ]);
        deepStrictEqual(await seriesOf("checked-right"), [
          ["train", [1]],
          ["tune", [2]],
        ]);
      },

      "knows which run is nested in which, and how each ended": async ({ tracker, read }) => {
        await begin(tracker, "checked-outer");
        for (const name of ["first", "second"]) {
          await tracker.start({ runId: `checked-outer/${name}`, name, parent: "checked-outer", time });
          await tracker.log(`checked-outer/${name}`, [{ type: "param", stage, name: "trial", value: name }], blobs);
        }
        await tracker.finish("checked-outer/first", "failed", time);
        await tracker.finish("checked-outer/second", "succeeded", time);
        await tracker.finish("checked-outer", "aborted", time);
        const outer = await read("checked-outer");
        deepStrictEqual([...outer.nested].sort(), ["checked-outer/first", "checked-outer/second"]);
        strictEqual(outer.status, "aborted");
        const { name, parent, status, params } = await read("checked-outer/first");
        deepStrictEqual({ name, parent, status }, { name: "first", parent: "checked-outer", status: "failed" });
        deepStrictEqual(params, [{ stage, name: "trial", value: "first" }]);
      },

      "goes on with a run that is taken up again, and what was flushed is there": async ({ tracker, read }) => {
        await begin(tracker, "checked-again");
        await tracker.log("checked-again", [metric("loss", 0, 1)], blobs);
        await tracker.flush("checked-again");
        deepStrictEqual((await read("checked-again")).metrics[0]?.points.length, 1);
        await tracker.finish("checked-again", "failed", time + 1);
        strictEqual((await read("checked-again")).status, "failed");
        await tracker.start({ runId: "checked-again", name: "checked", time: time + 2 });
        await tracker.log("checked-again", [metric("loss", 1, 0.5)], blobs);
        await tracker.finish("checked-again", "succeeded", time + 3);
        const { status, metrics, startedAt } = await read("checked-again");
        deepStrictEqual(
          { status, startedAt, points: metrics[0]?.points.length },
          { status: "succeeded", startedAt: time, points: 2 },
        );
      },
    },
    ["tracker", "read"],
  );
}
