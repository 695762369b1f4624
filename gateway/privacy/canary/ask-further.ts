import { getIntrospectionQuery, isUnionType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import type { Entity } from '../../../schema/model.ts'
import type { Subgraph } from '../../../schema/subgraph.ts'
import { askModule, principalFor } from '../ask-module.ts'
import type { Answer, Door } from '../../e2e/harness/door.ts'
import type { Standings } from '../oracle/standings.ts'
import type { Person } from '../person.ts'
import { catalogOperations } from '../twins/catalog-operations.ts'
import { printOperation } from '../twins/operation.ts'
import { canaryInput } from './canary-value.ts'
import type { CanaryColumn } from './cells.ts'
import type { CanaryFinder } from './find-canaries.ts'
import { judgeAnswer, REFUSALS } from './judge-answer.ts'
import { usesOf } from './uses.ts'
import type { Use } from './uses.ts'

export interface Further {
  readonly schema: GraphQLSchema
  readonly door: Pick<Door, 'ask'>
  readonly modules: readonly Subgraph[]
  readonly person: Person
  readonly columns: readonly CanaryColumn[]
  readonly find: CanaryFinder
  readonly standingsOf: (entity: Entity) => Standings
  readonly headers: Readonly<Record<string, string>>
  /** Asks no more after this many milliseconds, of which plans and modules have a half each; something of each is asked however slow the machine is. */
  readonly withinMs: number
}

/** What was asked beside the uses of columns. */
export interface FurtherResult {
  plans: number
  texts: number
  ofModules: number
  /** Rows that modules gave. */
  rows: number
  readonly faults: string[]
}

export const nothingFurther = (): FurtherResult => ({ plans: 0, texts: 0, ofModules: 0, rows: 0, faults: [] })

/** The ways that lead past the lists: plans of operations, the schema's own words, and modules without their gateway. */
export async function askFurther(further: Further, result: FurtherResult): Promise<void> {
  await askSchema(further, result)
  await askPlans(further, result)
  await askModules(further, result)
}

const PLAN = 'query ($operation: String!, $variables: JSON, $as: PrivacyPlanRole) { privacyPlan(operation: $operation, variables: $variables, as: $as) { isAllowed refusedBy subjects lookups entries { path coordinate category use decision rules unlock } } }'
const MAY_ASK_FOR_OTHERS = ['privacy_officer', 'auditor']
/** Names no cell. */
const NOBODY = 900_000_000

/** A plan is the same for a value that somebody has and for one that nobody has, and repeats neither. */
async function askPlans({ door, person, columns, find, headers, withinMs }: Further, result: FurtherResult): Promise<void> {
  const roles = person.clearances.some((clearance) => MAY_ASK_FOR_OTHERS.includes(clearance)) ? [null, 'SUPPORT', 'MEMBER', 'PRIVACY_OFFICER'] : [null]
  // a credential stands in no filter
  const filterable = columns.filter(({ column: { label }, form }) => !label.public && label.category !== 'CREDENTIAL' && typeof canaryInput(form, 1) === 'string' && form !== 'DIGITS')
  const until = performance.now() + withinMs / 2
  for (const [place, { entity: { plural, type }, column: { field }, coordinate, form, first }] of filterable.entries()) {
    if (performance.now() > until && result.plans > 0) return
    const operation = (value: unknown): string => `query ($f: ${type}Filter) { a: ${plural}(filter: $f) { nodes { id ${field} } } b: ${plural}(filter: { ${field}: { eq: ${JSON.stringify(value)} } }) { totalCount } }`
    const plan = (value: unknown): Promise<Answer> => door.ask(PLAN, { headers, variables: { operation: operation(value), variables: { f: { [field]: { eq: value } } }, as: roles[place % roles.length] } })
    const [there, nowhere] = [await plan(canaryInput(form, first)), await plan(canaryInput(form, NOBODY))]
    result.plans++
    const asWas = `the plan of ${coordinate} as ${person.label}`
    if (find(there.text).length > 0) result.faults.push(`${asWas} repeats a canary: ${there.text.slice(0, 300)}`)
    if (there.text !== nowhere.text) result.faults.push(`${asWas} differs by the value: ${there.text.slice(0, 300)} and ${nowhere.text.slice(0, 300)}`)
    if (there.errors.length > 0 || !there.text.includes(coordinate)) result.faults.push(`${asWas} says nothing: ${there.text.slice(0, 300)}`)
  }
}

const TYPE = 'query ($name: String!) { __type(name: $name) { name description fields { name description args { name description defaultValue } } } }'

/** The schema and the catalog in their own words, and asked about a canary. */
async function askSchema({ schema, door, person, columns, find, headers }: Further, result: FurtherResult): Promise<void> {
  const [{ form, first } = { form: 'CORE', first: 1 } as const] = columns
  const answers = [
    await door.ask(getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true }), { headers }),
    await door.ask(TYPE, { headers, variables: { name: 'User' } }), await door.ask(TYPE, { headers, variables: { name: String(canaryInput(form, first) ?? 'User') } }),
  ]
  for (const operation of catalogOperations(schema)) answers.push(await door.ask(printOperation(operation).query, { headers }))
  for (const { text, data } of answers) {
    result.texts++
    if (data === undefined || data === null) result.faults.push(`the schema is not told to ${person.label}: ${text.slice(0, 300)}`)
    if (find(text).length > 0) result.faults.push(`the schema repeats a canary to ${person.label}: ${text.slice(0, 300)}`)
  }
}

