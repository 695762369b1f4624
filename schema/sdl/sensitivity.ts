import type { Column, Entity, SensitiveLabel } from '../model.ts'
import { subjectOf } from '../policy/target-of.ts'
import { camelCase } from './camel-case.ts'
import { coordinateOf } from './coordinate.ts'

/** `@sensitivity(…)` of an output field, with a leading space; empty where every reader of the row may read the value. */
export const outputLabel = (entity: Entity, column: Column): string => print(labelArguments(entity, column))

/** The same for a member of a filter or order, which also names the coordinate that decides. */
export const inputLabel = (entity: Entity, column: Column): string => {
  const label = labelArguments(entity, column)
  return label.length === 0 ? '' : print([...label, `reads: ["${coordinateOf(entity, column)}"]`])
}

/** The label of an input that is written to a column: it says what the value is, and that it reads nothing. */
export const writtenLabel = (entity: Entity, column: Column): string =>
  print([...(column.label.public ? [] : sensitiveArguments(column.label, subjectText(entity, column))), 'reads: []', 'scope: [SELF]']).trimStart()

/** Whose value it is, as the directive says it: a path to a person id, `user(<path to a user id>)` or `none`. */
export const subjectText = (entity: Entity, column: Column): string => {
  const subject = subjectOf(entity, column)
  if (subject.kind === 'NONE') return 'none'
  const path = [...subject.owner.path, camelCase(subject.owner.column)].join('.')
  return subject.kind === 'USER' ? `user(${path})` : path
}

const print = (args: readonly string[]): string => (args.length === 0 ? '' : ` @sensitivity(${args.join(', ')})`)

const labelArguments = (entity: Entity, column: Column): readonly string[] => {
  const { label } = column
  if (!label.public) return sensitiveArguments(label, subjectText(entity, column))
  return label.scope === undefined ? [] : [`scope: [${label.scope}]`]
}

/** Defaults of the directive are left out, so that what stands there says something. */
const sensitiveArguments = ({ level, category, mask, lookup, pseudonym }: SensitiveLabel, subject: string): readonly string[] => [
  ...(level === 'PUBLIC' ? [] : [`level: ${level}`]),
  `category: ${category}`,
  ...(mask === 'FIXED' ? [] : [`mask: ${mask}`]),
  `subject: "${subject}"`,
  ...(lookup ? ['lookup: true'] : []),
  ...(pseudonym ? ['pseudonym: true'] : []),
]
