/** A type on its way into the SDL: the head is printed once, members are lines (or groups of lines) of its body. */
export interface TypeBlock {
  readonly keyword: 'type' | 'input' | 'enum'
  readonly name: string
  readonly description: string
  /** Directives of the head, printed after the name. */
  readonly directives: readonly string[]
  readonly members: readonly string[]
}

/** Description of a type, on one line whatever the source has. */
export const describeType = (text: string): string => `"""${oneLine(text).replaceAll('"""', '\\"""').replace(/"$/, '" ')}"""`

/** Description of a field, on one line whatever the source has. */
export const describeField = (text: string): string => JSON.stringify(oneLine(text))

/** A member with its description above it. */
export const member = (description: string, line: string): string => `${describeField(description)}\n${line}`

/** The SDL of a type; body lines are indented by two spaces, longer indents are kept. */
export const printBlock = ({ keyword, name, description, directives, members }: TypeBlock): string =>
  `${describeType(description)}\n${[keyword, name, ...directives].join(' ')} {\n${members.map(indent).join('\n')}\n}`

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const indent = (text: string): string => text.split('\n').map(line => `  ${line}`).join('\n')
