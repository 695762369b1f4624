import { isRecord } from '../../schema/is-record.ts'

/**
 * The arguments of a unique read as those of an ordinary one: `{brandId_id: {brandId, id}}` becomes `{brandId, id}`.
 * Only the name of a composite key has an underscore; fields are in camelCase.
 */
export function flattenKey(args: unknown): unknown {
  if (!isRecord(args) || !isRecord(args['where'])) return args
  const where = Object.entries(args['where']).map(([name, value]) => (name.includes('_') && isRecord(value) ? value : { [name]: value }))
  return { ...args, where: Object.assign({}, ...where) }
}
