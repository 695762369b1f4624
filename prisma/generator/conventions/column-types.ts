import type { Column, Entity, MaskFormat } from '../../../schema/model.ts'
import type { Report } from '../problem.ts'
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
