import { isInputObjectType, isEnumType, isObjectType } from 'graphql'
import { beforeAll, expect, it } from 'vitest'
import { modules } from '../../schema/metadata/index.ts'
import type { InputUse } from '../../schema/policy/decide-input.ts'
import { classOf } from '../../schema/policy/principal-class.ts'
import type { PrincipalClass } from '../../schema/policy/principal-class.ts'
import type { Clearance } from '../../schema/policy/principal.ts'
import type { Target } from '../../schema/policy/target.ts'
import { VARIANTS } from '../../schema/variants/variants.ts'
import type { Variant } from '../../schema/variants/variants.ts'
import { holderOf } from '../door/plan-principal.ts'
import { judgeInput } from '../sensitivity/judge-inputs.ts'
import { outputAction } from '../sensitivity/verdict.ts'
import { loadSupergraph } from '../supergraph.ts'
import type { Supergraph } from '../supergraph.ts'
import { variantSchemas } from './variant-schemas.ts'
import type { SchemaOfVariants } from './variant-schemas.ts'

// Who is meant, written down a second time; the decisions are those that a request meets, by the labels of the supergraph.
const PEOPLE: Readonly<Record<Exclude<Variant, 'public'>, readonly Clearance[]>> = {
  member: ['member', 'admin', 'billing_admin'], staff: ['support', 'support_lead'], analyst: ['analyst'], privacy: ['auditor', 'privacy_officer'],
}

let supergraph: Supergraph
let schemaOf: SchemaOfVariants
let classes: ReadonlyMap<Variant, readonly PrincipalClass[]>

beforeAll(() => {
  supergraph = loadSupergraph(undefined, modules)
  schemaOf = variantSchemas(supergraph.schema)
  classes = new Map(VARIANTS.map(variant => [variant, variant === 'public' ? [] : PEOPLE[variant].flatMap(clearance => {
    const holder = holderOf(clearance, { brandId: 'b' })
    return holder.purposes.map(purpose => classOf({ ...holder, purpose }))
  })]))
})

const gets = (principalClass: PrincipalClass, target: Target): boolean => [undefined, ...principalClass.purposes].some(revealed => {
  const action = outputAction(principalClass, { ...target, field: target.coordinate, ...revealed && !target.label.public && { revealed } }, () => false)
  return action !== 'REDACT' && action !== 'REFUSE'
})

const isCredential = ({ label }: Target): boolean => !label.public && label.category === 'CREDENTIAL'

type Way = Exclude<InputUse, 'LOOKUP'>

/** A comparison may be a lookup, of a value that one was told. */
const uses = (principalClass: PrincipalClass, target: Target, ways: readonly Way[]): boolean => ways.some(use =>
  judgeInput(principalClass, target, { use, targets: [target], isWritten: false, ...use === 'FILTER' && { values: ['x'] } }) !== 'REFUSE')

const some = (variant: Variant, can: (principalClass: PrincipalClass) => boolean): boolean => classes.get(variant)?.some(can) === true

const waysOf = (type: string): readonly Way[] | undefined => {
  if (/Filter$/.test(type)) return ['FILTER', 'IS_NULL']
  return /OrderField$/.test(type) ? ['ORDER'] : /Dimension$/.test(type) ? ['GROUP'] : undefined
}

it('shows a labelled field to a variant exactly where a request of one of its people gets something, for every field and variant', () => {
  const wrong: string[] = []
  let compared = 0
  for (const type of Object.values(supergraph.schema.getTypeMap()).filter(isObjectType)) {
    if (type.name === 'Query' || type.name === 'Mutation') continue
    for (const field of Object.keys(type.getFields())) {
      const targets = supergraph.labels.get(`${type.name}.${field}`) ?? []
      if (targets.length === 0) continue
      for (const variant of VARIANTS) {
        const shown = schemaOf([variant]).getType(type.name)
        if (!isObjectType(shown)) continue
        compared += 1
        const expected = targets.some(isCredential) ? ['staff', 'analyst', 'privacy'].includes(variant) : some(variant, one => targets.every(target => gets(one, target)))
        if (expected !== field in shown.getFields()) wrong.push(`${type.name}.${field} ${variant}: ${expected ? 'missing' : 'shown'}`)
      }
    }
  }
  expect(wrong).toEqual([])
  expect(compared).toBeGreaterThan(300)
})

it('lets a variant name a labelled column in a filter, an order or a group exactly where a request of one of its people may', () => {
  const wrong: string[] = []
  let compared = 0
  for (const type of Object.values(supergraph.schema.getTypeMap())) {
    const ways = waysOf(type.name)
    if (!ways || (!isInputObjectType(type) && !isEnumType(type))) continue
    const members = isEnumType(type) ? type.getValues().map(({ name }) => name) : Object.keys(type.getFields())
    for (const member of members) {
      const targets = supergraph.labels.get(`${type.name}.${member}`) ?? []
      if (targets.length === 0) continue
      for (const variant of VARIANTS) {
        const shown = schemaOf([variant]).getType(type.name)
        if (!shown) continue
        compared += 1
        const isShown = isEnumType(shown) ? shown.getValue(member) !== undefined : isInputObjectType(shown) && member in shown.getFields()
        const expected = some(variant, one => targets.every(target => uses(one, target, ways)))
        if (expected !== isShown) wrong.push(`${type.name}.${member} ${variant}: ${expected ? 'missing' : 'shown'}`)
      }
    }
  }
  expect(wrong).toEqual([])
  expect(compared).toBeGreaterThan(300)
})
