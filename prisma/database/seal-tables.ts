import { gatewayState, modules, platform } from '../../schema/metadata/index.ts'
import type { Column, Entity } from '../../schema/model.ts'
import { isSealed, open, seal } from '../../schema/policy/sealed.ts'
import { redactedCopies, touchesCopies, withCopies, type RedactedCopy } from './redacted-copies.ts'
import type { SealedTables } from './sealed-tables.ts'

/** Told of every row that is written, with the data as they were given. */
export type WriteListener = (write: RowWrite) => void

export interface RowWrite {
  readonly type: string
  /** The row afterwards, sealed. */
  readonly row: Readonly<Record<string, unknown>>
  /** Fields that the writer named. */
  readonly fields: readonly string[]
}

interface Model {
  readonly type: string
  readonly sensitive: readonly Column[]
  /** Prisma's way not to ask for credentials, neither in a SELECT nor in a RETURNING. */
  readonly omit: Readonly<Record<string, true>>
  readonly copies: readonly RedactedCopy[]
}

const models: ReadonlyMap<string, Model> = new Map([...modules, gatewayState, platform].flatMap(({ entities }) => entities).map((entity) => [modelNameOf(entity), modelOf(entity)]))

export interface SealOptions {
  readonly brandId: string
  readonly onWrite?: WriteListener
}

/** The tables of a Prisma client, for one brand: whatever comes out of them is sealed where its label says so. */
export function sealTables(client: object, options: SealOptions): SealedTables {
  const tables = new Map<string, unknown>()
  const handler: ProxyHandler<object> = {
    get(_target, name) {
      const model = typeof name === 'string' ? models.get(name) : undefined
      if (model === undefined || typeof name !== 'string') return undefined
      const table = tables.get(name) ?? tableOf(Reflect.get(client, name), model, options)
      tables.set(name, table)
      return table
    },
  }
  const sealed: SealedTables = Object.create(new Proxy({}, handler))
  return sealed
}

type Data = Readonly<Record<string, unknown>>

function tableOf(delegate: unknown, model: Model, { brandId, onWrite }: SealOptions): object {
  const call = (method: string, args: Data): Promise<unknown> => callOf(delegate, method, args)
  const inBrand = (where: unknown): Data => ({ AND: [{ brandId }, where] })
  const written = (row: Data, data: Data): Data => {
    onWrite?.({ type: model.type, row, fields: Object.keys(data) })
    return row
  }
  return {
    find: async (where: unknown) => {
      const row = await call('findFirst', { where: inBrand(where), omit: model.omit })
      return row === null ? null : sealRow(model, row)
    },
    list: async ({ where, ...page }: Data) => {
      const rows = await call('findMany', { ...page, where: inBrand(where), omit: model.omit })
      return Array.isArray(rows) ? rows.map((row: unknown) => sealRow(model, row)) : []
    },
    count: (where: unknown) => call('count', { where: inBrand(where) }),
    insert: async (data: Data) => written(sealRow(model, await call('create', { data: { ...withCopies(model.copies, opened(model, data)), brandId }, omit: model.omit })), data),
    async update(id: string, data: Data) {
      const before = touchesCopies(model.copies, data) ? await call('findFirst', { where: inBrand({ id }), select: textsOf(model) }) : undefined
      const whole = withCopies(model.copies, opened(model, data), isData(before) ? before : {})
      return written(sealRow(model, await call('update', { where: { brandId_id: { brandId, id } }, data: whole, omit: model.omit })), data)
    },
  }
}

/** Sealed values go on into their own column and no other. */
function opened({ type }: Model, data: Data): Data {
  return Object.fromEntries(Object.entries(data).map(([field, value]) => [field, isSealed(value) ? open(value, { action: 'REVEAL' }, `${type}.${field}`) : value]))
}

function textsOf({ copies }: Model): Data {
  return Object.fromEntries(copies.map(({ text }) => [text, true]))
}

function isData(value: unknown): value is Data {
  return typeof value === 'object' && value !== null
}

function sealRow({ type, sensitive }: Model, row: unknown): Data {
  const sealed: Record<string, unknown> = isData(row) ? Object.fromEntries(Object.entries(row)) : {}
  for (const { field } of sensitive) {
    const value = sealed[field]
    if (value !== null && value !== undefined) sealed[field] = seal(`${type}.${field}`, value)
  }
  return sealed
}

function callOf(delegate: unknown, method: string, args: Data): Promise<unknown> {
  const implementation: unknown = typeof delegate === 'object' && delegate !== null ? Reflect.get(delegate, method) : undefined
  if (typeof implementation !== 'function') throw new TypeError(`A Prisma model has no ${method}.`)
  return implementation.call(delegate, args)
}

function modelNameOf({ type }: Entity): string {
  return type.charAt(0).toLowerCase() + type.slice(1)
}

function modelOf(entity: Entity): Model {
  const { type, columns } = entity
  const sensitive = columns.filter(({ label }) => !label.public)
  const credentials = sensitive.filter(({ label }) => !label.public && label.category === 'CREDENTIAL')
  return {
    type,
    sensitive: sensitive.filter((column) => !credentials.includes(column)),
    omit: Object.fromEntries(credentials.map(({ field }) => [field, true] as const)),
    copies: redactedCopies(entity),
  }
}
