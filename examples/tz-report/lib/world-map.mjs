import { colourOf, escape, px } from './svg.mjs';

const width = 1080;
const height = 500;
const north = 84;
const south = -86;
const x = (longitude) => ((longitude + 180) / 360) * width;
const y = (latitude) => ((north - latitude) / (north - south)) * height;
const sign = (hour) => (hour > 0 ? '+' : hour < 0 ? '−' : '±');

/** The zones' principal places on an equirectangular map without coasts: they draw the continents themselves. */
export function renderMap(zones) {
  // The stripe of ±12 lies half on each side of the map, and bears no label.
  const stripes = Array.from({ length: 25 }, (_, at) => at - 12).map((hour) => {
    const label = Math.abs(hour) === 12 ? '' : `<text x="${px(x(hour * 15))}" y="${height - 8}" class="hour">${sign(hour)}${Math.abs(hour)}</text>`;
    return `<rect x="${px(x(hour * 15 - 7.5))}" width="${width / 24}" height="${height}" fill="${colourOf(hour)}" opacity="0.09"/>${label}`;
  });
  const places = zones.records.map((zone) => {
    const title = `${zone.zone}: ${zone.utc}${zone.seasonal ? ', changes clocks' : ''}, countries: ${zone.countries}`;
    return `<circle cx="${px(x(zone.longitude))}" cy="${px(y(zone.latitude))}" r="${px(3 + 1.6 * Math.sqrt(zone.countries))}" fill="${colourOf(zone.hours)}" class="${zone.seasonal ? 'seasonal' : 'steady'}"><title>${escape(title)}</title></circle>`;
  });
  return `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Map of ${zones.count} time zones, coloured by their offset from UTC">
${stripes.join('\n')}
<line x1="0" x2="${width}" y1="${px(y(0))}" y2="${px(y(0))}" class="equator"/>
${places.join('\n')}
</svg>`;
}
