/** How pages look. The colours of text and of series have a contrast of at least 4.5 against their ground, light and dark. */
const light =
  "--ink:#18222d;--soft:#54616f;--line:#e3e8ee;--paper:#fff;--back:#f3f5f8;--good:#0b6b47;--good-back:#e2f4ec;--bad:#b3261e;--bad-back:#fdeae8;--unsure:#7a4d00;--unsure-back:#fcf0d9;--plain:#46525f;--plain-back:#eceff3;--s0:#0b5cad;--s1:#b8460b;--s2:#0b7361;--s3:#7a3fc4;--s4:#7a5b00;--s5:#b02063";
const dark =
  "--ink:#e7ecf2;--soft:#a5b3c1;--line:#2d3945;--paper:#18212b;--back:#0f151c;--good:#5fd6a4;--good-back:#12382b;--bad:#ff9c92;--bad-back:#4a1f1d;--unsure:#f3c66b;--unsure-back:#40310f;--plain:#b9c4cf;--plain-back:#2a3540;--s0:#74b3ff;--s1:#ff9d68;--s2:#4ed0b5;--s3:#c3a3ff;--s4:#e2c25a;--s5:#ff8fbd";

const series = [0, 1, 2, 3, 4, 5]
  .map(
    (index) =>
      `.line.s${index},.whisker.s${index}{stroke:var(--s${index})}.fill.s${index},.name.s${index}{fill:var(--s${index})}`,
  )
  .join("");
const verdicts = ["good", "bad", "unsure", "plain"]
  .map(
    (tone) =>
      `.verdict.${tone}{color:var(--${tone});background:var(--${tone}-back)}.line.${tone}{stroke:var(--${tone})}.fill.${tone}{fill:var(--${tone})}.band.${tone}{fill:var(--${tone}-back)}svg text.${tone}{fill:var(--${tone})}`,
  )
  .join("");

export const pageStyle = `
:root{color-scheme:light dark;${light}}
@media(prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}
body{margin:0;background:var(--back);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;-webkit-text-size-adjust:100%}
main{max-width:1136px;margin:0 auto;padding:48px 24px 80px}
h1{font-size:32px;line-height:1.2;letter-spacing:-.01em;margin:0 0 10px;text-wrap:balance;overflow-wrap:anywhere}
h2{font-size:20px;line-height:1.3;margin:0 0 6px;overflow-wrap:anywhere}h2 .verdict{font-size:15px;margin-left:4px;vertical-align:1px}section>h2+:not(p){margin-top:14px}
.lead{color:var(--soft);font-size:18px;margin:0 0 32px;max-width:46em;text-wrap:pretty;overflow-wrap:anywhere}
section{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:26px 28px;margin:0 0 20px}
section>p{margin:0 0 18px;color:var(--soft);max-width:50em;text-wrap:pretty;overflow-wrap:anywhere}
.row{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,480px),1fr));gap:28px 36px;margin:0 0 20px}.row>div{min-width:0}
figure{margin:0;min-width:0}section>figure{margin:0 0 20px}figcaption{font-weight:600;line-height:1.35;margin:0 0 8px;overflow-wrap:anywhere}.empty{color:var(--soft)}
section>:last-child,section>:last-child>figure:last-child{margin-bottom:0}figure+figure{margin-top:20px}
.chart{container-type:inline-size}.chart>div{overflow-x:auto}svg{display:block;width:100%;height:auto}
.wide,.full{display:none}.wide{max-width:640px}.narrow{min-width:300px;max-width:400px}@container(min-width:480px){.wide{display:block}.narrow{display:none}}@container(min-width:960px){.full{display:block}.full~.wide{display:none}}
svg text{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round;font-size:13px;fill:var(--soft);font-family:inherit;font-variant-numeric:tabular-nums}svg .strong{fill:var(--ink)}svg .name{font-weight:600}
.band{opacity:.7}.grid{stroke:var(--line)}.base{stroke:var(--soft)}.line,.whisker{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}.whisker{stroke-width:1.5}
.thick{stroke-width:12;stroke-linecap:butt}.dashed{stroke-dasharray:6 5}.pale{opacity:.5}.dots{opacity:.75}${series}${verdicts}
.verdict{display:inline-block;font-size:13.5px;font-weight:600;line-height:1.5;padding:1px 9px;border-radius:8px;white-space:nowrap;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:14.5px;line-height:1.45}
th{text-align:left;color:var(--soft);font-weight:600;vertical-align:bottom}th,td{padding:8px 26px 8px 0;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}td{vertical-align:top}
th:last-child,td:last-child{padding-right:2px}tbody tr:last-child>*{border-bottom:0}td.short,td.number,th.number{white-space:nowrap}td.long{min-width:240px}th.number,td.number{text-align:right}
td:not(.short):not(.number){overflow-wrap:anywhere;min-width:7em}
code{font:13.5px/1.4 ui-monospace,"DejaVu Sans Mono",monospace;background:var(--back);padding:1px 6px;border-radius:5px;overflow-wrap:anywhere}
small{font-size:12.5px}.dense{font-size:12.5px;width:auto}.dense th,.dense td{padding:5px 7px}.dense td:not(.long){min-width:34px}.upright{vertical-align:bottom}.upright span{writing-mode:vertical-rl;transform:rotate(180deg);white-space:nowrap}
@media(max-width:640px){main{padding:28px 12px 56px}h1{font-size:26px}.lead{font-size:16.5px;margin-bottom:22px}section{padding:20px 16px;border-radius:12px}.cards,.cards tbody,.cards tr,.cards td{display:block}.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.cards tr{padding:10px 0;border-bottom:1px solid var(--line)}.cards tbody tr:last-child{border:0}.cards td{display:grid;grid-template-columns:minmax(88px,34%) 1fr;gap:12px;padding:3px 0;border:0;min-width:0!important;text-align:left!important;white-space:normal!important}.cards td>div{min-width:0;overflow-wrap:anywhere}.cards td::before{content:attr(data-name);color:var(--soft);font-weight:600;overflow-wrap:anywhere}}
@media print{:root{color-scheme:light;${light};--back:#fff}main{max-width:none;padding:0}section{border:0;border-top:1px solid var(--line);border-radius:0;padding:16px 0}figure,tr{break-inside:avoid}h2{break-after:avoid}.scroll,.chart>div{overflow:visible}}`;
