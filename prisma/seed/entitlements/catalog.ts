import { DAY } from '../clock.ts'
import { seedId } from '../ids.ts'
import type { Brand } from '../world/brands.ts'
import { CATALOG_AT } from '../world/catalog.ts'

export type ResourceKind = 'BOOLEAN' | 'LIMIT' | 'QUOTA' | 'CREDIT'
export type NumericKind = Exclude<ResourceKind, 'BOOLEAN'>
export type Overage = 'BLOCK' | 'BILL' | 'ALLOW'

export interface KeyPlan {
  readonly id: string
  readonly key: string
  readonly name: string
  readonly kind: ResourceKind
  readonly unit: string
  readonly eventType: string | null
  readonly combine: 'SUM' | 'MAX'
  readonly status: 'ACTIVE' | 'DEPRECATED' | 'RETIRED'
}

export interface RulePlan {
  readonly id: string
  readonly key: KeyPlan
  readonly flag: boolean | null
  /** Null for flags and for unlimited. */
  readonly amount: number | null
  readonly unlimited: boolean
  readonly perQuantity: boolean
  readonly overage: Overage
  readonly rollover: number
  readonly ttlDays: number | null
}

export interface SetPlan {
  readonly id: string
  readonly key: string
  readonly version: number
  readonly name: string
  readonly tier: string | null
  readonly productCode: string | null
  readonly supersedes: string | null
  readonly createdAt: number
  readonly publishedAt: number | null
  readonly retiredAt: number | null
  readonly rules: readonly RulePlan[]
}

export interface Capabilities {
  readonly keys: readonly KeyPlan[]
  readonly sets: readonly SetPlan[]
}

/** The team set got its second version here; subscriptions that are older keep the first. */
export const TEAM_V2_AT = CATALOG_AT + 220 * DAY

const KEYS: readonly (Omit<KeyPlan, 'id' | 'status' | 'combine'> & Partial<Pick<KeyPlan, 'status' | 'combine'>>)[] = [
  { key: 'sso', name: 'Single sign-on', kind: 'BOOLEAN', unit: 'count', eventType: null },
  { key: 'custom_domains', name: 'Own domains', kind: 'BOOLEAN', unit: 'count', eventType: null },
  { key: 'audit_export', name: 'Export of the audit log', kind: 'BOOLEAN', unit: 'count', eventType: null },
  { key: 'priority_support', name: 'Priority support', kind: 'BOOLEAN', unit: 'count', eventType: null },
  { key: 'seats', name: 'Seats', kind: 'LIMIT', unit: 'count', eventType: null },
  { key: 'projects', name: 'Projects', kind: 'LIMIT', unit: 'count', eventType: 'project.created' },
  { key: 'max_upload_mb', name: 'Largest upload', kind: 'LIMIT', unit: 'byte', eventType: null, combine: 'MAX' },
  { key: 'storage_gb', name: 'Storage', kind: 'LIMIT', unit: 'byte', eventType: 'storage.gb' },
  { key: 'api_calls', name: 'API calls a month', kind: 'QUOTA', unit: 'count', eventType: 'api_call' },
  { key: 'exports', name: 'Exports a month', kind: 'QUOTA', unit: 'count', eventType: 'export' },
  { key: 'ai_tokens', name: 'AI tokens', kind: 'CREDIT', unit: 'token', eventType: 'ai.tokens' },
  { key: 'legacy_reports', name: 'Old reports', kind: 'BOOLEAN', unit: 'count', eventType: null, status: 'DEPRECATED' },
  { key: 'fax_pages', name: 'Fax pages', kind: 'LIMIT', unit: 'count', eventType: null, status: 'RETIRED' },
]

interface RuleSketch {
  readonly key: string
  readonly flag?: boolean
  readonly amount?: number
  readonly unlimited?: true
  readonly perQuantity?: true
  readonly overage?: Overage
  readonly rollover?: number
  readonly ttlDays?: number
}

const TIERS = ['free', 'starter', 'team', 'business', 'scale', 'enterprise'] as const

/** What each tier gives, from the smallest to the largest. */
function tierRules(rank: number): RuleSketch[] {
  const at = (values: readonly number[]): number => values[rank] ?? 0
  const overage: Overage = rank < 2 ? 'BLOCK' : rank < 5 ? 'BILL' : 'ALLOW'
  return [
    { key: 'seats', amount: 1, perQuantity: true },
    rank === 5 ? { key: 'projects', unlimited: true } : { key: 'projects', amount: at([2, 5, 12, 40, 100]) },
    { key: 'max_upload_mb', amount: at([10, 50, 100, 250, 1000, 5000]) },
    { key: 'storage_gb', amount: at([1, 10, 50, 200, 1000, 5000]) },
    { key: 'api_calls', amount: at([500, 2500, 4000, 9000, 20_000, 40_000]), overage, rollover: rank === 3 ? 2000 : 0 },
    { key: 'exports', amount: at([20, 100, 200, 500, 1000, 2000]), overage: rank < 3 ? 'BLOCK' : 'ALLOW' },
    ...(rank >= 2 ? [{ key: 'custom_domains', flag: true }] : []),
    ...(rank >= 3 ? [{ key: 'sso', flag: true }] : []),
    ...(rank >= 5 ? [{ key: 'audit_export', flag: true }] : []),
  ]
}

