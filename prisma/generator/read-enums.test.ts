import { describe, expect, it } from 'vitest'
import { generateFixture, plant, problemsAfter } from './fixture.ts'

const STATUS = '@enum(SubscriptionStatus: ACTIVE CANCELED)'
const CURRENCY = '/// Price of a month in minor units. @public'
const asEnum = (annotation: string): string => `/// Tier. @public ${annotation}\n  tier String\n  ${CURRENCY}`

describe('readEnums', () => {
  it('collects the enumerations of a module by name', () => {
    const billing = generateFixture(plant(CURRENCY, asEnum('@enum(PlanTier: BASIC PRO)'))).modules.find(({ name }) => name === 'billing')
    expect(billing?.enums).toEqual([
      { name: 'PlanTier', values: ['BASIC', 'PRO'] },
      { name: 'SubscriptionStatus', values: ['ACTIVE', 'CANCELED'] },
    ])
  })

  it('lets two columns of a module share one, written out or by name', () => {
    expect(problemsAfter(CURRENCY, asEnum(STATUS))).toEqual([])
    expect(problemsAfter(CURRENCY, asEnum('@enum(SubscriptionStatus)'))).toEqual([])
  })

  it.each([
    ['a name that nobody declares', '@enum(PlanTier)', 'UNKNOWN_ENUM Plan.tier'],
    ['a name that another module has', '@enum(Region: EU US)', 'TYPE_NAME_TAKEN billing.Region'],
    ['values in lower case', '@enum(PlanTier: basic)', 'ENUM_VALUE_NAME Plan.tier'],
    ['a value twice', '@enum(PlanTier: BASIC BASIC)', 'ENUM_VALUE_NAME Plan.tier'],
    ['two enumerations at once', '@enum(PlanTier: BASIC, Other: X)', 'MALFORMED_ANNOTATION Plan.tier'],
  ])('refuses %s', (_, annotation, problem) => {
    expect(problemsAfter(CURRENCY, asEnum(annotation))).toEqual([problem])
  })

  it('refuses one name with two lists of values', () => {
    expect(problemsAfter(CURRENCY, asEnum('@enum(SubscriptionStatus: ACTIVE CANCELED PAUSED)'))).toEqual(['ENUM_VALUES_DIFFER BillingSubscription.status'])
  })

  it('refuses one on a column that is not text', () => {
    expect(problemsAfter(CURRENCY, '/// Price. @public @enum(Price: LOW HIGH)')).toEqual(['ENUM_NOT_TEXT Plan.monthlyPriceCents'])
  })

  it('refuses an enum type of Postgres', () => {
    const found = problemsAfter('@@map("plans")\n  @@schema("billing")\n}', `/// Tier. @public
  tier PlanTier

  @@map("plans")
  @@schema("billing")
}

enum PlanTier {
  BASIC
  PRO

  @@schema("billing")
}`)
    expect(found).toEqual(['ENUM_NOT_TEXT Plan.tier'])
  })
})
