import { errorCode } from "../core/index.js";
import { UsageError } from "./usage-error.js";

/** What went wrong, in a sentence, without the path through the code. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return `failed: ${String(error)}`;
  if (error instanceof UsageError) return error.message;
  const code = errorCode(error);
  if (code !== undefined) {
    const said = error.message.replace(/^(\[[^\]]*\] )+/, "");
    return code === "damaged" ? `${said}; \`golden-pipeline fsck\` tells what else is damaged` : said;
  }
  if ("code" in error && typeof error.code === "string" && "path" in error && typeof error.path === "string")
    return `${error.path} could not be read or written (${error.code})`;
  // An error of no known kind: its name says more than a bare message.
  return `${error.name}: ${error.message} (--debug shows where)`;
}
