import { fileURLToPath } from "node:url";

/** The file that workers bundle: it stands beside this one in the source, and beside the adapter's door once that is built. */
export function workflowsPath(): string {
  const here = import.meta.url;
  return fileURLToPath(new URL(`./workflows${here.slice(here.lastIndexOf("."))}`, here));
}