const SEEN = 12
const UNSEEN = 8

/** Everything sensitive of each entity, by key and by list, and a condition on each column: what a module shows it has decided itself. */
async function askModules(further: Further, result: FurtherResult): Promise<void> {
  const { modules, person, columns, standingsOf, withinMs } = further
  const until = performance.now() + withinMs / 2
  const principal = principalFor(person)
  for (const entity of new Set(columns.map((column) => column.entity))) {
    const module = modules.find(({ name }) => name === entity.module)
    const own = columns.filter((column) => column.entity === entity)
    const [target] = own
    if (module === undefined || target === undefined || (performance.now() > until && result.rows > 0)) continue
    const { visible, ids } = standingsOf(entity)
    const fields = `id ${own.map(({ column }) => column.field).join(' ')}`
    const representations = [...visible.slice(0, SEEN), ...ids.filter((id) => !visible.includes(id)).slice(0, UNSEEN)].map((id) => ({ __typename: entity.type, id }))
    const select = (name: string): Use => ({ name, kind: 'SELECT', operation: () => undefined })
    const judge = async (use: Use, of: CanaryColumn, asked: { readonly query: string; readonly variables?: Readonly<Record<string, unknown>> }): Promise<void> =>
      note(further, result, { use, target: of, query: asked.query, answer: await askModule(module, { ...asked, principal }) })
    if (isEntity(module, entity)) await judge(select('_entities'), target, { query: `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${entity.type} { ${fields} } } }`, variables: { r: representations } })
    await judge(select('list'), target, { query: `{ list: ${entity.plural}(first: 20) { nodes { ${fields} } } }` })
    for (const column of own) {
      const value = canaryInput(column.form, column.first)
      const use = usesOf(module.schema, column).find(({ name }) => name === 'filter eq')
      const asked = use?.operation({ row: { id: '', values: {} }, value, purpose: person.purpose })
      if (use !== undefined && asked !== undefined) await judge(use, column, asked)
    }
  }
}

function isEntity({ schema }: Subgraph, { type }: Entity): boolean {
  const union = schema.getType('_Entity')
  return isUnionType(union) && union.getTypes().some(({ name }) => name === type)
}

interface ModuleAnswer {
  readonly use: Use
  readonly target: CanaryColumn
  readonly query: string
  readonly answer: Answer
}

function note({ find, standingsOf, person }: Further, result: FurtherResult, { use, target, query, answer }: ModuleAnswer): void {
  const { leaks, codes, rows } = judgeAnswer({ find, standingsOf }, { answer, use, person, target })
  result.ofModules++
  result.rows += rows
  const strange = codes.filter((code) => !REFUSALS.includes(code))
  const asWas = `the module ${target.entity.module} past the gateway, as ${person.label}: ${query}`
  result.faults.push(...leaks.map((leak) => `${leak}: ${asWas}`), ...(strange.length > 0 ? [`${strange.join()}: ${asWas}`] : []))
}
