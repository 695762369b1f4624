import type { Guard } from './guard.ts'

/** One block a table, in the order of the guards. */
export function printGuards(guards: readonly Guard[]): string {
  const tables = [...new Set(guards.map(({ table }) => table))]
  return tables.map(name => [`-- ${name}`, ...guards.filter(({ table }) => table === name).map(({ sql }) => sql)].join('\n')).join('\n\n')
}
