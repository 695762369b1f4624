import { useListContext } from 'ra-core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { isRow } from '../provider/json.ts'
import type { Resource } from '../provider/resource.ts'
import { FilterForm } from './filter-form.tsx'
import { Icon } from './icons.tsx'
import { OPERATORS, splitFilter } from './operators.ts'
import { inWords, wordsOf } from './words.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-/

const chipText = (name: string, value: unknown): string => {
  const { column, operator } = splitFilter(name)
  if (operator === 'isNull') return `${inWords(column)} ${value === true ? 'has no value' : 'has a value'}`
  const text = typeof value === 'string' && UUID.test(value) ? `…${value.slice(-6)}` : typeof value === 'string' ? wordsOf(value) : JSON.stringify(value)
  return `${inWords(column)} ${OPERATORS[operator] ?? operator} ${text}`
}

/** The conditions that hold, each with the way to lift it, a form for one more, and what else stands above a list. */
export const FilterBar = ({ resource, children }: { readonly resource: Resource, readonly children: ReactNode }) => {
  const { filterValues, setFilters } = useListContext()
  const [isOpen, setOpen] = useState(false)
  const values: Readonly<Record<string, unknown>> = isRow(filterValues) ? filterValues : {}
  const without = (name: string) => Object.fromEntries(Object.entries(values).filter(([one]) => one !== name))
  return (
    <div className="filters">
      {Object.entries(values).map(([name, value]) => (
        <span key={name} className="chip">
          {chipText(name, value)}
          <button type="button" aria-label={`Remove filter ${chipText(name, value)}`} onClick={() => setFilters(without(name), undefined, false)}><Icon name="close" /></button>
        </span>
      ))}
      {isOpen
        ? <FilterForm resource={resource} onClose={() => setOpen(false)} onAdd={(name, value) => { setFilters({ ...values, [name]: value }, undefined, false); setOpen(false) }} />
        : <button type="button" className="add-filter" onClick={() => setOpen(true)}>Add filter</button>}
      {children}
    </div>
  )
}
