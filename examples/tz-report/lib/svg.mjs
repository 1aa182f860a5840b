/** The CSS colour of an offset in hours: neighbours differ, and the two sides of the date line meet. */
export const colourOf = (hours) => `hsl(${Math.round((((hours + 12) * 15) % 360 + 360) % 360)} 68% 48%)`;

/** A number as SVG wants it: no more digits than pixels need. */
export const px = (value) => String(Math.round(value * 10) / 10);

/** Text that may stand in HTML and SVG. */
export const escape = (text) =>
  String(text).replace(/[&<>"']/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character]);
