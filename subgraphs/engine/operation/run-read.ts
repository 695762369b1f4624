import type { ArrayRows, ArrayStatement, TenantStatement } from '../../../prisma/database/tenant-statement.ts'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import { accessRecords } from '../access-log/access-records.ts'
import { newTally, revealedOnRequest, type AccessTally } from '../access-log/access-tally.ts'
import { auditStatement } from '../audit/audit-statement.ts'
import { bind } from '../read/bind.ts'
import type { Viewer } from '../read/rights.ts'
import { cursorSealing, type PreparedRead, type ReadEngine } from './prepare-read.ts'
import { preparedName } from './prepared-names.ts'
import type { RequestAccess } from './request-access.ts'

/** Sends single statements under a brand; a tenant pool is one. */
export interface StatementSender {
  query(brandId: string, statement: ArrayStatement): Promise<ArrayRows>
  /** A statement together with the one that its rows give cause to, both or neither. */
  queryAndWrite(brandId: string, statement: ArrayStatement, follow: (answer: ArrayRows) => TenantStatement | undefined): Promise<void>
}

/** What running statements of one module needs. */
export interface ReadRunner extends ReadEngine {
  readonly pool: StatementSender
  readonly pseudonymKeys: KeyRing
  readonly auditKey: Buffer
  /** In milliseconds since 1970. */
  readonly now: () => number
}

/** Who reads, and what the request was granted. */
export interface Reader {
  readonly viewer: Viewer
  readonly access: RequestAccess
}

interface Run {
  readonly read: PreparedRead
  readonly keys?: readonly string[]
}

/** Sends the one statement of a read and gives back plain JSON; null where there is no row. What must be logged is committed before anybody has the answer. */
export async function runRead(runner: ReadRunner, reader: Reader, { read, keys }: Run): Promise<unknown> {
  const { plan, inputs, lookups } = read
  const { viewer, access: { envelope: { ticket }, deadline } } = reader
  const statement: ArrayStatement = {
    name: preparedName(plan.name), text: plan.text, values: bind(plan.parameters, { viewer, inputs, keys, ticket }), rowMode: 'array', deadline,
  }
  const tally = newTally(plan.log?.length ?? 0)
  if (!plan.log && lookups.length === 0) return decoded(runner, { viewer, read, tally }, await runner.pool.query(viewer.brandId, statement))
  let value: unknown = null
  await runner.pool.queryAndWrite(viewer.brandId, statement, (answer) => {
    value = decoded(runner, { viewer, read, tally }, answer)
    reader.access.takeRevealed(revealedOnRequest(plan.log ?? [], tally))
    return logStatement(runner, reader, { read, tally })
  })
  return value
}

interface Decoding {
  readonly viewer: Viewer
  readonly read: PreparedRead
  readonly tally: ReturnType<typeof newTally>
}

function decoded(runner: ReadRunner, { viewer, read, tally }: Decoding, { rows }: ArrayRows): unknown {
  const text = rows[0]?.[0]
  const value: unknown = typeof text === 'string' ? JSON.parse(text) : null
  const { plan: { decode }, inputs } = read
  if (!decode || value === null) return value
  return decode(value, {
    brandId: viewer.brandId, purpose: viewer.rights.principalClass.purpose, pseudonymKeys: runner.pseudonymKeys, inputs, tally,
    sealCursor: cursorSealing(runner, viewer, read),
  })
}

function logStatement(runner: ReadRunner, { viewer, access: { envelope } }: Reader, { read, tally }: { readonly read: PreparedRead; readonly tally: AccessTally }): TenantStatement | undefined {
  const { catalog, auditKey, now } = runner
  const request = { envelope, principalClass: viewer.rights.principalClass, auditKey, now: now() }
  const records = accessRecords(request, { entries: read.plan.log ?? [], tally, lookups: read.lookups })
  return records.length === 0 ? undefined : auditStatement(catalog.schema, records)
}
