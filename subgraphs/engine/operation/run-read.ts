import type { ArrayRows, ArrayStatement } from '../../../prisma/database/tenant-statement.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import { newTally } from '../access-log/access-tally.ts'
import { bind } from '../read/bind.ts'
import type { Viewer } from '../read/rights.ts'
import { cursorSealing, type PreparedRead, type ReadEngine } from './prepare-read.ts'
import { preparedName } from './prepared-names.ts'

/** Sends single statements under a brand; a tenant pool is one. */
export interface StatementSender {
  query(brandId: string, statement: ArrayStatement): Promise<ArrayRows>
}

/** What running statements of one module needs. */
export interface ReadRunner extends ReadEngine {
  readonly pool: StatementSender
  readonly pseudonymKeys: KeyRing
}

/** Sends the one statement of a read and gives back plain JSON; null where there is no row. */
export async function runRead(runner: ReadRunner, viewer: Viewer, { read, keys }: { readonly read: PreparedRead; readonly keys?: readonly string[] }): Promise<unknown> {
  const { plan, inputs } = read
  const { rows } = await runner.pool.query(viewer.brandId, {
    name: preparedName(plan.name), text: plan.text, values: bind(plan.parameters, { viewer, inputs, keys }), rowMode: 'array',
  })
  const text = rows[0]?.[0]
  const value: unknown = typeof text === 'string' ? JSON.parse(text) : null
  if (!plan.decode || value === null) return value
  return plan.decode(value, {
    brandId: viewer.brandId, purpose: viewer.rights.principalClass.purpose, pseudonymKeys: runner.pseudonymKeys, inputs,
    tally: newTally(plan.log?.length ?? 0),
    sealCursor: cursorSealing(runner, viewer, read),
  })
}
