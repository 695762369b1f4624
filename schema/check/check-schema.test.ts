import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { parsePolicy } from '../policy/parse-policy.ts'
import { checkSchema } from './check-schema.ts'
import { policyChanges } from './policy-changes.ts'

let sdl = ''
let table = ''

beforeAll(async () => {
  sdl = await readFile(new URL('../supergraph.graphql', import.meta.url), 'utf8')
  table = await readFile(new URL('../policy/clearance.yaml', import.meta.url), 'utf8')
})

/** The graph with one text in place of another, which must be there. */
const planted = (old: string | RegExp, text: string): string => {
  const changed = sdl.replace(old, text)
  expect(changed, String(old)).not.toBe(sdl)
  return changed
}

const found = (after: string, before = sdl): readonly string[] => checkSchema({ sdl: before }, { sdl: after }).map(({ change, at, variant }) => `${change} ${at}${variant === undefined ? '' : ` ${variant}`}`)

/** The label of a field of a type. */
const labelOf = (type: string, field: string): RegExp => new RegExp(`(type ${type}\\n(?:(?!\\n}).|\\n)*?\\n  ${field}: \\w+)!?([^\\n]*)`)

const relabelled = (type: string, field: string, change: (rest: string) => string): string => {
  const changed = sdl.replace(labelOf(type, field), (_, head: string, rest: string) => `${head}${change(rest)}`)
  expect(changed).not.toBe(sdl)
  return changed
}

describe('comparing two versions of the graph', () => {
  it('finds nothing where nothing changed', () => {
    const policy = parsePolicy('clearance.yaml', table)
    expect(checkSchema({ sdl, policy }, { sdl, policy })).toEqual([])
  })

  it('finds what breaks clients of everybody', () => {
    expect(found(planted(/(\ntype Plan\n(?:(?!\n\}).|\n)*?)\n {2}planCode: String![^\n]*/, '$1\n  planKey: String!'))).toContain('FIELD_REMOVED Plan.planCode')
  })

  it('finds what breaks the clients of a variant alone', () => {
    expect(found(planted(/(\ntype Coupon\b[^{]*?)@tag\(name: "staff"\)/, '$1'))).toEqual(expect.arrayContaining(['TYPE_REMOVED Coupon staff', 'FIELD_REMOVED Query.coupons staff']))
  })

  it.each([
    ['a label that is gone', 'LABEL_REMOVED User.fullName', () => relabelled('User', 'fullName', rest => rest.replace(/ @sensitivity\([^)]*\)/, ''))],
    ['a label that says less harm', 'LABEL_LOWERED User.fullName', () => relabelled('User', 'fullName', rest => rest.replace('level: PII, ', ''))],
    ['another category', 'CATEGORY_CHANGED User.fullName', () => relabelled('User', 'fullName', rest => rest.replace('CONTACT', 'ONLINE_IDENTIFIER'))],
    ['a mask that shows more', 'MASK_WEAKENED BillingProfile.taxId', () => relabelled('BillingProfile', 'taxId', rest => rest.replace('mask: TAX_ID', 'mask: EMAIL'))],
    ['a lookup that was not allowed', 'LOOKUP_ALLOWED User.fullName', () => relabelled('User', 'fullName', rest => rest.replace('category: CONTACT', 'category: CONTACT, lookup: true'))],
    ['a pseudonym where there was none', 'PSEUDONYM_ALLOWED User.fullName', () => relabelled('User', 'fullName', rest => rest.replace('category: CONTACT', 'category: CONTACT, pseudonym: true'))],
    ['somebody else as the subject', 'SUBJECT_CHANGED User.fullName', () => relabelled('User', 'fullName', rest => rest.replace(/subject: "[^"]*"/, 'subject: "id"'))],
    ['a sensitive field that can be no null', 'SENSITIVE_NON_NULL User.fullName', () => relabelled('User', 'fullName', rest => `!${rest}`)],
    ['a new relation to people', 'NEW_PATH Plan.buyer', () => planted(/(type Plan\n(?:(?!\{).|\n)*?\{)/, '$1\n  """Who bought it."""\n  buyer: User @join__field(graph: BILLING)\n')],
    ['a hand-written field that reads what is sensitive', 'NEW_READ Plan.hint', () => planted(/(type Plan\n(?:(?!\{).|\n)*?\{)/, '$1\n  """Says something."""\n  hint: String @join__field(graph: BILLING) @sensitivity(reads: ["Invoice.memo"], scope: [BRAND])\n')],
    ['a variant that has what it had not', 'NEW_IN_VARIANT BillingProfile.taxId analyst', () => relabelled('BillingProfile', 'taxId', rest => `${rest} @tag(name: "analyst")`)],
  ] as const)('finds %s', (_, expected, plant) => {
    expect(found(plant())).toContain(expected)
  })

  it.each([
    ['a stronger cell', 'CELL_STRONGER analyst/GOVERNMENT_ID', /(GOVERNMENT_ID: +\[R\*, +0, +M, +R\*, +X, +M, +)X/, '$1M'],
    ['a further purpose', 'PURPOSE_ADDED analyst', /analyst: \[ANALYTICS\]/, 'analyst: [ANALYTICS, MARKETING]'],
    ['a further raw column', 'GRANT_ADDED User.phone', /names: \[User\.fullName, Person\.displayName, ownOrganization\]/, 'names: [User.fullName, User.phone, Person.displayName, ownOrganization]'],
    ['a wider way out', 'CEILING_RAISED EXPORT', /EXPORT: MASK/, 'EXPORT: REVEAL'],
  ] as const)('finds %s of the clearance table, and not the way back', (_, expected, old, text) => {
    const changed = table.replace(old, text)
    expect(changed).not.toBe(table)
    const [before, after] = [parsePolicy('old', table), parsePolicy('new', changed)]
    expect(policyChanges(before, after).map(({ change, at }) => `${change} ${at}`)[0]).toBe(expected)
    expect(policyChanges(after, before)).toEqual([])
  })
})
