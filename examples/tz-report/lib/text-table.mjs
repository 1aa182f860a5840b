/** Whether a column holds numbers, which are set flush right. */
export const isNumeric = (result, column) => result.rows.length > 0 && typeof result.rows[0][column] === 'number';

/** A result as aligned text, under a heading. */
export function renderTable(heading, result) {
  const lines = [result.columns, ...result.rows.map((row) => row.map(String))];
  const widths = result.columns.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const render = (line) =>
    line.map((cell, column) => (isNumeric(result, column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join('  ').trimEnd();
  return `\n${heading}\n${lines.map((line) => `  ${render(line)}`).join('\n')}\n`;
}
