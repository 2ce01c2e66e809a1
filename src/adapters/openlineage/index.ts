export { createOpenLineage, type OpenLineage, type OpenLineageOptions } from "./create-open-lineage.js";
export type { LineageDataset, LineageEvent, LineageFacet, LineageFacets } from "./lineage-event.js";
export { type LineageOptions, lineageEvents } from "./lineage-events.js";
