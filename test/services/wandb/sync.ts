import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { factsOf } from "../facts-of.js";

const facts = factsOf("wandb");
const run = promisify(execFile);

/** 40 characters, as W&B's keys have them. */
export const apiKey = "c0ffee".padEnd(40, "0");

/** Runs the real `wandb sync` on a folder. @returns what it prints. */
export async function sync(folder: string, url: string, ...words: readonly string[]): Promise<string> {
  const environment = {
    ...process.env,
    WANDB_BASE_URL: url,
    WANDB_API_KEY: apiKey,
    WANDB_ERROR_REPORTING: "false",
    WANDB_CONFIG_DIR: join(folder, "../config"),
    WANDB_CACHE_DIR: join(folder, "../cache"),
    WANDB_DATA_DIR: join(folder, "../data"),
  };
  const told = await run(facts.text("wandb"), ["sync", ...words, folder], {
    env: environment,
    cwd: join(folder, ".."),
  });
  return told.stdout + told.stderr;
}

/** What Python says. @param code Prints JSON at its end; `path` is there. */
export async function askPython(path: string, code: string): Promise<unknown> {
  const { stdout } = await run(facts.text("python"), ["-c", `import json, sys\npath = sys.argv[1]\n${code}`, path]);
  return JSON.parse(stdout.trim().split("\n").at(-1) ?? "");
}
