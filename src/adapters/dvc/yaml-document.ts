import { readFile } from "node:fs/promises";
import type { Document, Node } from "yaml";
import { SourceError } from "../../core/index.js";
import type { Yaml } from "./load-yaml.js";

/** Whole numbers keep all their digits. */
const reading = { intAsBigInt: true } as const;

/** A YAML file of DVC's; undefined when there is none. @throws {SourceError} it cannot be read, or is no YAML. */
export async function readYaml(yaml: Yaml, path: string): Promise<Document | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && (cause.code === "ENOENT" || cause.code === "ENOTDIR"))
      return undefined;
    throw new SourceError({ place: "dvc", message: `Could not read ${path}`, cause });
  }
  const document = yaml.parseDocument(text, reading);
  const [error] = document.errors;
  if (error === undefined) return document;
  const message = `Expected ${path} to be YAML, got ${error.message.split("\n")[0]}. Mend it, or bring it back from Git`;
  throw new SourceError({ place: "dvc", message, cause: error });
}

/**
 * Text that every YAML reader takes for text when it stands without quotes: DVC's takes dates and `1_000` for something else, where this
 * package would leave them bare. A hash is quoted where it looks like a number, which the package sees by itself.
 */
const plainWords = /^(?:[A-Za-z/]|\.[A-Za-z./]|[0-9a-f]{32}(?:\.dir)?$)/;
const otherWords = /^(?:y|n|yes|no|on|off|true|false|null|\.nan|\.inf)$/i;

/** A value as a node whose texts no reader can take for anything else. */
export function yamlNode(yaml: Yaml, document: Document, value: unknown): Node {
  const node = document.createNode(value, { aliasDuplicateObjects: false });
  yaml.visit(node, {
    Scalar(_key, scalar) {
      if (typeof scalar.value !== "string" || scalar.value.includes("\n")) return;
      if (!plainWords.test(scalar.value) || otherWords.test(scalar.value)) scalar.type = yaml.Scalar.QUOTE_SINGLE;
    },
  });
  return node;
}

/** As DVC itself lays it out: no line is folded. */
export function yamlText(document: Document): string {
  return document.toString({ lineWidth: 0, indentSeq: false, singleQuote: true });
}
