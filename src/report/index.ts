export { type Series, svgChart } from "./chart.js";
export { escapeHtml } from "./escape-html.js";
export { calibrationChart, precisionRecallChart, rocChart } from "./evaluation/curve-charts.js";
export { evaluationSections } from "./evaluation/evaluation-sections.js";
export { evaluationTable } from "./evaluation/evaluation-table.js";
export { htmlPage, htmlRow, htmlTable, type PageSection } from "./html-page.js";
export { intervalChart } from "./interval-chart.js";
export { textTable } from "./text-table.js";
