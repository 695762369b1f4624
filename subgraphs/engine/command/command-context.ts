import type { SealedTables } from '../../../prisma/database/sealed-tables.ts'
import type { TenantClient } from '../../../prisma/database/tenant-statement.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { ReadError } from '../read/read-error.ts'
import type { CommandCall, CommandEngine } from './command-engine.ts'
import { CommandError } from './command-error.ts'
import type { Command, UntypedContext } from './define-command.ts'
import type { LockedRow } from './lock-rows.ts'
import { askAs, seesEntity } from './other-modules.ts'
import type { GivenInput } from './read-input.ts'
import type { Emitted } from './write-records.ts'

/** What a context is made of, once the rows are locked and the caller may go on. */
export interface ContextSource {
  readonly call: CommandCall
  readonly principal: Principal
  readonly input: GivenInput
  readonly rows: ReadonlyMap<string, LockedRow>
  readonly tables: SealedTables
  readonly statements: TenantClient
  readonly now: Date
  /** Grows with what the command tells. */
  readonly emitted: Emitted[]
}

/** The context in which a command runs. */
export function commandContext(engine: CommandEngine, command: Command, source: ContextSource): UntypedContext {
  const { call, principal, input, rows, tables, statements, now, emitted } = source
  return {
    input, tables, principal, now, keys: { envelope: engine.keys.envelope },
    rows: Object.fromEntries(Object.keys(command.input).map((name) => [name, rows.get(name)?.row ?? null])),
    async oneAtATime(name) {
      await statements.query({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`${engine.schema} ${principal.brandId} ${name}`] })
    },
    emit(event, row) {
      emitted.push({ event, row: Object.fromEntries(Object.entries(row)) })
    },
    sees: (entity, id) => seesEntity(engine, call.envelope, { ...entity, id }),
    ask: (module, query, variables) => askAs(engine, { module, query, variables, envelope: call.envelope }),
    failure: (code, field) => new CommandError(code, field),
    forbidden: () => new ReadError('FORBIDDEN'),
  }
}
