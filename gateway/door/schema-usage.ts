import { isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { z } from 'zod'
import { decide } from '../../schema/policy/decide.ts'
import { holdsBrand } from '../../schema/policy/permissions.ts'
import { policies } from '../../schema/policy/policies.ts'
import { classOf } from '../../schema/policy/principal-class.ts'
import { CLEARANCES } from '../../schema/policy/principal.ts'
import type { Clearance, Principal } from '../../schema/policy/principal.ts'
import { BRAND_CLEARANCES } from '../../schema/policy/roles.ts'
import { refuse } from '../refusal.ts'
import type { LabelMap } from '../sensitivity/label-map.ts'
import type { UsageStore, UsageSum } from '../usage/usage-store.ts'
import { countedDays } from './counted-days.ts'
import { holderOf } from './plan-principal.ts'

/** What the counts are about. */
export interface UsageSource {
  readonly graph: { readonly schema: GraphQLSchema, readonly labels: LabelMap }
  readonly usage?: Pick<UsageStore, 'read'>
}

const PERMISSION = 'gateway.schema_usage.read'
const MOST = 1000
const USUAL = 100

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

const question = z.object({
  from: day.nullish(), to: day.nullish(), prefix: z.string().max(200).nullish(), isUnused: z.boolean(), first: z.number().int().min(0).max(MOST).nullish(),
})

const MACHINERY = /^(?:__|join__|link__|core__|federation__)/

const declared = new WeakMap<GraphQLSchema, readonly string[]>()

/** Fields and members of inputs that the graph declares; arguments are told of where they are used. */
const declaredIn = (schema: GraphQLSchema): readonly string[] => {
  const found = declared.get(schema) ?? Object.values(schema.getTypeMap())
    .filter(type => !MACHINERY.test(type.name))
    .flatMap(type => (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type) ? Object.keys(type.getFields()).map(field => `${type.name}.${field}`) : []))
  declared.set(schema, found)
  return found
}

const sumBy = <Key extends 'client' | 'clearance'>(sums: readonly UsageSum[], key: Key): readonly { readonly name: string, readonly operations: number, readonly withheld: number }[] => {
  const totals = new Map<string, { operations: number, withheld: number }>()
  for (const sum of sums) {
    const total = totals.get(sum[key]) ?? { operations: 0, withheld: 0 }
    total.operations += sum.operations
    total.withheld += sum.withheld
    totals.set(sum[key], total)
  }
  return [...totals].map(([name, total]) => ({ name, ...total })).sort((a, b) => b.operations - a.operations || (a.name < b.name ? -1 : 1))
}

/** Whether somebody with this clearance alone gets anything of a field, for one of the purposes of the role, on request too. */
const isGranted = (clearance: Clearance, coordinate: string, labels: LabelMap): boolean => {
  const holder = holderOf(clearance, { brandId: 'any' })
  const targets = labels.get(coordinate) ?? []
  // nothing is one's own here: everybody has that, whatever their clearance
  return holder.purposes.some(purpose => targets.every(target => [undefined, ...policies().current.purposes[clearance]].some(revealed => {
    const { reveal, mask, pseudonym } = decide(classOf({ ...holder, personId: undefined, userId: undefined, purpose }), { ...target, ...revealed && { revealed } })
    return [reveal, mask, pseudonym].some(reach => reach.length > 0)
  })))
}

const grantedUnused = (coordinate: string, sums: readonly UsageSum[], labels: LabelMap): readonly string[] => {
  if (!labels.has(coordinate)) return []
  const used = new Set(sums.flatMap(({ clearance }) => clearance.split('+')))
  return CLEARANCES.filter(clearance => !used.has(clearance) && isGranted(clearance, coordinate, labels)).map(clearance => clearance.toUpperCase())
}

const entry = (coordinate: string, sums: readonly UsageSum[], labels: LabelMap) => ({
  coordinate,
  operations: sums.reduce((total, sum) => total + sum.operations, 0),
  withheld: sums.reduce((total, sum) => total + sum.withheld, 0),
  lastUsedOn: sums.map(({ lastDay }) => lastDay).sort().at(-1) ?? null,
  byClearance: sumBy(sums, 'clearance').map(({ name, ...total }) => ({ clearance: name, ...total })),
  byClient: sumBy(sums, 'client').map(({ name, operations }) => ({ client: name, operations })),
  grantedUnused: grantedUnused(coordinate, sums, labels),
})

/** Staff, and whoever runs the brand; nobody in somebody else's name. */
const mayRead = (principal: Principal): boolean =>
  principal.onBehalfOf === undefined && (BRAND_CLEARANCES.some(clearance => principal.clearances.includes(clearance)) || holdsBrand(principal, PERMISSION))

const byCoordinate = (sums: readonly UsageSum[]): ReadonlyMap<string, readonly UsageSum[]> => {
  const groups = new Map<string, UsageSum[]>()
  for (const sum of sums) {
    const group = groups.get(sum.coordinate) ?? []
    group.push(sum)
    groups.set(sum.coordinate, group)
  }
  return groups
}

/** What was used in the brand of whoever asks; null where they may not know, and without a store. */
export const schemaUsage = async ({ graph: { schema, labels }, usage }: UsageSource, principal: Principal, args: unknown) => {
  if (!mayRead(principal) || !usage) return null
  const { success, data } = question.safeParse(args)
  if (!success) throw refuse('VALIDATION_FAILED')
  const { prefix, isUnused, first } = data
  const range = countedDays(data, Date.now())
  if (!range) throw refuse('VALIDATION_FAILED')
  const sums = byCoordinate(await usage.read(principal.brandId, range))
  const names = isUnused ? declaredIn(schema).filter(name => !sums.has(name)) : [...sums.keys()]
  const wanted = names.filter(name => name.startsWith(prefix ?? '')).sort()
  return { ...range, total: wanted.length, coordinates: wanted.slice(0, first ?? USUAL).map(name => entry(name, sums.get(name) ?? [], labels)) }
}
