import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { factsOf } from "../facts-of.js";

/** A column as the reference holds it; what JSON cannot write stands as text, e.g. "NaN". */
export interface ReferenceColumn {
  readonly type: "INT" | "FLOAT" | "BYTES";
  readonly cells: readonly unknown[];
}
export type ReferenceData = Readonly<Record<string, ReferenceColumn>>;

export interface Question {
  readonly schema: string;
  readonly data: ReferenceData;
  readonly environment?: string | undefined;
  readonly previous?: ReferenceData;
  readonly serving?: ReferenceData;
}

export interface Answer {
  /** By feature ("" is the data as a whole), the types of what was found. */
  readonly anomalies: Readonly<Record<string, readonly string[]>>;
  readonly comparisons: readonly { readonly feature: string; readonly value: number; readonly threshold: number }[];
  /** The schema as the reference writes it: text as UTF-8, and as ASCII. */
  readonly written: string;
  readonly ascii: string;
}

const program = `
import json, os, sys
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import pyarrow as pa
import tensorflow_data_validation as tfdv
from google.protobuf import text_format
from tensorflow_data_validation.statistics import stats_impl
from tensorflow_data_validation.statistics.stats_options import StatsOptions
from tensorflow_metadata.proto.v0 import anomalies_pb2, schema_pb2

types = {"INT": (pa.int64(), int), "FLOAT": (pa.float64(), float), "BYTES": (pa.binary(), lambda text: text.encode())}
name_of = anomalies_pb2.AnomalyInfo.Type.Name

def stats(data):
    if data is None: return None
    arrays = []
    for column in data.values():
        arrow, of = types[column["type"]]
        cells = [None if cell is None else [of(one) for one in (cell if isinstance(cell, list) else [cell])] for cell in column["cells"]]
        arrays.append(pa.array(cells, type=pa.list_(arrow)))
    # Statistics that were made with the schema lack the numbers of a feature with a bool_domain, so that nothing is found in it.
    return stats_impl.generate_statistics_in_memory(pa.RecordBatch.from_arrays(arrays, list(data)), StatsOptions())

def answer(question):
    schema = text_format.Parse(question["schema"], schema_pb2.Schema())
    found = tfdv.validate_statistics(stats(question["data"]), schema, environment=question.get("environment"),
        previous_statistics=stats(question.get("previous")), serving_statistics=stats(question.get("serving")))
    anomalies = {name: [name_of(reason.type) for reason in info.reason] for name, info in found.anomaly_info.items()}
    if found.HasField("dataset_anomaly_info"):
        anomalies[""] = [name_of(reason.type) for reason in found.dataset_anomaly_info.reason]
    comparisons = [{"feature": one.path.step[0], "value": each.value, "threshold": each.threshold}
        for one in found.drift_skew_info for each in list(one.drift_measurements) + list(one.skew_measurements)]
    return {"anomalies": anomalies, "comparisons": comparisons,
        "written": text_format.MessageToString(schema, as_utf8=True), "ascii": text_format.MessageToString(schema)}

json.dump([answer(question) for question in json.load(open(sys.argv[1]))], open(sys.argv[2], "w"))
`;

let count = 0;

/** Asks the real package, all at once, as starting it takes seconds. */
export function askReference(questions: readonly Question[]): readonly Answer[] {
  const facts = factsOf("tfdv");
  const fileOf = (name: string): string => join(facts.text("folder"), name);
  const [script, given, got] = [fileOf("ask.py"), fileOf(`asked-${count}.json`), fileOf(`got-${count++}.json`)];
  writeFileSync(script, program);
  writeFileSync(given, JSON.stringify(questions));
  execFileSync(facts.text("python"), [script, given, got], { stdio: "pipe", timeout: 400_000 });
  return JSON.parse(readFileSync(got, "utf8"));
}
