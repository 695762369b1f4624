import { uuidV7 } from '../../../schema/uuid-v7.ts'
import { auditStatement, type AuditRecord } from '../audit/audit-statement.ts'
import { tableNamed } from '../read/catalog.ts'
import { ReadError } from '../read/read-error.ts'
import { actorOf } from './actor-of.ts'
import { spendEnvelope } from './claim-key.ts'
import type { CommandCall, CommandEngine } from './command-engine.ts'
import { CommandError } from './command-error.ts'
import type { Command } from './define-command.ts'
import { placeOf } from './describe-change.ts'
import type { LockedRow } from './lock-rows.ts'
import { givenIds } from './read-input.ts'

/** A command of which nothing is kept but that it was tried. */
export interface Failure {
  readonly command: Command
  readonly call: CommandCall
  readonly error: unknown
  /** Rows that were found before it failed. */
  readonly rows: ReadonlyMap<string, LockedRow>
}

const DENIED: ReadonlySet<string> = new Set(['NOT_FOUND', 'FORBIDDEN', 'UNAUTHENTICATED'])

/**
 * Records a denied or failed command in a transaction of its own, after that of the command was rolled back.
 * The first row holds what the request held and one outcome for hidden, missing and forbidden; what was found out stands in the second, for the brand alone.
 */
export async function recordFailure({ database, schema, catalog, now }: CommandEngine, failure: Failure): Promise<void> {
  const { command, call: { envelope, given, place }, error, rows } = failure
  const code = codeOf(error)
  const _outcome = DENIED.has(code) ? 'DENIED' : 'ERROR'
  const common = { occurredAt: new Date(now()).toISOString(), ...actorOf(envelope), eventType: `${schema}.command.${_outcome === 'DENIED' ? 'denied' : 'failed'}` }
  const asked: AuditRecord = { id: uuidV7(), ...common, details: { command: command.name, ids: givenIds(command, given), _outcome, _tier: 'ACCESS' } }
  const [found] = rows.values()
  const context = found === undefined ? {} : { entityType: found.type, entityId: String(found.row.id), ...placeOf(tableNamed(catalog, found.type).entity, found.row) }
  const { entityType, entityId, ...place_ } = { entityType: undefined, entityId: undefined, ...context }
  const resolved: AuditRecord = { id: uuidV7(), ...common, entityType, entityId, details: { command: command.name, code, asked: asked.id, _outcome, _tier: 'SYSTEM', ...place_ } }
  await database.transaction({ brandId: envelope.principal.brandId, settings: {} }, async ({ statements }) => {
    await spendEnvelope(statements, { schema, envelope, place })
    await statements.query(auditStatement(schema, [asked, resolved]))
  })
}

function codeOf(error: unknown): string {
  return error instanceof CommandError || error instanceof ReadError ? error.code : 'INTERNAL_SERVER_ERROR'
}
