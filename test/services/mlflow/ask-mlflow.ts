import { execFileSync } from "node:child_process";
import { factsOf } from "../facts-of.js";

const facts = factsOf("mlflow");
export const url = facts.text("url");

/** What MLflow's own Python client says. @param code Prints JSON at its end; `client` is there. */
export function askMlflow(code: string): unknown {
  const opening = `import json, mlflow\nfrom mlflow import MlflowClient\nclient = MlflowClient("${url}")\nmlflow.set_tracking_uri("${url}")\n`;
  const environment = { ...process.env, MLFLOW_DISABLE_TELEMETRY: "true", DO_NOT_TRACK: "1" };
  const told = execFileSync(facts.text("python"), ["-c", opening + code], { env: environment, encoding: "utf8" });
  return JSON.parse(told.trim().split("\n").at(-1) ?? "");
}
