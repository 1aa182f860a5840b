const mark = '\n-- step: ';

/** Cuts an SQL file into its steps, in order: each begins with a line "-- step: NAME". */
export function parseSteps(text) {
  return `\n${text}`.split(mark).slice(1).map((block) => {
    const end = block.indexOf('\n');
    return { name: block.slice(0, end).trim(), sql: block.slice(end + 1) };
  });
}
