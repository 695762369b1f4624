import { useState } from 'react'
import type { Resource, ResourceFilter } from '../provider/resource.ts'
import { OPERATORS } from './operators.ts'
import { inWords, wordsOf } from './words.ts'

interface FilterFormProps {
  readonly resource: Resource
  onAdd(name: string, value: unknown): void
  onClose(): void
}

const NUMBERS = /^(?:Int|Float|SafeInt)Filter$/

const operatorsOf = ({ members }: ResourceFilter): readonly string[] => Object.keys(OPERATORS).filter(operator => members.includes(operator))

/** What was typed, as the graph takes it. */
const parse = (text: string, { type }: ResourceFilter, operator: string): unknown => {
  if (operator === 'isNull' || type === 'BooleanFilter') return text === 'true'
  if (NUMBERS.test(type)) return Number(text)
  return type === 'DateTimeFilter' ? new Date(`${text}Z`).toISOString() : text
}

const choicesOf = ({ values, type }: ResourceFilter, operator: string): readonly (readonly [value: string, text: string])[] => {
  if (operator === 'isNull') return [['true', 'has no value'], ['false', 'has a value']]
  if (type === 'BooleanFilter') return [['true', 'yes'], ['false', 'no']]
  return values.map(value => [value, wordsOf(value)] as const)
}

const inputType = ({ type }: ResourceFilter): string => {
  if (NUMBERS.test(type)) return 'number'
  if (type === 'DateFilter') return 'date'
  return type === 'DateTimeFilter' ? 'datetime-local' : 'text'
}

/** One more condition: a column, how it is compared, and with what. */
export const FilterForm = ({ resource: { filters }, onAdd, onClose }: FilterFormProps) => {
  const columns = [...filters].filter(([name, filter]) => name !== 'brandId' && operatorsOf(filter).length > 0)
  const [column, setColumn] = useState(columns.find(([, { values }]) => values.length > 0)?.[0] ?? columns[0]?.[0] ?? '')
  const filter = filters.get(column)
  const operators = filter ? operatorsOf(filter) : []
  const [chosen, setOperator] = useState('eq')
  const operator = operators.includes(chosen) ? chosen : operators[0] ?? 'eq'
  const choices = filter ? choicesOf(filter, operator) : []
  const [typed, setValue] = useState('')
  const value = choices.length > 0 && !choices.some(([one]) => one === typed) ? choices[0]?.[0] ?? '' : typed
  if (!filter) return null
  return (
    <form className="filter-form" onSubmit={event => { event.preventDefault(); onAdd(`${column}_${operator}`, parse(value, filter, operator)) }}>
      <select aria-label="Column" name="column" autoFocus value={column} onChange={({ target }) => { setColumn(target.value); setValue('') }}>
        {columns.map(([name]) => <option key={name} value={name}>{inWords(name)}</option>)}
      </select>
      <select aria-label="Condition" name="operator" value={operator} onChange={({ target }) => setOperator(target.value)}>
        {operators.map(one => <option key={one} value={one}>{one === 'isNull' ? 'value' : OPERATORS[one]}</option>)}
      </select>
      {choices.length > 0
        ? <select aria-label="Value" name="value" value={value} onChange={({ target }) => setValue(target.value)}>{choices.map(([one, text]) => <option key={one} value={one}>{text}</option>)}</select>
        : <input aria-label="Value" name="value" required type={inputType(filter)} value={value} onChange={({ target }) => setValue(target.value)} />}
      <button type="submit" className="primary">Add</button>
      <button type="button" onClick={onClose}>Cancel</button>
    </form>
  )
}
