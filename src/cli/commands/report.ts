import { writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { counted } from "../../core/house.js";
import { gateExitCode } from "../../evaluation/index.js";
import type { EvaluationReport } from "../../model/index.js";
import { createRegistry } from "../../registry/index.js";
import { evaluationSections, evaluationTable, htmlPage, junitXml, markdownReport } from "../../report/index.js";
import type { Command } from "../command.js";
import { printable, printableJson } from "../printable.js";
import { UsageError } from "../usage-error.js";

const formats: { readonly [format: string]: (report: EvaluationReport, version: string) => string } = {
  html: (report, version) =>
    htmlPage(version, `${counted(report.rows, "row")} of ${report.dataset}`, evaluationSections(report)),
  markdown: (report) => markdownReport(report),
  junit: (report, version) => junitXml(report, { name: version }),
  text: (report) => `${printable(evaluationTable(report))}\n`,
  json: (report) => `${printableJson(report, 2)}\n`,
};

export const report: Command = {
  name: "report",
  words: [{ name: "version" }],
  about: "the evaluation that a version was registered with, e.g. of late-flights@3 or late-flights@champion",
  options: {
    format: { value: "<format>", about: `${Object.keys(formats).join(", ")} (html)` },
    out: { value: "<file>", about: "where it is written (standard output)" },
    "exit-code": { about: "end with 1 when the gate failed, 3 when it is inconclusive" },
  },
  async run({ directory, store, words: [version = ""], text, has, write }) {
    const name = text("format") ?? "html";
    const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
    if (format === undefined)
      throw new UsageError(`expected a format, one of ${Object.keys(formats).join(", ")}; got ${name}`);
    const out = text("out");
    if (out !== undefined && !relative(resolve(directory), resolve(out)).startsWith(".."))
      throw new UsageError(`${out} lies in the store, where nothing may be written`);
    const found = await createRegistry({ store }).report(version);
    if (found.format !== "evaluation@1")
      throw new UsageError(`what ${version} was registered with is no evaluation report`);
    const page = format(found, version);
    if (out === undefined) await write(page);
    else await writeFile(out, page);
    return has("exit-code") ? gateExitCode(found) : 0;
  },
};
