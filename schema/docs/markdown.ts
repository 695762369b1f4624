/** Stands at the top of what is generated. */
export const NOTE = '<!-- Written by npm run generate from the model and the declarations of the modules. Do not edit. -->'

/** A text inside a cell of a table. */
export const cell = (text: string): string => text.replaceAll('|', '\\|').replace(/\s+/g, ' ').replaceAll('<', '&lt;').trim()

/** A table; nothing where it has no rows. */
export const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string => (rows.length === 0 ? '' : [
  `| ${heads.join(' | ')} |`, `|${heads.map(() => '---').join('|')}|`, ...rows.map(row => `| ${row.map(cell).join(' | ')} |`),
].join('\n'))

/** A part with its heading; nothing where it has no text. */
export const section = (heading: string, ...parts: readonly string[]): readonly string[] => {
  const said = parts.filter(part => part !== '')
  return said.length === 0 ? [] : [heading, ...said]
}

/** A page of parts, with an empty line between them. */
export const page = (parts: readonly string[]): string => `${[NOTE, ...parts].join('\n\n')}\n`

export const code = (text: string): string => `\`${text}\``

/** `1 table`, `3 tables`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`
