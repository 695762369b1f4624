import type { Column, Entity, Reference, Relation } from '../model.ts'
import { cost, PAGED, WEIGHTS } from './costs.ts'
import { exposedColumns, exposedReferences, exposedRelations } from './exposed.ts'
import { listArguments } from './list-arguments.ts'
import { moneyFields } from './money-fields.ts'
import { outputLabel } from './sensitivity.ts'
import { member, type TypeBlock } from './type-block.ts'

/** The entity itself: columns in the order of the model, each followed by what it leads to, then the lists. */
export const objectType = (entity: Entity): TypeBlock => ({
  keyword: 'type',
  name: entity.type,
  description: entity.description,
  directives: entity.keys.map(key => `@key(fields: "${key}")`),
  members: [
    ...exposedColumns(entity).flatMap(column => [
      columnField(entity, column), ...moneyOf(entity, column), ...toOneFrom(entity, column), ...referencesFrom(entity, column),
    ]),
    ...exposedRelations(entity).filter(relation => relation.many || !leavesFromColumn(entity, relation)).map(relationField),
  ],
})

/** The output type of a column; a value that some readers may not see is nullable whatever the table says. */
export const outputType = (column: Column): string => {
  const name = column.enum ?? column.wire
  const type = column.list ? `[${name}!]` : name
  const hideable = !column.label.public || column.label.scope !== undefined
  return column.nullable || hideable ? type : `${type}!`
}

const columnField = (entity: Entity, column: Column): string =>
  member(column.description, `${column.field}: ${outputType(column)}${outputLabel(entity, column)}`)

const moneyOf = (entity: Entity, column: Column): readonly string[] =>
  moneyFields(entity).filter(money => money.amount === column).map(({ field, amount, currency }) => {
    const nullable = [amount, currency].some(part => !outputType(part).endsWith('!'))
    return member(`\`${amount.field}\` with its currency.`, `${field}: Money${nullable ? '' : '!'}${outputLabel(entity, amount)}`)
  })

const leavesFromColumn = (entity: Entity, { from }: Relation): boolean =>
  from !== 'id' && exposedColumns(entity).some(column => column.name === from)

const toOneFrom = (entity: Entity, column: Column): readonly string[] =>
  exposedRelations(entity)
    .filter(relation => !relation.many && relation.from === column.name && leavesFromColumn(entity, relation))
    .map(relationField)

/** A row of the other end that may be invisible is null; reference data is visible to everybody. */
const relationField = ({ field, description, target, many, nullable }: Relation): string =>
  member(description, many ? `${field}${listArguments(target, 'NESTED')}: ${target}Connection! ${cost(WEIGHTS.list)} ${PAGED}` : `${field}: ${target}${nullable ? '' : '!'}`)

/** Always nullable: the owner answers null for a row that the caller may not see. */
const referencesFrom = (entity: Entity, column: Column): readonly string[] =>
  exposedReferences(entity).filter(reference => reference.column === column.name).map(referenceField)

const referenceField = ({ field, description, target }: Reference): string => member(description, `${field}: ${target.type} ${cost(WEIGHTS.fetch)}`)
