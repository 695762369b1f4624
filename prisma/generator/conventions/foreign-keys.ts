import { modelOf } from '../source.ts'
import type { Convention } from './convention.ts'

/** A foreign key stays in its schema, carries the tenant as its first column, and never deletes or empties anything. */
export const foreignKeys: Convention = ({ source }, report) => {
  for (const model of source.models) {
    for (const field of model.fields.filter(({ fromFields }) => fromFields.length > 0)) {
      const at = `${model.name}.${field.name}`
      const target = modelOf(source, field.type)
      if (target?.schema !== model.schema) report('CROSS_SCHEMA_RELATION', at, `${field.type} is a table of ${target?.schema}; keep the id and write @ref(${target?.schema}.${target?.table}).`)
      if (field.fromFields[0] !== 'brandId' || field.toFields[0] !== 'brandId') report('FOREIGN_KEY_BRAND', at, 'a foreign key is composite and starts with brandId on both sides.')
      if (field.actions.some(action => action !== 'NoAction')) report('FOREIGN_KEY_ACTION', at, 'write onDelete: NoAction, onUpdate: NoAction; rows are never deleted by another row.')
    }
  }
}
