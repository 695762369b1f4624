import type { Entity } from '../model.ts'
import { orderMembers } from './order-members.ts'
import { inputLabel } from './sensitivity.ts'
import type { TypeBlock } from './type-block.ts'

/** `<Type>OrderBy` and the enumeration of what it may name. */
export const orderTypes = (entity: Entity): readonly TypeBlock[] => [
  {
    keyword: 'input', name: `${entity.type}OrderBy`, description: `One term of an order of ${entity.type} rows; the id is always the last.`,
    directives: [],
    members: [
      `"What to order by."\nfield: ${entity.type}OrderField!`,
      '"Which end comes first."\ndirection: SortDirection! = ASC',
      '"Where rows without a value stand; only as the index of the field has it."\nnulls: NullsOrder',
    ],
  },
  {
    keyword: 'enum', name: `${entity.type}OrderField`, description: `What ${entity.type} rows may be ordered by.`, directives: [],
    members: orderMembers(entity).map(({ value, column }) => `${value}${inputLabel(entity, column)}`),
  },
]
