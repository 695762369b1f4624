import type { GraphQLSchema } from 'graphql'
import { isOfType } from './is-of-type.ts'
import type { Rewrite } from './query-plan.ts'
import { isRow } from './row.ts'
import type { Row } from './row.ts'

const TYPE_PART = '... on '

const changeRow = (row: Row, key: string, rewrite: Rewrite): void => {
  if (rewrite.kind === 'ValueSetter') row[key] = rewrite.setValueTo
  else if (Object.hasOwn(row, key) && row[key] !== undefined) {
    row[rewrite.renameKeyTo] = row[key]
    row[key] = undefined
  }
}

/** Applies what the planner wants changed: a constant set, or a key that had to differ between subgraphs given its own name again. */
export const rewriteData = (schema: GraphQLSchema, rewrites: readonly Rewrite[], data: unknown): void => {
  if (rewrites.length === 0) return
  const apply = (value: unknown, path: readonly string[], rewrite: Rewrite): void => {
    if (Array.isArray(value)) return value.forEach(item => apply(item, path, rewrite))
    const [part, ...rest] = path
    if (!isRow(value) || part === undefined) return
    if (part.startsWith(TYPE_PART)) {
      // an object that does not tell its type was asked for where only one is possible
      if (value.__typename === undefined || isOfType(schema, value.__typename, part.slice(TYPE_PART.length))) apply(value, rest, rewrite)
    } else if (rest.length > 0) apply(value[part], rest, rewrite)
    else changeRow(value, part, rewrite)
  }
  for (const rewrite of rewrites) apply(data, rewrite.path, rewrite)
}
