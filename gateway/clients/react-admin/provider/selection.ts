import { failure } from './http-error.ts'
import { rowOf } from './json.ts'
import type { Resource } from './resource.ts'

const namesIn = (meta: unknown): readonly string[] | undefined => {
  const { fields } = rowOf(meta)
  return Array.isArray(fields) ? fields.filter(name => typeof name === 'string') : undefined
}

/**
 * What of a record is asked for: `meta.fields`, else every value of it and the ids of what it refers to. A list should name its columns: what is not shown
 * need not be read.
 */
export const selectionOf = ({ fields }: Resource, meta?: unknown): string => {
  const wanted = namesIn(meta)
  if (wanted === undefined) return ['id', ...fields.filter(({ name }) => name !== 'id').map(({ selection }) => selection)].join(' ')
  return ['id', ...[...new Set(wanted)].filter(name => name !== 'id').map(name => {
    const field = fields.find(one => one.name === name)
    if (field === undefined) throw failure(`Records of this list have no field "${name}" that can be shown to you.`, { code: 'VALIDATION_FAILED', field: name })
    return field.selection
  })].join(' ')
}
