export { prometheusText } from "./prometheus-text.js";
