/** One field of an operation, with what is asked below it. */
export interface Node {
  readonly name: string
  readonly alias?: string
  /** Literals, by argument. */
  readonly args: Readonly<Record<string, Literal>>
  readonly fields: readonly Node[]
  /** Types of the arguments, as variables are declared. */
  readonly types: Readonly<Record<string, string>>
  /** Other values for the same arguments, so that one plan serves many operations. */
  redraw?(): Readonly<Record<string, Literal>> | undefined
}

/** A value as GraphQL writes it in a document; `word` is a member of an enumeration. */
export type Literal = string | number | boolean | null | { readonly word: string } | readonly Literal[] | { readonly members: Readonly<Record<string, Literal>> }

/** The document, and the values that it names. */
export interface Printed {
  readonly query: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** Arguments become variables: operations of one form are planned once. */
export function printOperation(fields: readonly Node[]): Printed {
  const variables: Record<string, unknown> = {}
  const declared: string[] = []
  const printNode = ({ name, alias, args, fields: below, types }: Node): string => {
    const given = Object.entries(args).map(([argument, value]) => {
      const variable = `v${declared.length}`
      declared.push(`$${variable}: ${types[argument] ?? 'String'}`)
      variables[variable] = valueOf(value)
      return `${argument}: $${variable}`
    })
    return `${alias === undefined ? '' : `${alias}: `}${name}${given.length > 0 ? `(${given.join(', ')})` : ''}${below.length > 0 ? ` { ${below.map(printNode).join(' ')} }` : ''}`
  }
  const body = fields.map(printNode).join(' ')
  return { query: `query Twin${declared.length > 0 ? `(${declared.join(', ')})` : ''} { ${body} }`, variables }
}

function valueOf(value: Literal): unknown {
  if (value === null || typeof value !== 'object') return value
  if ('word' in value) return value.word
  if ('members' in value) return Object.fromEntries(Object.entries(value.members).map(([name, member]) => [name, valueOf(member)]))
  return value.map(valueOf)
}

/** The same form with other values. */
export function redrawn(fields: readonly Node[]): readonly Node[] {
  return fields.map((node) => {
    const drawn = node.redraw?.() ?? {}
    const args = Object.fromEntries(Object.entries(node.args).map(([name, value]) => [name, name in drawn ? drawn[name] ?? null : name === 'filter' ? null : value]))
    return { ...node, args, fields: redrawn(node.fields) }
  })
}

/** Every operation that is smaller by one thing: a field, an argument, a level. */
export function smaller(fields: readonly Node[]): readonly (readonly Node[])[] {
  return fields.flatMap((node, place) => {
    const others = (replaced: readonly Node[]): readonly Node[] => [...fields.slice(0, place), ...replaced, ...fields.slice(place + 1)]
    const without = fields.length > 1 ? [others([])] : []
    const lessArguments = Object.keys(node.args).filter((name) => !REQUIRED.has(name)).map((name) => others([{ ...node, args: Object.fromEntries(Object.entries(node.args).filter(([other]) => other !== name)) }]))
    const below = node.fields.length > 0 ? smaller(node.fields).filter((each) => each.length > 0).map((each) => others([{ ...node, fields: each }])) : []
    return [...without, ...lessArguments, ...below]
  })
}

/** What an entry by key cannot do without. */
const REQUIRED = new Set(['id', 'slug', 'orgId', 'ticketNumber', 'entityType', 'entityId'])
