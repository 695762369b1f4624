import type { ModuleMetadata } from '../model.ts'
import { describeField, describeType } from './type-block.ts'
import { writtenLabel } from './sensitivity.ts'

/** A member of a command's input, as the contract shows it. */
export interface CommandMember {
  readonly description: string
  /** GraphQL type without the exclamation mark. */
  readonly type: string
  readonly isRequired: boolean
  /** Column that the value is written to, as `Type.field`. */
  readonly writes?: string
  /** Coordinates that the value is compared with. */
  readonly reads?: readonly string[]
}

/** A command, as the contract shows it. */
export interface CommandContract {
  readonly name: string
  readonly description: string
  readonly input: Readonly<Record<string, CommandMember>>
  readonly changes?: string
  /** Type of the row in the payload. */
  readonly entity: string
  /** Says to some callers only that it was taken, because a row would tell them that somebody is known. */
  readonly hidesOutcome?: boolean
  /** Texts that are shown once, with their descriptions. */
  readonly secrets?: Readonly<Record<string, string>>
}

const OWN = '@sensitivity(reads: [], scope: [SELF])'

/** The SDL of a module's commands: what its own file would say if somebody wrote it. Empty where there is none. */
export const commandTypes = (commands: readonly CommandContract[], metadata: ModuleMetadata): string => {
  if (commands.length === 0) return ''
  const fields = commands.map(({ name, description }) => `  ${describeField(description)}\n  ${name}(input: ${inputName(name)}!): ${payloadName(name)}! ${OWN}`)
  return [`extend type Mutation {\n${fields.join('\n')}\n}`, ...commands.flatMap(command => [inputType(command, metadata), payloadType(command, metadata)])].join('\n\n')
}

/** Name of the input type of a command. */
export const inputName = (command: string): string => `${pascalCase(command)}Input`

/** Name of the payload type of a command. */
export const payloadName = (command: string): string => `${pascalCase(command)}Payload`

/** The payload field that holds the row. */
export const entityField = (entity: string, { entities }: ModuleMetadata): string => {
  const found = entities.find(({ type }) => type === entity)
  if (found === undefined) throw new Error(`A command returns ${entity}, which its module does not have.`)
  return found.singular
}

const pascalCase = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1)

const inputType = ({ name, input, changes }: CommandContract, metadata: ModuleMetadata): string => {
  const members = Object.entries(input).map(([field, member]) =>
    `  ${describeField(member.description)}\n  ${field}: ${member.type}${member.isRequired ? '!' : ''} ${memberLabel(member, metadata)}`)
  const version = changes === undefined ? [] : [`  "The version that the caller has seen; another one is a conflict."\n  expectedVersion: Int ${OWN}`]
  const key = `  "Makes a repeated request harmless: 8 to 128 characters, new for every intention. May be sent as the header Idempotency-Key instead."\n  idempotencyKey: String ${OWN}`
  return `${describeType(`What ${name} takes.`)}\ninput ${inputName(name)} {\n${[...members, ...version, key].join('\n')}\n}`
}

const payloadType = ({ name, entity, secrets = {}, hidesOutcome = false }: CommandContract, metadata: ModuleMetadata): string => {
  const shown = Object.entries(secrets).map(([field, description]) => `  ${describeField(description)}\n  ${field}: String`)
  const members = [
    `  "The row afterwards, as the caller sees it; null where nothing was done."\n  ${entityField(entity, metadata)}: ${entity}`,
    ...hidesOutcome ? ['  "It was taken, whatever came of it: whether somebody was known before is not told."\n  accepted: Boolean!'] : [],
    ...shown,
    '  "Why nothing was done; empty where it was."\n  userErrors: [UserError!]!',
    '  "The request was done before; this is its answer, read again."\n  replayed: Boolean!',
  ]
  return `${describeType(`What ${name} answers.`)}\ntype ${payloadName(name)} ${OWN} {\n${members.join('\n')}\n}`
}

/** A value that is written is labelled like its column, and reads nothing: who writes a text need not be able to read it. */
const memberLabel = ({ writes, reads = [] }: CommandMember, metadata: ModuleMetadata): string => {
  if (reads.length > 0) return `@sensitivity(reads: [${reads.map(read => `"${read}"`).join(', ')}], scope: [SELF])`
  if (writes === undefined) return OWN
  const [type, field] = writes.split('.')
  const entity = metadata.entities.find(candidate => candidate.type === type)
  const column = entity?.columns.find(candidate => candidate.field === field)
  if (entity === undefined || column === undefined) throw new Error(`A command writes ${writes}, which its module does not have.`)
  return writtenLabel(entity, column)
}
