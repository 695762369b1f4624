import type { Column, Entity } from '../model.ts'

/** The schema coordinate of a column, by which the policy decides everywhere: `Invoice.billToEmail`. */
export const coordinateOf = (entity: Pick<Entity, 'type'>, column: Pick<Column, 'field'>): string => `${entity.type}.${column.field}`
