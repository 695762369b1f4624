import type { Column, EnumType, MetricCondition, MetricFlag } from '../../schema/model.ts'
import type { MetricReading } from './metric-reading.ts'
import { singleColumn } from './metric-reading.ts'
import { readEnums } from './read-enums.ts'

interface Form {
  readonly pattern: RegExp
  readonly operator: MetricCondition['operator']
}

const FORMS: readonly Form[] = [
  { pattern: /^(\S+) > 0$/, operator: 'POSITIVE' },
  { pattern: /^(\S+) is set$/, operator: 'NOT_NULL' },
  { pattern: /^(\S+) is not set$/, operator: 'IS_NULL' },
  { pattern: /^(\S+) is not empty$/, operator: 'NOT_EMPTY' },
  { pattern: /^(\S+) is ahead$/, operator: 'AHEAD' },
  { pattern: /^([\w.]+)\s*<>\s*(\w+)$/, operator: 'NOT_IN' },
  { pattern: /^([\w.]+)\s*=\s*(\w+)$/, operator: 'IN' },
  { pattern: /^(\S+) not in ([\w ]+)$/, operator: 'NOT_IN' },
  { pattern: /^(\S+) in ([\w ]+)$/, operator: 'IN' },
]
const FLAGS: readonly { readonly pattern: RegExp; readonly kind: MetricFlag['kind'] }[] = [
  { pattern: /^(.*) unless ([a-z]\w*)$/, kind: 'LIFTS' },
  { pattern: /^(.*) or ([a-z]\w*)$/, kind: 'REPLACES' },
]
const KINDS: Readonly<Partial<Record<MetricCondition['operator'], (column: Column) => boolean>>> = {
  POSITIVE: ({ wire }) => ['Int', 'SafeInt', 'Decimal'].includes(wire),
  NOT_EMPTY: ({ list }) => list,
  AHEAD: ({ wire }) => wire === 'DateTime',
}

/** Conditions with the arguments that they bring. */
export interface Where {
  readonly conditions: readonly MetricCondition[]
  readonly flags: readonly MetricFlag[]
}

function valuesOf(at: MetricReading, { enum: name, pgType }: Column, words: readonly string[]): MetricCondition['values'] {
  if (pgType === 'boolean') return words.map(word => word === 'true')
  const listed = enumNamed(at, name)
  for (const word of words) if (listed && !listed.values.includes(word)) at.fail(`${word} is no value of ${listed.name}; take some of ${listed.values.join(', ')}.`)
  return words
}

function enumNamed({ model, reading: { source } }: MetricReading, name: string | undefined): EnumType | undefined {
  return name === undefined ? undefined : readEnums(source.models.filter(({ schema }) => schema === model.schema), () => undefined).find(type => type.name === name)
}

function readCondition(at: MetricReading, text: string): { readonly condition: MetricCondition; readonly flag?: MetricFlag } | undefined {
  const flagged = FLAGS.flatMap(({ pattern, kind }) => {
    const [, rest, name] = pattern.exec(text) ?? []
    return rest !== undefined && name !== undefined ? [{ rest, name, kind }] : []
  })[0]
  const plain = flagged?.rest ?? text
  const form = FORMS.find(({ pattern }) => pattern.test(plain))
  const [, name = '', words] = form?.pattern.exec(plain) ?? []
  if (form === undefined) {
    at.fail(`where: cannot read "${text}"; write column = VALUE, <> VALUE, in A B, not in A B, > 0, is set, is not set, is not empty or is ahead, with "and" between two, and "unless includeX" or "or values" behind one.`)
    return undefined
  }
  const column = singleColumn(at, name)
  if (column === undefined) return undefined
  if (KINDS[form.operator]?.(column.found) === false) at.fail(`where: ${name} is of another type than "${plain}" needs.`)
  if (flagged?.kind === 'REPLACES' && (form.operator !== 'IN' || column.found.enum === undefined)) at.fail(`where: "or ${flagged.name}" stands behind column in A B of an enumeration.`)
  const values = words === undefined ? undefined : valuesOf(at, column.found, words.trim().split(' '))
  const condition: MetricCondition = { path: column.path, column: column.column, operator: form.operator, values, flag: flagged?.name }
  return { condition, flag: flagged && { name: flagged.name, kind: flagged.kind, enum: flagged.kind === 'REPLACES' ? column.found.enum : undefined } }
}

/** `status <> VOID unless includeVoid and issuedAt is set`. */
export function readWhere(at: MetricReading): Where {
  const text = at.annotation.named.get('where')
  const read = (text?.split(/\s+and\s+/) ?? []).map(part => readCondition(at, part.trim())).filter(part => part !== undefined)
  return { conditions: read.map(({ condition }) => condition), flags: read.flatMap(({ flag }) => flag ? [flag] : []) }
}
