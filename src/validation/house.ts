/** What other rooms of the house use of this one; not exported from the package. */
export { lineageLog } from "./lineage-log.js";
export { quarantineLog } from "./quarantine.js";
