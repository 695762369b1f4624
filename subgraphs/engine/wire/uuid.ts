const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** An id as Postgres takes it; anything else names no row and must not reach a statement. */
export function isUuid(value: unknown): value is string {
  return typeof value === 'string' && UUID.test(value)
}
