/**
 * Whether an `Accept` header asks for OpenMetrics 1.0 rather than for Prometheus' own text: it is named, and not wanted less. Who names neither gets
 * the text, which everything reads.
 */
export function acceptsOpenMetrics(accept: string): boolean {
  let [openMetrics, text] = [0, 0];
  for (const range of accept.split(",")) {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const known = new Map(parameters.map((parameter) => parameter.split("=", 2) as [string, string | undefined]));
    const quality = Number(known.get("q") ?? 1);
    const version = known.get("version")?.replaceAll('"', "") ?? "1.0.0";
    if (Number.isNaN(quality)) continue;
    if (type === "application/openmetrics-text" && version === "1.0.0") openMetrics = Math.max(openMetrics, quality);
    if (type === "text/plain") text = Math.max(text, quality);
  }
  return openMetrics > 0 && openMetrics >= text;
}
