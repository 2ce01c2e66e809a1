import { createMemoryStore } from "golden-pipeline";
import { profileRows } from "golden-pipeline/dataset";
import { joinLabels } from "golden-pipeline/feedback";
import { type Label, labelId, model, type Prediction, predictionId } from "golden-pipeline/model";
import { createMonitor, createMonitorLog, tellLogged } from "golden-pipeline/monitoring";
import { contract } from "golden-pipeline/schema";
import { describe, expect, it } from "vitest";
import { z } from "zod";

const trips = contract("trips", z.object({ at: z.date(), booked: z.date(), miles: z.int(), late: z.int() }), {
  eventTime: "at",
  labels: { late: { knownAt: (trip) => trip.at.plusMinutes(60) } },
});
const lateTrips = model("late-trips", trips, { target: (trip) => trip.late.atLeast(15), kinds: [] });
const day = 86_400_000;
const at = (trip: number): number => Date.UTC(2001, 1, 1) + trip * 3_600_000;
const rowOf = (trip: number) => ({
  at: new Date(at(trip)),
  booked: new Date(at(trip) - (trip % 9) * day),
  miles: trip % 40,
});
const inputs = profileRows(
  trips,
  Array.from({ length: 1000 }, (_, trip) => rowOf(trip)),
  { columns: ["at", "booked", "miles"] },
);

function predictionOf(trip: number, more: Partial<Prediction> = {}): Prediction {
  const facts = { model: "late-trips", key: `trip ${trip}`, arm: "champion", version: "late-trips@1" };
  return {
    id: predictionId({ ...facts, ...more }),
    unit: "u",
    epoch: 1,
    propensity: 1,
    output: 0.25,
    decision: "no",
    eventTime: at(trip),
    knownTime: at(trip),
    receivedTime: at(trip),
    latencyMilliseconds: 4,
    row: JSON.parse(JSON.stringify(rowOf(trip))),
    ...facts,
    ...more,
  };
}

const labelOf = (trip: number): Label => ({
  id: labelId("late-trips", `trip ${trip}`),
  key: `trip ${trip}`,
  prediction: { key: `trip ${trip}` },
  values: { late: trip % 2 === 0 ? 20 : 0 },
  source: "outcome",
  eventTime: at(trip),
  knownTime: at(trip) + 3_600_000,
  receivedTime: at(trip) + 3_600_000,
});

describe("what logs tell a monitor", () => {
  it("is what the service itself would have told it: rows with their times, answers, and labels by the model's own target", async () => {
    const predictions = Array.from({ length: 600 }, (_, trip) => predictionOf(trip));
    const labels = Array.from({ length: 48 }, (_, trip) => labelOf(trip));
    const { rows } = await joinLabels({ predictions, labels });
    const [live, logged] = [1, 2].map(() => createMonitor({ reference: { inputs }, model: lateTrips })) as [
      ReturnType<typeof createMonitor>,
      ReturnType<typeof createMonitor>,
    ];
    for (let trip = 0; trip < 600; trip++) {
      live.observe({ row: rowOf(trip), output: 0.25, decision: "no", time: at(trip), latencyMilliseconds: 4 });
      if (trip < 48) live.label({ row: { ...rowOf(trip), ...labelOf(trip).values }, output: 0.25 });
    }
    expect(tellLogged(logged, rows, { model: lateTrips })).toEqual({ requests: 600, labels: 48 });
    expect(JSON.stringify(logged)).toBe(JSON.stringify(live));
    expect(logged.report().clusters).toMatchObject([
      { cluster: "2001-02-01", rows: 24, means: { observed: 0.5 } },
      { cluster: "2001-02-02", rows: 24 },
    ]);
    expect(logged.report().checks.filter(({ status }) => status === "drift")).toEqual([]);
  });

  it("counts once what is told twice, also when the label comes later", () => {
    const monitor = createMonitor({ reference: { inputs }, model: lateTrips });
    const tell = (rows: Parameters<typeof tellLogged>[1]) => tellLogged(monitor, rows, { model: lateTrips });
    expect(tell([{ prediction: predictionOf(0) }, { prediction: predictionOf(1), label: labelOf(1) }])).toEqual({
      requests: 2,
      labels: 1,
    });
    const later = [0, 1, 2].map((trip) => ({ prediction: predictionOf(trip), label: labelOf(trip) }));
    expect(tell(later)).toEqual({ requests: 1, labels: 2 });
    expect(tell(later)).toEqual({ requests: 0, labels: 0 });
    expect(monitor.report()).toMatchObject({ rows: 3, labelled: 3 });
    expect(tellLogged(createMonitor({ reference: { inputs }, model: lateTrips }), later, { model: lateTrips })).toEqual(
      {
        requests: 3,
        labels: 3,
      },
    );
  });

  it("leaves out shadows and other versions, and takes no label of a fallback for the model's", () => {
    const monitor = createMonitor({ reference: { inputs }, model: lateTrips });
    const told = tellLogged(
      monitor,
      [
        { prediction: predictionOf(0), label: labelOf(0) },
        { prediction: predictionOf(1, { arm: "shadow" }), label: labelOf(1) },
        { prediction: predictionOf(2, { version: "late-trips@2" }), label: labelOf(2) },
        { prediction: predictionOf(3, { fallback: "timeout" }), label: labelOf(3) },
        { prediction: predictionOf(4, { output: undefined }), label: labelOf(4) },
      ],
      { model: lateTrips, version: "late-trips@1" },
    );
    expect(told).toEqual({ requests: 3, labels: 1 });
    expect(monitor.window()).toMatchObject({ requests: 3, fallbacks: 1, errors: 1 });
  });

  it("goes into a monitor log's window of the request, without its requests where the service observes them", async () => {
    const log = await createMonitorLog({
      store: createMemoryStore(),
      name: "late",
      reference: { inputs },
      model: lateTrips,
    });
    const rows = [{ prediction: predictionOf(30, { cluster: "west" }), label: labelOf(30) }];
    tellLogged(log, rows, { model: lateTrips, requests: false });
    const window = Date.UTC(2001, 1, 2);
    expect(await log.report(window)).toMatchObject({ rows: 0, labelled: 1, clusters: [{ cluster: "west" }] });
    await log.close();
  });
});
