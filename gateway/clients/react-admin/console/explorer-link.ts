import type { Resource } from '../provider/resource.ts'
import type { Session } from './session.ts'

/** Opens the explorer with the query of a list, as the same person. */
export const explorerLink = ({ name, fields }: Resource, columns: readonly string[], { persona, purpose }: Session): string => {
  const selected = fields.filter(field => columns.includes(field.name)).map(({ selection }) => `      ${selection}`)
  const query = `query ${name.charAt(0).toUpperCase()}${name.slice(1)} {\n  ${name}(first: 20) {\n    nodes {\n      id\n${selected.join('\n')}\n    }\n    pageInfo { hasNextPage endCursor }\n  }\n}\n`
  return `/#${new URLSearchParams({ query, as: persona.name, for: purpose })}`
}
