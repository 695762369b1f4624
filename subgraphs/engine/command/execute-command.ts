import { getArgumentValues, type FieldNode } from 'graphql'
import type { TenantPrismaClient } from '../../../prisma/database/prisma-client.ts'
import type { ModuleMetadata } from '../../../schema/model.ts'
import { isSealed } from '../../../schema/policy/sealed.ts'
import { payloadName } from '../../../schema/sdl/command-types.ts'
import { collectFields } from '../operation/collect-fields.ts'
import type { CompiledOperation } from '../operation/compile-operation.ts'
import type { OperationCompiler } from '../operation/operation-compiler.ts'
import { prepareRead, type PreparedRead } from '../operation/prepare-read.ts'
import type { PreparedRoot, ReadRequest } from '../operation/prepare-roots.ts'
import { runRead, type ReadRunner } from '../operation/run-read.ts'
import type { Admission } from '../operation/viewers.ts'
import { isObject } from '../read/decode.ts'
import { ReadError } from '../read/read-error.ts'
import { checkCommands } from './check-commands.ts'
import type { CommandAnswer, CommandEngine } from './command-engine.ts'
import type { Command } from './define-command.ts'
import { payloadParts, type PayloadPart } from './payload.ts'
import type { GivenInput } from './read-input.ts'
import { runCommand } from './run-command.ts'

export interface CommandExecutorOptions extends Omit<CommandEngine, 'catalog' | 'schema' | 'database'> {
  readonly metadata: ModuleMetadata
  readonly compiler: OperationCompiler
  readonly runner: ReadRunner
  readonly commands?: readonly Command[]
  readonly database?: TenantPrismaClient
}

/** A mutation that was admitted and whose variables are coerced. */
export interface CommandRequest extends ReadRequest {
  readonly operation: CompiledOperation
  readonly admission: Admission
}

export interface CommandExecutor {
  /**
   * One root for each command, each of which runs it when it is asked for: graphql-js asks in the order of the document, one after the other.
   * Throws ReadError where the payload's selection is refused, before any command has run.
   */
  prepare(request: CommandRequest): readonly PreparedRoot[]
  /** Whether objects of this type are payloads, whose values stand under their response keys. */
  isPayload(type: string): boolean
}

/** Runs the commands of one module. Throws where a declaration does not fit the model. */
export function commandExecutor({ metadata, compiler, runner, commands = [], database, ...rest }: CommandExecutorOptions): CommandExecutor {
  if (database === undefined) return withoutDatabase(commands)
  checkCommands(commands, metadata)
  const engine: CommandEngine = { ...rest, database, catalog: compiler.catalog, schema: metadata.schema }
  const byName = new Map(commands.map((command) => [command.name, command]))
  const payloads = new Set(commands.map(({ name }) => payloadName(name)))
  const templates = templateCache({ ...compiler, metadata })
  return {
    isPayload: (type) => payloads.has(type),
    prepare(request) {
      const { operation: { operation, fragments }, variables } = request
      const collector = { schema: compiler.schema, fragments, variables }
      return [...collectFields(collector, 'Mutation', [operation.selectionSet])].flatMap(([key, nodes]): readonly PreparedRoot[] => {
        const command = byName.get(nodes[0]?.name.value ?? '')
        if (command === undefined) return []
        const given = inputOf(compiler, nodes, variables)
        const parts = templates(request.operation, { key, command, nodes, variables }).map((part): PreparedPart => ({ part, read: part.kind === 'ENTITY' ? prepareRead(runner, part.template, request) : null }))
        const run = async (): Promise<unknown> => {
          const answer = await runCommand(engine, command, { envelope: request.admission.envelope, given, place: key })
          return payloadOf(runner, answer, { parts, request })
        }
        const plans = parts.flatMap(({ part, read }) => read === null ? [] : [{ plan: read.plan, under: part.key }])
        return [{ key, isRequired: true, plans, run }]
      })
    },
  }
}

// The contract may be read and asked by who can write nothing.
function withoutDatabase(commands: readonly Command[]): CommandExecutor {
  return {
    isPayload: (type) => commands.some(({ name }) => payloadName(name) === type),
    prepare() {
      throw new ReadError('OPERATION_REFUSED')
    },
  }
}

interface PreparedPart {
  readonly part: PayloadPart
  readonly read: PreparedRead | null
}

interface TemplateOf {
  readonly key: string
  readonly command: Command
  readonly nodes: readonly FieldNode[]
  readonly variables: Readonly<Record<string, unknown>>
}

type TemplateCache = (operation: CompiledOperation, of: TemplateOf) => readonly PayloadPart[]

/** What a text selects of its payloads is worked out once for each of its conditions, like the plans that hang on it. */
function templateCache(compiler: OperationCompiler & { readonly metadata: ModuleMetadata }): TemplateCache {
  const known = new WeakMap<CompiledOperation, Map<string, readonly PayloadPart[]>>()
  return (operation, { key, command, nodes, variables }) => {
    const ofOperation = known.get(operation) ?? new Map<string, readonly PayloadPart[]>()
    known.set(operation, ofOperation)
    const name = `${operation.conditionKey(variables)} ${key}`
    const parts = ofOperation.get(name) ?? payloadParts(compiler, command, { collector: { schema: compiler.schema, fragments: operation.fragments, variables }, nodes })
    ofOperation.set(name, parts)
    return parts
  }
}

function inputOf({ schema }: OperationCompiler, [node]: readonly FieldNode[], variables: Readonly<Record<string, unknown>>): GivenInput {
  const field = node === undefined ? undefined : schema.getMutationType()?.getFields()[node.name.value]
  if (node === undefined || field === undefined) throw new Error('A command without a definition was called.')
  const { input } = argumentsOf(() => getArgumentValues(field, node, variables))
  return isObject(input) ? input : {}
}

function argumentsOf(read: () => Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  try {
    return read()
  } catch {
    // the message of the library repeats the value
    throw new ReadError('VALIDATION_FAILED')
  }
}

// The row is read after the commit and through the caller's present view, for a first answer and for a replay alike.
function payloadOf(runner: ReadRunner, answer: CommandAnswer, { parts, request }: { readonly parts: readonly PreparedPart[]; readonly request: CommandRequest }): Readonly<Record<string, unknown>> {
  return Object.fromEntries(parts.map(({ part, read }) => {
    switch (part.kind) {
      case 'ERRORS': return [part.key, answer.userErrors]
      case 'REPLAYED': return [part.key, answer.replayed]
      case 'ACCEPTED': return [part.key, answer.isDone]
      case 'SECRET': return [part.key, shownSecret(answer.secrets[part.name])]
      case 'ENTITY': return [part.key, answer.entityId === null || read === null ? null : readRow(runner, request, { read, id: answer.entityId })]
    }
  }))
}

async function readRow(runner: ReadRunner, request: CommandRequest, { read, id }: { readonly read: PreparedRead; readonly id: string }): Promise<unknown> {
  const rows = await runRead(runner, request, { read, keys: [id] })
  return Array.isArray(rows) ? rows[0] ?? null : null
}

/** A value that nobody has opened is not shown, whoever put it there: its field is null and has an error, and the rest stands. */
async function shownSecret(secret: unknown): Promise<unknown> {
  if (isSealed(secret)) throw new ReadError('SEALED_VALUE')
  return secret ?? null
}