interface SetSketch {
  readonly key: string
  readonly name: string
  readonly tier?: string
  readonly product?: string
  readonly version?: number
  readonly publishedAt: number | null
  readonly retiredAt?: number
  readonly rules: readonly RuleSketch[]
}

const SETS: readonly SetSketch[] = [
  ...TIERS.map((tier, rank): SetSketch => ({
    key: tier, name: `Tier ${tier}`, tier, product: `plan-${tier}`, publishedAt: CATALOG_AT + DAY, rules: tierRules(rank),
    ...(tier === 'team' ? { retiredAt: TEAM_V2_AT } : {}),
  })),
  {
    key: 'team', version: 2, name: 'Tier team', tier: 'team', product: 'plan-team', publishedAt: TEAM_V2_AT,
    rules: [...tierRules(2), { key: 'priority_support', flag: true }],
  },
  {
    key: 'extra_api', name: 'More API calls', product: 'addon-extra-api', publishedAt: CATALOG_AT + DAY,
    rules: [{ key: 'api_calls', amount: 5000, perQuantity: true, overage: 'BILL' }],
  },
  { key: 'priority', name: 'Priority support', product: 'addon-priority-support', publishedAt: CATALOG_AT + DAY, rules: [{ key: 'priority_support', flag: true }] },
  {
    key: 'ai_credits', name: 'AI tokens', product: 'credits-small', publishedAt: CATALOG_AT + DAY,
    rules: [{ key: 'ai_tokens', amount: 4000, perQuantity: true, ttlDays: 730 }],
  },
  {
    key: 'goodwill', name: 'A present after an incident', publishedAt: CATALOG_AT + DAY,
    rules: [{ key: 'api_calls', amount: 2000, overage: 'BLOCK' }, { key: 'legacy_reports', flag: true }],
  },
  { key: 'enterprise', version: 2, name: 'Tier enterprise', tier: 'enterprise', product: 'plan-enterprise', publishedAt: null, rules: tierRules(5) },
]

function ruleOf(sketch: RuleSketch, key: KeyPlan, id: string): RulePlan {
  return {
    id, key, flag: sketch.flag ?? null, amount: sketch.amount ?? null, unlimited: sketch.unlimited ?? false, perQuantity: sketch.perQuantity ?? false,
    overage: sketch.overage ?? 'BLOCK', rollover: sketch.rollover ?? 0, ttlDays: sketch.ttlDays ?? null,
  }
}

/** The capabilities that a brand sells; the same in every slice. */
export function planCapabilities(brand: Brand): Capabilities {
  const keys = KEYS.map((sketch, n): KeyPlan => ({
    combine: 'SUM', status: 'ACTIVE', ...sketch, id: seedId(brand.index, 'entitlements.resource_keys', n, CATALOG_AT),
  }))
  const byKey = new Map(keys.map((key) => [key.key, key]))
  let rules = 0
  const sets: SetPlan[] = []
  for (const [n, sketch] of SETS.entries()) {
    const createdAt = (sketch.publishedAt ?? CATALOG_AT + 500 * DAY) - DAY / 2
    const version = sketch.version ?? 1
    sets.push({
      id: seedId(brand.index, 'entitlements.entitlement_sets', n, createdAt),
      key: sketch.key, version, name: sketch.name, tier: sketch.tier ?? null, productCode: sketch.product ?? null,
      supersedes: sets.find((set) => set.key === sketch.key && set.version === version - 1)?.id ?? null,
      createdAt, publishedAt: sketch.publishedAt, retiredAt: sketch.retiredAt ?? null,
      rules: sketch.rules.flatMap((rule) => {
        const key = byKey.get(rule.key)
        return key === undefined ? [] : [ruleOf(rule, key, seedId(brand.index, 'entitlements.entitlement_set_rules', rules++, createdAt))]
      }),
    })
  }
  return { keys, sets }
}

/** The version of a set that was on sale at an instant. */
export function setOnSale({ sets }: Capabilities, key: string, at: number): SetPlan {
  const found = sets.filter((set) => set.key === key && set.publishedAt !== null && set.publishedAt <= at).at(-1)
  if (found === undefined) throw new RangeError(`no set ${key} on sale`)
  return found
}
