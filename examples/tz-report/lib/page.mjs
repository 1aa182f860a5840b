import { renderOffsets } from './offset-chart.mjs';
import { escape } from './svg.mjs';
import { isNumeric } from './text-table.mjs';
import { renderMap } from './world-map.mjs';

const style = `
:root { color-scheme: light dark; --ink: #1b2430; --soft: #5a6675; --paper: #fbfcfd; --line: #dde3ea; --card: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8edf3; --soft: #9aa7b6; --paper: #10161e; --line: #2a3542; --card: #161e28; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 40px 20px 60px; }
h1 { font-size: 34px; margin: 0; letter-spacing: -0.02em; }
h2 { font-size: 20px; margin: 44px 0 12px; }
p { color: var(--soft); margin: 8px 0; }
.figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 24px 0; }
.figure { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 12px 18px; flex: 1 1 120px; }
.figure b { display: block; font-size: 26px; font-variant-numeric: tabular-nums; }
.figure span { color: var(--soft); font-size: 13px; }
.panel { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px; overflow-x: auto; }
svg { display: block; width: 100%; min-width: 720px; height: auto; }
svg text { fill: var(--ink); font: 12px system-ui, sans-serif; }
svg .hour { text-anchor: middle; fill: var(--soft); font-size: 11px; }
svg .label { text-anchor: end; font-variant-numeric: tabular-nums; }
svg .places { fill: var(--soft); font-size: 11px; }
svg .equator { stroke: var(--line); stroke-dasharray: 4 4; }
svg .seasonal { stroke: var(--ink); stroke-width: 1.6; }
svg .steady { opacity: 0.85; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(420px, 100%), 1fr)); gap: 0 32px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 6px 10px; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 500; font-size: 13px; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
footer { margin-top: 40px; font-size: 13px; }`;

/** The report: one HTML page that needs nothing else. */
export function renderPage(results, fingerprint, written) {
  const result = (name) => results.get(name) ?? missing(name, results);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>How the world keeps time</title>
<style>${style}
</style>
<main>
<h1>How the world keeps time</h1>
<p>Every time zone that differs since 1970, from the tz database, counted by DuckDB.</p>
<div class="figures">
${renderFigures(result('summary table'))}
</div>
<h2>Where the zones are</h2>
<p>Colour: offset from UTC. Size: how many countries share the zone. Ringed: clocks change twice a year. The stripes are where the sun would put the hours.</p>
<div class="panel">
${renderMap(result('zones map'))}
</div>
<h2>Offsets</h2>
<p>Zones by standard offset; in full colour those that change clocks.</p>
<div class="panel">
${renderOffsets(result('offsets table'))}
</div>
<div class="columns">
<section>
<h2>Countries with the most zones</h2>
${renderTable(result('countries table'))}
</section>
<section>
<h2>Places that changed their minds most</h2>
${renderTable(result('unsettled table'))}
</section>
</div>
<footer><p>Queries ${fingerprint} · written ${written.toISOString().slice(0, 16).replace('T', ' ')} UTC · data in the public domain</p></footer>
</main>
</html>
`;
}

function missing(name, results) {
  throw new Error(`The SQL file has no step "${name}", only: ${[...results.keys()].join(', ')}.`);
}

function renderFigures(summary) {
  return summary.columns
    .map((column, at) => `<div class="figure"><b>${escape(summary.rows[0][at])}</b><span>${escape(column)}</span></div>`)
    .join('\n');
}

function renderTable(result) {
  const cell = (tag, column, value) => `<${tag}${isNumeric(result, column) ? ' class="number"' : ''}>${escape(value)}</${tag}>`;
  const row = (tag, values) => `<tr>${values.map((value, column) => cell(tag, column, value)).join('')}</tr>`;
  return `<table>
<thead>${row('th', result.columns)}</thead>
<tbody>
${result.rows.map((values) => row('td', values)).join('\n')}
</tbody>
</table>`;
}
