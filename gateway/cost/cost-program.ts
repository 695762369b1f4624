/** Values of variables after coercion. */
export type Variables = Readonly<Record<string, unknown>>

/** A condition of `@skip` or `@include` that a variable decides. */
export interface Condition {
  readonly variable: string
  readonly wanted: boolean
}

/** A field, with all its occurrences under one key of the answer. */
export interface CostField {
  readonly key: string
  /** Selected where all conditions of one of these hold. */
  readonly when: readonly (readonly Condition[])[]
  /** Of asking once. */
  readonly own: number
  /** Of one object that it gives. */
  readonly each: number
  /** How many objects it gives at most. */
  size(variables: Variables): number
  readonly below: CostGroup | undefined
}

/** Fields of one object. */
export interface CostGroup {
  readonly common: readonly CostField[]
  /** Fields that objects of one type have beside the common ones; an object has one type, so the dearest counts. */
  readonly byType: readonly (readonly CostField[])[]
}

const holds = (when: CostField['when'], variables: Variables): boolean =>
  // a switch that is no yes is a no for whoever runs it, null as well
  when.some(conditions => conditions.every(({ variable, wanted }) => (variables[variable] === true) === wanted))

const estimateField = (field: CostField, variables: Variables): number => {
  if (!holds(field.when, variables)) return 0
  const { own, each, below } = field
  return own + field.size(variables) * (each + (below ? estimateCost(below, variables) : 0))
}

const estimateFields = (fields: readonly CostField[], variables: Variables): number => {
  let sum = 0
  for (const field of fields) sum += estimateField(field, variables)
  return sum
}

/** What an operation costs at most: pages are full, nothing is missing. */
export const estimateCost = ({ common, byType }: CostGroup, variables: Variables): number => {
  let dearest = 0
  for (const fields of byType) dearest = Math.max(dearest, estimateFields(fields, variables))
  return estimateFields(common, variables) + dearest
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null

const countObjects = (field: CostField, value: unknown): number => {
  if (Array.isArray(value)) {
    let sum = 0
    for (const item of value) sum += countObjects(field, item)
    return sum
  }
  if (!isObject(value)) return 0
  return field.each + (field.below ? countCost(field.below, value) : 0)
}

const countFields = (fields: readonly CostField[], answer: Readonly<Record<string, unknown>>): number => {
  let sum = 0
  for (const field of fields) {
    const value = answer[field.key]
    if (value !== undefined) sum += field.own + countObjects(field, value)
  }
  return sum
}

/** What an operation has cost, by the answer alone: what is not in it, hidden or missing, counts for nothing. */
export const countCost = ({ common, byType }: CostGroup, answer: Readonly<Record<string, unknown>>): number => {
  let dearest = 0
  for (const fields of byType) dearest = Math.max(dearest, countFields(fields, answer))
  return countFields(common, answer) + dearest
}
