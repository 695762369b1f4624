import type { SubgraphResponse } from '../../../schema/subgraph.ts'
import type { Fetch } from '../subgraph-link.ts'
import type { LabelledPlace } from './labelled-places.ts'

/** What stands at a place instead of a value. */
export type Replace = (value: unknown) => unknown

/** Where the first value stood that was replaced. */
export type FirstPlace = readonly (string | number)[]

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The type of the entity at a position of a batch, as it was asked for. */
const typeAt = ({ variables }: Fetch, index: number): unknown => {
  const representations: unknown = variables?.representations
  const one: unknown = Array.isArray(representations) ? representations[index] : undefined
  return isRecord(one) ? one.__typename : undefined
}

/** Replaces every value at one place of an answer, nulls excepted, and tells where the first of them stood. */
export const replaceAt = ({ data }: SubgraphResponse, fetch: Fetch, { keys, entity, owner }: LabelledPlace, replace: Replace): FirstPlace | undefined => {
  let first: FirstPlace | undefined
  const descend = (value: unknown, at: number, path: FirstPlace): void => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        if (entity === undefined || at !== 1 || typeAt(fetch, index) === entity) descend(item, at, [...path, index])
      }
      return
    }
    const key = keys[at]
    if (!isRecord(value) || key === undefined) return
    const inner = value[key]
    if (inner === null || inner === undefined) return
    if (at < keys.length - 1) return descend(inner, at + 1, [...path, key])
    if (value.__typename !== undefined && value.__typename !== owner) return
    value[key] = replace(inner) ?? null
    first ??= [...path, key]
  }
  descend(data, 0, [])
  return first
}
