import type { Column, Entity, EnumType, Relation } from '../model.ts'
import { exposedRelations } from './exposed.ts'
import { filterColumns, filterOf } from './filter-members.ts'
import { enumFilterMembers } from './prelude.ts'
import { inputLabel } from './sensitivity.ts'
import { member, type TypeBlock } from './type-block.ts'

/** `<Type>Filter`: columns, relations of the module and the three connectives. */
export const filterType = (entity: Entity): TypeBlock => ({
  keyword: 'input',
  name: `${entity.type}Filter`,
  description: `Conditions on ${entity.type} rows; all that are given must hold.`,
  directives: [],
  members: [
    `"All of these hold."\nand: [${entity.type}Filter!]`,
    `"At least one of these holds."\nor: [${entity.type}Filter!]`,
    `"This does not hold."\nnot: ${entity.type}Filter`,
    ...filterColumns(entity).map(column => columnMember(entity, column)),
    ...exposedRelations(entity).map(relationMember),
  ],
})

/** `<Type>ListFilter`: how many of the visible related rows must match. */
export const listFilterType = (type: string): TypeBlock => ({
  keyword: 'input',
  name: `${type}ListFilter`,
  description: `Conditions on the visible ${type} rows of a list; all that are given must hold.`,
  directives: [],
  members: [
    `"At least one row matches."\nsome: ${type}Filter`,
    `"No row matches."\nnone: ${type}Filter`,
    `"No row fails to match."\nevery: ${type}Filter`,
  ],
})

/** `<Enum>Filter`: equality only, since values of an enumeration have no order. */
export const enumFilterType = ({ name }: EnumType): TypeBlock => ({
  keyword: 'input', name: `${name}Filter`, description: `Conditions on a ${name}; all that are given must hold.`, directives: [],
  members: enumFilterMembers(name).map(text => text.replace(/\n {2}/, '\n')),
})

const columnMember = (entity: Entity, column: Column): string =>
  member(column.description, `${column.field}: ${filterOf(column) ?? ''}${inputLabel(entity, column)}`)

const relationMember = ({ field, description, target, many }: Relation): string =>
  member(description, `${field}: ${target}${many ? 'ListFilter' : 'Filter'}`)
