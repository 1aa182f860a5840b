#!/usr/bin/env node
// Reads the tz database, runs the steps of report.sql in DuckDB, and writes report.html.
import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Database } from './lib/database.mjs';
import { renderPage } from './lib/page.mjs';
import { parseSteps } from './lib/steps.mjs';
import { renderTable } from './lib/text-table.mjs';

const began = performance.now();
const seconds = (since) => ((performance.now() - since) / 1000).toFixed(2);
const log = (text) => console.log(`[${seconds(began).padStart(6)} s] ${text}`);

// A container's first process gets no default handler: without this, StopTask would wait for its time-out.
process.on('SIGTERM', () => {
  console.error('Stopped before the report was complete.');
  process.exit(143);
});

const { values: options } = parseArgs({
  options: {
    sql: { type: 'string', default: 'report.sql' },
    data: { type: 'string', default: 'data' },
    output: { type: 'string', default: process.env.TZ_REPORT_OUTPUT ?? 'output' },
    // Waits before the report is written, to try what happens to a run that is interrupted.
    pause: { type: 'string', default: '0' },
  },
});

const sql = await readFile(options.sql, 'utf8');
const fingerprint = createHash('sha256').update(sql).digest('hex').slice(0, 12);
log(`queries: ${options.sql} (${fingerprint}), data: ${options.data}`);

const database = await Database.open(options.data);
const results = new Map();
for (const step of parseSteps(sql)) {
  const stepBegan = performance.now();
  const result = await database.run(step.sql);
  results.set(step.name, result);
  log(`${step.name}: ${result.count} rows, ${seconds(stepBegan)} s`);
}

if (Number(options.pause) > 0) {
  log(`waiting ${options.pause} s, as told`);
  await wait(Number(options.pause) * 1000);
}

await mkdir(options.output, { recursive: true });
const path = join(options.output, 'report.html');
await writeFile(path, renderPage(results, fingerprint, new Date()));
console.log(renderTable('summary', results.get('summary table')));
log(`report written to ${path}`);
