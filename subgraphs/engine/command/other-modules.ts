import type { Envelope } from '../../../schema/policy/envelope.ts'
import type { CommandEngine, OwnerQuestion } from './command-engine.ts'
import { CommandError } from './command-error.ts'
import type { Command } from './define-command.ts'
import type { EntityName } from './input-field.ts'
import type { GivenInput } from './read-input.ts'

/** Ids of other modules are asked from their owner, under the caller's own envelope: a hidden one and a missing one are the same. */
export async function checkEntities(engine: CommandEngine, command: Command, { envelope, input }: { readonly envelope: Envelope; readonly input: GivenInput }): Promise<void> {
  for (const [name, { entity }] of Object.entries(command.input)) {
    const id = input[name]
    if (entity === undefined || typeof id !== 'string') continue
    if (!await seesEntity(engine, envelope, { ...entity, id })) throw new CommandError('NOT_FOUND', name)
  }
}

/** Whether the caller sees a row of another module. */
export async function seesEntity(engine: CommandEngine, envelope: Envelope, { module, type, id }: EntityName & { readonly id: string }): Promise<boolean> {
  const query = `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on ${type} { id } } }`
  const { _entities: entities } = await askAs(engine, { module, query, variables: { keys: [{ __typename: type, id }] }, envelope })
  return Array.isArray(entities) && entities[0] !== null && entities[0] !== undefined
}

/** Asks in the caller's name. What was granted for this request alone, its key, its raw values and emergency access, is not handed on. */
export async function askAs({ askOwner }: CommandEngine, { envelope, ...question }: OwnerQuestion): Promise<Readonly<Record<string, unknown>>> {
  if (askOwner === undefined) throw new Error(`Nobody can be asked for what ${question.module} knows.`)
  const { idempotencyKey: _key, reveals: _reveals, budgets: _budgets, ticket: _ticket, principal: { breakGlass: _breakGlass, ...principal }, ...rest } = envelope
  return askOwner({ ...question, envelope: { ...rest, principal } })
}
