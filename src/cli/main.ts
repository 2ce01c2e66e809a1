#!/usr/bin/env node
// `npx golden-pipeline …`: docs/command-line.md.
import { readFileSync } from "node:fs";
import { runCli } from "./run-cli.js";
import { processTerminal } from "./terminal.js";

const manifest: { readonly version: string } = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
);
void runCli(process.argv.slice(2), processTerminal(process), manifest.version).then((code) => {
  process.exitCode = code;
});
