/** Columns as wide as their widest cell; the first `left` of them stand to the left, figures to the right. */
export function formatTable(headings: readonly string[], rows: readonly (readonly string[])[], left = 2): string {
  const widths = headings.map((heading, column) => Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]): string => cells
    .map((cell, column) => (column < left ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
    .join('  ').trimEnd()
  return [headings, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n')
}
