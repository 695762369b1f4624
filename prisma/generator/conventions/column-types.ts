import type { Column, Entity, MaskFormat } from '../../../schema/model.ts'
import type { Report } from '../problem.ts'
import { fieldOf, modelOf } from '../source.ts'
import { allEntities } from './all-entities.ts'
import type { Convention } from './convention.ts'

const TEXT = ['text', 'char']
/** Types that a mask can be computed over; FIXED shows the same for everything. */
const MASKABLE: Readonly<Record<MaskFormat, readonly string[] | 'ANY'>> = {
  EMAIL: TEXT, NAME: TEXT, PHONE: TEXT, TAX_ID: TEXT, LAST4: TEXT, TEXT, IP: ['inet'], JSON: ['jsonb'], FIXED: 'ANY',
}

function checkColumn({ type }: Entity, { field, pgType, label, internal }: Column, report: Report): void {
  const at = `${type}.${field}`
  if (pgType === 'bytea' && !internal) report('BYTES_EXPOSED', at, 'bytes have no wire type: add @internal.')
  if (label.public) return
  const maskable = MASKABLE[label.mask]
  if (maskable !== 'ANY' && !maskable.includes(pgType)) report('MASK_TYPE', at, `${label.mask} masks ${maskable.join(' and ')}, not ${pgType}; name another mask.`)
}

/** Bytes stay inside, and a mask fits the type that it masks. */
export const columnTypes: Convention = (world, report) => {
  for (const entity of allEntities(world)) for (const column of entity.columns) checkColumn(entity, column, report)
}

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
