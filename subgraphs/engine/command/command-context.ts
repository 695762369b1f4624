import type { SealedTables } from '../../../prisma/database/sealed-tables.ts'
import type { TenantClient } from '../../../prisma/database/tenant-statement.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { tableNamed } from '../read/catalog.ts'
import { ReadError } from '../read/read-error.ts'
import type { Viewer } from '../read/rights.ts'
import type { CommandCall, CommandEngine } from './command-engine.ts'
import { CommandError } from './command-error.ts'
import type { Command, UntypedContext } from './define-command.ts'
import { lockOne, type LockedRow } from './lock-rows.ts'
import { newToken } from './new-token.ts'
import { ownerOfToken } from './owner-of-token.ts'
import { askAs, seesEntity } from './other-modules.ts'
import type { GivenInput } from './read-input.ts'
import type { Emitted } from './write-records.ts'

/** What a context is made of, once the rows are locked and the caller may go on. */
export interface ContextSource {
  readonly call: CommandCall
  readonly principal: Principal
  readonly viewer: Viewer
  readonly input: GivenInput
  readonly rows: ReadonlyMap<string, LockedRow>
  readonly tables: SealedTables
  readonly statements: TenantClient
  readonly now: Date
  /** Grows with what the command tells. */
  readonly emitted: Emitted[]
  /** Grows with what was typed for the record. */
  readonly reasons: string[]
}

/** An id that no row has: who asks for nothing is answered by the same statement. */
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The context in which a command runs. */
export function commandContext(engine: CommandEngine, command: Command, source: ContextSource): UntypedContext {
  const { call, principal, viewer, input, rows, tables, statements, now, emitted, reasons } = source
  return {
    input, tables, principal, now, keys: { envelope: engine.keys.envelope },
    rows: Object.fromEntries(Object.keys(command.input).map((name) => [name, rows.get(name)?.row ?? null])),
    async oneAtATime(name) {
      await statements.query({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`${engine.schema} ${principal.brandId} ${name}`] })
    },
    newToken: (kind) => newToken(kind, engine.keys.tokenHash),
    async visible(type, id) {
      return (await lockOne({ catalog: engine.catalog, principal, viewer, statements, tables }, command, { type, id: id ?? NOBODY }))?.row ?? null
    },
    ownerOfToken: (type, token) => ownerOfToken({ statements, brandId: principal.brandId, ring: engine.keys.tokenHash, table: tableNamed(engine.catalog, type) }, token),
    because(reason) {
      if (reason !== null) reasons.push(reason)
    },
    emit(event, row, also = {}) {
      emitted.push({ event, row: Object.fromEntries(Object.entries(row)), also })
    },
    sees: (entity, id) => seesEntity(engine, call.envelope, { ...entity, id }),
    ask: (module, query, variables) => askAs(engine, { module, query, variables, envelope: call.envelope }),
    failure: (code, field) => new CommandError(code, field),
    forbidden: () => new ReadError('FORBIDDEN'),
  }
}
