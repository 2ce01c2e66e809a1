export { type AlertmanagerOptions, alertmanagerAlarms } from "./alertmanager-alarms.js";
