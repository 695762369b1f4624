import type { CreateResult, DataProvider, DeleteParams, DeleteResult, GetListParams, GetListResult, Identifier, UpdateParams, UpdateResult } from 'ra-core'
import { askerOf } from './ask.ts'
import type { Connection } from './ask.ts'
import { cleanUpdate, makeCall, refuseAction, runCommand, stillThere, withVersion } from './commands.ts'
import type { CommandInputs, CommandResult, ServedCommands } from './commands.ts'
import type { SearchFilter } from './filter-of.ts'
import { resourceNamed, schemaReader } from './graph-schema.ts'
import type { GraphSchema } from './graph-schema.ts'
import { rowOf } from './json.ts'
import { pageMemory } from './page-memory.ts'
import { readList } from './read-list.ts'
import { readMany, readOne } from './read-records.ts'
import { revealField } from './reveal.ts'
import type { RevealReason, Revealed } from './reveal.ts'

/** How the graph is asked, and what react-admin's actions mean to it. */
export interface GraphProviderOptions<Inputs extends CommandInputs> extends Connection {
  /** Without it create, update and delete are refused. */
  readonly commands?: ServedCommands<Inputs>
  /** What the search box `q` means, by resource. */
  readonly search?: Readonly<Record<string, SearchFilter>>
  /** Resources whose lists are counted; `meta: { total: true }` counts a single one. */
  readonly counted?: readonly string[]
}

/** A data provider of react-admin, and what only our graph can be asked for. */
export interface GraphDataProvider<Inputs extends CommandInputs> extends DataProvider {
  /** Resources and commands of the caller. */
  schema(): Promise<GraphSchema>
  /** The raw value of one field, for a reason that is logged. Nothing of it enters react-admin's cache. */
  reveal(resource: string, id: Identifier, field: string, why: RevealReason): Promise<Revealed>
  /** Runs a command of the graph that is no create, update or delete. */
  run<Name extends keyof Inputs & string>(name: Name, input: Inputs[Name] & object): Promise<CommandResult>
}

/** Commands of any name and input: for consoles without a generated client. */
export interface AnyCommands {
  readonly [name: string]: Readonly<Record<string, unknown>>
}

/** A data provider for one caller: another one needs another provider, because cursors and schema are the caller's own. */
export const graphDataProvider = <Inputs extends CommandInputs = AnyCommands>(options: GraphProviderOptions<Inputs>): GraphDataProvider<Inputs> => {
  const { commands = {}, search = {}, counted = [] } = options
  const ask = askerOf(options)
  const schema = schemaReader(ask)
  const ends = pageMemory()

  const getList = async (name: string, params: GetListParams): Promise<GetListResult> =>
    readList({ ask, ends, search: search[name], isCounted: counted.includes(name) }, resourceNamed(await schema(), name), params)

  const update = async (name: string, params: UpdateParams): Promise<UpdateResult> => {
    const known = await schema()
    const resource = resourceNamed(known, name)
    const call = commands[name]?.update?.(cleanUpdate(params), makeCall) ?? refuseAction(known, resource, 'update')
    const { record } = await runCommand(ask, known, withVersion(call, known, params.previousData))
    return { data: record ?? stillThere(params.id, params.previousData) }
  }

  const remove = async (name: string, params: DeleteParams): Promise<DeleteResult> => {
    const known = await schema()
    const resource = resourceNamed(known, name)
    const call = commands[name]?.delete?.(params, makeCall) ?? refuseAction(known, resource, 'delete')
    const { record } = await runCommand(ask, known, withVersion(call, known, params.previousData))
    return { data: record ?? stillThere(params.id, params.previousData) }
  }

  /** One after the other: a command locks its rows, and the first refusal ends the rest. */
  const forEach = async (ids: readonly Identifier[], run: (id: Identifier) => Promise<unknown>): Promise<{ data: Identifier[] }> => {
    for (const id of ids) await run(id)
    return { data: [...ids] }
  }

  return {
    supportAbortSignal: true,
    schema,
    getList,
    getOne: async (name, { id, meta, signal }) => readOne(ask, { resource: resourceNamed(await schema(), name), meta, signal }, id),
    getMany: async (name, { ids, meta, signal }) => readMany(ask, { resource: resourceNamed(await schema(), name), meta, signal }, ids),
    getManyReference: (name, { target, id, filter, ...params }) => getList(name, { ...params, filter: { ...rowOf(filter), [target]: id } }),
    create: async (name, params): Promise<CreateResult> => {
      const known = await schema()
      const call = commands[name]?.create?.(params, makeCall) ?? refuseAction(known, resourceNamed(known, name), 'create')
      const { record } = await runCommand(ask, known, call)
      // nobody learns whether a person is known already: the row may come later, or never
      return { data: record ?? { ...rowOf(params.data), id: '' } }
    },
    update,
    updateMany: (name, { ids, ...params }) => forEach(ids, id => update(name, { ...params, id, previousData: { id } })),
    delete: remove,
    deleteMany: (name, { ids, meta }) => forEach(ids, id => remove(name, { id, meta })),
    reveal: async (name, id, field, why) => revealField(ask, { resource: resourceNamed(await schema(), name), id, field }, why),
    run: async (name, input) => runCommand(ask, await schema(), makeCall(name, input)),
  }
}
