import { fieldOf, modelOf } from '../source.ts'
import { allEntities } from './all-entities.ts'
import type { Convention } from './convention.ts'

/** Times become cursors, and a cursor in JavaScript has milliseconds; only the prescribed `audit_log` keeps microseconds. */
export const timePrecision: Convention = (world, report) => {
  for (const { type, table, columns } of allEntities(world)) {
    const model = modelOf(world.source, type)
    const wanted = table === 'audit_log' ? '6' : '3'
    for (const { field, pgType } of columns) {
      const precision = model && fieldOf(model, field)?.nativeArguments[0]
      if (pgType === 'timestamptz' && precision !== wanted) report('TIME_PRECISION', `${type}.${field}`, `write @db.Timestamptz(${wanted}).`)
    }
  }
}
