import { colourOf, escape, px } from './svg.mjs';

const width = 1080;
const left = 92;
const right = 420;
const step = 21;
const bar = 15;

/** How many zones keep each offset: bars, with the share that changes clocks twice a year in full colour. */
export function renderOffsets(offsets) {
  const scale = (width - left - right) / Math.max(...offsets.records.map((offset) => offset.zones));
  const bars = offsets.records.map((offset, row) => {
    const top = row * step;
    const colour = colourOf(offset.hours);
    return `<text x="${left - 8}" y="${top + 12}" class="label">${escape(offset.utc)}</text>
<rect x="${left}" y="${top}" width="${px(offset.zones * scale)}" height="${bar}" rx="2" fill="${colour}" opacity="0.45"/>
<rect x="${left}" y="${top}" width="${px(offset.seasonal * scale)}" height="${bar}" rx="2" fill="${colour}"/>
<text x="${px(left + offset.zones * scale + 8)}" y="${top + 12}">${offset.zones} <tspan class="places">${escape(offset.places)}</tspan></text>`;
  });
  return `<svg viewBox="0 0 ${width} ${offsets.rows.length * step}" role="img" aria-label="Zones by offset from UTC">
${bars.join('\n')}
</svg>`;
}
