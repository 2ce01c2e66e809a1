import { spawnSync } from "node:child_process";

export interface XmlElement {
  readonly tag: string;
  readonly attributes: { readonly [name: string]: string };
  readonly text: string;
  readonly children: readonly XmlElement[];
}

// Expat, which refuses whatever XML 1.0 does not allow.
const program = `import sys, json, xml.etree.ElementTree as tree
def show(e): return {"tag": e.tag, "attributes": e.attrib, "text": e.text or "", "children": [show(c) for c in e]}
print(json.dumps([show(tree.fromstring(text)) for text in json.load(sys.stdin)]))`;

/** Whether this machine has Python's parser. */
export const hasXmlParser = spawnSync("python3", ["-c", "import xml.etree.ElementTree"]).status === 0;

/** Parses documents strictly. @throws one of them is not well formed. */
export function parseXml(texts: readonly string[]): readonly XmlElement[] {
  const { stdout, stderr, status } = spawnSync("python3", ["-c", program], {
    input: JSON.stringify(texts),
    encoding: "utf8",
    maxBuffer: 1e8,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}
