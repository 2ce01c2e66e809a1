import { type Dataset, sortedRows, wholeBatch } from "golden-pipeline/dataset";
import { applyFeatures, type FittedFeatures } from "golden-pipeline/features";
import { type MonitorReference, monitorReference } from "golden-pipeline/monitoring";
import type { Registry } from "golden-pipeline/registry";
import { compileColumns, rowsOf, takeRows } from "golden-pipeline/schema";
import { type Flight, late } from "./contract.js";

/** What is normal for a champion: the latest quarter of the rows it was made from, which it was tested on, and what it said of them. */
export async function championReference(
  registry: Registry,
  champion: string,
  dataset: Dataset<Flight, "delay">,
): Promise<MonitorReference> {
  const { model, fitted, version } = await registry.resolve(champion);
  const kind = late.kinds.find((known) => known.kind === version.manifest.kind);
  if (kind === undefined) throw new Error(`no decoder for ${version.manifest.kind}`);
  const past = await wholeBatch(dataset);
  const order = sortedRows(past, "departedAt");
  const rows = takeRows(past, order.subarray(Math.round(order.length * 0.75)));
  const features = JSON.parse(new TextDecoder().decode(fitted)) as FittedFeatures;
  const net = kind.decode(model);
  if (net.reads !== "matrix") throw new Error(`${version.manifest.kind} reads no features`);
  const outputs = (await net.predict(applyFeatures(features, { rows, past }))).values as Float64Array;
  const target = compileColumns(late.target.node)(rows);
  const targets = target.type === "boolean" ? target.values : new Uint8Array(rows.length);
  return monitorReference({ rows: rowsOf(rows), columns: ["distance", "origin", "destination"], outputs, targets });
}
