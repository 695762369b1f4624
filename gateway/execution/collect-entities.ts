import type { PlanPath } from './query-plan.ts'
import { isRow } from './row.ts'
import type { Row } from './row.ts'

/** A place in an answer, with the numbers of the rows. */
export type AnswerPath = readonly (string | number)[]

/** The objects at a path of the data so far, in order; an object that stands at several places comes several times. */
export const collectEntities = (data: Row, path: PlanPath): readonly Row[] => {
  const found: Row[] = []
  collect(found, data, path, 0)
  return found
}

const collect = (found: Row[], value: unknown, path: PlanPath, at: number): void => {
  const part = path[at]
  if (Array.isArray(value)) {
    if (part === '@' || part === undefined) for (const item of value) collect(found, item, path, part === undefined ? at : at + 1)
  } else if (isRow(value)) {
    if (part === undefined) found.push(value)
    else collect(found, value[part], path, at + 1)
  }
}

/** The first place of an entity; looked for only where there is an error to be put there. */
export const placeOf = (entity: Row, data: Row, path: PlanPath): AnswerPath => {
  const search = (value: unknown, at: number, place: AnswerPath): AnswerPath | undefined => {
    const part = path[at]
    if (Array.isArray(value)) {
      const next = part === '@' ? at + 1 : at
      for (const [index, item] of value.entries()) {
        const found = search(item, next, [...place, index])
        if (found) return found
      }
      return undefined
    }
    if (!isRow(value)) return undefined
    if (part === undefined) return value === entity ? place : undefined
    return search(value[part], at + 1, [...place, part])
  }
  return search(data, 0, []) ?? []
}
