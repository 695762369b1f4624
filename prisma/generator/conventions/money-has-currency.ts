import type { Entity } from '../../../schema/model.ts'
import { annotationOf } from '../parse-annotations.ts'
import { fieldOf, modelOf } from '../source.ts'
import type { Convention } from './convention.ts'

const MONEY = /_(cents|amount)$/

const hasCurrency = (entity: Entity | undefined): boolean => entity?.columns.some(({ wire }) => wire === 'CurrencyCode') === true

/** An amount without a currency is a number nobody may add up: it stands on the row, or on a row that this one points to. */
export const moneyHasCurrency: Convention = ({ modules, source }, report) => {
  for (const { entities } of modules) {
    for (const entity of entities) {
      const parents = entity.relations.filter(({ many, to }) => !many && to === 'id').map(({ target }) => entities.find(({ type }) => type === target))
      if ([entity, ...parents].some(hasCurrency)) continue
      const model = modelOf(source, entity.type)
      for (const { name, field } of entity.columns) {
        const counted = model && annotationOf(fieldOf(model, field)?.documentation, 'units') !== undefined
        if (MONEY.test(name) && !counted) report('MONEY_WITHOUT_CURRENCY', `${entity.type}.${field}`, 'neither the row nor a row that it points to has a currency Char(3); if it counts something else than money, say so with @units.')
      }
    }
  }
}
