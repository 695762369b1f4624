import type { RequestFacts } from '../../../schema/policy/envelope.ts'
import type { Principal } from '../../../schema/policy/principal.ts'
import { fixtureModules } from '../../../schema/sdl/fixture.ts'
import { printModule } from '../../../schema/sdl/print-module.ts'
import { buildSchemaOf } from '../build-schema.ts'
import { compileOperation } from '../operation/compile-operation.ts'
import type { OperationCompiler } from '../operation/operation-compiler.ts'
import { prepareRead, type ReadEngine } from '../operation/prepare-read.ts'
import { buildCatalog } from '../read/catalog.ts'
import { cursorSealer } from '../read/cursor.ts'
import { READ_LIMITS } from '../read/limits.ts'
import type { ReadPlan } from '../read/plan.ts'
import { viewerOf } from '../read/rights.ts'
import { fixtureAccess } from './fixture-access.ts'

/** What makes plans of one module, without a database. */
export type PlanEngine = ReadEngine & OperationCompiler

/** The fixture modules, by name; a test may add one. */
export const planEngines = new Map(fixtureModules.map((metadata): [string, PlanEngine] => {
  const schema = buildSchemaOf(printModule({ metadata, question: 'What is there?', handWritten: '', modules: fixtureModules }))
  return [metadata.name, { schema, catalog: buildCatalog(metadata), limits: READ_LIMITS, cursors: cursorSealer(Buffer.alloc(32)), references: {}, isWritten: () => false }]
}))

export interface AskedPlan {
  readonly module?: string
  readonly variables?: Record<string, unknown>
  /** Of the entities that are asked for. */
  readonly type?: string
  readonly facts?: Partial<RequestFacts>
}

/** The plan of the only root field of a query. */
export function planOf(principal: Principal, query: string, { module = 'billing', variables = {}, type, facts }: AskedPlan = {}): ReadPlan {
  const engine = planEngines.get(module)
  if (!engine) throw new Error('no module')
  const [root] = compileOperation(engine, { query }).variant(variables).roots
  const template = root?.kind === 'READ' ? root.template : root?.kind === 'ENTITIES' ? root.template.group(type ?? '', 'id') : undefined
  const read = template && prepareRead(engine, template, { viewer: viewerOf(principal), access: fixtureAccess(principal, facts), variables })
  if (!read) throw new Error('no read')
  return read.plan
}
