import type { CreateParams, DeleteParams, Identifier, UpdateParams } from 'ra-core'
import type { Ask } from './ask.ts'
import type { GraphCommand, GraphSchema } from './graph-schema.ts'
import { failure, rootOf, userFailure } from './http-error.ts'
import { isRow, rowOf } from './json.ts'
import type { Row } from './json.ts'
import { withheldAt, withMarks, withoutStandIns } from './marks.ts'
import type { Resource } from './resource.ts'
import { selectionOf } from './selection.ts'

/** Commands by name, with what their inputs take: `Commands` of a generated client (docs/clients.md), or any such type. */
export type CommandInputs = object

/** A command with its input, as `call` makes it. */
export interface CommandCall {
  readonly name: string
  readonly input: object
}

/** Names a command and gives its input; both are checked by the types of the graph. */
export type MakeCall<Inputs extends CommandInputs> = <Name extends keyof Inputs & string>(name: Name, input: Inputs[Name] & object) => CommandCall

/** Answers nothing where the action does not exist for these values. */
type Serves<Params, Inputs extends CommandInputs> = (params: Params, call: MakeCall<Inputs>) => CommandCall | undefined

/** Which commands of the graph serve the actions of react-admin on one resource. */
export interface ServedActions<Inputs extends CommandInputs> {
  readonly create?: Serves<CreateParams, Inputs>
  /** `params.data` holds no mask that was not touched. */
  readonly update?: Serves<UpdateParams, Inputs>
  readonly delete?: Serves<DeleteParams, Inputs>
}

/** By name of the resource. */
export type ServedCommands<Inputs extends CommandInputs> = Readonly<Record<string, ServedActions<Inputs>>>

/** What a command answered. */
export interface CommandResult {
  /** The record afterwards, as the caller sees it; undefined where the payload holds none. */
  readonly record: Row | undefined
  /** The other values of the payload: `replayed`, `accepted`, secrets that are shown once. */
  readonly values: Row
}

/** Makes calls; what is right for a command is said by the types. */
export const makeCall = (name: string, input: object): CommandCall => ({ name, input })

const queryOf = ({ name, inputType, record, values }: GraphCommand, resource: Resource | undefined): string => {
  const kept = record === undefined ? '' : ` ${record.field} { ${resource === undefined ? 'id' : selectionOf(resource)} }`
  return `mutation Command($input: ${inputType}) { ${name}(input: $input) {${kept} ${values.join(' ')} userErrors { code message path } } }`
}

/** Runs a command once: what is sent again with the same key is done once. Expected failures reject with react-admin's error. */
export const runCommand = async (ask: Ask, { commands, resourceOfType }: GraphSchema, { name, input }: CommandCall): Promise<CommandResult> => {
  const command = commands.get(name)
  if (command === undefined) throw failure('There is no such command in the schema that you may see.', { code: 'ACTION_NOT_SERVED', command: name })
  const resource = command.record && resourceOfType(command.record.type)
  const answer = await ask({ query: queryOf(command, resource), variables: { input }, idempotencyKey: crypto.randomUUID() })
  const payload = rowOf(rootOf(answer, name))
  const { userErrors } = payload
  if (Array.isArray(userErrors) && userErrors.length > 0) throw userFailure(userErrors)
  const record = command.record && payload[command.record.field]
  return {
    record: isRow(record) && command.record ? withMarks(record, withheldAt(answer.extensions, `${name}.${command.record.field}`)) : undefined,
    values: Object.fromEntries(command.values.map(value => [value, payload[value]])),
  }
}

/** Commands that could serve a resource: those that answer one of its records. */
const candidates = ({ commands }: GraphSchema, { type }: Resource): readonly string[] =>
  [...commands.values()].filter(({ record }) => record?.type === type).map(({ name }) => name)

/** Why an action is refused: the graph has commands with names instead, and somebody has to say which one it is. */
export const refuseAction = (schema: GraphSchema, resource: Resource, action: string): never => {
  const found = candidates(schema, resource)
  const advice = found.length === 0 ? 'The graph has no command for it that you may run.' : `Register one of ${found.join(', ')} in the option commands.`
  throw failure(`No command serves "${action}" of ${resource.name}. ${advice}`, { code: 'ACTION_NOT_SERVED', action, resource: resource.name, commands: found })
}

/** Names the version that the person has seen, where the command takes it: whoever changed the record meanwhile is not overwritten. */
export const withVersion = (call: CommandCall, { commands }: GraphSchema, previous: unknown): CommandCall => {
  const { rowVersion } = rowOf(previous)
  const takes = commands.get(call.name)?.members.some(({ name }) => name === 'expectedVersion') === true
  return takes && typeof rowVersion === 'number' ? { name: call.name, input: { expectedVersion: rowVersion, ...call.input } } : call
}

/** The parameters of an update without what may not be sent. */
export const cleanUpdate = (params: UpdateParams): UpdateParams => ({ ...params, data: withoutStandIns(rowOf(params.data), rowOf(params.previousData)) })

/** What react-admin is told of a record that the payload does not hold. */
export const stillThere = (id: Identifier, previous: unknown): Row => ({ ...rowOf(previous), id })
