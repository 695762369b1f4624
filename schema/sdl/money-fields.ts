import type { Column, Entity } from '../model.ts'
import { exposedColumns } from './exposed.ts'

/** A computed `Money` beside an amount in minor units. */
export interface MoneyField {
  readonly field: string
  readonly amount: Column
  readonly currency: Column
}

/** Amounts (`…Cents`, `…Amount`) of a row that says its currency; an amount without one has no Money. */
export const moneyFields = (entity: Entity): readonly MoneyField[] => {
  const columns = exposedColumns(entity)
  const currency = columns.find(column => column.field === 'currency' && column.wire === 'CurrencyCode')
  if (currency === undefined) return []
  return columns.filter(isAmount).map(amount => ({ field: `${amount.field.replace(/Cents$/, '')}Money`, amount, currency }))
}

const isAmount = (column: Column): boolean => column.wire === 'SafeInt' && !column.list && /(Cents|Amount)$/.test(column.field)
