export { type ChartOptions, type Mark, type Series, svgChart } from "./chart.js";
export { escapeHtml } from "./escape-html.js";
export { calibrationChart, rocChart } from "./evaluation-charts.js";
export { htmlPage, htmlRow, htmlTable, type PageSection } from "./html-page.js";
export { textTable } from "./text-table.js";
