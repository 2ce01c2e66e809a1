export { alarmSpec } from "./alarms/alarm-spec.js";
export { alarmTable } from "./alarms/alarm-table.js";
export { alarmTimeline } from "./alarms/alarm-timeline.js";
export type { Series } from "./chart/chart-options.js";
export { chartSpec } from "./chart/chart-spec.js";
export { svgChart } from "./chart/svg-chart.js";
export {
  calibrationChart,
  calibrationSpec,
  precisionRecallChart,
  precisionRecallSpec,
  rocChart,
  rocSpec,
} from "./evaluation/curve-charts.js";
export { evaluationSections } from "./evaluation/evaluation-sections.js";
export { evaluationTable } from "./evaluation/evaluation-table.js";
export { junitXml } from "./junit/junit-xml.js";
export { markdownReport } from "./markdown/markdown-report.js";
export { escapeHtml } from "./page/escape-html.js";
export { htmlPage, htmlRow, type PageSection } from "./page/html-page.js";
export { htmlTable } from "./page/html-table.js";
export { htmlVerdict } from "./page/verdict.js";
export { contributionChart } from "./rows/contribution-chart.js";
export { intervalChart } from "./rows/interval-chart.js";
export { contributionSpec, intervalSpec } from "./rows/row-specs.js";
export { textTable } from "./text-table.js";
export type { Judged } from "./verdicts/judged.js";
