import type { Column, Entity } from '../model.ts'
import { exposedColumns } from './exposed.ts'

/** Name of the filter of a column; undefined where no comparison is both useful and unable to raise (lists, JSON), and for credentials. */
export const filterOf = (column: Column): string | undefined => {
  if (column.internal || column.list || column.wire === 'JSON' || isCredential(column)) return undefined
  if (column.enum !== undefined) return `${column.enum}Filter`
  return column.pgType === 'inet' ? 'IPAddressFilter' : `${column.wire}Filter`
}

/** Columns that `<Type>Filter` names. */
export const filterColumns = (entity: Entity): readonly Column[] => exposedColumns(entity).filter(column => filterOf(column) !== undefined)

/** Credentials are declared but never an input: a comparison would answer what nobody may read. */
export const isCredential = ({ label }: Column): boolean => !label.public && label.category === 'CREDENTIAL'
