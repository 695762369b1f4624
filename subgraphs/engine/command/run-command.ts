import type { RowWrite } from '../../../prisma/database/seal-tables.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { ReadError } from '../read/read-error.ts'
import { viewerOf } from '../read/rights.ts'
import { claimKey, finishKey, hashRequest, principalKey, type Attempt } from './claim-key.ts'
import type { CommandAnswer, CommandCall, CommandEngine, UserError } from './command-engine.ts'
import { COMMON_FAILURES, CommandError } from './command-error.ts'
import { commandContext } from './command-context.ts'
import type { Command, CommandOutcome } from './define-command.ts'
import { lockRows, type LockedRow } from './lock-rows.ts'
import { checkPermission, checkVersion } from './may-run.ts'
import { checkEntities } from './other-modules.ts'
import { readInput, readKey } from './read-input.ts'
import { recordFailure } from './record-failure.ts'
import { refuseMasks } from './refuse-masks.ts'
import { asCommandError } from './refused-by-database.ts'
import { writeRecords, type Emitted } from './write-records.ts'

/** Runs a command once for its key. Throws ReadError where the caller may not; expected failures are in the answer. */
export async function runCommand(engine: CommandEngine, command: Command, call: CommandCall): Promise<CommandAnswer> {
  const rows = new Map<string, LockedRow>()
  try {
    return await attempt(engine, command, { call, rows })
  } catch (thrown) {
    const error = asCommandError(thrown, command)
    // a failure that cannot be recorded is still that failure
    if (isRecorded(error)) await recordFailure(engine, { command, call, error, rows }).catch(engine.onFault)
    if (error instanceof CommandError) return { entityId: null, isDone: false, userErrors: [userError(command, error)], replayed: false, secrets: {} }
    throw error
  }
}

interface Attempted {
  readonly call: CommandCall
  /** Filled while it runs, so that a failure can be recorded with what was found. */
  readonly rows: Map<string, LockedRow>
}

async function attempt(engine: CommandEngine, command: Command, { call, rows }: Attempted): Promise<CommandAnswer> {
  const { envelope, given, place } = call
  if (envelope.idempotencyKey === undefined) throw new ReadError('IDEMPOTENCY_KEY_REQUIRED')
  const key = readKey(given, envelope.idempotencyKey)
  const input = readInput(command, given)
  const known: Attempt = { schema: engine.schema, command: command.name, envelope, place, key, requestHash: hashRequest(engine.keys.audit, command.name, input) }
  const writes: RowWrite[] = []
  const { brandId } = envelope.principal
  const settings = { 'app.principal': principalKey(envelope.principal), 'app.request_id': envelope.requestId, lock_timeout: LONGEST_WAIT }
  return engine.database.transaction({ brandId, settings, onWrite: (write) => { writes.push(write) } }, async ({ tables, statements }) => {
    const before = await claimKey(statements, known)
    if (before) return replayed(command, before.entityId)
    const principal = acting(envelope.principal)
    const viewer = viewerOf(principal)
    for (const [name, row] of await lockRows({ catalog: engine.catalog, principal, viewer, statements, tables }, command, input)) rows.set(name, row)
    await checkEntities(engine, command, { envelope, input })
    checkPermission(command, { principal, viewer, input, rows })
    checkVersion(command, { input, rows })
    refuseMasks(engine.catalog, command, { input, rows })
    const now = new Date(engine.now())
    const emitted: Emitted[] = []
    const reasons: string[] = []
    const context = commandContext(engine, command, { call, principal, viewer, input, rows, tables, statements, now, emitted, reasons })
    const outcome = await command.run(context)
    await writeRecords(statements, engine, { command, call, deeds: { writes, emitted, rows, now, reason: reasons[0] } })
    const entityId = idOf(command, outcome)
    await finishKey(statements, known, { entityType: command.entity, entityId })
    return { entityId, isDone: true, userErrors: [], replayed: false, secrets: outcome.secrets ?? {} }
  })
}

/** How long a command waits for another one that has its key or its rows. */
const LONGEST_WAIT = '3s'

function idOf({ hidesOutcome = false }: Command, { entity }: CommandOutcome): string | null {
  if (entity === null && hidesOutcome) return null
  if (typeof entity?.id !== 'string') throw new Error('A command left no row behind.')
  return entity.id
}

function replayed(command: Command, entityId: string | null): CommandAnswer {
  const userErrors = command.secrets === undefined ? [] : [userError(command, new CommandError('SECRET_NOT_REPLAYABLE'))]
  return { entityId, isDone: true, userErrors, replayed: true, secrets: {} }
}

/** Emergency access is for seeing: nothing is changed by it. */
function acting({ breakGlass: _breakGlass, ...principal }: Principal): Principal {
  return principal
}

/** What is refused for its form alone has done nothing that anybody would look for. */
const UNRECORDED: ReadonlySet<string> = new Set(['VALIDATION_FAILED', 'IDEMPOTENCY_KEY_REQUIRED', 'IDEMPOTENCY_CONFLICT', 'IN_PROGRESS', 'MASKED_VALUE_IN_INPUT'])

function isRecorded(error: unknown): boolean {
  return !((error instanceof CommandError || error instanceof ReadError) && UNRECORDED.has(error.code))
}

function userError({ failures }: Command, { code, field }: CommandError): UserError {
  const messages: Readonly<Record<string, string>> = { ...COMMON_FAILURES, ...failures }
  const message = messages[code]
  if (message === undefined) throw new Error('A command failed in a way that it does not declare.')
  return { code, message, path: field === undefined ? null : ['input', field] }
}
